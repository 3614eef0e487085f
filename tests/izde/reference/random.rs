//! Random collections and queries: words that share stems, first letters and relations, so that everything happens often.

use izde::Document;
use izde::search::Sort;
use proptest::prelude::*;

use super::answer::Asked;

/// Inflected words, relatives and pairs: few stems in many forms.
const WORDS: [&str; 48] = [
    "ауыл",
    "ауылдың",
    "аулы",
    "ауылдық",
    "ауылда",
    "ой",
    "ойы",
    "пікір",
    "пікірлер",
    "ой-пікір",
    "ой-пікірлерді",
    "Әкім",
    "әкімі",
    "әкімдік",
    "әкімшілік",
    "әкімдері",
    "қазақ",
    "қазақстан",
    "қазан",
    "мемлекет",
    "мемлекеттік",
    "мемлекетіміз",
    "мектеп",
    "мектебі",
    "мұғалім",
    "мұғалімдер",
    "ұстаз",
    "концепция",
    "тұжырымдама",
    "25",
    "25-нен",
    "ҚР-ның",
    "akorda.kz",
    "және",
    "үшін",
    "қандай",
    "кім",
    "кітап",
    "кітабы",
    "кітапхана",
    "министерство",
    "министерства",
    "сообщило",
    "президент",
    "the",
    "companies",
    "auyl",
    "äkımderı",
];

const NAMES: [&str; 4] = ["Марат Әлиев", "Айгүл Нұрланова", "Қасым-Жомарт Тоқаев", "Маратова"];
const SOURCES: [&str; 2] = ["Дала таңы", "Өлке хабары"];
const DATES: [&str; 5] = ["2023", "2024-09-01", "2025-03-14", "2025-11", "2025"];

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&WORDS[..])
}

fn text(most: usize) -> impl Strategy<Value = String> {
    let gap = prop_oneof![20 => Just(" "), 2 => Just(", "), 2 => Just("\n"), 2 => Just(". "), 1 => Just("\n\n")];
    let words = prop::collection::vec((word(), gap), 1..most);
    words.prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

fn document() -> impl Strategy<Value = Document> {
    let of = |values: &'static [&'static str]| prop::option::of(prop::sample::select(values));
    // Some are short, some of several passages.
    let body = prop_oneof![4 => text(12), 3 => text(60), 3 => text(300)];
    (body, prop::option::of(text(5)), of(&DATES), of(&NAMES), of(&SOURCES), of(&["kk", "ru"])).prop_map(
        |(text, title, date, speaker, source, lang)| Document {
            title: title.map(|title| title.replace('\n', " ")),
            date: date.map(|date| date.parse().expect("a date")),
            speaker: speaker.map(str::to_owned),
            source: source.map(str::to_owned),
            lang: lang.map(str::to_owned),
            ..Document::new("", text)
        },
    )
}

/// Up to so many documents, with ids whose order is not theirs.
pub fn documents(most: usize) -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec(document(), 1..most).prop_map(|documents| {
        let named = |(at, document)| Document { id: format!("d{}", (at * 7 + 3) % 64), ..document };
        documents.into_iter().enumerate().map(named).collect()
    })
}

/// A leaf as it is typed.
fn leaf() -> impl Strategy<Value = String> {
    let words = |most| prop::collection::vec(word(), 1..most).prop_map(|words| words.join(" "));
    let prefix = (word(), 2..6usize).prop_map(|(word, letters)| {
        let beginning: String = word.chars().take_while(|c| c.is_alphanumeric()).take(letters).collect();
        format!("{beginning}*")
    });
    prop_oneof![
        10 => word().prop_map(str::to_owned),
        2 => words(4).prop_map(|words| format!("\"{words}\"")),
        2 => words(4).prop_map(|words| format!("\"{words}\"~")),
        2 => (words(4), 1..9u32).prop_map(|(words, between)| format!("\"{words}\"~{between}")),
        1 => word().prop_map(|word| format!("={word}")),
        2 => prefix,
    ]
}

fn filter() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("speaker:Марат".to_owned()),
        Just("speaker:\"Қасым-Жомарт\"".to_owned()),
        Just("speaker:Марат*".to_owned()),
        Just("speaker:(Айгүл OR Тоқаев)".to_owned()),
        Just("source:Дала".to_owned()),
        Just("lang:kk".to_owned()),
        Just("date:2025".to_owned()),
        Just("date:..2024".to_owned()),
    ]
}

/// A query as it is typed; some are none.
pub fn query() -> impl Strategy<Value = String> {
    let group = |sign: &'static str| move |(one, other): (String, String)| format!("({one}{sign}{other})");
    let clause = leaf().prop_recursive(3, 10, 3, move |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            3 => two.clone().prop_map(group(" ")),
            3 => two.clone().prop_map(group(" OR ")),
            2 => two.clone().prop_map(group(" AND ")),
            1 => two.prop_map(group(" -")),
        ]
    });
    let piece = prop_oneof![
        12 => leaf(),
        4 => clause.clone(),
        1 => clause.prop_map(|clause| format!("-{clause}")),
        1 => leaf().prop_map(|leaf| format!("title:{leaf}")),
        1 => filter(),
        1 => filter().prop_map(|filter| format!("-{filter}")),
    ];
    prop_oneof![
        3 => prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.join(" ")),
        2 => prop::collection::vec(word(), 1..9).prop_map(|words| words.join(" ")),
    ]
}

pub fn asked() -> impl Strategy<Value = Asked> {
    let rarely = |values: &'static [&'static str]| prop_oneof![9 => Just(None), 1 => prop::sample::select(values).prop_map(Some)];
    let sort = prop_oneof![5 => Just(Sort::Score), 1 => Just(Sort::Date)];
    let limit = prop_oneof![3 => Just(1000), 1 => Just(10), 1 => 0..4usize];
    let page = (limit, prop_oneof![3 => Just(0), 1 => 0..12usize], prop::option::weighted(0.2, 0..4usize));
    (
        query(),
        rarely(&DATES),
        rarely(&DATES),
        rarely(&["Марат", "Қасым-Жомарт"]),
        rarely(&["Дала"]),
        sort,
        page,
        any::<bool>(),
    )
        .prop_map(|(query, from, to, speaker, source, sort, (limit, offset, passages), related)| Asked {
            from: from.map(|date| date.parse().expect("a date")),
            to: to.map(|date| date.parse().expect("a date")),
            speaker: speaker.map(str::to_owned),
            source: source.map(str::to_owned),
            sort,
            limit,
            offset,
            passages,
            related,
            ..Asked::new(&query)
        })
}
