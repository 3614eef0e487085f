//! `izde count`: when something was said, by whom, and how often.

use std::collections::BTreeMap;

use izde::analysis::{Analyzer, Kind, Worker};
use izde::corpus::passage::passages;
use izde::search::By;
use izde::{Document, Index, Request, Searcher};
use proptest::prelude::*;
use serde_json::Value;

use crate::desk::Desk;
use crate::texts::ARCHIVE;

/// `су` is said six times: four times in 2025, once in a document dated by its year, once in an undated one.
const WATER: &str = r#"{"id":"a","date":"2025-11-28","speaker":"Марат Әлиев","source":"Дала","title":"Бір","text":"Суды сақтаңыз, су керек."}
{"id":"b","date":"2025-11","speaker":"Марат Әлиев","title":"Екі","text":"Су тасыды."}
{"id":"c","date":"2025-11-01","speaker":"Айгүл Сәрсенова","title":"Үш","text":"Судың бағасы."}
{"id":"d","date":"2024","title":"Төрт","text":"Суға түсті."}
{"id":"e","text":"Сусыз қалды, судан қорықты."}
{"id":"f","date":"2023-01-01","title":"Судың жолы","text":"Бұл туралы ештеңе жоқ."}
{"id":"g","date":"2022","title":"Алыс","text":"Суретші суретін салды."}
"#;

fn desk() -> Desk {
    Desk::indexed(&[("a.jsonl", WATER)])
}

/// Each group with its occurrences, passages and documents.
fn groups(counts: &Value) -> Vec<(Option<&str>, [u64; 3])> {
    let numbers =
        |group: &Value| ["occurrences", "passages", "documents"].map(|name| group[name].as_u64().expect("a number"));
    let groups = counts["groups"].as_array().expect("groups");
    groups.iter().map(|group| (group["name"].as_str(), numbers(group))).collect()
}

#[test]
fn dates_stand_in_their_order_as_exact_as_documents_have_them() {
    let desk = desk();
    let rest = [(Some("2024"), [1, 1, 1]), (Some("2025"), [4, 3, 3])];
    // Only the title of f has the word: it matches, and nothing is said in its text.
    let by_year = [(Some("2023"), [0, 1, 1]), rest[0], rest[1], (None, [1, 1, 1])];
    assert_eq!(groups(&desk.json("count су")), by_year);
    let by_month =
        [(Some("2023-01"), [0, 1, 1]), (Some("2024"), [1, 1, 1]), (Some("2025-11"), [4, 3, 3]), (None, [1, 1, 1])];
    assert_eq!(groups(&desk.json("count су --by month")), by_month);
    let by_day = [
        (Some("2023-01-01"), [0, 1, 1]),
        (Some("2024"), [1, 1, 1]),
        (Some("2025-11"), [1, 1, 1]),
        (Some("2025-11-01"), [1, 1, 1]),
        (Some("2025-11-28"), [2, 1, 1]),
        (None, [1, 1, 1]),
    ];
    assert_eq!(groups(&desk.json("count су --by day")), by_day);
}

#[test]
fn other_groups_begin_with_the_most_frequent() {
    let desk = desk();
    let by_speaker = [(Some("Марат Әлиев"), [3, 2, 2]), (Some("Айгүл Сәрсенова"), [1, 1, 1]), (None, [2, 3, 3])];
    assert_eq!(groups(&desk.json("count су --by speaker")), by_speaker);
    assert_eq!(groups(&desk.json("count су --by source")), [(Some("Дала"), [2, 1, 1]), (None, [4, 5, 5])]);
    let by_title = desk.json("count су --by title");
    let titles: Vec<_> = groups(&by_title).into_iter().map(|(name, _)| name).collect();
    assert_eq!(titles, [Some("Бір"), Some("Екі"), Some("Төрт"), Some("Үш"), Some("Судың жолы"), None]);
    assert_eq!(by_title["total"]["occurrences"], 6);
    assert_eq!((&by_title["total"]["passages"], &by_title["total_groups"]), (&Value::from(6), &Value::from(6)));
}

#[test]
fn n_keeps_the_latest_dates_and_the_most_frequent_of_others() {
    let desk = desk();
    let years = desk.json("count су -n 1");
    assert_eq!(groups(&years).into_iter().map(|(name, _)| name).collect::<Vec<_>>(), [Some("2025"), None]);
    assert_eq!(years["total_groups"], 4);
    let speakers = desk.json("count су --by speaker -n 1");
    assert_eq!(groups(&speakers)[0].0, Some("Марат Әлиев"));
    desk.izde("count су -n 1").done().prints(&["2 groups not shown; 6 times in 6 passages of 6 documents"]);
}

/// Rows: query, occurrences, passages.
#[test]
fn only_the_words_themselves_are_counted() {
    let texts = r#"{"id":"a","text":"Ауыл әкімі келді. Ауылдың жаңа әкімі мен ауыл әкімдері жиналды."}
{"id":"b","text":"Ой-пікір айтылды, ой бөлісті."}
{"id":"c","speaker":"Ауыл Әкімов","text":"Әкімшілік ғимараты. Мектеп ашылды."}
"#;
    let desk = Desk::indexed(&[("a.jsonl", texts)]);
    for (query, occurrences, passages) in [
        ("әкім", 3, 1),
        ("әкімі", 3, 1),
        ("=әкімі", 2, 1),
        ("\"ауыл әкімі\"", 1, 1),
        ("\"ауыл әкімі\"~", 2, 1),
        ("\"ауыл әкімі\"~1", 3, 1),
        ("ауыл әкім", 6, 1),
        ("ауыл OR ауылдың OR ауылы", 3, 1),
        ("ауыл AND мектеп", 0, 0),
        ("(ауыл AND мектеп) OR жаңа", 1, 1),
        ("мектеп -ауыл", 1, 1),
        ("ой-пікір", 1, 1),
        ("ой", 2, 1),
        ("әкімш*", 1, 1),
        // The compound and its first part are one word.
        ("ой*", 2, 1),
        ("пік*", 1, 1),
        ("ой-п*", 1, 1),
        ("мектеп speaker:Әкімов", 1, 1),
        ("мектеп speaker:Әкім*", 1, 1),
        ("жаңа date:2025", 0, 0),
        // Nothing akin instead of it, no matter how many words ask.
        ("әкімдік", 0, 0),
        ("облыстардың әкімдігі қашан қалай құрылды", 0, 0),
    ] {
        let run = desk.izde("count --json").arg(query).run();
        let counts = &run.json_lines()[0];
        let total = ["occurrences", "passages"].map(|name| counts["total"][name].as_u64());
        assert_eq!(total, [Some(occurrences), Some(passages)], "{query}");
        assert_eq!(run.status, Some(i32::from(passages == 0)), "{query}");
    }
}

#[test]
fn filters_and_literal_are_those_of_search() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    for options in ["", "--from 2024 --to 2025-03", "--speaker Әлиев", "--source Өлке", "--literal"] {
        let found = desk.json(&format!("search кітап OR өзен --no-related -n 50 {options}"));
        let counts = desk.json(&format!("count кітап OR өзен {options}"));
        assert_eq!(counts["total"]["passages"], found["total"], "{options}");
        assert_eq!(counts["total"]["documents"], found["total_documents"], "{options}");
    }
}

#[test]
fn several_words_are_said_to_be_counted_each() {
    let desk = desk();
    desk.izde("count су жол").done().tells(&["any of the words"]);
    desk.izde("count су").done().is_silent();
    desk.izde("count").arg("су OR жол").done().is_silent();
}

#[test]
fn bars_are_as_long_as_their_numbers() {
    let run = desk().izde("count су").done();
    let bar = |name: &str| {
        let line = run.out.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name}\n{run}"));
        line.chars().filter(|&c| c == '#').count()
    };
    assert_eq!((bar("2025"), bar("2024"), bar("2023")), (40, 10, 0), "{run}");
    run.prints(&["year     times  passages  documents\n", "undated", "6 times in 6 passages of 6 documents"]);
    desk().izde("count су --color always").done().prints(&["████"]).prints_no(&["#"]);
}

#[test]
fn csv_has_a_row_a_group() {
    let run = desk().izde("count су --by speaker --csv").done();
    run.is("\u{FEFF}speaker,occurrences,passages,documents\nМарат Әлиев,3,2,2\nАйгүл Сәрсенова,1,1,1\n,2,3,3\n");
    let formula = r#"{"text":"Су.","speaker":"=cmd()"}"#;
    let desk = Desk::indexed(&[("a.jsonl", formula)]);
    desk.izde("count су --by speaker --csv").done().prints(&["\n'=cmd(),1,1,1\n"]);
    desk.izde("count су --csv --json").fails();
}

#[test]
fn nothing_to_count_is_status_1_and_no_query_an_error() {
    let desk = desk();
    desk.izde("count вертолёт").nothing().prints(&["0 times in 0 passages of 0 documents"]);
    desk.izde("count ?!").fails();
    desk.izde("count").arg("су OR -жол").fails().tells(&["^"]);
}

/// By year, how often a text has words of some stems, and passages with one: the plain way.
fn obvious(documents: &[Document], query: &str) -> BTreeMap<Option<String>, [usize; 3]> {
    let mut worker = Analyzer::new().worker();
    let stems = |text: &str, worker: &mut Worker| -> Vec<String> {
        let mut stems = vec![];
        let mut tokens = worker.tokens(text);
        while let Some(token) = tokens.next() {
            if token.kind != Kind::Compound {
                stems.push(token.stem.to_owned());
            }
        }
        stems
    };
    let asked = stems(query, &mut worker);
    let mut counts = BTreeMap::<Option<String>, [usize; 3]>::new();
    for document in documents {
        let found = passages(&document.text).into_iter().map(|passage| {
            let text = passage.span.of(&document.text).expect("a passage is in its text");
            stems(text, &mut worker).iter().filter(|stem| asked.contains(stem)).count()
        });
        let found: Vec<_> = found.filter(|&times| times > 0).collect();
        if !found.is_empty() {
            let year = document.date.map(|date| date.to_string()[..4].to_owned());
            let [occurrences, passages, documents] = counts.entry(year).or_default();
            *occurrences += found.iter().sum::<usize>();
            *passages += found.len();
            *documents += 1;
        }
    }
    counts
}

const WORD: &str = "(ауыл|көл|ой-пікір|кітап|жол|сөз)(дар|дер|тар|лар)?(ы|і|дың|ға)?";
const DATE: &str = "202[0-2](-0[1-9](-1[0-9])?)?";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn counts_are_what_a_slow_reader_counts(
        texts in prop::collection::vec((prop::option::of(DATE), prop::collection::vec(WORD, 1..40), 1..5usize), 1..8),
        query in prop::collection::vec("(ауыл|көл|кітап|жол|сөз)(дар|дер)?", 1..4),
        replaced in any::<bool>(),
    ) {
        let document = |(n, (date, words, times)): (usize, (Option<String>, Vec<String>, usize))| {
            let date = date.map(|date| date.parse().expect("a date"));
            Document { date, ..Document::new(n.to_string(), format!("{}.\n\n", words.join(" ")).repeat(times)) }
        };
        let documents: Vec<_> = texts.into_iter().enumerate().map(document).collect();
        let index = Index::in_memory().expect("an index");
        let put = |document: &Document| {
            let mut writer = index.writer().expect("a writer");
            writer.add(document).expect("added");
            writer.commit().expect("committed");
        };
        // Every commit makes a segment, and what is replaced stays in its own as deleted.
        for document in &documents {
            if replaced {
                put(&Document::new(document.id.clone(), "Ауыл кітабы."));
            }
            put(document);
        }
        let query = query.join(" ");
        let counts = Searcher::new(&index).expect("a searcher").count(&Request::new(&query).as_typed(true), By::Year).expect("counts");
        let numbers = |tally: izde::search::Tally| [tally.occurrences as usize, tally.passages, tally.documents];
        let found: BTreeMap<_, _> =
            counts.groups.iter().map(|group| (group.name.clone(), numbers(group.tally))).collect();
        prop_assert_eq!(found, obvious(&documents, &query), "{}", query);
    }
}
