//! Keeps the generated artefacts in step with their sources.
//!
//! `IZDE_REGENERATE=1 cargo test --lib generated` writes them anew; without the variable the test fails when one is stale.

use std::path::Path;

use super::{endings, grammar, lexicon};

fn check(name: &str, fresh: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kazakh/data").join(name);
    if std::env::var_os("IZDE_REGENERATE").is_some() {
        std::fs::write(&path, fresh).unwrap();
    } else {
        assert!(
            std::fs::read(&path).unwrap() == fresh,
            "{name} is stale: run IZDE_REGENERATE=1 cargo test --lib generated, then commit it"
        );
    }
}

#[test]
fn endings_are_current() {
    check("endings.bin", &endings::compile(&grammar::GRAMMAR));
}

#[test]
fn lexicon_is_current() {
    let lexicon = lexicon::source::read().unwrap_or_else(|mistakes| panic!("{}", mistakes.join("\n")));
    check("lexicon.bin", &lexicon::source::compile(&lexicon));
}
