//! The Kazakh tokenizer in a tantivy schema of one's own: one text field, indexed by stem, searched with tantivy's own query parser.
//!
//! Run it with: cargo run --release --example tantivy_tokenizer
//!
//! In a project of your own the dependencies are `izde` with `default-features = false, features = ["tokenizer"]`, and `tantivy`.

use izde::index::tokenizer::{KazakhTokenizer, Key};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{Index, TantivyDocument, doc};

fn main() -> tantivy::Result<()> {
    let mut schema = Schema::builder();
    let by_stem =
        TextFieldIndexing::default().set_tokenizer("kazakh").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field("body", TextOptions::from(STORED).set_indexing_options(by_stem));

    let index = Index::create_in_ram(schema.build());
    // By this name the schema finds it. An index in a folder needs this line each time it is opened.
    index.tokenizers().register("kazakh", KazakhTokenizer::new(Key::Stem));

    let mut writer = index.writer_with_num_threads(1, 15_000_000)?;
    writer.add_document(doc!(body => "Бүгін ауыл әкімдерінің жиыны өтті."))?;
    writer.add_document(doc!(body => "Аулымыздың жағдайы жақсарды."))?;
    writer.add_document(doc!(body => "Қалада жаңа мектеп ашылды."))?;
    writer.commit()?;

    // The query goes through the same tokenizer: any inflection finds any other.
    let query = QueryParser::for_index(&index, vec![body]).parse_query("ауылдың әкімі")?;
    let searcher = index.reader()?.searcher();
    for (score, address) in searcher.search(&query, &TopDocs::with_limit(10).order_by_score())? {
        let found: TantivyDocument = searcher.doc(address)?;
        println!("{score:.2}  {}", found.get_first(body).and_then(|text| text.as_str()).unwrap_or_default());
    }
    Ok(())
}
