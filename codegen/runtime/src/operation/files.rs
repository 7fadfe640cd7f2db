//! What holds the files of a multipart body: a field of one file, perhaps one, or any number.

use super::super::codec::Upload;

/// What holds files in a multipart body: one, perhaps one, or any number.
pub trait Files: Sized {
    /// The files.
    fn files(&self) -> Vec<&Upload>;

    /// What holds these files.
    ///
    /// # Errors
    /// They are too few or too many.
    fn of(files: Vec<Upload>) -> Result<Self, &'static str>;
}

impl Files for Upload {
    fn files(&self) -> Vec<&Upload> {
        vec![self]
    }

    fn of(files: Vec<Upload>) -> Result<Self, &'static str> {
        let mut files = files.into_iter();
        match (files.next(), files.next()) {
            (Some(file), None) => Ok(file),
            (None, _) => Err("it is missing"),
            (Some(_), Some(_)) => Err("it stands more than once"),
        }
    }
}

impl Files for Vec<Upload> {
    fn files(&self) -> Vec<&Upload> {
        self.iter().collect()
    }

    fn of(files: Vec<Upload>) -> Result<Self, &'static str> {
        Ok(files)
    }
}

impl<T: Files> Files for Option<T> {
    fn files(&self) -> Vec<&Upload> {
        self.as_ref().map(T::files).unwrap_or_default()
    }

    fn of(files: Vec<Upload>) -> Result<Self, &'static str> {
        if files.is_empty() { Ok(None) } else { T::of(files).map(Some) }
    }
}
