//! What passages score, from the definitions alone.

use std::collections::BTreeSet;

use izde::analysis::Role;
use izde::query::{Field, Word};
use izde::search::weights;

use super::collection::{self, Passage, TEXT, TITLE};
use super::tree::{Leaf, Stem, Tie, Tree, What, phrase_count, places};

/// What scores passages: for each leaf that counts, its keys; and the neighbours.
pub struct Scorer<'a> {
    tree: Tree<'a>,
    /// The leaves that are alternatives together.
    parts: Vec<Vec<Vec<Key<'a>>>>,
    /// Stems that stand side by side in the query, each with the rarity of its key; `None` for a word of titles alone.
    neighbours: Vec<(&'a str, Option<f32>)>,
}

/// How often a text or title has it.
type Frequency<'a> = Box<dyn Fn(&[collection::Word]) -> f32 + 'a>;

/// One thing to count in a passage, with its weight and where it is looked for.
struct Key<'a> {
    most: f32,
    places: Vec<usize>,
    frequency: Frequency<'a>,
}

impl<'a> Scorer<'a> {
    pub fn new(tree: Tree<'a>, leaves: &[Leaf<'a>]) -> Self {
        let asks = |leaf: &&Leaf| matches!(leaf.what, What::Word(word) if word.role == Role::Question);
        let nothing_else = leaves.iter().all(|leaf| asks(&leaf));
        let counted: Vec<_> = leaves.iter().filter(|leaf| nothing_else || !asks(leaf)).collect();
        let mut parts: Vec<(Option<usize>, Vec<Vec<Key>>)> = vec![];
        let mut neighbours = vec![];
        for leaf in counted {
            let keys = keys(tree, leaf.what);
            if let What::Word(word) = leaf.what
                && word.role == Role::Content
                && !leaf.is_compound
                && leaf.alternatives.is_none()
            {
                let idf = keys[0].most / (weights::STEM * word.count() as f32);
                neighbours.push((word.stem.as_str(), (word.field != Some(Field::Title)).then_some(idf)));
            }
            match parts.iter_mut().find(|(group, _)| group.is_some() && *group == leaf.alternatives) {
                Some((_, leaves)) => leaves.push(keys),
                None => parts.push((leaf.alternatives, vec![keys])),
            }
        }
        Self { tree, parts: parts.into_iter().map(|(_, leaves)| leaves).collect(), neighbours }
    }

    /// The score, save for nearness: the sum of the leaves, of alternatives the best.
    pub fn score(&self, passage: &Passage) -> f32 {
        let of_leaf = |keys: &Vec<Key>| keys_score(self.tree, keys, passage);
        self.parts.iter().map(|leaves| leaves.iter().map(of_leaf).fold(0.0, f32::max)).sum()
    }

    /// What the nearness of neighbouring words adds.
    pub fn nearness(&self, passage: &Passage) -> f32 {
        let places = |stem: &str| -> Vec<usize> {
            passage.words[TEXT].iter().filter(|word| word.stem == stem).map(|word| word.position).collect()
        };
        let pair = |pair: &[(&str, Option<f32>)]| {
            let [(one, Some(one_idf)), (other, Some(other_idf))] = *pair else { return 0.0 };
            let others = places(other);
            let near: f32 = places(one).into_iter().map(|at| nearest(at, &others)).sum();
            let norm = weights::NEARNESS_K1 * self.tree.collection.norm(passage, TEXT) / weights::K1;
            weights::NEARNESS * one_idf.min(other_idf) * near / (near + norm)
        };
        self.neighbours.windows(2).map(pair).sum()
    }
}

/// 1 for the next word, less the farther away, less before.
fn nearest(at: usize, others: &[usize]) -> f32 {
    let one = |&other: &usize| match (other as f32 - at as f32, weights::NEAR_WORDS as f32) {
        (apart, most) if apart > 0.0 && apart <= most => 1.0 / apart.sqrt(),
        (apart, most) if apart < 0.0 && -apart <= most => weights::REVERSED / (-apart).sqrt(),
        _ => 0.0,
    };
    others.iter().map(one).fold(0.0, f32::max)
}

fn keys_score(tree: Tree, keys: &[Key], passage: &Passage) -> f32 {
    let mut score = 0.0;
    for place in [TEXT, TITLE] {
        for key in keys.iter().filter(|key| key.places.contains(&place)) {
            let frequency = (key.frequency)(&passage.words[place]);
            let most = if place == TITLE { weights::TITLE * key.most } else { key.most };
            score += most * frequency / (frequency + tree.collection.norm(passage, place));
        }
    }
    score
}

fn keys<'a>(tree: Tree<'a>, what: What<'a>) -> Vec<Key<'a>> {
    let (field, frequency): (_, Frequency) = match what {
        What::Word(word) => return word_keys(tree, word),
        What::Phrase(phrase) => (phrase.field, Box::new(|words| phrase_count(phrase, words) as f32)),
        What::Prefix(prefix) => {
            let begins = |word: &&collection::Word| word.exact.starts_with(&prefix.exact);
            // A compound and its first part stand at one place and are one word.
            let places = move |words: &[collection::Word]| {
                words.iter().filter(begins).map(|word| word.position).collect::<BTreeSet<_>>().len()
            };
            (prefix.field, Box::new(move |words| places(words) as f32))
        }
    };
    let places = places(field);
    let there = |passage: &Passage| places.iter().any(|&place| frequency(&passage.words[place]) > 0.0);
    let idf = tree.collection.idf(tree.collection.count(there));
    vec![Key { most: weights::STEM * idf, places: places.to_vec(), frequency }]
}

/// A word's keys: the stem with those that begin alike and what is related to it, and each exact form.
fn word_keys<'a>(tree: Tree<'a>, word: &'a Word) -> Vec<Key<'a>> {
    let places = places(word.field);
    let mut keys = vec![key(tree, weights::STEM * word.count() as f32, tree.stems(word), places, |word| &word.stem)];
    for form in &word.forms {
        let exact = vec![Stem { text: form.exact.clone(), weight: 1.0, tie: Tie::Own }];
        // The exact form counts in texts alone.
        let texts: Vec<usize> = places.iter().copied().filter(|&place| place == TEXT).collect();
        keys.push(key(tree, weights::EXACT * form.count as f32, exact, &texts, |word| &word.exact));
    }
    keys
}

/// Terms that count as one, each by its weight. The rarity is that of passages with any of them, as if they were independent; those that begin alike have
/// no part in it if there are others, and count the less the more frequent they are.
fn key<'a>(
    tree: Tree<'a>,
    weight: f32,
    mut terms: Vec<Stem>,
    places: &[usize],
    of: fn(&collection::Word) -> &String,
) -> Key<'a> {
    let all = tree.collection.passages.len().max(1) as f32;
    let having = |term: &Stem| {
        let in_place = |place: usize| {
            let there = |passage: &Passage| passage.words[place].iter().any(|word| *of(word) == term.text);
            if places.contains(&place) { tree.collection.count(there) } else { 0.0 }
        };
        let (text, title) = (in_place(TEXT), in_place(TITLE));
        text + title - text * title / all
    };
    let is_known = terms.iter().any(|term| term.tie != Tie::Alike && having(term) > 0.0);
    let counting = terms.iter().filter(|term| !is_known || term.tie != Tie::Alike);
    let without: f32 = counting.map(|term| 1.0 - term.weight * having(term) / all).product();
    let idf = tree.collection.idf(all * (1.0 - without));
    for term in terms.iter_mut().filter(|term| is_known && term.tie == Tie::Alike) {
        term.weight *= (tree.collection.idf(having(term)) / idf).min(1.0);
    }
    let weight_of =
        move |word: &collection::Word| terms.iter().find(|term| term.text == *of(word)).map_or(0.0, |term| term.weight);
    Key {
        most: weight * idf,
        places: places.to_vec(),
        frequency: Box::new(move |words| words.iter().map(&weight_of).sum()),
    }
}
