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

const OFFICE: &str = r#"{"id":"a","title":"Хабар","text":"Ауыл әкімдігінде жаңа өнер мектебі ашылды."}
{"id":"b","title":"Хабар","text":"Қалада мектеп оқушылары көшет отырғызды. Билим туралы айтылды."}
{"id":"c","title":"Хабар","text":"Білім туралы заң, білім беру, білім алу, білім."}
{"id":"d","title":"Мұражай","text":"Қазыбек би көшесіндегі ғимарат. Қорымда тас тұр."}
"#;

fn ids(answer: &serde_json::Value) -> Vec<&str> {
    let hits = answer["hits"].as_array().expect("hits").iter();
    hits.map(|hit| hit["document"]["id"].as_str().expect("an id")).collect()
}

/// Rows: query, ids, the certainty of the first hit, what a notice says, why.
#[test]
fn every_part_of_a_query_is_read_again() {
    let desk = Desk::indexed(&[("a.jsonl", OFFICE)]);
    for (query, expected, certainty, says, why) in [
        ("акимд*", &["a"][..], "repaired", "әкімд*", "a beginning typed on a Russian keyboard"),
        ("akimd*", &["a"], "repaired", "әкімд*", "or in Latin letters"),
        ("\"жана онер\"", &["a"], "repaired", "жаңа өнер", "a phrase in other letters"),
        ("\"жаңа өнир\"", &[], "", "did you mean «өнер»?", "a phrase has no slips"),
        ("туралы~-заң", &["b"], "typed", "", "what is excluded is excluded"),
        ("туралы~-занг", &["b", "c"], "typed", "", "what is not wanted is not guessed at"),
        ("туралы~NOT~zań", &["b"], "typed", "заң", "but its script is read"),
        ("мұражай", &["d"], "typed", "", "a word of a title alone is known"),
        ("қ.мектеп,~оқушиларға", &["b", "a"], "fuzzy", "қ.мектеп, оқушылар", "the signs around a word stay"),
        ("ауилда", &["a"], "fuzzy", "ауыл", "a slip"),
        (
            "қырымда",
            &[],
            "",
            "did you mean «қорымда»?",
            "a word of the language is no slip of another, though it is offered",
        ),
    ] {
        let answer = desk.json(&format!("search --no-related {}", query.replace('~', " ")));
        let notices = answer["notices"].to_string();
        assert_eq!(ids(&answer), expected, "{query}: {why}: {notices}");
        assert!(notices.contains(says), "{query}: {why}: {notices}");
        assert_eq!(answer["hits"][0]["certainty"].as_str().unwrap_or_default(), certainty, "{query}: {why}");
    }
}

#[test]
fn what_was_typed_stands_above_what_it_may_have_meant() {
    let learned: String =
        (0..9).map(|n| format!("{{\"id\":\"n{n}\",\"text\":\"Білім туралы заң, білім, білім, білім.\"}}\n")).collect();
    let desk = Desk::indexed(&[("a.jsonl", OFFICE), ("b.jsonl", &learned)]);
    let answer = desk.json("search билим -n 3");
    assert_eq!(ids(&answer)[0], "b", "{answer}");
    assert_eq!([&answer["hits"][0]["certainty"], &answer["hits"][1]["certainty"]], ["typed", "repaired"]);
    let run = desk.izde("batch - --format trec").stdin("билим\n").done();
    let scores: Vec<f64> =
        run.out.lines().map(|line| line.split(' ').nth(4).expect("a score").parse().expect("a number")).collect();
    assert!(scores[0] > scores[1], "{run}");
}

#[test]
fn what_is_no_query_may_be_typed_in_the_wrong_layout() {
    let desk = Desk::indexed(&[("a.jsonl", OFFICE)]);
    let answer = desk.izde("search --json --").arg("-yth").done().json_lines().remove(0);
    assert_eq!(ids(&answer), ["a"], "{answer}");
    assert!(answer["notices"].to_string().contains("«-yth» → «өнер»"), "{answer}");
    for args in ["search -- -qala", "search --as-typed -- -yth"] {
        desk.izde(args).fails().tells(&["only says what must not be there"]);
    }
}

#[test]
fn repaired_words_are_counted() {
    let desk = Desk::indexed(&[("a.jsonl", OFFICE)]);
    let run = desk.izde("batch - --format jsonl").stdin("bilim\n").done().json_lines();
    assert_eq!(run[0]["occurrences"], 4, "{run:?}");
    assert_eq!(desk.json("count bilim")["total"]["occurrences"], 4);
    let as_typed = desk.izde("count bilim --as-typed --json").run();
    assert_eq!(as_typed.status, Some(1), "{as_typed}");
}

#[test]
fn near_words_are_offered_where_nothing_is_found() {
    let desk = Desk::indexed(&[("a.jsonl", OFFICE)]);
    let answer = desk.json("search мектпе --as-typed");
    assert_eq!(answer["did_you_mean"][0], "мектеп", "{answer}");
    let run = desk.izde("search \"өнрр\"").run();
    run.tells(&["did you mean «өнер»?"]);
    let found = desk.json("search мектеп");
    assert!(found.get("did_you_mean").is_none(), "{found}");
}
