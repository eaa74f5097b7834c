//! Values of no particular type, kept as a tree: what lists and objects are to every format that has them. The limit of
//! depth, which readers keep to, bounds the recursion.

use serde_json::{Map, Value};

use super::{DecodeErrorKind, Reader, Result};

/// Reads a list of any values.
pub(super) fn list(reader: &mut dyn Reader) -> Result<Value> {
    let mut list = Vec::new();
    reader.begin_list(false)?;
    while reader.next_item()? {
        let item = reader.json().map_err(|error| error.in_item(list.len()))?;
        list.push(item);
    }
    Ok(Value::Array(list))
}

/// Reads an object of any values.
pub(super) fn object(reader: &mut dyn Reader) -> Result<Value> {
    let mut object = Map::new();
    reader.begin_map()?;
    while reader.next_key()? {
        let key = reader.string()?;
        reader.next_value()?;
        if object.contains_key(&key) {
            return Err(reader.error(DecodeErrorKind::Duplicate, "there twice").in_entry(key));
        }
        match reader.json() {
            Ok(value) => object.insert(key, value),
            Err(error) => return Err(error.in_entry(key)),
        };
    }
    Ok(Value::Object(object))
}
