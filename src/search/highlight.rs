//! Which words of a text matched a query: by span, across inflections.

use crate::analysis::{Kind, Worker};
use crate::query::Word;
use crate::span::Span;

/// Through what a word matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// The very form that was typed.
    Exact,
    /// Another inflection of the word.
    Stem,
    /// A relative of the word.
    Related,
}

impl MatchKind {
    /// Its name in JSON and explanations.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Stem => "stem",
            Self::Related => "related",
        }
    }
}

/// A word that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Where it stands.
    pub span: Span,
    /// Stem of the query word it matched.
    pub term: String,
    /// Through what.
    pub kind: MatchKind,
}

/// Which words of the coarse key of a query word are marked as its relatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relatives {
    /// Those that look like relatives to a reader.
    Likely,
    /// All: where nothing better was found, they are the reason for the hit.
    All,
}

/// The words of a text that match one of the query's words, in order, without overlap. Spans are bytes of `text`.
pub fn highlights(text: &str, words: &[Word], relatives: Relatives, worker: &mut Worker) -> Vec<Highlight> {
    let mut found = vec![];
    let mut tokens = worker.tokens(text);
    while let Some(token) = tokens.next() {
        // A compound is marked by its parts, as a query looks for it.
        if token.kind == Kind::Compound {
            continue;
        }
        let kind_of = |word: &Word| {
            if word.forms.iter().any(|form| form.exact == token.exact) {
                Some(MatchKind::Exact)
            } else if word.stem == token.stem {
                Some(MatchKind::Stem)
            } else if word.forms.iter().any(|form| form.coarse == token.coarse)
                && (relatives == Relatives::All || are_related(&word.stem, token.stem))
            {
                Some(MatchKind::Related)
            } else {
                None
            }
        };
        let best = words.iter().filter_map(|word| Some((kind_of(word)?, word))).min_by_key(|(kind, _)| *kind);
        if let Some((kind, word)) = best {
            found.push(Highlight { span: token.span, term: word.stem.clone(), kind });
        }
    }
    found
}

/// Whether two stems of one coarse key look like relatives to a reader: one is the other with something after it (`әкім`, `әкімшілік`), its
/// last letter aside (`бөлік`, `бөлігі`). The coarse key alone also brings strangers together (`қазақ`, `қазан`); their evidence
/// is weak enough not to harm the ranking, but a mark on them would look like a mistake.
fn are_related(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let shorter = one.chars().count().min(other.chars().count());
    shared >= 4 && shared + usize::from(shorter > 5) >= shorter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::query::words::Words;

    fn marked(query: &str, text: &str) -> Vec<(String, MatchKind)> {
        let query = Words::parse(query).unwrap();
        let found = highlights(text, query.words(), Relatives::Likely, &mut Analyzer::new().worker());
        found.iter().map(|h| (h.span.of(text).unwrap().to_owned(), h.kind)).collect()
    }

    #[test]
    fn inflected_forms_are_marked_whole() {
        use MatchKind::{Exact, Stem};
        let row = |word: &str, kind| (word.to_owned(), kind);
        assert_eq!(
            marked("ауыл әкімі", "Ауыл әкімдерінің, «әкімі»; аулының."),
            [row("Ауыл", Exact), row("әкімдерінің", Stem), row("әкімі", Exact), row("аулының", Stem)]
        );
    }

    #[test]
    fn relatives_are_marked_as_such() {
        let row = ("мемлекеттік".to_owned(), MatchKind::Related);
        assert_eq!(marked("мемлекет", "мемлекеттік қызмет"), [row]);
    }

    #[test]
    fn strangers_of_one_coarse_key_are_not_marked() {
        assert_eq!(marked("конституция", "консерватор"), []);
    }

    #[test]
    fn halves_of_a_pair_are_marked() {
        let halves: Vec<_> = marked("Қасым-Жомарт", "Қасым-Жомартқа").into_iter().map(|(word, _)| word).collect();
        assert_eq!(halves, ["Қасым", "Жомартқа"]);
    }
}
