//! Answers as JSON, by the contract that the README documents. Spans are byte offsets, half-open.

use std::fmt::Write;

use serde::Serialize;

use super::sanitize::acts;
use crate::corpus::Document;
use crate::index::terms::Term;
use crate::query::Respelling;
use crate::search::{Answer, Counts, Evidence, Highlight, Hit, Place, Tally};

#[derive(Serialize)]
struct JsonAnswer<'a> {
    query: &'a str,
    total: usize,
    total_with_all: usize,
    total_documents: usize,
    took_ms: f64,
    notices: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    did_you_mean: &'a [String],
    hits: Vec<JsonHit<'a>>,
}

#[derive(Serialize)]
struct JsonHit<'a> {
    rank: usize,
    score: f32,
    has_all: bool,
    certainty: &'static str,
    of_document: usize,
    total_copies: usize,
    copies: Vec<JsonCopy<'a>>,
    document: JsonDocument<'a>,
    passage: JsonPassage<'a>,
    highlights: Vec<JsonHighlight<'a>>,
    title_highlights: Vec<JsonHighlight<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<JsonEvidence<'a>>,
}

#[derive(Serialize)]
struct JsonCopy<'a> {
    id: &'a str,
    title: Option<&'a str>,
    date: Option<String>,
    source: Option<&'a str>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonDocument<'a> {
    id: &'a str,
    title: Option<&'a str>,
    date: Option<String>,
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    lang: Option<&'a str>,
    path: Option<&'a str>,
    /// What was assumed of its encoding; absent where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'a str>,
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
        took_ms: milliseconds(answer.took),
        notices: &answer.notices,
        did_you_mean: &answer.offered,
        hits: answer.hits.iter().map(json_hit).collect(),
    })
}

/// An answer of a batch as lines of JSON, line feeds included: each hit with the id and text of its query and what it found in all, or these
/// alone when there is no hit. `occurrences` is how often the words themselves were said.
#[must_use]
pub fn batch(id: &str, answer: &Answer, occurrences: u64) -> String {
    #[derive(Serialize)]
    struct BatchHit<'a> {
        id: &'a str,
        query: &'a str,
        total: usize,
        total_with_all: usize,
        total_documents: usize,
        occurrences: u64,
        notices: &'a [String],
        #[serde(flatten)]
        hit: Option<JsonHit<'a>>,
    }
    let found = |hit: Option<&'_ Hit>| {
        let mut line = line(&BatchHit {
            id,
            query: &answer.query,
            total: answer.passages,
            total_with_all: answer.passages_with_all,
            total_documents: answer.documents,
            occurrences,
            notices: &answer.notices,
            hit: hit.map(json_hit),
        });
        line.push('\n');
        line
    };
    if answer.hits.is_empty() { found(None) } else { answer.hits.iter().map(|hit| found(Some(hit))).collect() }
}

/// A document as one line of JSON: with its text if `with_text`, and the number of its passages if given.
#[must_use]
pub fn document(document: &Document, with_text: bool, passages: Option<usize>) -> String {
    let text = with_text.then_some(document.text.as_str());
    line(&JsonDocument { text, passages, ..json_document(document) })
}

#[derive(Serialize)]
struct JsonTally {
    occurrences: u64,
    passages: usize,
    documents: usize,
}

/// Counts as one line of JSON, without the groups that are left out.
#[must_use]
pub fn counts(counts: &Counts, limit: Option<usize>) -> String {
    #[derive(Serialize)]
    struct JsonGroup<'a> {
        name: Option<&'a str>,
        #[serde(flatten)]
        tally: JsonTally,
    }
    #[derive(Serialize)]
    struct JsonCounts<'a> {
        query: &'a str,
        by: &'static str,
        total: JsonTally,
        total_groups: usize,
        took_ms: f64,
        notices: &'a [String],
        groups: Vec<JsonGroup<'a>>,
    }
    let groups = counts.shown(limit);
    line(&JsonCounts {
        query: &counts.query,
        by: counts.by.name(),
        total: json_tally(counts.total),
        total_groups: counts.groups.len(),
        took_ms: milliseconds(counts.took),
        notices: &counts.notices,
        groups: groups.map(|group| JsonGroup { name: group.name.as_deref(), tally: json_tally(group.tally) }).collect(),
    })
}

const fn json_tally(tally: Tally) -> JsonTally {
    JsonTally { occurrences: tally.occurrences, passages: tally.passages, documents: tally.documents }
}

/// A word of the index as one line of JSON: under the name `stem` with its forms, or under the name `form`.
#[must_use]
pub fn term(term: &Term, forms: Option<&[Term]>) -> String {
    #[derive(Serialize)]
    struct JsonTerm<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        stem: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        form: Option<&'a str>,
        occurrences: u64,
        passages: u64,
        #[serde(skip_serializing_if = "Option::is_none")]
        forms: Option<Vec<JsonTerm<'a>>>,
    }
    const fn json_form(term: &Term) -> JsonTerm<'_> {
        let (occurrences, passages) = (term.occurrences, term.passages);
        JsonTerm { stem: None, form: Some(term.text.as_str()), occurrences, passages, forms: None }
    }
    match forms {
        None => line(&json_form(term)),
        Some(forms) => line(&JsonTerm {
            stem: Some(&term.text),
            form: None,
            forms: Some(forms.iter().map(json_form).collect()),
            ..json_form(term)
        }),
    }
}

pub(super) fn milliseconds(took: std::time::Duration) -> f64 {
    (took.as_secs_f64() * 1e6).round() / 1e3
}

fn json_hit(hit: &Hit) -> JsonHit<'_> {
    let passage = &hit.passage;
    JsonHit {
        rank: hit.rank,
        score: hit.score,
        has_all: hit.has_all,
        certainty: certainty(hit.respelling),
        of_document: hit.of_document,
        total_copies: hit.total_copies,
        copies: hit.copies.iter().map(json_copy).collect(),
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

/// How sure it is that what was found is what was typed.
const fn certainty(respelling: Option<Respelling>) -> &'static str {
    match respelling {
        None => "typed",
        Some(Respelling::Repaired) => "repaired",
        Some(Respelling::Fuzzy) => "fuzzy",
    }
}

fn json_copy(document: &Document) -> JsonCopy<'_> {
    JsonCopy {
        id: &document.id,
        title: document.title.as_deref(),
        date: document.date.map(|date| date.to_string()),
        source: document.source.as_deref(),
        url: document.url.as_deref(),
    }
}

fn json_document(document: &Document) -> JsonDocument<'_> {
    JsonDocument {
        id: &document.id,
        title: document.title.as_deref(),
        date: document.date.map(|date| date.to_string()),
        speaker: document.speaker.as_deref(),
        author: document.author.as_deref(),
        source: document.source.as_deref(),
        url: document.url.as_deref(),
        lang: document.lang.as_deref(),
        path: document.path.as_deref(),
        encoding: document.encoding.as_deref(),
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
