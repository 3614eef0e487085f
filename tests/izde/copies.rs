//! The same news twice: copies are folded under the first of them, said, and never lost.

use std::collections::BTreeSet;

use izde::likeness::Sketch;
use izde::search::{Answer, Sort};
use izde::{Document, Index, Request, Searcher};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::texts::LONG;

/// News of an agency, of three paragraphs.
const WIRE: &str = "\
Облыс орталығында жаңа кітапхана ашылды. Үш қабатты ғимаратта елу мың кітап, екі оқу залы және балаларға арналған шығармашылық \
бөлме бар. Құрылысқа 840 миллион теңге жұмсалды.\n\
Ашылу салтанатына қала тұрғындары мен жазушылар жиналды. Кітапхана меңгерушісі Айгүл Сәрсенова оқырмандардың саны биыл екі есе \
артқанын айтты. Оның сөзінше, кешкі уақытта да жұмыс істейтін зал студенттерге керек.\n\
Келесі жылы осындай кітапханалар аудан орталықтарында да салынады. Жобаға мердігер ұйымдар іріктеліп жатыр, құжаттар дайын.";

fn line(id: &str, title: &str, date: &str, source: &str, text: &str) -> String {
    let document = json!({"id": id, "title": title, "date": date, "source": source, "url": format!("https://{id}.example"), "text": text});
    format!("{document}\n")
}

/// The news as three sites have it, another one of the library, and one that has nothing to do with it.
fn wire() -> String {
    let (first, rest) = WIRE.split_once(' ').expect("words");
    let with_byline = format!("АСТАНА. 12 қараша. Дала агенттігі – {first} {rest}\nТілші Ержан Төлеген");
    let cut = WIRE.rsplit_once('\n').expect("paragraphs").0;
    [
        line("agency", "Жаңа кітапхана ашылды", "2025-11-12", "Дала", WIRE),
        line("site", "Қалада елу мың кітап бар", "2025-11-13", "Өлке", &with_byline),
        line("blog", "Кітапхана есігін ашты", "2025-11-14", "Таң", cut),
        line(
            "review",
            "Кітап туралы",
            "2025-11-15",
            "Дала",
            "Жазушының кітапхана туралы жаңа кітабы шықты. Онда ескі қаланың тарихы айтылады.",
        ),
        line("mill", "Ескі диірмен", "2025-11-16", "Өлке", LONG),
    ]
    .concat()
}

fn ids(answer: &Value) -> Vec<&str> {
    let hits = answer["hits"].as_array().expect("hits").iter();
    hits.map(|hit| hit["document"]["id"].as_str().expect("an id")).collect()
}

fn copies(hit: &Value) -> Vec<&str> {
    hit["copies"].as_array().expect("copies").iter().map(|copy| copy["id"].as_str().expect("an id")).collect()
}

#[test]
fn wire_copies_are_shown_once_and_told() {
    let desk = Desk::indexed(&[("wire.jsonl", &wire())]);
    let run = desk.izde("search кітапхана --passages 1").done();
    run.prints(&["and 2 more like it: ", "(--all-copies)", "2025-11-15 · review", "in 4 documents"]);
    let answer = desk.json("search кітапхана --passages 1");
    let shown = ids(&answer);
    assert_eq!(shown.len(), 2, "{answer:#}");
    let hit = &answer["hits"][shown.iter().position(|&id| id != "review").expect("the news")];
    assert_eq!(hit["total_copies"], 2);
    let all: BTreeSet<_> = copies(hit).into_iter().chain(shown.iter().copied()).collect();
    assert_eq!(all, BTreeSet::from(["agency", "site", "blog", "review"]));
    let copy = &hit["copies"][0];
    for name in ["id", "title", "date", "source", "url"] {
        assert!(copy[name].is_string(), "{name} {copy:#}");
    }
    // The totals count every document, and so does `count`.
    assert_eq!(answer["total_documents"], 4);
    assert_eq!(desk.json("count кітапхана")["total"]["documents"], 4);
}

#[test]
fn all_copies_shows_each() {
    let desk = Desk::indexed(&[("wire.jsonl", &wire())]);
    let answer = desk.json("search кітапхана --passages 1 --all-copies");
    assert_eq!(ids(&answer).into_iter().collect::<BTreeSet<_>>(), BTreeSet::from(["agency", "site", "blog", "review"]));
    assert!(answer["hits"].as_array().unwrap().iter().all(|hit| hit["total_copies"] == 0 && copies(hit).is_empty()));
    desk.izde("search кітапхана --all-copies").done().prints_no(&["more like it"]);
}

#[test]
fn of_copies_worth_the_same_the_earliest_is_shown_and_the_others_follow_by_date() {
    let lines =
        [("c", "2025-11-14"), ("a", "2025-11-13"), ("d", "2025-11-16"), ("b", "2025-11-12"), ("e", "2025-11-15")];
    let lines: String = lines.iter().map(|(id, date)| line(id, "Жаңа кітапхана", date, "Дала", WIRE)).collect();
    let desk = Desk::indexed(&[("wire.jsonl", &lines)]);
    let answer = desk.json("search кітапхана --passages 1");
    assert_eq!(ids(&answer), ["b"]);
    assert_eq!(copies(&answer["hits"][0]), ["a", "c", "e", "d"]);
    desk.izde("search кітапхана").done().prints(&["and 4 more like it: a, c, e, … (--all-copies)"]);
    // The first in the order that was asked for.
    let latest = desk.json("search кітапхана --passages 1 --sort date");
    assert_eq!(ids(&latest), ["d"]);
    assert_eq!(copies(&latest["hits"][0]), ["b", "a", "c", "e"]);
}

#[test]
fn at_most_ten_copies_are_named_and_all_are_counted() {
    let lines: String = (1..=14)
        .map(|day| line(&format!("d{day:02}"), "Кітапхана", &format!("2025-11-{day:02}"), "Дала", WIRE))
        .collect();
    let answer = Desk::indexed(&[("wire.jsonl", &lines)]).json("search кітапхана -n 1");
    let hit = &answer["hits"][0];
    assert_eq!((&hit["total_copies"], copies(hit).len()), (&json!(13), izde::search::MOST_COPIES));
}

#[test]
fn a_copy_that_does_not_pass_the_filters_does_not_count() {
    let desk = Desk::indexed(&[("wire.jsonl", &wire())]);
    for (filter, shown) in
        [("--source Өлке", "site"), ("--from 2025-11-14 --to 2025-11-14", "blog"), ("source:Таң", "blog")]
    {
        let answer = desk.json(&format!("search кітапхана --passages 1 {filter}"));
        assert_eq!(ids(&answer), [shown], "{filter}");
        assert_eq!(answer["hits"][0]["total_copies"], 0, "{filter}");
    }
    let answer = desk.json("search мердігер --passages 1");
    let hit = &answer["hits"][0];
    assert_eq!(
        (answer["hits"].as_array().unwrap().len(), copies(hit).len()),
        (1, 1),
        "the copy that was cut lacks the word"
    );
}

#[test]
fn next_passages_are_never_those_of_folded_copies() {
    let desk =
        Desk::indexed(&[("mill.jsonl", &["b", "a"].map(|id| line(id, "Диірмен", "2025", "Дала", LONG)).concat())]);
    let answer = desk.json("search диірмен -n 10");
    assert_eq!(answer["total"], 6);
    let shown = ids(&answer);
    assert_eq!(shown.len(), 3, "the three passages of one of them");
    assert!(shown.iter().all(|id| *id == shown[0]));
    assert!(answer["hits"].as_array().unwrap().iter().all(|hit| hit["total_copies"] == 1));
}

#[test]
fn notices_of_one_pattern_and_stubs_are_no_copies() {
    let weather = |id: &str, day: u32, town: &str, night: u32, noon: u32| {
        let text = format!(
            "Синоптиктердің болжамынша, {day} қараша күні {town} қаласында жауын-шашынсыз ауа райы болады. Жел батыстан соғып, түнде ауа \
             температурасы {night} градус, күндіз {noon} градус болады деп күтіледі. Жүргізушілерге жолда сақ болу ескертіледі."
        );
        line(id, "Ауа райы болжамы", "2025-11-12", "Дала", &text)
    };
    let notice = |id: &str, name: &str| {
        line(
            id,
            "Хабарландыру",
            "2025-11-12",
            "Дала",
            &format!(
                "Ауа райына байланысты жиын кейінге қалдырылды. Сұрақтарға қала әкімдігінің өкілі {name} жауап береді."
            ),
        )
    };
    let stub = |id: &str, title: &str, text: &str| line(id, title, "2025-11-12", "Дала", text);
    let lines = [
        weather("w1", 12, "Астана", 5, 9),
        weather("w2", 13, "Астана", 4, 11),
        weather("w3", 12, "Алматы", 5, 9),
        notice("n1", "Асқар Әлиев"),
        notice("n2", "Марат Оспанов"),
        stub("s1", "Ауа райы", "Видео"),
        stub("s2", "Ауа райы", "Видео"),
        stub("s3", "Ауа райы болжамы", "Иә"),
    ];
    let desk = Desk::indexed(&[("notices.jsonl", &lines.concat())]);
    let answer = desk.json("search ауа -n 20 --passages 1");
    assert_eq!(ids(&answer).len(), lines.len(), "{answer:#}");
}

#[test]
fn a_short_notice_is_a_copy_only_when_every_word_is_the_same() {
    let text = "Ертең сағат онда қала алаңында жаңа жылдық жәрмеңке ашылады, барлық тұрғындар шақырылады.";
    let lines = [
        line("a", "Жәрмеңке", "2025-12-01", "Дала", text),
        line("b", "Жәрмеңке", "2025-12-02", "Өлке", &text.to_uppercase()),
        line("c", "Жәрмеңке туралы", "2025-12-03", "Өлке", text),
    ];
    let answer = Desk::indexed(&[("notices.jsonl", &lines.concat())]).json("search жәрмеңке -n 10 --passages 1");
    let (mut shown, all) = (ids(&answer), answer["hits"].as_array().unwrap());
    shown.sort_unstable();
    assert_eq!(shown.len(), 2, "{answer:#}");
    assert!(shown.contains(&"c") && all.iter().any(|hit| hit["total_copies"] == 1));
}

#[test]
fn batch_folds_in_json_and_csv_and_not_in_run_files() {
    let desk = Desk::indexed(&[("wire.jsonl", &wire())]).file("queries.txt", "кітапхана\n");
    let lines = desk.izde("batch queries.txt").done().json_lines();
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().any(|line| line["total_copies"] == 2 && copies(line).len() == 2));
    assert_eq!(desk.izde("batch queries.txt --all-copies").done().json_lines().len(), 4);
    let csv = desk.izde("batch queries.txt --format csv").done();
    let mut rows = csv::Reader::from_reader(csv.out.trim_start_matches('\u{FEFF}').as_bytes());
    let column = rows.headers().unwrap().iter().position(|name| name == "copies").expect("a column of copies");
    let counts: BTreeSet<_> = rows.records().map(|row| row.unwrap()[column].to_owned()).collect();
    assert_eq!(counts, BTreeSet::from(["0".to_owned(), "2".to_owned()]));
    assert_eq!(desk.izde("batch queries.txt --format trec").done().out.lines().count(), 4);
}

#[test]
fn a_copy_of_a_copy_is_not_folded_with_it() {
    let words = |from: usize| (from..from + 200).map(|n| format!("сөз{n}")).collect::<Vec<_>>().join(" ");
    // Each shares two thirds with the next.
    let line = |id: &str, from: usize, day: &str| line(id, "Өзен", day, "Дала", &format!("өзен {}", words(from)));
    let lines = [line("a", 0, "2025-11-01"), line("b", 60, "2025-11-02"), line("c", 120, "2025-11-03")].concat();
    let desk = Desk::indexed(&[("a.jsonl", &lines)]);
    let told = |options: &str| -> Vec<(String, Vec<String>)> {
        let answer = desk.json(&format!("search title:өзен --passages 1 {options}"));
        let hits = answer["hits"].as_array().unwrap().iter();
        hits.map(|hit| {
            (hit["document"]["id"].as_str().unwrap().to_owned(), copies(hit).iter().map(ToString::to_string).collect())
        })
        .collect()
    };
    let [a, b, c] = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(told("--sort date"), [(c.clone(), vec![b.clone()]), (a.clone(), vec![])]);
    assert_eq!(told("--to 2025-11-02 --sort date"), [(b.clone(), vec![a])]);
    assert_eq!(told("--from 2025-11-02 --sort date"), [(c, vec![b])]);
}

#[test]
fn copies_that_were_taken_out_are_not_told() {
    let desk = Desk::indexed(&[("wire.jsonl", &wire())]);
    desk.izde("delete blog").done();
    let answer = desk.json("search мердігер --passages 1");
    assert_eq!((answer["hits"].as_array().unwrap().len(), answer["hits"][0]["total_copies"].as_u64()), (1, Some(1)));
    desk.izde("delete site").done();
    assert_eq!(desk.json("search мердігер --passages 1")["hits"][0]["total_copies"], 0);
}

/// A document of some of twelve sentences, each of which has the word that is looked for.
fn made(number: usize, sentences: &[usize], day: u32, source: bool) -> Document {
    const ENDS: [&str; 12] = [
        "көктемде тасып, көпірді шайып кетті",
        "жағасында балықшылар ау құрып отыр",
        "суы биыл тым аз болды",
        "туралы ән шығарылды",
        "бойына тал егілді",
        "арнасын тереңдету жұмысы басталды",
        "мұзы жұқарып, өту қауіпті",
        "құйылысында құстар ұя салады",
        "көпірінің құрылысы күзде бітеді",
        "түбінен ескі қайық табылды",
        "жанындағы саяжайларды су басты",
        "деңгейі күн сайын өлшенеді",
    ];
    let sentence = |&at: &usize| {
        format!(
            "Ауыл маңындағы {} өзен {}, дейді тұрғындар жиналыста.",
            ["үлкен", "кіші", "терең"][at % 3],
            ENDS[at % 12]
        )
    };
    let text = sentences.iter().map(sentence).collect::<Vec<_>>().join(" ");
    let document = Document::new(format!("d{number:02}"), text);
    let source = Some(if source { "Дала" } else { "Өлке" }.to_owned());
    Document { date: format!("2025-11-{day:02}").parse().ok(), source, ..document }
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    // Few beginnings with different ends: copies, copies of copies that are none, and others.
    let sentences = (0..3usize, 3..10usize, prop::collection::vec(0..12usize, 0..5));
    let sentences = sentences.prop_map(|(from, length, more)| (from * 4..from * 4 + length).chain(more).collect());
    let rows = prop::collection::vec((sentences, 1..4u32, any::<bool>()), 1..25);
    rows.prop_map(|rows: Vec<(Vec<usize>, u32, bool)>| {
        let rows = rows.iter().enumerate();
        rows.map(|(number, (sentences, day, source))| made(number, sentences, *day, *source)).collect()
    })
}

fn searcher(documents: &[Document], of_commit: usize, threads: usize) -> Searcher {
    let index = Index::in_memory().expect("an index");
    for some in documents.chunks(of_commit) {
        let mut writer = index.writer_with_threads(threads).expect("a writer");
        for document in some {
            writer.add(document).expect("added");
        }
        writer.commit().expect("committed");
    }
    Searcher::new(&index).expect("a searcher")
}

/// What an answer shows: ids, each with the ids of its copies and how many there are.
fn told(answer: &Answer) -> Vec<(String, Vec<String>, usize)> {
    let hits = answer.hits.iter();
    hits.map(|hit| {
        let copies = hit.copies.iter().map(|copy| copy.id.clone()).collect();
        (hit.document.id.clone(), copies, hit.total_copies)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn folding_is_what_a_naive_reader_does_with_all_documents(
        documents in documents(),
        by_date in any::<bool>(),
        narrowed in any::<bool>(),
        of_page in 1..6usize,
        of_commit in 1..30usize,
        threads in 1..3usize,
    ) {
        let ask = || {
            let request = Request::new("өзен").passages(1).sort(if by_date { Sort::Date } else { Sort::Score });
            if narrowed { request.source("Дала") } else { request }
        };
        let searcher_of_one = searcher(&documents, documents.len(), 1);
        let all = searcher_of_one.search(&ask().all_copies(true).limit(100)).expect("an answer");
        let sketch = |id: &str| {
            let document = documents.iter().find(|document| document.id == id).expect("a document");
            Sketch::of(document.title.as_deref(), &document.text)
        };
        let is_copy = |one: &str, other: &str| sketch(one).zip(sketch(other)).is_some_and(|(one, other)| one.is_copy_of(&other));
        let mut expected: Vec<(String, Vec<&Document>)> = vec![];
        for hit in &all.hits {
            match expected.iter_mut().find(|(shown, _)| is_copy(shown, &hit.document.id)) {
                Some((_, copies)) => copies.push(&hit.document),
                None => expected.push((hit.document.id.clone(), vec![])),
            }
        }
        let by_age = |mut copies: Vec<&Document>| {
            copies.sort_by_key(|copy| (copy.date.map(|date| date.first_day()), xxhash_rust::xxh3::xxh3_64(copy.id.as_bytes())));
            copies.iter().map(|copy| copy.id.clone()).collect::<Vec<_>>()
        };
        let expected: Vec<_> = expected.into_iter().map(|(id, copies)| {
            let (total, named) = (copies.len(), by_age(copies));
            (id, named[..total.min(izde::search::MOST_COPIES)].to_vec(), total)
        }).collect();
        // Nothing is lost: shown and folded are all there are.
        prop_assert_eq!(expected.len() + expected.iter().map(|(_, _, total)| total).sum::<usize>(), all.hits.len());
        prop_assert_eq!(all.hits.len(), all.documents);
        for searcher in [searcher_of_one, searcher(&documents, of_commit, threads)] {
            let whole = searcher.search(&ask().limit(100)).expect("an answer");
            prop_assert_eq!(told(&whole), expected.clone());
            prop_assert_eq!((whole.passages, whole.documents), (all.passages, all.documents));
            // Page by page it is the same, with passages asked for and without.
            let pages = expected.chunks(of_page).enumerate();
            for (at, page) in pages {
                let request = ask().limit(page.len()).offset(at * of_page);
                prop_assert_eq!(told(&searcher.search(&request).expect("an answer")), page.to_vec());
            }
            let beyond = searcher.search(&ask().limit(of_page).offset(expected.len())).expect("an answer");
            prop_assert_eq!(told(&beyond), vec![]);
            // Where next passages fill the page, they are of what is shown, each once.
            let fill = |limit, offset| {
                let request = Request::new("өзен").limit(limit).offset(offset);
                let hits = searcher.search(&request).expect("an answer").hits.into_iter();
                hits.map(|hit| (hit.document.id, hit.passage.number)).collect::<Vec<_>>()
            };
            let whole = fill(100, 0);
            let paged: Vec<_> = (0..whole.len()).step_by(of_page).flat_map(|offset| fill(of_page, offset)).collect();
            prop_assert_eq!(paged.iter().collect::<BTreeSet<_>>(), whole.iter().collect::<BTreeSet<_>>());
            prop_assert_eq!(paged.len(), whole.len());
        }
    }
}
