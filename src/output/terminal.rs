//! Answers for a person at a terminal, or for the file he sends them to.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::excerpt::stretches;
use super::reasons::reason;
use super::sanitize::{sanitized, sanitized_line};
use crate::analysis::Analyzer;
use crate::analysis::segment::is_hyphen;
use crate::corpus::Document;
use crate::search::{Answer, Highlight, Hit, MatchKind};

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Colours and bold; without them matches stand in square brackets.
    pub colour: bool,
    /// Columns to fill; 0 leaves lines as long as they are.
    pub width: usize,
    /// Of a passage only the sentences that matched, with so many before and after them; all of it without.
    pub context: Option<usize>,
}

pub(super) const TITLE: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();
const MATCH: Style = AnsiColor::Yellow.on_default().bold();
const RELATED: Style = AnsiColor::Yellow.on_default();

/// An answer as text, line feeds included: each document with its title and where it is from, and under it its passages with what finds them
/// again; then how much was found.
#[must_use]
pub fn answer(answer: &Answer, look: Look) -> String {
    let mut documents: Vec<Vec<&Hit>> = vec![];
    for hit in &answer.hits {
        match documents.iter_mut().find(|hits| hits[0].document.id == hit.document.id) {
            Some(hits) => hits.push(hit),
            None => documents.push(vec![hit]),
        }
    }
    let mut out = String::new();
    for hits in documents {
        out.push_str(&one_document(&hits, look));
        out.push('\n');
    }
    out.push_str(&paint(&summary(answer), FAINT, look));
    out.push('\n');
    out
}

/// The passages of one document, at least one.
fn one_document(hits: &[&Hit], look: Look) -> String {
    let mut out = String::new();
    let (first, document) = (hits[0], &hits[0].document);
    let title = match &document.title {
        Some(title) => marked(title, &first.title_highlights, 0, TITLE, look).replace(['\n', '\t'], " "),
        None => paint(&sanitized_line(&document.id), TITLE, look),
    };
    put(&mut out, &format!("{}. {title}", first.rank), "", "   ", look);
    let from = [&document.speaker, &document.author, &document.source, &document.url]
        .map(|text| text.as_deref().map(sanitized_line));
    let from: Vec<_> = from.into_iter().flatten().collect();
    if !from.is_empty() {
        put(&mut out, &paint(&from.join(" · "), FAINT, look), "   ", "   ", look);
    }
    for (at, hit) in hits.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        one_passage(&mut out, hit, look);
    }
    if first.total_copies > 0 {
        put(&mut out, &paint(&more_like_it(first), FAINT, look), "   ", "   ", look);
    }
    let more = first.of_document.saturating_sub(hits.len());
    if more > 0 {
        let (more, matches) = (count(more, "more passage"), if more == 1 { "matches" } else { "match" });
        let hint = format!("{more} of this document {matches} (--passages {})", first.of_document);
        put(&mut out, &paint(&hint, FAINT, look), "   ", "   ", look);
    }
    out
}

/// Copies that a terminal names.
const NAMED_COPIES: usize = 3;

/// How many copies a document has, and the ids of the first.
fn more_like_it(hit: &Hit) -> String {
    let named: Vec<_> = hit.copies.iter().take(NAMED_COPIES).map(|copy| sanitized_line(&copy.id)).collect();
    let others = if hit.total_copies > named.len() { ", …" } else { "" };
    format!("and {} more like it: {}{others} (--all-copies)", hit.total_copies, named.join(", "))
}

fn one_passage(out: &mut String, hit: &Hit, look: Look) {
    put(out, &paint(&citation(hit), FAINT, look), "   ", "   ", look);
    for line in shown(hit, look).lines().filter(|line| !line.trim().is_empty()) {
        put(out, line.trim(), "   ", "   ", look);
    }
    let mut worker = Analyzer::new().worker();
    for evidence in &hit.evidence {
        put(out, &paint(&reason(evidence, hit, &mut worker), FAINT, look), "     ", "       ", look);
    }
    if !hit.evidence.is_empty() {
        put(out, &paint(&format!("= {:.3}", hit.score), FAINT, look), "     ", "       ", look);
    }
}

/// What finds a passage again: date, document, passage, bytes.
fn citation(hit: &Hit) -> String {
    let span = hit.passage.span;
    let date = hit.document.date.map_or_else(String::new, |date| format!("{date} · "));
    let (id, number) = (sanitized_line(&hit.document.id), hit.passage.number);
    format!("{date}{id} · passage {number}, bytes {}–{}", span.start, span.end)
}

/// The text of a passage with its matches marked, or what is to be shown of it.
fn shown(hit: &Hit, look: Look) -> String {
    let (text, offset) = (&hit.passage.text, hit.passage.span.start);
    let Some(around) = look.context else { return marked(text, &hit.highlights, offset, Style::new(), look) };
    let (stretches, [before, after]) = stretches(hit, around);
    let stretches = stretches.into_iter().map(|stretch| {
        let in_document = stretch.shifted(offset);
        let highlights: Vec<_> =
            hit.highlights.iter().filter(|highlight| in_document.contains(highlight.span)).cloned().collect();
        marked(stretch.of(text).unwrap_or_default(), &highlights, in_document.start, Style::new(), look)
    });
    let stretches = stretches.collect::<Vec<_>>().join(" … ");
    format!("{}{stretches}{}", if before { "… " } else { "" }, if after { " …" } else { "" })
}

/// How many passages and documents, and how long it took.
fn summary(answer: &Answer) -> String {
    let took = answer.took.as_secs_f64() * 1000.0;
    let documents = count(answer.documents, "document");
    let passages = count(answer.passages, "passage");
    let all = match answer.passages_with_all {
        all if all == answer.passages => String::new(),
        all => format!(" ({all} with all the words)"),
    };
    format!("{passages} in {documents}{all}, {took:.1} ms")
}

/// A number with its noun: `1 document`, `2 documents`.
#[must_use]
pub fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A document whole, as a terminal may show it: its head, then its text with lines that fit.
#[must_use]
pub fn document(document: &Document, look: Look) -> String {
    let mut out = document_head(document, look);
    for line in sanitized(&document.text).lines() {
        put(&mut out, line, "", "", look);
    }
    out
}

/// What is known of a document, a line each, and an empty line.
#[must_use]
pub fn document_head(document: &Document, look: Look) -> String {
    let mut out = String::new();
    let date = document.date.map(|date| date.to_string());
    let rows = [
        ("id", Some(&document.id)),
        ("title", document.title.as_ref()),
        ("date", date.as_ref()),
        ("speaker", document.speaker.as_ref()),
        ("author", document.author.as_ref()),
        ("source", document.source.as_ref()),
        ("url", document.url.as_ref()),
        ("lang", document.lang.as_ref()),
        ("path", document.path.as_ref()),
        ("encoding", document.encoding.as_ref()),
    ];
    for (name, value) in rows {
        if let Some(value) = value {
            out.push_str(&paint(&format!("{name}: {}", sanitized_line(value)), FAINT, look));
            out.push('\n');
        }
    }
    out.push('\n');
    out
}

/// A text with its matches marked. Spans are bytes of a text that begins `offset` bytes before this one. Matches that only spaces, a
/// hyphen or the dot of a domain part are marked as one.
fn marked(text: &str, highlights: &[Highlight], offset: usize, base: Style, look: Look) -> String {
    let mut out = String::new();
    let mut at = 0;
    let mut rest = highlights.iter().peekable();
    while let Some(first) = rest.next() {
        let start = first.span.start.saturating_sub(offset);
        let mut end = first.span.end.saturating_sub(offset);
        let strong = first.kind != MatchKind::Related;
        while let Some(next) = rest.peek() {
            let next_start = next.span.start.saturating_sub(offset);
            let gap = text.get(end..next_start).unwrap_or("…");
            let joins = gap == "." || gap.chars().all(|c| matches!(c, ' ' | '\u{A0}') || is_hyphen(c));
            if !joins || strong != (next.kind != MatchKind::Related) {
                break;
            }
            end = next.span.end.saturating_sub(offset);
            rest.next();
        }
        // A span that does not fit the text is left unmarked rather than guessed at.
        let (Some(before), Some(matched)) = (text.get(at..start), text.get(start..end)) else { continue };
        out.push_str(&paint(&sanitized(before), base, look));
        if look.colour {
            out.push_str(&paint(&sanitized(matched), if strong { MATCH } else { RELATED }, look));
        } else {
            let _ = write!(out, "[{}]", sanitized(matched));
        }
        at = end;
    }
    out.push_str(&paint(&sanitized(text.get(at..).unwrap_or_default()), base, look));
    out
}

pub(super) fn paint(text: &str, style: Style, look: Look) -> String {
    if look.colour && !style.is_plain() && !text.is_empty() {
        // Painted word by word would survive wrapping anywhere; terminals keep a style across line feeds, so once is enough.
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

/// Puts a line, broken at spaces to fit the width.
fn put(out: &mut String, line: &str, first: &str, then: &str, look: Look) {
    if look.width == 0 {
        out.push_str(first);
        out.push_str(line);
    } else {
        let options = textwrap::Options::new(look.width).initial_indent(first).subsequent_indent(then);
        out.push_str(&textwrap::fill(line, options.break_words(false)));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn highlight(text: &str, word: &str, kind: MatchKind) -> Highlight {
        let start = text.find(word).unwrap();
        Highlight { span: Span::new(start, start + word.len()), term: String::new(), kind }
    }

    #[test]
    fn matches_side_by_side_are_marked_as_one() {
        let text = "Бұл ауыл әкімі, әкімшілік.";
        let highlights = [
            highlight(text, "ауыл", MatchKind::Exact),
            highlight(text, "әкімі", MatchKind::Stem),
            highlight(text, "әкімшілік", MatchKind::Related),
        ];
        let plain = Look { colour: false, width: 0, context: None };
        assert_eq!(marked(text, &highlights, 0, Style::new(), plain), "Бұл [ауыл әкімі], [әкімшілік].");
        let coloured = marked(text, &highlights, 0, Style::new(), Look { colour: true, width: 0, context: None });
        assert!(
            coloured.starts_with("Бұл \u{1b}[1m\u{1b}[33mауыл әкімі\u{1b}[0m, \u{1b}[33mәкімшілік"),
            "{coloured:?}"
        );
    }

    #[test]
    fn nothing_of_a_document_acts_on_the_terminal() {
        let text = "ауыл\u{1b}]0;x\u{7} \u{202e}әкімі";
        let found = [highlight(text, "әкімі", MatchKind::Exact)];
        let out = marked(text, &found, 0, Style::new(), Look { colour: false, width: 0, context: None });
        assert_eq!(out, "ауыл\\u{1b}]0;x\\u{7} \\u{202e}[әкімі]");
    }

    #[test]
    fn a_span_that_does_not_fit_marks_nothing() {
        let wrong = Highlight { span: Span::new(1, 300), term: String::new(), kind: MatchKind::Exact };
        let plain = Look { colour: false, width: 0, context: None };
        assert_eq!(marked("ауыл", &[wrong], 0, Style::new(), plain), "ауыл");
    }
}
