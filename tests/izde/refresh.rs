//! Indexing again: what is unchanged stays, what changed is replaced, what is gone goes, and nothing else is lost.

use std::fs;

use crate::desk::Desk;

const SUMMARY: &str = " in index: ";

/// Waits until files are older than what the clock of a file system tells apart.
fn settle() {
    std::thread::sleep(std::time::Duration::from_millis(100));
}

#[test]
fn the_unchanged_is_skipped_and_the_changed_replaced() {
    let desk = Desk::with(&[("corpus/a.txt", "Түйе шөлде жүр."), ("corpus/b.txt", "Жылқы далада жайылды.")]);
    settle();
    desk.izde("index").done().prints(&["2 documents in index: 2 new, 0 replaced, 0 unchanged, 0 removed"]);
    let before = desk.contents("index");
    desk.izde("index").done().prints(&["2 documents in index: 0 new, 0 replaced, 2 unchanged, 0 removed"]);
    assert!(desk.contents("index") == before, "nothing changed, so nothing is written");

    desk.write("corpus/a.txt", "Сиыр суатта тұр.");
    desk.izde("index").done().prints(&["2 documents in index: 0 new, 1 replaced, 1 unchanged, 0 removed"]);
    desk.izde("search түйе").nothing();
    desk.izde("search шөлде").nothing();
    assert_eq!(desk.json("search сиыр")["total"], 1);
    assert_eq!(desk.json("search жылқы")["total"], 1);
}

#[test]
fn a_change_of_the_metadata_alone_is_a_change() {
    let desk = Desk::indexed(&[("a.txt", "---\ntitle: Ескі\n---\nҚаз қайтты.")]);
    desk.write("corpus/a.txt", "---\ntitle: Жаңа\n---\nҚаз қайтты.");
    desk.izde("index").done().prints(&["1 replaced"]);
    desk.izde("search қаз").done().prints(&["Жаңа"]).prints_no(&["Ескі"]);
}

#[test]
fn a_document_that_shrinks_leaves_no_passage_behind() {
    let long = crate::texts::LONG;
    let desk = Desk::indexed(&[("a.txt", long)]);
    assert_eq!(desk.json("search диірмен хат доңғалақ -n 9")["total"], 3);
    desk.write("corpus/a.txt", long.split("\n\n").next().expect("a first paragraph"));
    desk.izde("index").done().prints(&["1 replaced"]);
    assert_eq!(desk.json("search диірмен хат доңғалақ -n 9")["total"], 1);
    desk.izde("search доңғалақ").nothing();
}

#[test]
fn lines_that_vanished_from_their_file_are_removed() {
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let desk = Desk::indexed(&[
        ("a.jsonl", &(line("1", "Аққу көлде.") + &line("2", "Қаршыға аспанда.") + &line("3", "Тырна сазда."))),
        ("b.jsonl", &line("4", "Қаршыға қияда.")),
    ]);
    desk.write("corpus/a.jsonl", line("1", "Аққу көлде.") + &line("3", "Тырна батпақта."));
    desk.izde("index").done().prints(&["3 documents in index: 0 new, 1 replaced, 2 unchanged, 1 removed"]);
    let answer = desk.json("search қаршыға");
    assert_eq!((&answer["total"], &answer["hits"][0]["document"]["id"]), (&1.into(), &"4".into()), "{answer:#}");
}

#[test]
fn a_file_that_could_not_be_read_whole_loses_no_line() {
    let desk =
        Desk::indexed(&[("a.jsonl", "{\"id\":\"1\",\"text\":\"Аққу.\"}\n{\"id\":\"2\",\"text\":\"Қаршыға.\"}\n")]);
    desk.write("corpus/a.jsonl", "{\"id\":\"1\",\"text\":\"Аққу.\"}\n{\"id\":\"2\",\"te");
    desk.izde("index").fails().tells(&["line 2"]).prints(&["0 removed"]);
    desk.izde("search қаршыға").done();
}

#[test]
fn two_files_of_one_relative_path_do_not_oust_each_other() {
    let desk = Desk::with(&[("бір/a.txt", "Алмұрт пісті."), ("екі/a.txt", "Шабдалы пісті.")]);
    desk.izde("index бір").done();
    let run = desk.izde("index екі").fails();
    run.tells(&["екі/a.txt: its id \"a.txt\" already belongs to бір/a.txt", "index the folder above both"]);
    desk.izde("search алмұрт").done();
    desk.izde("search шабдалы").nothing();
    // Both at once end the same way; the advice helps.
    desk.izde("index --index екеуі бір екі").fails().tells(&["already belongs to"]).prints(&["1 document in", "1 new"]);
    let above = Desk::with(&[("ж/бір/a.txt", "Алмұрт пісті."), ("ж/екі/a.txt", "Шабдалы пісті.")]);
    above.izde("index ж").done().prints(&["2 new"]);
    assert_eq!(above.json("search піс")["total"], 2);
}

#[test]
fn a_folder_that_moved_is_the_same_folder() {
    let desk = Desk::with(&[("бір/a.txt", "Алмұрт пісті.")]);
    desk.izde("index бір").done();
    fs::rename(desk.path("бір"), desk.path("екі")).expect("moved");
    // Once, for its documents are in another place now.
    desk.izde("index екі").done().prints(&["1 document in index: 0 new, 1 replaced"]);
    assert_eq!(desk.json("search піс")["hits"][0]["document"]["path"], "екі/a.txt");
    desk.izde("index екі").done().prints(&["1 document in index: 0 new, 0 replaced, 1 unchanged"]);
    desk.write("екі/a.txt", "Шабдалы пісті.");
    desk.izde("index екі").done().prints(&["1 replaced"]);
}

#[test]
fn one_folder_after_another_adds_up() {
    let desk = Desk::with(&[("бір/a.txt", "Алмұрт пісті."), ("екі/b.txt", "Шабдалы пісті.")]);
    desk.izde("index бір").done();
    desk.izde("index екі").done().prints(&["1 document in index: 1 new"]);
    assert_eq!(desk.json("search пісу")["total"], 2);
}

#[test]
fn a_rebuild_holds_only_what_is_indexed_now() {
    let desk = Desk::with(&[("бір/a.txt", "Алмұрт пісті."), ("екі/b.txt", "Шабдалы пісті.")]);
    desk.izde("index бір").done();
    desk.izde("index --rebuild екі").done().prints(&[SUMMARY, "1 new, 0 replaced, 0 unchanged, 0 removed"]);
    desk.izde("search алмұрт").nothing();
    desk.izde("search шабдалы").done();
    desk.izde("index --rebuild -").stdin("{\"text\":\"Анар піседі.\"}\n").done();
    assert_eq!(desk.json("search пісу")["total"], 1);
}

#[test]
fn an_index_of_another_folder_and_name_works() {
    let desk = Desk::with(&[("a.txt", "Өрік гүлдеді.")]);
    desk.izde("index a.txt --index").arg("менің индексім/бір").done().prints(&["1 document in менің индексім/бір"]);
    desk.izde("search өрік --index").arg("менің индексім/бір").done();
    assert!(!desk.path("index").exists(), "the default index was not asked for");
}

/// Once lost: what left one file was taken out, and its copy in the other file was skipped as unchanged.
#[test]
fn a_line_that_moved_to_another_file_is_not_lost() {
    let (stays, moves) = ("{\"id\":\"1\",\"text\":\"Киік жусайды.\"}\n", "{\"id\":\"2\",\"text\":\"Арқар шапты.\"}\n");
    let other = "{\"id\":\"3\",\"text\":\"Елік ұйықтады.\"}\n";
    for (from, to) in [("a.jsonl", "b.jsonl"), ("b.jsonl", "a.jsonl")] {
        let desk = Desk::new();
        desk.write(&format!("corpus/{from}"), [stays, moves].concat());
        desk.write(&format!("corpus/{to}"), other);
        desk.izde("index").done();
        desk.write(&format!("corpus/{from}"), stays);
        desk.write(&format!("corpus/{to}"), [other, moves].concat());
        desk.izde("index").done();
        assert_eq!(desk.json("search арқар")["total"], 1, "moved from {from} to {to}");
        assert_eq!(desk.json("search киік елік")["total"], 2);
    }
}

/// What was moved to another file is known to have moved, commits in between or not.
#[test]
fn a_document_that_moved_survives_a_commit_in_between() {
    let desk = Desk::new()
        .file("corpus/b.jsonl", "{\"id\":\"x\",\"text\":\"Құндыз.\"}\n{\"id\":\"y\",\"text\":\"Борсық.\"}\n");
    desk.izde("index").done();
    desk.write("corpus/a.jsonl", "{\"id\":\"x\",\"text\":\"Құндыз.\"}\n{\"id\":\"z\",\"text\":\"Суыр.\"}\n");
    desk.write("corpus/b.jsonl", "{\"id\":\"y\",\"text\":\"Борсық.\"}\n");
    desk.izde("index --commit-every 1").done().prints(&["1 new, 0 replaced, 2 unchanged, 0 removed"]);
    desk.izde("search құндыз").done();
}

#[test]
fn a_file_that_nothing_touched_is_not_opened() {
    let desk = Desk::with(&[
        ("corpus/a.txt", "Түйе шөлде жүр."),
        ("corpus/b.jsonl", "{\"text\":\"Жылқы.\"}\n{\"text\":\"Құлын.\"}"),
    ]);
    settle();
    desk.izde("index").done().prints(&["3 documents in index: 3 new"]).prints_no(&["not opened"]);
    desk.izde("index").done().prints(&["0 new, 0 replaced, 3 unchanged, 0 removed", "2 files not opened", "0 B read"]);

    let other = desk.izde("index --set source=Дала");
    other.done().prints(&["0 new, 3 replaced"]).prints_no(&["not opened"]);
    desk.izde("index --set source=Дала").done().prints(&["2 files not opened"]);

    desk.write("corpus/a.txt", "Түйе шөлде жатыр.");
    desk.izde("index --set source=Дала").done().prints(&["1 replaced, 2 unchanged", "1 file not opened"]);
    desk.izde("index --rebuild").done().prints(&["3 new"]).prints_no(&["not opened"]);
}
