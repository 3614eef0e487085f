//! Which encoding some bytes are in, by the letters they make.
//!
//! A file that is UTF-8 is UTF-8, whatever else it might be: the bytes of other encodings hardly ever fit its rules. UTF-16 shows by its high
//! bytes. Among the encodings of one byte a letter, each reading is weighed by how usual its letters are in Kazakh and Russian, and one with Kazakh
//! letters is taken only if it has those that no other reading has.

use super::misread::is_kazakh;
use super::utf8::looks_like_utf16;
use super::{Encoding, Kind, SAMPLE};

/// How often a letter stands in 10,000 Cyrillic ones, measured on speeches, an encyclopaedia and news in Kazakh; the letters of Russian loans at
/// least 20, since Russian texts are read, too.
const FREQUENCY: [(char, u16); 42] = [
    ('а', 1243),
    ('ы', 789),
    ('е', 771),
    ('н', 635),
    ('т', 625),
    ('і', 556),
    ('р', 549),
    ('л', 518),
    ('д', 441),
    ('с', 414),
    ('м', 346),
    ('қ', 338),
    ('к', 269),
    ('о', 259),
    ('б', 243),
    ('ж', 186),
    ('з', 177),
    ('у', 164),
    ('ғ', 157),
    ('ң', 156),
    ('и', 148),
    ('й', 143),
    ('п', 140),
    ('ш', 122),
    ('г', 119),
    ('в', 100),
    ('ұ', 100),
    ('ө', 92),
    ('ү', 83),
    ('ә', 79),
    ('я', 40),
    ('х', 26),
    ('ь', 25),
    ('ч', 25),
    ('ф', 20),
    ('ц', 20),
    ('э', 20),
    ('ю', 20),
    ('щ', 20),
    ('ё', 20),
    ('ъ', 20),
    ('һ', 5),
];

/// What each character of a reading adds, in nats: signs of print, any other character, a letter in the wrong case (`аУЫЛ`), letters of two scripts
/// side by side (`cafй`).
const PRINT: f64 = -6.0;
const STRANGE: f64 = -12.0;
const WRONG_CASE: f64 = -6.0;
const MIXED: f64 = -8.0;

/// The mean of a reading that is no gibberish, in nats: texts have about -3.5.
const PLAUSIBLE: f64 = -6.0;

/// The encoding of `bytes`, the beginning of a file or all of it; `None` when none fits: then they are UTF-8 with a mistake, or no text.
///
/// `declared` is what the file says itself. It is believed unless it says windows-1251, as files in the Kazakh encodings do.
pub(in crate::corpus) fn detect(bytes: &[u8], declared: Option<Encoding>) -> Option<Encoding> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return Some(Encoding::UTF_8),
        [0xFF, 0xFE, ..] => return Some(Encoding::UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(Encoding::UTF_16BE),
        _ => {}
    }
    if looks_like_utf16(bytes) {
        return utf16(bytes);
    }
    let (good, bad) = sequences(bytes);
    if bad == 0 {
        return Some(Encoding::UTF_8);
    }
    if good > 4 * bad {
        return None;
    }
    match declared {
        Some(declared) if ![Encoding::UTF_8, Encoding::WINDOWS_1251].contains(&declared) => Some(declared),
        _ => of_one_byte(bytes),
    }
}

/// Which half comes first: the high one is 0 in Latin letters and 4 in Cyrillic ones.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let high_at = |first: usize| bytes.iter().skip(first).step_by(2).filter(|&&byte| byte == 0 || byte == 4).count();
    let (be, le) = (high_at(0), high_at(1));
    // Control characters and nothing else: no text.
    let is_text = be.abs_diff(le) * 4 >= bytes.len() / 2;
    is_text.then_some(if be > le { Encoding::UTF_16BE } else { Encoding::UTF_16LE })
}

/// How many characters of more than one byte are well-formed UTF-8, and how many pieces are not. A character cut off by the end is neither.
fn sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        let is_cut = chunks.peek().is_none()
            && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
        bad += usize::from(!chunk.invalid().is_empty() && !is_cut);
    }
    (good, bad)
}

/// Fewest bytes beyond ASCII that tell an encoding: one or two are a slip.
const FEWEST: usize = 3;

/// The best reading by one byte a letter.
fn of_one_byte(bytes: &[u8]) -> Option<Encoding> {
    let start = bytes.iter().position(|byte| !byte.is_ascii())?;
    let bytes = &bytes[start..bytes.len().min(start + SAMPLE)];
    if bytes.iter().filter(|byte| !byte.is_ascii()).take(FEWEST).count() < FEWEST {
        return None;
    }
    // Equal readings: the first. Without a Kazakh letter nothing tells windows-1251 from the two Kazakh encodings.
    let candidates = [Encoding::WINDOWS_1251, Encoding::KZ_1048, Encoding::PT154, Encoding::KOI8_R];
    let mut best = None;
    for encoding in candidates {
        let text = encoding.decode(bytes);
        // Ukrainian and Belarusian have signs where Kazakh has its other letters, but none where it has these. Ukrainian has no ы, so
        // with it and in good number, others tell, too; ұ is ў, which Belarusian has.
        let (telling, with_y) = match encoding.0 {
            Kind::Kz1048 => ("қңәҚҢӘ", "ғөүҒӨҮ"),
            Kind::Pt154 => ("қңҚҢ", "ғәҒӘ"),
            Kind::Web(_) => ("", ""),
        };
        let has = |letters: &str| text.contains(|c: char| letters.contains(c));
        let is_told = has(telling) || has("ыЫ") && has(with_y) && is_kazakh(&text);
        if !telling.is_empty() && !is_told {
            continue;
        }
        let score = score(&text);
        if score > PLAUSIBLE && best.is_none_or(|(best, _)| score > best) {
            best = Some((score, encoding));
        }
    }
    best.map(|(_, encoding)| encoding)
}

/// How usual the characters of a reading are: the mean over all but ASCII, in nats.
fn score(text: &str) -> f64 {
    let (mut sum, mut count) = (0.0, 0);
    let mut before = ' ';
    for c in text.chars() {
        let is_cyrillic = |c: char| ('\u{400}'..='\u{4FF}').contains(&c);
        if !c.is_ascii() {
            count += 1;
            sum += weight(c);
            if c.is_uppercase() && before.is_lowercase() {
                sum += WRONG_CASE;
            }
        }
        let (a, b) = (before, c);
        if is_cyrillic(a) && b.is_ascii_alphabetic() || a.is_ascii_alphabetic() && is_cyrillic(b) {
            sum += MIXED;
        }
        before = c;
    }
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

fn weight(c: char) -> f64 {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match FREQUENCY.iter().find(|(letter, _)| *letter == lower) {
        Some((_, often)) => (f64::from(*often) / 10_000.0).ln(),
        None if "«»–—“”„’…№•°§\u{A0}\u{AD}".contains(c) => PRINT,
        None => STRANGE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KAZAKH: &str = "Ауыл әкімі халықпен кездесті. Қазақстанның өңірлерінде су тапшылығы байқалады.";
    const RUSSIAN: &str = "Аким села встретился с жителями. В регионах не хватает воды, сообщает агентство.";

    fn bytes(text: &str, encoding: Encoding) -> Vec<u8> {
        let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        match encoding.name() {
            "UTF-16LE" => utf16(u16::to_le_bytes),
            "UTF-16BE" => utf16(u16::to_be_bytes),
            _ => encoding.encode(text).unwrap(),
        }
    }

    #[test]
    fn each_encoding_is_recognised() {
        for (text, encoding) in [
            (KAZAKH, Encoding::UTF_8),
            (KAZAKH, Encoding::UTF_16LE),
            (KAZAKH, Encoding::UTF_16BE),
            (KAZAKH, Encoding::KZ_1048),
            (KAZAKH, Encoding::PT154),
            (RUSSIAN, Encoding::WINDOWS_1251),
            (RUSSIAN, Encoding::KOI8_R),
            ("ауыл әкімі", Encoding::KZ_1048),
            ("Бес жылдан бері жөндеу жұмысын көрмеген.", Encoding::KZ_1048),
            ("Қазақстан халқының", Encoding::PT154),
            ("АУЫЛ ӘКІМІ ҚАЗАҚСТАН", Encoding::KZ_1048),
            ("ВСТРЕЧА АКИМА С ЖИТЕЛЯМИ", Encoding::WINDOWS_1251),
            ("ВСТРЕЧА АКИМА С ЖИТЕЛЯМИ", Encoding::KOI8_R),
            ("plain ASCII", Encoding::UTF_8),
        ] {
            assert_eq!(detect(&bytes(text, encoding), None), Some(encoding), "{text}");
        }
    }

    #[test]
    fn neighbours_are_not_taken_for_kazakh() {
        for text in [
            "Її голова Євген Ґудзь повідомив, що є проблеми з водою у містах і селах України.",
            "Мы были в городе Київ и видели Ївана.",
            "Старшыня сельсавета сустрэўся з жыхарамі, паведаміў, што ёсць праблемы з вадой.",
        ] {
            let bytes = bytes(text, Encoding::WINDOWS_1251);
            assert_eq!(detect(&bytes, None), Some(Encoding::WINDOWS_1251), "{text}");
        }
    }

    #[test]
    fn what_a_file_says_is_believed_but_for_windows_1251() {
        let koi = bytes(RUSSIAN, Encoding::KOI8_R);
        assert_eq!(detect(&koi, Some(Encoding::KOI8_R)), Some(Encoding::KOI8_R));
        let kazakh = bytes(KAZAKH, Encoding::KZ_1048);
        assert_eq!(detect(&kazakh, Some(Encoding::WINDOWS_1251)), Some(Encoding::KZ_1048));
        assert_eq!(detect(KAZAKH.as_bytes(), Some(Encoding::WINDOWS_1251)), Some(Encoding::UTF_8), "UTF-8 shows");
    }

    #[test]
    fn broken_utf8_and_what_is_no_text_stay_unknown() {
        assert_eq!(detect(&[KAZAKH.as_bytes(), b"\xFF"].concat(), None), None);
        assert_eq!(detect("déjà vu, café crème".chars().map(|c| c as u8).collect::<Vec<_>>().as_slice(), None), None);
        let noise: Vec<u8> = (0u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(detect(&noise, None), None);
        let cut = &KAZAKH.as_bytes()[..KAZAKH.find('ә').unwrap() + 1];
        assert_eq!(detect(cut, None), Some(Encoding::UTF_8), "a sample may end within a character");
    }
}
