//! Queries however they were typed: what is understood, what is said of it, and how it is switched off.

use crate::desk::Desk;

const VILLAGE: &str = r#"{"id":"v","title":"Хабар","text":"Ауыл әкімі халықпен кездесті."}
{"id":"s","title":"Хабар","text":"Мектеп оқушылары көшет отырғызды."}
"#;

/// Rows: query, kind of the first highlight, why.
#[test]
fn a_query_finds_the_same_however_it_was_typed() {
    let desk = Desk::indexed(&[("a.jsonl", VILLAGE)]);
    for (query, kind, why) in [
        ("ауыл~әкімі", "exact", "as it stands"),
        ("ауыл~акими", "exact", "a Russian keyboard; the first word is right"),
        ("auyl~äkımı", "repaired", "Latin of 2021"),
        ("fesk~2r3v3", "repaired", "the wrong layout, digits being letters"),
        ("кездести", "repaired", "a Russian keyboard"),
        ("кездсеті", "fuzzy", "two letters swapped"),
    ] {
        let answer = desk.json(&format!("search {}", query.replace('~', " ")));
        assert_eq!(answer["hits"][0]["document"]["id"], "v", "{query}: {why}");
        assert_eq!(answer["hits"][0]["highlights"][0]["kind"], kind, "{query}: {why}");
        let notices = answer["notices"].as_array().expect("notices");
        let says = notices.iter().any(|notice| notice.as_str().is_some_and(|notice| notice.contains("--as-typed")));
        assert_eq!(says, query != "ауыл~әкімі", "{query}: {notices:?}");
    }
}

#[test]
fn as_typed_repairs_nothing() {
    let desk = Desk::indexed(&[("a.jsonl", VILLAGE)]);
    for query in ["кездсеті", "kezdesti", "rtpltcn3"] {
        let found = desk.json(&format!("search {query}"));
        assert_eq!(found["total"], 1, "{query}");
        let answer = desk.json(&format!("search {query} --as-typed"));
        let notices = answer["notices"].to_string();
        assert!(!notices.contains('→'), "{query}: {notices}");
        let kinds = answer["hits"].to_string();
        assert!(!kinds.contains("repaired") && !kinds.contains("fuzzy"), "{query}: {kinds}");
    }
}
