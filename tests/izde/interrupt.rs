//! Ctrl-C while indexing: the end is a clean commit, and the same command goes on from there.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStderr, Command};

use izde::Index;
use izde::index::Catalog;

use crate::desk::{Desk, signal};
use crate::texts::many;

/// Reads messages up to the one that holds a text.
fn wait_for(messages: &mut BufReader<ChildStderr>, text: &str) -> String {
    let mut read = String::new();
    while !read.contains(text) {
        assert!(messages.read_line(&mut read).expect("stderr") > 0, "it ended without {text:?}\n{read}");
    }
    read
}

fn ids(desk: &Desk) -> Vec<String> {
    let index = Index::open(desk.path("index")).expect("the index opens");
    let listed = Catalog::new(&index).and_then(|catalog| catalog.documents()).expect("its documents");
    listed.into_iter().map(|one| one.document.id).collect()
}

#[test]
fn an_interrupted_stream_is_committed_as_far_as_it_came() {
    for name in ["INT", "TERM"] {
        let desk = Desk::new();
        let mut writer = desk.izde("index - --commit-every 100").start();
        let mut stdin = writer.stdin.take().expect("a pipe");
        let mut messages = BufReader::new(writer.stderr.take().expect("a pipe"));
        stdin.write_all(many(3000, 1).as_bytes()).expect("it reads");
        // Half a line: what is cut off is not taken for a document, nor for a mistake.
        stdin.write_all(b"{\"id\":\"half\",\"te").expect("it reads");
        wait_for(&mut messages, "izde: 200 documents committed");
        assert!(ids(&desk).len() >= 200, "others see what is committed");
        signal(&writer, name);
        let mut rest = String::new();
        messages.read_to_string(&mut rest).expect("stderr");
        assert_eq!(writer.wait().expect("it ends").code(), Some(130), "{rest}");
        let there = ids(&desk).len();
        assert!(rest.contains(&format!("stopped after {there} documents, which are in the index")), "{there}\n{rest}");
        assert!(!rest.contains("not indexed"), "{rest}");
        drop(stdin);
    }
}

#[test]
fn what_was_interrupted_goes_on_from_there() {
    let desk = Desk::new();
    for part in 0..40 {
        let lines = many(200, part).replace("\"id\":\"d", &format!("\"id\":\"p{part}-"));
        desk.write(&format!("corpus/{part:02}.jsonl"), lines);
    }
    let mut writer = desk.izde("index --commit-every 100").start();
    let mut messages = BufReader::new(writer.stderr.take().expect("a pipe"));
    wait_for(&mut messages, "izde: 300 documents committed");
    signal(&writer, "INT");
    let mut rest = String::new();
    messages.read_to_string(&mut rest).expect("stderr");
    assert_eq!(writer.wait().expect("it ends").code(), Some(130), "{rest}");
    assert!(rest.contains(" of 40 files ("), "{rest}");
    let there = ids(&desk).len();
    assert!((300..8000).contains(&there), "{there} of 8000 documents: it did not stop");

    desk.izde("index")
        .done()
        .prints(&[&format!("8000 documents in index: {} new, 0 replaced, {there} unchanged", 8000 - there)]);
    assert_eq!(ids(&desk).len(), 8000);
}

#[test]
fn one_who_stops_a_rebuild_keeps_what_there_was() {
    let desk = Desk::new().file("old.txt", "Құндыз өзенде тұрады.");
    desk.izde("index old.txt").done();
    let mut writer = desk.izde("index - --rebuild --commit-every 100").start();
    let mut stdin = writer.stdin.take().expect("a pipe");
    let mut messages = BufReader::new(writer.stderr.take().expect("a pipe"));
    // More than pipes and buffers hold: when it is written, the writer is at work.
    stdin.write_all(many(4000, 1).as_bytes()).expect("it reads");
    signal(&writer, "INT");
    let mut rest = String::new();
    messages.read_to_string(&mut rest).expect("stderr");
    assert_eq!(writer.wait().expect("it ends").code(), Some(130), "{rest}");
    assert!(rest.contains("the index is as it was before") && !rest.contains("committed"), "{rest}");
    assert_eq!(ids(&desk), ["old.txt"]);
}

#[test]
fn asked_twice_it_ends_at_once() {
    let desk = Desk::new();
    let made = Command::new("mkfifo").arg(desk.path("never.jsonl")).status().expect("mkfifo");
    assert!(made.success());
    // A file that is never written is waited for in the middle of a read.
    let mut writer = desk.izde("index never.jsonl").start();
    let mut pipe = std::fs::File::options().write(true).open(desk.path("never.jsonl")).expect("the other end");
    pipe.write_all(b"{\"id\":\"a\",").expect("it reads");
    let mut messages = BufReader::new(writer.stderr.take().expect("a pipe"));
    signal(&writer, "INT");
    wait_for(&mut messages, "Ctrl-C again ends at once");
    assert!(writer.try_wait().expect("a status").is_none(), "it waits for the file");
    signal(&writer, "INT");
    assert_eq!(writer.wait().expect("it ends").code(), Some(130));
    assert_eq!(ids(&desk).len(), 0, "the index opens");
}
