//! What a score is made of, in words.

use super::sanitize::sanitized_line;
use super::terminal::count;
use crate::analysis::Worker;
use crate::search::{Evidence, Hit, MatchKind, Place};

/// One part of a score: which word of the query was found, through what, how often and how rare that is.
pub(super) fn reason(evidence: &Evidence, hit: &Hit, worker: &mut Worker) -> String {
    let (word, term) = (sanitized_line(&evidence.word), sanitized_line(&evidence.term));
    let through = match evidence.kind {
        MatchKind::Near => return format!("+ {:.3}  «{word}»: these words near one another", evidence.score),
        MatchKind::Exact => "exactly as written".to_owned(),
        MatchKind::Stem if term.contains(' ') => format!("through the stems «{term}»"),
        MatchKind::Stem => format!("through its stem «{term}»"),
        MatchKind::Repaired => format!("read as «{term}»"),
        MatchKind::Fuzzy => format!("taken for a slip of «{term}»"),
        MatchKind::Prefix => "through words that begin so".to_owned(),
        MatchKind::Related => format!("through the related word «{term}»"),
        MatchKind::Beginning => format!("through «{term}», which begins alike"),
    };
    let place = match evidence.place {
        Place::Passage => "here",
        Place::Title => "in the title",
    };
    let mut text =
        format!("+ {:.3}  «{word}» {through}, {}", evidence.score, count(evidence.frequency as usize, "time"));
    text.push_str(&format!(" {place}{}", forms(evidence, hit, worker)));
    if matches!(evidence.kind, MatchKind::Related | MatchKind::Beginning) {
        text.push_str(&format!(", each counting {} of the word itself", (evidence.weight * 100.0).round() / 100.0));
    }
    // How many have it in text or title is reckoned from both.
    text.push_str(&format!("; in about {} of the index", count(evidence.passages as usize, "passage")));
    text
}

/// The forms in which a key stands where it was found, the most frequent first; none of a phrase.
fn forms(evidence: &Evidence, hit: &Hit, worker: &mut Worker) -> String {
    let text = match evidence.place {
        Place::Passage => hit.passage.text.as_str(),
        Place::Title => hit.document.title.as_deref().unwrap_or_default(),
    };
    let beginning = evidence.term.trim_end_matches('*');
    let mut forms: Vec<(String, usize)> = vec![];
    let mut tokens = worker.tokens(text);
    while let Some(token) = tokens.next() {
        let is_it = match evidence.kind {
            MatchKind::Stem | MatchKind::Related | MatchKind::Beginning => token.stem == evidence.term,
            MatchKind::Prefix => token.exact.starts_with(beginning),
            // What was typed needs no repeating.
            _ => false,
        };
        if is_it {
            match forms.iter_mut().find(|(known, _)| known == token.exact) {
                Some((_, times)) => *times += 1,
                None => forms.push((token.exact.to_owned(), 1)),
            }
        }
    }
    forms.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let list: Vec<_> = forms.into_iter().map(|(form, times)| format!("{form} {times}")).collect();
    if list.is_empty() { String::new() } else { format!(" ({})", list.join(", ")) }
}
