//! Answers as TREC run files: `query Q0 document rank score izde`.

use crate::search::Hit;

/// What a passage with all words of the query gains over one with some, and one that has them as they were typed over one with a word read again:
/// programs that read run files sort by score, so it must tell the order. Far above any sum of evidence.
const FIRST: f64 = 1000.0;

/// One hit as a line, without the line feed. White space in an id would break the line; it becomes `_`.
#[must_use]
pub fn line(query: &str, hit: &Hit, all_words_first: bool) -> String {
    let word = |text: &str| text.replace(char::is_whitespace, "_");
    let reasons = u8::from(all_words_first && hit.has_all) + u8::from(hit.is_as_typed);
    let score = f64::from(hit.score) + FIRST * f64::from(reasons);
    format!("{} Q0 {} {} {score:.6} izde", word(query), word(&hit.document.id), hit.rank)
}
