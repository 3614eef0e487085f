//! A document as it was read: its text and what its source says of it.

use super::Date;

/// A speech, an article, a post: one text with what its source says of it.
///
/// What the source does not say stays `None`; nothing is guessed, save by an index its language. All spans izde reports are byte ranges of [`text`](Self::text).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Names the document in the index: indexing another one of the same id replaces it. Never empty.
    pub id: String,
    /// The text, exactly as in the source save for a header or front matter that was read as metadata; of a page, a PDF or a Word file, the text in
    /// it.
    pub text: String,
    /// Headline.
    pub title: Option<String>,
    /// When it was said or published: a day, a month or a year.
    pub date: Option<Date>,
    /// Who speaks.
    pub speaker: Option<String>,
    /// Who wrote it down: the journalist, not whom they quote.
    pub author: Option<String>,
    /// Who published it: a newspaper, an agency, a site.
    pub source: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Language as an ISO 639 code (`kk`, `ru`), if the source names one; an index has beside these `kk`, `ru` and `en` where the words of a text tell.
    pub lang: Option<String>,
    /// The file it came from, as it was named to izde (relative to the working directory, or absolute); `None` for text that came from memory or stdin.
    pub path: Option<String>,
    /// The encoding its text was in, where that was recognised or given (`KZ-1048`), and a misreading that was undone (`KZ-1048 misread as
    /// windows-1251`); `None` for plain UTF-8, of which nothing had to be assumed.
    pub encoding: Option<String>,
}

impl Document {
    /// A document of an id and a text; the rest is left empty.
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }
}
