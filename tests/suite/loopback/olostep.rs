//! Olostep: both operations, and each way in which they may fail, as a caller meets it.

use super::answers;
use super::glue::loopback;
use olostep::operations::{
    UserCreditsInfoError, UserCreditsInfoRequest, UserPurchaseTopupError, UserPurchaseTopupOutput,
    UserPurchaseTopupRequest,
};
use olostep::types::{PurchaseKind, PurchaseTopupRequestCredits as Credits, TopupRejectionCode};

loopback!(olostep {
    user::UserApi { credits_info(UserCreditsInfoRequest), purchase_topup(UserPurchaseTopupRequest), }
});

type Purchase = Result<UserPurchaseTopupOutput, Error<UserPurchaseTopupError>>;

#[tokio::test]
async fn user_credits_info() {
    let api = Loopback::start("user.credits.info").await;
    api.documented(|client| client.user().credits_info(), UserCreditsInfoRequest).await;
}

#[tokio::test]
async fn user_purchase_topup() {
    let api = Loopback::start("user.purchase_topup").await;
    let request = UserPurchaseTopupRequest { credits: Credits::N10000 };
    api.documented(|client| client.user().purchase_topup(Credits::N10000), request).await;
}
