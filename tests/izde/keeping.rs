//! Keeping an index up with a folder: what is gone, what would be done, what is told to programs.

use std::fs;

use crate::desk::Desk;

const A: &str = "Түйе шөлде жүр.";
const B: &str = "Жылқы далада жайылды.";

#[test]
fn documents_whose_files_are_gone_go_when_asked() {
    let desk = Desk::indexed(&[("a.txt", A), ("b.txt", B), ("c/d.txt", "Құлын суатта тұр.")]);
    fs::remove_file(desk.path("corpus/b.txt")).expect("removed");
    fs::remove_dir_all(desk.path("corpus/c")).expect("removed");
    desk.izde("index").done().prints(&["1 document in index: 0 new, 0 replaced, 1 unchanged, 0 removed"]);
    desk.izde("search жылқы").done();
    desk.izde("index --prune").done().prints(&["2 removed"]);
    desk.izde("search жылқы").nothing();
    desk.izde("search құлын").nothing();
    desk.izde("search түйе").done();
    desk.izde("index --prune").done().prints(&["0 removed"]);
}

#[test]
fn nothing_is_taken_out_from_elsewhere() {
    let desk = Desk::with(&[("a/x.txt", A), ("b/y.txt", B), ("ab/z.txt", "Құлын суатта тұр.")]);
    desk.izde("index a b ab").done();
    desk.izde("index -").stdin("{\"id\":\"1\",\"text\":\"Бота жатыр.\"}\n").done();
    for folder in ["a", "b", "ab"] {
        fs::remove_dir_all(desk.path(folder)).expect("removed");
    }
    desk.write("a/other.txt", "Сиыр суатта.");
    // ab begins like a, but is not below it; what came through standard input has no file.
    desk.izde("index --prune ./a").done().prints(&["1 new", "1 removed"]);
    desk.izde("search түйе").nothing();
    for still_there in ["жылқы", "құлын", "бота", "сиыр"] {
        desk.izde("search").arg(still_there).done();
    }
}

#[test]
fn an_empty_or_missing_folder_takes_nothing_out() {
    let desk = Desk::indexed(&[("a.txt", A), ("b.txt", B)]);
    for name in ["a.txt", "b.txt"] {
        fs::remove_file(desk.path("corpus").join(name)).expect("removed");
    }
    desk.izde("index --prune").fails();
    fs::remove_dir(desk.path("corpus")).expect("removed");
    desk.izde("index --prune corpus").fails();
    assert_eq!(desk.json("search түйе жылқы")["total"], 2);
}

#[test]
fn a_document_that_moved_to_another_file_stays() {
    let line = "{\"id\":\"1\",\"text\":\"Түйе шөлде жүр.\"}\n";
    let desk = Desk::indexed(&[("a.jsonl", line), ("z.txt", B)]);
    fs::rename(desk.path("corpus/a.jsonl"), desk.path("corpus/b.jsonl")).expect("renamed");
    desk.izde("index --prune").done().prints(&["0 removed"]);
    desk.izde("index --prune").done().prints(&["0 removed"]);
    let answer = desk.json("search түйе");
    assert_eq!(answer["hits"][0]["document"]["path"], "corpus/b.jsonl", "{answer:#}");
}

#[test]
fn documents_can_be_taken_out_by_their_ids() {
    let desk = Desk::indexed(&[("a.txt", A), ("b.txt", B), ("c.txt", "Құлын суатта тұр.")]);
    desk.izde("delete a.txt").done().prints(&["1 document taken out of index"]);
    desk.izde("search түйе").nothing();
    let run = desk.izde("delete b.txt жоқ.txt").fails();
    run.prints(&["1 document taken out"]).tells(&["жоқ.txt"]);
    desk.izde("search жылқы").nothing();
    // The files are still there.
    desk.izde("index").done().prints(&["2 new, 0 replaced, 1 unchanged"]);
}

#[test]
fn a_dry_run_says_what_would_happen_and_does_nothing() {
    let desk = Desk::with(&[("corpus/a.txt", A), ("corpus/b.txt", B)]);
    desk.izde("index --dry-run").done().prints(&["new\ta.txt", "new\tb.txt", "would be: 2 documents in index: 2 new"]);
    assert!(!desk.path("index").exists(), "not even an empty index");
    desk.izde("index").done();
    let before = desk.contents("index");
    desk.write("corpus/a.txt", "Түйе жатыр.");
    fs::remove_file(desk.path("corpus/b.txt")).expect("removed");
    desk.write("corpus/c.txt", "Құлын суатта тұр.");
    let run = desk.izde("index --dry-run --prune").done();
    run.prints(&["replaced\ta.txt", "new\tc.txt", "removed\tb.txt", "1 new, 1 replaced, 0 unchanged, 1 removed"]);
    assert!(desk.contents("index") == before, "nothing is written");
    desk.izde("index --prune").done().prints(&["1 new, 1 replaced, 0 unchanged, 1 removed"]);
}

#[test]
fn programs_are_told_as_json() {
    let desk = Desk::with(&[
        ("corpus/a.txt", A),
        ("corpus/b.jsonl", "{\"text\":\"Жылқы.\"}\n{\"text\":1}\n"),
        ("corpus/c.jpg", "x"),
    ]);
    let run = desk.izde("index --json").fails();
    let told = run.json_lines().remove(0);
    assert_eq!((&told["documents"], &told["new"], &told["removed"]), (&2.into(), &2.into(), &0.into()), "{told:#}");
    assert_eq!(told["kinds"]["JSON lines"], 1, "{told:#}");
    assert_eq!(told["failures"].as_array().map(Vec::len), Some(1), "{told:#}");
    assert_eq!(told["skipped"].as_array().map(Vec::len), Some(1), "{told:#}");
    assert!(told["took_ms"].as_f64().is_some_and(|ms| ms > 0.0) && told.get("changes").is_none(), "{told:#}");
    desk.write("corpus/b.jsonl", "{\"text\":\"Құлын.\"}\n");
    let told = desk.izde("index --json --dry-run").done().json_lines().remove(0);
    assert_eq!(told["changes"][0]["change"], "replaced", "{told:#}");
    assert_eq!(told["changes"][0]["id"], "b.jsonl#1", "{told:#}");
}
