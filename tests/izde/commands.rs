//! The small commands: stem, analyze, show, list, stats, completions, help.

use serde_json::Value;

use crate::desk::Desk;
use crate::texts::{ARCHIVE, LONG};

#[test]
fn stem_gives_a_line_for_each_line() {
    let lines = "ауылдарымыздың\n\nАуыл әкімдерінің ой-пікірлері\n2025 жылы\n— ! —\nкітаптарды";
    let run = Desk::new().izde("stem").stdin(lines).done();
    run.is("ауыл\n\nауыл әкім ой-пікір\n2025 жыл\n— ! —\nкітап\n");
}

#[test]
fn stem_takes_what_other_systems_write() {
    let desk = Desk::new();
    desk.izde("stem").stdin("").done().is("");
    desk.izde("stem").stdin("әкімге\r\n\r\nауылға\r\n").done().is("әкім\n\nауыл\n");
    desk.izde("stem").stdin("\u{FEFF}әкімге\n").done().is("әкім\n");
    let bad = [b"ab\n".as_slice(), b"\xFF\n"].concat();
    desk.izde("stem").stdin(bad).fails().tells(&["line 2", "not UTF-8"]);
}

#[test]
fn analyze_shows_how_a_text_is_read() {
    let desk = Desk::new();
    let run = desk.izde("analyze әкімдерінің ой-пікірі").done();
    run.prints(&["әкімдерінің  0–22", "stem әкім", "plural, possessive 3, genitive after 3rd person", "stem ой-пікір"]);
    desk.izde("analyze").stdin("Халқымыз").done().prints(&["stem халық"]);
    desk.izde("analyze ...").nothing();
}

#[test]
fn analyze_json_has_spans_of_the_text() {
    let text = "Халқымыздың 80-нен астамы, ҚР-ның ой-пікірі.";
    let tokens = Desk::new().izde("analyze --json").arg(text).done().json_lines();
    let words: Vec<_> = tokens.iter().map(|token| token["text"].as_str().expect("a text")).collect();
    assert_eq!(words, ["Халқымыздың", "80-нен", "астамы", "ҚР-ның", "ой-пікірі", "ой", "пікірі"]);
    for token in &tokens {
        let at = |name: &str| token[name].as_u64().expect("a byte") as usize;
        assert_eq!(text.get(at("start")..at("end")), token["text"].as_str());
    }
    let stems: Vec<_> = tokens.iter().map(|token| token["stem"].as_str().expect("a stem")).collect();
    assert_eq!(stems, ["халық", "80", "астам", "қр", "ой-пікір", "ой", "пікір"]);
    let kinds: Vec<_> = tokens.iter().map(|token| token["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, ["word", "number", "word", "word", "compound", "part", "part"]);
    assert_eq!(tokens[0]["readings"][0]["stem"], "халық", "the chosen reading comes first");
}

#[test]
fn show_gives_the_text_byte_for_byte() {
    let ends_without_break = "  Бірінші жол.\t\n\n\nЕкінші   жол – соңы";
    let desk =
        Desk::indexed(&[("long.txt", LONG), ("odd.txt", ends_without_break), ("crlf.txt", "Бір.\r\n\r\nЕкі.\r\n")]);
    for (id, text) in [("long.txt", LONG), ("odd.txt", ends_without_break), ("crlf.txt", "Бір.\r\n\r\nЕкі.\r\n")]
    {
        let json = desk.izde("show --json").arg(id).done().json_lines().remove(0);
        assert_eq!(json["text"], text, "{id}");
    }
    let run = desk.izde("show long.txt").done();
    run.prints(&["id: long.txt\n", "path: corpus/long.txt\n"]);
    let (_, text) = run.out.split_once("\n\n").expect("an empty line parts what is known from the text");
    assert_eq!(text, LONG);
}

#[test]
fn show_tells_what_is_known() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE)]);
    let run = desk.izde("show kitap").done();
    run.prints(&["id: kitap", "title: Кітапхана ашылды", "date: 2024-09-01", "speaker: Марат Әлиев", "lang: kk"]);
    desk.izde("show kunsiz").done().prints_no(&["title", "date:", "speaker"]);
}

#[test]
fn list_is_by_date_with_a_line_for_each_document() {
    let desk = Desk::indexed(&[("a.jsonl", ARCHIVE), ("long.txt", LONG)]);
    let run = desk.izde("list").done();
    let rows: Vec<Vec<_>> = run.out.lines().map(|line| line.split('\t').collect()).collect();
    let ids: Vec<_> = rows.iter().map(|row| row[1]).collect();
    assert_eq!(ids, ["egin", "kitap", "ozen", "mektep", "kunsiz", "long.txt"]);
    assert_eq!(rows[1], ["2024-09-01", "kitap", "1", "Марат Әлиев", "Кітапхана ашылды", "kk"]);
    assert_eq!(rows[5], ["-", "long.txt", "3", "-", "-", "kk"]);
    let json = desk.izde("list --json").done().json_lines();
    assert_eq!((json.len(), &json[5]["passages"]), (6, &Value::from(3)));
    assert!(json.iter().all(|document| document.get("text").is_none()));
}

#[test]
fn stats_count_what_was_indexed() {
    let desk = Desk::indexed(&[("a.txt", "Ауылдың ауылы. Ауылдың өзені.")]);
    let stats = desk.izde("stats --json").done().json_lines().remove(0);
    for (name, value) in [("documents", 1), ("passages", 1), ("words", 4), ("forms", 3), ("stems", 2), ("format", 4)] {
        assert_eq!(stats[name], value, "{name}: {stats}");
    }
    assert!(stats["bytes"].as_u64() > Some(0));
    assert_eq!(stats["izde"], env!("CARGO_PKG_VERSION"));
    desk.izde("stats").done().prints(&["documents  1\n", "words      4\n", "analysis   ", "MB\n"]);
}

#[test]
fn an_empty_index_lists_nothing() {
    let desk = Desk::new();
    desk.izde("index -").stdin("").done().prints(&["0 documents in index"]);
    desk.izde("list").nothing().is("");
    desk.izde("search ауыл").nothing();
    desk.izde("stats").done().prints(&["documents  0\n"]);
}

#[test]
fn completions_know_the_commands() {
    for (shell, sign) in [("bash", "complete -F"), ("zsh", "#compdef izde"), ("fish", "complete -c izde")] {
        let run = Desk::new().izde("completions").arg(shell).done();
        run.prints(&[sign, "search", "batch", "explain"]).is_silent();
    }
    Desk::new().izde("completions жоқ").fails().tells(&["жоқ"]);
}

#[test]
fn help_shows_examples_and_the_exit_statuses() {
    let desk = Desk::new();
    desk.izde("--help")
        .done()
        .prints(&["izde search ауыл әкімі", "Exit status: 0 found or done, 1 nothing found, 2 error"]);
    for command in ["search", "count", "terms", "batch", "index"] {
        desk.izde(command).arg("--help").done().prints(&["Examples:"]);
    }
    desk.izde("--version").done().prints(&[env!("CARGO_PKG_VERSION")]);
}
