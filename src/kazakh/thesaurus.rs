//! Words that mean the same or nearly so, and words of one family: `data/thesaurus.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

static SOURCE: &str = include_str!("data/thesaurus.tsv");

/// Read when it is first asked, in about a millisecond.
static THESAURUS: LazyLock<Thesaurus> = LazyLock::new(|| Thesaurus::read(SOURCE));

/// How two words of a row are related, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// One may stand for the other: `тұжырымдама`, `концепция`.
    Same,
    /// Of one root: `әкім`, `әкімдік`.
    Family,
    /// Close, or often said instead.
    Near,
}

struct Thesaurus {
    rows: Vec<(Relation, &'static str)>,
    /// Numbers of the rows a word stands in.
    rows_of: HashMap<&'static str, Vec<u16>, RandomState>,
}

impl Thesaurus {
    fn read(source: &'static str) -> Self {
        let mut thesaurus = Self { rows: vec![], rows_of: HashMap::default() };
        for line in source.lines() {
            let relation = match line.split_once('\t') {
                Some(("same", members)) => Some((Relation::Same, members)),
                Some(("near", members)) => Some((Relation::Near, members)),
                Some(("family", members)) => Some((Relation::Family, members)),
                // A broader term is no word to look for instead.
                _ => None,
            };
            let Some(row) = relation else { continue };
            for member in words(row.1) {
                thesaurus.rows_of.entry(member).or_default().push(thesaurus.rows.len() as u16);
            }
            thesaurus.rows.push(row);
        }
        thesaurus
    }
}

/// The members of a row that are one word.
fn words(members: &'static str) -> impl Iterator<Item = &'static str> {
    members.split(", ").filter(|member| !member.contains(' '))
}

/// The words related to a stem of the lexicon, each by its closest relation; only one hop, for chains meet at broad words. In the order of the
/// thesaurus.
#[must_use]
pub fn related(stem: &str) -> Vec<(&'static str, Relation)> {
    let mut found: Vec<(&str, Relation)> = vec![];
    for &row in THESAURUS.rows_of.get(stem).into_iter().flatten() {
        let (relation, members) = THESAURUS.rows[usize::from(row)];
        for member in words(members).filter(|&member| member != stem) {
            match found.iter_mut().find(|(known, _)| *known == member) {
                Some((_, known)) => *known = relation.min(*known),
                None => found.push((member, relation)),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_closest_relation() {
        let thesaurus = Thesaurus::read("near\tкөш, жол\nsame\tкөш, керуен, ұзақ жол\nkind\tкөш, іс\n");
        assert_eq!(thesaurus.rows_of["көш"], [0, 1]);
        assert!(!thesaurus.rows_of.contains_key("ұзақ жол") && !thesaurus.rows_of.contains_key("іс"));
        assert!(related("тұжырымдама").contains(&("концепция", Relation::Same)));
        assert!(related("қыщ").is_empty());
    }

    #[test]
    fn rows_have_numbers() {
        assert!(SOURCE.lines().count() < usize::from(u16::MAX));
    }
}
