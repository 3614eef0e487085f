//! The words of an index, as repair asks for them.

use std::cell::Cell;
use std::collections::BTreeMap;

use tantivy::schema::Field;
use tantivy::{Result, TantivyError};
use tantivy_fst::Automaton;

use super::segments::Segment;
use crate::index::schema::Fields;
use crate::kazakh::script::{Pattern, State, Vocabulary};

/// The words of an index.
pub(super) struct Words<'a> {
    segments: &'a [Segment],
    fields: &'a Fields,
    total: u64,
    /// Why the index could not be read, if it could not.
    failure: Cell<Option<TantivyError>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(segments: &'a [Segment], fields: &'a Fields) -> Self {
        let total = segments.iter().map(|segment| segment.index(fields.passage.exact).total_num_tokens()).sum();
        Self { segments, fields, total, failure: Cell::default() }
    }

    /// Why the index could not be read, if it could not.
    pub(super) fn failed(&self) -> Result<()> {
        self.failure.take().map_or(Ok(()), Err)
    }

    /// Calls `found` with each form of each segment that an automaton accepts, and how often it stands there.
    pub(super) fn each_form(&self, accepted: impl Automaton<State: Clone> + Clone, found: &mut dyn FnMut(&str, u64)) {
        for segment in self.segments {
            match segment.index(self.fields.passage.exact).terms().search(accepted.clone()).into_stream() {
                Ok(mut stream) => {
                    while stream.advance() {
                        if let Ok(form) = std::str::from_utf8(stream.key()) {
                            found(form, u64::from(stream.value().doc_freq));
                        }
                    }
                }
                Err(error) => self.failure.set(Some(error.into())),
            }
        }
    }

    /// Whether a form begins so.
    pub(super) fn begins(&self, beginning: &str) -> bool {
        let of_segment = |segment: &Segment| {
            let mut forms =
                segment.index(self.fields.passage.exact).terms().range().ge(beginning.as_bytes()).into_stream()?;
            Ok::<_, std::io::Error>(forms.advance() && forms.key().starts_with(beginning.as_bytes()))
        };
        self.segments.iter().any(|segment| {
            of_segment(segment).unwrap_or_else(|error| {
                self.failure.set(Some(error.into()));
                false
            })
        })
    }

    /// How often a term stands in texts; how many passages have it in their title, where no text has it.
    fn count(&self, [text, title]: [Field; 2], term: &str) -> u64 {
        let in_texts = self.count_in(text, term);
        if in_texts > 0 { in_texts } else { self.count_in(title, term) }
    }

    fn count_in(&self, field: Field, term: &str) -> u64 {
        let of_segment = |segment: &Segment| match segment.index(field).terms().get(term) {
            Ok(info) => info.map_or(0, |info| u64::from(info.doc_freq)),
            Err(error) => {
                self.failure.set(Some(error.into()));
                0
            }
        };
        self.segments.iter().map(of_segment).sum()
    }
}

impl Vocabulary for Words<'_> {
    fn total(&self) -> u64 {
        self.total
    }

    fn form(&self, form: &str) -> u64 {
        self.count([self.fields.passage.exact, self.fields.heading.exact], form)
    }

    fn stem(&self, stem: &str) -> u64 {
        self.count([self.fields.passage.stem, self.fields.heading.stem], stem)
    }

    fn search(&self, pattern: &Pattern, found: &mut dyn FnMut(&str, u64)) {
        let mut forms: BTreeMap<String, u64> = BTreeMap::new();
        self.each_form(pattern, &mut |form, count| *forms.entry(form.to_owned()).or_default() += count);
        forms.iter().for_each(|(form, &count)| found(form, count));
    }
}

/// So patterns are walked over the dictionaries of an index.
impl Automaton for Pattern {
    type State = State;

    fn start(&self) -> State {
        Self::start(self)
    }

    fn is_match(&self, state: &State) -> bool {
        Self::is_match(self, state)
    }

    fn can_match(&self, state: &State) -> bool {
        Self::can_match(self, state)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        Self::accept(self, state, byte)
    }
}

/// Accepts what begins with a spelling of a pattern.
#[derive(Clone, Copy)]
pub(super) struct Beginning<'p>(pub(super) &'p Pattern);

impl Automaton for Beginning<'_> {
    /// `None` when the beginning is there.
    type State = Option<State>;

    fn start(&self) -> Option<State> {
        Some(self.0.start())
    }

    fn is_match(&self, state: &Option<State>) -> bool {
        state.is_none_or(|state| self.0.is_match(&state))
    }

    fn can_match(&self, state: &Option<State>) -> bool {
        state.is_none_or(|state| self.0.can_match(&state))
    }

    fn accept(&self, state: &Option<State>, byte: u8) -> Option<State> {
        state.filter(|state| !self.0.is_match(state)).map(|state| self.0.accept(&state, byte))
    }
}
