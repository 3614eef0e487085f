//! Plain tantivy: what somebody would write who has no Kazakh analysis. Two shapes: the fields of izde, and as simple
//! as it gets.

use std::path::Path;

use izde::Document;
use izde::corpus::passage::passages;
use izde::index::tokenizer::{KazakhTokenizer, Key};
use tantivy::directory::MmapDirectory;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TEXT, TextFieldIndexing,
    TextOptions, Value,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, IndexSettings, Searcher, TantivyDocument, Term};

/// Memory of the one indexing thread, in bytes: what izde gives it.
const MEMORY: usize = 64 << 20;

const POSITIONS: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

/// An index of tantivy's own. Every text field has its tokenizer `default`.
pub struct Plain {
    index: Index,
    schema: Schema,
    /// Fields that index the text, the title and the source, in their order.
    texts: Vec<Field>,
    titles: Vec<Field>,
    sources: Vec<Field>,
    /// The stored text.
    stored: Field,
}

/// A passage, cut: plain tantivy gets them ready-made, cutting is izde's work.
pub struct Passage<'d> {
    document: &'d Document,
    number: u64,
    start: usize,
    end: usize,
}

/// The passages that izde cuts.
pub fn cut(documents: &[Document]) -> Vec<Passage<'_>> {
    let mut cut = vec![];
    for document in documents {
        for passage in passages(&document.text) {
            let (number, start, end) = (u64::from(passage.number), passage.span.start, passage.span.end);
            cut.push(Passage { document, number, start, end });
        }
    }
    cut
}

impl<'d> Passage<'d> {
    /// The document it is from.
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// Its text.
    pub fn text(&self) -> &'d str {
        &self.document.text[self.start..self.end]
    }
}

impl Plain {
    /// The same fields with the same options as izde: the text and the title twice each with positions, and
    /// everything else a document says. In a folder, or in memory.
    pub fn same_schema(folder: Option<&Path>) -> Self {
        let mut schema = Schema::builder();
        let text = |schema: &mut SchemaBuilder, name: &str, record: IndexRecordOption| {
            let indexing = TextFieldIndexing::default().set_tokenizer("default").set_index_option(record);
            schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let keys = |schema: &mut SchemaBuilder, prefix: &str| {
            [("exact", POSITIONS), ("stem", POSITIONS)]
                .map(|(key, record)| text(schema, &format!("{prefix}_{key}"), record))
                .to_vec()
        };
        let filter = || {
            let indexing =
                TextFieldIndexing::default().set_tokenizer("default").set_index_option(IndexRecordOption::Basic);
            TextOptions::default().set_indexing_options(indexing).set_stored()
        };
        schema.add_text_field("id", STRING | STORED | FAST);
        schema.add_u64_field("number", FAST | STORED);
        schema.add_u64_field("start", STORED);
        schema.add_u64_field("end", STORED);
        let stored = schema.add_text_field("text", STORED);
        let texts = keys(&mut schema, "text");
        let titles = keys(&mut schema, "title");
        schema.add_text_field("title", STORED);
        schema.add_text_field("date", STORED);
        schema.add_i64_field("day", FAST | INDEXED);
        schema.add_text_field("speaker", filter());
        let sources = vec![schema.add_text_field("source", filter())];
        schema.add_text_field("url", STORED);
        schema.add_text_field("lang", STRING | STORED);
        schema.add_text_field("path", STRING | STORED);
        schema.add_u64_field("hash", FAST);
        Self::create(schema.build(), folder, texts, titles, sources, stored)
    }

    /// One text field with positions that stores the text as well.
    pub fn one_field(folder: Option<&Path>) -> Self {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT | STORED);
        Self::create(schema.build(), folder, vec![text], vec![], vec![], text)
    }

    /// The same, analysed by izde: stems of one field.
    pub fn one_field_of_stems(folder: Option<&Path>) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_tokenizer("stems").set_index_option(POSITIONS);
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing).set_stored());
        let plain = Self::create(schema.build(), folder, vec![text], vec![], vec![], text);
        plain.index.tokenizers().register("stems", KazakhTokenizer::new(Key::Stem));
        plain
    }

    fn create(
        schema: Schema,
        folder: Option<&Path>,
        texts: Vec<Field>,
        titles: Vec<Field>,
        sources: Vec<Field>,
        stored: Field,
    ) -> Self {
        let index = match folder {
            Some(folder) => {
                let folder = MmapDirectory::open(folder).expect("the folder is there");
                Index::create(folder, schema.clone(), IndexSettings::default()).expect("the folder is empty")
            }
            None => Index::create_in_ram(schema.clone()),
        };
        Self { index, schema, texts, titles, sources, stored }
    }

    /// Indexes and commits in one thread, with the memory izde has.
    pub fn fill(&self, passages: &[Passage]) {
        let mut writer = self.index.writer_with_num_threads(1, MEMORY).expect("nobody else writes");
        for passage in passages {
            writer.add_document(self.entry(passage)).expect("a document fits the schema");
        }
        writer.commit().expect("the index can be written");
        writer.wait_merging_threads().expect("segments can be merged");
    }

    /// Indexes texts into the first field and commits, in some threads, each with the memory izde has.
    pub fn fill_texts(&self, texts: impl Iterator<Item = String>, threads: usize) {
        let mut writer = self.index.writer_with_num_threads(threads, threads * MEMORY).expect("nobody else writes");
        for text in texts {
            let mut entry = TantivyDocument::default();
            entry.add_text(self.texts[0], text);
            writer.add_document(entry).expect("a document fits the schema");
        }
        writer.commit().expect("the index can be written");
        writer.wait_merging_threads().expect("segments can be merged");
    }

    fn entry(&self, passage: &Passage) -> TantivyDocument {
        let mut entry = TantivyDocument::default();
        let document = passage.document;
        let text = passage.text();
        for &field in &self.texts {
            entry.add_text(field, text);
        }
        if self.titles.is_empty() {
            return entry;
        }
        let field = |name: &str| self.schema.get_field(name).expect("the field is in the schema");
        entry.add_text(self.stored, text);
        entry.add_text(field("id"), &document.id);
        entry.add_u64(field("number"), passage.number);
        entry.add_u64(field("start"), passage.start as u64);
        entry.add_u64(field("end"), passage.end as u64);
        entry.add_u64(field("hash"), passage.start as u64);
        let title = document.title.as_deref().unwrap_or_default();
        for &field in &self.titles {
            entry.add_text(field, title);
        }
        entry.add_text(field("title"), title);
        if let Some(date) = document.date {
            entry.add_text(field("date"), date.to_string());
            entry.add_i64(field("day"), date.first_day());
        }
        for &field in &self.sources {
            entry.add_text(field, document.source.as_deref().unwrap_or_default());
        }
        entry
    }

    /// A searcher over what was committed.
    pub fn searcher(&self) -> tantivy::Searcher {
        self.index.reader().expect("the index can be read").searcher()
    }

    /// Passages that have any of the words as they were typed, scored by BM25.
    pub fn any_of(&self, words: &str) -> BooleanQuery {
        self.any_of_in(words, &self.texts[..1])
    }

    /// The same in text or title.
    pub fn any_of_in_both(&self, words: &str) -> BooleanQuery {
        self.any_of_in(words, &[self.texts[0], self.titles[0]])
    }

    fn any_of_in(&self, words: &str, fields: &[Field]) -> BooleanQuery {
        let mut tokenizer = self.index.tokenizers().get("default").expect("tantivy knows its default tokenizer");
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![];
        tokenizer.token_stream(words).process(&mut |token| {
            for &field in fields {
                let term = Term::from_field_text(field, &token.text);
                clauses.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
            }
        });
        BooleanQuery::new(clauses)
    }

    /// Marks the words of a query in the text of a passage, by tantivy's own means; how many it marked.
    pub fn marks(&self, marker: &SnippetGenerator, passage: &TantivyDocument) -> usize {
        let text = passage.get_first(self.stored).and_then(|text| text.as_str()).unwrap_or_default();
        marker.snippet(text).highlighted().len()
    }

    /// What [`marks`](Self::marks) needs, for whole passages.
    pub fn marker(&self, searcher: &Searcher, query: &BooleanQuery) -> SnippetGenerator {
        let mut marker = SnippetGenerator::create(searcher, query, self.texts[0]).expect("the field is indexed");
        marker.set_max_num_chars(10_000);
        marker
    }
}
