//! The fields of the index. One tantivy document is one passage.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::tokenizer::{KazakhTokenizer, Key};

/// Handles of the fields, and the schema they belong to.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// Document id, indexed whole.
    pub(crate) id: Field,
    /// Hash of the document id, fast, on the first passage of a document: what puts documents in order that are worth the same.
    pub(crate) id_hash: Field,
    /// Sketch of the document, fast, on its first passage: what tells its copies. Absent where there are too few words.
    pub(crate) likeness: Field,
    /// Passage number in the document, from 1.
    pub(crate) number: Field,
    /// First and last byte (half-open) of the passage in the document's text.
    pub(crate) start: Field,
    pub(crate) end: Field,
    /// The document's text from this passage's start (from its beginning for the first passage) to the next passage: the passages' slices put
    /// together are the document, byte for byte.
    pub(crate) text: Field,
    /// Whether all words of the passage and its title are read by their letters; fast.
    pub(crate) by_letters: Field,
    /// Keys of the passage.
    pub(crate) passage: Keys,
    /// Keys of the document's title, repeated on each passage.
    pub(crate) heading: Keys,
    pub(crate) title: Field,
    /// The date as it was written, `2025-11`; stored.
    pub(crate) date: Field,
    /// First day of the date, in days since 1970-01-01; fast, absent without a date.
    pub(crate) day: Field,
    /// Stored, and indexed by stem to filter.
    pub(crate) speaker: Field,
    pub(crate) source: Field,
    pub(crate) author: Field,
    pub(crate) url: Field,
    pub(crate) lang: Field,
    /// The file the document came from; indexed whole.
    pub(crate) path: Field,
    /// What was assumed of the encoding of its text; stored.
    pub(crate) encoding: Field,
    /// Hash of everything the document says.
    pub(crate) hash: Field,
}

/// The two keys of one text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys {
    pub(crate) exact: Field,
    pub(crate) stem: Field,
}

/// Name of the fast field that holds hashes of document ids.
pub(crate) const ID_HASH: &str = "id_hash";
/// Name of the fast field that holds sketches.
pub(crate) const LIKENESS: &str = "likeness";
/// Name of the fast field that holds passage numbers.
pub(crate) const NUMBER: &str = "number";
/// Name of the fast field that says which passages are read by their letters.
pub(crate) const BY_LETTERS: &str = "by_letters";
/// Name of the fast field that holds days.
pub(crate) const DAY: &str = "day";
/// Name of the fast field that holds hashes.
pub(crate) const HASH: &str = "hash";

/// Names of the tokenizers; the schema in the index refers to them.
const TOKENIZERS: [(&str, Key); 2] = [("izde_exact", Key::Exact), ("izde_stem", Key::Stem)];

impl Fields {
    /// The schema, and the handles of its fields.
    pub(crate) fn build() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let text = |key: Key, record| {
            // Every key is in the table.
            let name = TOKENIZERS.iter().find(|(_, of)| *of == key).map_or("izde_stem", |(name, _)| name);
            TextOptions::default()
                .set_indexing_options(TextFieldIndexing::default().set_tokenizer(name).set_index_option(record))
        };
        let mut keys = |prefix: &str| Keys {
            exact: schema.add_text_field(&format!("{prefix}_exact"), text(Key::Exact, POSITIONS)),
            stem: schema.add_text_field(&format!("{prefix}_stem"), text(Key::Stem, POSITIONS)),
        };
        let (passage, heading) = (keys("text"), keys("title"));
        let filter = || text(Key::Stem, IndexRecordOption::Basic).set_stored();
        let fields = Self {
            id: schema.add_text_field("id", STRING | STORED),
            id_hash: schema.add_u64_field(ID_HASH, FAST),
            likeness: schema.add_u64_field(LIKENESS, FAST),
            number: schema.add_u64_field(NUMBER, FAST | STORED),
            start: schema.add_u64_field("start", STORED),
            end: schema.add_u64_field("end", STORED),
            text: schema.add_text_field("text", STORED),
            by_letters: schema.add_bool_field(BY_LETTERS, FAST),
            passage,
            heading,
            title: schema.add_text_field("title", STORED),
            date: schema.add_text_field("date", STORED),
            day: schema.add_i64_field(DAY, FAST | INDEXED),
            speaker: schema.add_text_field("speaker", filter()),
            source: schema.add_text_field("source", filter()),
            author: schema.add_text_field("author", STORED),
            url: schema.add_text_field("url", STORED),
            lang: schema.add_text_field("lang", STRING | STORED),
            path: schema.add_text_field("path", STRING | STORED),
            encoding: schema.add_text_field("encoding", STORED),
            hash: schema.add_u64_field(HASH, FAST),
        };
        (schema.build(), fields)
    }
}

const POSITIONS: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

/// Makes our tokenizers known to an index; needed each time one is opened.
pub(crate) fn register(index: &tantivy::Index) {
    for (name, key) in TOKENIZERS {
        index.tokenizers().register(name, KazakhTokenizer::new(key));
    }
}
