//! Which passages match: the tree of a query, evaluated for one passage after the other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use izde::query::{Field, Forms, Group, Joint, Node, Phrase, Prefix, Word};
use izde::search::weights;

use super::collection::{self, Collection, Passage, TEXT, TITLE};

/// By what words find passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy {
    Stem,
    AnyKey,
}

/// A stem that counts for a word, and what an occurrence of it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Stem {
    pub text: String,
    pub weight: f32,
    pub tie: Tie,
}

/// What a stem is to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    Own,
    Alike,
    Related,
}

/// A query over a collection.
#[derive(Clone, Copy)]
pub struct Tree<'a> {
    pub collection: &'a Collection<'a>,
    pub with_related: bool,
    pub found_by: FoundBy,
}

/// Something looked for and not excluded.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'q> {
    pub what: What<'q>,
    /// Number of the alternatives it is one of.
    pub alternatives: Option<usize>,
    /// Whether it is a compound whose parts are looked for, too.
    pub is_compound: bool,
}

#[derive(Debug, Clone, Copy)]
pub enum What<'q> {
    Word(&'q Word),
    Phrase(&'q Phrase),
    Prefix(&'q Prefix),
}

/// The leaves that may add to a score, in order.
pub fn leaves(group: &Group) -> Vec<Leaf<'_>> {
    let mut leaves = vec![];
    gather(group, None, &mut 0, &mut leaves);
    leaves
}

fn gather<'q>(group: &'q Group, alternatives: Option<usize>, groups: &mut usize, leaves: &mut Vec<Leaf<'q>>) {
    *groups += 1;
    let inner = if group.joint == Joint::Any { alternatives.or(Some(*groups)) } else { alternatives };
    let required = group.required.iter().map(|node| (node, alternatives));
    for (node, alternatives) in required.chain(group.optional.iter().map(|node| (node, inner))) {
        let what = match node {
            _ if node.is_filter() => continue,
            Node::Group(group) => {
                gather(group, alternatives, groups, leaves);
                continue;
            }
            Node::Word(word) => What::Word(word),
            Node::Phrase(phrase) => What::Phrase(phrase),
            Node::Prefix(prefix) => What::Prefix(prefix),
            _ => continue,
        };
        leaves.push(Leaf { what, alternatives, is_compound: false });
    }
    let compounds = group.compounds.iter().map(What::Word);
    leaves.extend(compounds.map(|what| Leaf { what, alternatives: inner, is_compound: true }));
}

/// Where a field lets look: text and title, or one of them.
pub fn places(field: Option<Field>) -> &'static [usize] {
    if field == Some(Field::Title) { &[TITLE] } else { &[TEXT, TITLE] }
}

/// How often a phrase stands among words: from how many places it can be read on to its end.
pub fn phrase_count(phrase: &Phrase, words: &[collection::Word]) -> usize {
    phrase_readings(phrase, words).len()
}

/// For each place from which a phrase can be read: which words it is there.
pub fn phrase_readings(phrase: &Phrase, words: &[collection::Word]) -> Vec<Vec<usize>> {
    let stems = phrase.positions.iter().map(|word| &word.stem).collect::<Vec<_>>();
    let others: Vec<_> = phrase.positions.iter().map(|word| word.other_stem.as_ref().unwrap_or(&word.stem)).collect();
    let mut readings = readings_by(phrase, &stems, words);
    if phrase.forms != Forms::AsWritten && stems != others {
        readings.extend(readings_by(phrase, &others, words));
    }
    readings
}

/// The same with all words in one language.
fn readings_by(phrase: &Phrase, stems: &[&String], words: &[collection::Word]) -> Vec<Vec<usize>> {
    let is = |at: usize, word: &collection::Word| match phrase.forms {
        Forms::AsWritten => phrase.positions[at].exact == word.exact,
        Forms::Inflected { .. } => *stems[at] == word.stem,
    };
    let between = match phrase.forms {
        Forms::AsWritten => 0,
        Forms::Inflected { between } => between as usize,
    };
    let starts = (0..words.len()).filter(|&start| is(0, &words[start]));
    let read = |start: usize| {
        let mut reading = vec![start];
        for at in 1..phrase.positions.len() {
            let last = words[reading[at - 1]].position;
            reading.push((0..words.len()).find(|&next| words[next].position > last && is(at, &words[next]))?);
        }
        let stretch = words[reading[reading.len() - 1]].position - words[start].position;
        (stretch + 1 - reading.len() <= between).then_some(reading)
    };
    starts.filter_map(read).collect()
}

impl Tree<'_> {
    /// Whether a passage is found.
    pub fn finds(&self, query: &Group, passage: &Passage) -> bool {
        let text = |leaf: &Leaf| self.is_leaf_in(leaf.what, passage, TEXT);
        self.matches(query, passage) && (passage.number == 1 || leaves(query).iter().any(text))
    }

    /// Whether a passage that is found has all that is optional, too.
    pub fn has_all(&self, query: &Group, passage: &Passage) -> bool {
        query.optional.iter().all(|node| self.node(node, passage))
    }

    fn matches(&self, group: &Group, passage: &Passage) -> bool {
        let is = |node: &Node| self.node(node, passage);
        group.required.iter().all(is)
            && !group.excluded.iter().any(is)
            && (group.optional.is_empty() || group.optional.iter().any(is))
    }

    fn node(&self, node: &Node, passage: &Passage) -> bool {
        let anywhere = |what| [TEXT, TITLE].iter().any(|&place| self.is_leaf_in(what, passage, place));
        let named = |field: Option<Field>| match field {
            Some(Field::Speaker) => Some(&passage.speaker),
            Some(Field::Source) => Some(&passage.source),
            _ => None,
        };
        let has = |names: &[collection::Word], stem: &str| names.iter().any(|name| name.stem == stem);
        match node {
            Node::Group(group) => self.matches(group, passage),
            Node::Word(word) => match named(word.field) {
                Some(names) => has(names, &word.stem) || word.other_stem.as_ref().is_some_and(|stem| has(names, stem)),
                None => anywhere(What::Word(word)),
            },
            Node::Phrase(phrase) => match named(phrase.field) {
                Some(names) => phrase.positions.iter().all(|word| {
                    has(names, &word.stem) || word.other_stem.as_ref().is_some_and(|stem| has(names, stem))
                }),
                None => anywhere(What::Phrase(phrase)),
            },
            Node::Prefix(prefix) => match named(prefix.field) {
                // Names are kept by their stems alone.
                Some(names) => names.iter().any(|name| name.stem.starts_with(&prefix.exact)),
                None => anywhere(What::Prefix(prefix)),
            },
            Node::Lang { code, .. } => passage.lang.as_ref() == Some(code),
            Node::Dates { period, .. } => passage.document.date.is_some_and(|date| period.holds(date.first_day())),
            other => panic!("a node the reference does not know: {other:?}"),
        }
    }

    fn is_leaf_in(&self, what: What, passage: &Passage, place: usize) -> bool {
        let words = &passage.words[place];
        match what {
            What::Word(word) => {
                let mut stems = self.stems(word);
                stems.retain(|stem| self.found_by == FoundBy::AnyKey || stem.tie == Tie::Own);
                let by_stem = |there: &collection::Word| stems.iter().any(|stem| stem.text == there.stem);
                // The exact form counts in texts alone.
                let by_form = |there: &collection::Word| word.forms.iter().any(|form| form.exact == there.exact);
                let is = |there| by_stem(there) || self.found_by != FoundBy::Stem && place == TEXT && by_form(there);
                places(word.field).contains(&place) && words.iter().any(is)
            }
            What::Phrase(phrase) => places(phrase.field).contains(&place) && phrase_count(phrase, words) > 0,
            What::Prefix(prefix) => {
                let begins = |word: &collection::Word| word.exact.starts_with(&prefix.exact);
                places(prefix.field).contains(&place) && words.iter().any(begins)
            }
        }
    }

    /// The stem of a word, those that begin alike, and those related to it, each with what an occurrence counts.
    pub fn stems(&self, word: &Word) -> Vec<Stem> {
        use izde::analysis::Relation::{Family, Near, Same};
        let own = [Some(&word.stem), word.other_stem.as_ref()].into_iter().flatten();
        let mut stems: Vec<_> = own.map(|stem| Stem { text: stem.clone(), weight: 1.0, tie: Tie::Own }).collect();
        let beginnings = if self.with_related { self.beginnings(word) } else { vec![] };
        let related = word.related.iter().filter(|_| self.with_related).map(|(stem, relation)| {
            let weight = match relation {
                Same => weights::SAME,
                Family => weights::FAMILY,
                Near => weights::NEAR,
            };
            (stem.clone(), weight)
        });
        for (text, weight) in related.chain(beginnings.into_iter().map(|stem| (stem, weights::BEGINNING))) {
            if stems.iter().all(|known| known.text != text) {
                stems.push(Stem { text, weight, tie: Tie::Related });
            }
        }
        let mut alike = if self.with_related { self.alike(word) } else { vec![] };
        alike.retain(|text| stems.iter().all(|known| known.text != *text));
        let alike = alike.into_iter().take(weights::MOST_ALIKE);
        stems.extend(alike.map(|text| Stem { text, weight: weights::ALIKE, tie: Tie::Alike }));
        stems
    }

    /// The stems of texts and titles that have the first five letters of a word's, the most frequent first.
    fn alike(&self, word: &Word) -> Vec<String> {
        let letters: Vec<char> = word.stem.chars().take(5).collect();
        let mut passages_with: BTreeMap<&str, usize> = BTreeMap::new();
        for (passage, &place) in self
            .collection
            .passages
            .iter()
            .flat_map(|passage| places(word.field).iter().map(move |place| (passage, place)))
        {
            let stems: BTreeSet<&str> = passage.words[place].iter().map(|word| word.stem.as_str()).collect();
            let alike =
                stems.into_iter().filter(|stem| letters.len() == 5 && letters.iter().copied().eq(stem.chars().take(5)));
            alike.for_each(|stem| *passages_with.entry(stem).or_default() += 1);
        }
        let mut alike: Vec<_> = passages_with.into_iter().collect();
        alike.sort_by_key(|&(stem, passages)| (Reverse(passages), stem));
        alike.into_iter().map(|(stem, _)| stem.to_owned()).collect()
    }

    /// The most frequent stems of texts that begin with the stem of a word, or that it begins with.
    fn beginnings(&self, word: &Word) -> Vec<String> {
        let enough = |stem: &str| stem.chars().count() >= weights::BEGINNING_LETTERS;
        if word.field == Some(Field::Title) {
            return vec![];
        }
        let mut passages_with: BTreeMap<&str, usize> = BTreeMap::new();
        for passage in &self.collection.passages {
            let mut stems: Vec<&str> = passage.words[TEXT].iter().map(|word| word.stem.as_str()).collect();
            stems.sort_unstable();
            stems.dedup();
            let akin = |stem: &&str| {
                let begins = stem.starts_with(&word.stem) || word.stem.starts_with(*stem);
                *stem != word.stem && begins && enough(stem) && enough(&word.stem)
            };
            stems.into_iter().filter(akin).for_each(|stem| *passages_with.entry(stem).or_default() += 1);
        }
        let mut beginnings: Vec<_> = passages_with.into_iter().collect();
        beginnings.sort_by_key(|&(stem, passages)| (Reverse(passages), stem));
        beginnings.into_iter().take(weights::MOST_BEGINNINGS).map(|(stem, _)| stem.to_owned()).collect()
    }
}
