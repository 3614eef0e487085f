//! How a person reads an answer: passages under their documents, citations, context, explanations.

use crate::desk::Desk;
use crate::texts::{ARCHIVE, LONG};

fn desk() -> Desk {
    Desk::indexed(&[("a.jsonl", ARCHIVE), ("диірмен.txt", LONG)])
}

#[test]
fn passages_of_a_document_stand_under_one_heading() {
    let desk = desk();
    let run = desk.izde("search диірмен су").done();
    let headings: Vec<_> = run.out.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(headings.len(), 3, "two documents and the summary\n{run}");
    for number in 1..=3 {
        run.prints(&[&format!("диірмен.txt · passage {number}, bytes ")]);
    }
    run.prints_no(&["more passage"]);
    let ozen = "2. [Өзен] тасыды\n   Айгүл Нұрланова · Өлке хабары\n   2025-03-14 · ozen · passage 1, bytes 0–";
    desk.izde("search өзен --sort date").done().prints(&[ozen.trim_start_matches("2. ")]);
}

#[test]
fn passages_not_shown_are_counted() {
    let desk = desk();
    let run = desk.izde("search диірмен --passages 1").done();
    run.prints(&["   2 more passages of this document match (--passages 3)\n"]);
    desk.izde("search диірмен --passages 2").done().prints(&["   1 more passage of this document matches"]);
    desk.izde("search диірмен --passages 3").done().prints_no(&["more passage"]);
    assert_eq!(desk.json("search диірмен --passages 1")["hits"][0]["of_document"], 3);
}

#[test]
fn context_shows_the_sentences_that_matched_and_those_around() {
    let text =
        "Бірінші сөйлем. Екінші сөйлем. Мұнда киік бар. Төртінші сөйлем. Бесінші сөйлем. Алтыншы киік. Соңғы сөйлем.";
    let desk = Desk::indexed(&[("a.jsonl", &format!(r#"{{"id":"a","title":"Киік туралы","text":"{text}"}}"#))]);
    for (context, shown) in [
        ("0", "   … Мұнда [киік] бар. … Алтыншы [киік]. …\n"),
        ("1", "   … Екінші сөйлем. Мұнда [киік] бар. Төртінші сөйлем. Бесінші сөйлем. Алтыншы [киік]. Соңғы сөйлем.\n"),
        ("9", "   Бірінші сөйлем. Екінші сөйлем. Мұнда [киік] бар."),
    ] {
        desk.izde("search киік --context").arg(context).done().prints(&[shown]);
    }
    // Only the title matches: the passage begins where it begins.
    desk.izde("search title:туралы --context 0").done().prints(&["   Бірінші сөйлем. …\n"]);
    assert_eq!(desk.json("search киік --context 0")["hits"][0]["passage"]["text"], text);
}

#[test]
fn explanations_name_the_forms_that_matched() {
    let texts = r#"{"id":"a","title":"Әкімдер","text":"Ауыл әкімі келді. Ауылдың жаңа әкімі мен Ауыл басшысы, әкімшілік, әкімге."}
{"id":"b","text":"Қала туралы сөз."}
"#;
    let desk = Desk::indexed(&[("a.jsonl", texts)]);
    let run = desk.izde("search --explain").arg("ауылдың әкімі").done();
    run.prints(&[
        "«ауылдың» through its stem «ауыл», 3 times here (ауыл 2, ауылдың 1); in about 1 passage of the index\n",
        "«әкімі» through its stem «әкім», 3 times here (әкімі 2, әкімге 1); in about ",
        "«әкімі» through its stem «әкім», 1 time in the title (әкімдер 1); in about ",
        "«әкімі» exactly as written, 2 times here; in about 1 passage of the index\n",
        "«әкімі» through the related word «әкімшілік», 1 time here (әкімшілік 1), each counting 0.",
        "«ауылдың әкімі»: these words near one another\n",
    ]);
    desk.izde("search --explain")
        .arg("\"ауыл әкімі\"~1")
        .done()
        .prints(&["«ауыл әкімі» through the stems «ауыл әкім», 2 times here; in"]);
    desk.izde("search --explain әкімш*")
        .done()
        .prints(&["«әкімш*» through words that begin so, 1 time here (әкімшілік 1); in"]);
}
