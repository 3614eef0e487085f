//! What of a passage is shown when not all of it is: the sentences that matched, and those around them.

use std::ops::Range;

use crate::corpus::sentence::sentences;
use crate::search::Hit;
use crate::span::Span;

/// The stretches of a passage to show, in bytes of its text, in order and apart: each sentence with a match and so many before and after it; the
/// first ones of a passage without a match. Whether anything is left out before and after all of them, too.
pub(super) fn stretches(hit: &Hit, around: usize) -> (Vec<Span>, [bool; 2]) {
    let text = &hit.passage.text;
    let sentences = sentences(text);
    let starts: Vec<_> = hit.highlights.iter().map(|h| h.span.start.saturating_sub(hit.passage.span.start)).collect();
    let has_match = |sentence: &Span| starts.iter().any(|at| (sentence.start..sentence.end).contains(at));
    let mut shown: Vec<Range<usize>> = vec![];
    for at in sentences.iter().enumerate().filter(|(_, sentence)| has_match(sentence)).map(|(at, _)| at) {
        let range = at.saturating_sub(around)..at.saturating_add(around).saturating_add(1).min(sentences.len());
        match shown.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = range.end,
            None => shown.push(range),
        }
    }
    if shown.is_empty() {
        shown.push(0..around.saturating_add(1).min(sentences.len()));
    }
    let cut = [shown[0].start > 0, shown[shown.len() - 1].end < sentences.len()];
    let spans = shown.into_iter().filter_map(|range| {
        let sentences = sentences.get(range)?;
        Some(Span::new(sentences.first()?.start, sentences.last()?.end))
    });
    (spans.collect(), cut)
}
