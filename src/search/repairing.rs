//! Words of a query that the index does not know, read again.

use std::cell::Cell;
use std::collections::BTreeMap;

use tantivy::schema::Field;
use tantivy::{Result, TantivyError};
use tantivy_fst::Automaton;

use super::segments::Segment;
use crate::analysis::{Setting, Worker};
use crate::kazakh::alphabet::is_cyrillic;
use crate::kazakh::script::{Pattern, Repair, Repaired, Script, State, Typed, Vocabulary, repair};
use crate::query::{Query, Respelling};

/// The words of an index.
pub(super) struct Words<'a> {
    segments: &'a [Segment],
    exact: Field,
    stem: Field,
    total: u64,
    /// Why the index could not be read, if it could not.
    failure: Cell<Option<TantivyError>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(segments: &'a [Segment], exact: Field, stem: Field) -> Self {
        let total = segments.iter().map(|segment| segment.index(exact).total_num_tokens()).sum();
        Self { segments, exact, stem, total, failure: Cell::default() }
    }

    /// Puts likelier words in place of those of a query, and says so in a notice.
    pub(super) fn repair(&self, query: &Query, worker: &mut Worker) -> Result<(Query, Option<String>)> {
        let mut repaired = query.clone();
        let said = self.respell(&mut repaired, worker);
        if !query.text().contains(is_cyrillic)
            && let Ok(mut words) = Query::literal(query.text())
        {
            // Signs of the query language are letters in the wrong layout.
            let as_words = self.respell(&mut words, worker);
            if as_words.in_wrong_layout && !said.in_wrong_layout {
                return self.told(words, as_words);
            }
        }
        self.told(repaired, said)
    }

    fn told(&self, query: Query, said: Respelt) -> Result<(Query, Option<String>)> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let notice = (!said.words.is_empty()).then(|| {
            let mut text = query.text().to_owned();
            for (leaf, word) in said.words.iter().rev() {
                if let Some(place) = query.places().get(*leaf) {
                    text.replace_range(place.start..place.end, word);
                }
            }
            format!("«{}» → «{text}»; exactly as typed: --as-typed", query.text())
        });
        Ok((query, notice))
    }

    fn respell(&self, query: &mut Query, worker: &mut Worker) -> Respelt {
        let mut words = query.words();
        // The words of a phrase stand one by one, so that all of the query tells how it was typed.
        let raw: Vec<String> =
            words.iter().flat_map(|(_, _, text)| text.split_whitespace()).map(str::to_owned).collect();
        let mut whole = self.meant(&raw, worker).into_iter();
        let in_wrong_layout = whole.as_slice().iter().all(|repaired| {
            repaired.as_ref().is_some_and(|repaired| repaired.repair == Repair::Script(Script::LatinKeys))
        });
        let mut found = vec![];
        for (leaf, is_word, text) in &mut words {
            let mut kind = None;
            let mut meant = vec![];
            for word in text.split_whitespace() {
                let repaired = whole.next().flatten().map(|repaired| (repaired.word, respelling(repaired.repair)));
                let parts: Vec<String> = word.split('-').map(str::to_owned).collect();
                let repaired = match repaired {
                    None if parts.len() > 1 => self.compound(&parts, worker),
                    repaired => repaired,
                };
                // What is quoted has no slips.
                match repaired.filter(|(_, kind)| *is_word || *kind == Respelling::Repaired) {
                    Some((word, of_word)) => {
                        kind = Some(of_word);
                        meant.push(word);
                    }
                    None => meant.push(word.to_owned()),
                }
            }
            if let Some(kind) = kind {
                **text = meant.join(" ");
                let shown = if *is_word { text.clone() } else { format!("\"{text}\"") };
                found.push((*leaf, shown, kind));
            }
        }
        for (leaf, _, respelling) in &found {
            query.set_respelt(*leaf, *respelling);
        }
        Respelt { words: found.into_iter().map(|(leaf, word, _)| (leaf, word)).collect(), in_wrong_layout }
    }

    /// What a word of several parts meant, part by part.
    fn compound(&self, parts: &[String], worker: &mut Worker) -> Option<(String, Respelling)> {
        let meant = self.meant(parts, worker);
        let kind = meant.iter().flatten().map(|repaired| respelling(repaired.repair)).max_by_key(|kind| *kind as u8)?;
        let words = parts.iter().zip(&meant).map(|(part, meant)| meant.as_ref().map_or(part.as_str(), |m| &m.word));
        Some((words.collect::<Vec<_>>().join("-"), kind))
    }

    fn meant(&self, raw: &[String], worker: &mut Worker) -> Vec<Option<Repaired>> {
        let forms: Vec<String> = raw
            .iter()
            .map(|word| {
                let mut forms = vec![];
                // By its letters alone: what it is besides is the question.
                let mut tokens = worker.tokens_in(word, Setting::default());
                while let Some(token) = tokens.next() {
                    forms.push(token.exact.to_owned());
                }
                // A compound comes before its parts; other pieces lie between signs that are keys.
                match forms.first() {
                    Some(first) if first.contains('-') => first.clone(),
                    _ => forms.concat(),
                }
            })
            .collect();
        let typed: Vec<_> = raw.iter().zip(&forms).map(|(raw, form)| Typed { raw, form }).collect();
        repair(&typed, self)
    }

    fn count(&self, field: Field, term: &str) -> u64 {
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

/// What became of the words of a query.
struct Respelt {
    /// By leaf.
    words: Vec<(usize, String)>,
    /// Whether all of them were typed in the wrong layout.
    in_wrong_layout: bool,
}

const fn respelling(repair: Repair) -> Respelling {
    match repair {
        Repair::Slip => Respelling::Fuzzy,
        _ => Respelling::Repaired,
    }
}

impl Vocabulary for Words<'_> {
    fn total(&self) -> u64 {
        self.total
    }

    fn form(&self, form: &str) -> u64 {
        self.count(self.exact, form)
    }

    fn stem(&self, stem: &str) -> u64 {
        self.count(self.stem, stem)
    }

    fn search(&self, pattern: &Pattern, found: &mut dyn FnMut(&str, u64)) {
        let mut forms: BTreeMap<String, u64> = BTreeMap::new();
        for segment in self.segments {
            match segment.index(self.exact).terms().search(Walk(pattern)).into_stream() {
                Ok(mut stream) => {
                    while stream.advance() {
                        if let Ok(form) = std::str::from_utf8(stream.key()) {
                            *forms.entry(form.to_owned()).or_default() += u64::from(stream.value().doc_freq);
                        }
                    }
                }
                Err(error) => self.failure.set(Some(error.into())),
            }
        }
        forms.iter().for_each(|(form, &count)| found(form, count));
    }
}

/// A pattern as the dictionaries of the index want it.
struct Walk<'p>(&'p Pattern);

impl Automaton for Walk<'_> {
    type State = State;

    fn start(&self) -> State {
        self.0.start()
    }

    fn is_match(&self, state: &State) -> bool {
        self.0.is_match(state)
    }

    fn can_match(&self, state: &State) -> bool {
        self.0.can_match(state)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        self.0.accept(state, byte)
    }
}
