//! Abbreviations with a dot, and what their dot says about the end of a sentence.
//!
//! A dot before a small letter never ends a sentence, so only what stands before capitals and numbers needs to be known
//! here. Short forms that are words as well stay out (`қар.` see, but snow; `мыс.` for example, but copper; `мың`
//! thousand): their dot ends a sentence.

/// Never end a sentence: something always follows them.
const BINDING: &[&[&str]] = &[
    // Before a name: titles, offices, streets (профессор, академик, доцент, полковник, редакция, көше, имени, улица,
    // проспект).
    &["проф", "акад", "доц", "полк", "лейт", "инж", "реж", "ред", "көш", "им", "ул", "пр", "просп", "пер"],
    &["mr", "mrs", "ms", "dr", "prof", "st", "vs"],
    // Between the name of a place and the next smaller one: oblast, district, town, village (облыс, аудан, қала, ауыл).
    &["обл", "ауд", "қ", "а"],
    // Before a number: page, figure, article, chapter, table (страница, рисунок, статья, глава, таблица).
    &["стр", "рис", "ст", "гл", "табл", "no", "fig", "vol", "pp"],
    // Before what they introduce: that is, for example, compare (то есть, например, салыстырыңыз).
    &["т.е", "e.g", "i.e", "напр", "салыст"],
    // Numerals: they count something, and a capital after them is `АҚШ доллары`, not a new sentence.
    &["млн", "млрд", "трлн"],
    // Year and century (жыл, жылдар, ғасыр, год, век): a Kazakh sentence ends with its verb, hardly ever with a date.
    &["ж", "жж", "ғ", "ғғ", "г", "гг", "в", "вв"],
    // Before our era, of our era: a century or a year follows (біздің заманымыздан бұрын, біздің дәуірімізге дейін, до
    // нашей эры).
    &["б.з.б", "б.з.д", "б.д.д", "б.э.д", "б.з", "н.э"],
    // The terse style of encyclopaedias (биіктігі, аумағы, ұзындығы, мөлшері; ғылыми, мемлекеттік, әлеуметтік): a
    // number or a noun follows.
    &["биікт", "аум", "ұз", "мөлш", "ғыл", "мемл", "әлеум", "экон"],
    // Shortened attributes, of places and languages above all: a noun or a name follows (оңтүстік Америка, латынша
    // Homo).
    &["оңт", "солт", "бат", "шығ", "орт", "лат", "ағылш", "нем", "фр", "итал", "исп"],
];

/// End a sentence before a capital, but not before a number or a sign: they stand at the end of a phrase as often as
/// within one.
const CLOSING: &[&[&str]] = &[
    // And so on (тағы басқалар, тағы сол сияқты, тағысын тағылар, және басқалар, и так далее, и тому подобное, и
    // другие).
    &["т.б", "т.с.с", "т.с", "т.т", "ж.б", "т.д", "т.п", "др", "etc"],
    // Measures and money: `5 км. 300 м.`, `2 сағ. 15 мин.` (метр, гектар, тонна, центнер, теңге, сағат, минут, текше).
    &["м", "км", "см", "мм", "га", "кг", "т", "ц", "л", "тг", "руб", "сағ", "мин", "сек", "кв", "куб"],
    // Page, volume, clause, before or after their number (бет, беттер, том, тармақ).
    &["б", "бб", "тарм"],
];

/// What the dot after a word says of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dot {
    /// It belongs to an abbreviation or an initial, and the sentence goes on.
    Binds,
    /// It belongs to an abbreviation, and ends the sentence too if a capital follows.
    EndsBeforeCapital,
    /// It ends the sentence.
    Ends,
}

/// What the dot after `before` says: `before` is the sentence up to that dot, without it.
pub(super) fn dot_after(before: &str) -> Dot {
    let key = last_word(before);
    if is_initial(&key) {
        return Dot::Binds;
    }
    let key = key.to_lowercase();
    let is_in = |lists: &[&[&str]], word: &str| lists.iter().any(|list| list.contains(&word));
    // The longest ending counts: `ж.т.б` is `т.б`, and `б.з.б` is not the page `б`.
    let mut word = key.as_str();
    loop {
        if is_in(BINDING, word) {
            return Dot::Binds;
        }
        if is_in(CLOSING, word) {
            return Dot::EndsBeforeCapital;
        }
        match word.split_once('.') {
            Some((_, rest)) => word = rest,
            None => return Dot::Ends,
        }
    }
}

/// How far to look back for an abbreviation, in characters: `б. з. б` takes seven.
const MAX_LENGTH: usize = 10;

/// The word before a dot, with the single letters and dots before it: `1991 ж. т. б` gives `ж.т.б`, `(Қ.А` gives `Қ.А`,
/// `сөз.ж` gives `ж`. Nothing when it is longer than any abbreviation.
fn last_word(before: &str) -> String {
    let mut reversed = String::new();
    // Letters since the last dot, and how much of `reversed` is known to belong to the abbreviation.
    let (mut letters, mut known) = (0, 0);
    let mut chars = before.chars().rev().take(MAX_LENGTH).peekable();
    while let Some(c) = chars.next() {
        if c.is_alphabetic() {
            reversed.push(c);
            letters += 1;
            // Only the word right before the dot may have several letters.
            if known > 0 && letters > 1 {
                break;
            }
        } else if c == '.' && letters > 0 {
            known = reversed.len();
            reversed.push(c);
            letters = 0;
        } else if !(c.is_whitespace() && letters > 0 && chars.peek() == Some(&'.')) {
            break;
        }
    }
    if known > 0 && letters != 1 {
        reversed.truncate(known);
    } else if known == 0 && letters == MAX_LENGTH {
        reversed.clear();
    }
    reversed.chars().rev().collect()
}

/// Initials of a name: `А`, `Қ.А`, `Дж`, `Ю`. A capital alone, or two letters that stand for one foreign sound.
fn is_initial(key: &str) -> bool {
    let last = key.rsplit('.').next().unwrap_or(key);
    let mut letters = last.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (letters.next().is_none() || ["Дж", "Ch", "Sh", "Zh"].contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_dots() {
        for (before, wanted, reason) in [
            ("Қ.А", Dot::Binds, "two initials"),
            ("(А", Dot::Binds, "one initial after a bracket"),
            ("Дж", Dot::Binds, "a letter of two letters"),
            ("1946 ж", Dot::Binds, "a year"),
            ("Абай, Шәкәрім т.б", Dot::EndsBeforeCapital, "and so on"),
            ("Абай, Шәкәрім т. б", Dot::EndsBeforeCapital, "with a space"),
            ("б. з. б", Dot::Binds, "not the page"),
            ("Біз 5 млн", Dot::Binds, "a numeral"),
            ("Ол келді", Dot::Ends, "a word"),
            ("сөз.ж", Dot::Binds, "a missing space"),
            ("Алматы қ", Dot::Binds, "the town after its name"),
            ("1991 ж. т.б", Dot::EndsBeforeCapital, "two abbreviations"),
            ("Ол 25 б", Dot::EndsBeforeCapital, "the page"),
            ("сөйлемнің соңындағысы", Dot::Ends, "a long word"),
            ("байланыстырылғандықтан", Dot::Ends, "a longer word"),
            ("", Dot::Ends, "nothing at all"),
        ] {
            assert_eq!(dot_after(before), wanted, "{before}: {reason}");
        }
    }
}
