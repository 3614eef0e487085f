//! Hits, counts and words as rows of CSV, for spreadsheets: RFC 4180, UTF-8 with a byte order mark, without which they misread Kazakh.

use std::borrow::Cow;
use std::io::{Error, Result, Write};

use crate::index::terms::Term;
use crate::search::{Answer, Counts, Hit};

/// What a query found besides its hits, then a hit.
const HITS: [&str; 21] = [
    "query_id",
    "query",
    "total",
    "total_with_all",
    "total_documents",
    "occurrences",
    "notices",
    "rank",
    "score",
    "document",
    "title",
    "date",
    "speaker",
    "source",
    "url",
    "copies",
    "passage",
    "start",
    "end",
    "highlights",
    "text",
];

/// Writes answers as CSV: a row a hit, and one for a query without hits.
#[derive(Debug)]
pub struct Rows<W: Write> {
    inner: csv::Writer<W>,
}

impl<W: Write> Rows<W> {
    /// Begins with the byte order mark and the header.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(out: W) -> Result<Self> {
        Ok(Self { inner: begun(out, &HITS)? })
    }

    /// Writes an answer: how much was found, in each row, and each hit. `occurrences` is how often the words themselves were said.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn answer(&mut self, id: &str, answer: &Answer, occurrences: u64) -> Result<()> {
        let found = [
            safe(id).into_owned(),
            safe(&answer.query).into_owned(),
            answer.passages.to_string(),
            answer.passages_with_all.to_string(),
            answer.documents.to_string(),
            occurrences.to_string(),
            answer.notices.join(" · "),
        ];
        if answer.hits.is_empty() {
            let nothing = vec![String::new(); HITS.len() - found.len()];
            put(&mut self.inner, found.iter().chain(&nothing))?;
        }
        for hit in &answer.hits {
            put(&mut self.inner, found.iter().chain(&cells(hit)))?;
        }
        Ok(())
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        self.inner.flush()
    }
}

fn cells(hit: &Hit) -> [String; 14] {
    let document = &hit.document;
    let text = |value: &Option<String>| safe(value.as_deref().unwrap_or_default()).into_owned();
    let highlights: Vec<_> = hit.highlights.iter().map(|h| format!("{}–{}", h.span.start, h.span.end)).collect();
    [
        hit.rank.to_string(),
        hit.score.to_string(),
        safe(&document.id).into_owned(),
        text(&document.title),
        document.date.map(|date| date.to_string()).unwrap_or_default(),
        text(&document.speaker),
        text(&document.source),
        text(&document.url),
        hit.total_copies.to_string(),
        hit.passage.number.to_string(),
        hit.passage.span.start.to_string(),
        hit.passage.span.end.to_string(),
        highlights.join(" "),
        safe(&hit.passage.text).into_owned(),
    ]
}

/// Writes counts, a row a group. The name of what has none is empty.
///
/// # Errors
/// When `out` cannot be written.
pub fn counts(counts: &Counts, limit: Option<usize>, out: impl Write) -> Result<()> {
    let mut rows = begun(out, &[counts.by.name(), "occurrences", "passages", "documents"])?;
    for group in counts.shown(limit) {
        let tally = group.tally;
        let numbers = [tally.occurrences.to_string(), tally.passages.to_string(), tally.documents.to_string()];
        let name = safe(group.name.as_deref().unwrap_or_default());
        put(&mut rows, [name.as_ref()].into_iter().chain(numbers.iter().map(String::as_str)))?;
    }
    rows.flush()
}

/// Writes words of an index, a row each: stems with their forms and how often these are said, or forms alone.
///
/// # Errors
/// When `out` cannot be written.
pub fn terms(terms: &[(Term, Option<Vec<Term>>)], are_forms: bool, out: impl Write) -> Result<()> {
    let header: &[&str] =
        if are_forms { &["form", "occurrences", "passages"] } else { &["stem", "occurrences", "passages", "forms"] };
    let mut rows = begun(out, header)?;
    for (term, forms) in terms {
        let forms = forms.as_ref().map(|forms| {
            let forms: Vec<_> = forms.iter().map(|form| format!("{} {}", form.text, form.occurrences)).collect();
            forms.join(", ")
        });
        let mut row = vec![safe(&term.text).into_owned(), term.occurrences.to_string(), term.passages.to_string()];
        row.extend(forms);
        put(&mut rows, row)?;
    }
    rows.flush()
}

fn begun<W: Write>(mut out: W, header: &[&str]) -> Result<csv::Writer<W>> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut inner = csv::Writer::from_writer(out);
    put(&mut inner, header)?;
    Ok(inner)
}

fn put<W: Write>(rows: &mut csv::Writer<W>, row: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<()> {
    rows.write_record(row).map_err(|error| match error.into_kind() {
        // As it was: whether a pipe was closed is no matter of CSV.
        csv::ErrorKind::Io(error) => error,
        other => Error::other(format!("{other:?}")),
    })
}

/// A text that a spreadsheet does not take for a formula: an apostrophe, which it does not show, goes before a sign that begins one.
fn safe(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+7", "-сөз", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(safe(text), format!("'{text}"));
        }
        for text in ["", "сөз", "'=1", "1-2", "«=1»"] {
            assert_eq!(safe(text), text);
        }
    }
}
