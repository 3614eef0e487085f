//! The two Kazakh encodings that no library has: what the bytes from 0x80 stand for. Below they are ASCII.

/// The characters of the bytes 0x80 to 0xFF.
pub(super) type Table = [char; 128];

/// STRK 1048-2002, the national standard, by the table Unicode publishes as KZ1048.TXT: windows-1251 with the Kazakh letters in place of
/// Macedonian, Serbian, Ukrainian and Belarusian ones. 0x98 is not assigned and stays the control character, as in windows-1251.
#[rustfmt::skip]
pub(super) const KZ1048: Table = [
    'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Қ', 'Һ', 'Џ',
    'ђ', '‘', '’', '“', '”', '•', '–', '—', '\u{98}', '™', 'љ', '›', 'њ', 'қ', 'һ', 'џ',
    '\u{A0}', 'Ұ', 'ұ', 'Ә', '¤', 'Ө', '¦', '§', 'Ё', '©', 'Ғ', '«', '¬', '\u{AD}', '®', 'Ү',
    '°', '±', 'І', 'і', 'ө', 'µ', '¶', '·', 'ё', '№', 'ғ', '»', 'ә', 'Ң', 'ң', 'ү',
    'А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З', 'И', 'Й', 'К', 'Л', 'М', 'Н', 'О', 'П',
    'Р', 'С', 'Т', 'У', 'Ф', 'Х', 'Ц', 'Ч', 'Ш', 'Щ', 'Ъ', 'Ы', 'Ь', 'Э', 'Ю', 'Я',
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'й', 'к', 'л', 'м', 'н', 'о', 'п',
    'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч', 'ш', 'щ', 'ъ', 'ы', 'ь', 'э', 'ю', 'я',
];

/// PT154 (Paratype, 1994), by the table of GNU libiconv: windows-1251 with the letters of all Asian languages written in Cyrillic.
#[rustfmt::skip]
pub(super) const PT154: Table = [
    'Җ', 'Ғ', 'Ӯ', 'ғ', '„', '…', 'Ҷ', 'Ү', 'Ҳ', 'ү', 'Ҡ', 'Ӣ', 'Ң', 'Қ', 'Һ', 'Ҹ',
    'җ', '‘', '’', '“', '”', '•', '–', '—', 'ҳ', 'ҷ', 'ҡ', 'ӣ', 'ң', 'қ', 'һ', 'ҹ',
    '\u{A0}', 'Ў', 'ў', 'Ј', 'Ө', 'Ҙ', 'Ұ', '§', 'Ё', '©', 'Ә', '«', '¬', 'ӯ', '®', 'Ҝ',
    '°', 'ұ', 'І', 'і', 'ҙ', 'ө', '¶', '·', 'ё', '№', 'ә', '»', 'ј', 'Ҫ', 'ҫ', 'ҝ',
    'А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З', 'И', 'Й', 'К', 'Л', 'М', 'Н', 'О', 'П',
    'Р', 'С', 'Т', 'У', 'Ф', 'Х', 'Ц', 'Ч', 'Ш', 'Щ', 'Ъ', 'Ы', 'Ь', 'Э', 'Ю', 'Я',
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'й', 'к', 'л', 'м', 'н', 'о', 'п',
    'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч', 'ш', 'щ', 'ъ', 'ы', 'ь', 'э', 'ю', 'я',
];

/// The text of some bytes, appended to `text`.
pub(super) fn decode(table: &Table, bytes: &[u8], text: &mut String) {
    text.extend(bytes.iter().map(|&byte| match byte {
        0x80.. => table[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }));
}

/// The bytes of a text; `None` when it has a character that the table has not.
pub(super) fn encode(table: &Table, text: &str) -> Option<Vec<u8>> {
    let byte = |c: char| match c {
        '\0'..='\x7F' => Some(c as u8),
        // There are 128 places.
        _ => table.iter().position(|&other| other == c).map(|at| at as u8 + 0x80),
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_kazakh_letters_stand_where_the_standards_put_them() {
        let letters = "ҚқҺһҰұӘәӨөҒғҮүҢңІі";
        let kz = b"\x8D\x9D\x8E\x9E\xA1\xA2\xA3\xBC\xA5\xB4\xAA\xBA\xAF\xBF\xBD\xBE\xB2\xB3";
        let pt = b"\x8D\x9D\x8E\x9E\xA6\xB1\xAA\xBA\xA4\xB5\x81\x83\x87\x89\x8C\x9C\xB2\xB3";
        assert_eq!(encode(&KZ1048, letters).unwrap(), kz);
        assert_eq!(encode(&PT154, letters).unwrap(), pt);
    }

    #[test]
    fn no_character_stands_in_two_places() {
        for table in [KZ1048, PT154] {
            let mut chars = table.to_vec();
            chars.sort_unstable();
            chars.dedup();
            assert_eq!(chars.len(), 128);
        }
    }

    proptest! {
        #[test]
        fn bytes_come_back_from_their_text(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for table in [&KZ1048, &PT154] {
                let mut text = String::new();
                decode(table, &bytes, &mut text);
                prop_assert_eq!(encode(table, &text), Some(bytes.clone()));
            }
        }

        #[test]
        fn text_comes_back_from_its_bytes(text in "[ a-zА-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі«»–№]{0,60}") {
            for table in [&KZ1048, &PT154] {
                let mut read = String::new();
                decode(table, &encode(table, &text).unwrap(), &mut read);
                prop_assert_eq!(&read, &text);
            }
        }
    }
}
