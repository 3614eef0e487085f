//! What a score is made of, in words.

use super::sanitize::sanitized_line;
use super::terminal::count;
use crate::search::{Evidence, Hit, MatchKind, Place};

/// One part of a score: which word of the query was found, through what, how often and how rare that is.
pub(super) fn reason(evidence: &Evidence, hit: &Hit) -> String {
    let (word, term) = (sanitized_line(&evidence.word), sanitized_line(&evidence.term));
    let through = match evidence.kind {
        MatchKind::Near => return format!("+ {:.3}  «{word}»: these words near one another", evidence.score),
        MatchKind::Exact => "exactly as written".to_owned(),
        MatchKind::Stem if term.contains(' ') => format!("through the stems «{term}»"),
        MatchKind::Stem => format!("through its stem «{term}»"),
        MatchKind::Prefix => "through words that begin so".to_owned(),
        MatchKind::Related => format!("through the related word «{term}»"),
        MatchKind::Beginning => format!("through its first letters «{term}»"),
    };
    let place = match evidence.place {
        Place::Passage => "here",
        Place::Title => "in the title",
    };
    let mut text =
        format!("+ {:.3}  «{word}» {through}, {}", evidence.score, count(evidence.frequency as usize, "time"));
    text.push_str(&format!(" {place}{}", forms(evidence, hit)));
    if evidence.kind == MatchKind::Related {
        text.push_str(&format!(", each counting {} of the word itself", evidence.weight));
    }
    // How many have it in text or title is reckoned from both.
    text.push_str(&format!("; in about {} of the index", count(evidence.passages as usize, "passage")));
    text
}

/// The forms in which a stem or beginning stands where it was found, the most frequent first.
fn forms(evidence: &Evidence, hit: &Hit) -> String {
    if !matches!(evidence.kind, MatchKind::Stem | MatchKind::Prefix) {
        return String::new();
    }
    let (text, offset, highlights) = match evidence.place {
        Place::Passage => (hit.passage.text.as_str(), hit.passage.span.start, &hit.highlights),
        Place::Title => (hit.document.title.as_deref().unwrap_or_default(), 0, &hit.title_highlights),
    };
    let mut forms: Vec<(String, usize)> = vec![];
    let beginning = evidence.term.trim_end_matches('*');
    for highlight in highlights.iter().filter(|highlight| highlight.term == beginning) {
        let range = highlight.span.start.saturating_sub(offset)..highlight.span.end.saturating_sub(offset);
        let found = text
            .get(range)
            .filter(|_| matches!(highlight.kind, MatchKind::Exact | MatchKind::Stem | MatchKind::Prefix));
        let Some(form) = found.map(|form| sanitized_line(form).to_lowercase()) else { continue };
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, times)) => *times += 1,
            None => forms.push((form, 1)),
        }
    }
    forms.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let list: Vec<_> = forms.into_iter().map(|(form, times)| format!("{form} {times}")).collect();
    if list.is_empty() { String::new() } else { format!(" ({})", list.join(", ")) }
}
