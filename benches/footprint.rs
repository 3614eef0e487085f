//! What izde costs besides time: bytes of an index on disk beside plain tantivy's, peak memory of building it, and the
//! start of a program.
//!
//! No statistics here: each figure is measured once, in a process of its own, because tables are opened once and memory
//! only grows.

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use common::plain::{Plain, cut};
use common::{mb, peak};
use izde::Index;
use izde::kazakh::Stemmer;

const PASSAGES: usize = 20_000;
const TASKS: [&str; 5] = ["izde", "same-schema", "one-field", "documents-alone", "start"];

fn main() {
    // Cargo adds arguments of its own.
    let asked = std::env::args().nth(1).unwrap_or_default();
    match TASKS.into_iter().find(|task| *task == asked) {
        Some("start") => start(),
        Some(task) => build(task),
        None => {
            for task in TASKS {
                let program = std::env::current_exe().expect("the program knows where it is");
                assert!(Command::new(program).arg(task).status().expect("the program starts again").success());
            }
        }
    }
}

/// Builds an index in a folder; with `documents-alone`, none.
fn build(task: &str) {
    let documents = common::documents(PASSAGES);
    let text = common::bytes(&documents);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    match task {
        "izde" => {
            let mut writer = Index::create(folder.path()).unwrap().writer().unwrap();
            for document in &documents {
                writer.add(document).unwrap();
            }
            writer.commit().unwrap();
        }
        "same-schema" => Plain::same_schema(Some(folder.path())).fill(&cut(&documents)),
        "one-field" => Plain::one_field(Some(folder.path())).fill(&cut(&documents)),
        _ => {}
    }
    let files = std::fs::read_dir(folder.path()).expect("the folder can be read");
    let bytes: u64 = files.map(|file| file.and_then(|file| file.metadata()).map_or(0, |file| file.len())).sum();
    println!("{task}: text {:.1} MB, index {:.1} MB, peak memory {:.1} MB", mb(text), mb(bytes), mb(peak()));
    if bytes > 0 {
        parts(folder.path());
    }
}

/// Prints what each field takes of an index, the small ones left out, and what is stored.
fn parts(folder: &Path) {
    let index = tantivy::Index::open_in_dir(folder).expect("the index is there");
    let usage = index.reader().and_then(|reader| Ok(reader.searcher().space_usage()?)).expect("the index can be read");
    let mut stored = 0;
    let mut by_field: BTreeMap<String, [u64; 4]> = BTreeMap::new();
    for segment in usage.segments() {
        stored += segment.store().total().get_bytes();
        let parts = [segment.termdict(), segment.postings(), segment.positions(), segment.fast_fields()];
        for (at, part) in parts.into_iter().enumerate() {
            for usage in part.fields() {
                let name = usage.field_name().to_owned();
                by_field.entry(name).or_default()[at] += usage.total().get_bytes();
            }
        }
    }
    println!("  stored: {:.2} MB", mb(stored));
    for (field, parts) in by_field.iter().filter(|(_, parts)| parts.iter().sum::<u64>() >= 50_000) {
        let [terms, postings, positions, columns] = parts.map(mb);
        let total = mb(parts.iter().sum());
        println!(
            "  {field}: {total:.2} MB: terms {terms:.2}, postings {postings:.2}, positions {positions:.2}, columns {columns:.2}"
        );
    }
}

/// Opens the compiled tables, then takes the fingerprint: what every program pays that opens an index.
fn start() {
    let begun = Instant::now();
    let stemmer = Stemmer::new();
    let opened = begun.elapsed();
    let fingerprint = izde::index::fingerprint();
    println!("start: tables {opened:?}, fingerprint {:?} more", begun.elapsed() - opened);
    std::hint::black_box((stemmer, fingerprint));
}
