//! Which words of a text made it match a query: by span, across inflections.

use super::listing::follow;
use crate::analysis::{Kind, Sought, Token, Worker, beginning};
use crate::query::{Field, Forms, Group, Node, Phrase, Prefix, Respelling, Word};
use crate::span::Span;

/// Through what a word matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MatchKind {
    /// The very form that was typed.
    Exact,
    /// Another inflection of the word.
    Stem,
    /// The word that was meant by one in another script, in other letters or typed in the wrong layout.
    Repaired,
    /// The word that was meant by one with a slip.
    Fuzzy,
    /// It begins as was asked.
    Prefix,
    /// A relative of the word, or another one that may be said instead.
    Related,
    /// Another word that begins alike.
    Beginning,
    /// Two words near one another: a reason for a score, not a mark.
    Near,
}

impl MatchKind {
    /// Its name in JSON and explanations.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Stem => "stem",
            Self::Repaired => "repaired",
            Self::Fuzzy => "fuzzy",
            Self::Prefix => "prefix",
            Self::Related => "related",
            Self::Beginning => "beginning",
            Self::Near => "near",
        }
    }

    /// What a match of a kind is when the word was put in place of the typed one.
    pub(super) const fn of(kind: Self, respelling: Option<Respelling>) -> Self {
        match respelling {
            None => kind,
            Some(Respelling::Repaired) => Self::Repaired,
            Some(Respelling::Fuzzy) => Self::Fuzzy,
        }
    }
}

/// A word that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Where it stands.
    pub span: Span,
    /// Stem of the query word it matched, or the prefix.
    pub term: String,
    /// Through what.
    pub kind: MatchKind,
}

/// Which words whose stems begin like that of a query word are marked as its relatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relatives {
    /// Those that look like relatives to a reader.
    Likely,
    /// All: where nothing better was found, they are the reason for the hit.
    All,
}

/// Marks what a query looks for in texts and titles; what it excludes or only filters by is never marked.
#[derive(Debug, Clone)]
pub struct Marker<'q> {
    words: Vec<&'q Word>,
    phrases: Vec<&'q Phrase>,
    prefixes: Vec<&'q Prefix>,
    relatives: Relatives,
    with_related: bool,
    sought: Sought,
}

impl<'q> Marker<'q> {
    /// A marker for an analysed query; `with_related` says whether related words count.
    #[must_use]
    pub fn new(query: &'q Group, relatives: Relatives, with_related: bool) -> Self {
        let sought = Sought::default();
        let mut marker = Self { words: vec![], phrases: vec![], prefixes: vec![], relatives, with_related, sought };
        marker.gather(query);
        let Self { words, phrases, prefixes, sought, .. } = &mut marker;
        for word in words {
            sought.stem(&word.stem);
            word.other_stem.iter().for_each(|stem| sought.stem(stem));
            word.related.iter().for_each(|(stem, _)| sought.stem(stem));
            word.forms.iter().for_each(|form| sought.exact(&form.exact));
        }
        for word in phrases.iter().flat_map(|phrase| &phrase.positions) {
            sought.stem(&word.stem);
            word.other_stem.iter().for_each(|stem| sought.stem(stem));
            sought.exact(&word.exact);
        }
        if !prefixes.is_empty() || relatives == Relatives::All {
            *sought = Sought::everything();
        }
        marker
    }

    fn gather(&mut self, group: &'q Group) {
        for node in group.optional.iter().chain(&group.required).filter(|node| !node.is_filter()) {
            match node {
                Node::Group(group) => self.gather(group),
                Node::Word(word) => self.words.push(word),
                Node::Phrase(phrase) => self.phrases.push(phrase),
                Node::Prefix(prefix) => self.prefixes.push(prefix),
                Node::Lang { .. } | Node::Dates { .. } => {}
            }
        }
    }

    /// The words of a passage that match, in order, without overlap. Spans are bytes of `text`; `by_letters` is what
    /// [`Worker::is_by_letters`] says of it, or `false` if that is not known.
    #[must_use]
    pub fn passage(&self, text: &str, by_letters: bool, worker: &mut Worker) -> Vec<Highlight> {
        self.mark(text, by_letters, |field| field.is_none(), worker)
    }

    /// The words of a title that match, likewise.
    #[must_use]
    pub fn title(&self, text: &str, by_letters: bool, worker: &mut Worker) -> Vec<Highlight> {
        self.mark(text, by_letters, |field| field.is_none_or(|field| field == Field::Title), worker)
    }

    fn mark(
        &self,
        text: &str,
        by_letters: bool,
        here: impl Fn(Option<Field>) -> bool,
        worker: &mut Worker,
    ) -> Vec<Highlight> {
        let mut found = vec![];
        // For each word of each phrase where it stands.
        let mut places: Vec<Vec<Vec<(u32, Highlight)>>> =
            self.phrases.iter().map(|phrase| vec![vec![]; phrase.positions.len()]).collect();
        let mut tokens = worker.tokens_like(text, &self.sought, by_letters);
        while let Some(token) = tokens.next() {
            let is_prefixed = |prefix: &&&Prefix| here(prefix.field) && token.exact.starts_with(&prefix.exact);
            if let Some(prefix) = self.prefixes.iter().find(is_prefixed) {
                let kind = MatchKind::of(MatchKind::Prefix, prefix.respelling);
                found.push(Highlight { span: token.span, term: prefix.exact.clone(), kind });
            }
            // What a query asks for, it asks for by the parts of a compound.
            if token.kind == Kind::Compound {
                continue;
            }
            let words = self.words.iter().filter(|word| here(word.field));
            let best = words.filter_map(|word| Some((self.kind(word, &token)?, word))).min_by_key(|(kind, _)| *kind);
            if let Some((kind, word)) = best {
                found.push(Highlight { span: token.span, term: word.stem.clone(), kind });
            }
            for (phrase, places) in self.phrases.iter().zip(&mut places).filter(|(phrase, _)| here(phrase.field)) {
                for (word, places) in phrase.positions.iter().zip(places) {
                    let kind = if word.exact == token.exact { MatchKind::Exact } else { MatchKind::Stem };
                    if kind == MatchKind::Exact
                        || phrase.forms != Forms::AsWritten && is_one(&word.stem, &word.other_stem, token.stem)
                    {
                        let kind = MatchKind::of(kind, phrase.respelling);
                        let highlight = Highlight { span: token.span, term: word.stem.clone(), kind };
                        places.push((token.position as u32, highlight));
                    }
                }
            }
        }
        for (phrase, places) in self.phrases.iter().zip(&places) {
            stretches(phrase, places, &mut found);
        }
        without_overlap(found)
    }

    fn kind(&self, word: &Word, token: &Token) -> Option<MatchKind> {
        let own = |kind| Some(MatchKind::of(kind, word.respelling));
        if word.forms.iter().any(|form| form.exact == token.exact) {
            own(MatchKind::Exact)
        } else if is_one(&word.stem, &word.other_stem, token.stem) {
            own(MatchKind::Stem)
        } else if self.with_related
            && (word.related.iter().any(|(stem, _)| stem == token.stem) || self.is_relative(&word.stem, token.stem))
        {
            Some(MatchKind::Related)
        } else {
            None
        }
    }

    /// Whether a stem may be marked as a relative of a word's.
    fn is_relative(&self, own: &str, stem: &str) -> bool {
        let begins_alike = beginning(own).is_some_and(|letters| stem.starts_with(letters));
        match self.relatives {
            Relatives::Likely => begins_alike && are_related(own, stem),
            Relatives::All => begins_alike || are_related(own, stem),
        }
    }
}

/// Whether a stem is that of a word, in either of its languages.
fn is_one(stem: &str, other: &Option<String>, found: &str) -> bool {
    stem == found || other.as_deref() == Some(found)
}

/// Adds the words of a phrase wherever they follow one another as it asks.
fn stretches(phrase: &Phrase, places: &[Vec<(u32, Highlight)>], found: &mut Vec<Highlight>) {
    let between = match phrase.forms {
        Forms::AsWritten => 0,
        Forms::Inflected { between } => between,
    };
    let positions: Vec<Vec<u32>> = places.iter().map(|of_word| of_word.iter().map(|(at, _)| *at).collect()).collect();
    for &first in positions.first().into_iter().flatten() {
        for (at, of_word) in follow(first, &positions, between).into_iter().flatten().zip(places) {
            found.extend(of_word.iter().find(|(position, _)| *position == at).map(|(_, highlight)| highlight.clone()));
        }
    }
}

/// Puts highlights in order; of those that overlap one is made, of the better kind.
fn without_overlap(mut found: Vec<Highlight>) -> Vec<Highlight> {
    found.sort_by_key(|highlight| (highlight.span.start, highlight.kind));
    let mut merged: Vec<Highlight> = vec![];
    for highlight in found {
        match merged.last_mut().filter(|last| highlight.span.start < last.span.end) {
            Some(last) => {
                let span = Span::new(last.span.start, last.span.end.max(highlight.span.end));
                if highlight.kind < last.kind {
                    *last = highlight;
                }
                last.span = span;
            }
            None => merged.push(highlight),
        }
    }
    merged
}

/// Whether two stems that begin alike look like relatives to a reader: one is the other with something after it (`әкім`, `әкімшілік`), its
/// last letter aside (`бөлік`, `бөлігі`). The same letters alone also bring strangers together (`қазақ`, `қазан`); their evidence
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
    use crate::query::{self, Query};

    fn marked(query: &str, text: &str) -> Vec<(String, MatchKind)> {
        let mut worker = Analyzer::new().worker();
        let query = query::analyze(&Query::parse(query).unwrap(), &mut worker);
        let found = Marker::new(&query, Relatives::Likely, true).passage(text, false, &mut worker);
        found.iter().map(|h| (h.span.of(text).unwrap().to_owned(), h.kind)).collect()
    }

    fn words(query: &str, text: &str) -> Vec<String> {
        marked(query, text).into_iter().map(|(word, _)| word).collect()
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
    fn strangers_that_begin_alike_are_not_marked() {
        assert_eq!(marked("конституция", "консерватор"), []);
    }

    #[test]
    fn a_century_is_one_in_either_numerals() {
        assert_eq!(words("13 ғасыр", "ХІІІ ғасырда, ХIV ғасыр"), ["ХІІІ", "ғасырда", "ғасыр"]);
        assert_eq!(words("XIV", "14-ғасыр, XIV-XV"), ["14", "XIV"]);
    }

    #[test]
    fn halves_of_a_pair_are_marked() {
        assert_eq!(words("Қасым-Жомарт", "Қасым-Жомартқа"), ["Қасым", "Жомартқа"]);
    }

    #[test]
    fn a_phrase_is_marked_only_where_it_stands() {
        let text = "Әкімі жоқ ауыл. Ауыл\nәкімі келді, ауылдың жаңа әкімі де.";
        assert_eq!(words("\"ауыл әкімі\"", text), ["Ауыл", "әкімі"]);
        assert_eq!(words("\"ауыл әкімі\"~1", text), ["ауыл", "Ауыл", "әкімі", "ауылдың", "әкімі"]);
        assert_eq!(words("=ауылдың", text), ["ауылдың"]);
    }

    #[test]
    fn what_is_excluded_or_in_the_title_only_is_not_marked() {
        assert_eq!(words("көл -ауыл title:әкім", "ауыл көлінің әкімі"), ["көлінің"]);
    }

    #[test]
    fn a_prefix_marks_whole_words_and_pairs() {
        assert_eq!(words("ой-п*", "ой-пікірлер, ой"), ["ой-пікірлер"]);
        assert_eq!(words("пік*", "ой-пікірлер, ой"), ["пікірлер"]);
    }
}
