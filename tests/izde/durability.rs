//! Processes that die, wait for each other and read while another writes.

use std::io::{BufRead, BufReader, Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use izde::index::Catalog;
use izde::{Error, Index, Request, Searcher};

use crate::desk::Desk;
use crate::texts::many;

/// Documents that every version of the big file has.
const MANY: usize = 1500;

/// The version of all documents of the big file; panics when they are of more than one, or some are missing.
#[track_caller]
fn version(desk: &Desk) -> String {
    let index = Index::open(desk.path("index")).expect("the index opens");
    let listed = Catalog::new(&index).and_then(|catalog| catalog.documents()).expect("its documents");
    let titles: Vec<_> = listed.iter().filter_map(|one| one.document.title.clone()).collect();
    assert_eq!((listed.len(), titles.len()), (MANY + 1, MANY), "the old document, and all of the big file");
    assert!(titles.iter().all(|title| *title == titles[0]), "two versions at once");
    let searcher = Searcher::new(&index).expect("a searcher");
    let found = |query: &str| searcher.search(&Request::new(query)).expect("an answer").passages;
    assert_eq!((found("құндыз"), found(&titles[0])), (1, MANY), "what is listed is found");
    titles[0].clone()
}

/// A row of numbers that look random and are the same in every run.
fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// Documents of a run with many commits.
const FEW: usize = 500;

/// How many writers are killed by each test: few enough for every day. The figures of docs/reliability.md are those of 200.
fn kills() -> usize {
    std::env::var("IZDE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20)
}

/// What two indexes hold and answer is the same.
#[track_caller]
fn are_alike(one: &Desk, other: &Desk) {
    let documents = |desk: &Desk| {
        let index = Index::open(desk.path("index")).expect("the index opens");
        Catalog::new(&index).and_then(|catalog| catalog.documents()).expect("its documents")
    };
    assert_eq!(documents(one), documents(other));
    let answer = |desk: &Desk| {
        let mut answer = desk.json("search диірмен бұлақ құндыз -n 50 --explain");
        answer.as_object_mut().expect("an object").remove("took_ms");
        answer
    };
    assert_eq!(answer(one), answer(other));
    assert_eq!(Index::check(one.path("index")).expect("it can be looked through").damaged, [""; 0]);
}

#[test]
fn a_killed_writer_leaves_the_last_commit() {
    let desk = Desk::new().file("old.txt", "Құндыз өзенде тұрады.").file("big.jsonl", many(MANY, 0));
    desk.izde("index old.txt").done();
    let started = Instant::now();
    desk.izde("index big.jsonl").done();
    let whole = started.elapsed();
    assert_eq!(version(&desk), "нұсқа0");

    let (mut seed, mut killed, mut last) = (2025, 0, 0);
    let rounds = kills();
    for round in 1..=rounds {
        desk.write("big.jsonl", many(MANY, round));
        let mut writer = desk.izde("index big.jsonl").start();
        // Anywhere between its start and its end, the commit at the end included.
        thread::sleep(whole * (random(&mut seed) % 110) as u32 / 100);
        writer.kill().expect("SIGKILL");
        let ended = writer.wait_with_output().expect("it ended");
        let status = ended.status.code();
        assert!(matches!(status, None | Some(0)), "{}", String::from_utf8_lossy(&ended.stderr));
        killed += usize::from(status.is_none());
        let now = version(&desk);
        assert!([last, round].iter().any(|round| now == format!("нұсқа{round}")), "{now} after round {round}");
        if now == format!("нұсқа{round}") {
            last = round;
        } else {
            assert!(status.is_none(), "it said it was done, and was not");
        }
    }
    assert!(killed > rounds / 4, "only {killed} of {rounds} were killed: the test hardly tests anything");
    println!("{killed} of {rounds} writers were killed");
    desk.write("big.jsonl", many(MANY, rounds + 1));
    desk.izde("index big.jsonl").done().prints(&["0 new, 1500 replaced"]);
    let undisturbed = Desk::new().file("old.txt", "Құндыз өзенде тұрады.").file("big.jsonl", many(MANY, rounds + 1));
    undisturbed.izde("index old.txt big.jsonl").done();
    are_alike(&desk, &undisturbed);
}

#[test]
fn a_killed_writer_said_nothing_that_is_not_there() {
    let undisturbed = Desk::new().file("big.jsonl", many(FEW, 1));
    let started = Instant::now();
    undisturbed.izde("index big.jsonl --commit-every 50").done();
    let whole = started.elapsed();

    let (mut seed, mut halfway) = (42, 0);
    let mut desk = Desk::new().file("big.jsonl", many(FEW, 1));
    for _ in 0..kills() {
        let mut writer = desk.izde("index big.jsonl --commit-every 50").start();
        let mut messages = writer.stderr.take().expect("a pipe");
        thread::sleep(whole * (random(&mut seed) % 100) as u32 / 100);
        writer.kill().expect("SIGKILL");
        writer.wait().expect("it ended");
        let mut told = String::new();
        messages.read_to_string(&mut told).expect("stderr");
        // `izde: 150 documents committed`
        let committed =
            told.lines().filter_map(|line| line.strip_suffix(" documents committed")?.strip_prefix("izde: "));
        let acknowledged = committed.filter_map(|number| number.parse::<usize>().ok()).next_back().unwrap_or(0);
        let index = match Index::open(desk.path("index")) {
            Err(Error::IndexMissing { .. }) if acknowledged == 0 => continue,
            index => index.expect("the index opens"),
        };
        let there = Catalog::new(&index).and_then(|catalog| catalog.documents()).expect("its documents").len();
        // Those of a commit that it had not told of yet, too. Documents that were there from the run before count as read.
        assert!(
            there >= acknowledged && (there.is_multiple_of(50) || there == FEW),
            "{acknowledged} acknowledged, {there} there"
        );
        halfway += usize::from(there > 0 && there < FEW);
        if there == FEW {
            are_alike(&desk, &undisturbed);
            desk = Desk::new().file("big.jsonl", many(FEW, 1));
        }
    }
    assert!(halfway > kills() / 4, "only {halfway} were killed halfway: the test hardly tests anything");
    desk.izde("index big.jsonl --commit-every 50").done();
    are_alike(&desk, &undisturbed);
}

#[test]
fn a_killed_first_build_can_be_done_again() {
    let desk = Desk::new().file("big.jsonl", many(MANY, 0)).file("old.txt", "Құндыз өзенде тұрады.");
    let mut seed = 7;
    for _ in 0..6 {
        let mut writer = desk.izde("index big.jsonl").start();
        thread::sleep(Duration::from_millis(random(&mut seed) % 60));
        writer.kill().expect("SIGKILL");
        writer.wait().expect("it ended");
    }
    desk.izde("index big.jsonl").done();
    desk.izde("index old.txt").done();
    assert_eq!(version(&desk), "нұсқа0");
}

/// The writer once failed for ever after this: tantivy names a file of deletions by a number that comes again.
#[test]
fn a_commit_that_died_at_its_last_step_can_be_done_again() {
    // Ten documents: when more than a fifth is deleted, the segment is written anew without them.
    let lines = |second: &str| {
        let others = (1..10).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Құндыз.\"}}\n")).collect::<String>();
        format!("{others}{{\"id\":\"second\",\"text\":\"{second}.\"}}\n")
    };
    let desk = Desk::indexed(&[("a.jsonl", &lines("Борсық"))]);
    let meta = std::fs::read(desk.path("index/meta.json")).expect("meta.json");
    desk.write("corpus/a.jsonl", lines("Суыр"));
    desk.izde("index").done();
    assert!(desk.contents("index").iter().any(|(name, _)| name.ends_with(".del")), "nothing was deleted");
    // The list of files is written last: with the old one, all new files are there and none counts.
    desk.write("index/meta.json", meta);
    assert_eq!(desk.json("search борсық")["total"], 1);
    desk.izde("index").done().prints(&["1 replaced, 9 unchanged"]);
    desk.izde("search борсық").nothing();
    assert_eq!((&desk.json("search суыр")["total"], &desk.json("search құндыз")["total"]), (&1.into(), &9.into()));
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let desk = Desk::indexed(&[("a.txt", "Құндыз өзенде тұрады.")]);
    let mut first = desk.izde("index -").start();
    let mut stdin = first.stdin.take().expect("stdin is a pipe");
    // More than a pipe and a buffer hold: when this is written, the first writer is at work and has the lock.
    stdin.write_all(many(2000, 1).as_bytes()).expect("the first writer reads");
    for call in ["index corpus", "index corpus --rebuild"] {
        let second = desk.izde(call).fails();
        second.tells(&["another izde is writing to the index in index; wait until it has finished and try again"]);
    }
    // Nobody who reads has to wait, and nobody sees what is not committed.
    desk.izde("search құндыз").done();
    desk.izde("search нұсқа1").nothing();
    drop(stdin);
    let output = first.wait_with_output().expect("the first writer ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(desk.json("search нұсқа1")["total"], 2000);
    desk.izde("index corpus").done();
}

#[test]
fn a_reader_sees_the_old_or_the_new_whole() {
    let desk = Desk::new().file("old.txt", "Құндыз өзенде тұрады.").file("big.jsonl", many(MANY, 0));
    desk.izde("index old.txt big.jsonl").done();
    let mut looks = 0;
    for round in 1..=4 {
        desk.write("big.jsonl", many(MANY, round));
        let mut writer = desk.izde("index big.jsonl").start();
        let status = loop {
            version(&desk);
            looks += 1;
            if let Some(status) = writer.try_wait().expect("a status") {
                break status;
            }
        };
        assert_eq!(status.code(), Some(0));
        assert_eq!(version(&desk), format!("нұсқа{round}"));
    }
    assert!(looks > 4, "nobody looked while the writer was at work");
}

#[test]
fn a_searcher_keeps_its_snapshot() {
    let desk = Desk::indexed(&[("a.txt", "Құндыз өзенде тұрады.")]);
    let index = Index::open(desk.path("index")).expect("an index");
    let before = Searcher::new(&index).expect("a searcher");
    desk.write("corpus/a.txt", "Суыр інде жатыр.");
    desk.izde("index").done();
    let passages = |searcher: &Searcher, query: &str| searcher.search(&Request::new(query)).expect("hits").passages;
    assert_eq!((passages(&before, "құндыз"), passages(&before, "суыр")), (1, 0));
    let after = Searcher::new(&index).expect("a searcher");
    assert_eq!((passages(&after, "құндыз"), passages(&after, "суыр")), (0, 1));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = Desk::indexed(&[("a.jsonl", &many(2000, 1))]);
    for call in [
        "search нұсқа1 -n 2000",
        "search нұсқа1 -n 2000 --json",
        "list",
        "batch q.txt --limit 2000",
        "batch q.txt --limit 2000 --format csv",
    ] {
        desk.write("q.txt", "нұсқа1\n");
        let mut child = desk.izde(call).start();
        let mut out = BufReader::with_capacity(64, child.stdout.take().expect("stdout is a pipe"));
        let mut line = vec![];
        out.by_ref().take(40).read_until(b'\n', &mut line).expect("the beginning");
        assert!(!line.is_empty());
        // What `head -1` does: it has seen enough, and goes. More is waiting than a pipe holds.
        drop(out);
        let output = child.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*err), (Some(0), ""), "{call}");
    }
}
