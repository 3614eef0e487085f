//! What is kept of a document to tell whether another one is a copy of it.

use xxhash_rust::xxh3::Xxh3;

use super::words::{Kind, Word, add_words};
use super::{SEED, mixed};

/// Words that stand side by side and are compared as one. Two words stand side by side in many texts, and with four a typo costs more.
const SHINGLE: usize = 3;

/// Words that title and text must have together to be compared by what they share. Of fewer, which are a sentence or two, the samples and the
/// names are too few to tell a copy from a notice of one pattern: there all words must be the same.
pub const FEWEST_WORDS: usize = 30;

/// Words that title and text must have together to be compared at all: "Видео" under one headline every day is not one text.
pub const FEWEST_SAME_WORDS: usize = 12;

/// Share of the shingles of two documents that must be in both. Beneath it copies that were cut to half get lost, above it documents that quote
/// the same come near: by these samples different news share up to .15, passages that overlap by a sixth up to .26.
pub const LEAST_SHARED: f32 = 0.4;

/// So many numbers and names must be the same for each that was exchanged: a typo in a name is no other news.
pub const SAME_FACTS: u32 = 4;

/// Samples that find copies, of 16 bits each, and those that only weigh what was found, of 4 bits.
const KEYS: usize = 8;
const MARKS: usize = 32;

/// Numbers and names that are kept.
const FACTS: usize = 7;

/// Bits of each: for what stands around it, and for itself.
const CONTEXT_BITS: u32 = 10;
const VALUE_BITS: u32 = 8;

/// Most 64-bit words that a sketch has.
pub(crate) const LONGEST: usize = 6;

/// What is kept of a document: 48 bytes, or 8 of a short one.
///
/// A few shingles chosen by their hashes alone, so that of two texts about as large a share of the samples is the same as of all that either has;
/// and some of its numbers and names, chosen by a hash of what stands around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch(Content);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    /// Hash of all words.
    Short(u64),
    Long {
        marks: u128,
        keys: u128,
        facts: u128,
    },
}

/// How two sketches compare.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resemblance {
    /// Estimated share of their words three by three that both have, of all that either has.
    pub shared: f32,
    /// Numbers and names that stand between the same words in both, and are the same.
    pub same_facts: u32,
    /// Those that are not.
    pub other_facts: u32,
}

impl Sketch {
    /// The sketch of a document; `None` for one of too few words.
    #[must_use]
    pub fn of(title: Option<&str>, text: &str) -> Option<Self> {
        let mut words = vec![];
        // A headline that stands in the text, too, is not counted twice.
        if let Some(title) = title.filter(|title| !text.trim_start().starts_with(title.trim())) {
            add_words(title, &mut words);
        }
        let of_title = words.len();
        add_words(text, &mut words);
        match words.len() {
            ..FEWEST_SAME_WORDS => None,
            FEWEST_SAME_WORDS..FEWEST_WORDS => Some(Self(Content::Short(whole(&words)))),
            _ => Some(Self(Content::long(&words, &words[of_title..]))),
        }
    }

    /// The 64-bit words it is stored as, at most [`LONGEST`].
    pub(crate) fn stored(&self) -> impl Iterator<Item = u64> {
        let (parts, length) = match self.0 {
            Content::Short(hash) => ([u128::from(hash), 0, 0], 1),
            Content::Long { marks, keys, facts } => ([marks, keys, facts], LONGEST),
        };
        parts.into_iter().flat_map(|part| [part as u64, (part >> 64) as u64]).take(length)
    }

    /// The sketch that was stored as some words; `None` for what is none.
    pub(crate) fn read(stored: impl IntoIterator<Item = u64>) -> Option<Self> {
        let mut stored = stored.into_iter();
        let first = stored.next()?;
        let Some(second) = stored.next() else { return Some(Self(Content::Short(first))) };
        let joined = |low, high| u128::from(low) | u128::from(high) << 64;
        let mut part = || Some(joined(stored.next()?, stored.next()?));
        Some(Self(Content::Long { marks: joined(first, second), keys: part()?, facts: part()? }))
    }

    /// Whether the document of one is a copy of the other's.
    #[must_use]
    pub fn is_copy_of(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Content::Short(one), Content::Short(other)) => one == other,
            // Most that have a key in common share little else, and need no further look.
            _ if self.shared(other).is_none_or(|shared| shared < LEAST_SHARED) => false,
            _ => self.resemblance(other).is_some_and(Resemblance::is_copy),
        }
    }

    /// What copies are found by: sketches without a key that both have are no copies.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u32> {
        // Told apart by what they are keys of.
        let (keys, of) = match self.0 {
            Content::Short(hash) => (u128::from(bits(hash, 16)), KEYS as u32),
            Content::Long { keys, .. } => (keys, 0),
        };
        lanes::<16>(keys).zip(of..).filter(|(key, _)| *key != 0).map(|(key, of)| of << 16 | key)
    }

    /// How it compares to another one; `None` where one of them is short, or none of the samples that find copies is the same.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> Option<Resemblance> {
        let shared = self.shared(other)?;
        let (Content::Long { facts, .. }, Content::Long { facts: facts2, .. }) = (&self.0, &other.0) else {
            return None;
        };
        let (mut same_facts, mut other_facts) = (0, 0);
        for a in lanes::<18>(*facts).filter(|&a| a != 0) {
            if let Some(b) = lanes::<18>(*facts2).find(|&b| b != 0 && b >> VALUE_BITS == a >> VALUE_BITS) {
                if a == b { same_facts += 1 } else { other_facts += 1 }
            }
        }
        Some(Resemblance { shared, same_facts, other_facts })
    }

    /// The share of [`Resemblance`].
    fn shared(&self, other: &Self) -> Option<f32> {
        let (Content::Long { marks, keys, .. }, Content::Long { marks: marks2, keys: keys2, .. }) = (&self.0, &other.0)
        else {
            return None;
        };
        let [same_keys, _] = agreeing::<16>(*keys, *keys2);
        if same_keys == 0 {
            return None;
        }
        let [same_marks, compared] = agreeing::<4>(*marks, *marks2);
        // So many marks are the same by chance.
        let chance = compared as f32 / 15.0;
        Some((same_keys as f32 + same_marks as f32 - chance) / (KEYS as f32 + compared as f32 - chance))
    }
}

impl Resemblance {
    /// Whether documents that compare so are copies.
    #[must_use]
    pub fn is_copy(self) -> bool {
        self.shared >= LEAST_SHARED && self.other_facts * SAME_FACTS <= self.same_facts
    }
}

impl Content {
    /// Of the words of title and text, and those of the text alone.
    fn long(words: &[Word], text: &[Word]) -> Self {
        let mut keys = [u64::MAX; KEYS];
        let mut marks = [u64::MAX; MARKS];
        for shingle in words.windows(SHINGLE) {
            let hash = joined(shingle.iter().map(|word| word.hash));
            let key = &mut keys[hash as usize % KEYS];
            *key = (*key).min(hash);
            let hash = mixed(hash ^ SEED);
            let mark = &mut marks[hash as usize % MARKS];
            *mark = (*mark).min(hash);
        }
        let sample = |hash: &u64, size| if *hash == u64::MAX { 0 } else { bits(mixed(*hash), size) };
        let fact =
            |(context, value): (u64, u64)| (bits(context, CONTEXT_BITS) - 1) << VALUE_BITS | bits(value, VALUE_BITS);
        Self::Long {
            marks: packed::<4>(marks.iter().map(|hash| sample(hash, 4))),
            keys: packed::<16>(keys.iter().map(|hash| sample(hash, 16))),
            facts: packed::<18>(facts(text).into_iter().map(fact)),
        }
    }
}

/// What was [`packed`].
fn lanes<const BITS: usize>(packed: u128) -> impl Iterator<Item = u32> {
    (0..128 / BITS).map(move |at| (packed >> (at * BITS)) as u32 & ((1 << BITS) - 1))
}

/// How many numbers of two are the same, and how many there are in either: none where both are 0.
const fn agreeing<const BITS: usize>(one: u128, other: u128) -> [u32; 2] {
    // A one at the end of each number.
    let lowest = u128::MAX / ((1 << BITS) - 1);
    let others = some::<BITS>(one ^ other) & lowest;
    let any = some::<BITS>(one | other) & lowest;
    [(any & !others).count_ones(), any.count_ones()]
}

/// The lowest bit of each number says whether it is more than 0; the other bits say nothing.
const fn some<const BITS: usize>(packed: u128) -> u128 {
    let (mut folded, mut by) = (packed, BITS / 2);
    while by > 0 {
        folded |= folded >> by;
        by /= 2;
    }
    folded
}

/// Numbers of so many bits, side by side.
fn packed<const BITS: usize>(values: impl Iterator<Item = u32>) -> u128 {
    values.take(128 / BITS).enumerate().fold(0, |packed, (at, value)| packed | u128::from(value) << (at * BITS))
}

/// A hash as a number of so many bits that is not 0.
const fn bits(hash: u64, bits: u32) -> u32 {
    (hash % ((1 << bits) - 1)) as u32 + 1
}

fn whole(words: &[Word]) -> u64 {
    let mut hash = Xxh3::with_seed(SEED);
    words.iter().for_each(|word| hash.update(&word.hash.to_le_bytes()));
    hash.digest()
}

/// Some of the numbers and names: a hash of the three words before and after, at least half of which are neither, and of themselves.
fn facts(words: &[Word]) -> Vec<(u64, u64)> {
    let around = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).map_or(0, |word| match word.kind {
            Kind::Plain => word.hash,
            Kind::First | Kind::Name => 1,
            Kind::Number => 2,
        })
    };
    let mut found: Vec<(u64, u64)> = vec![];
    for (at, word) in words.iter().enumerate().filter(|(_, word)| matches!(word.kind, Kind::Name | Kind::Number)) {
        let context =
            [at.checked_sub(3), at.checked_sub(2), at.checked_sub(1), Some(at + 1), Some(at + 2), Some(at + 3)]
                .map(around);
        if context.iter().filter(|&&hash| hash > 2).count() >= 3 {
            found.push((joined(context.into_iter()), mixed(word.hash)));
        }
    }
    // Those that stand between the same words are one.
    found.sort_unstable();
    found.dedup_by(|(context, value), (kept, values)| {
        let is_same = context == kept;
        *values = if is_same { mixed(*values ^ *value) } else { *values };
        is_same
    });
    found.truncate(FACTS);
    // Of the context fewer bits are kept than tell all apart; of those that look the same one is enough to compare.
    let mut contexts = vec![];
    found.retain(|&(context, _)| {
        let context = bits(context, CONTEXT_BITS);
        let is_new = !contexts.contains(&context);
        contexts.push(context);
        is_new
    });
    found
}

/// A hash of some hashes in their order.
fn joined(hashes: impl Iterator<Item = u64>) -> u64 {
    hashes.fold(SEED, |joined, hash| mixed(joined.rotate_left(23) ^ hash))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(from: usize, count: usize) -> String {
        (from..from + count).map(|n| format!("сөз{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn of_few_words_only_the_same_are_copies() {
        assert_eq!(Sketch::of(None, &words(0, FEWEST_SAME_WORDS - 1)), None);
        let short = |title, text: &str| Sketch::of(Some(title), text).unwrap();
        let text = words(0, FEWEST_SAME_WORDS);
        assert!(short("Тақырып", &text).is_copy_of(&short("ТАҚЫРЫП", &text.to_uppercase())));
        assert!(!short("Тақырып", &text).is_copy_of(&short("Басқа", &text)));
        assert!(!short("", &text).is_copy_of(&short("", &words(1, FEWEST_SAME_WORDS))));
        assert!(!short("", &text).is_copy_of(&short("", &words(0, FEWEST_WORDS))));
    }

    #[test]
    fn an_exchanged_name_or_number_makes_another_text() {
        let text = |name: &str, sum: &str| {
            let (before, after) = (
                "бір екі үш төрт бес алты жеті сегіз тоғыз он".repeat(2),
                "он жүз мың қой ешкі сиыр жылқы түйе ит мысық".repeat(2),
            );
            Sketch::of(None, &format!("{before} деді {name} содан кейін {sum} теңге жиналды {after}")).unwrap()
        };
        assert!(text("Асқар", "12,5").is_copy_of(&text("АСҚАР", "12,5")));
        assert!(!text("Асқар", "12,5").is_copy_of(&text("Марат", "12,5")));
        assert!(!text("Асқар", "12,5").is_copy_of(&text("Асқар", "12,6")));
    }

    #[test]
    fn a_headline_in_the_text_is_not_counted_twice() {
        let text = words(0, 50);
        assert_eq!(Sketch::of(Some("сөз0 сөз1"), &text), Sketch::of(None, &text));
    }

    proptest! {
        #[test]
        fn agreeing_numbers_are_counted_as_one_by_one(one in prop::collection::vec(0..4u32, 32), other in prop::collection::vec(0..4u32, 32)) {
            let count = |with: fn((&u32, &u32)) -> bool| one.iter().zip(&other).filter(|&(a, b)| with((a, b))).count() as u32;
            let expected = [count(|(a, b)| a == b && *a != 0), count(|(a, b)| a | b != 0)];
            let [a, b] = [&one, &other].map(|values| packed::<4>(values.iter().copied()));
            prop_assert_eq!(agreeing::<4>(a, b), expected);
            let spread = |value: u32| [value >> 2 << 12 | value & 1, value << 14][value as usize % 2];
            let [a, b] = [&one, &other].map(|values| packed::<16>(values.iter().map(|&value| spread(value))));
            let (same, any) = lanes::<16>(a).zip(lanes::<16>(b)).fold((0, 0), |(same, any), (a, b)| {
                (same + u32::from(a == b && a != 0), any + u32::from(a | b != 0))
            });
            prop_assert_eq!(agreeing::<16>(a, b), [same, any]);
        }

        #[test]
        fn a_sketch_is_what_was_stored_and_a_copy_of_itself(title in "\\PC{0,40}", text in "(\\PC{0,9} ){0,80}") {
            let sketch = Sketch::of(Some(&title), &text);
            prop_assert_eq!(sketch.as_ref().and_then(|sketch| Sketch::read(sketch.stored())), sketch.clone());
            if let Some(sketch) = sketch {
                prop_assert!(sketch.is_copy_of(&sketch));
            }
        }

        #[test]
        fn copies_have_a_key_in_common_and_are_so_both_ways(from in 0..60usize, count in 12..90usize, other in 12..90usize) {
            let [one, other] = [(0, count), (from, other)].map(|(from, count)| Sketch::of(None, &words(from, count)).unwrap());
            prop_assert_eq!(one.is_copy_of(&other), other.is_copy_of(&one));
            if one.is_copy_of(&other) {
                prop_assert!(one.keys().any(|key| other.keys().any(|other| other == key)));
            }
        }
    }
}
