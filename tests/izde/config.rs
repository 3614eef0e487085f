//! Collections that files name: which one is in force, with what, and what is said of mistakes.

use crate::desk::Desk;

const AKORDA: &str = "\
collection = \"akorda\"

[collections.akorda]
index = \"indexes/akorda\"
paths = [\"speeches\", \"more/today.txt\"]
source = \"Akorda\"
lang = \"kk\"

[collections.baq]
index = \"indexes/baq\"
paths = [\"news\"]
";

fn desk() -> Desk {
    Desk::with(&[
        ("izde.toml", AKORDA),
        ("speeches/2025/a.txt", "Түйе шөлде жүр."),
        ("speeches/b.jsonl", "{\"id\":\"b\",\"source\":\"BAQ.KZ\",\"text\":\"Жылқы далада жайылды.\"}\n"),
        ("more/today.txt", "Құлын суатта тұр."),
        ("news/n.txt", "Бота жатыр."),
    ])
}

#[test]
fn a_collection_needs_no_options() {
    let desk = desk();
    desk.izde("index").done().prints(&["3 documents in indexes/akorda: 3 new"]);
    desk.izde("list")
        .done()
        .is("-\t2025/a.txt\t1\tAkorda\t-\tkk\n-\tb\t1\tBAQ.KZ\t-\tkk\n-\ttoday.txt\t1\tAkorda\t-\tkk\n");
    desk.izde("search түйе").done().prints(&["[Түйе]"]).is_silent();
    desk.izde("count түйе").done().prints(&["1 time in 1 passage"]);
    desk.izde("terms түйе").done();
    desk.izde("stats").done().prints(&["documents  3"]);
    desk.izde("show b").done().prints(&["Жылқы"]);
    desk.izde("batch -").stdin("түйе\n").done();
    desk.izde("delete today.txt").done().prints(&["1 document taken out of indexes/akorda"]);
    desk.izde("index --dry-run").done().prints(&["new\ttoday.txt"]);
    assert!(!desk.path("index").exists());
}

#[test]
fn it_is_the_same_wherever_below_its_file() {
    let desk = desk();
    desk.izde("index").done();
    // Named from the file's folder, whatever the current one is; and what was read is known again.
    let run = desk.izde("index").at("speeches/2025").done();
    run.prints(&["0 new, 0 replaced, 3 unchanged, 0 removed"]);
    desk.izde("search түйе").at("news").done().prints(&["[Түйе]"]);
    let path = desk.json("search құлын")["hits"][0]["document"]["path"].clone();
    assert!(path.as_str().is_some_and(|path| path.ends_with("/more/today.txt")), "{path}");
    // The nearest file holds, and alone.
    desk.write("news/izde.toml", "[collections.own]\nindex = \"../own\"\npaths = [\".\"]\n");
    desk.izde("index").at("news").done();
    desk.izde("list").at("news").done().prints(&["n.txt"]);
    desk.izde("search бота").nothing();
    desk.izde("search бота --collection akorda")
        .at("news")
        .fails()
        .tells(&["there is no collection \"akorda\"", "own"]);
}

#[test]
fn options_go_before_the_environment_and_that_before_files() {
    let desk = desk();
    let users =
        "collection = \"mine\"\n[collections.mine]\nindex = \"mine\"\n[collections.akorda]\nindex = \"elsewhere\"\n";
    desk.write(".config/izde/config.toml", users);
    let force = |args: &str, chosen: Option<&str>| {
        let call = desk.izde(args).arg("--json");
        let call = if let Some(name) = chosen { call.env("IZDE_COLLECTION", name) } else { call };
        let told = call.done().json_lines().remove(0);
        let text = |of: &str, what: &str| told[of][what].as_str().unwrap_or("-").to_owned();
        (text("collection", "value"), text("collection", "from"), text("index", "value"))
    };
    let row = |name: &str, from: &str, index: &str| (name.to_owned(), from.to_owned(), index.to_owned());
    let file = desk.path("izde.toml").canonicalize().expect("it is there");
    let file = file.to_string_lossy();
    assert_eq!(force("config", None), row("akorda", &file, "indexes/akorda"));
    assert_eq!(force("config", Some("")), row("akorda", &file, "indexes/akorda"), "nothing is chosen by an empty one");
    assert_eq!(force("config", Some("baq")), row("baq", "IZDE_COLLECTION", "indexes/baq"));
    assert_eq!(force("config --collection akorda", Some("baq")), row("akorda", "--collection", "indexes/akorda"));
    assert_eq!(force("config --index x", Some("baq")), row("-", "-", "x"));
    // The user's file has more of them, and is the only one where there is no other.
    let (name, _, index) = force("config --collection mine", None);
    assert_eq!((name.as_str(), index.as_str()), ("mine", ".config/izde/mine"));
    std::fs::remove_file(desk.path("izde.toml")).expect("removed");
    let (name, from, _) = force("config", None);
    assert!(name == "mine" && from.ends_with("config.toml"), "{name} {from}");
    desk.izde("index --collection mine --index x").fails().tells(&["--collection"]);
}

#[test]
fn what_is_said_at_the_call_goes_before_what_the_collection_says() {
    let desk = Desk::with(&[
        ("izde.toml", "[collections.a]\nindex = \"i\"\npaths = [\"p\"]\nsource = \"A\"\nencoding = \"windows-1251\"\n"),
        ("p/a.txt", "Түйе шөлде жүр."),
        ("q/b.txt", "Жылқы далада жайылды."),
    ]);
    // One collection needs not be chosen. Its encoding is wrong here, and is what is used.
    desk.izde("index q --set source=B --encoding utf-8").done().prints(&["1 document in i: 1 new"]);
    desk.izde("list").done().is("-\tb.txt\t1\tB\t-\tkk\n");
    desk.izde("index").done().tells(&["a.txt: 1 document read as windows-1251"]);
    desk.izde("config")
        .done()
        .prints(&["collection  a  (izde.toml, line 1: the only one)", "encoding    windows-1251  (izde.toml, line 5)"]);
}

#[test]
fn a_collection_without_paths_takes_what_it_is_given() {
    let desk = Desk::with(&[("izde.toml", "[collections.feed]\nindex = \"feed\"\nsource = \"F\"\n")]);
    desk.izde("index").fails().tells(&["the collection feed (izde.toml, line 1: the only one) names no paths"]);
    assert!(!desk.path("feed").exists());
    desk.izde("index -").stdin("{\"id\":\"1\",\"text\":\"Бота жатыр.\"}\n").done();
    desk.izde("list").done().is("-\t1\t1\tF\t-\tkk\n");
}

#[test]
fn config_prints_what_is_in_force_and_where_from() {
    let desk = desk();
    desk.izde("config").done().is("collection  akorda  (izde.toml, line 1)\n\
         index       indexes/akorda  (izde.toml, line 4)\n\
         paths       speeches, more/today.txt  (izde.toml, line 5)\n\
         source      Akorda  (izde.toml, line 6)\n\
         lang        kk  (izde.toml, line 7)\n\
         encoding    recognised  (built in)\n\
         there is    akorda  (izde.toml, line 3)\n\
         there is    baq  (izde.toml, line 9)\n");
    let told = desk.izde("config --json").at("news").done().json_lines().remove(0);
    assert_eq!((&told["source"]["value"], &told["source"]["line"]), (&"Akorda".into(), &6.into()), "{told:#}");
    assert_eq!(told["encoding"], serde_json::Value::Null, "{told:#}");
    assert_eq!(told["collections"].as_array().map(Vec::len), Some(2), "{told:#}");
    assert_eq!(told["files"].as_array().map(Vec::len), Some(1), "{told:#}");
}

#[test]
fn without_files_all_is_as_it_is_built_in() {
    let desk = Desk::with(&[("corpus/a.txt", "Түйе шөлде жүр.")]);
    let run = desk.izde("config").done();
    run.prints(&["collection  -  (built in)", "index       index  (built in)", "paths       corpus  (built in)"]);
    run.tells(&["no izde.toml here or in a folder above", "config.toml"]);
    // No place for the user's file is no mistake.
    desk.izde("config").env("XDG_CONFIG_HOME", "/dev/null").done();
    // A file without a collection changes nothing.
    desk.write("izde.toml", "# кейін\n");
    desk.izde("search түйе").done().tells(&["no index yet: building index/ from corpus/"]);
    desk.izde("search түйе --collection x").fails().tells(&["--collection: no file names a collection \"x\""]);
}

#[test]
fn an_index_that_is_not_there_is_not_built_by_a_search() {
    let desk = desk();
    desk.write("corpus/a.txt", "Түйе шөлде жүр.");
    for args in ["search түйе", "count түйе", "list", "stats", "delete b"] {
        desk.izde(args)
            .fails()
            .tells(&["no index in indexes/akorda yet; build it with: izde index --collection akorda"]);
    }
    assert!(!desk.path("indexes").exists() && !desk.path("index").exists());
    desk.izde("index").done();
    let meta = desk.path("indexes/akorda/meta.json");
    let other = std::fs::read_to_string(&meta).expect("it is there").replace("\\\"format\\\":", "\\\"format\\\":9");
    std::fs::write(&meta, other).expect("written");
    desk.izde("search түйе").fails().tells(&["build it anew with: izde index --rebuild --collection akorda"]);
    desk.izde("index").fails().tells(&["izde index --rebuild --collection akorda"]);
    desk.izde("index --rebuild --collection akorda").done();
    desk.izde("search түйе").done();
}

#[test]
fn mistakes_are_named_with_their_place() {
    let collection = "[collections.a]\nindex = \"x\"\n";
    for (text, tells) in [
        (
            "collection = \"b\"\n[collections.a]\nindex = \"x\"\n".to_owned(),
            "izde.toml, line 1: there is no collection \"b\"; there are a (izde.toml, line 2)",
        ),
        (
            format!("{collection}sourse = \"A\"\n"),
            "izde.toml, line 3, column 1: unknown field `sourse`, expected one of `index`, `paths`",
        ),
        (
            format!("{collection}paths = \"p\"\n"),
            "izde.toml, line 3, column 9: invalid type: string \"p\", expected a sequence",
        ),
        (
            format!("{collection}[collections.b]\nindex = \"y\"\n"),
            "izde.toml has several collections and none is chosen",
        ),
        (format!("collection = \"a\"\ncollection = \"a\"\n{collection}"), "izde.toml, line 2, column 1: duplicate key"),
        ("[collections.a\n".to_owned(), "izde.toml, line 1"),
        (format!("{collection}encoding = \"klingon\"\n"), "izde.toml, line 3, column 12: \"klingon\" is no encoding"),
    ] {
        let desk = Desk::with(&[("izde.toml", &text), ("corpus/a.txt", "Түйе шөлде жүр.")]);
        for args in ["search түйе", "index", "config"] {
            desk.izde(args).fails().tells(&[tells]);
        }
        // An index that is named needs no file, and a right one.
        desk.izde("index corpus --index ok").done();
        desk.izde("search түйе --index ok").done();
    }
    let desk = Desk::new().file("izde.toml", b"\xFF\xFE");
    desk.izde("search түйе").fails().tells(&["cannot read izde.toml"]);
}

#[test]
fn names_from_files_do_nothing_to_a_terminal() {
    let desk = Desk::with(&[(
        "izde.toml",
        "[collections.\"a\\u001b[2J\"]\nindex = \"x\\u001b[2J\"\nsource = \"\\u001b[2J\"\n",
    )]);
    let run = desk.izde("config").done();
    run.prints_no(&["\u{1b}"]);
    let run = desk.izde("search түйе").fails();
    assert!(!run.err.contains('\u{1b}'), "{run}");
}
