//! Where the fields of a record wait until all of them have been read.

use super::{Decode, DecodeError, DecodeErrorKind, Encode, Reader, Result, Shape, Writer};

/// A place for one value of any type.
///
/// The runtime's own envelopes implement it too, to look into a value while it passes by.
pub trait AnySlot {
    /// Reads one occurrence of the value.
    fn read(&mut self, reader: &mut dyn Reader) -> Result<()>;

    /// Reads an occurrence of the value that does not count, and lets go of it.
    fn discard(&mut self, reader: &mut dyn Reader) -> Result<()> {
        reader.skip().map(drop)
    }

    /// Takes the default if nothing has been read, and says whether there is a value now.
    fn fill(&mut self) -> bool;

    /// The same in formats that repeat a field for each element: none at all is an empty list, set or map, whatever the
    /// default.
    fn fill_repeated(&mut self) -> bool {
        self.fill()
    }
}

/// A place for one value, and what it is if it is missing.
#[derive(Debug)]
pub struct Slot<T> {
    value: Option<T>,
    default: Option<fn() -> T>,
    sensitive: bool,
}

/// Creates a slot for a value that must be there, unless its type says what it means when missing.
pub fn required<T: Decode>() -> Slot<T> {
    Slot { value: None, default: None, sensitive: false }
}

/// Creates a slot for a value that may be missing.
pub fn optional<T: Decode>() -> Slot<Option<T>> {
    required()
}

/// Creates a slot for a value with a default, which a null stands for as well.
pub fn or<T: Decode>(default: fn() -> T) -> Slot<T> {
    Slot { value: None, default: Some(default), sensitive: false }
}

impl<T: Decode> Slot<T> {
    /// Keeps the value out of what is said about it if it cannot be read.
    #[must_use]
    pub fn sensitive(self) -> Self {
        Slot { sensitive: true, ..self }
    }

    /// Takes the value out.
    ///
    /// # Errors
    ///
    /// Fails if there is none, which a reader has already refused for all slots it was given.
    pub fn take(mut self) -> Result<T> {
        self.fill();
        self.value.ok_or_else(missing)
    }
}

impl<T: Decode> AnySlot for Slot<T> {
    fn read(&mut self, reader: &mut dyn Reader) -> Result<()> {
        if self.default.is_some() && reader.null()? {
            self.fill();
            return Ok(());
        }
        let outcome = T::merge(&mut self.value, reader);
        if self.sensitive { outcome.map_err(DecodeError::concealed) } else { outcome }
    }

    fn discard(&mut self, reader: &mut dyn Reader) -> Result<()> {
        let outcome = T::decode(reader).map(drop);
        if self.sensitive { outcome.map_err(DecodeError::concealed) } else { outcome }
    }

    fn fill(&mut self) -> bool {
        if self.value.is_none() {
            self.value = self.default.map_or_else(T::missing, |default| Some(default()));
        }
        self.value.is_some()
    }

    fn fill_repeated(&mut self) -> bool {
        if self.value.is_none() {
            self.value = T::empty();
        }
        self.fill()
    }
}

/// The value of a variant that carries none: a record without fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Empty;

impl Empty {
    const SHAPE: &'static Shape = &Shape { name: "empty", fields: &[] };
}

impl Encode for Empty {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.message(Self::SHAPE, &[]);
    }
}

impl Decode for Empty {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        reader.message(Self::SHAPE, &mut []).map(|()| Self)
    }
}

/// Returns the error of a value that had to be there.
#[cold]
pub(crate) fn missing() -> DecodeError {
    DecodeError::new(DecodeErrorKind::Missing, "missing")
}
