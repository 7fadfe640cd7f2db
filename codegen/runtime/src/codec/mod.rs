//! JSON codecs that the types share.
//!
//! Types implement the serde traits by a few lines over the functions here, so that they work with `serde_json` like any
//! other type. Three things are done more strictly than derived code would do them: a decimal keeps all its digits, a
//! property that stands twice is an error, and a union is chosen by what the JSON looks like, with a reason for every variant
//! that did not fit.

mod adapters;
// driftless:part base64
mod base64;
// driftless:part union
mod bounds;
// driftless:part choice
mod choice;
// driftless:part decimal
mod decimal;
mod discreet;
// driftless:part duration
mod duration;
mod error;
// driftless:part events
mod events;
mod kept;
// driftless:part lines
mod lines;
mod locate;
mod new;
mod null;
mod object;
mod presence;
mod shape;
mod slot;
mod slots;
mod tables;
mod text;
// driftless:part tuple
mod tuple;
// driftless:part union
mod union;
// driftless:part uploads
mod upload;
mod write;

pub use adapters::{Boxed, Codec, Decode, Encode, List, Map, Maybe, Plain, Set, encode};
// driftless:part base64
pub use base64::Base64;
// driftless:part choice
pub use choice::{Choice, choice};
// driftless:part decimal
pub use decimal::{Number, Quoted};
// driftless:part duration
pub use duration::Duration;
pub use error::{DecodeError, EncodeError, from_slice, from_slice_as};
// driftless:part events
pub use events::{Events, RawEvent};
// driftless:part lines
pub use lines::{Lines, read_line, read_lines, write_line, write_lines};
pub use new::{Absent, Given};
pub use object::{Object, Reader, mode, object};
pub use presence::{Implied, Listed, Of, Required, Stated, Unlisted};
pub use shape::{Field, Shape, Shaped, closed, may, must, open};
pub use slot::{Optional, Rest, Slot};
// An API may have no structs.
#[allow(unused_imports)]
pub(crate) use slots::chunks;
pub use slots::{Slots, Then, fill};
pub use tables::last;
// Not every API has a type of each kind.
#[allow(unused_imports)]
pub(crate) use tables::{int_enum, named, object, shape, text_enum, union, variant};
pub use text::{Code, Text, code, text};
// driftless:part union
pub use union::{Json, JsonBy, OneOf, Variant, count_down, one_of};
// driftless:part uploads
pub use upload::{Pieces, Supply, Upload};
pub use write::ObjectWriter;
