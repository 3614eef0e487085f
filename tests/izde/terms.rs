//! `izde terms`: the words of an index.

use serde_json::Value;

use crate::desk::Desk;
use crate::texts::many;

const TEXT: &str = "Халқы көп ауыл. Халық жиналды. Халықтың сөзі халыққа. Ауылдағы халықаралық жиын, ХАЛЫҚТЫҢ ойы.";

fn desk() -> Desk {
    Desk::indexed(&[("a.txt", TEXT)])
}

/// Stem or form, occurrences, passages.
fn rows(lines: &[Value], name: &str) -> Vec<(String, u64, u64)> {
    let number = |line: &Value, name: &str| line[name].as_u64().expect("a number");
    let text = |line: &Value| line[name].as_str().expect("a word").to_owned();
    lines.iter().map(|line| (text(line), number(line, "occurrences"), number(line, "passages"))).collect()
}

fn row(text: &str, occurrences: u64, passages: u64) -> (String, u64, u64) {
    (text.to_owned(), occurrences, passages)
}

#[test]
fn stems_come_with_their_forms_the_most_frequent_first() {
    let desk = desk();
    let lines = desk.izde("terms Хал --json").done().json_lines();
    assert_eq!(rows(&lines, "stem"), [row("халық", 5, 1), row("халықаралық", 1, 1)]);
    let forms = lines[0]["forms"].as_array().expect("forms");
    assert_eq!(
        rows(forms, "form"),
        [row("халықтың", 2, 1), row("халық", 1, 1), row("халыққа", 1, 1), row("халқы", 1, 1)]
    );
    desk.izde("terms хал").done().prints(&["халық        5  in 1 passage: халықтың 2, халық 1"]);
}

#[test]
fn a_stem_is_found_by_a_form_that_begins_otherwise() {
    let lines = desk().izde("terms халқ --json").done().json_lines();
    assert_eq!(rows(&lines, "stem"), [row("халық", 5, 1)]);
}

#[test]
fn forms_are_listed_as_they_are_written() {
    let lines = desk().izde("terms халықт --forms --json").done().json_lines();
    assert_eq!(rows(&lines, "form"), [row("халықтың", 2, 1)]);
    assert!(lines[0].get("stem").is_none() && lines[0].get("forms").is_none());
    desk().izde("terms ауыл --forms --csv").done().is("\u{FEFF}form,occurrences,passages\nауыл,1,1\nауылдағы,1,1\n");
}

#[test]
fn csv_has_a_row_a_stem() {
    let run = desk().izde("terms ауыл --csv").done();
    run.is("\u{FEFF}stem,occurrences,passages,forms\nауыл,2,1,\"ауыл 1, ауылдағы 1\"\n");
}

#[test]
fn what_was_replaced_or_stands_in_several_segments_is_counted_once() {
    let desk = Desk::new().file("a.jsonl", many(40, 1));
    desk.izde("index a.jsonl").done();
    let before = desk.izde("terms диір --json").done().out;
    // The same words again in other documents, and the first ones replaced.
    desk.write("a.jsonl", many(40, 2));
    desk.izde("index a.jsonl").done();
    assert_eq!(desk.izde("terms диір --json").done().out, before);
    desk.izde("terms нұсқа1 --json").nothing();
    desk.write("b.jsonl", many(40, 2).replace("\"d", "\"e"));
    desk.izde("index b.jsonl").done();
    let count = |out: &str| rows(&[serde_json::from_str(out).expect("JSON")], "stem")[0].1;
    assert_eq!(count(&desk.izde("terms диір --json").done().out), 2 * count(&before));
}

#[test]
fn n_limits_and_says_so() {
    let desk = desk();
    let run = desk.izde("terms хал -n 1").done();
    run.tells(&["1 of 2 shown"]);
    assert_eq!(run.out.lines().count(), 1, "{run}");
    desk.izde("terms вертолёт").nothing().is("");
    desk.izde("terms ?").fails();
}
