//! A query ready to be looked up: its words with their keys, sorted by what they are for.

use super::clause::{Field, Forms};
use super::period::Period;
use crate::analysis::{Relation, Role, Token};
use crate::span::Span;

/// Up to so many words, people type to narrow down; more are a question.
const MOST_LOOKED_FOR: usize = 3;

/// What a passage must match: every required node, no excluded one, and, where there are optional ones, at least one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// How its clauses were joined.
    pub joint: Joint,
    /// Evidence: the more of it the better, and at least one.
    pub optional: Vec<Node>,
    /// Compounds (`ой-пікір`) whose parts are among the optional words: they find nothing that these do not, and are evidence beside them.
    pub compounds: Vec<Word>,
    /// All of these.
    pub required: Vec<Node>,
    /// None of these.
    pub excluded: Vec<Node>,
}

/// How the clauses of a group were joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Joint {
    /// Side by side: what is optional adds up.
    Bag,
    /// By `AND`.
    All,
    /// By `OR`: different ways to say one thing, which count as one word.
    Any,
}

/// A thing to look up, or a group of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Node {
    /// A group, within a bag as good as one word.
    Group(Group),
    /// A word in any inflection.
    Word(Word),
    /// Words in order; also one word in one form (`=әкімі`).
    Phrase(Phrase),
    /// All words that begin so.
    Prefix(Prefix),
    /// Documents whose language has this code, as it was typed.
    Lang {
        /// Where it was typed.
        span: Span,
        /// The code.
        code: String,
    },
    /// Documents of these dates.
    Dates {
        /// Where they were typed.
        span: Span,
        /// The dates.
        period: Period,
    },
}

/// A word of a query with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Word {
    /// Where it was first typed, in bytes of the query.
    pub span: Span,
    /// The only field to look into; text and title without one.
    pub field: Option<Field>,
    /// Its forms as typed: more than one when the query repeats it inflected differently.
    pub forms: Vec<Form>,
    /// The word without inflection.
    pub stem: String,
    /// What the stem is in the other language, where the word may be Kazakh and Russian: it finds as much.
    pub other_stem: Option<String>,
    /// How it was put in place of the typed word, if it was.
    pub respelling: Option<Respelling>,
    /// What the word is for.
    pub role: Role,
    /// Stems of words that may be said instead, and how they are related.
    pub related: Vec<(String, Relation)>,
}

/// In what way a word stands for the one that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Respelling {
    /// The same word in another script, in other letters or typed in the wrong layout.
    Repaired,
    /// What was typed had a slip.
    Fuzzy,
}

/// A form of a query word.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Form {
    /// As it was typed.
    pub surface: String,
    /// The exact key.
    pub exact: String,
    /// How often the query says it.
    pub count: u32,
}

/// Words in order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Phrase {
    /// Where it was typed, with its quotes.
    pub span: Span,
    /// The only field to look into; text and title without one.
    pub field: Option<Field>,
    /// Which key to look up, and how near the words stand.
    pub forms: Forms,
    /// Its words, at least one; a compound is its parts.
    pub positions: Vec<Position>,
    /// How it was put in place of the typed one, if it was.
    pub respelling: Option<Respelling>,
}

/// A word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// Where it was typed.
    pub span: Span,
    /// As it was typed.
    pub surface: String,
    /// The exact key.
    pub exact: String,
    /// The word without inflection.
    pub stem: String,
    /// The stem in the other language, if it may be of two.
    pub other_stem: Option<String>,
}

/// The beginning of words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prefix {
    /// Where it was typed, with its star.
    pub span: Span,
    /// The only field to look into; text and title without one.
    pub field: Option<Field>,
    /// What exact keys begin with.
    pub exact: String,
    /// How it was put in place of the typed one, if it was.
    pub respelling: Option<Respelling>,
}

impl Group {
    pub(super) const fn new(joint: Joint) -> Self {
        Self { joint, optional: vec![], compounds: vec![], required: vec![], excluded: vec![] }
    }

    /// Whether passages with all optional nodes stand above those with some: so it is with two or three, which people type to narrow down;
    /// a question of many words is answered by whatever fits best.
    #[must_use]
    pub fn wants_all(&self) -> bool {
        self.joint == Joint::Bag && (2..=MOST_LOOKED_FOR).contains(&self.optional.len())
    }

    /// Whether it is a question, which whatever fits best answers: it has many words, or one that asks.
    #[must_use]
    pub fn is_question(&self) -> bool {
        let asks = |node: &Node| matches!(node, Node::Word(word) if word.role == Role::Question);
        let has_words = self.joint == Joint::Bag && self.optional.len() > 1;
        has_words && (self.optional.len() > MOST_LOOKED_FOR || self.optional.iter().any(asks))
    }

    /// Whether nothing in it is looked for in texts or titles.
    #[must_use]
    pub fn is_filter(&self) -> bool {
        let mut nodes = self.optional.iter().chain(&self.required).chain(&self.excluded);
        nodes.all(Node::is_filter)
    }
}

impl Node {
    /// Whether it only lets documents through, or not, and adds nothing to the score.
    #[must_use]
    pub fn is_filter(&self) -> bool {
        let field = match self {
            Self::Group(group) => return group.is_filter(),
            Self::Lang { .. } | Self::Dates { .. } => return true,
            Self::Word(word) => word.field,
            Self::Phrase(phrase) => phrase.field,
            Self::Prefix(prefix) => prefix.field,
        };
        field.is_some_and(Field::is_filter)
    }
}

impl Word {
    pub(super) fn new(token: &Token, text: &str, span: Span, field: Option<Field>) -> Self {
        let form = Form {
            surface: token.span.of(text).unwrap_or_default().to_owned(),
            exact: token.exact.to_owned(),
            count: 1,
        };
        Self {
            span,
            field,
            forms: vec![form],
            stem: token.stem.to_owned(),
            other_stem: None,
            respelling: None,
            role: Role::Content,
            related: vec![],
        }
    }

    /// How often the query says the word, in any form.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.forms.iter().map(|form| form.count).sum()
    }

    /// Counts the word where it was said before, in whatever form; gives it back if it is new.
    pub(super) fn repeats<'w>(self, mut words: impl Iterator<Item = &'w mut Self>) -> Option<Self> {
        let Some(known) = words.find(|word| word.stem == self.stem) else { return Some(self) };
        for form in self.forms {
            match known.forms.iter_mut().find(|known| known.exact == form.exact) {
                Some(known) => known.count += form.count,
                None => known.forms.push(form),
            }
        }
        None
    }
}
