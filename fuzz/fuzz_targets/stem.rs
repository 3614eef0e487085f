//! Any word has a stem and a root, never an empty one, and the first reading is the one chosen.
#![no_main]

use izde::analysis::Analyzer;
use izde::kazakh::Stemmer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let stemmer = Stemmer::new();
    let (mut buffer, mut other) = (String::new(), String::new());
    let stem = stemmer.stem(text, &mut buffer);
    assert_eq!(stem.is_empty(), text.is_empty());
    let root = stemmer.root(stem, &mut other);
    assert_eq!(root.is_empty(), text.is_empty());
    assert_eq!(stemmer.root(root, &mut String::new()), root);
    if let Some(first) = stemmer.readings(text).first() {
        assert_eq!(first.stem, stem);
    }
    let mut worker = Analyzer::new().worker();
    let mut tokens = worker.tokens(text);
    while let Some(token) = tokens.next() {
        assert!(!token.stem.is_empty() && !token.coarse.is_empty());
    }
});
