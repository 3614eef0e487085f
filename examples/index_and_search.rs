//! Indexes documents that are in memory, searches them, and prints the passages with the words that matched in brackets.
//!
//! Run it with: cargo run --release --example index_and_search

use izde::{Document, Index, Request, Searcher};

fn main() -> izde::Result<()> {
    // `Index::open_or_create("my-index")` keeps the index in a folder instead.
    let index = Index::in_memory()?;

    let mut writer = index.writer()?;
    writer.add(&Document {
        title: Some("Диалог алаңы".to_owned()),
        date: Some("2025-11-28".parse()?),
        ..Document::new("dialogue", "Бүгін ауыл әкімдерінің жиыны өтті. Аулымыздың жағдайы жақсарды.")
    })?;
    writer.add(&Document::new("harvest", "Биыл егін бітік шықты. Ауылдағы еңбек еленді."))?;
    writer.add(&Document::new("school", "Қалада жаңа мектеп ашылды."))?;
    // Nothing is seen by a search before this, and everything after.
    writer.commit()?;

    let answer = Searcher::new(&index)?.search(&Request::new("ауыл әкімі").limit(5))?;
    for hit in &answer.hits {
        // Spans are bytes of the document's text; the passage begins at `passage.span.start` of it.
        let mut text = hit.passage.text.clone();
        for highlight in hit.highlights.iter().rev() {
            let at = |byte: usize| byte - hit.passage.span.start;
            text.insert(at(highlight.span.end), ']');
            text.insert(at(highlight.span.start), '[');
        }
        println!("{}. {}: {text}", hit.rank, hit.document.title.as_ref().unwrap_or(&hit.document.id));
    }
    println!("{} passages in {} documents", answer.passages, answer.documents);
    Ok(())
}
