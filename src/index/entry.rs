//! A passage as tantivy takes it, and how many of them may wait to be taken.

use std::borrow::Cow;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};

use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};
use xxhash_rust::xxh3::xxh3_64;

use super::schema::Fields;
use crate::analysis::Lent;
use crate::corpus::{Document, Passage};
use crate::likeness::{LONGEST, Sketch};

/// Bytes of documents that may wait for an indexing thread. tantivy's own queue counts documents, whatever their size.
const MOST_WAITING: usize = 16 << 20;

/// Lets so many bytes of documents pass at a time.
#[derive(Debug, Default)]
pub(super) struct Gate {
    inside: Mutex<usize>,
    left: Condvar,
}

/// A place inside the gate; given up when dropped.
#[derive(Debug)]
pub(super) struct Permit {
    gate: Arc<Gate>,
    bytes: usize,
}

impl Gate {
    /// Waits until there is room. One larger than all the room goes in alone.
    pub(super) fn enter(self: &Arc<Self>, bytes: usize) -> Arc<Permit> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        while *inside > 0 && *inside + bytes > MOST_WAITING {
            inside = self.left.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
        *inside += bytes;
        Arc::new(Permit { gate: Arc::clone(self), bytes })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.gate.inside.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.gate.left.notify_all();
    }
}

/// A document on its way into the index: one copy for all its passages.
#[derive(Debug)]
pub(super) struct Incoming {
    document: Document,
    /// The language: as its source has it, or else as its words tell. Found out by the thread that indexes it, which goes through its words anyway.
    lang: OnceLock<Option<Cow<'static, str>>>,
    hash: u64,
    id_hash: u64,
    sketch: Option<Sketch>,
    date: Option<(String, i64)>,
    fields: Fields,
    _permit: Arc<Permit>,
}

impl Incoming {
    /// A document that waits with a permit.
    pub(super) fn new(document: Document, hash: u64, fields: &Fields, permit: &Arc<Permit>) -> Arc<Self> {
        Arc::new(Self {
            lang: OnceLock::new(),
            hash,
            id_hash: id_hash(&document.id),
            sketch: Sketch::of(document.title.as_deref(), &document.text),
            date: document.date.map(|date| (date.to_string(), date.first_day())),
            fields: fields.clone(),
            document,
            _permit: Arc::clone(permit),
        })
    }

    fn lang(&self) -> Option<&str> {
        let lang = self.lang.get_or_init(|| match &self.document.lang {
            Some(lang) => Some(Cow::Owned(lang.clone())),
            None => Lent::take().language(&self.document.text).map(Cow::Borrowed),
        });
        lang.as_deref()
    }
}

/// A number for an id: what puts documents in order that are worth the same.
pub(super) fn id_hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}

/// One passage of a document.
#[derive(Debug)]
pub(super) struct Entry {
    of: Arc<Incoming>,
    passage: Passage,
    /// Bytes of the document that are stored with this passage.
    slice: (usize, usize),
    /// Whether it and its title are read by their letters.
    by_letters: OnceLock<bool>,
}

impl Entry {
    /// With the bytes of its document from `from` to `to`.
    pub(super) fn new(of: &Arc<Incoming>, passage: Passage, from: usize, to: usize) -> Self {
        Self { of: Arc::clone(of), passage, slice: (from, to), by_letters: OnceLock::new() }
    }

    /// Its bytes of the document's text.
    fn text(&self) -> &str {
        self.of.document.text.get(self.slice.0..self.slice.1).unwrap_or_default()
    }

    fn is_by_letters(&self) -> bool {
        *self.by_letters.get_or_init(|| {
            let mut worker = Lent::take();
            let title = self.of.document.title.as_deref().unwrap_or_default();
            worker.is_by_letters(title) && worker.is_by_letters(self.text())
        })
    }
}

/// Most values that a passage has, its document's sketch left out.
const SAID: usize = 22;

/// Most values that a passage has.
const VALUES: usize = SAID + LONGEST;

/// The values of a passage. It knows how many they are: tantivy gathers them, and to make room bit by bit costs more than all else of it.
#[derive(Debug)]
pub(super) struct Values<'a> {
    values: [Option<(Field, Said<'a>)>; VALUES],
    next: usize,
}

impl<'a> Iterator for Values<'a> {
    type Item = (Field, Said<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(value) = self.values.get(self.next) {
            self.next += 1;
            if value.is_some() {
                return *value;
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.values[self.next..].iter().flatten().count();
        (left, Some(left))
    }
}

impl tantivy::Document for Entry {
    type Value<'a> = Said<'a>;
    type FieldsValuesIter<'a> = Values<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let Self { of, passage, .. } = self;
        let Incoming { document, fields, .. } = &**of;
        let slice = Said::Text(self.text());
        let heading = Said::Text(document.title.as_deref().unwrap_or_default());
        let number = |field, value| Some((field, Said::Unsigned(value)));
        let date = of.date.as_ref();
        let sketch = of.sketch.as_ref().filter(|_| passage.number == 1);
        let said = [
            Some((fields.id, Said::Text(&document.id))),
            if passage.number == 1 { number(fields.id_hash, of.id_hash) } else { None },
            number(fields.number, u64::from(passage.number)),
            number(fields.start, passage.span.start as u64),
            number(fields.end, passage.span.end as u64),
            number(fields.hash, of.hash),
            Some((fields.text, slice)),
            Some((fields.by_letters, Said::Truth(self.is_by_letters()))),
            Some((fields.passage.exact, slice)),
            Some((fields.passage.stem, slice)),
            Some((fields.heading.exact, heading)),
            Some((fields.heading.stem, heading)),
            date.map(|(date, _)| (fields.date, Said::Text(date))),
            date.map(|(_, day)| (fields.day, Said::Signed(*day))),
            text(fields.title, &document.title),
            text(fields.speaker, &document.speaker),
            text(fields.author, &document.author),
            text(fields.source, &document.source),
            text(fields.url, &document.url),
            of.lang().map(|lang| (fields.lang, Said::Text(lang))),
            text(fields.path, &document.path),
            text(fields.encoding, &document.encoding),
        ];
        let mut values = [None; VALUES];
        values[..SAID].copy_from_slice(&said);
        let sketched = sketch.into_iter().flat_map(Sketch::stored);
        for (value, word) in values[SAID..].iter_mut().zip(sketched) {
            *value = number(fields.likeness, word);
        }
        Values { values, next: 0 }
    }
}

fn text(field: Field, value: &Option<String>) -> Option<(Field, Said<'_>)> {
    value.as_deref().map(|value| (field, Said::Text(value)))
}

/// A value of a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said<'a> {
    Text(&'a str),
    Unsigned(u64),
    Signed(i64),
    Truth(bool),
}

impl<'a> Value<'a> for Said<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Self::Text(text) => ReferenceValueLeaf::Str(text),
            Self::Unsigned(number) => ReferenceValueLeaf::U64(number),
            Self::Signed(number) => ReferenceValueLeaf::I64(number),
            Self::Truth(truth) => ReferenceValueLeaf::Bool(truth),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_does_not_fit_waits_until_somebody_leaves() {
        let gate = Arc::new(Gate::default());
        let first = gate.enter(MOST_WAITING + 1);
        let entered = Arc::new(AtomicBool::new(false));
        let (other, seen) = (Arc::clone(&gate), Arc::clone(&entered));
        let second = thread::spawn(move || {
            let permit = other.enter(1);
            seen.store(true, Ordering::SeqCst);
            drop(permit);
        });
        thread::sleep(Duration::from_millis(30));
        assert!(!entered.load(Ordering::SeqCst), "there was no room");
        drop(first);
        second.join().unwrap();
        assert_eq!(*gate.inside.lock().unwrap(), 0);
    }
}
