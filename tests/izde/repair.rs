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

const SCHOOL: &str = r#"{"id":"a","title":"Хабар","lang":"kk","text":"Қазақ мектебінің оқушылары күн тәртібі туралы әңгіме өткізді. Елбасы Астанада 100-ден астам мұғаліммен кездесті. Тілі бай ел. Жаңа өнер."}
{"id":"b","title":"Министерство","text":"Министерство иностранных дел сообщило о встрече. Программа принята правительством."}
"#;

/// Rows: query, what stands in its place, why. Nothing stands in place of what can be meant as it is.
#[test]
fn a_query_that_can_be_meant_stays() {
    let desk = Desk::indexed(&[("a.jsonl", SCHOOL)]);
    for (query, meant, why) in [
        ("қазақ мектебі 400-ден", None, "another number is another number"),
        ("мектептің оқушылары діліне", None, "a word of the language that the index does not have"),
        ("Ж. Аймауытов мектебі", None, "an initial, and a name that nothing is near"),
        ("оң тілі", None, "a word of three letters has no slip"),
        ("Министерства иностранных делегаций", None, "Russian stays Russian"),
        ("министерство инострнных дел", Some("министерство иностранных дел"), "and has slips as well"),
        ("the bill of the parliament", None, "English stays English"),
        ("мектеп Facebook", None, "a foreign name in a Kazakh query"),
        ("казак-мектеби ашылды", Some("қазақ-мектебі ашылды"), "the parts of a pair, without Kazakh letters"),
        ("қазақ тілі-тәртіпті", None, "the parts of a pair have no slips"),
        ("ел ұлы-қазақтың", None, "nor do words that the index lacks"),
        ("күнтәртібі", Some("күн тәртібі"), "the space is missing"),
        ("казак мектебинин окушылары", Some("қазақ мектебінің оқушылары"), "no Kazakh letters"),
        (
            "қазақ мектебінің окушылары",
            Some("қазақ мектебінің оқушылары"),
            "one letter is missing, and it is no word so",
        ),
        ("ҚАЗАҚ МЕКТБІНІҢ", Some("ҚАЗАҚ мектебінің"), "capitals, and a letter left out"),
        ("\"kazak мектебинин\"~2", Some("\"қазақ мектебінің\"~2"), "a phrase keeps its signs"),
        ("=мектебинин", Some("=мектебінің"), "so does an exact form"),
        ("окушы*", Some("оқушы*"), "and a beginning"),
        ("title:vbybcnthcndj", Some("title:министерство"), "a title in the wrong layout"),
        ("qazaq мектебінің", Some("қазақ мектебінің"), "half in Latin letters"),
        ("RFPFR VTRNT,3", Some("қазақ мектебі"), "the wrong layout with Caps Lock, without Kazakh keys"),
    ] {
        let answer = desk.izde("search --json --").arg(query).run().json_lines().remove(0);
        let notices = answer["notices"].to_string();
        let said = notices.split_once("→ «").and_then(|(_, rest)| rest.split_once('»'));
        let said = said.map(|(said, _)| said.replace('\\', ""));
        assert_eq!(said.as_deref(), meant, "{query}: {why}: {notices}");
    }
}

#[test]
fn every_field_and_sign_of_a_query_is_read_in_its_script() {
    let desk = Desk::indexed(&[("a.jsonl", SCHOOL)]);
    for (query, expected, why) in [
        ("title:xabar", &["a"][..], "a field, in Latin letters"),
        ("title:[f,fh", &["a"], "in the wrong layout"),
        ("мектеп -астана", &[], "excluded as it stands"),
        ("mektep -astana", &[], "excluded in Latin letters"),
        ("\"kazak mektebinin\"", &["a"], "a phrase"),
        ("\"казак мектебинин\"", &["a"], "a phrase on a Russian keyboard"),
        ("\"казак мектебинн\"", &[], "a phrase is not guessed at"),
        ("=мектебинин", &["a"], "an exact form"),
        ("mekte*", &["a"], "a beginning"),
        ("әңгіме AND kazak", &["a"], "what is joined"),
        ("mektep lang:kk", &["a"], "a filter is left alone"),
    ] {
        let answer = desk.izde("search --json --").arg(query).run().json_lines().remove(0);
        assert_eq!(ids(&answer), expected, "{query}: {why}: {}", answer["notices"]);
    }
}
