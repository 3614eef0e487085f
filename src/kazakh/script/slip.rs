//! Slips of the fingers: a letter left out, doubled or added, mistyped, two swapped.

use super::builder::Builder;
use super::pattern::{Label, Pattern, Repair, code};
use super::table::{ROWS, RUSSIAN};
use crate::kazakh::alphabet::is_kazakh_only;
use crate::kazakh::phonology::is_vowel;

/// That a word has a slip at all, and one more, in nats: one word in fifty.
const BASE: f32 = 4.0;
/// A letter left out.
const OMITTED: f32 = 2.5;
/// One of two equal letters left out, or a letter doubled.
const DOUBLED: f32 = 1.5;
/// A letter too many.
const ADDED: f32 = 4.5;
/// Two letters swapped.
const SWAPPED: f32 = 2.0;
/// A letter for any other.
const MISTYPED: f32 = 4.5;
/// A letter for its neighbour on the keyboard, or a vowel for another.
const NEIGHBOUR: f32 = 3.0;
/// A Kazakh letter for the Russian one beside it in the alphabet.
const RELATED: f32 = 1.0;
/// A Russian letter for a Kazakh one beside a slip elsewhere, in a word without Kazakh letters.
const FOLDED: f32 = 0.7;
/// In a word with two slips, letters at the beginning that are right: people seldom slip there, and it keeps the walk short.
const SURE: usize = 2;

/// The spellings that a word of Cyrillic letters, in lower case, becomes by up to `most` slips (1 or 2). `None` for a word of other signs,
/// or one that is too short (under three letters) or too long (25 letters with two slips, 42 with one).
///
/// ```
/// use izde::kazakh::script::slips;
///
/// let pattern = slips("әкмі", 1).unwrap();
/// assert!(pattern.spelt("әкім").unwrap().cost < pattern.spelt("әкпі").unwrap().cost);
/// assert!(pattern.spelt("әкімі").is_some() && pattern.spelt("ауыл").is_none());
/// ```
#[must_use]
pub fn slips(word: &str, most: usize) -> Option<Pattern> {
    let letters: Vec<u8> = word.chars().map(code).collect::<Option<_>>()?;
    let length = letters.len();
    if length < 3 {
        return None;
    }
    let most = most.clamp(1, 2);
    let level = length + 1;
    let swaps = level * (most + 1);
    let mut builder = Builder::new(swaps + most * (length - 1), vec![(Repair::Slip, BASE)]);
    let first = if most == 1 { 0 } else { SURE };
    // Who has no Kazakh letters on the keyboard slips as well.
    let folded = !word.contains(is_kazakh_only);
    for slipped in 0..=most {
        let node = |at: usize| slipped * level + at;
        for (at, &letter) in letters.iter().enumerate() {
            builder.arc(node(at), Label::Letter(letter), node(at + 1), 1, 0.0);
            if folded {
                for kazakh in RUSSIAN.into_iter().filter(|(_, russian)| code(*russian) == Some(letter)) {
                    builder.path(node(at), &code(kazakh.0).into_iter().collect::<Vec<_>>(), node(at + 1), 1, FOLDED);
                }
            }
            if slipped < most && at >= first {
                slip(&mut builder, &letters, at, node(0), level, swaps + slipped * (length - 1));
            }
        }
        if slipped < most {
            builder.arc(node(length), Label::Any, node(length) + level, 1, OMITTED);
            builder.discount(node(length), letters[length - 1], node(length) + level, 1, DOUBLED);
        }
        builder.accept(node(length));
    }
    builder.build()
}

/// The arcs of one slip at a place, into the next level.
fn slip(builder: &mut Builder, letters: &[u8], at: usize, zero: usize, level: usize, swaps: usize) {
    let (here, after, letter) = (zero + at, zero + level + at, letters[at]);
    builder.arc(here, Label::Any, after, 1, OMITTED);
    let before = at.checked_sub(1).map(|before| letters[before]);
    builder.discount(here, letter, after, 1, DOUBLED);
    let added = if before == Some(letter) { DOUBLED } else { ADDED };
    builder.arc(here, Label::Nothing, after + 1, 1, added);
    builder.arc(here, Label::Any, after + 1, 1, MISTYPED);
    for (meant, cost) in likely(letter) {
        builder.discount(here, meant, after + 1, 1, cost);
    }
    if let Some(&next) = letters.get(at + 1).filter(|&&next| next != letter) {
        builder.arc(here, Label::Letter(next), swaps + at, 1, SWAPPED);
        builder.arc(swaps + at, Label::Letter(letter), after + 2, 1, 0.0);
    }
}

/// Letters that are easily mistyped as this one.
fn likely(typed: u8) -> Vec<(u8, f32)> {
    let mut likely = vec![];
    for (kazakh, russian) in RUSSIAN {
        if let (Some(kazakh), Some(russian)) = (code(kazakh), code(russian)) {
            likely.extend(
                [(russian, kazakh), (kazakh, russian)]
                    .into_iter()
                    .filter(|(t, _)| *t == typed)
                    .map(|(_, m)| (m, RELATED)),
            );
        }
    }
    let rows: Vec<Vec<char>> = ROWS.iter().map(|row| row.chars().collect()).collect();
    let place = |letter: u8| {
        rows.iter().enumerate().find_map(|(y, row)| Some((row.iter().position(|&c| code(c) == Some(letter))?, y)))
    };
    let Some((x, y)) = place(typed) else { return likely };
    for (meant, far_x, far_y) in
        (1..=43).filter_map(|letter| place(letter).map(|(mx, my)| (letter, mx.abs_diff(x), my.abs_diff(y))))
    {
        let is_near = meant != typed && far_x <= 1 && far_y <= 1;
        if is_near || meant != typed && is_vowel(meant) && is_vowel(typed) {
            likely.push((meant, NEIGHBOUR));
        }
    }
    likely
}
