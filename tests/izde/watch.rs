//! `izde index --watch`: what happens in a folder is found soon after, until Ctrl-C.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ExitStatus};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use izde::corpus::Reading;
use izde::index::ingest::Sources;
use izde::index::{Catalog, Writer};
use izde::{Error, Index, Request, Searcher};

use crate::desk::{Desk, signal};

/// No change needs as long as this, on whatever machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A command that watches.
struct Watching<'d> {
    desk: &'d Desk,
    child: Child,
    /// Lines of stdout and stderr, as they come.
    lines: Receiver<String>,
    seen: Vec<String>,
}

impl<'d> Watching<'d> {
    /// Starts it and waits until it watches.
    fn begin(desk: &'d Desk, args: &str) -> Self {
        let mut child = desk.izde(args).start();
        let (sender, lines) = channel();
        let (out, err) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
        let other = sender.clone();
        thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).for_each(|line| drop(other.send(line)))
        });
        thread::spawn(move || {
            BufReader::new(err).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)))
        });
        let mut watching = Self { desk, child, lines, seen: vec![] };
        watching.wait_for("watching");
        watching
    }

    /// Waits for a line that holds a text.
    #[track_caller]
    fn wait_for(&mut self, text: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("no line with {text:?} after\n{}", self.seen.join("\n")));
            self.seen.push(line.clone());
            if line.contains(text) {
                return line;
            }
        }
    }

    /// Waits until a search finds so many documents; how long that was.
    #[track_caller]
    fn until(&self, query: &str, documents: usize) -> Duration {
        let begin = Instant::now();
        loop {
            let index = Index::open(self.desk.path("index")).expect("the index opens");
            let answer = Searcher::new(&index).and_then(|searcher| searcher.search(&Request::new(query)));
            let found = answer.expect("an answer").documents;
            if found == documents {
                return begin.elapsed();
            }
            assert!(begin.elapsed() < PATIENCE, "{query} is found in {found} documents instead of {documents}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Ctrl-C; how it ended and all it said.
    fn end(mut self) -> (ExitStatus, String) {
        signal(&self.child, "INT");
        let status = self.child.wait().expect("it ends");
        self.seen.extend(self.lines.iter());
        (status, self.seen.join("\n"))
    }
}

/// A test that fails leaves nobody watching.
impl Drop for Watching<'_> {
    fn drop(&mut self) {
        drop((self.child.kill(), self.child.wait()));
    }
}

fn ids(desk: &Desk) -> Vec<String> {
    let index = Index::open(desk.path("index")).expect("the index opens");
    let listed = Catalog::new(&index).and_then(|catalog| catalog.documents()).expect("its documents");
    let mut ids: Vec<_> = listed.into_iter().map(|one| one.document.id).collect();
    ids.sort();
    ids
}

/// A writer, when the watch has put its own away.
fn the_lock(desk: &Desk) -> Writer {
    let begin = Instant::now();
    loop {
        match Index::open(desk.path("index")).and_then(|index| index.writer()) {
            Err(Error::IndexLocked { .. }) if begin.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(10)),
            writer => return writer.expect("a writer"),
        }
    }
}

#[test]
fn what_happens_is_found_soon_after() {
    let desk = Desk::with(&[("corpus/2024/a.txt", "Түйе шөлде жүр.")]);
    let mut watching = Watching::begin(&desk, "index --watch --prune");
    // What comes by two streams may come in any order.
    if !watching.seen.iter().any(|line| line.contains("1 document in index: 1 new")) {
        watching.wait_for("1 document in index: 1 new");
    }

    desk.write("corpus/b.txt", "Жылқы далада жайылды.");
    println!("a new file is found after {:?}", watching.until("жылқы", 1));
    desk.write("corpus/b.txt", "Құлын суатта тұр.");
    println!("a changed file is found after {:?}", watching.until("құлын", 1));
    watching.until("жылқы", 0);
    fs::remove_file(desk.path("corpus/b.txt")).expect("removed");
    println!("a removed file is gone after {:?}", watching.until("құлын", 0));

    // Folders: made and filled at once, moved in, renamed, removed.
    desk.write("corpus/2025/11/c.txt", "Бота жатыр.");
    watching.until("бота", 1);
    desk.write("elsewhere/deep/d.txt", "Сиыр суатта.");
    fs::rename(desk.path("elsewhere"), desk.path("corpus/2026")).expect("moved in");
    watching.until("сиыр", 1);
    desk.write("corpus/2026/deep/e.txt", "Лақ секірді.");
    watching.until("лақ", 1);
    fs::rename(desk.path("corpus/2026"), desk.path("corpus/2027")).expect("renamed");
    watching.until("лақ", 1);
    fs::remove_dir_all(desk.path("corpus/2025")).expect("removed");
    watching.until("бота", 0);
    fs::rename(desk.path("corpus/2024/a.txt"), desk.path("away.txt")).expect("moved out");
    watching.until("түйе", 0);
    assert_eq!(ids(&desk), ["2027/deep/d.txt", "2027/deep/e.txt"]);

    let (status, said) = watching.end();
    assert_eq!(status.code(), Some(130), "{said}");
    assert!(said.contains("1 new, 0 replaced, 0 removed: corpus/b.txt"), "{said}");
    assert!(said.contains("stopped watching"), "{said}");
    // A whole run has nothing to add.
    desk.izde("index --prune").done().prints(&["2 documents in index: 0 new, 0 replaced, 2 unchanged, 0 removed"]);
}

#[test]
fn the_rules_are_those_of_a_whole_run() {
    let desk = Desk::with(&[("corpus/a.txt", "Түйе шөлде жүр."), ("corpus/gone.txt", "Жылқы далада жайылды.")]);
    let mut watching = Watching::begin(&desk, "index corpus --set source=BAQ --watch --json");
    let hidden = [".d.txt", ".git/x.txt", "2025/.x/y.txt"];
    for name in hidden {
        desk.write(&format!("corpus/{name}"), "Құлын суатта тұр.");
    }
    desk.write("corpus/photo.jpg", "x");
    watching.wait_for("skipped corpus/photo.jpg");
    desk.write("corpus/empty.txt", " ");
    watching.wait_for("not indexed: corpus/empty.txt");
    desk.write("corpus/f.jsonl", "{\"id\":\"1\",\"text\":\"Бота жатыр.\"}\n{\"text\":\"Сиыр суатта.\"}\n");
    watching.until("сиыр", 1);
    desk.write("corpus/f.jsonl", "{\"id\":\"1\",\"text\":\"Бота жатыр.\"}\n");
    // What was taken out of a file goes, what was in a file that is gone stays.
    watching.until("сиыр", 0);
    fs::remove_file(desk.path("corpus/gone.txt")).expect("removed");
    desk.write("corpus/z.txt", "Лақ секірді.");
    watching.until("лақ", 1);
    assert_eq!(ids(&desk), ["1", "a.txt", "gone.txt", "z.txt"]);
    let answer = desk.json("search лақ");
    assert_eq!(answer["hits"][0]["document"]["source"], "BAQ", "{answer:#}");
    assert_eq!(answer["hits"][0]["document"]["path"], "corpus/z.txt", "{answer:#}");

    let (_, said) = watching.end();
    let told: Vec<serde_json::Value> = said
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(told[0]["new"], 2, "{said}");
    assert!(told.len() >= 4, "a line for each batch\n{said}");
    let sum = |what: &str| told.iter().map(|line| line[what].as_u64().expect("a number")).sum::<u64>();
    assert_eq!((sum("new"), sum("removed")), (5, 1), "{said}");
    desk.izde("index corpus --set source=BAQ")
        .fails()
        .prints(&["3 documents in index: 0 new, 0 replaced, 3 unchanged"]);
}

#[test]
fn a_file_is_followed_when_it_is_replaced_by_another() {
    let desk =
        Desk::with(&[("feed.jsonl", "{\"id\":\"1\",\"text\":\"Бота жатыр.\"}\n"), ("other.txt", "Түйе шөлде жүр.")]);
    let watching = Watching::begin(&desk, "index feed.jsonl --watch");
    desk.write("other.txt", "Құлын суатта тұр.");
    // As programs do that never leave half a file.
    desk.write("feed.new", "{\"id\":\"2\",\"text\":\"Лақ секірді.\"}\n");
    fs::rename(desk.path("feed.new"), desk.path("feed.jsonl")).expect("renamed");
    watching.until("лақ", 1);
    fs::write(desk.path("feed.jsonl"), "{\"id\":\"3\",\"text\":\"Сиыр суатта.\"}\n").expect("written");
    watching.until("сиыр", 1);
    assert_eq!(ids(&desk), ["3"]);
    assert_eq!(watching.end().0.code(), Some(130));
}

#[test]
fn others_may_write_in_between() {
    let desk = Desk::with(&[("corpus/a.txt", "Түйе шөлде жүр."), ("b.txt", "Жылқы далада жайылды.")]);
    let mut watching = Watching::begin(&desk, "index --watch");
    desk.izde("index b.txt").done();
    desk.izde("delete a.txt").done();
    let writer = the_lock(&desk);
    desk.write("corpus/c.txt", "Құлын суатта тұр.");
    watching.wait_for("another izde is writing to the index in index");
    drop(writer);
    watching.until("құлын", 1);
    assert_eq!(ids(&desk), ["b.txt", "c.txt"]);
    // One who waits for another writer ends when he is asked to.
    let writer = the_lock(&desk);
    desk.write("corpus/d.txt", "Бота жатыр.");
    watching.wait_for("another izde is writing");
    assert_eq!(watching.end().0.code(), Some(130));
    drop(writer);
    // a.txt, which was taken out, is still there.
    desk.izde("index").done().prints(&["3 documents in index: 2 new"]);
}

#[test]
fn a_folder_that_went_is_followed_when_it_is_back() {
    let desk = Desk::with(&[("corpus/a.txt", "Түйе шөлде жүр."), ("corpus/b/c.txt", "Жылқы далада жайылды.")]);
    let mut watching = Watching::begin(&desk, "index --watch --prune");
    fs::rename(desk.path("corpus"), desk.path("away")).expect("moved");
    watching.wait_for("corpus is not there any more");
    // Perhaps it is on a disk that was taken out: nothing is lost.
    assert_eq!(ids(&desk), ["a.txt", "b/c.txt"]);
    desk.write("away/d.txt", "Құлын суатта тұр.");
    fs::rename(desk.path("away"), desk.path("corpus")).expect("moved");
    watching.wait_for("corpus has come");
    watching.until("құлын", 1);
    desk.write("corpus/b/e.txt", "Бота жатыр.");
    watching.until("бота", 1);
    assert_eq!(watching.end().0.code(), Some(130));
}

#[test]
fn an_index_below_what_is_watched_is_left_alone() {
    let desk = Desk::new();
    fs::create_dir(desk.path("desk")).expect("a folder");
    let mut watching = Watching::begin(&desk, "index . --index desk/index --watch");
    assert!(watching.seen.iter().any(|line| line.contains("holds no file izde can read")), "{:?}", watching.seen);
    desk.write("desk/a.txt", "Түйе шөлде жүр.");
    let line = watching.wait_for("1 new");
    assert!(line.ends_with("1 new, 0 replaced, 0 removed: ./desk/a.txt"), "{line}");
    // Its own commit is no change to be indexed.
    thread::sleep(Duration::from_millis(700));
    let (_, said) = watching.end();
    assert!(!said.contains("skipped") && !said.contains("not indexed") && !said.contains("meta.json"), "{said}");
    desk.izde("index . --index desk/index")
        .done()
        .prints(&["1 document in desk/index: 0 new, 0 replaced, 1 unchanged"]);
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let desk = Desk::with(&[("corpus/a.txt", "Түйе шөлде жүр.")]);
    desk.izde("index - --watch").fails().tells(&["cannot be watched"]);
    desk.izde("index nowhere --watch").fails().tells(&["nowhere"]);
    desk.izde("index --watch --dry-run").fails().tells(&["--dry-run"]);
    assert!(!desk.path("index").exists());
}

/// Each batch is a commit, and each commit a segment; they are merged as they come.
#[test]
fn little_batches_make_few_segments() {
    let desk = Desk::with(&[("corpus/a.txt", "Түйе шөлде жүр.")]);
    let index = Index::create(desk.path("index")).expect("an index");
    let root = desk.path("corpus");
    for n in 0..60 {
        let path = root.join(format!("{n}.txt"));
        fs::write(&path, format!("Құлын суатта тұр, {n} рет.")).expect("a file");
        let mut writer = index.writer().expect("a writer");
        let sources = Sources::changed(&[&root], &[path]).reading(Reading::default());
        let report = sources.ingest(&mut writer, |_| {}).expect("it is indexed");
        assert_eq!((report.added, report.files), (1, 1), "{report:?}");
        writer.commit().expect("it is committed");
    }
    let stats = Catalog::new(&index).and_then(|catalog| catalog.stats()).expect("its counts");
    assert_eq!(stats.documents, 60);
    assert!(stats.segments <= 10, "{} segments", stats.segments);
}
