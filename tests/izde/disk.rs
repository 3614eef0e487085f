//! Disks that are full or may not be written to, and files that change under the reader: nothing that is in the index is lost.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use izde::index::Catalog;
use izde::{Index, Request, Searcher};

use crate::desk::Desk;
use crate::texts::many;

/// Somebody who owns nothing; the number of `nobody` on most systems.
const NOBODY: u32 = 65534;

fn found(dir: &Path, query: &str) -> usize {
    let searcher = Index::open(dir).and_then(|index| Searcher::new(&index)).expect("the index opens");
    searcher.search(&Request::new(query)).expect("an answer").passages
}

/// Files may grow to a size and no further, as on a disk that is full.
#[test]
fn a_full_disk_loses_nothing() {
    let desk = Desk::new().file("old.txt", "Құндыз өзенде тұрады.").file("big.jsonl", many(1500, 1));
    desk.izde("index old.txt").done();
    let (mut blocks, mut failed) = (1, 0);
    loop {
        let run = desk.izde("index big.jsonl").with_files_up_to(blocks).run();
        let dir = desk.path("index");
        assert_eq!(found(&dir, "құндыз"), 1, "{run}");
        let there = found(&dir, "нұсқа1");
        assert_eq!(Index::check(&dir).expect("it can be looked through").damaged, [""; 0], "{run}");
        match run.status {
            Some(0) => {
                assert_eq!(there, 1500, "{run}");
                break;
            }
            Some(2) => {
                run.tells(&[
                    "there is no room left to write the index in index (File too large",
                    "make room and try again",
                ]);
                assert!(!run.err.contains("panicked"), "{run}");
                assert_eq!(there, 0, "half a commit\n{run}");
            }
            _ => panic!("{run}"),
        }
        (blocks, failed) = (blocks + blocks.div_ceil(3), failed + 1);
    }
    assert!(failed > 5, "only {failed} runs failed: the test hardly tests anything");
    let undisturbed = Desk::new().file("old.txt", "Құндыз өзенде тұрады.").file("big.jsonl", many(1500, 1));
    undisturbed.izde("index old.txt big.jsonl").done();
    let listed = |desk: &Desk| Catalog::new(&Index::open(desk.path("index")).expect("an index"))?.documents();
    assert_eq!(listed(&desk).expect("a list"), listed(&undisturbed).expect("a list"));
}

/// Makes a folder as whoever may not write to it sees it.
fn lock(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let readable = fs::metadata(entry.path()).expect("a file").permissions().mode() & 0o004 != 0;
        assert!(readable, "others may not read {}", entry.path().display());
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o444)).expect("read-only");
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).expect("read-only");
}

#[test]
fn an_index_that_may_not_be_written_to_can_be_searched() {
    let desk = Desk::indexed(&[("a.txt", "Құндыз өзенде тұрады."), ("b.txt", "Борсық ұйықтап жатыр.")]);
    desk.izde("search құндыз").done();
    let before = desk.contents("index");
    for without in [&[][..], &[".tantivy-meta.lock", ".verified"]] {
        for name in without {
            fs::set_permissions(desk.path("index"), fs::Permissions::from_mode(0o755)).expect("writable");
            fs::remove_file(desk.path("index").join(name)).expect("removed");
        }
        lock(&desk.path("index"));
        // The superuser may write everywhere, so it goes as somebody else, with a program that he can reach.
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
        let izde = desk.path("izde");
        fs::copy(env!("CARGO_BIN_EXE_izde"), &izde).expect("a copy");
        fs::set_permissions(desk.path("."), fs::Permissions::from_mode(0o755)).expect("open to all");
        let run = |args: &str| {
            let mut command = Command::new(&izde);
            command.args(args.split(' ')).current_dir(desk.path("."));
            if is_root {
                command.uid(NOBODY).gid(NOBODY);
            }
            let output = command.output().expect("it runs");
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (output.status.code(), text(&output.stdout), text(&output.stderr))
        };
        for call in ["search құндыз", "list", "stats", "check", "show a.txt", "count борсық", "index --dry-run"]
        {
            let (status, out, err) = run(call);
            assert_eq!((status, &*err), (Some(0), ""), "{call}\n{out}");
        }
        for call in ["index", "index --rebuild", "delete a.txt"] {
            let (status, out, err) = run(call);
            assert!(status == Some(2) && err.contains("ermission denied"), "{call}\n{out}\n{err}");
        }
    }
    let after = desk.contents("index");
    assert!(before.iter().all(|file| file.0.starts_with('.') || after.contains(file)), "somebody wrote to it");
}

/// A pipe holds the writer up between finding the files and reading them.
#[test]
fn files_that_vanish_or_change_meanwhile() {
    let desk = Desk::with(&[
        ("corpus/gone.txt", "Құндыз өзенде тұрады."),
        ("corpus/other.txt", "Борсық ұйықтап жатыр."),
        ("corpus/folder.txt", "Суыр інінен шықты."),
        ("corpus/same.txt", "Түлкі қашты."),
    ]);
    desk.izde("index").done();
    assert!(Command::new("mkfifo").arg(desk.path("pipe.jsonl")).status().expect("mkfifo").success());
    desk.write("corpus/new.txt", "Қоян жүгірді.");
    // Others: what nothing touched would not be opened at all.
    desk.write("corpus/gone.txt", "Құндыз өзенде жүзді.");
    desk.write("corpus/folder.txt", "Суыр ініне кірді.");
    let writer = desk.izde("index pipe.jsonl corpus").start();
    // It opens for writing when the other side opens it for reading, which it does after it has found all files.
    let pipe = fs::File::options().write(true).open(desk.path("pipe.jsonl")).expect("the other end");
    fs::remove_file(desk.path("corpus/gone.txt")).expect("removed");
    fs::remove_file(desk.path("corpus/folder.txt")).expect("removed");
    fs::create_dir(desk.path("corpus/folder.txt")).expect("a folder");
    desk.write("corpus/other.txt", "Жылқы суат басында тұр.");
    drop(pipe);
    let output = writer.wait_with_output().expect("it ends");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    for file in ["corpus/gone.txt", "corpus/folder.txt"] {
        assert!(err.contains("not indexed: cannot") && err.contains(file), "{file}\n{err}");
    }
    let dir = desk.path("index");
    // What could not be read stays as it was; only --prune takes out what is gone.
    let passages = ["құндыз", "суыр", "түлкі", "қоян", "жылқы", "борсық"].map(|word| found(&dir, word));
    assert_eq!(passages, [1, 1, 1, 1, 1, 0]);
    // A file that was changed after it had been found is looked at again.
    desk.izde("index --prune").done().prints(&["2 removed"]);
    assert_eq!(["құндыз", "суыр", "түлкі", "жылқы"].map(|word| found(&dir, word)), [0, 0, 1, 1]);
}

#[test]
fn a_reader_is_never_disturbed_by_commits_and_merges() {
    let desk = Desk::new().file("old.txt", "Құндыз өзенде тұрады.").file("big.jsonl", many(1500, 1));
    desk.izde("index old.txt").done();
    // Twenty documents a commit make so many segments that they are merged again and again.
    let mut writer = desk.izde("index big.jsonl --commit-every 20").start();
    let (mut seen, mut segments) = (vec![], vec![]);
    let status = loop {
        assert_eq!(found(&desk.path("index"), "құндыз"), 1);
        seen.push(found(&desk.path("index"), "нұсқа1"));
        let index = Index::open(desk.path("index")).expect("the index opens");
        segments.push(Catalog::new(&index).and_then(|catalog| catalog.stats()).expect("counts").segments);
        if let Some(status) = writer.try_wait().expect("a status") {
            break status;
        }
    };
    assert_eq!(status.code(), Some(0));
    assert!(seen.is_sorted() && seen.iter().all(|there| there.is_multiple_of(20)), "not whole commits: {seen:?}");
    assert_eq!(found(&desk.path("index"), "нұсқа1"), 1500);
    let fewer = segments.windows(2).filter(|pair| pair[1] < pair[0]).count();
    assert!(fewer > 0, "nothing was merged while somebody looked: {segments:?}");
}
