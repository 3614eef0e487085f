//! Cutting a text into passages, the units that are found and ranked.

use std::ops::Range;

use super::paragraph::{is_heading, paragraphs};
use super::sentence::sentences_of;
use crate::span::Span;

/// Words of a good passage: long enough to hold a thought and its terms, short enough to be read as an answer.
const TARGET_WORDS: usize = 90;

/// Most words of a passage of several sentences, and of a paragraph that stays whole. Passages of 120 words are a
/// common unit elsewhere; with a quarter of tolerance, what comes as one of them is not cut.
const MAX_WORDS: usize = 150;

/// A paragraph of fewer words is tiny: a headline, a line of a list or of a dialogue. It joins its neighbour.
const TINY_WORDS: usize = 50;

/// Most words up to which tiny paragraphs flow together.
const FLOW_WORDS: usize = 120;

/// A part of a document's text, made of whole sentences: what a search finds, ranks and shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Passage {
    /// Place among the passages of its document, from 1.
    pub number: u32,
    /// Where it stands in the document's text, in bytes.
    pub span: Span,
}

/// A stretch of the text and the number of its words.
#[derive(Clone, Copy)]
struct Piece {
    span: Span,
    words: usize,
}

impl Piece {
    fn new(span: Span, text: &str) -> Self {
        Self { span, words: span.of(text).map_or(0, count_words) }
    }

    fn join(&mut self, next: Self) {
        self.span.end = next.span.end;
        self.words += next.words;
    }
}

/// The passages of a text: in order, apart, with nothing but whitespace between them; at least one where there is any
/// text.
///
/// They have about 60 to 120 words and do not reach across paragraphs, save that one under 50 words joins its
/// neighbour, if possible the next one, as a heading always does. A paragraph of up to 150 words stays whole; a longer
/// one is cut between sentences into parts of similar length. A sentence longer than that is a passage of its own.
#[must_use]
pub fn passages(text: &str) -> Vec<Passage> {
    let paragraphs: Vec<Piece> = paragraphs(text).into_iter().map(|span| Piece::new(span, text)).collect();
    let mut spans = Vec::new();
    for group in groups(text, &paragraphs) {
        if group.words <= MAX_WORDS {
            spans.push(span_of(&paragraphs[group.range]));
        } else {
            spans.extend(balanced(&sentences(text, &paragraphs[group.range])));
        }
    }
    (1..).zip(spans).map(|(number, span)| Passage { number, span }).collect()
}

/// Paragraphs that belong together, by their indices, and the number of their words.
struct Group {
    range: Range<usize>,
    words: usize,
}

/// Puts tiny paragraphs together with their neighbours. No group is empty.
fn groups(text: &str, paragraphs: &[Piece]) -> Vec<Group> {
    let is_tiny = |at: usize| paragraphs.get(at).is_none_or(|paragraph| paragraph.words < TINY_WORDS);
    let mut groups: Vec<Group> = Vec::new();
    // Whether the last group ends with a heading, which may not be parted from what follows.
    let mut after_heading = false;
    // Whether the last group holds nothing but tiny paragraphs.
    let mut flowing = false;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let heading = paragraph.span.of(text).is_some_and(is_heading);
        // A tiny paragraph before one that is not tiny is left for that one.
        let flows = is_tiny(at) && is_tiny(at + 1) && !heading;
        let joins = |group: &Group| {
            let has_room = group.words + paragraph.words <= FLOW_WORDS;
            group.words < TINY_WORDS || after_heading || (flowing && flows && has_room)
        };
        match groups.last_mut() {
            Some(group) if joins(group) => {
                group.range.end = at + 1;
                group.words += paragraph.words;
                flowing &= is_tiny(at);
            }
            _ => {
                groups.push(Group { range: at..at + 1, words: paragraph.words });
                flowing = is_tiny(at);
            }
        }
        after_heading = heading;
    }
    // The last paragraph has no next one to join.
    if groups.len() > 1
        && let Some(last) = groups.pop_if(|last| last.words < TINY_WORDS)
        && let Some(group) = groups.last_mut()
    {
        group.range.end = last.range.end;
        group.words += last.words;
    }
    groups
}

/// From the beginning of the first to the end of the last.
fn span_of(pieces: &[Piece]) -> Span {
    let start = pieces.first().map_or(0, |piece| piece.span.start);
    Span::new(start, pieces.last().map_or(start, |piece| piece.span.end))
}

/// The sentences of some paragraphs. One without a word (a row of stars, an ellipsis) goes with the one before it, or
/// after it.
fn sentences(text: &str, paragraphs: &[Piece]) -> Vec<Piece> {
    let mut sentences: Vec<Piece> = Vec::new();
    for paragraph in paragraphs {
        for span in sentences_of(text, paragraph.span) {
            let sentence = Piece::new(span, text);
            match sentences.last_mut() {
                Some(last) if last.words == 0 || sentence.words == 0 => last.join(sentence),
                _ => sentences.push(sentence),
            }
        }
    }
    sentences
}

/// Cuts a row of sentences so that the parts differ as little as possible from [`TARGET_WORDS`], by squares, and none
/// of several sentences exceeds [`MAX_WORDS`].
///
/// Every sentence has a word, so a part has at most `MAX_WORDS` sentences and the time is linear.
fn balanced(sentences: &[Piece]) -> Vec<Span> {
    // For the first n sentences: the least cost, and where the last part begins then.
    let mut best: Vec<(usize, usize)> = vec![(0, 0)];
    for end in 1..=sentences.len() {
        let mut words = 0;
        let mut choice = (usize::MAX, end - 1);
        for start in (0..end).rev() {
            words += sentences[start].words;
            if words > MAX_WORDS && start + 1 < end {
                break;
            }
            let cost = best[start].0.saturating_add(words.abs_diff(TARGET_WORDS).saturating_pow(2));
            choice = choice.min((cost, start));
        }
        best.push(choice);
    }
    let mut parts = Vec::new();
    let mut end = sentences.len();
    while end > 0 {
        let start = best[end].1;
        parts.push(span_of(&sentences[start..end]));
        end = start;
    }
    parts.reverse();
    parts
}

/// The words of a text: runs of non-whitespace with a letter or digit in them.
fn count_words(text: &str) -> usize {
    let (mut words, mut is_word) = (0, false);
    let mut rest = text;
    // Nearly all characters are known by their first byte, and Unicode need not be asked.
    while let Some(&first) = rest.as_bytes().first() {
        let (length, is_space, is_letter) = match first {
            b' ' | b'\t'..=b'\r' => (1, true, false),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => (1, false, true),
            // U+0400 to U+047F, and to U+04FF.
            0xD0 | 0xD1 | 0xD3 => (2, false, true),
            _ => {
                let c = rest.chars().next().unwrap_or_default();
                (c.len_utf8(), c.is_whitespace(), matches!(c, 'Ҋ'..='ҿ') || c.is_alphanumeric())
            }
        };
        words += usize::from(is_space && is_word);
        is_word = !is_space && (is_word || is_letter);
        rest = &rest[length..];
    }
    words + usize::from(is_word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A paragraph of sentences of the given numbers of words.
    fn paragraph(sentences: &[usize]) -> String {
        let sentence = |&words: &usize| format!("Сөз{}.", " сөз".repeat(words - 1));
        sentences.iter().map(sentence).collect::<Vec<_>>().join(" ")
    }

    /// The numbers of words of the passages of a text.
    fn sizes(text: &str) -> Vec<usize> {
        passages(text).iter().map(|passage| count_words(passage.span.of(text).unwrap())).collect()
    }

    proptest! {
        #[test]
        fn words_are_runs_with_a_letter_or_digit(text in "(\\PC|[а-яёЀ-ӿ .,–-]){0,60}") {
            let obvious = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            prop_assert_eq!(count_words(&text), obvious);
        }
    }

    #[test]
    fn a_paragraph_is_cut_into_even_parts() {
        assert_eq!(sizes(&paragraph(&[10; 12])), [120], "the common unit stays whole");
        assert_eq!(sizes(&paragraph(&[10; 15])), [150]);
        assert_eq!(sizes(&paragraph(&[10; 16])), [80, 80], "no scrap is left over");
        assert_eq!(sizes(&paragraph(&[10; 27])), [90, 90, 90]);
        assert_eq!(sizes(&paragraph(&[100, 5, 5, 80])), [100, 90]);
        assert_eq!(sizes(&paragraph(&[300])), [300], "a sentence is never cut");
        assert_eq!(sizes(&paragraph(&[60, 300, 60])), [60, 300, 60]);
    }

    #[test]
    fn tiny_paragraphs_join_their_neighbours() {
        let text =
            |paragraphs: &[usize]| paragraphs.iter().map(|&words| paragraph(&[words])).collect::<Vec<_>>().join("\n\n");
        assert_eq!(sizes(&text(&[60, 70])), [60, 70], "paragraphs keep apart");
        assert_eq!(sizes(&text(&[5, 70, 70])), [75, 70], "a headline goes with what follows");
        assert_eq!(sizes(&text(&[60, 5, 70])), [60, 75]);
        assert_eq!(sizes(&text(&[60, 70, 5])), [60, 75], "nothing follows");
        assert_eq!(sizes(&text(&[10; 20])), [120, 80], "a list flows together");
        assert_eq!(sizes(&text(&[3])), [3]);
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        let text = format!("{}\n\n## Ауыл\n\n{}", paragraph(&[60]), paragraph(&[60]));
        assert_eq!(sizes(&text), [60, 61]);
        let text = format!("{}\n## Ауыл\n{}", paragraph(&[20, 20, 20]), paragraph(&[60]));
        assert_eq!(passages(&text)[1].span.of(&text).unwrap().lines().next(), Some("## Ауыл"));
    }

    #[test]
    fn the_seed_speech_is_three_thoughts() {
        let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"));
        let found = crate::corpus::walk::find(folder).unwrap();
        let speech = found.sources.iter().find(|source| source.id.starts_with("2025-11-28")).unwrap();
        let document = crate::corpus::Documents::open(speech).unwrap().next().unwrap().unwrap();
        assert_eq!(document.date, "2025-11-28".parse().ok());
        assert!(document.text.starts_with("Президент "), "the header is no part of the text");
        // Each is a line that leads in, and the quoted paragraph after it.
        assert_eq!(sizes(&document.text), [125, 80, 116]);
    }

    #[test]
    fn passages_are_numbered_from_one() {
        let text = format!("{}\n{}", paragraph(&[60]), paragraph(&[60]));
        assert_eq!(passages(&text).iter().map(|passage| passage.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(passages(" \n"), []);
        assert_eq!(passages(" *** \n").len(), 1, "text without a word is text");
    }

    proptest! {
        #[test]
        fn nothing_but_space_lies_between(text in "([А-Яа-я0-9.!?…«»\\-– #*\n]{0,40}|\\PC{0,20}|(сөз ){0,99}){0,12}") {
            let mut end = 0;
            for (passage, number) in passages(&text).into_iter().zip(1..) {
                prop_assert_eq!(passage.number, number);
                let body = passage.span.of(&text).expect("ends on character boundaries");
                prop_assert!(!body.is_empty() && body == body.trim());
                prop_assert!(text[end..passage.span.start].trim().is_empty());
                end = passage.span.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
