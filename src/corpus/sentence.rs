//! Sentences of Kazakh prose, with Russian and English mixed in.
//!
//! The rules in their order. A sentence ends after a run of `.`, `!`, `?`, `…` and the quotes and brackets that close
//! after it, unless
//! - it has no letter or digit yet, or no whitespace follows (`2.5`, `akorda.kz`), save where a space was forgotten;
//! - what follows begins with a lower-case letter or goes on with a comma: `«Келіңіз!» деді ол`;
//! - a dash follows and then a lower-case letter, or a quote closed before the dash: `«Келіңіз!» – деді ол`;
//! - its single dot belongs to the number of a list item, an initial or an abbreviation.
//!
//! The end of a paragraph always ends a sentence.

use super::abbreviation::{Dot, dot_after};
use super::paragraph::paragraphs;
use crate::span::Span;

/// The sentences of a text, without the space around them: in order, apart, with nothing but whitespace between them.
///
/// ```
/// use izde::corpus::sentence::sentences;
///
/// let text = "Қ.А. Тоқаев сөйледі. «Іске сәт!» – деді ол.";
/// let sentences: Vec<_> = sentences(text).into_iter().filter_map(|span| span.of(text)).collect();
/// assert_eq!(sentences, ["Қ.А. Тоқаев сөйледі.", "«Іске сәт!» – деді ол."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    paragraphs(text).into_iter().flat_map(|paragraph| sentences_of(text, paragraph)).collect()
}

/// The sentences of one paragraph of `text`.
pub(super) fn sentences_of(text: &str, paragraph: Span) -> Vec<Span> {
    let Some(body) = paragraph.of(text) else { return Vec::new() };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    // Whether the sentence at hand has a letter or digit: without one a run of dots is no end, but a beginning.
    let mut has_word = false;
    while let Some(c) = body[at..].chars().next() {
        if !is_terminator(c) {
            has_word |= c.is_alphanumeric();
            at += c.len_utf8();
            continue;
        }
        let end = Stop::at(body, at);
        if has_word && end.ends_sentence(body, start) {
            push_trimmed(&mut sentences, body, start, end.after, paragraph.start);
            // Behind the space, which would else be passed over again and again.
            start = body.len() - body[end.after..].trim_start().len();
            has_word = false;
        }
        at = end.after;
    }
    push_trimmed(&mut sentences, body, start, body.len(), paragraph.start);
    sentences
}

fn push_trimmed(sentences: &mut Vec<Span>, body: &str, start: usize, end: usize, offset: usize) {
    let sentence = &body[start..end];
    let trimmed = sentence.trim_start();
    let start = start + sentence.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    if !trimmed.is_empty() {
        sentences.push(Span::new(start, start + trimmed.len()).shifted(offset));
    }
}

/// A place where a sentence may end: `.`, `?!`, `…»`, `.)`. All positions are bytes of the paragraph.
struct Stop {
    /// Where the run of terminators begins.
    at: usize,
    /// Where the quotes and brackets after it begin.
    closers: usize,
    /// The first byte after them.
    after: usize,
}

impl Stop {
    fn at(body: &str, at: usize) -> Self {
        let closers = body.len() - body[at..].trim_start_matches(is_terminator).len();
        let rest = body[closers..].trim_start_matches(is_closer);
        Self { at, closers, after: body.len() - rest.len() }
    }

    /// Whether the sentence that began at `start` ends here.
    fn ends_sentence(&self, body: &str, start: usize) -> bool {
        let next = &body[self.after..];
        let rest = next.trim_start();
        let Some(first) = rest.chars().next() else { return true };
        let is_dot = &body[self.at..self.closers] == ".";
        let before = &body[start..self.at];
        if rest.len() == next.len() {
            return is_dot && self.closers == self.after && space_is_missing(before, next);
        }
        if matches!(first, ',' | ';' | ':' | ')' | ']' | '»' | '”') || begins_lower_case(rest) {
            return false;
        }
        if is_dash(first) {
            let closes_quote = body[self.closers..self.after].contains(is_quote);
            let after_dash = rest.trim_start_matches(is_dash).trim_start();
            if closes_quote || begins_lower_case(after_dash) {
                return false;
            }
        }
        if !is_dot {
            return true;
        }
        !is_list_number(before.trim_start())
            && match dot_after(before) {
                Dot::Binds => false,
                Dot::EndsBeforeCapital => rest.trim_start_matches(is_opener).starts_with(char::is_uppercase),
                Dot::Ends => true,
            }
    }
}

/// The space after a dot was forgotten: `келді.Сондықтан`, a word in small letters before it and a capitalised one
/// after it. Only in Cyrillic, so that `Tengri.Kz` and `example.Com` stay whole; and not after one or two letters,
/// where `ж.Алматы` is an abbreviation.
fn space_is_missing(before: &str, next: &str) -> bool {
    let mut next = next.chars();
    next.next().is_some_and(|c| is_cyrillic(c) && c.is_uppercase())
        && next.next().is_some_and(|c| is_cyrillic(c) && c.is_lowercase())
        && before.chars().rev().take(3).filter(|&c| is_cyrillic(c) && c.is_lowercase()).count() == 3
        && dot_after(before) == Dot::Ends
}

/// A number or Roman numeral that is all there is of the sentence so far: `1. Бірінші`, `II. Тарау`. Cyrillic І and Х
/// stand for Roman ones.
fn is_list_number(before: &str) -> bool {
    let is_number = |number: &str| number.chars().all(|c| c.is_ascii_digit());
    let is_roman = |number: &str| number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х'));
    // No list has more than 9999 items, and `2025. Бұл жыл` is not worth a sentence of its own either.
    before.split('.').all(|number| !number.is_empty() && number.len() <= 10 && (is_number(number) || is_roman(number)))
}

/// Whether the first letter, behind an opening quote or bracket, is a small one.
fn begins_lower_case(text: &str) -> bool {
    text.trim_start_matches(is_opener).starts_with(char::is_lowercase)
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_quote(c: char) -> bool {
    matches!(c, '»' | '”' | '“' | '"' | '’' | '\'')
}

/// `“` closes where quotes open with `„`. A straight quote right after a stop closes as well; one that opens has a
/// space before it. Markdown's `*` and `_` end their emphasis.
fn is_closer(c: char) -> bool {
    is_quote(c) || matches!(c, ')' | ']' | '}' | '*' | '_')
}

fn is_opener(c: char) -> bool {
    matches!(c, '«' | '“' | '„' | '"' | '\'' | '‘' | '(' | '[' | '*' | '_')
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '-' | '−' | '‒' | '―')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Rows of sentences divided by ` | ` (or `|` where there is no space), each with the reason for its claim.
    const GOLDEN: &[(&str, &str)] = &[
        ("Ауыл көркейді. | Жол салынды! | Су келді ме? | Иә…", "each terminator"),
        ("Рас па?! | Иә... | Ал сен?", "runs of terminators"),
        ("Ертең қар жауады", "no terminator at all"),
        ("Жиынды Қ.А. Тоқаев ашты. | Сөз А. Байтұрсынұлына берілді.", "initials"),
        ("Оны Г.А. Колпаковский мен Дж. Смит зерттеді.", "two initials, and one of two letters"),
        ("Базарда алма, өрік, т.б. жемістер бар.", "an abbreviation before a small letter"),
        ("Алма, өрік, т.б. | Базар үлкен екен.", "the same before a capital"),
        ("Алма, өрік т. б. | Базар үлкен екен.", "and with a space"),
        ("Ол 1946 ж. Алматыда туған.", "a date does not end a sentence"),
        ("Ақын (1845 ж. – 1904 ж.) өмірі. | Ол дана еді.", "years on both sides of a dash"),
        ("Қала XV–XVІІ ғғ. Түркістан ханның астанасы еді.", "a century"),
        ("Бұл б.з.б. V ғасырда, б. з. д. ІІ мыңжылдықта болған.", "eras"),
        ("Бюджетке 5 млн. АҚШ доллары түсті.", "numerals count something"),
        ("Биіктігі 589 м. | Халқы аз.", "a measure may end a sentence"),
        ("Көлемі 2.5 есе артты. | Ол 28.11.2025 күні айтылды.", "dots in numbers"),
        ("1. Бірінші мәселе – су. | 2. Екіншісі – жол.", "numbers of a list"),
        ("ІІ. Тарау басталды.", "a Roman number in Cyrillic letters"),
        ("Бұл 2025. | Ал ол бұрын еді.", "a number elsewhere ends like a word"),
        ("Толығы akorda.kz сайтында, дейді BAQ.KZ. | Жалғасы бар.", "domains"),
        ("«Іске сәт!» – деді ол. | Бәрі қол соқты.", "direct speech before a dash"),
        ("«Ауыл гүлденсін!» – Президент осылай аяқтады.", "a dash after the quote, before a name"),
        ("«Жұмыс бітті», - деді әкім. | Біз сендік.", "a comma after the quote"),
        ("– Келесіз бе? – деп сұрады ол. | – Иә!", "a dialogue"),
        ("– Келесіз бе? | – Иә, келемін.", "two speakers on one line"),
        ("«Келіңіз!» деп шақырды. | «Жоқ». | Ол кетті.", "a small letter after the quote"),
        ("Ол «Біз жеңдік.» | Сосын кетті.", "a quote closes after the stop"),
        ("Ол ойланып... үндемеді.", "an ellipsis within"),
        ("Ол ойланып… | Кенет тұрды.", "an ellipsis at the end"),
        ("…Сол күні қар жауды. | Бәрі ақ.", "an ellipsis at the beginning"),
        ("Ол келді (кеше.) | Біз көрдік.", "a bracket closes after the stop"),
        ("Көмір, мұнай (т.б.) бар.", "an abbreviation in brackets"),
        ("Ол келді.|Сондықтан біз кеттік.", "a forgotten space"),
        ("Оны М.Әуезов жазды, 1913 ж.Алматыда.", "no forgotten space after initials and abbreviations"),
        ("Мемлекет басшысы т.с.с. мәселелерді атады.", "and the like"),
        ("Ол Алматы обл. Талғар ауданында тұрады.", "a place before a place"),
        ("Жол 5 км. 300 м. созылды.", "a measure before a number"),
        ("Это было в 1991 г. в Алматы. | Потом мы уехали.", "Russian"),
        ("Dr. Smith agreed. | Ол да келісті.", "English"),
        ("Бәрі **жақсы.** | Рас.", "Markdown emphasis"),
        ("«Сен кімсің? | Қайдансың?» – деп сұрады.", "sentences within a quote"),
    ];

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text).unwrap()).collect()
    }

    #[test]
    fn golden_sentences() {
        for (row, reason) in GOLDEN {
            let text = row.replace(" | ", " ").replace('|', "");
            let wanted: Vec<_> = row.split('|').map(str::trim).collect();
            assert_eq!(split(&text), wanted, "{reason}");
        }
    }

    #[test]
    fn a_paragraph_ends_a_sentence() {
        assert_eq!(split("Ауыл туралы\n\nОл келді"), ["Ауыл туралы", "Ол келді"]);
        assert_eq!(split("Қ.А.\n\nТоқаев"), ["Қ.А.", "Тоқаев"]);
        assert_eq!(split(" \n"), [""; 0]);
    }

    proptest! {
        #[test]
        fn nothing_but_space_lies_between(text in "([А-Яа-яA-Za-z0-9.!?…«»\"()\\-–, \n]{0,30}|\\PC{0,30}){0,6}") {
            let mut end = 0;
            for span in sentences(&text) {
                let sentence = span.of(&text).expect("ends on character boundaries");
                prop_assert!(!sentence.is_empty() && sentence == sentence.trim());
                prop_assert!(text[end..span.start].trim().is_empty());
                end = span.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
