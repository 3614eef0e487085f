//! Answers as TREC run files: `query Q0 document rank score izde`.

use crate::search::Hit;

/// What a passage with all words of the query gains over one with some: programs that read run files sort by score, so it must tell
/// the order. Far above any sum of evidence.
const ALL_WORDS: f64 = 1000.0;

/// One hit as a line, without the line feed. White space in an id would break the line; it becomes `_`.
#[must_use]
pub fn line(query: &str, hit: &Hit, all_words_first: bool) -> String {
    let word = |text: &str| text.replace(char::is_whitespace, "_");
    let first = if all_words_first && hit.has_all { ALL_WORDS } else { 0.0 };
    let score = f64::from(hit.score) + first;
    format!("{} Q0 {} {} {score:.6} izde", word(query), word(&hit.document.id), hit.rank)
}
