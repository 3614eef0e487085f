//! Who speaks, where the text says so: `«…», – деді Қасым-Жомарт Тоқаев.`, `Қасым-Жомарт Тоқаев: «…», – деді.`
//!
//! Only a whole name right beside the verb or before the quotation counts, and only if all of a text's names are one person's: a report
//! that quotes two people has no speaker. Nothing is concluded from `деді президент` or `деді ол`.

use super::beginning;

/// He said, he says. The subject follows the verb, or ends where the quotation begins.
const VERBS: [&str; 2] = ["деді", "дейді"];

/// Offices as they stand before a name; capitals alone do not tell them from first names.
const OFFICES: [&str; 14] = [
    "президент",
    "президенті",
    "министр",
    "министрі",
    "премьер-министр",
    "премьер-министрі",
    "вице-министр",
    "әкім",
    "әкімі",
    "төраға",
    "төрағасы",
    "депутат",
    "депутаты",
    "елбасы",
];

/// How far from the verb, and from the beginning of its paragraph, a name is looked for, in bytes: an office may stand before it.
const NEAR: usize = 300;

/// Most places where a text says who said something; a book has a tenth of it.
const MOST: usize = 20_000;

/// Endings of the name after the father, which stands between first name and surname.
const FATHERS: [&str; 8] = ["ұлы", "қызы", "ович", "евич", "овна", "евна", "улы", "кызы"];

/// The one person a text says it quotes, by the longest form of the name.
pub(super) fn speaker(text: &str) -> Option<String> {
    let mut found: Option<String> = None;
    let mut places = 0;
    for paragraph in text.lines() {
        for verb in VERBS {
            for (at, _) in paragraph.match_indices(verb) {
                places += 1;
                if places > MOST {
                    return None;
                }
                let (before, after) = (&paragraph[..at], &paragraph[at + verb.len()..]);
                // Part of a longer word: мәлімдеді, дедік.
                if before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric) {
                    continue;
                }
                let name = after_verb(after).or_else(|| before_quotation(before, after));
                let Some(name) = name else { continue };
                match &found {
                    Some(other) if surname(other) != surname(&name) => return None,
                    Some(other) if other.len() >= name.len() => {}
                    _ => found = Some(name),
                }
            }
        }
    }
    found
}

/// `деді Мемлекет басшысы Қасым-Жомарт Тоқаев.`: the name that ends the sentence.
fn after_verb(after: &str) -> Option<String> {
    let after = beginning(after, NEAR);
    // The dot after an initial ends nothing.
    let ends = |&(at, _): &(usize, &str)| !after[..at].chars().next_back().is_some_and(char::is_uppercase);
    let end =
        after.match_indices(['.', '!', '?', ',', ';', ':', '«', '–', '—']).find(ends).map_or(after.len(), |(at, _)| at);
    name_at_end(&after[..end])
}

/// `Мемлекет басшысы Қасым-Жомарт Тоқаев: «…», – деді.`: the name that ends where the paragraph's quotation begins.
fn before_quotation(before: &str, after: &str) -> Option<String> {
    let quotation = beginning(before, NEAR).find(['«', '“', '"'])?;
    // The verb follows the quotation, with a dash at most between.
    let closed = before.trim_end().trim_end_matches(['-', '–', '—', ' ', ',']).ends_with(['»', '”', '"']);
    let is_last = after.trim_start().is_empty() || after.starts_with(['.', '!']);
    (closed && is_last).then(|| name_at_end(before[..quotation].trim_end().trim_end_matches(':')))?
}

/// The name that some text ends with.
fn name_at_end(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (last, rest) = words.split_last()?;
    // `Қ.Тоқаев`, without a space.
    if let Some((initial, surname)) = last.rsplit_once('.')
        && is_name(surname)
        && initial.chars().all(|c| c.is_uppercase() || c == '.')
        && !initial.is_empty()
    {
        return Some((*last).to_owned());
    }
    let first = rest.last().filter(|_| is_name(last))?;
    if is_initial(first) {
        let initials = rest.iter().rev().take_while(|word| is_initial(word)).count();
        return Some(words[words.len() - 1 - initials..].join(" "));
    }
    if !is_name(first) {
        return None;
    }
    let is_father = FATHERS.iter().any(|end| first.ends_with(end));
    let count = if is_father && rest.len() > 1 && is_name(rest[rest.len() - 2]) { 3 } else { 2 };
    Some(words[words.len() - count..].join(" "))
}

/// A capital, then small letters; both parts of a double name.
fn is_name(word: &str) -> bool {
    let is_part = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.next().is_some_and(char::is_lowercase)
            && chars.all(char::is_lowercase)
    };
    word.split('-').all(is_part) && !OFFICES.contains(&word.to_lowercase().as_str())
}

fn is_initial(word: &str) -> bool {
    word.split_terminator('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
        && word.ends_with('.')
}

fn surname(name: &str) -> &str {
    name.rsplit([' ', '.']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_says_nothing_but_he_said_has_an_end() {
        // With a look at all of it for each verb this would take hours.
        assert_eq!(speaker(&"деді ".repeat(1 << 20)), None);
        assert_eq!(speaker(&"«» деді ".repeat(1 << 20)), None);
    }

    /// Rows: text, speaker, why.
    #[test]
    fn the_speaker_is_whom_the_text_names() {
        for (text, wanted, why) in [
            ("«Су керек», – деді Қасым-Жомарт Тоқаев.", Some("Қасым-Жомарт Тоқаев"), "after the verb"),
            ("Су керек, - деді Марат Әлиев.", Some("Марат Әлиев"), "without quotation marks"),
            ("«Су», – деді Мемлекет басшысы Қасым-Жомарт Тоқаев жиында.", None, "the name must end it"),
            ("«Су», – деді Мемлекет басшысы Қасым-Жомарт Тоқаев.", Some("Қасым-Жомарт Тоқаев"), "with the office"),
            (
                "«Су», – деді ҚР Президенті Қасым-Жомарт Тоқаев.",
                Some("Қасым-Жомарт Тоқаев"),
                "with the office in capitals",
            ),
            ("«Су», – дейді Қ. К. Тоқаев.", Some("Қ. К. Тоқаев"), "initials"),
            ("«Су», – деді Қ.Тоқаев. Ол кетті.", Some("Қ.Тоқаев"), "an initial without a space"),
            ("«Су», – деді Асқар Оразұлы Мамин.", Some("Асқар Оразұлы Мамин"), "with the father's name"),
            ("Марат Әлиев: «Су керек», – деді.", Some("Марат Әлиев"), "before the quotation"),
            ("Қасым-Жомарт Тоқаев «Су керек. Жол керек» деді.", Some("Қасым-Жомарт Тоқаев"), "of two sentences"),
            (
                "«Су», – деді Қ. Тоқаев.\n«Жол», – деді Қасым-Жомарт Тоқаев.",
                Some("Қасым-Жомарт Тоқаев"),
                "the longest form",
            ),
            ("«Су», – деді Марат Әлиев.\n«Жол», – деді Айгүл Нұрланова.", None, "two people"),
            ("«Су», – деді президент. Марат Әлиев келді.", None, "an office is no name"),
            ("«Су», – деді Премьер-Министр Смайылов.", None, "half a name"),
            ("«Су», – деді ол.", None, "a pronoun"),
            ("Марат Әлиев мәлімдеді.", None, "another verb"),
            ("«Су» деп Марат Әлиев айтты. Бәрі дедік.", None, "a longer word"),
            ("Марат Әлиев келді. Халық «су жоқ» деді.", None, "somebody else says it"),
            ("", None, "nothing at all"),
        ] {
            assert_eq!(speaker(text).as_deref(), wanted, "{why}: {text}");
        }
    }
}
