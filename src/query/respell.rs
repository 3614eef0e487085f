//! Words of a query put in place of those that were typed.

use super::{Clause, Field, Query, Respelling};

/// A leaf of a query that may not be what was meant.
#[derive(Debug)]
pub(crate) struct TypedLeaf<'q> {
    /// Its number among all leaves.
    pub(crate) leaf: usize,
    pub(crate) form: TypedForm,
    /// Whether the query excludes it: what is not wanted is not guessed at.
    pub(crate) is_excluded: bool,
    pub(crate) text: &'q mut String,
}

/// What a leaf is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypedForm {
    Word,
    /// A phrase, or a word in one form: these were typed with care.
    Quoted,
    Beginning,
}

/// What stands in place of a typed leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Respelt {
    pub(super) how: Respelling,
    /// The word that was typed, where it is looked for besides.
    pub(super) typed: Option<String>,
}

impl Query {
    /// The leaves that texts and titles are searched for, in order.
    pub(crate) fn typed(&mut self) -> Vec<TypedLeaf<'_>> {
        let (mut found, mut leaf) = (vec![], 0);
        gather(&mut self.clause, (false, false), &mut leaf, &mut found);
        found
    }

    /// Says that the word of a leaf is not the one that was typed, which may be looked for besides.
    pub(crate) fn set_respelt(&mut self, leaf: usize, how: Respelling, typed: Option<String>) {
        self.respelt.resize(self.places.len(), None);
        if let Some(slot) = self.respelt.get_mut(leaf) {
            *slot = Some(Respelt { how, typed });
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
    (is_filter, is_excluded): (bool, bool),
    leaf: &mut usize,
    found: &mut Vec<TypedLeaf<'q>>,
) {
    let form = match clause {
        Clause::Word(_) => TypedForm::Word,
        Clause::Prefix(_) => TypedForm::Beginning,
        _ => TypedForm::Quoted,
    };
    match clause {
        Clause::Word(text) | Clause::Exact(text) | Clause::Prefix(text) | Clause::Phrase { text, .. } => {
            if !is_filter {
                found.push(TypedLeaf { leaf: *leaf, form, is_excluded, text });
            }
            *leaf += 1;
        }
        Clause::Dates(_) => *leaf += 1,
        Clause::Bag(clauses) | Clause::All(clauses) | Clause::Any(clauses) => {
            clauses.iter_mut().for_each(|clause| gather(clause, (is_filter, is_excluded), leaf, found));
        }
        Clause::Not(clause) => gather(clause, (is_filter, true), leaf, found),
        Clause::In(field, clause) => gather(clause, (is_filter || Field::is_filter(*field), is_excluded), leaf, found),
    }
}
