//! Values made of other values: optional ones, boxes, lists, sets and maps.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decode, DecodeErrorKind, Encode, Field, JsonWriter, Reader, Result, Writer};

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, writer: &mut dyn Writer) {
        (**self).encode(writer);
    }

    fn encode_field(&self, field: &'static Field, writer: &mut dyn Writer) {
        (**self).encode_field(field, writer);
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, writer: &mut dyn Writer) {
        (**self).encode(writer);
    }

    fn encode_field(&self, field: &'static Field, writer: &mut dyn Writer) {
        (**self).encode_field(field, writer);
    }
}

impl<T: Decode> Decode for Box<T> {
    const PACKABLE: bool = T::PACKABLE;

    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        T::decode(reader).map(Self::new)
    }

    fn merge(slot: &mut Option<Self>, reader: &mut dyn Reader) -> Result<()> {
        let mut value = slot.take().map(|value| *value);
        let outcome = T::merge(&mut value, reader);
        *slot = value.map(Self::new);
        outcome
    }

    fn missing() -> Option<Self> {
        T::missing().map(Self::new)
    }

    fn empty() -> Option<Self> {
        T::empty().map(Self::new)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Some(value) => encode_some(value, writer),
            None => writer.null(),
        }
    }

    fn encode_field(&self, field: &'static Field, writer: &mut dyn Writer) {
        match self {
            Some(value) => {
                writer.field(field);
                encode_some(value, writer);
            }
            None => writer.absent(field),
        }
    }
}

fn encode_some<T: Encode>(value: &T, writer: &mut dyn Writer) {
    writer.begin_some();
    value.encode(writer);
    writer.end_some();
}

impl<T: Decode> Decode for Option<T> {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        let mut value = None;
        Self::merge(&mut value, reader)?;
        Ok(value.flatten())
    }

    fn merge(slot: &mut Option<Self>, reader: &mut dyn Reader) -> Result<()> {
        let value = slot.get_or_insert_default();
        if reader.begin_some()? {
            T::merge(value, reader)?;
            reader.end_some()?;
        }
        Ok(())
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut dyn Writer) {
        encode_list(self.len(), self, writer);
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut dyn Writer) {
        encode_list(self.len(), self, writer);
    }
}

impl<T: Encode> Encode for BTreeSet<T> {
    fn encode(&self, writer: &mut dyn Writer) {
        encode_list(self.len(), self, writer);
    }
}

fn encode_list<'a, T: Encode + 'a>(length: usize, items: impl IntoIterator<Item = &'a T>, writer: &mut dyn Writer) {
    writer.begin_list(length);
    for item in items {
        writer.item();
        item.encode(writer);
    }
    writer.end_list();
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        let mut list = None;
        Decode::merge(&mut list, reader)?;
        Ok(list.unwrap_or_default())
    }

    fn merge(slot: &mut Option<Self>, reader: &mut dyn Reader) -> Result<()> {
        let list = slot.get_or_insert_default();
        reader.begin_list(T::PACKABLE)?;
        while reader.next_item()? {
            let item = T::decode(reader).map_err(|error| error.in_item(list.len()))?;
            list.push(item);
        }
        Ok(())
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Decode + Ord> Decode for BTreeSet<T> {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        let mut set = None;
        Decode::merge(&mut set, reader)?;
        Ok(set.unwrap_or_default())
    }

    /// Elements that come twice count once: the set is the same.
    fn merge(slot: &mut Option<Self>, reader: &mut dyn Reader) -> Result<()> {
        let set = slot.get_or_insert_default();
        let mut index = 0;
        reader.begin_list(T::PACKABLE)?;
        while reader.next_item()? {
            set.insert(T::decode(reader).map_err(|error| error.in_item(index))?);
            index += 1;
        }
        Ok(())
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
    }
}

impl<K: Encode, V: Encode> Encode for BTreeMap<K, V> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.begin_map(self.len());
        for (key, value) in self {
            writer.key();
            key.encode(writer);
            writer.value();
            value.encode(writer);
        }
        writer.end_map();
    }
}

impl<K: Encode + Decode + Ord, V: Decode> Decode for BTreeMap<K, V> {
    fn decode(reader: &mut dyn Reader) -> Result<Self> {
        let mut map = None;
        Decode::merge(&mut map, reader)?;
        Ok(map.unwrap_or_default())
    }

    fn merge(slot: &mut Option<Self>, reader: &mut dyn Reader) -> Result<()> {
        let map = slot.get_or_insert_default();
        reader.begin_map()?;
        while reader.next_key()? {
            let key = K::decode(reader)?;
            reader.next_value()?;
            if !reader.last_key_wins() && map.contains_key(&key) {
                return Err(reader.error(DecodeErrorKind::Duplicate, "there twice").in_entry(key_text(&key)));
            }
            let value = V::decode(reader).map_err(|error| error.in_entry(key_text(&key)))?;
            map.insert(key, value);
        }
        Ok(())
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
    }
}

/// Shows a key in the path of an error.
#[cold]
pub(crate) fn key_text(key: &impl Encode) -> String {
    let mut writer = JsonWriter::default();
    key.encode(&mut writer);
    let bytes = writer.finish().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    serde_json::from_str(&text).unwrap_or(text)
}
