//! Real files of every format, made by the programs that make them (`tests/data/samples`): indexed, shown and found.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::desk::{Desk, Run};

/// A desk with all samples in `corpus/`, and what indexing them said.
fn indexed(options: &str) -> (Desk, Run) {
    let desk = Desk::new();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/samples");
    for file in fs::read_dir(samples).expect("the samples").flatten() {
        let name = file.file_name().into_string().expect("a name");
        if name != "README.md" && name != "make.py" {
            desk.write(&format!("corpus/{name}"), fs::read(file.path()).expect("a sample"));
        }
    }
    let run = desk.izde(&format!("index {options}")).fails();
    (desk, run)
}

#[track_caller]
fn shown(desk: &Desk, id: &str) -> Value {
    desk.izde("show --json").arg(id).done().json_lines().remove(0)
}

/// Rows: id, title, date, who and where from, pieces of the text, what it must not hold.
#[test]
fn every_sample_is_read_as_what_it_is() {
    let (desk, run) = indexed("");
    run.prints(&["22 files: 6 text, 1 Markdown, 1 JSON, 1 CSV, 2 HTML, 2 feed, 2 Word, 3 PDF, 2 gzip, 2 zip\n"]);
    let title = "Көктем егісі басталды";
    let spring = ["Солтүстік өңірлерде", "Биыл қар суы мол болды"];
    let museum = "Мұражайға көне қобыз тапсырылды";
    for (id, fields, holds, lacks) in [
        (
            "word.docx",
            vec![("title", title)],
            vec![spring[0], spring[1], "Дақыл\tГектар\nБидай\t4200"],
            vec!["жоғарғы жолы"],
        ),
        (
            "office.docx",
            vec![("title", "Мұражайға көне қобыз тапсырылды | Өлке хабары")],
            vec!["екі ғасыр бұрын"],
            vec![],
        ),
        ("office.pdf", vec![("title", title)], vec!["Шаруалар тұқым себуге\nалты мың гектар"], vec![]),
        (
            "report.pdf",
            vec![("title", title)],
            vec!["егіс басталды.\nШаруалар", "\n\nБиыл қар суы мол болды."],
            vec!["Суреттегі"],
        ),
        (
            "page.html",
            vec![
                ("title", museum),
                ("date", "2025-11-27"),
                ("author", "Айгүл Нұрланова"),
                ("source", "Өлке хабары"),
                ("url", "https://example.org/kobyz"),
                ("lang", "kk"),
            ],
            vec!["екі ғасыр бұрын жасалған қобыз", "\n\nШеберлер оның", "«Мұндай қобыз"],
            vec!["cookie", "Басты бет", "жасырын", "Бөлісу", "Домбыра", "Телефон", museum],
        ),
        (
            "dala-101",
            vec![
                ("title", "Жылқышылар бәйгеге жиналды"),
                ("date", "2025-11-28"),
                ("author", "Сәуле Ахметова"),
                ("source", "Дала таңы"),
                ("url", "https://example.org/baige"),
                ("lang", "kk"),
            ],
            vec!["он екі жаста.\n\nСыйлыққа тай берілді."],
            vec!["<p>"],
        ),
        (
            "https://example.org/jol",
            vec![("date", "2025-11-29")],
            vec!["Тасжолдың он бес шақырымы жөнделді & ашылды."],
            vec![],
        ),
        (
            "tag:example.org,2025:7",
            vec![("author", "Марат Әлиев"), ("source", "Өлке хабары")],
            vec!["балалар кітапханасы"],
            vec![],
        ),
        ("json-1", vec![("title", title), ("date", "2025-11-28")], vec![spring[0]], vec![]),
        ("array.json#2", vec![("source", "Дала таңы")], vec![spring[1]], vec![]),
        (
            "table.csv#2",
            vec![("date", "2025-11-28"), ("speaker", "Марат Әлиев")],
            vec![spring[0], "дайындады.\nБиыл"],
            vec![],
        ),
        ("table.csv#4", vec![("title", "Су деңгейі"), ("date", "2025-11-29")], vec!["\"қауіп жоқ\""], vec![]),
        (
            "note.md",
            vec![("date", "2025-11-28"), ("speaker", "Ерлан Сейітов")],
            vec!["Шопандар қыстауға"],
            vec!["speaker"],
        ),
        ("packed-1", vec![("path", "corpus/lines.jsonl.gz")], vec![spring[0]], vec![]),
        ("letter.txt.gz", vec![("title", title)], vec![spring[0]], vec![]),
        ("archive.zip#хаттар/бірінші.txt", vec![("path", "corpus/archive.zip")], vec![spring[0]], vec![]),
        ("archive.zip#word.docx", vec![("title", title)], vec![spring[1]], vec![]),
        ("archive.zip#letter.txt.gz", vec![("title", title)], vec![spring[0]], vec![]),
        ("archive.zip#lines.jsonl#2", vec![("source", "Дала таңы")], vec![spring[1]], vec![]),
    ] {
        let document = shown(&desk, id);
        for (field, value) in fields {
            assert_eq!(document[field], value, "{id}: {field}\n{document:#}");
        }
        let text = document["text"].as_str().expect("a text");
        for piece in holds {
            assert!(text.contains(piece), "{id} lacks {piece:?}\n{document:#}");
        }
        for piece in lacks {
            assert!(!text.contains(piece), "{id} holds {piece:?}\n{document:#}");
        }
    }
    // Nothing is made up: these say neither when nor by whom.
    for (id, field) in
        [("word.docx", "date"), ("word.docx", "author"), ("report.pdf", "date"), ("array.json#2", "title")]
    {
        assert!(shown(&desk, id)[field].is_null(), "{id}: {field}");
    }
    assert_eq!(desk.json("search қобызды -n 9")["total_documents"], 2, "the page and the Word file of it");
    assert_eq!(desk.json("search агрономның -n 20")["total_documents"], 12);
}

#[test]
fn what_is_left_out_is_named_with_its_place_and_reason() {
    let (_, run) = indexed("");
    run.prints(&["4 could not be read, see above"]);
    run.tells(&[
        "not indexed: corpus/scanned.pdf: its page has no text; it may be scanned",
        "not indexed: corpus/report.pdf, page 2: the page has no text; it may be scanned",
        "not indexed: corpus/feed.rss, item 3: there is no text in it",
        "not indexed: corpus/archive.zip, member lines.jsonl, line 3: ",
        "skipped corpus/picture.png: it is a PNG image",
        "skipped corpus/archive.zip, member picture.png: it is a PNG image",
        "skipped corpus/table.xlsx: it is a table of Excel; save it as .csv",
        "skipped corpus/word.doc: it is an Office file of before 2007 (.doc, .xls); save it as .docx",
    ]);
}

#[test]
fn encodings_are_recognised_told_and_recorded() {
    let (desk, run) = indexed("");
    for (id, encoding) in [
        ("kz-1048.txt", "KZ-1048"),
        ("pt154.txt", "PT154"),
        ("utf-16.txt", "UTF-16LE"),
        ("windows-1251.txt", "windows-1251"),
        ("koi8-r.txt", "KOI8-R"),
        ("old.html", "KZ-1048"),
        ("misread.txt", "KZ-1048 misread as windows-1251"),
    ] {
        run.tells(&[&format!("corpus/{id}: 1 document read as {encoding}\n")]);
        let document = shown(&desk, id);
        assert_eq!(document["encoding"], encoding, "{id}");
        let text = document["text"].as_str().expect("a text");
        let wanted = if text.contains("Крестьяне") {
            "Начался весенний сев"
        } else {
            "Көктем егісі басталды"
        };
        assert_eq!(document["title"], wanted, "{id}");
        assert!(
            text.contains("тұқым себуге алты мың гектар жер") || text.contains("шесть тысяч гектаров"),
            "{id}: {text}"
        );
        desk.izde("show").arg(id).done().prints(&[&format!("encoding: {encoding}\n")]);
    }
    assert!(shown(&desk, "note.md")["encoding"].is_null(), "of UTF-8 nothing is assumed");
}

#[test]
fn an_encoding_may_be_named() {
    let desk = Desk::new().file("corpus/a.txt", b"\x8D\xE0\xE7\xE0\x9D").file("corpus/b.txt", "Қазақ");
    desk.izde("index --encoding strk1048-2002").done().tells(&["corpus/a.txt: 1 document read as KZ-1048"]);
    assert_eq!(shown(&desk, "a.txt")["text"], "Қазақ");
    let misread = shown(&desk, "b.txt");
    assert_ne!(misread["text"], "Қазақ", "it was said that everything is KZ-1048");
    desk.izde("index --encoding utf-8").fails().tells(&["corpus/a.txt: byte 0 (0x8D) is not UTF-8"]);
    desk.izde("index --encoding жоқ").fails().tells(&["is no encoding izde knows", "kz-1048"]);
    let lines = b"{\"id\":\"x\",\"text\":\"\x8D\xE0\xE7\xE0\x9D\"}\n";
    desk.izde("index - --encoding kz-1048").stdin(lines).done().tells(&["stdin: 1 document read as KZ-1048"]);
    assert_eq!(shown(&desk, "x")["text"], "Қазақ");
}

#[test]
fn what_documents_do_not_say_is_filled_in() {
    let desk = Desk::new()
        .file("corpus/a.txt", "Теңізде дауыл тұрды.")
        .file("corpus/b.md", "---\nsource: Akorda\n---\nТеңіз тынышталды.");
    desk.izde("index --set source=BAQ.KZ --set date=28.11.2025 --set lang=kk").done();
    let (a, b) = (shown(&desk, "a.txt"), shown(&desk, "b.md"));
    assert_eq!((&a["source"], &b["source"]), (&"BAQ.KZ".into(), &"Akorda".into()));
    assert_eq!((&a["date"], &b["lang"]), (&"2025-11-28".into(), &"kk".into()));
    assert_eq!(desk.json("search теңіз --source BAQ")["total"], 1);
    for (setting, named) in
        [("source", "KEY=VALUE"), ("id=5", "cannot be set"), ("date=кеше", "is no date"), ("lang=", "no value")]
    {
        desk.izde("index --set").arg(setting).fails().tells(&[named]);
    }
}
