//! Objects: the properties that every struct's reader goes through, and the writer of properties.
//!
//! A struct names its properties in [`Object::FIELDS`] and has a slot for each. Matching keys, and skipping, keeping or refusing
//! undeclared ones, is written here, and compiled into the one loop of each struct: the loop is most of what reading costs.
//! Servers mostly write properties in the order of the document, so a key is first compared with the one that is next there.

use super::adapters::{Codec, Encode};
use super::read::{Filled, Keep, Slot};
use super::shape::Field;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;
use std::marker::PhantomData;

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

    // Inlined into the deserializer, whose functions the loop calls: else these stay calls.
    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Fields { map, other: String::new() })
    }
}

/// The properties of an object, one after the other.
#[derive(Debug)]
pub struct Fields<A> {
    map: A,
    /// The last key that is not declared, if it is of interest.
    other: String,
}

/// A property whose value comes next, while it is looked for among the slots.
#[derive(Debug)]
pub struct Turn {
    declared: &'static [Field],
    /// The slot whose turn it is.
    slot: usize,
    /// The slot of the property; that of undeclared ones is after the last of the declared.
    next: usize,
    /// The slot that the property after it is expected to have.
    guess: usize,
}

impl Turn {
    /// Before the first of these properties.
    #[inline]
    #[must_use]
    pub fn of(declared: &'static [Field]) -> Self {
        Self { declared, slot: 0, next: 0, guess: 0 }
    }
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// Goes to the next property that has a slot, if there is one.
    ///
    /// # Errors
    /// A property is refused.
    #[inline]
    pub fn next<T: Object>(&mut self, turn: &mut Turn) -> Result<bool, A::Error> {
        let declared = T::FIELDS.len();
        loop {
            let key = Key::<T> { guess: turn.guess, other: &mut self.other, object: PhantomData };
            match self.map.next_key_seed(key)? {
                None => return Ok(false),
                Some(slot) if slot < declared || T::KEEPS => {
                    (turn.slot, turn.next, turn.guess) = (0, slot, slot + 1);
                    return Ok(true);
                }
                Some(_) if T::CLOSED => {
                    return Err(de::Error::custom(format_args!("unknown field `{}`", self.other)));
                }
                Some(_) => drop(self.map.next_value::<IgnoredAny>()?),
            }
        }
    }

    /// Reads the property if it is that of the slot whose turn it is: of the next one of [`Object::FIELDS`].
    ///
    /// # Errors
    /// The property stands twice or does not fit its type.
    #[inline]
    pub fn put<S: Slot<'de, A>>(&mut self, turn: &mut Turn, slot: &mut S) -> Result<(), A::Error> {
        let own = turn.slot;
        turn.slot += 1;
        if turn.next != own {
            return Ok(());
        }
        if slot.is_filled() {
            return Err(twice(turn.declared, own));
        }
        slot.read(&mut self.map)
    }

    /// Reads the property if it is not declared.
    ///
    /// # Errors
    /// The property stands twice or does not fit its type.
    #[inline]
    pub fn keep<S: Keep<'de, A>>(&mut self, turn: &Turn, rest: &mut S) -> Result<(), A::Error> {
        if turn.next == turn.declared.len() { rest.read(&mut self.map, &self.other) } else { Ok(()) }
    }
}

#[cold]
fn twice<E: de::Error>(declared: &[Field], slot: usize) -> E {
    E::duplicate_field(key(declared, slot))
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

/// Matches a key: gives the number of its slot.
struct Key<'a, T> {
    guess: usize,
    other: &'a mut String,
    object: PhantomData<T>,
}

impl<'de, T: Object> DeserializeSeed<'de> for Key<'_, T> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<T: Object> Visitor<'_> for Key<'_, T> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<usize, E> {
        let is_next = T::FIELDS.get(self.guess).is_some_and(|next| is_same(next.key.as_bytes(), text.as_bytes()));
        Ok(if is_next { self.guess } else { search(T::FIELDS, text, (T::CLOSED || T::KEEPS).then_some(self.other)) })
    }
}

/// The slot of a key that is not where it was expected. One that is not declared goes into `other`, if it is of interest.
#[inline(never)]
fn search(declared: &[Field], text: &str, other: Option<&mut String>) -> usize {
    declared.iter().position(|field| field.key == text).unwrap_or_else(|| {
        if let Some(other) = other {
            text.clone_into(other);
        }
        declared.len()
    })
}

/// Whether two keys are equal. They mostly are, and mostly have 2 to 16 bytes, which are two words that may overlap: comparing
/// these takes less than a call.
#[inline]
fn is_same(left: &[u8], right: &[u8]) -> bool {
    fn ends<const N: usize>(text: &[u8]) -> Option<([u8; N], [u8; N])> {
        Some((*text.first_chunk()?, *text.last_chunk()?))
    }
    left.len() == right.len()
        && match left.len() {
            2..4 => ends::<2>(left) == ends::<2>(right),
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
