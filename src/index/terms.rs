//! The words of an index, by stem or form, and how often they are said.

use std::collections::{BTreeSet, HashMap};

use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{InvertedIndexReader, SegmentReader};

use super::catalog::Catalog;
use crate::analysis::{Analyzer, Worker};
use crate::error::{Error, Result};

/// A word of the texts; titles do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Term {
    /// The stem or form.
    pub text: String,
    /// How often it is said.
    pub occurrences: u64,
    /// Passages that have it.
    pub passages: u64,
}

/// A stem of the texts with its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stem {
    /// The stem.
    pub stem: Term,
    /// Its forms as they are written, in lower case, the most frequent first.
    pub forms: Vec<Term>,
}

impl Catalog {
    /// The stems that begin so, or of which a form does: the most frequent first, in the order of their letters among equals. What begins so is
    /// compared as the analysis writes words: in lower case, with look-alike letters repaired.
    ///
    /// # Errors
    /// [`Error::EmptyQuery`] without a letter or digit; [`Error::IndexCorrupt`] or [`Error::Engine`] when the index cannot be read.
    pub fn stems(&self, beginning: &str) -> Result<Vec<Stem>> {
        let mut worker = Analyzer::new().worker();
        let beginning = exact(beginning, &mut worker)?;
        let keys = self.index.fields.passage;
        let mut wanted: HashMap<String, BTreeSet<String>> = HashMap::new();
        self.each_term(keys.stem, &beginning, |stem| {
            wanted.entry(stem.to_owned()).or_default();
        })?;
        self.each_term(keys.exact, &beginning, |form| {
            if let Some(stem) = stem(form, &mut worker) {
                wanted.entry(stem).or_default();
            }
        })?;
        // The index has no list of the forms of a stem, and they may begin otherwise: all forms are looked at.
        self.each_term(keys.exact, "", |form| {
            if let Some(forms) = stem(form, &mut worker).and_then(|stem| wanted.get_mut(&stem)) {
                forms.insert(form.to_owned());
            }
        })?;
        let mut stems = vec![];
        for (stem, forms) in wanted {
            let Some(stem) = self.term(keys.stem, stem)? else { continue };
            let forms = forms.into_iter().map(|form| self.term(keys.exact, form));
            stems
                .push(Stem { stem, forms: sorted(forms.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect()) });
        }
        stems.sort_by(|a, b| order(&a.stem, &b.stem));
        Ok(stems)
    }

    /// The forms that begin so, as they are written, in the order of [`stems`](Self::stems).
    ///
    /// # Errors
    /// As [`stems`](Self::stems).
    pub fn forms(&self, beginning: &str) -> Result<Vec<Term>> {
        let beginning = exact(beginning, &mut Analyzer::new().worker())?;
        let field = self.index.fields.passage.exact;
        let mut forms = BTreeSet::new();
        self.each_term(field, &beginning, |form| {
            forms.insert(form.to_owned());
        })?;
        let terms = forms.into_iter().map(|form| self.term(field, form)).collect::<Result<Vec<_>>>()?;
        Ok(sorted(terms.into_iter().flatten().collect()))
    }

    /// Calls `found` with every term of a field that begins so, once for each segment that has it.
    fn each_term(&self, field: Field, beginning: &str, mut found: impl FnMut(&str)) -> Result<()> {
        let mut read = || -> tantivy::Result<()> {
            for segment in self.snapshot.segment_readers() {
                let index = segment.inverted_index(field)?;
                let mut terms = index.terms().range().ge(beginning.as_bytes()).into_stream()?;
                while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                    if let Ok(term) = std::str::from_utf8(terms.key()) {
                        found(term);
                    }
                }
            }
            Ok(())
        };
        read().map_err(|e| self.index.failure("read", e))
    }

    /// A term of a field with its numbers; `None` when only deleted passages have it.
    fn term(&self, field: Field, text: String) -> Result<Option<Term>> {
        let read = || -> tantivy::Result<(u64, u64)> {
            let (mut occurrences, mut passages) = (0, 0);
            for segment in self.snapshot.segment_readers() {
                let index = segment.inverted_index(field)?;
                if let Some(info) = index.terms().get(text.as_bytes())? {
                    let (said, having) = alive(segment, &index, &info)?;
                    occurrences += said;
                    passages += having;
                }
            }
            Ok((occurrences, passages))
        };
        let (occurrences, passages) = read().map_err(|e| self.index.failure("read", e))?;
        Ok((passages > 0).then_some(Term { text, occurrences, passages }))
    }
}

/// How often a term stands in passages that are not deleted, and in how many.
fn alive(segment: &SegmentReader, index: &InvertedIndexReader, info: &TermInfo) -> tantivy::Result<(u64, u64)> {
    let mut blocks = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
    let (mut occurrences, mut passages) = (0, 0);
    while !blocks.docs().is_empty() {
        for (&doc, &frequency) in blocks.docs().iter().zip(blocks.freqs()) {
            if !segment.is_deleted(doc) {
                occurrences += u64::from(frequency);
                passages += 1;
            }
        }
        blocks.advance();
    }
    Ok((occurrences, passages))
}

/// The exact form of the first word of a text.
fn exact(text: &str, worker: &mut Worker) -> Result<String> {
    let mut tokens = worker.tokens(text);
    let first = tokens.next().map(|token| token.exact.to_owned());
    first.ok_or_else(|| Error::EmptyQuery { query: text.chars().take(80).collect() })
}

/// The stem of a form.
fn stem(form: &str, worker: &mut Worker) -> Option<String> {
    Some(worker.tokens(form).next()?.stem.to_owned())
}

fn sorted(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_by(order);
    terms
}

/// The more frequent first, then by letters.
fn order(one: &Term, other: &Term) -> std::cmp::Ordering {
    other.occurrences.cmp(&one.occurrences).then_with(|| one.text.cmp(&other.text))
}
