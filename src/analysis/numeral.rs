//! Roman numerals: `XIII ғасыр` and `13-ғасыр` are one century.

/// The number that an exact form writes in Roman numerals up to 39 (`i`, `v` and `x`: centuries, chapters, congresses), if the word it is of stands in
/// letters of one case, two at least. A single letter is an initial or a list's, `Xi` a name; larger numerals are more often a size or a name
/// (`XL`, `CD`, `MIX`).
pub(super) fn roman(word: &str, exact: &str) -> Option<u32> {
    let is_numeral = exact.len() > 1 && exact.bytes().all(|letter| matches!(letter, b'i' | b'v' | b'x'));
    let is_one_case = || !word.contains(char::is_lowercase) || !word.contains(char::is_uppercase);
    if !is_numeral || !is_one_case() {
        return None;
    }
    let tens = exact.bytes().take_while(|&letter| letter == b'x').count();
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let rest = &exact[tens..];
    let ones = ones.iter().position(|one| *one == rest)?;
    (tens <= 3).then_some((tens * 10 + ones) as u32)
}

#[cfg(test)]
mod tests {
    use super::super::normalize::exact_key;
    use super::*;

    /// Rows: word, number, why.
    #[test]
    fn numerals_are_read() {
        for (word, expected, why) in [
            ("XIII", Some(13), "Latin letters"),
            ("ХІІІ", Some(13), "Cyrillic letters"),
            ("XІX", Some(19), "both"),
            ("xxi", Some(21), "as it is typed in a query"),
            ("IV", Some(4), "before five"),
            ("XXXIX", Some(39), "the largest"),
            ("IIII", None, "no numeral"),
            ("XXXX", None, "no numeral"),
            ("IXX", None, "no numeral"),
            ("V", None, "a letter"),
            ("Xi", None, "a name"),
            ("XL", None, "a size"),
            ("ІС", None, "another word"),
            ("", None, "nothing"),
        ] {
            let mut exact = String::new();
            exact_key(word, &mut exact);
            assert_eq!(roman(word, &exact), expected, "{word}: {why}");
        }
    }
}
