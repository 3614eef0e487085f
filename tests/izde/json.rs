//! The JSON contract: programs rely on every name and span.

use std::collections::HashMap;

use izde::analysis::Analyzer;
use serde_json::Value;

use crate::desk::Desk;
use crate::texts::{ARCHIVE, LONG};

fn desk() -> Desk {
    Desk::indexed(&[("a.jsonl", ARCHIVE), ("диірмен.txt", LONG), ("bom.md", &format!("\u{FEFF}# Тас\n\n{LONG}"))])
}

fn list<'v>(value: &'v Value, name: &str) -> &'v Vec<Value> {
    value[name].as_array().unwrap_or_else(|| panic!("{name} is no list: {value:#}"))
}

/// The part of `text` that an object with `start` and `end` names.
fn cut<'t>(text: &'t str, span: &Value) -> &'t str {
    let at = |name: &str| span[name].as_u64().expect("a byte offset") as usize;
    text.get(at("start")..at("end")).unwrap_or_else(|| panic!("{span} does not fit the text"))
}

#[test]
fn an_answer_has_every_field_of_the_contract() {
    let answer = desk().json("search гүлзар");
    assert_eq!(answer["query"], "гүлзар");
    assert_eq!(answer["total"], 1);
    assert!(answer["took_ms"].is_number());
    assert_eq!(answer["notices"], Value::Array(vec![]));
    let hit = &answer["hits"][0];
    assert_eq!(hit["rank"], 1);
    assert!(hit["score"].as_f64().is_some_and(|score| score > 0.0), "{hit:#}");
    let document = &hit["document"];
    for (name, value) in [
        ("id", "kitap"),
        ("title", "Кітапхана ашылды"),
        ("date", "2024-09-01"),
        ("speaker", "Марат Әлиев"),
        ("source", "Дала таңы"),
        ("url", "https://example.org/kitap"),
        ("path", "corpus/a.jsonl"),
    ] {
        assert_eq!(document[name], value, "{name}");
    }
    assert_eq!(hit["passage"]["number"], 1);
    assert_eq!(list(hit, "highlights").len(), 1);
    assert_eq!(hit["highlights"][0]["term"], "гүлзар");
    assert_eq!(hit["highlights"][0]["kind"], "exact");
}

#[test]
fn what_a_document_does_not_say_is_null() {
    let answer = desk().json("search жазба");
    let document = &answer["hits"][0]["document"];
    assert_eq!(document["id"], "kunsiz");
    for name in ["title", "date", "speaker", "source", "url"] {
        assert!(document.get(name).is_some_and(Value::is_null), "{name}: {document:#}");
    }
}

#[test]
fn spans_are_bytes_of_the_text_that_show_gives() {
    let desk = desk();
    let mut texts: HashMap<String, String> = HashMap::new();
    let mut worker = Analyzer::new().worker();
    let (mut highlights, mut later_passages) = (0, 0);
    for query in ["диірмен суы", "хатты жазған", "ауыл", "кітап", "өзеннің бойы", "тас"]
    {
        let answer = desk.izde("search --json -n 50").arg(query).done().json_lines().remove(0);
        let mut last_score = f64::INFINITY;
        for (at, hit) in list(&answer, "hits").iter().enumerate() {
            assert_eq!(hit["rank"], at + 1);
            let id = hit["document"]["id"].as_str().expect("an id").to_owned();
            let text = texts.entry(id.clone()).or_insert_with(|| {
                let shown = desk.izde("show --json").arg(&id).done().json_lines().remove(0);
                shown["text"].as_str().expect("a text").to_owned()
            });
            assert_eq!(cut(text, &hit["passage"]), hit["passage"]["text"], "{hit:#}");
            later_passages += usize::from(hit["passage"]["number"] != 1);
            let mut end = hit["passage"]["start"].as_u64();
            for highlight in list(hit, "highlights") {
                let word = cut(text, highlight);
                let token = worker.tokens(word).next().map(|token| token.stem.to_owned()).expect("a word");
                match highlight["kind"].as_str() {
                    Some("exact" | "stem") => assert_eq!(highlight["term"], *token, "{word}"),
                    kind => assert_eq!(kind, Some("related"), "{word}"),
                }
                assert!(highlight["start"].as_u64() >= end, "in order, without overlap: {hit:#}");
                end = highlight["end"].as_u64();
                highlights += 1;
            }
            assert!(end <= hit["passage"]["end"].as_u64(), "within the passage: {hit:#}");
            let all = if hit["has_all"] == true { 1000.0 } else { 0.0 };
            let score = hit["score"].as_f64().expect("a score") + all;
            assert!(score <= last_score, "the best first: {answer:#}");
            last_score = score;
        }
    }
    assert!(highlights > 20 && later_passages > 3, "the queries found too little to test anything");
}

#[test]
fn titles_are_marked_by_spans_of_the_title() {
    let answer = desk().json("search кітапхана");
    let hit = &answer["hits"][0];
    assert_eq!(hit["document"]["id"], "kitap");
    assert_eq!(cut("Кітапхана ашылды", &list(hit, "title_highlights")[0]), "Кітапхана");
}

#[test]
fn nothing_found_is_an_answer_too() {
    let run = desk().izde("search вертолёт --json").nothing();
    run.is_silent();
    let answer = run.json_lines().remove(0);
    assert_eq!((&answer["total"], list(&answer, "hits").len()), (&Value::from(0), 0));
}
