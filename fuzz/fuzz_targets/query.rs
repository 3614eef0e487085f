//! Any text is a query or an error with a place in it, and what was read is written so that it reads the same.
#![no_main]

use izde::Error;
use izde::analysis::Analyzer;
use izde::query::{Query, analyze};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let query = match Query::parse(text) {
        Ok(query) => query,
        Err(Error::BadQuery { span, .. }) => return assert!(span.of(text).is_some_and(|place| !place.is_empty())),
        Err(Error::EmptyQuery { .. } | Error::QueryTooLong { .. }) => return,
        Err(error) => panic!("{error}"),
    };
    for span in query.places().iter().copied().chain(query.notices().iter().map(|notice| notice.span)) {
        assert!(span.of(text).is_some());
    }
    let group = analyze(&query, &mut Analyzer::new().worker());
    assert!(!(group.optional.is_empty() && group.required.is_empty()));
    // Escapes make it longer, and then it may be too long.
    if let Ok(again) = Query::build(query.clause()) {
        assert_eq!(again.clause(), query.clause());
    }
    if let Ok(literal) = Query::literal(text) {
        assert!(literal.notices().is_empty());
    }
});
