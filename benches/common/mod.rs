//! What the benchmarks share: a corpus of any size, made of real sentences in a fixed random order, and plain tantivy
//! to compare with.

// Each benchmark is a program of its own and uses a part of this.
#![allow(dead_code)]

pub mod plain;

use std::collections::BTreeSet;
use std::path::Path;

use izde::Document;
use izde::analysis::segment::Segments;
use izde::corpus::sentence;

/// Words after which a passage is full: with the rest of its last sentence it has about 100 and stays one passage of
/// izde.
const PASSAGE_WORDS: usize = 90;

/// Passages of one document.
const DOCUMENT_PASSAGES: usize = 5;

/// Sentences, one from the other: of the file that the environment variable `IZDE_BENCH_TEXT` names, which has one a
/// line; without it, of the corpus that comes with izde. That one is small, so its words repeat far more than those of
/// real text.
pub fn sentences() -> Vec<String> {
    match std::env::var_os("IZDE_BENCH_TEXT") {
        Some(file) => {
            let text = std::fs::read_to_string(file).expect("IZDE_BENCH_TEXT names a file with a sentence a line");
            text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
        }
        None => {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
            let files = std::fs::read_dir(folder).expect("the corpus is there");
            let mut paths: Vec<_> = files.map(|file| file.expect("the corpus can be read").path()).collect();
            paths.sort();
            let mut found = vec![];
            for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
                let text = std::fs::read_to_string(path).expect("the corpus is text");
                found.extend(sentence::sentences(&text).iter().filter_map(|span| span.of(&text)).map(str::to_owned));
            }
            found
        }
    }
}

/// Documents of five paragraphs of about 100 words, with title, date and source; the same ones in every run.
pub fn documents(passages: usize) -> Vec<Document> {
    let sentences = sentences();
    let mut random = Random(1);
    let mut documents = vec![];
    for number in 0..passages.div_ceil(DOCUMENT_PASSAGES) {
        let paragraphs: Vec<String> = (0..DOCUMENT_PASSAGES).map(|_| paragraph(&sentences, &mut random)).collect();
        documents.push(Document {
            title: Some(random.pick(&sentences).to_owned()),
            date: format!("20{:02}-{:02}", number % 25, number % 12 + 1).parse().ok(),
            source: Some(["BAQ.KZ", "Akorda"][number % 2].to_owned()),
            ..Document::new(format!("document-{number}"), paragraphs.join("\n"))
        });
    }
    documents
}

fn paragraph(sentences: &[String], random: &mut Random) -> String {
    let mut paragraph = String::new();
    while paragraph.split_whitespace().count() < PASSAGE_WORDS {
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(random.pick(sentences));
    }
    paragraph
}

/// Bytes of the documents' texts: what MB/s count.
pub fn bytes(documents: &[Document]) -> u64 {
    documents.iter().map(|document| document.text.len() as u64).sum()
}

/// The words of some sentences one after the other, in lower case, as a stemmer takes them.
pub fn running_words(sentences: &[String]) -> Vec<String> {
    sentences.iter().flat_map(|sentence| words(sentence)).map(str::to_lowercase).collect()
}

/// Each of them once.
pub fn distinct_words(sentences: &[String]) -> Vec<String> {
    running_words(sentences).into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}

/// Queries of so many words that stand side by side in a sentence.
pub fn queries(words_of_each: usize, count: usize) -> Vec<String> {
    let sentences = sentences();
    let mut random = Random(2);
    let mut queries = vec![];
    while queries.len() < count {
        // Single letters and numbers are no words to look for.
        let words: Vec<_> = words(random.pick(&sentences))
            .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3)
            .collect();
        if words.len() >= words_of_each {
            let from = random.below(words.len() - words_of_each + 1);
            queries.push(words[from..from + words_of_each].join(" "));
        }
    }
    queries
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    Segments::new(text).filter_map(move |span| span.of(text))
}

/// SplitMix64: random enough, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) % end as u64) as usize
    }

    fn pick<'a>(&mut self, of: &'a [String]) -> &'a str {
        &of[self.below(of.len())]
    }
}

/// Bytes as MB.
pub fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Most memory this process ever held, in bytes; 0 where the system does not say.
pub fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() * 1024
}
