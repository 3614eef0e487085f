//! A large file of JSON lines to a committed index in a folder, with two threads: izde beside plain tantivy with one
//! analysed field, by its own tokenizer and by ours. Time and
//! peak memory, each in a process of its own, in turn, three rounds in one run.
//!
//! `IZDE_BENCH_PASSAGES` says how many passages, one a line; 20,000 without it.

mod common;

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use common::plain::{Plain, cut};
use common::{mb, peak};
use izde::Index;
use izde::index::ingest::Sources;
use serde_json::{Value, json};

const TASKS: [&str; 3] = ["izde", "plain", "plain-with-stems"];
const PASSAGES: usize = 20_000;
const ROUNDS: usize = 3;
const THREADS: usize = 2;

fn main() {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some(task), Some(file)) if TASKS.contains(&task) => measure(task, Path::new(&file)),
        // Cargo adds arguments of its own.
        _ => {
            let folder = tempfile::tempdir().expect("there is room for a folder");
            let file = folder.path().join("passages.jsonl");
            write(&file);
            for task in (0..ROUNDS).flat_map(|_| TASKS) {
                let program = std::env::current_exe().expect("the program knows where it is");
                let mut command = Command::new(program);
                assert!(command.arg(task).arg(&file).status().expect("the program starts again").success());
            }
        }
    }
}

/// Writes the passages, a line each.
fn write(file: &Path) {
    let passages = std::env::var("IZDE_BENCH_PASSAGES").ok().and_then(|number| number.parse().ok());
    let documents = common::documents(passages.unwrap_or(PASSAGES));
    let mut lines = BufWriter::new(File::create(file).expect("a file"));
    for (number, passage) in cut(&documents).iter().enumerate() {
        let document = passage.document();
        let date = document.date.map(|date| date.to_string());
        let line = json!({
            "id": format!("passage-{number}"), "title": document.title, "date": date,
            "source": document.source, "text": passage.text(),
        });
        writeln!(lines, "{line}").expect("written");
    }
    lines.into_inner().expect("written").sync_all().expect("written");
}

fn measure(task: &str, file: &Path) {
    let bytes = file.metadata().expect("the file is there").len();
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let begun = Instant::now();
    match task {
        "izde" => {
            let index = Index::create(folder.path()).unwrap();
            let mut writer = index.writer_with_threads(THREADS).unwrap();
            let report = Sources::find(&[file]).unwrap().ingest(&mut writer, |_| ()).unwrap();
            assert!(report.failures.is_empty(), "{:?}", report.failures);
            writer.commit().unwrap();
        }
        plain => {
            let lines = BufReader::new(File::open(file).expect("the file is there")).lines();
            let texts = lines.map(|line| {
                let line: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
                line["text"].as_str().expect("a text").to_owned()
            });
            let shape = if plain == "plain" { Plain::one_field } else { Plain::one_field_of_stems };
            shape(Some(folder.path())).fill_texts(texts, THREADS);
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{task}: {:.1} MB in {seconds:.1} s, {:.1} MB/s, peak memory {:.0} MB",
        mb(bytes),
        mb(bytes) / seconds,
        mb(peak())
    );
}
