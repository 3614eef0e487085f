//! Answers as JSON, by the contract that the README documents. Spans are byte offsets, half-open.

use std::fmt::Write;

use serde::Serialize;

use super::sanitize::acts;
use crate::corpus::Document;
use crate::search::{Answer, Evidence, Highlight, Hit, Place};

#[derive(Serialize)]
struct JsonAnswer<'a> {
    query: &'a str,
    total: usize,
    total_with_all: usize,
    total_documents: usize,
    took_ms: f64,
    notices: &'a [String],
    hits: Vec<JsonHit<'a>>,
}

#[derive(Serialize)]
struct JsonHit<'a> {
    rank: usize,
    score: f32,
    has_all: bool,
    document: JsonDocument<'a>,
    passage: JsonPassage<'a>,
    highlights: Vec<JsonHighlight<'a>>,
    title_highlights: Vec<JsonHighlight<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<JsonEvidence<'a>>,
}

#[derive(Serialize)]
struct JsonDocument<'a> {
    id: &'a str,
    title: Option<&'a str>,
    date: Option<String>,
    speaker: Option<&'a str>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    lang: Option<&'a str>,
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    passages: Option<usize>,
}

#[derive(Serialize)]
struct JsonPassage<'a> {
    number: u32,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonHighlight<'a> {
    start: usize,
    end: usize,
    term: &'a str,
    kind: &'static str,
}

#[derive(Serialize)]
struct JsonEvidence<'a> {
    word: &'a str,
    kind: &'static str,
    term: &'a str,
    place: &'static str,
    frequency: u32,
    passages: u64,
    weight: f32,
    score: f32,
}

/// An answer as one line of JSON.
#[must_use]
pub fn answer(answer: &Answer) -> String {
    line(&JsonAnswer {
        query: &answer.query,
        total: answer.passages,
        total_with_all: answer.passages_with_all,
        total_documents: answer.documents,
        took_ms: (answer.took.as_secs_f64() * 1e6).round() / 1e3,
        notices: &answer.notices,
        hits: answer.hits.iter().map(json_hit).collect(),
    })
}

/// One hit of a batch as one line of JSON: the hit with the id and text of its query.
#[must_use]
pub fn batch_hit(id: &str, query: &str, hit: &Hit) -> String {
    #[derive(Serialize)]
    struct BatchHit<'a> {
        id: &'a str,
        query: &'a str,
        #[serde(flatten)]
        hit: JsonHit<'a>,
    }
    line(&BatchHit { id, query, hit: json_hit(hit) })
}

/// A document as one line of JSON: with its text if `with_text`, and the number of its passages if given.
#[must_use]
pub fn document(document: &Document, with_text: bool, passages: Option<usize>) -> String {
    let text = with_text.then_some(document.text.as_str());
    line(&JsonDocument { text, passages, ..json_document(document) })
}

fn json_hit(hit: &Hit) -> JsonHit<'_> {
    let passage = &hit.passage;
    JsonHit {
        rank: hit.rank,
        score: hit.score,
        has_all: hit.has_all,
        document: json_document(&hit.document),
        passage: JsonPassage {
            number: passage.number,
            start: passage.span.start,
            end: passage.span.end,
            text: &passage.text,
        },
        highlights: hit.highlights.iter().map(json_highlight).collect(),
        title_highlights: hit.title_highlights.iter().map(json_highlight).collect(),
        evidence: hit.evidence.iter().map(json_evidence).collect(),
    }
}

fn json_document(document: &Document) -> JsonDocument<'_> {
    JsonDocument {
        id: &document.id,
        title: document.title.as_deref(),
        date: document.date.map(|date| date.to_string()),
        speaker: document.speaker.as_deref(),
        source: document.source.as_deref(),
        url: document.url.as_deref(),
        lang: document.lang.as_deref(),
        path: document.path.as_deref(),
        text: None,
        passages: None,
    }
}

fn json_highlight(highlight: &Highlight) -> JsonHighlight<'_> {
    let (start, end) = (highlight.span.start, highlight.span.end);
    JsonHighlight { start, end, term: &highlight.term, kind: highlight.kind.name() }
}

fn json_evidence(evidence: &Evidence) -> JsonEvidence<'_> {
    JsonEvidence {
        word: &evidence.word,
        kind: evidence.kind.name(),
        term: &evidence.term,
        place: match evidence.place {
            Place::Passage => "passage",
            Place::Title => "title",
        },
        frequency: evidence.frequency,
        passages: evidence.passages,
        weight: evidence.weight,
        score: evidence.score,
    }
}

/// One line of JSON. Characters that act on a terminal are escaped, which JSON allows inside of strings, and they
/// stand nowhere else.
pub fn line(value: &impl Serialize) -> String {
    // Our own structures have string keys and finite numbers only: they always serialise.
    let line = serde_json::to_string(value).unwrap_or_default();
    if !line.contains(acts) {
        return line;
    }
    let mut escaped = String::with_capacity(line.len());
    for c in line.chars() {
        if acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing into a String cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn escaped_text_is_the_same_text(text in "\\PC*|[а-я\u{7f}-\u{9f}\u{202e}\u{e0001}\"\\\\]*") {
            let json = line(&text);
            prop_assert!(!json.contains(acts));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
