//! Many queries at once.

use std::collections::HashSet;

use crate::desk::Desk;
use crate::texts::{ARCHIVE, LONG};

/// Lines 1, 3, 4 and 5 are queries.
const QUERIES: &str = "\u{FEFF}кітап\n\n{\"id\": \"s2\", \"text\": \"өзен\"}\r\n\
{\"id\": 5, \"text\": \"хат\"}\n{\"text\": \"астық\"}\n";

fn desk() -> Desk {
    Desk::indexed(&[("a.jsonl", ARCHIVE), ("диірмен.txt", LONG)])
}

#[test]
fn plain_lines_and_json_lines_mix() {
    let desk = desk().file("q.txt", QUERIES);
    let hits = desk.izde("batch q.txt").done().json_lines();
    let ids: HashSet<_> = hits.iter().map(|hit| (hit["id"].as_str().expect("an id"), hit["query"].as_str())).collect();
    // A query without an id is named by its line.
    let expected = [("1", Some("кітап")), ("s2", Some("өзен")), ("5", Some("хат")), ("5", Some("астық"))];
    assert_eq!(ids, HashSet::from(expected));
    let first = &hits[0];
    assert_eq!(first["rank"], 1);
    for name in ["score", "document", "passage", "highlights"] {
        assert!(first.get(name).is_some(), "{name}: {first:#}");
    }
}

#[test]
fn each_document_comes_once_for_a_query() {
    // Every passage of the long text has the word.
    let desk = desk();
    assert!(desk.json("search диірмен")["total"].as_u64() > Some(2));
    let hits = desk.izde("batch -").stdin("диірмен\n").done().json_lines();
    assert_eq!(hits.len(), 1, "{hits:#?}");
    let hits = desk.izde("batch - --limit 2").stdin("кітап\nөзен\n").done().json_lines();
    let rows: Vec<_> =
        hits.iter().map(|hit| (hit["id"].as_str().expect("id"), hit["rank"].as_u64().expect("rank"))).collect();
    assert_eq!(rows, [("1", 1), ("1", 2), ("2", 1), ("2", 2)]);
    let documents: HashSet<_> = hits.iter().map(|hit| (&hit["id"], hit["document"]["id"].as_str())).collect();
    assert_eq!(documents.len(), 4);
}

#[test]
fn trec_lines_have_six_fields_and_falling_scores() {
    let desk = desk().file("q.jsonl", "{\"id\":\"бір екі\",\"text\":\"кітап өзен\"}\n");
    let run = desk.izde("batch q.jsonl --format trec").done();
    let mut last = f64::INFINITY;
    for (at, line) in run.out.lines().enumerate() {
        let fields: Vec<_> = line.split(' ').collect();
        assert_eq!((fields.len(), fields[0], fields[1], fields[5]), (6, "бір_екі", "Q0", "izde"), "{line}");
        assert_eq!(fields[3], (at + 1).to_string());
        let score: f64 = fields[4].parse().expect("a score");
        assert!(score <= last, "programs that read run files sort by score\n{run}");
        last = score;
    }
    assert_eq!(run.out.lines().count(), 6, "{run}");
    assert_eq!(run.out.split(' ').nth(2), Some("kunsiz"), "the one with both words is first\n{run}");
}

#[test]
fn csv_is_for_spreadsheets() {
    let quotes = r#"{"id":"a,\"b\"","title":"Сөз, «сөз»","text":"Бірінші \"жол\",\nекінші жол."}"#;
    let desk = Desk::indexed(&[("a.jsonl", quotes)]);
    let run = desk.izde("batch - --format csv").stdin("жол\n").done();
    let header = "\u{FEFF}query_id,query,total,total_with_all,total_documents,occurrences,notices,rank,score,document,title,\
                  date,speaker,source,url,copies,passage,start,end,highlights,text\n";
    assert!(run.out.starts_with(header), "{run}");
    run.prints(&["\"a,\"\"b\"\"\",\"Сөз, «сөз»\"", "\"Бірінші \"\"жол\"\",\nекінші жол.\""]);
    run.prints(&["1,жол,1,1,1,2,,1,", ",1,0,45,16–22 38–44,"]);
}

#[test]
fn who_was_not_found_is_in_the_answer() {
    let desk = desk();
    let run = desk.izde("batch - --format csv").stdin("вертолёт\nкітап\n").done();
    run.prints(&["\n1,вертолёт,0,0,0,0,,,,,,,,,,,,,,,\n2,кітап,3,3,3,"]);
    let lines = desk.izde("batch -").stdin("вертолёт\nкітап\n").done().json_lines();
    assert_eq!((&lines[0]["query"], &lines[0]["total"]), (&"вертолёт".into(), &0.into()));
    assert!(lines[0].get("rank").is_none(), "{:#}", lines[0]);
    let numbers = ["total", "total_with_all", "total_documents", "occurrences"].map(|name| lines[1][name].as_u64());
    assert_eq!((lines.len(), numbers), (4, [Some(3), Some(3), Some(3), Some(3)]));
    // A run file holds hits alone.
    desk.izde("batch - --format trec").stdin("вертолёт\n").nothing().is("");
}

#[test]
fn what_only_begins_alike_is_no_occurrence() {
    let desk = Desk::indexed(&[("a.txt", "Кітапханашы сөрелерді тазалады.")]);
    let line = desk.izde("batch -").stdin("кітаптар\n").done().json_lines().remove(0);
    assert_eq!((&line["total"], &line["occurrences"]), (&1.into(), &0.into()), "{line:#}");
    assert_eq!(line["notices"].as_array().map(Vec::len), Some(1), "{line:#}");
}

#[test]
fn literal_lines_are_words_whatever_stands_in_them() {
    let desk = desk();
    let lines = "кітап -өзен\n\"кітап\nOR өзен\n";
    let literal = desk.izde("batch - --literal").stdin(lines).done().json_lines();
    let totals: Vec<_> = ["1", "2", "3"]
        .map(|id| literal.iter().find(|line| line["id"] == id).and_then(|line| line["total"].as_u64()))
        .into();
    assert_eq!(totals, [Some(6), Some(3), Some(4)]);
    let read = desk.izde("batch -").stdin("кітап -өзен\n").done().json_lines();
    assert_eq!(read[0]["total"], 2);
}

#[test]
fn passages_gives_several_of_a_document() {
    let desk = desk();
    let hits = desk.izde("batch - --passages 2").stdin("диірмен\n").done().json_lines();
    let of_document = hits[0]["of_document"].as_u64();
    assert_eq!((hits.len(), of_document), (2, Some(3)), "{hits:#?}");
    assert!(hits.iter().all(|hit| hit["rank"] == 1));
    desk.izde("batch - --passages 2 --format trec").stdin("диірмен\n").fails().tells(&["each document once"]);
}

#[test]
fn nothing_of_a_csv_is_a_formula() {
    let text = r#"{"id":"@a","title":"+7 701","speaker":"=cmd()","text":"-Сөз бар."}"#;
    let desk = Desk::indexed(&[("a.jsonl", text)]);
    let run = desk.izde("batch - --format csv").stdin("{\"id\": \"=1\", \"text\": \"=сөз\"}\n").done();
    run.prints(&["\n'=1,'=сөз,1,", ",'@a,'+7 701,,'=cmd(),", ",'-Сөз бар.\n"]);
}

/// Rows: a line that is no query, what the message says of it.
#[test]
fn a_bad_line_is_named_and_does_not_stop_the_rest() {
    let desk = desk();
    for (line, named) in [
        (&b"{\"id\": 1}"[..], "a JSON query is"),
        (b"{\"text\": ", "a JSON query is"),
        (b"\xC0\xF3", "not UTF-8"),
        ("?!".as_bytes(), "no letters or digits"),
    ] {
        let lines = ["кітап\n".as_bytes(), line, "\nөзен\n".as_bytes()].concat();
        let run = desk.izde("batch - --format trec").stdin(lines).fails();
        run.tells(&["line 2", named]);
        run.prints(&["1 Q0 ", "3 Q0 "]).prints_no(&["2 Q0 "]);
    }
}

#[test]
fn nothing_found_for_any_query_is_status_1() {
    let desk = desk();
    desk.izde("batch -").stdin("вертолёт\n").nothing();
    desk.izde("batch -").stdin("вертолёт\nкітап\n").done();
    desk.izde("batch -").stdin("").nothing();
}
