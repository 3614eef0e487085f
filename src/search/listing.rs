//! Going through postings beforehand: where a phrase stands, and what begins with a prefix.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Result, TERMINATED, Term};

use super::postings::each_counted;
use super::segments::Segment;

/// The passages of a segment in which words of a field follow one another in order, with at most `between` others between the first and the
/// last; and how often.
pub(super) fn phrase(segment: &Segment, field: Field, words: &[&str], between: u32) -> Result<Vec<(DocId, u32)>> {
    let mut lists = vec![];
    for word in words {
        let term = Term::from_field_text(field, word);
        match segment.index(field).read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? {
            Some(postings) => lists.push(postings),
            None => return Ok(vec![]),
        }
    }
    let Some(rarest) = (0..lists.len()).min_by_key(|&at| lists[at].doc_freq()) else { return Ok(vec![]) };
    let mut found = vec![];
    let mut positions = vec![vec![]; lists.len()];
    let mut doc = lists[rarest].doc();
    while doc != TERMINATED {
        match lists.iter_mut().map(|list| reach(list, doc)).find(|&reached| reached != doc) {
            Some(later) => doc = reach(&mut lists[rarest], later),
            None => {
                for (list, positions) in lists.iter_mut().zip(&mut positions) {
                    positions.clear();
                    list.append_positions_with_offset(0, positions);
                }
                let count = positions[0].iter().filter(|&&at| follow(at, &positions, between).is_some()).count();
                if count > 0 {
                    found.push((doc, count as u32));
                }
                doc = lists[rarest].advance();
            }
        }
    }
    Ok(found)
}

fn reach(list: &mut SegmentPostings, doc: DocId) -> DocId {
    if list.doc() < doc { list.seek(doc) } else { list.doc() }
}

/// Where the words of a phrase stand whose first stands at `first`: each at its next place after the one before. `None` if one is missing, or
/// more than `between` other words stand in it.
pub(super) fn follow(first: u32, positions: &[Vec<u32>], between: u32) -> Option<Vec<u32>> {
    let mut places = vec![first];
    let mut last = first;
    for of_word in &positions[1..] {
        last = *of_word.get(of_word.partition_point(|&at| at <= last))?;
        places.push(last);
    }
    let others = last - first - (positions.len() as u32 - 1);
    (others <= between).then_some(places)
}

/// The passages of a segment with a word of a field that begins so, and how many such words each has.
pub(super) fn prefix(segment: &Segment, field: Field, beginning: &str) -> Result<Vec<(DocId, u32)>> {
    let index = segment.index(field);
    let mut frequencies = vec![0_u32; segment.passages() as usize];
    let mut terms = index.terms().range().ge(beginning.as_bytes()).into_stream()?;
    while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
        each_counted(index, terms.value(), |doc, freq| frequencies[doc as usize] += freq)?;
    }
    Ok(frequencies.into_iter().zip(0..).filter(|&(freq, _)| freq > 0).map(|(freq, doc)| (doc, freq)).collect())
}
