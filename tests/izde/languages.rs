//! Documents in other scripts and languages: found by whoever asks in whichever, marked as they are written.

use crate::desk::Desk;

const MIXED: &str = r#"{"id":"kk","text":"Бүгін ауыл әкімдері халықпен кездесті. Сергей Лавровтың мәлімдемесі жарияланды."}
{"id":"latin","text":"Bugin auyl akimderi halyqpen kezdesti. Mektep oqushylary kelmedi."}
{"id":"l2021","text":"Bügın auyl äkımderı halyqpen kezdestı. Mektep oquşylary kelmedı."}
{"id":"l2018","text":"Búgin aýyl ákimderi halyqpen kezdesti. Mektep oqýshylary kelmedi."}
{"id":"l2017","text":"Bu'gin ay'yl a'kimderi halyqpen kezdesti. Elimizdin' mektebi as'yldy."}
{"id":"arabic","text":"بۇگىن اۋىل اكىمدەرى حالىقپەن كەزدەستى."}
{"id":"ru","text":"Министерство иностранных дел сообщило о заявлении Сергея Лаврова. Он встретился с послами."}
{"id":"en","text":"The companies said that the ministers of both countries met in the village."}
{"id":"brand","text":"Бүгін Kaspi Bank пен BAQ.KZ редакциясы кездесу өткізді."}
"#;

fn ids(desk: &Desk, query: &str) -> Vec<String> {
    let answer = desk.json(&format!("search -n 20 {query}"));
    let hits = answer["hits"].as_array().expect("hits").iter();
    let mut ids: Vec<_> = hits.map(|hit| hit["document"]["id"].as_str().expect("an id").to_owned()).collect();
    ids.sort();
    ids
}

const IN_ANY_SCRIPT: [&str; 6] = ["arabic", "kk", "l2017", "l2018", "l2021", "latin"];

/// Rows: query, ids of what is found, why.
#[test]
fn scripts_and_languages_meet() {
    let desk = Desk::indexed(&[("a.jsonl", MIXED)]);
    for (query, expected, why) in [
        ("әкім", &IN_ANY_SCRIPT[..], "Cyrillic finds all scripts"),
        ("ákimi", &IN_ANY_SCRIPT[..], "the alphabet of 2018 does, too"),
        ("اكىم", &IN_ANY_SCRIPT[..], "and Arabic"),
        ("ákimi --as-typed", &IN_ANY_SCRIPT[..], "the analysis reads scripts, and repairs nothing"),
        ("елімізде", &["l2017"], "a word that ends in an apostrophe"),
        ("министерства", &["ru"], "a Russian word in another case"),
        ("Лавров", &["kk", "ru"], "a name in both languages"),
        ("Лаврова", &["ru"], "the name in the Russian genitive"),
        ("он", &["ru"], "he, there being no ten"),
        ("company", &["en"], "English in the singular"),
        ("village", &["en"], "English is not read as Kazakh"),
        ("kaspi", &["brand"], "a name among Cyrillic words stays as it is"),
        ("akimderi --lang kk", &IN_ANY_SCRIPT[..], "Kazakh in any script is Kazakh"),
        ("lang:ru", &["ru"], "told by its words"),
        ("lang:en", &["en"], "likewise"),
    ] {
        assert_eq!(ids(&desk, query), expected, "{query}: {why}");
    }
}

#[test]
fn words_are_marked_as_they_are_written() {
    let desk = Desk::indexed(&[("a.jsonl", MIXED)]);
    let answer = desk.json("search -n 20 елі OR әкімдер OR министерство");
    let mut marked = vec![];
    for hit in answer["hits"].as_array().expect("hits") {
        let text = hit["passage"]["text"].as_str().expect("a text");
        for highlight in hit["highlights"].as_array().expect("highlights") {
            let at = |end: &str| highlight[end].as_u64().expect("a byte") as usize;
            marked.push(text[at("start")..at("end")].to_owned());
        }
    }
    for word in ["akimderi", "äkımderı", "ákimderi", "a'kimderi", "Elimizdin'", "اكىمدەرى", "Министерство", "әкімдері"]
    {
        assert!(marked.iter().any(|marked| marked == word), "{word} in {marked:?}");
    }
}

#[test]
fn documents_say_their_language_where_it_is_sure() {
    let names = r#"{"id":"name","text":"Сергей Лавров"}
{"id":"told","lang":"uz","text":"Бүгін ауыл әкімдері халықпен кездесті."}
"#;
    let desk = Desk::indexed(&[("a.jsonl", MIXED), ("b.jsonl", names)]);
    let list = desk.izde("list --json").done().json_lines();
    let lang = |id: &str| list.iter().find(|document| document["id"] == id).expect("listed")["lang"].clone();
    for (id, expected) in [("kk", "kk"), ("l2018", "kk"), ("arabic", "kk"), ("ru", "ru"), ("en", "en"), ("told", "uz")]
    {
        assert_eq!(lang(id), expected, "{id}");
    }
    assert!(lang("name").is_null(), "two names are of any language");
    let run = desk.izde("batch - --lang ru --format csv").stdin("Лавров\n").done();
    assert!(run.out.contains(",ru,") && !run.out.contains(",kk,"), "{run}");
    let counts = desk.json("count Лавров --lang kk");
    assert_eq!(counts["total"]["documents"], 1, "{counts}");
}
