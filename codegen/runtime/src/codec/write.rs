//! The writer of objects: each property under its key, in the order of the table.

use super::slot::Slot;
use serde::ser::{Error, SerializeMap, Serializer};

/// Writes an object, property by property. What goes wrong is kept until the end, so that a struct's code has no branches.
#[derive(Debug)]
pub struct ObjectWriter<S: Serializer> {
    /// `None` after the end.
    map: Option<Result<S::SerializeMap, S::Error>>,
    keys: std::slice::Iter<'static, &'static str>,
}

impl<S: Serializer> ObjectWriter<S> {
    /// Begins an object of these properties.
    pub fn new(serializer: S, keys: &'static [&'static str]) -> Self {
        Self { map: Some(serializer.serialize_map(None)), keys: keys.iter() }
    }

    /// Writes the next property as its slot says; after the last, undeclared ones.
    pub fn put<P: Slot>(&mut self, _: P, value: &P::Value) {
        let key = self.keys.next().copied().unwrap_or_default();
        if let Some(Ok(map)) = &mut self.map
            && let Err(error) = P::write(value, key, map)
        {
            self.map = Some(Err(error));
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    /// Those of the serializer, from the first property that could not be written.
    pub fn end(&mut self) -> Result<S::Ok, S::Error> {
        self.map.take().unwrap_or_else(|| Err(Error::custom("an object ends once")))?.end()
    }
}
