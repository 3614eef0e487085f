//! What a source says of its document: the fields JSON lines and YAML front matter share.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

use super::{Date, Document, calendar};
use crate::error::Error;

/// The fields of a document as they are written in JSON or YAML; unknown ones are ignored, `null` and blank ones are
/// absent.
#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default)]
pub(super) struct Metadata {
    #[serde(deserialize_with = "id")]
    pub(super) id: Option<String>,
    #[serde(deserialize_with = "filled")]
    pub(super) title: Option<String>,
    #[serde(deserialize_with = "date")]
    pub(super) date: Option<Date>,
    #[serde(deserialize_with = "filled")]
    pub(super) speaker: Option<String>,
    #[serde(deserialize_with = "filled")]
    pub(super) author: Option<String>,
    #[serde(deserialize_with = "filled")]
    pub(super) source: Option<String>,
    #[serde(deserialize_with = "filled")]
    pub(super) url: Option<String>,
    #[serde(deserialize_with = "filled")]
    pub(super) lang: Option<String>,
    /// The text, which only JSON lines hold here; front matter stands beside it.
    pub(super) text: Option<String>,
}

impl Metadata {
    /// The document of this metadata, `text`, and `id` where the metadata name none. Where it came from, the reader adds.
    pub(super) fn document(self, id: impl FnOnce() -> String, text: String) -> Document {
        Document {
            id: self.id.unwrap_or_else(id),
            text,
            title: self.title,
            date: self.date,
            speaker: self.speaker,
            author: self.author,
            source: self.source,
            url: self.url,
            lang: self.lang,
            ..Document::default()
        }
    }
}

/// `null` and blank strings say nothing; the space around the others is no part of them.
fn filled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.and_then(|value| trimmed(&value)))
}

/// A value without the space around it; `None` for a blank one.
pub(super) fn trimmed(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let read = |value: String| calendar::read(&value).ok_or(Error::BadDate { value });
    filled(deserializer)?.map(|value| read(value).map_err(de::Error::custom)).transpose()
}

/// A string, or a whole number, which many exports use for ids.
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    struct Id;
    impl Visitor<'_> for Id {
        type Value = Option<String>;

        // A fraction is refused: 1.50 would come back as 1.5, and two documents would share an id.
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string or a whole number as the id")
        }
        fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
            Ok(trimmed(value))
        }
        fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
            Ok(Some(value.to_string()))
        }
        fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
            Ok(Some(value.to_string()))
        }
        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }
    deserializer.deserialize_any(Id)
}
