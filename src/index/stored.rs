//! What the index has stored of a passage, as it is read back.

use tantivy::schema::Field;
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize, ValueDeserializer, ValueVisitor,
};

use super::schema::Fields;
use crate::corpus::Document;

/// The stored values of a passage. `TantivyDocument` copies each value twice more, which took a tenth of the time of a search.
#[derive(Debug)]
pub(crate) struct Stored(Vec<(Field, Value)>);

#[derive(Debug)]
enum Value {
    Text(String),
    Number(u64),
}

impl Stored {
    /// The text of a field, which is empty from then on.
    pub(crate) fn text(&mut self, field: Field) -> Option<String> {
        let of_field = self.0.iter_mut().find(|(of, _)| *of == field);
        of_field.and_then(|(_, value)| match value {
            Value::Text(text) => Some(std::mem::take(text)),
            Value::Number(_) => None,
        })
    }

    /// The number in a field.
    pub(crate) fn number(&self, field: Field) -> Option<u64> {
        let of_field = self.0.iter().find(|(of, _)| *of == field);
        of_field.and_then(|(_, value)| match value {
            Value::Number(number) => Some(*number),
            Value::Text(_) => None,
        })
    }

    /// The document of the passage, without its text.
    pub(crate) fn document(&mut self, fields: &Fields) -> Document {
        Document {
            id: self.text(fields.id).unwrap_or_default(),
            text: String::new(),
            title: self.text(fields.title),
            date: self.text(fields.date).and_then(|date| date.parse().ok()),
            speaker: self.text(fields.speaker),
            author: self.text(fields.author),
            source: self.text(fields.source),
            url: self.text(fields.url),
            lang: self.text(fields.lang),
            path: self.text(fields.path),
            encoding: self.text(fields.encoding),
        }
    }
}

impl DocumentDeserialize for Stored {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut deserializer: D) -> Result<Self, DeserializeError> {
        let mut values = Vec::with_capacity(deserializer.size_hint());
        while let Some(value) = deserializer.next_field()? {
            values.push(value);
        }
        Ok(Self(values))
    }
}

impl ValueDeserialize for Value {
    fn deserialize<'de, D: ValueDeserializer<'de>>(deserializer: D) -> Result<Self, DeserializeError> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl ValueVisitor for Visitor {
    type Value = Value;

    fn visit_string(&self, text: String) -> Result<Value, DeserializeError> {
        Ok(Value::Text(text))
    }

    fn visit_u64(&self, number: u64) -> Result<Value, DeserializeError> {
        Ok(Value::Number(number))
    }
}
