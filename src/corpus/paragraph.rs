//! Where paragraphs begin and end in plain text and Markdown.

use crate::span::Span;

/// Longest line of a hard-wrapped text, in characters: editors and mail programs wrap at 65 to 100. Longer lines are
/// whole paragraphs.
const MAX_WRAP_COLUMN: usize = 120;

/// Fewest lines, one following the other, from which a text is judged hard-wrapped.
const MIN_WRAPPED_LINES: usize = 4;

/// A line of the text without the space around it.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
    /// Whether the line before is blank or missing.
    after_blank: bool,
}

/// The paragraphs of a text: in order, without the space around them; nothing but whitespace lies between them.
///
/// A blank line ends a paragraph. So does a single line break, unless the line was wrapped there: either it does not
/// end like a sentence and the next begins with a lower-case letter, or the whole text is hard-wrapped (see
/// [`wrap_column`]) and the next word had no room. Headings and list items always begin a paragraph, and a heading is
/// one by itself.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let column = wrap_column(&lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut before: Option<Line> = None;
    for line in lines {
        let end = line.start + line.text.len();
        match (before, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) if goes_on(before, line, column) => paragraph.end = end,
            _ => paragraphs.push(Span::new(line.start, end)),
        }
        before = Some(line);
    }
    paragraphs
}

/// Whether a line is a Markdown heading: `# …` to `###### …`.
pub(super) fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && (text.is_empty() || text.starts_with([' ', '\t']))
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_blank = true;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        if !trimmed.is_empty() {
            lines.push(Line { text: trimmed, start: start + indent, after_blank });
        }
        after_blank = trimmed.is_empty();
        start += line.len();
    }
    lines
}

/// Whether `line` goes on with the paragraph of the line before it.
fn goes_on(before: Line, line: Line, wrap_column: Option<usize>) -> bool {
    if line.after_blank || is_heading(before.text) || begins_block(line.text) {
        return false;
    }
    is_cut(before.text, line.text) || wrap_column.is_some_and(|column| had_no_room(before.text, line.text, column))
}

/// A sentence was cut in two at the line break.
fn is_cut(before: &str, line: &str) -> bool {
    !ends_like_a_sentence(before) && line.starts_with(char::is_lowercase)
}

fn had_no_room(before: &str, line: &str, column: usize) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    before.chars().count() + 1 + word.chars().count() > column
}

/// The column at which the text is hard-wrapped, if it is: the length of its longest line in characters, given that no
/// line is longer than [`MAX_WRAP_COLUMN`], that at least [`MIN_WRAPPED_LINES`] lines follow another without a blank
/// line, and that at least half of these line breaks cut a sentence. Verse and lists, whose lines begin with capitals
/// or end with a stop, are not wrapped by this rule.
fn wrap_column(lines: &[Line]) -> Option<usize> {
    let column = lines.iter().map(|line| line.text.chars().count()).max()?;
    if column > MAX_WRAP_COLUMN {
        return None;
    }
    let following = lines.windows(2).filter(|pair| !pair[1].after_blank);
    let (breaks, cut) = following
        .fold((0, 0), |(breaks, cut), pair| (breaks + 1, cut + usize::from(is_cut(pair[0].text, pair[1].text))));
    (breaks >= MIN_WRAPPED_LINES && cut * 2 >= breaks).then_some(column)
}

/// A colon and a semicolon count: what follows on its own line is an item of a list.
fn ends_like_a_sentence(line: &str) -> bool {
    line.trim_end_matches(['»', '”', '“', '"', '\'', '’', ')', ']', '*', '_']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// A heading, or an item of a list: `- …`, `* …`, `+ …`, `• …`, `1. …`, `1) …`.
fn begins_block(line: &str) -> bool {
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let item = match line.len() - after_digits.len() {
        0 => line.strip_prefix(['-', '*', '+', '•']),
        1..=3 => after_digits.strip_prefix(['.', ')']),
        _ => None,
    };
    is_heading(line) || item.is_some_and(|text| text.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|span| span.of(text).unwrap()).collect()
    }

    #[test]
    fn golden_paragraphs() {
        for (text, wanted, reason) in [
            (" Бір.\r\n \r\n\r\nЕкі.\r\n", &["Бір.", "Екі."][..], "blank lines, of a Windows file too"),
            ("Тақырып\nМәтін басталды.\nСоңы.", &["Тақырып", "Мәтін басталды.", "Соңы."], "a line is a paragraph"),
            ("Ол кеше\r\nкелді.", &["Ол кеше\r\nкелді."], "a sentence cut in two"),
            ("Мыналар:\nбірінші;\nекінші.", &["Мыналар:", "бірінші;", "екінші."], "a list"),
            (
                "# Ауыл\nтірек\n- бір\n- екі\n1. үш\n2) төрт",
                &["# Ауыл", "тірек", "- бір", "- екі", "1. үш", "2) төрт"],
                "blocks",
            ),
            ("Ол 5 жыл\n1936. жылы", &["Ол 5 жыл", "1936. жылы"], "a capital or a number begins a line of its own"),
            ("\n \n", &[], "no text"),
        ] {
            assert_eq!(split(text), wanted, "{reason}");
        }
    }

    #[test]
    fn a_hard_wrapped_text_is_put_together() {
        let text = "Біздің ауыл өзеннің жағасында\nорналасқан. Оның арғы бетінде\nҚаратау жатыр. Көктемде онда\n\
                    қызғалдақ гүлдейді. Ал жазда\nмал жайылады.\n\
                    Қыста ауыл тыныш.";
        assert_eq!(split(text).len(), 2, "{:#?}", split(text));
        assert!(split(text)[0].ends_with("мал жайылады."), "a short line ends its paragraph");
    }

    #[test]
    fn verse_keeps_its_lines() {
        assert_eq!(split("Қар жауды,\nДала ағарды,\nБала қуанды,\nҮй жылынды,\nТүн тынды.").len(), 5);
    }
}
