//! Words of a query put in place of those that were typed.

use super::{Clause, Field, Query, Respelling};

impl Query {
    /// The words and phrases of the query in order, each with the number of its leaf and whether it is a plain word; those of filters are left
    /// out.
    pub(crate) fn words(&mut self) -> Vec<(usize, bool, &mut String)> {
        let (mut words, mut leaf) = (vec![], 0);
        gather(&mut self.clause, false, &mut leaf, &mut words);
        words
    }

    /// Says that the word of a leaf is not the one that was typed.
    pub(crate) fn set_respelt(&mut self, leaf: usize, respelling: Respelling) {
        self.respelt.resize(self.places.len(), None);
        if let Some(slot) = self.respelt.get_mut(leaf) {
            *slot = Some(respelling);
        }
    }
}

impl Clause {
    /// Adds the words that texts and titles are searched for.
    pub(super) fn texts<'c>(&'c self, texts: &mut Vec<&'c str>) {
        match self {
            Self::Word(text) | Self::Exact(text) | Self::Prefix(text) | Self::Phrase { text, .. } => texts.push(text),
            Self::Bag(clauses) | Self::All(clauses) | Self::Any(clauses) => {
                clauses.iter().for_each(|clause| clause.texts(texts));
            }
            Self::Not(clause) => clause.texts(texts),
            Self::In(field, clause) if !field.is_filter() => clause.texts(texts),
            Self::In(..) | Self::Dates(_) => {}
        }
    }
}

fn gather<'q>(
    clause: &'q mut Clause,
    is_filter: bool,
    leaf: &mut usize,
    words: &mut Vec<(usize, bool, &'q mut String)>,
) {
    match clause {
        Clause::Word(text) => {
            if !is_filter {
                words.push((*leaf, true, text));
            }
            *leaf += 1;
        }
        Clause::Exact(text) | Clause::Phrase { text, .. } => {
            if !is_filter {
                words.push((*leaf, false, text));
            }
            *leaf += 1;
        }
        Clause::Prefix(_) | Clause::Dates(_) => *leaf += 1,
        Clause::Bag(clauses) | Clause::All(clauses) | Clause::Any(clauses) => {
            clauses.iter_mut().for_each(|clause| gather(clause, is_filter, leaf, words));
        }
        Clause::Not(clause) => gather(clause, is_filter, leaf, words),
        Clause::In(field, clause) => gather(clause, is_filter || Field::is_filter(*field), leaf, words),
    }
}
