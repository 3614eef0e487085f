//! The likeliest spelling of a word that the lexicon does not know, by which letters follow each other in its stems.

use std::sync::LazyLock;

use super::pattern::{Label, Pattern, character};
use crate::kazakh::Stemmer;
use crate::kazakh::alphabet::number;

/// Letters of [`alphabet`](crate::kazakh::alphabet), and 0 for the space before a word.
const LETTERS: usize = 44;
/// Spellings kept at each letter.
const BEAM: usize = 24;
/// Letters a guess may have; longer words are no words.
const LONGEST: usize = 64;

/// What a letter costs in words that are not Kazakh, in nats: more. Names that the lexicon lacks have 2.0 to 3.5, English words from 4.2.
pub(super) const FOREIGN: f32 = 3.9;

/// How unlikely a letter is after two others, in nats, at `(first × 44 + second) × 44 + third`.
static AFTER: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let mut threes = vec![0.0_f32; LETTERS.pow(3)];
    Stemmer::new().lexicon().stems(|stem| {
        let mut before = (0, 0);
        for &letter in stem {
            let letter = usize::from(letter).min(LETTERS - 1);
            threes[(before.0 * LETTERS + before.1) * LETTERS + letter] += 1.0;
            before = (before.1, letter);
        }
    });
    let mut twos = vec![0.0_f32; LETTERS.pow(2)];
    let mut ones = [0.1_f32; LETTERS];
    for (at, count) in threes.iter().enumerate() {
        twos[at % LETTERS.pow(2)] += count;
        ones[at % LETTERS] += count;
    }
    let all: f32 = ones.iter().sum();
    // Each longer memory is believed as far as it has seen enough (Witten and Bell, with a constant).
    const DOUBT: f32 = 5.0;
    let after = |at: usize| {
        let one = ones[at % LETTERS] / all;
        let pair = at % LETTERS.pow(2);
        let row = |table: &[f32], row: usize| table[row * LETTERS..][..LETTERS].iter().sum::<f32>();
        let two = (twos[pair] + DOUBT * one) / (row(&twos, pair / LETTERS) + DOUBT);
        let three = (threes[at] + DOUBT * two) / (row(&threes, at / LETTERS) + DOUBT);
        -three.ln()
    };
    (0..LETTERS.pow(3)).map(after).collect()
});

fn after(before: (u8, u8), letter: u8) -> f32 {
    let [a, b, c] = [before.0, before.1, letter].map(|letter| usize::from(letter).min(LETTERS - 1));
    AFTER[(a * LETTERS + b) * LETTERS + c]
}

/// How unlikely the letters of a word are, in nats; `None` for one of other signs than Cyrillic letters and hyphens.
pub(super) fn letters(word: &str) -> Option<f32> {
    let (mut before, mut total) = ((0, 0), 0.0);
    for c in word.chars().filter(|&c| c != '-') {
        let letter = number(c)?;
        total += after(before, letter);
        before = (before.1, letter);
    }
    Some(total)
}

#[derive(Clone)]
struct Hypothesis {
    node: usize,
    ways: u16,
    letters: Vec<u8>,
    cost: f32,
}

/// The likeliest spelling of a pattern, by its letters alone. `None` only where the pattern has no way to its end.
pub(super) fn guess(pattern: &Pattern) -> Option<(String, f32)> {
    let mut best: Option<Hypothesis> = None;
    let mut open = vec![Hypothesis { node: 0, ways: u16::MAX, letters: vec![], cost: 0.0 }];
    for _ in 0..LONGEST {
        let mut next: Vec<Hypothesis> = vec![];
        while let Some(now) = open.pop() {
            let better = best.as_ref().is_none_or(|best| now.cost < best.cost);
            if pattern.accepting() >> now.node & 1 == 1 && better && !now.letters.is_empty() {
                best = Some(now.clone());
            }
            for arc in pattern.arcs(now.node).iter().filter(|arc| arc.ways & now.ways != 0) {
                let mut then = Hypothesis { node: usize::from(arc.to), ways: now.ways & arc.ways, ..now.clone() };
                then.cost += arc.cost;
                match arc.label {
                    Label::Nothing => open.push(then),
                    Label::Letter(letter) => {
                        let last = |back: usize| now.letters.len().checked_sub(back).map_or(0, |at| now.letters[at]);
                        then.cost += after((last(2), last(1)), letter);
                        then.letters.push(letter);
                        next.push(then);
                    }
                    Label::Any => {}
                }
            }
        }
        // Places farther on have paid for more letters: compare those of equal progress by cost, and keep some of each.
        next.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        next.truncate(BEAM);
        if next.is_empty() {
            break;
        }
        open = next;
    }
    best.map(|best| (best.letters.into_iter().map(character).collect(), best.cost))
}

#[cfg(test)]
mod tests {
    use super::super::{Script, from_cyrillic, reading_in};
    use super::*;

    fn cost_of_a_letter(written: &str) -> f32 {
        let (word, cost) = guess(&reading_in(written, Script::Latin2021).unwrap()).unwrap();
        cost / word.chars().count() as f32
    }

    #[test]
    fn kazakh_names_are_likelier_than_english_words() {
        let names = ["затаевичке", "сүлейменовтың", "қожағұлұлының", "жангелдиннің", "снайпер", "мәрзия"];
        let dearest = names.map(|name| cost_of_a_letter(&from_cyrillic(name, Script::Latin2021)));
        let cheapest = ["google", "youtube", "light", "through", "house", "iphone"].map(cost_of_a_letter);
        assert!(dearest.iter().all(|cost| *cost < FOREIGN), "{dearest:?}");
        assert!(cheapest.iter().all(|cost| *cost > FOREIGN), "{cheapest:?}");
    }
}
