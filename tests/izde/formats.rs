//! Every format, header and encoding that `index` reads, and those it refuses.

use serde_json::Value;

use crate::desk::Desk;

/// The document of an id.
#[track_caller]
fn shown(desk: &Desk, id: &str) -> Value {
    desk.izde("show --json").arg(id).done().json_lines().remove(0)
}

#[test]
fn files_folders_and_every_format_go_in_together() {
    let desk = Desk::with(&[
        ("мақала/хабар.txt", "Қар жауып, жол жабылды."),
        ("мақала/ішкі/шолу.MD", "# Қысқы жол\n\nЖолды тазалады."),
        ("мақала/лента.jsonl", "{\"id\":\"1\",\"text\":\"Жол ашылды.\"}\n\n{\"text\":\"Жолда көлік көп.\"}\n"),
        ("жеке.text", "Жолаушы келді."),
        ("мақала/сурет.jpg", "not a text"),
        ("мақала/.құпия.txt", "Жасырын жол."),
    ]);
    let run = desk.izde("index мақала жеке.text").done();
    run.prints(&["5 documents in index: 5 new, 0 replaced, 0 unchanged, 0 removed", " B read in "]);
    run.tells(&["skipped мақала/сурет.jpg"]);
    let list = desk.izde("list --json").done().json_lines();
    let mut ids: Vec<_> = list.iter().map(|document| document["id"].as_str().expect("an id")).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["1", "жеке.text", "лента.jsonl#3", "хабар.txt", "ішкі/шолу.MD"]);
    assert_eq!(desk.json("search жол -n 9")["total"], 4, "all but the traveller");
}

#[test]
fn json_lines_come_in_on_stdin() {
    let desk = Desk::new();
    let lines = "\u{FEFF}{\"id\":\"a\",\"text\":\"Бүркіт ұшты.\"}\r\n{\"text\":\"Бүркіттің ұясы биікте.\"}\r\n";
    desk.izde("index -").stdin(lines).done().prints(&["2 documents in index: 2 new"]);
    assert_eq!(desk.json("search бүркіт")["total"], 2);
    let list = desk.izde("list --json").done().json_lines();
    let nameless = list.iter().filter_map(|document| document["id"].as_str()).find(|id| *id != "a").expect("an id");
    assert!(nameless.starts_with("stdin-"), "{nameless}");
    assert_eq!(shown(&desk, nameless)["path"], Value::Null);
    // The line of another stream is another document, the same line the same.
    desk.izde("index -").stdin("{\"text\":\"Бүркіт қайтты.\"}\n").done().prints(&["1 new"]);
    desk.izde("index -").stdin("{\"text\":\"Бүркіт қайтты.\"}\n").done().prints(&["1 unchanged"]);
}

#[test]
fn every_field_of_json_lines_arrives() {
    let line = r#"{"id":7,"title":" Тау ","date":"2025-11-28T10:00:00Z","speaker":"Сәуле","source":"Шың",
        "url":"u","lang":"kk","text":"Тау биік.","more":[1]}"#
        .replace("\n        ", "");
    let desk = Desk::indexed(&[("a.ndjson", &line)]);
    let document = shown(&desk, "7");
    for (name, value) in [
        ("title", "Тау"),
        ("date", "2025-11-28"),
        ("speaker", "Сәуле"),
        ("source", "Шың"),
        ("url", "u"),
        ("lang", "kk"),
        ("text", "Тау биік."),
        ("path", "corpus/a.ndjson"),
    ] {
        assert_eq!(document[name], value, "{name}");
    }
}

#[test]
fn front_matter_of_text_and_markdown_is_metadata() {
    let front = "---\ntitle: \"Дала: күз\"\ndate: 2025-11\nspeaker: Ерлан\nsource: Жаңалық\ntags: [а, б]\n---\n";
    let desk = Desk::indexed(&[
        ("a.txt", &format!("{front}Дала сарғайды.\n")),
        ("b.md", &format!("\u{FEFF}{}", format!("{front}# Басқа тақырып\n\nДалада жел.\n").replace('\n', "\r\n"))),
        ("c.md", "# Далада *таң*\n\nДала оянды.\n"),
        ("d.txt", "---\nДала туралы ескертпе, сызық – мәтіннің өзінде.\n"),
    ]);
    for id in ["a.txt", "b.md"] {
        let document = shown(&desk, id);
        assert_eq!(document["title"], "Дала: күз", "{id}");
        assert_eq!((&document["date"], &document["speaker"]), (&"2025-11".into(), &"Ерлан".into()), "{id}");
        assert!(!document["text"].as_str().expect("text").contains("speaker"), "{id}: {document:#}");
    }
    assert_eq!(shown(&desk, "a.txt")["text"], "Дала сарғайды.\n");
    assert_eq!(shown(&desk, "c.md")["title"], "Далада *таң*");
    assert_eq!(shown(&desk, "d.txt")["title"], Value::Null);
    assert!(shown(&desk, "d.txt")["text"].as_str().expect("text").starts_with("---\n"));
}

#[test]
fn the_header_of_a_newsroom_export_is_read() {
    let desk = Desk::indexed(&[
        ("a.txt", "\u{FEFF} date 2025-11-28 Шахмат додасы аяқталды.\nЖеңімпаз шахматшы марапатталды.\n"),
        ("b.txt", "date 2025-11-28x Шахмат тақтасы.\n"),
    ]);
    let document = shown(&desk, "a.txt");
    assert_eq!(document["date"], "2025-11-28");
    assert_eq!(document["title"], "Шахмат додасы аяқталды.");
    assert_eq!(document["text"], "Шахмат додасы аяқталды.\nЖеңімпаз шахматшы марапатталды.\n");
    assert_eq!(shown(&desk, "b.txt")["date"], Value::Null, "what only looks like the header is text");
}

/// Rows: file, its bytes, what the message must name.
#[test]
fn a_file_in_no_encoding_is_named_with_its_first_bad_byte_and_stops_nothing() {
    let cut = &"Ауыл әкімі".as_bytes()[..10];
    let with_bom = b"\xEF\xBB\xBFabc\xFF".as_slice();
    for (name, bytes, named) in [
        ("b.md", cut, vec!["corpus/b.md: byte 9 (0xD3)", "not UTF-8", "--encoding"]),
        ("b.txt", with_bom, vec!["corpus/b.txt: byte 6 (0xFF)"]),
        ("b.jsonl", b"{\"text\":\"a\"}\n{\"text\":\"\xFF\"}\n", vec!["corpus/b.jsonl: byte 22 (0xFF)"]),
    ] {
        let desk = Desk::with(&[("corpus/a.txt", "Алдыңғы қошақан."), ("corpus/c.txt", "Кейінгі қошақан.")]);
        desk.write(&format!("corpus/{name}"), bytes);
        let run = desk.izde("index").fails();
        run.tells(&named).tells(&["not indexed: "]).prints(&["1 could not be read, see above"]);
        assert_eq!(desk.json("search қошақан")["total"], 2, "the files before and after it are there\n{run}");
    }
}

/// Rows: a line that cannot be read, what the message must name.
#[test]
fn a_bad_line_is_named_and_the_others_are_indexed() {
    for (line, named) in [
        ("{\"text\": ", "line 2: "),
        ("[1, 2]", "no JSON object"),
        ("{\"id\":\"x\"}", "no field \"text\""),
        ("{\"text\":\"  \"}", "there is no text in it"),
        ("{\"text\":\"а\",\"date\":\"31.02.2025\"}", "\"31.02.2025\" is no date"),
        ("{\"text\":5}", "line 2: "),
    ] {
        let lines = format!(
            "{{\"id\":\"1\",\"text\":\"Қоян жүгірді.\"}}\n{line}\n{{\"id\":\"3\",\"text\":\"Қоянды көрдім.\"}}\n"
        );
        let desk = Desk::with(&[("a.jsonl", &lines)]);
        desk.izde("index a.jsonl").fails().tells(&["a.jsonl, line 2", named]);
        assert_eq!(desk.json("search қоян")["total"], 2, "{line}");
    }
}

#[test]
fn a_text_without_text_and_front_matter_that_is_none_are_named() {
    let desk = Desk::with(&[
        ("corpus/a.txt", " \n"),
        ("corpus/b.md", "---\ntitle: [\n---\nМәтін.\n"),
        ("corpus/c.txt", "Тиін ағашта."),
    ]);
    let run = desk.izde("index").fails();
    run.tells(&["corpus/a.txt: there is no text in it", "corpus/b.md, line ", "front matter cannot be read"]);
    run.prints(&["2 could not be read"]);
    desk.izde("search тиін").done();
}
