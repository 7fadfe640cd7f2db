//! What a proof needs of one generated crate. Each crate has its own copy of the runtime, so this is a macro and not a function:
//! `loopback!(infrai { account::AccountApi { activate(AccountActivateRequest), … } … })` implements the crate's server traits and
//! makes a `Loopback`, which holds the crate's client and the stage between both.

/// Implements the server traits of a generated crate, and what calls them through its client.
macro_rules! loopback {
    ($api:ident { $($tag:ident::$trait:ident { $($method:ident($request:ident),)+ })+ }) => {
        use super::answers::Answer;
        use super::faults::{self, Fault, Faulty, Nature, SocketFault, Told};
        use super::stage::{Stage, TOKEN};
        use super::wire::{Answered, Exchange, Wire};
        use axum::response::IntoResponse;
        use std::fmt::Debug;
        use std::future::IntoFuture;
        use std::sync::Arc;
        use $api::client::Client;
        use $api::runtime::client::{Answer as Outcome, Call, Error, Operation, Reply};
        use $api::runtime::server::{Endpoint, Failure};

        /// A request of the crate, as client and server know it.
        pub(crate) trait Proof:
            Endpoint<Output = <Self as Operation>::Output, Error = <Self as Operation>::Error>
            + Operation<Error: Debug + Send, Output: Debug + Send>
            + Debug
            + PartialEq
        {
        }

        impl<R> Proof for R where
            R: Endpoint<Output = <R as Operation>::Output, Error = <R as Operation>::Error>
                + Operation<Error: Debug + Send, Output: Debug + Send>
                + Debug
                + PartialEq
        {
        }

        fn documented<E: Debug>(error: Error<E>) -> E {
            error.into_api().expect("it was looked at before")
        }

        /// What a call told, that goes wrong.
        fn told<R: Proof>(what: &str, result: Result<<R as Operation>::Output, Error<<R as Operation>::Error>>) -> Told {
            let error = result.err().unwrap_or_else(|| panic!("{what} is no success"));
            let kind = match &error {
                Error::NotSent { .. } => "not sent",
                Error::NoAnswer { .. } => "no answer",
                Error::Refused(_) => "refused",
                Error::OutcomeUnknown(_) => "unknown",
                Error::Api { .. } => "documented",
                Error::Undocumented(_) => "undocumented",
                Error::Decode { .. } => "undecodable",
                _ => "another",
            };
            let (may_have_happened, attempts) = (error.may_have_happened(), error.exchange().attempts);
            Told { kind, may_have_happened, attempts, shown: format!("{error:?} {:?}", error.exchange()) }
        }

        fn nature<R: Proof>() -> Nature {
            let meta = <R as Operation>::META;
            Nature { operation: meta.id, is_write: meta.is_write(), is_repeatable: meta.is_repeatable() }
        }

        /// What the type of an operation makes of an answer.
        fn read_as<R: Proof>(status: u16, fault: Option<&SocketFault>, body: &'static str) -> &'static str {
            let status = axum::http::StatusCode::from_u16(status).expect("a status");
            let mut headers = axum::http::HeaderMap::new();
            if let Some(SocketFault::RetryAfter(when)) = fault {
                headers.insert("retry-after", when.parse().expect("a header"));
            }
            match <R as Operation>::read(&Reply::new(status, headers, body.into())) {
                Ok(Outcome::Output(_)) => "success",
                Ok(Outcome::Error(_)) => "documented",
                Ok(Outcome::Undocumented) => "undocumented",
                Err(_) => "undecodable",
            }
        }

        /// Makes the call while everything goes wrong that can go wrong in memory, on a clock that only the call moves.
        async fn endure<R: Proof>(call: &impl Fn(&Client) -> Call<R>) {
            let nature = nature::<R>();
            tokio::time::pause();
            for fault in faults::faults() {
                let faulty = Faulty { fault, sent: Arc::default() };
                let builder = Client::builder().base_url("https://api.test").bearer(TOKEN).transport(faulty.clone());
                let call = call(&builder.build().expect("the settings are right"));
                let (what, begin) = (format!("{} against {fault:?}", nature.operation), tokio::time::Instant::now());
                let told = told::<R>(&what, call.await);
                let late = begin.elapsed().saturating_sub(faults::DEADLINE);
                assert!(late < std::time::Duration::from_millis(5), "{what}: {late:?} too late");
                assert_eq!(told.attempts, faulty.sent.load(std::sync::atomic::Ordering::Relaxed), "{what}");
                match fault {
                    Fault::Refuse => nature.assert_not_sent(&told, &what),
                    Fault::Status(status) => nature.assert_answered(&told, status, read_as::<R>(status, None, ""), &what),
                    _ => nature.assert_lost(&told, &what),
                }
            }
            tokio::time::resume();
        }

        /// Makes the call while everything goes wrong that can go wrong on a connection.
        async fn endure_sockets<R: Proof>(call: &impl Fn(&Client) -> Call<R>) {
            let nature = nature::<R>();
            let http = $api::runtime::client::Http::new().expect("TLS can be set up");
            let mut calls = Vec::new();
            for (fault, status) in faults::socket_faults() {
                let url = faults::serve(fault.clone()).await;
                let builder = Client::builder().base_url(url).bearer(TOKEN).transport(http.clone());
                let second = std::time::Duration::from_secs(1);
                // What passes passes at once; only what stalls reaches the deadline.
                let retry = $api::runtime::client::Retry::default().pauses(second * 0, second * 0);
                let builder = builder.retry(retry).attempt_timeout(second).timeout(second * 11 / 10).body_limit(1 << 20);
                let call = call(&builder.build().expect("the settings are right"));
                calls.push((fault, status, tokio::spawn(tokio::time::timeout(second * 10, call.into_future()))));
            }
            for (fault, status, call) in calls {
                let what = format!("{} against {fault:?}", nature.operation);
                let ended = call.await.expect("no call panics").unwrap_or_else(|_| panic!("{what} does not end"));
                let told = told::<R>(&what, ended);
                let (status, body) = match (status, &fault) {
                    (None, _) => {
                        nature.assert_lost(&told, &what);
                        continue;
                    }
                    (Some(200), _) => (200, "{\"id\""),
                    (Some(status), SocketFault::HugeFailure(_)) => (status, "x"),
                    (Some(status), _) => (status, r#"{"error":"no"}"#),
                };
                nature.assert_answered(&told, status, read_as::<R>(status, Some(&fault), body), &what);
            }
        }

        type Served<R> = Result<<R as Endpoint>::Output, Failure<<R as Endpoint>::Error>>;

        /// The server: each handler hands its request to the stage, and answers what the stage says, typed.
        struct Server(Arc<Stage>);

        impl Server {
            fn answer<R: Proof>(&self, request: R) -> Served<R> {
                let (status, headers, body) = self.0.called(request);
                match <R as Operation>::read(&Reply::new(status, headers, body)) {
                    Ok(Outcome::Output(output)) => Ok(output),
                    Ok(Outcome::Error(error)) => Err(Failure::Documented(error)),
                    Ok(Outcome::Undocumented) => panic!("{}: {status} is not documented", self.0.operation),
                    Err(error) => panic!("{}: the answer {status} does not fit its type: {error}", self.0.operation),
                }
            }
        }

        $(impl $api::server::$tag::$trait for Server {
            $(async fn $method(&self, request: $api::operations::$request) -> Served<$api::operations::$request> {
                self.answer(request)
            })+
        })+

        /// The crate's client and server with a socket between them.
        pub(crate) struct Loopback {
            pub client: Client,
            pub stage: Arc<Stage>,
            pub wire: Wire,
        }

        #[allow(dead_code, reason = "an API without parameters has no use for each of these methods")]
        impl Loopback {
            /// Starts the server, for the proof of one operation.
            pub(crate) async fn start(operation: &'static str) -> Self {
                let stage = Arc::new(Stage::new(stringify!($api), operation));
                let wire = Wire::serve($api::server::router(Server(Arc::clone(&stage)))).await;
                let client = Client::builder().base_url(&wire.url).bearer(TOKEN).build().expect("the settings are right");
                Self { client, stage, wire }
            }

            /// Makes the call that the source shows, once for each answer, and compares all of it.
            pub(crate) async fn documented<R: Proof>(&self, call: impl Fn(&Client) -> Call<R>, request: R) {
                self.all(call, request, "ID", None).await;
            }

            /// The same where the source shows `ID` in the path and the call has this one.
            pub(crate) async fn documented_of<R: Proof>(&self, id: &str, call: impl Fn(&Client) -> Call<R>, request: R) {
                self.all(call, request, id, None).await;
            }

            /// The same where the request shown contradicts its own parameter table.
            pub(crate) async fn corrected<R: Proof>(&self, discrepancy: &str, call: impl Fn(&Client) -> Call<R>, request: R) {
                self.all(call, request, "ID", Some(discrepancy)).await;
            }

            async fn all<R: Proof>(&self, call: impl Fn(&Client) -> Call<R>, request: R, id: &str, discrepancy: Option<&str>) {
                for answer in super::answers::all(self.stage.api, self.stage.operation) {
                    let exchange = self.exchange(call(&self.client), &request, answer).await;
                    self.stage.assert_documented(&exchange, id, discrepancy);
                }
                endure(&call).await;
                endure_sockets(&call).await;
            }

            /// Makes a call and compares the request line, the JSON body (none if empty) and the request that the handler got.
            pub(crate) async fn sends<R: Proof>(&self, call: Call<R>, line: &str, body: &str, request: R) {
                let exchange = self.exchange(call, &request, self.stage.success()).await;
                self.stage.assert_sent(&exchange, line, body);
            }

            /// One call: what the handler got, what it answered, and what the client made of that.
            async fn exchange<R: Proof>(&self, call: Call<R>, request: &R, answer: Answer) -> Exchange {
                let (stage, meta) = (&self.stage, <R as Operation>::META);
                assert_eq!((meta.id, <R as Endpoint>::META.id), (stage.operation, stage.operation));
                stage.answer_with(answer.clone());
                let (status, key, outcome) = match call.send().await {
                    Ok(response) => (response.status, response.exchange.idempotency_key, Ok(response.value)),
                    Err(error) => match (error.status(), error.exchange().idempotency_key.clone()) {
                        (Some(status), key) if error.api().is_some() => (status, key, Err(documented(error))),
                        _ => panic!("{} {}: {error:?}", stage.operation, answer.status),
                    },
                };
                stage.assert_reached(request, key.as_deref());
                assert!(!format!("{outcome:?}").contains("Unknown("), "{}: all of {outcome:?} is known", stage.operation);
                assert_eq!((status, outcome.is_ok()), (answer.status, status.is_success()), "{}", stage.operation);
                let exchange = self.wire.only();
                stage.assert_authorised(&exchange, !meta.security.is_empty());
                stage.assert_answered(&exchange.answered, &answer, "as the server wrote it");
                let again = <R as Endpoint>::write(outcome).expect("what was read can be written");
                stage.assert_answered(&Answered::of(again.into_response()).await, &answer, "as the client read it");
                exchange
            }
        }
    };
}

pub(super) use loopback;
