//! What a request carries as a file: bytes, or where bytes come from, with a name and a media type of its own.
//!
//! A server gets the bytes. A client may also send what is not in memory: `client/upload.rs` makes uploads of streams and of
//! files on disk, which are a [`Supply`].

use super::adapters::Codec;
use super::base64::Base64;
use bytes::Bytes;
use serde::de::Deserializer;
use serde::ser::{Error as _, Serializer};
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::task::{Context, Poll};

/// A file, or what is sent as one.
#[derive(Clone, Default)]
pub struct Upload {
    content: Content,
    name: Option<String>,
    media_type: Option<String>,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Supply(Arc<dyn Supply>),
}

/// Where bytes come from that are not in memory.
pub trait Supply: Send + Sync {
    /// How many there are, if that is known.
    fn size(&self) -> Option<u64>;

    /// Whether they can be had: of some, only once.
    fn is_ready(&self) -> bool;

    /// Hands them out; `None` if they were handed out before and cannot be again.
    fn open(&self) -> Option<Box<dyn Pieces>>;
}

/// Bytes, piece by piece.
pub trait Pieces: Send {
    /// The next piece; `None` after the last one.
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Box<dyn Error + Send + Sync>>>>;
}

impl Upload {
    /// From somewhere else than memory.
    #[must_use]
    pub fn supplied(supply: Arc<dyn Supply>) -> Self {
        Self { content: Content::Supply(supply), name: None, media_type: None }
    }

    /// With a file name. Without one, a part of a multipart body is called as its field.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// Of a media type, in place of the one that the document states.
    #[must_use]
    pub fn of_type(self, media_type: impl Into<String>) -> Self {
        Self { media_type: Some(media_type.into()), ..self }
    }

    /// Its bytes, if they are in memory; those that a server gets always are.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Supply(_) => None,
        }
    }

    /// Where its bytes come from, if they are not in memory.
    #[must_use]
    pub fn supply(&self) -> Option<&Arc<dyn Supply>> {
        match &self.content {
            Content::Bytes(_) => None,
            Content::Supply(supply) => Some(supply),
        }
    }

    /// How many bytes it has, if that is known.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match &self.content {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Supply(supply) => supply.size(),
        }
    }

    /// Its file name, if it has one of its own.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Its media type, if it is not the one that the document states.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

macro_rules! from {
    ($($ty:ty)*) => {$(
        impl From<$ty> for Upload {
            fn from(bytes: $ty) -> Self {
                Self { content: Content::Bytes(bytes.into()), name: None, media_type: None }
            }
        }
    )*};
}

from! { Bytes Vec<u8> String &'static [u8] &'static str }

/// Shows no byte, since they may be secret, and too many.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, media_type, .. } = self;
        let mut shown = f.debug_struct("Upload");
        shown.field("size", &self.size()).field("name", name).field("media_type", media_type).finish_non_exhaustive()
    }
}

/// Bytes are equal by what they are, other contents only to themselves.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        let is_same = match (&self.content, &other.content) {
            (Content::Bytes(own), Content::Bytes(other)) => own == other,
            (Content::Supply(own), Content::Supply(other)) => Arc::ptr_eq(own, other),
            _ => false,
        };
        is_same && self.name == other.name && self.media_type == other.media_type
    }
}

impl Eq for Upload {}

impl Hash for Upload {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.bytes(), &self.name, &self.media_type).hash(state);
    }
}

/// In JSON, bytes are base64.
impl Codec<Upload> for Base64 {
    fn encode<S: Serializer>(value: &Upload, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = value.bytes().ok_or_else(|| S::Error::custom("an upload that is not in memory has no JSON"))?;
        Self::encode(bytes, serializer)
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Upload, D::Error> {
        <Self as Codec<Bytes>>::decode(deserializer).map(Upload::from)
    }
}
