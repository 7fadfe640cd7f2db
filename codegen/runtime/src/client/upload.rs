//! Request bodies that are not in memory: streams, and files on disk.
//!
//! A file is opened for each attempt, so a call that sends one is repeated as any other. A stream is there once: as soon as a
//! byte of it was asked for, the call is not sent again, whatever its operation allows.

use super::super::codec::{EncodeError, Pieces, Supply, Upload};
use super::super::operation::kind::Binary;
use super::outgoing::Payload;
use super::{Outgoing, Sends};
use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use reqwest::Body;
use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use tokio::fs::{self, File};
use tokio::io::{AsyncRead, ReadBuf};

/// Any error.
type BoxError = Box<dyn Error + Send + Sync>;

type BoxStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

impl Upload {
    /// From a stream of unknown length. The call that sends it is sent once.
    pub fn stream<X>(stream: impl Stream<Item = Result<Bytes, X>> + Send + 'static) -> Self
    where
        X: Into<BoxError> + 'static,
    {
        Self::supplied(Arc::new(Once::new(stream, None)))
    }

    /// From a stream of so many bytes, which some servers have to know beforehand. The call that sends it is sent once.
    pub fn sized_stream<X>(size: u64, stream: impl Stream<Item = Result<Bytes, X>> + Send + 'static) -> Self
    where
        X: Into<BoxError> + 'static,
    {
        Self::supplied(Arc::new(Once::new(stream, Some(size))))
    }

    /// From a file on disk, under its name. It is read while it is sent, anew for each attempt.
    ///
    /// # Errors
    /// There is no such file, or its size cannot be had.
    pub async fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let size = fs::metadata(&path).await?.len();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let upload = Self::supplied(Arc::new(OnDisk { path, size }));
        Ok(name.into_iter().fold(upload, Self::named))
    }
}

impl Sends<Upload> for Binary {
    fn send(&self, request: &mut Outgoing, value: &Upload) -> Result<(), EncodeError> {
        let media_type = value.media_type().unwrap_or(self.media);
        match value.bytes() {
            Some(bytes) => request.binary(media_type, bytes.clone()),
            None => request.payload(media_type, Joined(vec![value.clone()])),
        }
    }
}

/// A stream, until it is taken.
struct Once {
    stream: Mutex<Option<BoxStream>>,
    size: Option<u64>,
}

impl Once {
    fn new<X>(stream: impl Stream<Item = Result<Bytes, X>> + Send + 'static, size: Option<u64>) -> Self
    where
        X: Into<BoxError> + 'static,
    {
        Self { stream: Mutex::new(Some(Box::pin(Boxed(Box::pin(stream))))), size }
    }
}

impl Supply for Once {
    fn size(&self) -> Option<u64> {
        self.size
    }

    fn is_ready(&self) -> bool {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn open(&self) -> Option<Box<dyn Pieces>> {
        let stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(Box::new(Streamed(stream)))
    }
}

/// A stream with boxed errors.
struct Boxed<S>(Pin<Box<S>>);

impl<S, X> Stream for Boxed<S>
where
    S: Stream<Item = Result<Bytes, X>>,
    X: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|item| item.map(|item| item.map_err(Into::into)))
    }
}

struct Streamed(BoxStream);

impl Pieces for Streamed {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        self.0.as_mut().poll_next(context)
    }
}

/// A file on disk.
struct OnDisk {
    path: PathBuf,
    size: u64,
}

impl Supply for OnDisk {
    fn size(&self) -> Option<u64> {
        Some(self.size)
    }

    fn is_ready(&self) -> bool {
        true
    }

    fn open(&self) -> Option<Box<dyn Pieces>> {
        Some(Box::new(Reading::Opening(Box::pin(File::open(self.path.clone())))))
    }
}

/// A file while it is read.
enum Reading {
    Opening(Pin<Box<dyn Future<Output = io::Result<File>> + Send>>),
    Open(File),
}

impl Pieces for Reading {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        const PIECE: usize = 64 << 10;
        loop {
            match self {
                Self::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(file) => *self = Self::Open(file),
                    Err(error) => return Poll::Ready(Some(Err(error.into()))),
                },
                Self::Open(file) => {
                    let mut piece = vec![0; PIECE];
                    let mut buffer = ReadBuf::new(&mut piece);
                    let read = ready!(Pin::new(file).poll_read(context, &mut buffer));
                    let length = buffer.filled().len();
                    piece.truncate(length);
                    return Poll::Ready(match read {
                        Err(error) => Some(Err(error.into())),
                        Ok(()) if length == 0 => None,
                        Ok(()) => Some(Ok(piece.into())),
                    });
                }
            }
        }
    }
}

/// Contents one after the other, as one body.
pub(super) struct Joined(pub(super) Vec<Upload>);

impl fmt::Debug for Joined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}

impl Payload for Joined {
    fn is_ready(&self) -> bool {
        self.0.iter().filter_map(Upload::supply).all(|supply| supply.is_ready())
    }

    fn body(&self) -> Body {
        let size = self.0.iter().map(Upload::size).try_fold(0_u64, |sum, size| sum.checked_add(size?));
        Body::wrap(Sending { rest: self.0.iter().cloned().collect(), open: Mutex::new(None), size })
    }
}

/// Contents while they are sent.
struct Sending {
    rest: VecDeque<Upload>,
    /// Bodies are shared between threads, pieces need not be; nobody ever waits for this lock.
    open: Mutex<Option<Box<dyn Pieces>>>,
    size: Option<u64>,
}

impl http_body::Body for Sending {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            let open = self.open.get_mut().unwrap_or_else(PoisonError::into_inner);
            if let Some(pieces) = open {
                match ready!(pieces.poll_next(context)) {
                    Some(piece) => return Poll::Ready(Some(piece.map(Frame::data))),
                    None => *open = None,
                }
            }
            let Some(next) = self.rest.pop_front() else { return Poll::Ready(None) };
            match (next.bytes(), next.supply().map(|supply| supply.open())) {
                (Some(bytes), _) if bytes.is_empty() => {}
                (Some(bytes), _) => return Poll::Ready(Some(Ok(Frame::data(bytes.clone())))),
                (None, Some(Some(pieces))) => self.open = Mutex::new(Some(pieces)),
                (None, _) => return Poll::Ready(Some(Err(SENT.into()))),
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.size.map(SizeHint::with_exact).unwrap_or_default()
    }
}

/// Why a stream cannot be sent.
const SENT: &str = "the stream of the body was sent already";
