//! The letters of Kazakh: case, look-alikes, and the numbers our automata know them by.
//!
//! Source of the tables: the 42-letter Cyrillic alphabet of 1940/1957 (ҚР СТ 920-91) and the Unicode code charts.

/// The letters our automata know, in alphabetical order; the hyphen, which joins the halves of pairs, stands first.
/// A letter's number is its place in this string, counted from 1.
const ALPHABET: [char; 43] = [
    '-', 'а', 'ә', 'б', 'в', 'г', 'ғ', 'д', 'е', 'ё', 'ж', 'з', 'и', 'й', 'к', 'қ', 'л', 'м', 'н', 'ң', 'о', 'ө', 'п',
    'р', 'с', 'т', 'у', 'ұ', 'ү', 'ф', 'х', 'һ', 'ц', 'ч', 'ш', 'щ', 'ъ', 'ы', 'і', 'ь', 'э', 'ю', 'я',
];

/// One more than the greatest letter number, for tables.
pub(super) const LETTERS: usize = ALPHABET.len() + 1;

/// First and last character of the Cyrillic block that holds lower-case Kazakh letters.
const FIRST: u32 = 0x0430;
const LAST: u32 = 0x04E9;

/// Numbers of the letters by code point minus [`FIRST`]; 0 where no letter of ours stands.
const NUMBERS: [u8; (LAST - FIRST + 1) as usize] = {
    let mut table = [0; (LAST - FIRST + 1) as usize];
    let mut i = 1;
    while i < ALPHABET.len() {
        table[(ALPHABET[i] as u32 - FIRST) as usize] = (i + 1) as u8;
        i += 1;
    }
    table
};

/// The number of a lower-case Kazakh letter or hyphen, from 1; `None` for everything else.
#[must_use]
pub const fn number(letter: char) -> Option<u8> {
    let code = letter as u32;
    if letter == '-' {
        return Some(1);
    }
    if code < FIRST || code > LAST {
        return None;
    }
    match NUMBERS[(code - FIRST) as usize] {
        0 => None,
        n => Some(n),
    }
}

/// Numbers of the letters of two bytes in UTF-8, by the low two bits of the first byte, from 0xD0, and all of the second; [`NO_LETTER`]
/// where none of ours stands.
static BY_BYTES: [u8; 1024] = {
    let mut table = [NO_LETTER; 1024];
    let mut i = 1;
    while i < ALPHABET.len() {
        let code = ALPHABET[i] as u32 - 0x0400;
        table[(code >> 6 << 8 | 0x80 | code & 0x3F) as usize] = (i + 1) as u8;
        i += 1;
    }
    table
};

/// A bit that no number of a letter has.
const NO_LETTER: u8 = 0x80;

/// A word as letter numbers; `None` when it is empty, holds anything else, or does not fit in `buffer`.
pub(super) fn numbers<'b>(word: &str, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
    // All letters but the hyphen have two bytes.
    let (pairs, rest) = word.as_bytes().as_chunks();
    let mut length = 0;
    if rest.is_empty() {
        let (mut foreign, mut all) = (0, 0);
        for (slot, &pair) in buffer.get_mut(..pairs.len())?.iter_mut().zip(pairs) {
            let pair = u16::from_be_bytes(pair);
            *slot = BY_BYTES[usize::from(pair & 0x3FF)];
            foreign |= pair ^ 0xD000;
            all |= *slot;
        }
        length = if foreign & 0xFC00 == 0 && all & NO_LETTER == 0 { pairs.len() } else { 0 };
    }
    if length == 0 {
        for c in word.chars() {
            *buffer.get_mut(length)? = number(c)?;
            length += 1;
        }
    }
    (length > 0).then_some(&buffer[..length])
}

/// The letter of a number that [`number`] gave; U+FFFD for any other.
#[must_use]
pub const fn letter(number: u8) -> char {
    if number == 0 || number as usize > ALPHABET.len() { '\u{FFFD}' } else { ALPHABET[number as usize - 1] }
}

/// Whether a character is a letter of the Cyrillic script.
#[must_use]
pub const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{0481}' | '\u{048A}'..='\u{052F}')
}

/// Whether a character is a letter of the Latin script.
#[must_use]
pub const fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{00C0}'..='\u{00D6}' | '\u{00D8}'..='\u{00F6}' | '\u{00F8}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Signs people type for an apostrophe, which is a letter's in the Latin alphabet of 2017.
#[must_use]
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{02BB}' | '`' | '\u{00B4}')
}

/// Whether a letter belongs to Kazakh and not to Russian: ә ғ қ ң ө ұ ү һ і, either case.
#[must_use]
pub const fn is_kazakh_only(c: char) -> bool {
    matches!(
        c,
        'ә' | 'ғ'
            | 'қ'
            | 'ң'
            | 'ө'
            | 'ұ'
            | 'ү'
            | 'һ'
            | 'і'
            | 'Ә'
            | 'Ғ'
            | 'Қ'
            | 'Ң'
            | 'Ө'
            | 'Ұ'
            | 'Ү'
            | 'Һ'
            | 'І'
    )
}

/// Lower case, one character for one, as keys need it.
///
/// Unicode's default rule is wrong for Kazakh in Latin letters: `I` is the capital of `ı` there and of `i` elsewhere, and `İ` would
/// grow to two characters. Keys therefore know one class: `i ı I İ` are all `i`.
#[must_use]
pub fn lower(c: char) -> char {
    match c {
        'I' | 'İ' | 'ı' => 'i',
        'A'..='Z' => c.to_ascii_lowercase(),
        'А'..='Я' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'а'..='я' | 'a'..='z' => c,
        _ => {
            let mut mapped = c.to_lowercase();
            match (mapped.next(), mapped.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

/// Letters that are never right in Kazakh text and always mean one Cyrillic letter: the schwa and barred o of other alphabets, the
/// ң with a hook. Lower case in, lower case out; everything else stays.
#[must_use]
pub const fn repaired(c: char) -> char {
    match c {
        '\u{0259}' | '\u{01DD}' => 'ә',
        '\u{0275}' => 'ө',
        '\u{04CA}' | '\u{04C8}' => 'ң',
        c => c,
    }
}

/// The Cyrillic letter a lower-case Latin letter looks like, by either case of it (`b` stands for the look of `B`).
///
/// Right only inside a word that mixes both scripts.
#[must_use]
pub const fn cyrillic_look_alike(latin: char) -> Option<char> {
    Some(match latin {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'f' => 'ғ',
        'h' => 'һ',
        'i' => 'і',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        _ => return None,
    })
}

/// The Latin letter a lower-case Cyrillic letter looks like; the other way round of [`cyrillic_look_alike`].
#[must_use]
pub const fn latin_look_alike(cyrillic: char) -> Option<char> {
    Some(match cyrillic {
        'а' => 'a',
        'в' => 'b',
        'с' => 'c',
        'е' => 'e',
        'һ' | 'н' => 'h',
        'і' => 'i',
        'к' => 'k',
        'м' => 'm',
        'о' => 'o',
        'р' => 'p',
        'т' => 't',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_number_and_back() {
        for (i, &c) in ALPHABET.iter().enumerate() {
            assert_eq!(number(c), Some(i as u8 + 1), "{c}");
            assert_eq!(letter(i as u8 + 1), c);
        }
        for c in ['A', 'А', 'a', '5', ' ', 'ђ', 'ѣ', '\u{04CA}', 'ӯ'] {
            assert_eq!(number(c), None, "{c}");
        }
        assert_eq!(letter(0), '\u{FFFD}');
        assert_eq!(letter(44), '\u{FFFD}');
    }

    #[test]
    fn words_are_numbered_letter_by_letter() {
        let mut buffer = [0; 6];
        for c in ('\0'..='\u{2000}').chain(['😀']) {
            for word in [c.to_string(), format!("{c}а"), format!("-{c}"), format!("{c}-с-")] {
                let expected: Option<Vec<u8>> = word.chars().map(number).collect();
                assert_eq!(numbers(&word, &mut buffer), expected.as_deref(), "{word}");
            }
        }
        assert_eq!(numbers("", &mut buffer), None);
        assert_eq!(numbers("алматы", &mut buffer).map(<[u8]>::len), Some(6));
        assert_eq!(numbers("алматыд", &mut buffer), None);
        assert_eq!(numbers("-алматы", &mut buffer), None);
    }

    #[test]
    fn case_follows_kazakh_and_keeps_one_character_for_one() {
        let lowered: String = "ӘҒҚҢӨҰҮҺІЁ ҚазАҚ İIı Ñ ß".chars().map(lower).collect();
        assert_eq!(lowered, "әғқңөұүһіё қазақ iii ñ ß");
    }

    #[test]
    fn look_alikes_answer_both_ways() {
        for c in 'a'..='z' {
            if let Some(cyrillic) = cyrillic_look_alike(c).filter(|&c| c != 'ғ') {
                assert_eq!(latin_look_alike(cyrillic), Some(c));
            }
        }
    }
}
