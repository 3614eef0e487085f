//! Documents that try to act on the terminal: escape sequences, C1 controls, bidi overrides, carriage returns.

#[cfg(target_os = "linux")]
use std::process::Command;

use serde_json::json;

use crate::desk::{Desk, Run};

/// A terminal that obeys this clears its screen, renames its window, turns words around or overwrites a line.
const ATTACK: &str = "\u{1b}[2J\u{1b}[31m\u{1b}]0;a\u{7}\u{9b}2J\u{9d}0;b\u{9c}\u{202e}\u{2066}\u{200f}\u{0}\u{8}";

/// What izde itself sends to a terminal.
const OUR_STYLES: [&str; 4] = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[33m"];

/// Characters that act on a terminal and are none of ours.
fn acting(text: &str) -> Vec<char> {
    let text = OUR_STYLES.iter().fold(text.to_owned(), |text, style| text.replace(style, ""));
    let bidi =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|&c| bidi(c) || c.is_control() && c != '\n' && c != '\t').collect()
}

#[track_caller]
fn is_tame(run: &Run) {
    let found = acting(&run.out).into_iter().chain(acting(&run.err)).collect::<String>();
    assert!(found.is_empty(), "{:?} reached the terminal\n{:?}\n{:?}", found, run.out, run.err);
}

/// An index of a document that carries the attack wherever it can.
fn desk() -> Desk {
    let line = json!({
        "id": format!("id{ATTACK}"),
        "title": format!("Тақырып {ATTACK}қаскүнем\rTITLE"),
        "speaker": format!("Сөйлеуші{ATTACK}"),
        "source": format!("Дерек{ATTACK}"),
        "url": format!("https://example.org/{ATTACK}"),
        "text": format!("Мәтін {ATTACK}қаскүнем{ATTACK}дің әрекеті\rжасырын жол.\r\nКелесі {ATTACK} жол."),
    });
    let desk = Desk::new().file("a.jsonl", line.to_string());
    desk.izde("index a.jsonl").done();
    desk
}

#[test]
fn nothing_raw_reaches_a_coloured_terminal() {
    let desk = desk();
    let id = format!("id{ATTACK}").replace('\0', "");
    for call in [
        "search қаскүнем --explain",
        "list",
        "stats",
        "search мәтін --speaker сөйлеуші",
        "search мәтін --context 0",
        "count мәтін --by title",
        "count мәтін --by speaker",
        "terms қас",
    ] {
        let run = desk.izde(call).arg("--color=always").run();
        assert!(run.status != Some(2), "{run}");
        is_tame(&run);
    }
    desk.izde("search қаскүнем --color always").done().prints(&["\\u{1b}[2J", "\\u{9b}", "\\u{202e}"]);
    // An argument cannot hold NUL, so this id is not quite the document's.
    is_tame(&desk.izde("show --color always").arg(&id).fails());
    let clean = Desk::new().file("a.jsonl", json!({"id": "a", "text": format!("Мәтін {ATTACK}\rжол.")}).to_string());
    clean.izde("index a.jsonl").done();
    let shown = clean.izde("show a --color always").done();
    shown.prints(&["\\u{1b}[2J"]);
    is_tame(&shown);
}

// Elsewhere no file can have such a name.
#[cfg(unix)]
#[test]
fn messages_do_not_repeat_an_attack() {
    let attack = ATTACK.replace('\0', "");
    let desk = desk().file(&format!("b{}.txt", attack.replace('/', "")), b"\xFF");
    for call in [
        desk.izde("index").arg(desk.path("")),
        desk.izde("search").arg(format!("«{attack}»?")).arg("--index").arg(format!("жоқ{attack}")),
        desk.izde("show").arg(&attack),
        desk.izde("batch").arg(format!("жоқ{attack}")),
        desk.izde("index").arg(format!("жоқ{attack}.txt")),
    ] {
        is_tame(&call.fails());
    }
    let lines = json!({"id": format!("x{attack}"), "text": "", "title": attack.clone()}).to_string();
    is_tame(&desk.izde("index -").stdin(lines).fails());
    let lines = json!({"text": "a", "date": attack.clone()}).to_string();
    is_tame(&desk.izde("index -").stdin(lines).fails());
    is_tame(&desk.izde("batch -").stdin(format!("{{\"{attack}\": 1}}\n")).fails());
}

/// On a real terminal, programs' formats are no way around the rule either. `script` takes other arguments elsewhere.
#[cfg(target_os = "linux")]
#[test]
fn nothing_raw_reaches_a_pseudo_terminal() {
    let desk = desk().file("q.txt", "қаскүнем\n").file("s.txt", format!("{ATTACK}\n"));
    let izde = env!("CARGO_BIN_EXE_izde");
    for call in [
        "search қаскүнем",
        "search қаскүнем --json",
        "list",
        "list --json",
        "count қаскүнем --by title",
        "count қаскүнем --by source --csv",
        "count қаскүнем --by speaker --json",
        "terms қас",
        "terms қас --csv",
        "batch q.txt --format jsonl",
        "batch q.txt --format csv",
        "batch q.txt --format trec",
        "stem < s.txt",
        "analyze --json < s.txt",
    ] {
        let mut script = Command::new("script");
        script.args(["-qec", &format!("'{izde}' {call}"), "/dev/null"]).current_dir(desk.path(""));
        // Without `script` (it is not everywhere) there is no terminal to look at.
        let Ok(output) = script.env("TERM", "xterm").output() else { return };
        let text = String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n");
        assert!(!text.is_empty(), "{call} printed nothing");
        assert_eq!(acting(&text), [], "{call} lets characters through\n{text:?}");
    }
}
