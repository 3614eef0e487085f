//! What each option of `search` does to the answer.

use serde_json::Value;

use crate::desk::Desk;
use crate::texts::{ARCHIVE, many};

fn ids(answer: &Value) -> Vec<String> {
    let hits = answer["hits"].as_array().expect("hits");
    hits.iter().map(|hit| hit["document"]["id"].as_str().expect("an id").to_owned()).collect()
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

#[test]
fn n_limits_the_hits_and_not_the_total() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    let answer = desk.json("search кітап -n 1");
    assert_eq!((ids(&answer).len(), &answer["total"]), (1, &Value::from(3)));
    assert_eq!(ids(&desk.json("search кітап --limit 0")).len(), 0);
}

#[test]
fn pages_join_without_overlap_or_gap() {
    let desk = Desk::indexed(&[("a.jsonl", &many(70, 1))]);
    for order in ["score", "date"] {
        let page = |offset: usize, limit: usize| {
            desk.json(&format!("search диірмен көпір --all-copies --sort {order} -n {limit} --offset {offset}"))
        };
        let whole = page(0, 100);
        assert_eq!(whole["total"], ids(&whole).len());
        let mut joined = vec![];
        for offset in (0..whole["total"].as_u64().expect("a number") as usize).step_by(7) {
            let answer = page(offset, 7);
            assert_eq!(answer["total"], whole["total"], "the total does not depend on the page");
            assert_eq!(answer["hits"][0]["rank"], offset + 1);
            joined.extend(ids(&answer));
        }
        assert_eq!(joined, ids(&whole), "by {order}");
    }
    let beyond = desk.izde("search диірмен --offset 1000 --json").done();
    beyond.prints(&["\"hits\":[]"]);
}

/// Rows: options, documents of `кітап өзен` that are left. Dates by month and year count by their first day.
#[test]
fn dates_limit_what_is_found() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    for (options, expected) in [
        ("", vec!["egin", "kitap", "kunsiz", "mektep", "ozen"]),
        ("--from 2024", vec!["kitap", "mektep", "ozen"]),
        ("--from 2024-10", vec!["mektep", "ozen"]),
        ("--from 2025-03-14", vec!["mektep", "ozen"]),
        ("--from 2025-03-15", vec!["mektep"]),
        ("--to 2024", vec!["egin", "kitap"]),
        ("--to 2024-09", vec!["egin", "kitap"]),
        ("--to 2024-09-01", vec!["egin", "kitap"]),
        ("--to 2024-08-31", vec!["egin"]),
        ("--from 2024 --to 2025-03", vec!["kitap", "ozen"]),
    ] {
        let answer = desk.json(&format!("search кітап өзен {options} -n 20"));
        assert_eq!(sorted(ids(&answer)), expected, "{options}");
        assert_eq!(answer["total"], expected.len(), "{options}");
    }
    desk.izde("search кітап --from 2026").nothing();
    desk.izde("search кітап --from 2025 --to 2024").nothing();
}

/// Rows: options, documents of `кітап өзен` that are left.
#[test]
fn speaker_and_source_are_words_in_any_inflection() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    for (options, expected) in [
        (&["--speaker", "Әлиев"][..], vec!["kitap", "mektep"]),
        (&["--speaker", "әлиевтің"], vec!["kitap", "mektep"]),
        (&["--speaker", "Марат Әлиевке"], vec!["kitap", "mektep"]),
        (&["--speaker", "Айгүлдің"], vec!["ozen"]),
        (&["--speaker", "Айгүл Әлиев"], vec![]),
        (&["--source", "дала таңына"], vec!["egin", "kitap"]),
        (&["--source", "Өлке"], vec!["mektep", "ozen"]),
        (&["--source", "Өлке", "--speaker", "Марат"], vec!["mektep"]),
    ] {
        let call =
            options.iter().fold(desk.izde("search кітап өзен --json -n 20"), |call, option| call.arg(option));
        let run = call.run();
        let answer: Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(sorted(ids(&answer)), expected, "{run}");
        assert_eq!(run.status, Some(i32::from(expected.is_empty())), "{run}");
    }
}

/// Rows: query, documents it finds.
#[test]
fn a_prefix_of_a_name_chooses_documents_and_is_no_evidence() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    for (query, expected) in [
        ("кітап speaker:Әли*", vec!["kitap", "mektep"]),
        ("кітап -speaker:Әли*", vec!["kunsiz"]),
        ("кітап source:өлк*", vec!["mektep"]),
    ] {
        let answer: Value = desk.izde("search --json").arg(query).done().json_lines().remove(0);
        assert_eq!(sorted(ids(&answer)), expected, "{query}");
    }
    let score = |query: &str| {
        let answer = desk.izde("search --json --no-related").arg(query).done().json_lines().remove(0);
        answer["hits"][0]["score"].as_f64()
    };
    assert_eq!(score("гүлзар speaker:Әли*"), score("гүлзар"));
}

#[test]
fn by_date_the_latest_come_first_and_the_undated_last() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    let answer = desk.json("search кітап өзен --sort date -n 20");
    assert_eq!(ids(&answer), ["mektep", "ozen", "kitap", "egin", "kunsiz"]);
}

#[test]
fn explanations_add_up_to_the_score() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    let answer = desk.json("search оқушының кітабы --explain");
    for hit in answer["hits"].as_array().expect("hits") {
        let parts = hit["evidence"].as_array().expect("evidence");
        assert!(!parts.is_empty());
        let sum: f64 = parts.iter().map(|part| part["score"].as_f64().expect("a score")).sum();
        assert!((sum - hit["score"].as_f64().expect("a score")).abs() < 1e-4, "{hit:#}");
    }
    assert!(desk.json("search кітап")["hits"][0].get("evidence").is_none(), "only for who asks");
    let text = desk.izde("search оқушының кітабы --explain -n 1").done();
    text.prints(&["«кітабы» through its stem «кітап», 1 time here (", "; in about 3 passages of the index", "= "]);
}

#[test]
fn words_that_only_begin_alike_are_a_last_resort_and_said() {
    let desk = Desk::indexed(&[("a.txt", "Кітапханашы сөрелерді тазалады.\n\nБасқа сөйлем.")]);
    let run = desk.izde("search кітаптар").done();
    run.tells(&["no passage has these words"]).prints(&["1 passage in 1 document"]);
    let answer = desk.json("search кітаптар");
    assert_eq!(answer["notices"].as_array().map(Vec::len), Some(1), "{answer:#}");
    assert!(answer["hits"][0]["highlights"].as_array().expect("a list").iter().all(|h| h["kind"] == "related"));
    desk.izde("search кітаптар --no-related").nothing();
    // A word that is there in earnest needs no such help.
    desk.izde("search сөре").done().is_silent();
}
