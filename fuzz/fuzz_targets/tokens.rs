//! Tokens lie in their text, in order, and their keys are never empty.
#![no_main]

use izde::analysis::Analyzer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut worker = Analyzer::new().worker();
    let mut tokens = worker.tokens(text);
    let (mut start, mut position) = (0, 0);
    while let Some(token) = tokens.next() {
        assert!(token.span.of(text).is_some_and(|surface| !surface.is_empty()));
        assert!(token.span.start >= start && token.position >= position);
        assert!(!token.exact.is_empty() && !token.stem.is_empty() && !token.coarse.is_empty());
        (start, position) = (token.span.start, token.position);
    }
});
