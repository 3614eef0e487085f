//! The postings of a term in one segment: which passages have it, and how often.

use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Result};

use super::bits::Bits;

/// Postings of one block.
const BLOCK: usize = 128;

/// Calls `found` with every passage that has a term.
pub(super) fn each(index: &InvertedIndexReader, term: &TermInfo, mut found: impl FnMut(DocId)) -> Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    while !blocks.docs().is_empty() {
        blocks.docs().iter().for_each(|&doc| found(doc));
        blocks.advance();
    }
    Ok(())
}

/// Calls `found` with every passage that has a term, and with how often it has it.
pub(super) fn each_counted(
    index: &InvertedIndexReader,
    term: &TermInfo,
    mut found: impl FnMut(DocId, u32),
) -> Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
    while !blocks.docs().is_empty() {
        blocks.docs().iter().zip(blocks.freqs()).for_each(|(&doc, &freq)| found(doc, freq));
        blocks.advance();
    }
    Ok(())
}

/// Calls `found` with every passage of `among` that has a term, and with how often it has it.
pub(super) fn each_among(
    index: &InvertedIndexReader,
    term: &TermInfo,
    among: &Bits,
    mut found: impl FnMut(DocId, u32),
) -> Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
    let mut next = among.next(0);
    while let Some(from) = next {
        // The block that may hold it; those before are passed over unread.
        blocks.seek(from);
        let (docs, freqs) = (blocks.docs(), blocks.freqs());
        let Some(&last) = docs.last().filter(|&&last| last >= from) else { break };
        // Which of the block are wanted is found without a branch: whether the next one is, no processor can guess.
        let (mut wanted, mut count) = ([0_u8; BLOCK], 0);
        for (at, &doc) in (0..).zip(docs) {
            wanted[count % BLOCK] = at;
            count += usize::from(among.contains(doc));
        }
        for at in wanted[..count].iter().map(|&at| usize::from(at)) {
            found(docs[at], freqs[at]);
        }
        next = among.next(last + 1);
    }
    Ok(())
}
