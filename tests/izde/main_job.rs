//! The main job: in a fresh clone, one command finds, ranks and marks.

use crate::desk::{Desk, Run};
use crate::texts::ARCHIVE;

/// The output without its last line, which says how long it took.
fn passages(run: &Run) -> String {
    let (passages, last) = run.out.trim_end().rsplit_once('\n').expect("at least two lines");
    assert!(last.contains(" in ") && last.ends_with(" ms"), "the last line counts passages and time\n{run}");
    passages.to_owned()
}

#[test]
fn the_first_search_builds_the_index_and_says_so() {
    let desk = Desk::fresh_clone();
    let first = desk.izde("search ауыл әкімі").done();
    first.tells(&["building index/ from corpus/"]);
    first.prints(&[
        "[Ауыл әкімдерінің]",
        "2334 [ауыл әкімі]",
        "[әкімнің]",
        "[ауыл әкімдеріне]",
        "халықпен",
        "2025-11-28",
    ]);
    let second = desk.izde("search ауыл әкімі").done();
    second.is_silent();
    assert_eq!(passages(&second), passages(&first), "the second search answers as the first\n{second}");
}

#[test]
fn the_header_of_the_export_is_metadata_and_not_text() {
    let desk = Desk::fresh_clone();
    desk.izde("search ауыл -n 50").done().prints_no(&["date 2025-11-28"]);
    assert_eq!(desk.json("search ауыл")["hits"][0]["document"]["date"], "2025-11-28");
    desk.izde("search date").nothing();
}

#[test]
fn a_quoted_argument_and_several_words_are_one_query() {
    let desk = Desk::fresh_clone();
    let words = desk.izde("search ауыл әкімі").done();
    let quoted = desk.izde("search").arg("ауыл әкімі").done();
    assert_eq!(passages(&words), passages(&quoted));
}

#[test]
fn passages_with_all_the_words_come_first() {
    let desk = Desk::indexed(&[
        // More often, and in a shorter passage, but only one of the two words.
        ("көп.txt", "Өзен, өзен, өзен! Өзеннің суы."),
        (
            "екеуі.txt",
            "Көпір туралы айтылған ұзақ әңгіменің соңында бір рет қана өзен де аталды, бірақ басқа жайт айтылмады.",
        ),
        ("бірі.txt", "Көпірлер салынды. Көпірдің ұзындығы елу метр."),
    ]);
    let answer = desk.json("search өзен көпір");
    let found: Vec<_> = answer["hits"].as_array().expect("hits").iter().map(|hit| &hit["document"]["id"]).collect();
    assert_eq!(found[0], "екеуі.txt", "{answer:#}");
    assert_eq!(answer["total"], 3, "those with some of the words are found, too: {answer:#}");
    assert_eq!(answer["total_with_all"], 1);
    desk.izde("search өзен көпір").done().prints(&["3 passages in 3 documents (1 with all the words)"]);
}

/// Rows: query, words of the archive that it must mark.
#[test]
fn every_inflection_is_found_and_marked() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    for (query, marked) in [
        ("оқушы", vec!["[Оқушылар]", "[оқушы]", "[оқушылармен]"]),
        ("оқушыларға", vec!["[Оқушылар]", "[оқушы]", "[оқушылармен]"]),
        ("ӨЗЕН", vec!["[Өзен]", "[өзен]", "[Өзеннің]", "[өзеннің]"]),
        ("мектептің", vec!["[Мектепті]", "[Мектеп] бітірушілер"]),
        ("өнімнің", vec!["[өнім]"]),
        ("көшіру", vec!["[көшірді]"]),
    ] {
        desk.izde("search -n 10").arg(query).done().prints(&marked);
    }
}

#[test]
fn colour_is_for_terminals_and_for_who_asks() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    let plain = desk.izde("search өзен").done();
    plain.prints(&["[Өзен]"]).prints_no(&["\u{1b}"]);
    desk.izde("search өзен --color never").env("CLICOLOR_FORCE", "1").done().prints(&["[Өзен]"]).prints_no(&["\u{1b}"]);
    let coloured = desk.izde("search өзен --color always").env("NO_COLOR", "1").done();
    coloured.prints(&["\u{1b}[33m"]).prints_no(&["[Өзен]"]);
    // Whoever forces colour gets it without our option, save where NO_COLOR forbids it.
    desk.izde("search өзен").env("CLICOLOR_FORCE", "1").done().prints(&["\u{1b}[33m"]);
    desk.izde("search өзен").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").done().prints_no(&["\u{1b}"]);
}

#[test]
fn the_last_line_counts_passages_and_documents() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    desk.izde("search оқушы").done().prints(&["2 passages in 2 documents, "]);
    desk.izde("search астық").done().prints(&["1 passage in 1 document, "]);
    desk.izde("search вертолёт").nothing().prints(&["0 passages in 0 documents, "]);
}

#[test]
fn each_hit_says_where_it_is_from() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    let run = desk.izde("search гүлзар").done();
    run.prints(&["1. Кітапхана ашылды", "2024-09-01", "Марат Әлиев", "Дала таңы", "https://example.org/kitap"]);
}
