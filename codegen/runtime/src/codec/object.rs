//! Objects: the properties that every struct's reader goes through, and the writer of properties.
//!
//! A struct names its properties in [`Object::FIELDS`] and has a slot for each. Servers mostly write properties in the order of
//! the document, so a reader goes through its slots in that order and asks of each only whether the next key is its own:
//! straight-line code, where a loop would have to find out for each key where it belongs. What comes out of order is found
//! in another round. Matching keys, and skipping or refusing unknown ones, is done here, once for all structs.

use super::adapters::{Codec, Encode};
use super::read::{Filled, Keep, Slot};
use super::shape::Field;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroUsize;

/// A struct that is read from a JSON object.
pub trait Object: Sized {
    /// Its name, for error messages.
    const NAME: &'static str;
    /// Its properties, in the document's order.
    const FIELDS: &'static [Field];
    /// Properties that are not declared are refused (`additionalProperties: false`); else they are skipped or kept.
    const CLOSED: bool;
    /// Properties that are not declared are kept: after the slots of [`Object::FIELDS`] there is one for them.
    const KEEPS: bool;

    /// Reads the properties.
    ///
    /// # Errors
    /// A property is missing, stands twice or does not fit its type.
    fn read<'de, A: MapAccess<'de>>(fields: Fields<A>) -> Result<Self, A::Error>;
}

/// What a table may say of undeclared properties.
pub mod mode {
    /// They are refused.
    #[allow(non_upper_case_globals)] // As the table has it.
    pub const closed: bool = true;
}

/// Reads an [`Object`].
///
/// # Errors
/// The JSON is not an object, or [`Object::read`] fails.
pub fn object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object for `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let keys = Keys { declared: T::FIELDS, copies: T::CLOSED || T::KEEPS, guess: 0, other: String::new() };
        T::read(Fields { map, keys, closed: T::CLOSED, keeps: T::KEEPS })
    }
}

/// The properties of an object, one after the other.
#[derive(Debug)]
pub struct Fields<A> {
    map: A,
    keys: Keys,
    closed: bool,
    keeps: bool,
}

/// Where a reader is: it goes through all slots in their order, round after round.
#[derive(Debug)]
pub struct Turn {
    /// The slot whose turn it is.
    slot: usize,
    /// The slot of the property that comes next; that of undeclared ones is after the last of the declared.
    next: usize,
}

/// No property comes next.
const END: usize = usize::MAX;

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// Goes to the first property.
    ///
    /// # Errors
    /// The JSON is broken.
    #[inline]
    pub fn begin(&mut self) -> Result<Turn, A::Error> {
        Ok(Turn { slot: 0, next: self.next(0)? })
    }

    /// Begins another round through all slots, if there is anything left to be read.
    ///
    /// # Errors
    /// The next property is refused.
    #[inline]
    pub fn round(&mut self, turn: &mut Turn) -> Result<bool, A::Error> {
        turn.slot = 0;
        if turn.next == self.keys.declared.len() && !self.keeps {
            turn.next = self.skip()?;
        }
        Ok(turn.next != END)
    }

    /// Reads the property that comes next if it is that of the slot whose turn it is: of the next one of [`Object::FIELDS`].
    ///
    /// # Errors
    /// The property stands twice or does not fit its type.
    #[inline]
    pub fn put<S: Slot<'de, A>>(&mut self, turn: &mut Turn, slot: &mut S) -> Result<(), A::Error> {
        let own = turn.slot;
        turn.slot += 1;
        if turn.next == own {
            if slot.is_filled() {
                return Err(self.twice(own));
            }
            slot.read(&mut self.map)?;
            turn.next = self.next(own + 1)?;
        }
        Ok(())
    }

    /// Reads the properties that come next and are not declared.
    ///
    /// # Errors
    /// A property stands twice or does not fit its type.
    #[inline]
    pub fn keep<S: Keep<'de, A>>(&mut self, turn: &mut Turn, rest: &mut S) -> Result<(), A::Error> {
        while turn.next == self.keys.declared.len() {
            rest.read(&mut self.map, &self.keys.other)?;
            turn.next = self.next(self.keys.guess)?;
        }
        Ok(())
    }

    /// The slot of the next property, which is expected to be `guess`.
    #[inline]
    fn next(&mut self, guess: usize) -> Result<usize, A::Error> {
        self.keys.guess = guess;
        Ok(self.map.next_key_seed(&mut self.keys)?.map_or(END, |slot| slot.get() - 1))
    }

    /// Skips the properties that come next and are not declared.
    #[inline(never)]
    fn skip(&mut self) -> Result<usize, A::Error> {
        loop {
            if self.closed {
                return Err(de::Error::custom(format_args!("unknown field `{}`", self.keys.other)));
            }
            self.map.next_value::<IgnoredAny>()?;
            let next = self.next(self.keys.guess)?;
            if next != self.keys.declared.len() {
                return Ok(next);
            }
        }
    }

    #[cold]
    fn twice(&self, slot: usize) -> A::Error {
        de::Error::duplicate_field(key(self.keys.declared, slot))
    }
}

/// What has been found: the slots' values are taken out in the order of their keys.
#[derive(Debug)]
pub struct Found {
    declared: &'static [Field],
    next: usize,
}

impl Found {
    /// What the slots of these properties hold.
    #[must_use]
    pub fn of(declared: &'static [Field]) -> Self {
        Self { declared, next: 0 }
    }

    /// The value of the next slot.
    ///
    /// # Errors
    /// The property is required and missing.
    #[inline]
    pub fn take<S: Filled, E: de::Error>(&mut self, slot: S) -> Result<S::Value, E> {
        let index = self.next;
        self.next += 1;
        match slot.value() {
            Some(value) => Ok(value),
            None => Err(E::missing_field(key(self.declared, index))),
        }
    }
}

/// The key of a declared property.
fn key(declared: &[Field], index: usize) -> &'static str {
    declared.get(index).map_or("", |field| field.key)
}

/// Matches a key. It gives the number of its slot counted from 1, since a result of that fits two registers.
#[derive(Debug)]
struct Keys {
    declared: &'static [Field],
    /// Undeclared keys are of interest.
    copies: bool,
    /// The slot that is expected to be next.
    guess: usize,
    /// The last undeclared key, if it is of interest.
    other: String,
}

impl<'de> DeserializeSeed<'de> for &mut Keys {
    type Value = NonZeroUsize;

    // Every property of every object passes here.
    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<NonZeroUsize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Keys {
    type Value = NonZeroUsize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<NonZeroUsize, E> {
        let is_next = self.declared.get(self.guess).is_some_and(|it| is_same(it.key.as_bytes(), text.as_bytes()));
        let slot = if is_next { self.guess } else { self.search(text) };
        Ok(NonZeroUsize::MIN.saturating_add(slot))
    }
}

impl Keys {
    /// The slot of a key that is not where it was expected.
    #[inline(never)]
    fn search(&mut self, text: &str) -> usize {
        self.declared.iter().position(|field| field.key == text).unwrap_or_else(|| {
            if self.copies {
                text.clone_into(&mut self.other);
            }
            self.declared.len()
        })
    }
}

/// Whether two keys are equal. They mostly are, and mostly have 4 to 16 bytes, which are two words that may overlap; that is
/// less than a call.
#[inline]
fn is_same(left: &[u8], right: &[u8]) -> bool {
    fn ends<const N: usize>(text: &[u8]) -> Option<([u8; N], [u8; N])> {
        Some((*text.first_chunk()?, *text.last_chunk()?))
    }
    left.len() == right.len()
        && match left.len() {
            4..8 => ends::<4>(left) == ends::<4>(right),
            8..=16 => ends::<8>(left) == ends::<8>(right),
            _ => left == right,
        }
}

/// Writes an object, property by property.
#[derive(Debug)]
pub struct ObjectWriter<S: Serializer> {
    map: S::SerializeMap,
}

impl<S: Serializer> ObjectWriter<S> {
    /// Begins an object.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn new(serializer: S) -> Result<Self, S::Error> {
        Ok(Self { map: serializer.serialize_map(None)? })
    }

    /// Writes a property.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), S::Error> {
        self.map.serialize_entry(name, value)
    }

    /// Writes a property by an adapter.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn field_as<C: Codec<T>, T>(&mut self, name: &str, value: &T) -> Result<(), S::Error> {
        self.map.serialize_entry(name, &Encode::<C, T>::new(value))
    }

    /// Writes a property, if it is there.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) -> Result<(), S::Error> {
        value.as_ref().map_or(Ok(()), |value| self.field(name, value))
    }

    /// Writes a property by an adapter, if it is there.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn optional_as<C: Codec<T>, T>(&mut self, name: &str, value: &Option<T>) -> Result<(), S::Error> {
        value.as_ref().map_or(Ok(()), |value| self.field_as::<C, T>(name, value))
    }

    /// Ends the object.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.map.end()
    }
}
