//! What people do wrong. Each mistake ends with status 2 and one sentence that names the thing and the repair,
//! and loses nothing.

use std::fs;

use crate::desk::{Call, Desk};

/// The desk every mistake is made at: something is indexed already.
fn desk() -> Desk {
    Desk::indexed(&[("a.txt", "Құлан мен киік.")])
}

/// Expects an error of one line that holds these.
#[track_caller]
fn refused(call: Call, named: &[&str]) {
    let run = call.fails();
    run.tells(named);
    assert!(run.err.starts_with("izde: ") && run.err.trim_end().lines().count() == 1, "one sentence\n{run}");
    assert_eq!(run.out, "", "{run}");
}

/// What was indexed before is still found.
#[track_caller]
fn nothing_is_lost(desk: &Desk) {
    assert_eq!(desk.json("search құлан")["total"], 1);
}

#[test]
fn a_missing_index() {
    let desk = desk();
    for command in ["search киік", "list", "stats", "show a.txt", "batch -"] {
        refused(
            desk.izde(&format!("{command} --index жоқ")),
            &["there is no index in жоқ", "izde index --index жоқ PATH"],
        );
        assert!(!desk.path("жоқ").exists(), "looking for an index makes none");
    }
    refused(Desk::new().izde("search киік"), &["no folder corpus/ here", "izde index"]);
    nothing_is_lost(&desk);
}

#[test]
fn a_corpus_without_files() {
    let desk = Desk::new().file("corpus/сурет.jpg", "x");
    desk.izde("search киік").fails().tells(&["corpus holds no file", ".txt, .md, .html"]).is("");
    assert!(!desk.path("index").exists(), "no empty index is left behind");
    refused(desk.izde("index"), &["corpus holds no file"]);
    assert!(!desk.path("index").exists());
}

#[test]
fn a_folder_without_readable_files() {
    let desk = desk().file("бос/сурет.jpg", "x").file("бос/тағы/кесте.xlsx", "x");
    refused(desk.izde("index бос"), &["бос holds no file izde can read", ".txt"]);
    desk.izde("index сурет.jpg").fails().tells(&["сурет.jpg"]);
    desk.izde("index бос/сурет.jpg").fails().tells(&["izde reads .txt, .md, .html"]);
    desk.izde("index жоқ.txt").fails().tells(&["жоқ.txt", "cannot read"]);
    refused(desk.izde("index - corpus"), &["- (standard input) cannot be mixed with files"]);
    nothing_is_lost(&desk);
}

#[test]
fn a_wrong_path_beside_a_right_one() {
    let desk = desk().file("b.txt", "Құланның құлыны.");
    desk.izde("index жоқ.txt b.txt").fails().tells(&["жоқ.txt"]).prints(&["1 new"]);
    assert_eq!(desk.json("search құлан")["total"], 2);
}

#[test]
fn a_folder_that_cannot_be_written() {
    let desk = desk().file("файл", "x");
    // Below a file no folder can be made, whoever runs this.
    refused(desk.izde("index corpus --index файл/index"), &["файл/index", "cannot create"]);
    assert_eq!(fs::read(desk.path("файл")).expect("the file"), b"x");
    refused(desk.izde("index corpus --index файл"), &["файл"]);
    assert_eq!(fs::read(desk.path("файл")).expect("the file"), b"x");
    nothing_is_lost(&desk);
}

#[test]
fn a_folder_of_other_files_is_left_alone() {
    let desk = desk().file("фото/a.jpg", "x").file("фото/b/c.jpg", "y");
    for rebuild in ["", "--rebuild"] {
        let call = desk.izde(&format!("index corpus --index фото {rebuild}"));
        refused(call, &["фото holds other files", "name an empty or new folder with --index"]);
        assert_eq!(desk.contents("фото"), [("a.jpg".to_owned(), b"x".to_vec())]);
        assert_eq!(desk.contents("фото/b"), [("c.jpg".to_owned(), b"y".to_vec())]);
    }
    nothing_is_lost(&desk);
}

#[test]
fn another_programs_meta_json_is_left_alone() {
    let desk = desk().file("басқа/meta.json", "{\"name\":\"a project\"}").file("басқа/a.jpg", "x");
    refused(desk.izde("index corpus --index басқа"), &["басқа"]);
    refused(desk.izde("index corpus --index басқа --rebuild"), &["басқа holds other files"]);
    let files: Vec<_> = desk.contents("басқа").into_iter().map(|(name, _)| name).collect();
    assert_eq!(files, ["a.jpg", "meta.json"], "nothing went, nothing came");
}

#[test]
fn a_bad_date() {
    let desk = desk();
    for (option, date) in [("--from", "28.11.2025"), ("--to", "2025-13"), ("--from", "кеше"), ("--to", "2025-02-30")]
    {
        let run = desk.izde("search құлан").arg(option).arg(date).fails();
        run.tells(&[date, option, "2025-11-28"]);
    }
}

#[test]
fn an_unknown_option_or_command() {
    let desk = desk();
    desk.izde("search құлан --жоқ").fails().tells(&["--жоқ"]);
    desk.izde("табу құлан").fails().tells(&["табу"]);
    desk.izde("search құлан -n көп").fails().tells(&["көп"]);
    desk.izde("").fails().tells(&["Usage"]);
}

#[test]
fn a_query_without_words() {
    let desk = desk();
    refused(desk.izde("search"), &["the query is empty", "type the words"]);
    refused(desk.izde("search").arg("  "), &["the query is empty"]);
    refused(desk.izde("search").arg("?!… «»"), &["no letters or digits", "type the words"]);
    let fresh = Desk::with(&[("corpus/a.txt", "Құлан.")]);
    refused(fresh.izde("search").arg("!"), &["no letters or digits"]);
    assert!(!fresh.path("index").exists(), "no index is built for a query that is none");
}

/// Rows: query, a piece of the message, the two lines that show the place.
#[test]
fn a_query_that_cannot_be_answered_is_shown_with_a_caret_under_the_place() {
    let desk = desk();
    for (query, message, place) in [
        ("-құлан", "add what to look for", "  -құлан\n  ^^^^^^\n"),
        ("киік OR -құлан", "one side of OR", "  киік OR -құлан\n          ^^^^^^\n"),
        ("киік date:2025-13", "«2025-13» is no date", "  киік date:2025-13\n            ^^^^^^^\n"),
        ("title:(киік lang:kk)", "inside title:", "  title:(киік lang:kk)\n              ^^^^^\n"),
        ("киік NOT (-құлан)", "excluded twice", "  киік NOT (-құлан)\n       ^^^^^^^^^^^^\n"),
    ] {
        let run = desk.izde("search").arg(query).fails();
        run.is("").tells(&["izde: query, byte", message]);
        assert!(run.err.ends_with(place), "{run}");
    }
    let deep = desk.izde("search").arg(format!("киік {}", "(".repeat(10_000))).fails();
    deep.tells(&["more than 50 deep", "…((((", "((((…", "^\n"]);
    assert!(deep.err.len() < 400, "{deep}");
    let fresh = Desk::with(&[("corpus/a.txt", "Құлан.")]);
    fresh.izde("search").arg("-құлан").fails();
    assert!(!fresh.path("index").exists(), "no index is built for a query that is none");
}

/// As arguments of the shell: `izde search киік -құлан` is a query, and options are options wherever they stand.
#[test]
fn an_exclusion_is_no_option() {
    let desk = desk();
    for query in ["-құлан", "-\"құлан мен\"", "-(құлан)", "-=құлан", "-«құлан»"] {
        let run = desk.izde("search киік").arg(query).arg("--json").run();
        assert!(run.out.starts_with(&format!("{{\"query\":\"киік {}", query.replace('"', "\\\""))), "{run}");
    }
    desk.izde("search киік -құлан -n көп").fails().tells(&["көп"]);
}

#[test]
fn a_query_of_a_megabyte() {
    let desk = desk();
    let long = "құлан ".repeat((1 << 20) / 11 + 1);
    assert!(long.len() > 1 << 20);
    let run = desk.izde("batch -").stdin(format!("{long}\nкиік\n")).fails();
    run.tells(&["line 1", "bytes long", "izde takes at most 16384 bytes", "a few words"]);
    assert_eq!(run.json_lines().len(), 1, "the query after it is answered\n{run}");
    // As one argument, as far as operating systems allow.
    refused(desk.izde("search").arg("құлан ".repeat(10_000)), &["izde takes at most 16384 bytes"]);
    nothing_is_lost(&desk);
}

#[test]
fn an_id_that_is_not_there() {
    let desk = desk();
    refused(desk.izde("show жоқ.txt"), &["no document \"жоқ.txt\"", "izde list shows the ids"]);
    refused(desk.izde("show").arg(""), &["no document"]);
}

#[test]
fn a_file_of_queries_that_is_not_there() {
    refused(desk().izde("batch жоқ.txt"), &["cannot open жоқ.txt"]);
}

#[test]
fn an_index_of_another_version_is_refused_and_rebuilt() {
    for (from, to, named) in [
        (r#"\"format\":4"#, r#"\"format\":99"#, "format 99"),
        (r#"\"analysis\":\""#, r#"\"analysis\":\"f"#, "analysis f"),
        (r#"\"izde\":"#, r#"\"idze\":"#, "something that is not izde"),
    ] {
        let desk = desk();
        let meta = fs::read_to_string(desk.path("index/meta.json")).expect("meta.json");
        assert!(meta.contains(from), "{meta}");
        desk.write("index/meta.json", meta.replace(from, to));
        let before = desk.contents("index");
        for command in ["search құлан", "list", "show a.txt", "index"] {
            refused(
                desk.izde(command),
                &["the index in index was made with", named, "izde index --rebuild --index index PATH"],
            );
        }
        assert_eq!(desk.contents("index"), before, "a refused index is not touched");
        desk.izde("index --rebuild").done();
        nothing_is_lost(&desk);
    }
}
