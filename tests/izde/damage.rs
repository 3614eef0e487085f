//! A damaged index: every search ends in an error that says how to mend it or in the right answer, and
//! `--rebuild` mends it.

use std::fs;

use izde::index::Catalog;
use izde::{Index, Request, Searcher};

use crate::desk::{Desk, Run};
use crate::texts::{ARCHIVE, LONG};

const QUERY: &str = "search диірмен өзен кітап -n 50 --json --explain";

/// A desk with an index that has every kind of segment file, deletions among them.
fn desk() -> Desk {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE), ("диірмен.txt", LONG)]);
    // One document less than its segment was made with.
    let fewer: String = ARCHIVE.lines().skip(1).map(|line| format!("{line}\n")).collect();
    desk.write("corpus/a.jsonl", fewer);
    desk.izde("index").done().prints(&["1 removed"]);
    desk
}

/// The answer without the time it took.
fn answer(run: &Run) -> String {
    let (before, rest) = run.out.split_once("\"took_ms\":").unwrap_or((&run.out, ""));
    before.to_owned() + rest.split_once(',').map_or("", |(_, after)| after)
}

/// The names of the segment files; of every kind there is one.
fn segment_files(desk: &Desk) -> Vec<String> {
    let files = desk.contents("index").into_iter().map(|(name, _)| name);
    let files: Vec<_> = files.filter(|name| name != "meta.json" && !name.starts_with('.')).collect();
    for kind in [".term", ".idx", ".pos", ".fieldnorm", ".fast", ".store", ".del"] {
        assert!(files.iter().any(|name| name.ends_with(kind)), "no {kind} file among {files:?}");
    }
    files
}

/// Expects an error with the command that mends it, or the right answer.
#[track_caller]
fn is_refused_or_right(run: &Run, right: &str, damage: &str) {
    match run.status {
        Some(2) => {
            run.tells(&["the index in index", "izde index --rebuild --index index PATH"]);
            assert!(!run.err.contains("panicked"), "{damage}\n{run}");
        }
        Some(0) => assert_eq!(answer(run), right, "{damage}: a wrong answer\n{run}"),
        _ => panic!("{damage}\n{run}"),
    }
}

#[test]
fn meta_json_that_is_none() {
    for content in ["", "{", "null", "[]", "{}", "мәтін", "{\"payload\": 5}", "\u{0}\u{0}\u{0}"] {
        let desk = desk();
        desk.write("index/meta.json", content);
        for call in [QUERY, "list", "stats", "index"] {
            desk.izde(call).fails().tells(&["the index in index", "izde index --rebuild --index index PATH"]);
        }
        desk.izde("index --rebuild").done();
        desk.izde("search диірмен").done();
    }
    let desk = desk();
    desk.write("index/meta.json", b"\xFF\xFE\xFF");
    desk.izde(QUERY).fails().tells(&["meta.json cannot be read"]);
    let mut meta: serde_json::Value = serde_json::from_slice(&{
        desk.izde("index --rebuild").done();
        fs::read(desk.path("index/meta.json")).expect("meta.json")
    })
    .expect("JSON");
    meta["schema"].as_array_mut().expect("fields").pop();
    desk.write("index/meta.json", meta.to_string());
    desk.izde(QUERY).fails().tells(&["the index in index", "--rebuild"]);
}

#[test]
fn meta_json_with_other_bytes() {
    let desk = desk();
    let right = answer(&desk.izde(QUERY).done());
    let whole = fs::read(desk.path("index/meta.json")).expect("meta.json");
    for part in 0..40 {
        let at = part * (whole.len() - 1) / 39;
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        desk.write("index/meta.json", &bytes);
        is_refused_or_right(&desk.izde(QUERY).run(), &right, &format!("meta.json with another byte at {at}"));
    }
}

#[test]
fn a_check_names_the_file_that_is_damaged() {
    let desk = desk();
    desk.izde("check").done().prints(&["files of index, ", ": all as they were written"]);
    // A list of the files that were read is there only when they are not younger than their clock tells.
    let lists = |name: &String| name == "meta.json" || name.starts_with(".files-");
    let others = desk.contents("index").into_iter().map(|(name, _)| name).filter(lists);
    for name in segment_files(&desk).into_iter().chain(others) {
        let path = format!("index/{name}");
        let whole = fs::read(desk.path(&path)).expect("a file");
        // The first byte, the checksum, and the last but one; between them tantivy names its version, which tells nobody anything.
        let sum = whole.windows(6).position(|bytes| bytes == b"\"crc\":").map_or(whole.len() / 2, |at| at + 6);
        for at in [0, sum, whole.len() - 2] {
            let mut bytes = whole.clone();
            bytes[at] ^= 4;
            desk.write(&path, &bytes);
            let run = desk.izde("check").run();
            let is_named = run.err.contains(&name) || name == "meta.json" && run.err.contains("the index in index");
            assert!(run.status == Some(2) && is_named && !run.err.contains("panicked"), "{name}, byte {at}\n{run}");
        }
        desk.write(&path, &whole);
    }
    let name = segment_files(&desk).into_iter().find(|name| name.ends_with(".idx")).expect("a file of postings");
    desk.write(&format!("index/{name}"), "x");
    let run = desk.izde("check --json").fails();
    let told = run.json_lines().remove(0);
    assert_eq!(told["damaged"][0], format!("{name} is not as it was written"), "{told:#}");
    desk.izde("index --rebuild").done();
    desk.izde("check").done();
}

#[test]
fn segment_files_that_are_missing_or_cut() {
    let desk = desk();
    let right = answer(&desk.izde(QUERY).done());
    for name in segment_files(&desk) {
        let path = format!("index/{name}");
        let whole = fs::read(desk.path(&path)).expect("a segment file");
        fs::remove_file(desk.path(&path)).expect("removed");
        let run = desk.izde(QUERY).run();
        is_refused_or_right(&run, &right, &format!("{name} is missing"));
        for length in [0, 1, whole.len() / 2, whole.len() - 1] {
            desk.write(&path, &whole[..length]);
            is_refused_or_right(&desk.izde(QUERY).run(), &right, &format!("{name} cut to {length} bytes"));
        }
        desk.write(&path, &whole);
        assert_eq!(answer(&desk.izde(QUERY).done()), right, "mended");
    }
}

#[test]
fn segment_files_with_other_bytes() {
    let desk = desk();
    let right = answer(&desk.izde(QUERY).done());
    for name in segment_files(&desk) {
        let path = format!("index/{name}");
        let whole = fs::read(desk.path(&path)).expect("a segment file");
        for at in (0..4).map(|part| part * (whole.len() - 1) / 3) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xFF;
            desk.write(&path, &bytes);
            is_refused_or_right(&desk.izde(QUERY).run(), &right, &format!("{name} with another byte at {at}"));
        }
        desk.write(&path, &whole);
    }
}

#[test]
fn a_rebuild_mends_every_damage() {
    for damage in ["missing", "cut", "flipped"] {
        let desk = desk();
        for name in segment_files(&desk) {
            let path = desk.path("index").join(&name);
            let whole = fs::read(&path).expect("a segment file");
            match damage {
                "missing" => fs::remove_file(&path).expect("removed"),
                "cut" => fs::write(&path, &whole[..whole.len() / 2]).expect("cut"),
                _ => fs::write(&path, whole.iter().map(|byte| !byte).collect::<Vec<_>>()).expect("flipped"),
            }
        }
        desk.izde(QUERY).fails().tells(&["izde index --rebuild"]);
        desk.izde("index --rebuild").done();
        desk.izde("search диірмен өзен").done().is_silent();
        let index = Index::open(desk.path("index")).expect("an index");
        assert_eq!(Catalog::new(&index).and_then(|catalog| catalog.documents()).expect("a list").len(), 5);
    }
}

#[test]
fn a_rebuild_clears_away_the_old_files_and_nothing_else() {
    let desk = desk();
    let old = segment_files(&desk);
    desk.write("index/README.md", "оқы");
    desk.write("index/meta.json", "{");
    // A file that is no part of an index: nothing is touched until somebody has looked.
    let photo = "d41d8cd98f00b204e9800998ecf8427e.jpg";
    desk.write(&format!("index/{photo}"), "x");
    let before = desk.contents("index");
    desk.izde("index --rebuild").fails().tells(&["index holds other files"]);
    assert_eq!(desk.contents("index"), before);
    fs::remove_file(desk.path("index").join(photo)).expect("removed");

    desk.izde("index --rebuild").done();
    let left = desk.contents("index");
    assert!(left.contains(&("README.md".to_owned(), "оқы".as_bytes().to_vec())), "README.md is gone");
    assert!(old.iter().all(|name| left.iter().all(|(kept, _)| kept != name)), "old segment files are left");
}

#[test]
fn a_rebuild_that_was_interrupted_can_be_done_again() {
    let desk = desk();
    // The list of files goes first, so this is what an interruption leaves.
    fs::remove_file(desk.path("index/meta.json")).expect("removed");
    fs::remove_file(desk.path("index/.managed.json")).expect("removed");
    desk.izde("search диірмен").done().tells(&["building index/ from corpus/"]);
}

#[test]
fn the_library_gives_an_error_for_a_damaged_index() {
    let desk = desk();
    let name = segment_files(&desk).into_iter().find(|name| name.ends_with(".term")).expect("a .term file");
    fs::remove_file(desk.path("index").join(name)).expect("removed");
    let index = Index::open(desk.path("index")).and_then(|index| Searcher::new(&index)?.search(&Request::new("өзен")));
    let message = index.expect_err("an error").to_string();
    assert!(message.contains("is damaged") && message.contains("is missing"), "{message}");
}
