//! Files made to do harm: bombs, depths, lengths, broken bytes, names that lead astray. Each meets a limit with a message that names it, memory stays
//! within bounds, and what lies beside it is indexed.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use crate::desk::{Desk, Run};

/// Memory the command may have here, in MiB: address space, so the files of the index and the stacks of threads count, too.
#[cfg(unix)]
const MEMORY: usize = 1500;

/// Indexes a desk on which a good file lies beside bad ones, and expects both to show.
#[track_caller]
fn attacked(desk: &Desk, named: &[&str]) -> Run {
    desk.write("corpus/я.txt", "Кептер шатырға қонды.");
    let call = desk.izde("index");
    #[cfg(unix)]
    let call = call.within(MEMORY);
    let run = if named.is_empty() { call.done() } else { call.fails() };
    run.tells(named);
    assert!(run.err.len() < 10_000, "a flood of messages");
    assert!(desk.json("search шатыр")["total"].as_u64() >= Some(1), "what lies beside it is there\n{run}");
    run
}

fn desk(files: &[(&str, &str)]) -> Desk {
    files.iter().fold(Desk::new(), |desk, (name, content)| desk.file(&format!("corpus/{name}"), content))
}

#[test]
fn a_gzip_bomb_is_named() {
    let bomb = include_bytes!("../data/hostile/bomb.txt.gz");
    let desk = desk(&[]).file("corpus/bomb.txt.gz", bomb);
    attacked(&desk, &["corpus/bomb.txt.gz: ", "200 times its size"]);
    // As a table the same is never held whole, so it meets the other limit.
    let desk = Desk::new().file("corpus/bomb.csv.gz", bomb);
    attacked(&desk, &["corpus/bomb.csv.gz"]);
}

#[test]
fn an_archive_that_overlaps_itself_is_named_once() {
    let desk = desk(&[]).file("corpus/bomb.zip", include_bytes!("../data/hostile/overlap.zip"));
    let run = attacked(&desk, &["corpus/bomb.zip, member ", "200 times its size, as only an attack does"]);
    assert_eq!(run.err.matches("200 times").count(), 1, "{run}");
}

#[test]
fn pages_that_unpack_or_draw_without_end_are_named() {
    let desk = desk(&[])
        .file("corpus/bomb.pdf", include_bytes!("../data/hostile/bomb.pdf"))
        .file("corpus/forms.pdf", include_bytes!("../data/hostile/forms.pdf"));
    attacked(
        &desk,
        &[
            "corpus/bomb.pdf, page 1: the page cannot be read",
            "corpus/forms.pdf, page 1: the page cannot be read: it draws more",
        ],
    );
}

#[test]
fn names_in_an_archive_lead_nowhere() {
    let desk = desk(&[]).file("corpus/a.zip", include_bytes!("../data/hostile/astray.zip"));
    let run = attacked(
        &desk,
        &[
            "../../astray.txt: its name leads out of the archive",
            "skipped corpus/a.zip, link.txt: it is a symbolic link",
            "member twice.zip, member once.zip: it is packed in a packed file in a packed file",
        ],
    );
    assert!(!run.err.contains('\u{1b}'), "{run}");
    assert!(!desk.path("astray.txt").exists() && !desk.path("../astray.txt").exists());
    assert_eq!(desk.json("search кептер -n 9")["total_documents"], 3, "{run}");
}

#[test]
fn depth_has_a_limit() {
    let deep = |open: &str, close: &str| format!("{}Кептер.{}", open.repeat(100_000), close.repeat(100_000));
    let desk = desk(&[
        ("a.html", &deep("<div>", "</div>")),
        ("b.html", &deep("<b><i>", "")),
        ("c.json", &format!("[{{\"text\": {}1{}}}]", "[".repeat(100_000), "]".repeat(100_000))),
        ("d.jsonl", &format!("{{\"text\": \"Кептер\", \"id\": {}\n", "{\"a\":".repeat(100_000))),
        ("e.rss", &format!("<rss>{}", deep("<a>", "</a>"))),
        ("f.md", &format!("---\na: {}\n---\nКептер.", "[".repeat(100_000))),
    ]);
    attacked(
        &desk,
        &[
            "corpus/c.json, line 1",
            "corpus/d.jsonl, line 1",
            "corpus/e.rss: ",
            "deeper than 1000",
            "corpus/f.md, line ",
        ],
    );
    assert_eq!(desk.json("search кептер -n 9")["total_documents"], 3, "pages are read, as browsers read them");
}

#[test]
fn a_line_that_never_ends_is_passed_over() {
    let desk = desk(&[]);
    // Holes, so that it takes no space; longer than the limit is what matters.
    for (name, start) in [
        ("a.jsonl", "{\"text\":\""),
        ("b.json", "[{\"text\":\""),
        ("c.csv", "text\n\""),
        ("d.rss", "<rss><item><title>"),
    ] {
        desk.write(&format!("corpus/{name}"), start);
        let mut file = File::options().write(true).open(desk.path(&format!("corpus/{name}"))).expect("a file");
        file.seek(SeekFrom::Start(70 << 20)).expect("a place");
        file.write_all(b"\n{\"text\":\"\xD0\x9A\xD0\xB5\xD0\xBF\xD1\x82\xD0\xB5\xD1\x80\"}\n").expect("written");
    }
    let named = [
        "corpus/a.jsonl, line 1: the line is longer than 64 MiB",
        "corpus/b.json, line 1",
        "corpus/c.csv, line ",
        "corpus/d.rss",
    ];
    attacked(&desk, &named);
    assert_eq!(desk.json("search кептер")["total"], 2, "the line after it is read");
}

#[test]
fn attributes_entities_and_cells_without_number_are_no_matter() {
    let many: String = (0..1_000_000).map(|n| format!(" a{n}='1'")).collect();
    let desk = desk(&[
        ("a.html", &format!("<html><body{many}><p>Кептер.</p>")),
        ("b.rss", &format!("<rss><item{many}><title>Кептер.</title></item></rss>")),
        (
            "c.rss",
            "<!DOCTYPE rss [<!ENTITY a \"ха\"><!ENTITY b \"&a;&a;&a;\">]><rss><item><title>Кептер &b;</title></item></rss>",
        ),
    ]);
    attacked(&desk, &[]);
    assert_eq!(desk.json("search кептер -n 9")["total_documents"], 4);
    let cells = format!("text{}\nКептер{}\n", ",".repeat(1_000_000), ",".repeat(1_000_001));
    attacked(&Desk::new().file("corpus/d.csv", cells), &["corpus/d.csv, line 2: the row has 1000002 cells"]);
}

#[test]
fn broken_bytes_are_named_or_harmless() {
    let desk = desk(&[("a.txt", "Кептер\0 ұшты.\0")])
        .file("corpus/b.txt", b"\xD0\x9A\xD0\xB5\xD0\xBF\xFF\xFE \xD1\x82\xD0\xB5\xD1\x80\xD0\xB5")
        .file("corpus/c.html", b"<p>\xD0\x9A\xD0\xB5\xD0\xBF\xD1\x82\xD0\xB5\xD1\x80\xFF")
        .file("corpus/d.docx", b"PK\x03\x04 and nothing more")
        .file("corpus/e.pdf", b"%PDF-1.7 and nothing more")
        .file("corpus/f.txt.gz", b"\x1F\x8B\x08\0\0\0\0\0\0\x03 and nothing more")
        .file("corpus/g.zip", b"PK\x05\x06 and nothing more")
        .file("corpus/h.rss", b"<rss><item><title>\xFF");
    let bad = [
        "b.txt: byte 6 (0xFF)",
        "c.html",
        "d.docx: it is no Word file",
        "e.pdf: the PDF cannot be read",
        "f.txt.gz",
        "g.zip: the archive cannot be opened",
        "h.rss",
    ];
    attacked(&desk, &bad.map(|name| name));
    assert_eq!(desk.json("search кептер -n 9")["total_documents"], 2, "NUL is a character like others");
}

#[cfg(unix)]
#[test]
fn links_and_names_do_no_harm() {
    use std::os::unix::fs::symlink;
    let desk = desk(&[("a/line\nbreak \u{1b}[31m.txt", "Кептер ұшты."), ("a/\u{202e}txt.html", "<p>Кептер қонды.")]);
    symlink(desk.path("corpus"), desk.path("corpus/a/loop")).expect("a link");
    symlink(desk.path("corpus/b"), desk.path("corpus/b")).expect("a link to itself");
    let run = attacked(&desk, &["corpus/b"]);
    assert!(!run.err.contains('\u{1b}') && !run.out.contains('\u{1b}'), "{run}");
    assert_eq!(desk.json("search кептер -n 9")["total_documents"], 3);
}
