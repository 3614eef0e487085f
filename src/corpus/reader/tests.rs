//! What holds for every reader.

use std::io;

use proptest::prelude::*;

use super::*;

/// The formats this build reads.
const FORMATS: &[Format] = match cfg!(feature = "formats") {
    true => &Format::ALL,
    false => &[Format::Text, Format::Markdown, Format::JsonLines, Format::Json],
};

fn one(content: &'static str, format: Format) -> Result<Document> {
    let mut documents = Documents::read(content.as_bytes(), "a.txt", format);
    let first = documents.next().expect("a file is a document");
    assert!(documents.next().is_none());
    first
}

#[test]
fn plain_text_is_kept_byte_for_byte() {
    let document = one("\u{FEFF}  Бірінші жол.\r\n\r\nЕкінші.\n ", Format::Text).unwrap();
    assert_eq!(document.text, "  Бірінші жол.\r\n\r\nЕкінші.\n ");
    assert_eq!((document.id.as_str(), document.title, document.path), ("a.txt", None, None));
}

#[test]
fn text_has_front_matter_or_a_newsroom_header() {
    let document = one("---\ntitle: Сөз\nid: s1\n---\nМәтін.", Format::Text).unwrap();
    assert_eq!(
        (document.id.as_str(), document.title.as_deref(), document.text.as_str()),
        ("s1", Some("Сөз"), "Мәтін.")
    );
    let document = one(" date 2025-11-28 Мәтін.", Format::Text).unwrap();
    assert_eq!((document.date, document.text.as_str()), ("2025-11-28".parse().ok(), "Мәтін."));
}

#[test]
fn markdown_takes_its_first_heading_as_title_and_keeps_it() {
    let text = "Кіріспе\n\n## Бөлім\n\n# Ауыл – *тірек* #\n\nМәтін.";
    let document = one(text, Format::Markdown).unwrap();
    assert_eq!((document.title.as_deref(), document.text.as_str()), (Some("Ауыл – *тірек*"), text));
    let document = one("---\ntitle: Сөз\n---\n# Ауыл\n", Format::Markdown).unwrap();
    assert_eq!((document.title.as_deref(), document.text.as_str()), (Some("Сөз"), "# Ауыл\n"));
}

#[test]
fn texts_without_text_are_refused() {
    for content in ["", " \n\t", "\u{FEFF}", "---\ntitle: a\n---\n \n", "date 2025-11-28 \n"] {
        assert!(matches!(one(content, Format::Text), Err(Error::EmptyDocument { .. })), "{content:?}");
    }
}

#[test]
fn bad_bytes_are_counted_from_the_beginning_of_the_file() {
    let mut documents = Documents::read(&b"\xEF\xBB\xBFab\xFF"[..], "a.txt", Format::Text);
    assert!(matches!(documents.next(), Some(Err(Error::NotUtf8 { byte: 5, value: 0xFF, .. }))));
}

#[test]
fn files_are_opened_from_their_source() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("сөз.txt");
    std::fs::write(&path, "Мәтін.").unwrap();
    let mut source =
        Source { path: path.clone(), id: "сөз.txt".into(), format: Format::Text, bytes: 11, version: None };
    let document = Documents::open(&source).unwrap().next().unwrap().unwrap();
    assert_eq!((document.id.as_str(), document.path.as_deref()), ("сөз.txt", path.to_str()));
    source.path = dir.path().join("жоқ.txt");
    assert!(matches!(Documents::open(&source), Err(Error::Io { .. })));
}

#[test]
fn an_input_error_ends_the_documents() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken"))
        }
    }
    for format in FORMATS.iter().copied() {
        let mut documents = Documents::read(BufReader::new(Broken), "stdin", format);
        assert!(matches!(documents.next(), Some(Err(Error::Io { .. }))));
        assert!(documents.next().is_none());
    }
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in Format::ALL {
            for document in Documents::read(io::Cursor::new(bytes.clone()), "stdin", format).flatten() {
                prop_assert!(!document.id.is_empty() && !document.text.trim().is_empty());
            }
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "(---\n)?[ \\nа-я#:{}\"\\[\\]&*!|>%@`a-z0-9-]{0,60}(\n---\n)?.{0,9}") {
        for format in Format::ALL {
            for document in Documents::read(io::Cursor::new(text.clone()), "stdin", format).flatten() {
                let is_whole = [Format::Text, Format::Markdown].contains(&format);
                // What looks like UTF-16 is read as such.
                prop_assert!(!is_whole || document.encoding.is_some() || text.ends_with(&document.text));
            }
        }
    }
}
