//! Hits as rows of CSV, for spreadsheets.

use std::io::Write;

use crate::search::Hit;

const HEADER: [&str; 14] = [
    "query_id", "query", "rank", "score", "document", "title", "date", "speaker", "source", "url", "passage", "start",
    "end", "text",
];

/// Writes hits as CSV (RFC 4180, UTF-8 with a byte order mark, without which spreadsheets misread Kazakh).
#[derive(Debug)]
pub struct Rows<W: Write> {
    inner: csv::Writer<W>,
}

impl<W: Write> Rows<W> {
    /// Begins with the byte order mark and the header.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(mut out: W) -> std::io::Result<Self> {
        out.write_all("\u{FEFF}".as_bytes())?;
        let mut inner = csv::Writer::from_writer(out);
        inner.write_record(HEADER)?;
        Ok(Self { inner })
    }

    /// Writes a hit.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn hit(&mut self, id: &str, query: &str, hit: &Hit) -> std::io::Result<()> {
        let document = &hit.document;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let record = [
            id.to_owned(),
            query.to_owned(),
            hit.rank.to_string(),
            hit.score.to_string(),
            document.id.clone(),
            text(&document.title),
            document.date.map(|date| date.to_string()).unwrap_or_default(),
            text(&document.speaker),
            text(&document.source),
            text(&document.url),
            hit.passage.number.to_string(),
            hit.passage.span.start.to_string(),
            hit.passage.span.end.to_string(),
            hit.passage.text.clone(),
        ];
        self.inner.write_record(record)?;
        Ok(())
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}
