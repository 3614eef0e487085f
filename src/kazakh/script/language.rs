//! A pattern walked over the language: stems of the lexicon with endings of the grammar.
//!
//! The walk goes forward through the lexicon from the pattern's first node and backward through the endings from its last. Where both
//! meet at a node, the letters together are a word to ask the stemmer about. So no list of forms is needed, and a form that no text has
//! yet is found all the same (`акимдеринин` → `әкімдерінің`).

use std::collections::HashSet;

use super::pattern::{Pattern, Spelt, character};
use crate::kazakh::Stemmer;
use crate::kazakh::lexicon::Place;

/// A spelling that is a word of the language.
#[derive(Debug, Clone, PartialEq)]
pub struct Plausible {
    /// The word in Cyrillic letters, in lower case.
    pub word: String,
    /// How it differs from what was typed.
    pub spelt: Spelt,
    /// How rare the word is by lexicon and grammar, in nats.
    pub rarity: f32,
}

impl Plausible {
    /// How unlikely it is that this was meant, in nats.
    #[must_use]
    pub fn cost(&self) -> f32 {
        self.spelt.cost + self.rarity
    }
}

/// Bounds of the work for one word; each is far above what the words of running text need.
const MOST_BEGINNINGS: usize = 6000;
const MOST_ENDINGS: usize = 2000;
const MOST_WORDS: usize = 1500;

/// Spelt я and ю in Kazakh (`қояды`, `құю`), though stem and ending would make them, and what a word costs for them, in nats.
const MISSPELT: [&str; 2] = ["йа", "йу"];
const MISSPELT_COST: f32 = 6.0;

/// How rare an ending is that stands alone, as after a hyphen (`ҚР-ның`), in nats.
const ENDING: f32 = 12.0;

/// The spellings of a pattern that are words by lexicon and grammar, the likeliest first.
///
/// ```
/// use izde::kazakh::script::{plausible, readings};
///
/// let found = plausible(&readings("акимдеринин")[0]);
/// assert_eq!(found[0].word, "әкімдерінің");
/// ```
#[must_use]
pub fn plausible(pattern: &Pattern) -> Vec<Plausible> {
    let stemmer = Stemmer::new();
    let mut beginnings = Beginnings { pattern, stemmer, found: vec![] };
    beginnings.walk(pattern.start().nodes, &mut vec![], stemmer.lexicon().root());
    let mut endings = vec![(vec![], pattern.accepting())];
    stemmer.endings().walk(pattern.accepting(), &mut |nodes| pattern.steps_back(nodes), &mut |ending, nodes| {
        endings.push((ending.to_vec(), nodes));
        endings.len() < MOST_ENDINGS
    });
    let mut words = HashSet::new();
    for (ending, before) in &endings {
        if pattern.start().nodes & before != 0 {
            words.insert(ending.clone());
        }
        for (beginning, nodes) in &beginnings.found {
            if nodes & before != 0 && words.len() < MOST_WORDS {
                words.insert([beginning.as_slice(), ending].concat());
            }
        }
    }
    let mut plausible: Vec<_> = words
        .into_iter()
        .filter_map(|letters| {
            let rarity = stemmer.rarity(&letters);
            let word: String = letters.into_iter().map(character).collect();
            let rarity = rarity.or_else(|| stemmer.is_ending(&word).then_some(ENDING))?;
            let rarity =
                if MISSPELT.iter().any(|letters| word.contains(letters)) { rarity + MISSPELT_COST } else { rarity };
            let spelt = pattern.spelt(&word)?;
            Some(Plausible { word, spelt, rarity })
        })
        .collect();
    plausible.sort_by(|a, b| a.cost().total_cmp(&b.cost()).then_with(|| a.word.cmp(&b.word)));
    plausible
}

/// The walk through the lexicon.
struct Beginnings<'p> {
    pattern: &'p Pattern,
    stemmer: Stemmer,
    /// Letters and the nodes they lead to.
    found: Vec<(Vec<u8>, u128)>,
}

impl Beginnings<'_> {
    /// Goes on from letters that lead to `nodes`, and to `place` in the lexicon. Letters beyond the lexicon are kept where they may be a
    /// stem with its last letters changed.
    fn walk(&mut self, nodes: u128, letters: &mut Vec<u8>, place: Place) {
        if self.found.len() >= MOST_BEGINNINGS {
            return;
        }
        if !letters.is_empty() {
            self.found.push((letters.clone(), nodes));
        }
        let lexicon = self.stemmer.lexicon();
        for (letter, next) in (0..).zip(self.pattern.steps(nodes)).skip(1).filter(|(_, next)| *next != 0) {
            letters.push(letter);
            match lexicon.step(place, letter) {
                Some(place) => self.walk(next, letters, place),
                None if self.stemmer.may_change(place, letter) => self.found.push((letters.clone(), next)),
                None => {}
            }
            letters.pop();
        }
    }
}
