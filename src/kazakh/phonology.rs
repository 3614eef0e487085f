//! How Kazakh suffixes sound: vowel harmony and the assimilation of a suffix's first consonant to the stem's last sound.
//!
//! A stem shows its suffixes two things only: the harmony of its last vowel and the class of its last sound. The pair is its
//! [`Shape`]; a suffix written with the signs of [`realise`] has exactly one form after each shape.
//!
//! Sources: any school grammar of Kazakh (сингармонизм, ілгерінді ықпал); the allomorphs were checked against running text.

use super::alphabet::number;

/// Harmony: which vowels follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harmony {
    /// а ы (жуан): `қала`, `ауыл`.
    Back,
    /// е і (жіңішке): `әкім`, `үй`.
    Front,
}

/// Class of the last sound: what the first consonant of a suffix becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Final {
    /// а ә е о ө ы і ү ұ э я: `қала-лар`, `қала-ның`.
    Vowel,
    /// р й у и ю: `жер-лер`, `жер-дің`, `тау-мен`.
    Glide,
    /// л: `ауыл-дар`, `ауыл-мен`, `ал-ма`.
    Lateral,
    /// м н ң: `адам-дар`, `адам-ның`, `адам-нан`.
    Nasal,
    /// з ж: `сөз-дер`, `сөз-бен`.
    Voiced,
    /// п т к қ с ш щ ч ц х ф һ, and б в г ғ д, which Kazakh sounds voiceless at a word's end: `клуб-тар`, `Тоқаев-тың`.
    Voiceless,
}

impl Harmony {
    /// Both, in the order of their numbers.
    pub(super) const BOTH: [Self; 2] = [Self::Back, Self::Front];
}

const FINALS: [Final; 6] = [Final::Vowel, Final::Glide, Final::Lateral, Final::Nasal, Final::Voiced, Final::Voiceless];

/// What a suffix sees of the stem before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Harmony of the last vowel.
    pub harmony: Harmony,
    /// Class of the last sound.
    pub last: Final,
}

/// A set of [`Shape`]s, one bit each: the low six bits are the back ones in the order of [`Final`], the next six the front ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Shapes(pub u16);

impl Shapes {
    /// All twelve: for numbers and abbreviations, whose sound their letters do not tell.
    pub const ALL: Self = Self(0xFFF);
    /// Those that end in a vowel.
    pub const VOWEL: Self = Self(1 | 1 << 6);

    /// Whether the two sets share a shape.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The same last sounds, in either harmony.
    #[must_use]
    pub const fn in_both_harmonies(self) -> Self {
        Self(self.0 | self.0 >> 6 | (self.0 & 0x3F) << 6)
    }

    /// The shapes of the set.
    pub(super) fn iter(self) -> impl Iterator<Item = Shape> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let number = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (number < Shape::COUNT).then(|| Shape::of_number(number))
        })
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl From<Shape> for Shapes {
    fn from(shape: Shape) -> Self {
        Self(1 << shape.number())
    }
}

impl Shape {
    /// How many there are.
    pub(super) const COUNT: usize = Harmony::BOTH.len() * FINALS.len();

    /// Its number in tables, from 0; the bit of [`Shapes`].
    #[must_use]
    pub(super) const fn number(self) -> usize {
        self.harmony as usize * FINALS.len() + self.last as usize
    }

    /// The shape of a number below [`Self::COUNT`].
    pub(super) const fn of_number(number: usize) -> Self {
        Self { harmony: Harmony::BOTH[number / FINALS.len()], last: FINALS[number % FINALS.len()] }
    }

    /// All shapes there are.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT).map(Self::of_number)
    }
}

const fn n(c: char) -> u8 {
    match number(c) {
        Some(n) => n,
        None => 0,
    }
}

/// Table over letter numbers, from a list of letters.
const fn table(letters: &[char]) -> [bool; 44] {
    let mut table = [false; 44];
    let mut i = 0;
    while i < letters.len() {
        table[n(letters[i]) as usize] = true;
        i += 1;
    }
    table
}

const BACK: [bool; 44] = table(&['а', 'о', 'ы', 'ұ', 'я', 'ё']);
const FRONT: [bool; 44] = table(&['ә', 'е', 'ө', 'і', 'ү', 'э']);
/// Vowels of either harmony: `ту` and `келу`, `ми` and `тиіс`, `меню`.
const OPEN: [bool; 44] = table(&['у', 'и', 'ю']);

/// All of them.
const VOWEL: [bool; 44] = {
    let mut table = BACK;
    let mut i = 0;
    while i < table.len() {
        table[i] |= FRONT[i] || OPEN[i];
        i += 1;
    }
    table
};

/// Whether a letter, given by its [`number`], is a vowel or can stand for one (у, и, ю).
#[must_use]
pub fn is_vowel(letter: u8) -> bool {
    VOWEL.get(usize::from(letter)).copied().unwrap_or_default()
}

/// Class of each letter as the last sound; `None` for those that say nothing: signs and the hyphen.
const SOUNDS: [Option<Final>; 44] = {
    let mut table = [None; 44];
    let mut i = 1;
    while i < table.len() {
        table[i] = match super::alphabet::letter(i as u8) {
            'а' | 'ә' | 'е' | 'о' | 'ө' | 'ы' | 'і' | 'ү' | 'ұ' | 'э' | 'я' | 'ё' => Some(Final::Vowel),
            'р' | 'й' | 'у' | 'и' | 'ю' => Some(Final::Glide),
            'л' => Some(Final::Lateral),
            'м' | 'н' | 'ң' => Some(Final::Nasal),
            'з' | 'ж' => Some(Final::Voiced),
            'ь' | 'ъ' | '-' | '\u{FFFD}' => None,
            _ => Some(Final::Voiceless),
        };
        i += 1;
    }
    table
};

/// Class of the last sound of a stem; `None` when its last letter says nothing (a hyphen) or it is empty. A soft or hard sign
/// counts as the consonant before it.
fn last_sound(stem: &[u8]) -> Option<Final> {
    let (&last, before) = stem.split_last()?;
    match SOUNDS.get(usize::from(last)).copied().flatten() {
        None if last == n('ь') || last == n('ъ') => last_sound(before),
        sound => sound,
    }
}

/// The shapes a stem, given as letter [`number`]s, may count as.
///
/// More than one where spelling leaves the harmony open: the last vowel is у, и or ю with a consonant after it (`институт`, `режим`),
/// or no other vowel stands before it (`су`, `ми`), or the stem is a surname in -ев; and where it leaves the sound open: in -ю. None for a stem without a vowel.
#[must_use]
pub fn shapes(stem: &[u8]) -> Shapes {
    let Some(last) = last_sound(stem) else { return Shapes::default() };
    let of = |harmony| {
        let shape = Shapes::from(Shape { harmony, last });
        // Loans in -ю sound as ending in a vowel, too: меню-сі, интервью-і.
        let in_vowel = Shape { harmony, last: Final::Vowel };
        if stem.last() == Some(&n('ю')) { shape.union(in_vowel.into()) } else { shape }
    };
    let (back, front) = (of(Harmony::Back), of(Harmony::Front));
    // Russian surnames keep the harmony of what stands before -ев: Тоқаев-қа, Әлиев-ке.
    if let [_, _, _, before @ .., e, v] = stem
        && [*e, *v] == [n('е'), n('в')]
        && !before.is_empty()
    {
        return back.union(front);
    }
    let mut open = false;
    for (distance, &letter) in stem.iter().rev().enumerate() {
        let i = usize::from(letter).min(43);
        if !VOWEL[i] {
            continue;
        }
        if !OPEN[i] {
            return if BACK[i] { back } else { front };
        }
        if distance > 0 {
            return back.union(front);
        }
        open = true;
    }
    if open { back.union(front) } else { Shapes::default() }
}

/// Writes a suffix as it sounds after a stem of a shape. `None` when the template holds a sign that is not listed here.
///
/// | sign | stands for |
/// | --- | --- |
/// | `A` | а, е |
/// | `I` | ы, і |
/// | `Q` | қ, к |
/// | `E` | а, е after a consonant; й after a vowel |
/// | `~X` | X after a consonant, nothing after a vowel |
/// | `S` | с after a vowel, nothing after a consonant |
/// | `G` | ғ, г; қ, к after voiceless |
/// | `D` | д; т after voiceless |
/// | `L` | л after a vowel or glide; д after л, nasal, voiced; т after voiceless |
/// | `N` | н after a vowel; д; т after voiceless |
/// | `Y` | н after a vowel or nasal; д; т after voiceless |
/// | `B` | н after a nasal; д; т after voiceless |
/// | `M` | м; б after з ж; п after voiceless |
/// | `P` | м; б after a nasal or з ж; п after voiceless |
///
/// Small letters stand for themselves.
#[must_use]
pub fn realise(template: &str, shape: Shape) -> Option<String> {
    use Final::{Glide, Nasal, Voiced, Voiceless, Vowel};
    let back = shape.harmony == Harmony::Back;
    let by = |b: char, f: char| if back { b } else { f };
    let mut out = String::new();
    let mut only_after_consonant = false;
    for sign in template.chars() {
        let letter = match sign {
            '~' => {
                only_after_consonant = true;
                continue;
            }
            'A' => by('а', 'е'),
            'I' => by('ы', 'і'),
            'Q' => by('қ', 'к'),
            'E' if shape.last == Vowel => 'й',
            'E' => by('а', 'е'),
            'S' if shape.last != Vowel => continue,
            'S' => 'с',
            'G' if shape.last == Voiceless => by('қ', 'к'),
            'G' => by('ғ', 'г'),
            'D' | 'L' | 'N' | 'Y' | 'B' if shape.last == Voiceless => 'т',
            'L' if matches!(shape.last, Vowel | Glide) => 'л',
            'N' if shape.last == Vowel => 'н',
            'Y' if matches!(shape.last, Vowel | Nasal) => 'н',
            'B' if shape.last == Nasal => 'н',
            'D' | 'L' | 'N' | 'Y' | 'B' => 'д',
            'M' | 'P' if shape.last == Voiceless => 'п',
            'M' if shape.last == Voiced => 'б',
            'P' if matches!(shape.last, Nasal | Voiced) => 'б',
            'M' | 'P' => 'м',
            c if number(c).is_some() => c,
            _ => return None,
        };
        if std::mem::take(&mut only_after_consonant) && shape.last == Vowel {
            continue;
        }
        out.push(letter);
    }
    Some(out)
}

/// The shape a stem of shape `before` has once `suffix` (as [`realise`] wrote it) stands on it.
#[must_use]
pub fn shape_after(before: Shape, suffix: &str) -> Shape {
    let mut letters = [0; 16];
    let mut len = 0;
    for (slot, c) in letters.iter_mut().zip(suffix.chars()) {
        *slot = number(c).unwrap_or(0);
        len += 1;
    }
    // Harmony is the stem's: `мен` sounds front after any stem, and nothing that harmonises follows it.
    Shape { harmony: before.harmony, last: last_sound(&letters[..len]).unwrap_or(before.last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> Vec<u8> {
        word.chars().map(|c| number(c).unwrap()).collect()
    }

    /// The one shape of a word that leaves nothing open.
    fn shape(word: &str) -> Shape {
        let of_word = shapes(&letters(word));
        let mut found = Shape::all().filter(|&s| of_word.meets(s.into()));
        let one = found.next().expect("a word with a vowel");
        assert!(found.next().is_none(), "{word} has several shapes");
        one
    }

    /// Rows of a paradigm table: stem, template, what stands on it.
    #[test]
    fn suffixes_sound_as_the_stem_wants_them() {
        for (stem, template, form) in [
            ("қала", "LAр", "лар"),
            ("жер", "LAр", "лер"),
            ("ауыл", "LAр", "дар"),
            ("сөз", "LAр", "дер"),
            ("кітап", "LAр", "тар"),
            ("араб", "LAр", "тар"),
            ("қала", "YIң", "ның"),
            ("адам", "YIң", "ның"),
            ("ауыл", "YIң", "дың"),
            ("қазақ", "YIң", "тың"),
            ("қала", "NI", "ны"),
            ("адам", "NI", "ды"),
            ("әкім", "BAн", "нен"),
            ("үй", "BAн", "ден"),
            ("мектеп", "GA", "ке"),
            ("тау", "GA", "ға"),
            ("сөз", "Mен", "бен"),
            ("адам", "Mен", "мен"),
            ("кітап", "Mен", "пен"),
            ("адам", "PIн", "бын"),
            ("бала", "SI", "сы"),
            ("әкім", "SI", "і"),
            ("бала", "~IмIз", "мыз"),
            ("әкім", "~IмIз", "іміз"),
            ("сөйле", "E", "й"),
            ("бар", "E", "а"),
            ("бар", "PAQ", "мақ"),
            ("жаз", "PAQ", "бақ"),
        ] {
            assert_eq!(realise(template, shape(stem)).as_deref(), Some(form), "{stem} + {template}");
        }
        assert_eq!(realise("W", shape("бала")), None);
    }

    #[test]
    fn open_vowels_allow_both_harmonies() {
        for open in ["институт", "режим", "су", "ми", "тоқаев"] {
            assert_eq!(shapes(&letters(open)).0.count_ones(), 2, "{open}");
        }
        assert_eq!(shape("келу").harmony, Harmony::Front);
        assert_eq!(shape("сайлау").harmony, Harmony::Back);
        assert_eq!(shapes(&letters("тв")), Shapes::default());
    }

    #[test]
    fn a_soft_sign_counts_as_the_consonant_before_it() {
        assert_eq!(shape("медаль").last, Final::Lateral);
    }
}
