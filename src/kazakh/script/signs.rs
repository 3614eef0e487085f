//! The tables the other way round: what a typed sign may mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::pattern::code;
use super::table::{ALSO_ARABIC, ALSO_LATIN, ARABIC, COLUMNS, KEYS, LATIN};

/// Letters a sign may mean.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    pub(super) letters: Vec<u8>,
    /// Columns of [`COLUMNS`] in which it does, one bit each.
    pub(super) ways: u16,
    /// How unlikely it is that somebody who meant the letters wrote this, in nats.
    pub(super) cost: f32,
}

/// Meanings by sign.
#[derive(Debug, Default)]
pub(super) struct Signs {
    meanings: HashMap<String, Vec<Meaning>>,
    /// Letters that may be left out.
    pub(super) silent: Vec<u8>,
}

/// Longest sign, in characters: `shsh`, `s's'`.
pub(super) const LONGEST_SIGN: usize = 4;

/// A dotless `ı` typed as `i`: most keyboards have only the one.
const DOTTED: f32 = 1.5;
/// An `i` typed as `ı`.
const UNDOTTED: f32 = 2.0;

/// The signs of the Latin alphabets.
pub(super) static LATIN_SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let mut signs = Signs::default();
    for (letter, row) in LATIN {
        for (column, sign) in row.into_iter().enumerate() {
            signs.latin(sign, &letter.to_string(), 1 << column, 0.0);
        }
    }
    for &(sign, letters, script, cost) in ALSO_LATIN {
        if let Some(column) = COLUMNS.iter().position(|&column| column == script) {
            signs.latin(sign, letters, 1 << column, cost);
        }
    }
    signs
});

/// The signs of Arabic script.
pub(super) static ARABIC_SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let mut signs = Signs::default();
    for &(letters, sign) in ARABIC {
        signs.add(sign, letters, 1, 0.0);
    }
    for &(letters, sign) in ALSO_ARABIC {
        signs.add(sign, letters, 1, 0.7);
    }
    signs
});

/// The letter of the Kazakh layout on a key of the US layout, with or without Shift.
pub(super) fn key_letter(key: char) -> Option<char> {
    KEYS.iter().find(|&&(_, plain, shifted)| plain == key || shifted == key).map(|&(letter, ..)| letter)
}

/// Whether a key of the US layout was typed with Shift.
pub(super) fn is_shifted(key: char) -> bool {
    KEYS.iter().any(|&(_, _, shifted)| shifted == key)
}

impl Signs {
    fn add(&mut self, sign: &str, letters: &str, ways: u16, cost: f32) {
        let letters: Vec<u8> = letters.chars().filter_map(code).collect();
        if sign.is_empty() {
            self.silent.extend(letters.into_iter().filter(|letter| !self.silent.contains(letter)).collect::<Vec<_>>());
            return;
        }
        let meanings = self.meanings.entry(sign.to_owned()).or_default();
        match meanings.iter_mut().find(|meaning| meaning.letters == letters && meaning.cost == cost) {
            Some(same) => same.ways |= ways,
            None => meanings.push(Meaning { letters, ways, cost }),
        }
    }

    fn latin(&mut self, sign: &str, letters: &str, ways: u16, cost: f32) {
        self.add(sign, letters, ways, cost);
        if sign.contains('ı') {
            self.add(&sign.replace('ı', "i"), letters, ways, cost + DOTTED);
        } else if sign.contains('i') {
            self.add(&sign.replace('i', "ı"), letters, ways, cost + UNDOTTED);
        }
    }

    /// What a sign may mean. A capital `I` is the capital of both `i` and `ı`.
    pub(super) fn of(&self, sign: &str) -> Vec<&Meaning> {
        let either = |i: &str| self.meanings.get(&sign.replace('I', i));
        let found = if sign.contains('I') { [either("i"), either("ı")] } else { [self.meanings.get(sign), None] };
        found.into_iter().flatten().flatten().collect()
    }
}
