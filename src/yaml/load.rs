//! YAML text -> [`Value`], as `serde_yaml` reads it, but that a number too large for its integers is a number all the same.
//!
//! Where such a number may not stand, its own key says so; here it would cost the whole text.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_yaml::value::{Tag, TaggedValue};
use serde_yaml::{Mapping, Number, Value};

/// What the parser says of a key that a table has already.
pub(super) const TWICE: &str = "duplicate entry";

/// Parses a text.
///
/// # Errors
/// The parser's, and one that says [`TWICE`].
pub(super) fn load(text: &str) -> Result<Value, serde_yaml::Error> {
    serde_yaml::from_str::<Loaded>(text).map(|loaded| loaded.0)
}

struct Loaded(Value);

impl<'de> Deserialize<'de> for Loaded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any).map(Self)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    #[expect(clippy::cast_precision_loss, reason = "who needs its digits reads them in the source")]
    fn visit_i128<E: Error>(self, number: i128) -> Result<Value, E> {
        Ok(Value::Number(Number::from(number as f64)))
    }

    #[expect(clippy::cast_precision_loss, reason = "who needs its digits reads them in the source")]
    fn visit_u128<E: Error>(self, number: u128) -> Result<Value, E> {
        Ok(Value::Number(Number::from(number as f64)))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Loaded(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Sequence(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut table = Mapping::new();
        while let Some(Loaded(key)) = entries.next_key()? {
            if table.contains_key(&key) {
                return Err(A::Error::custom(TWICE));
            }
            let Loaded(value) = entries.next_value()?;
            table.insert(key, value);
        }
        Ok(Value::Mapping(table))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, contents) = tagged.variant::<String>()?;
        let Loaded(value) = contents.newtype_variant()?;
        Ok(Value::Tagged(Box::new(TaggedValue { tag: Tag::new(tag), value })))
    }
}

/// What a value's type says of a text in its place: for a type with a few names, which names those are.
pub(super) fn complaint_about<T: for<'de> Deserialize<'de>>(text: &str) -> Option<String> {
    let text: StrDeserializer<'_, serde_yaml::Error> = text.into_deserializer();
    T::deserialize(text).err().map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_the_parser_does() {
        for text in [
            "a: 1\nb: [x, 2.5, true, null, ~]\nc: {d: !tag e, 5: f}\n",
            "\"a\": 'b'\n? [x]\n: |\n  text\n",
            "anchors: &a {x: 1}\nagain: *a\n",
            "- -5\n- 18446744073709551615\n- 0x10\n- .inf\n",
            "",
            "text",
        ] {
            assert_eq!(load(text).unwrap(), serde_yaml::from_str::<Value>(text).unwrap(), "{text}");
        }
        for text in ["a: 1\na: 2", "[{a: 1, a: 2}]"] {
            assert!(load(text).unwrap_err().to_string().contains(TWICE), "{text}");
        }
    }

    #[test]
    fn large_numbers_are_numbers() {
        for text in ["99999999999999999999", "-99999999999999999999", "9".repeat(60).as_str()] {
            assert!(load(text).unwrap().is_number(), "{text}");
        }
    }
}
