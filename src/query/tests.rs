//! The language as a whole: what is read how, what is said about it, what is refused where.

use proptest::prelude::*;

use super::*;
use crate::analysis::Analyzer;

fn read(text: &str) -> Query {
    Query::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Rows: query, how it is written out; no notices.
#[test]
fn what_is_typed_is_read() {
    for (text, expected) in [
        ("  ауыл   әкімі ", "ауыл әкімі"),
        ("\"ауыл әкімі\"", "\"ауыл әкімі\""),
        ("“ауыл әкімі” „ауыл“ „ауыл” “ауыл“", "\"ауыл әкімі\" \"ауыл\" \"ауыл\" \"ауыл\""),
        // The quotes of Kazakh prose: who pastes a headline asks for its words.
        ("«ауыл әкімі»", "«ауыл әкімі»"),
        ("\"ауыл әкімі\"~ \"ауыл әкімі\"~3", "\"ауыл әкімі\"~ \"ауыл әкімі\"~3"),
        ("“ауыл әкімі”~0", "\"ауыл әкімі\"~"),
        ("“деді: \"иә\"”", "\"деді: \\\"иә\\\"\""),
        ("=әкімі -сөз", "=әкімі -сөз"),
        ("ауыл NOT сөз", "ауыл -сөз"),
        ("ауыл -\"ауыл әкімі\" -(а б) -=в", "ауыл -\"ауыл әкімі\" -(а б) -=в"),
        ("ой-пікір", "ой-пікір"),
        ("а OR б|в | г", "а OR б OR в OR г"),
        ("а б OR в г", "а (б OR в) г"),
        ("а AND NOT б", "а AND -б"),
        ("(а б) OR (в)", "(а б) OR в"),
        ("(а AND б) OR в", "(а AND б) OR в"),
        ("((а))", "а"),
        ("or and not Or", "or and not Or"),
        ("әкімд* ой-пік*", "әкімд* ой-пік*"),
        (
            "title:әкім Speaker:\"Марат Әлиев\" source:(а OR б) lang:kk",
            "title:әкім speaker:\"Марат Әлиев\" source:(а OR б) lang:kk",
        ),
        ("title:=әкім -title:қала title:-қала", "title:=әкім -title:қала title:-қала"),
        (
            "date:2025 date:2025-11..2026-02 date:2025.. date:..2025-11",
            "date:2025 date:2025-11..2026-02 date:2025.. date:..2025-11",
        ),
        ("12:30 https://akorda.kz/kz сөз: Тоқаев:", "12:30 https://akorda.kz/kz сөз\\: Тоқаев\\:"),
        (
            "\\OR \\-сөз \\=сөз \\(сөз сөз\\* title\\:сөз бір\\ сөз",
            "\\OR \\-сөз \\=сөз \\(сөз сөз\\* title\\:сөз бір\\ сөз",
        ),
        ("\\\"сөз “\\”сөз”", "\\\"сөз \"”сөз\""),
        ("сөз, сөз! 5%", "сөз, сөз! 5%"),
        ("«Адай», «Сарыарқа» – кім ?..", "«Адай», «Сарыарқа» кім"),
        ("-OR ауыл title:AND", "-\\OR ауыл title:\\AND"),
        ("сөз(а|б)в", "сөз (а OR б) в"),
    ] {
        let query = read(text);
        assert_eq!(query.to_string(), expected, "{text}");
        assert_eq!(query.notices(), [], "{text}");
        assert_eq!(read(expected).clause(), query.clause(), "{text}");
    }
}

/// Rows: query, how it is written out, the places that are told and a word of what is told.
#[test]
fn what_is_passed_over_or_read_otherwise_is_said() {
    for (text, expected, told) in [
        ("а \"ауыл әкімі", "а \"ауыл әкімі\"", &[("\"", "not closed")][..]),
        ("Мұртты\" обалар", "Мұртты обалар", &[("\"", "no quote was opened")]),
        ("обалар\"мұртты", "обалар \"мұртты\"", &[("\"", "not closed")]),
        ("“ауыл әкімі", "\\“ауыл әкімі", &[("“", "not closed")]),
        ("а \"\" “?!”", "а", &[("\"\"", "without a word"), ("“?!”", "without a word")]),
        ("OR а OR", "а", &[("OR", "\\OR"), ("OR", "passed over")]),
        ("а OR OR б AND", "а OR б", &[("OR", "passed over"), ("AND", "passed over")]),
        ("а NOT", "а", &[("NOT", "passed over")]),
        ("(а) | | б", "а OR б", &[("|", "passed over")]),
        ("(а OR) б", "а б", &[("OR", "passed over")]),
        ("(а б", "а б", &[("(", "not closed")]),
        ("а) б", "а б", &[(")", "nothing was opened")]),
        ("а () б", "а б", &[("()", "without a word")]),
        (
            "а -\"\" б title:“” в",
            "а б в",
            &[("-", "passed over"), ("\"\"", "without"), ("title:", "passed"), ("“”", "without")],
        ),
        ("а -=(б в)", "а -(б в)", &[("=", "stands before a word")]),
        ("а -=\"б\"", "а -\"б\"", &[("=", "exact forms")]),
        ("а -() б", "а б", &[("()", "without a word")]),
        ("а № + б", "а б", &[("№", "no letter"), ("+", "no letter")]),
        ("а --б а--в", "а \\--б а--в", &[("--б", "excludes")]),
        ("а - б = * --", "а б", &[("-", "no letter"), ("=", "no letter"), ("*", "no letter"), ("--", "no letter")]),
        ("ә* ауыл", "ә ауыл", &[("ә*", "at least two letters")]),
        ("*әкім әк*м", "\\*әкім әк\\*м", &[("*әкім", "end of a word"), ("әк*м", "end of a word")]),
        ("ауыл/әкім*", "ауыл/әкім", &[("ауыл/әкім*", "one word")]),
        ("\"ауыл әк*\"", "\"ауыл әк\\*\"", &[("\"ауыл әк*\"", "between quotes")]),
        ("=әкім*", "=әкім\\*", &[("әкім*", "one form")]),
        ("=\"ауыл әкімі\"", "\"ауыл әкімі\"", &[("=", "passed over")]),
        ("“Болашақ”-тың бағдарламасы", "\"Болашақ\" бағдарламасы", &[("-тың", "suffix")]),
        ("foo:bar", "foo\\:bar", &[("foo:", "title:")]),
        ("title: сөз date: 2025", "title\\: сөз date\\: 2025", &[("title:", "right after"), ("date:", "right after")]),
        ("title:- сөз", "сөз", &[("title:", "passed over"), ("-", "no letter")]),
        ("а OR б AND в", "а OR (б AND в)", &[("а OR б AND в", "read as «а OR (б AND в)»")]),
        ("\"а б\"~1000", "\"а б\"~100", &[("~1000", "at most 100")]),
        ("\"а б\"~99999999999", "\"а б\"~100", &[("~99999999999", "at most 100")]),
        ("сөз~2 сөз~", "сөз~2 сөз~", &[("сөз~2", "after quotes"), ("сөз~", "after quotes")]),
        ("сөз\\", "сөз\\\\", &[("\\", "nothing to escape")]),
    ] {
        let query = read(text);
        assert_eq!(query.to_string(), expected, "{text}");
        let found: Vec<_> = query.notices().iter().map(|notice| notice.span.of(text).unwrap()).collect();
        assert_eq!(found, told.iter().map(|&(place, _)| place).collect::<Vec<_>>(), "{text}");
        for (notice, (_, message)) in query.notices().iter().zip(told) {
            assert!(notice.message.contains(message), "{text}: {}", notice.message);
        }
    }
}

/// Rows: query, the place of the mistake, a word of the message.
#[test]
fn what_cannot_be_answered_is_refused_at_its_place() {
    let deep = format!("{}а", "(".repeat(DEEPEST + 1));
    let many = "а ".repeat(MOST_LEAVES + 1);
    for (text, place, message) in [
        ("  -сөз ", "-сөз", "must not be there"),
        ("-а -б", "-а -б", "must not be there"),
        ("speaker:-а (-б AND -в)", "speaker:-а (-б AND -в)", "must not be there"),
        ("а OR -б", "-б", "one side of OR"),
        ("а (б | (-в -г))", "(-в -г)", "one side of OR"),
        ("а NOT -б", "NOT -б", "twice"),
        ("а -(-б)", "-(-б)", "twice"),
        ("а NOT (-б -в)", "NOT (-б -в)", "twice"),
        ("сөз date:2025-13", "2025-13", "no date"),
        ("(date:28.11.2025)", "28.11.2025", "no date"),
        ("date:2026..2025", "2026..2025", "no date"),
        ("date:(2025 OR 2026)", "(2025", "no date"),
        ("title:(а speaker:б)", "speaker:", "inside title:"),
        ("title:(а date:2025)", "date:2025", "inside title:"),
        ("OR \\", "OR \\", "nothing to look for"),
        (deep.as_str(), "(", "deep"),
        (many.as_str(), "а", "more than 2000"),
    ] {
        let Err(Error::BadQuery { query, span, reason }) = Query::parse(text) else { panic!("{text} is read") };
        assert_eq!(query, text);
        assert_eq!(span.of(text), Some(place), "{text}");
        assert!(reason.contains(message), "{text}: {reason}");
    }
    for text in ["", "  ", "?!…", "«»", "\"", "()"] {
        assert!(matches!(Query::parse(text), Err(Error::EmptyQuery { .. })), "{text:?}");
        assert!(matches!(Query::literal(text), Err(Error::EmptyQuery { .. })), "{text:?}");
    }
}

#[test]
fn a_flood_of_signs_ends_soon() {
    for sign in ["(", ")", "-", "\"", "«", "OR ", "NOT ", "title:", "\\", "*", "="] {
        assert!(matches!(Query::parse(&sign.repeat(100_000)), Err(Error::QueryTooLong { .. })));
        let text = format!("а {}", sign.repeat((LONGEST_QUERY - 3) / sign.len()));
        match Query::parse(&text) {
            Ok(query) => assert!(query.notices().len() <= 21, "{sign}"),
            Err(error) => assert!(matches!(error, Error::BadQuery { .. }), "{sign}: {error}"),
        }
    }
}

#[test]
fn literal_text_has_no_signs() {
    let text = " Қасым-Жомарт  (Тоқаев) OR -сөз \"title:а* — ";
    let query = Query::literal(text).unwrap();
    let words = ["Қасым-Жомарт", "(Тоқаев)", "OR", "-сөз", "\"title:а*"];
    assert_eq!(query.clause(), &Clause::bag(words.map(Clause::word)));
    let places: Vec<_> = query.places().iter().map(|place| place.of(text).unwrap()).collect();
    assert_eq!(places, words);
    assert_eq!(read(&query.to_string()).clause(), query.clause());
    assert_eq!(Query::literal("сөз").unwrap().clause(), &Clause::word("сөз"));
}

#[test]
fn each_leaf_knows_where_it_was_typed() {
    let text = "(ауыл OR title:“Ауыл әкімі”~2) -=сөз date:2025 әкімд*";
    let places: Vec<_> = read(text).places().iter().map(|place| place.of(text).unwrap()).collect();
    assert_eq!(places, ["ауыл", "“Ауыл әкімі”~2", "=сөз", "date:2025", "әкімд*"]);
}

#[test]
fn a_built_clause_is_read_like_its_text() {
    let clause = Clause::bag([Clause::bag([Clause::word("сөз")]), Clause::word("?"), Clause::prefix("ә")]);
    assert_eq!(Query::build(&clause).unwrap().to_string(), "сөз ә");
    assert!(Query::build(&Clause::word("сөз").without()).is_err());
}

/// Rows of the tables under a heading of the page: the code in the first column, and the one in the second if there is any.
fn table(heading: &str) -> Vec<(String, Option<String>)> {
    let page = include_str!("../../docs/query-language.md");
    let section = page.split("\n## ").find(|section| section.starts_with(heading)).expect("the section");
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let code = |cell: &str| Some(cell.split_once('`')?.1.rsplit_once('`')?.0.replace("\\|", "|"));
    let row = |line: &str| {
        let (typed, read) = line.trim_matches('|').split_once(" | ")?;
        let read = if read.starts_with('`') { code(read.split(',').next()?) } else { None };
        Some((code(typed)?, read))
    };
    rows.filter_map(row).collect()
}

#[test]
fn the_page_of_the_language_says_what_is_so() {
    let examples = table("# The query language");
    assert!(examples.len() > 15, "{examples:?}");
    for (typed, _) in examples {
        for typed in typed.split("`, `") {
            assert_eq!(read(typed).notices(), [], "{typed}");
        }
    }
    let operators = table("Operators");
    assert_eq!(operators.len(), 3);
    for (typed, expected) in operators {
        assert_eq!(read(&typed).clause(), read(&expected.unwrap()).clause(), "{typed}");
    }
    let passed_over = table("Nothing is dropped in silence");
    assert!(passed_over.len() > 8, "{passed_over:?}");
    for (typed, _) in passed_over {
        for typed in typed.split("`, `") {
            let query = Query::parse(typed).unwrap_or_else(|_| read(&format!("а {typed}")));
            assert!(!query.notices().is_empty(), "{typed}");
        }
    }
}

/// Whether no leaf came out empty.
fn is_to_look_up(group: &Group) -> bool {
    let mut nodes = group.optional.iter().chain(&group.required).chain(&group.excluded).peekable();
    nodes.peek().is_some()
        && nodes.all(|node| match node {
            Node::Group(group) => is_to_look_up(group),
            Node::Word(word) => !word.stem.is_empty() && word.count() > 0,
            Node::Phrase(phrase) => !phrase.positions.is_empty(),
            Node::Prefix(prefix) => !prefix.exact.is_empty(),
            Node::Lang { code, .. } => !code.is_empty(),
            Node::Dates { .. } => true,
        })
}

/// A word with any signs in it.
fn word() -> impl Strategy<Value = String> {
    "[ -~«»“”„\\s]{0,3}[а-яәіA-Z]{1,4}[ -~«»“”„\\s]{0,3}|OR|AND|NOT|title:x|date:|12:30|https://x.kz|foo:bar|\u{301}а"
}

fn leaf() -> impl Strategy<Value = Clause> {
    let date = || proptest::option::of((1900..2100, 1..13).prop_map(|(y, m)| format!("{y}-{m:02}").parse().unwrap()));
    let ends = (date(), date()).prop_filter_map("a period with an end, and in order", |(from, to)| {
        let period = Period { from, to };
        period.to_string().parse::<Period>().ok().map(Clause::Dates)
    });
    prop_oneof![
        word().prop_map(Clause::Word),
        word().prop_map(Clause::Exact),
        "[а-яәі]{2,5}|[а-я]{2}-[а-я]{2}|title".prop_map(Clause::Prefix),
        word().prop_map(Clause::phrase),
        (word(), 0..=MOST_BETWEEN).prop_map(|(text, between)| Clause::near(text, between)),
        ends,
    ]
}

fn has_field(clause: &Clause) -> bool {
    match clause {
        Clause::In(..) | Clause::Dates(_) => true,
        Clause::Not(clause) => has_field(clause),
        Clause::Bag(clauses) | Clause::All(clauses) | Clause::Any(clauses) => clauses.iter().any(has_field),
        _ => false,
    }
}

/// Trees as reading gives them, save that the whole may be an exclusion.
fn tree() -> impl Strategy<Value = Clause> {
    leaf().prop_recursive(5, 40, 4, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            some().prop_map(Clause::Bag),
            some().prop_map(Clause::All),
            some().prop_filter_map("no exclusion in OR", |clauses| {
                (!clauses.iter().any(Clause::is_exclusion)).then_some(Clause::Any(clauses))
            }),
            inner.clone().prop_filter_map("excluded once", |c| (!c.is_exclusion()).then(|| c.without())),
            (inner, 0..4usize).prop_filter_map("no field in a field", |(clause, at)| {
                (!has_field(&clause)).then(|| clause.within(Field::ALL[at]))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_as_it_was(clause in tree()) {
        let text = clause.to_string();
        match Query::build(&clause) {
            Ok(query) => {
                prop_assert_eq!(query.clause(), &clause, "{}", text);
                prop_assert_eq!(query.to_string(), text);
            }
            Err(error) => prop_assert!(clause.is_exclusion(), "{}: {}", text, error),
        }
    }

    #[test]
    fn every_text_is_answered(text in "\\PC{0,40}|([а-я ]|[-=()|\"*\\\\:~«»“”„.]|OR |AND |NOT |title:|date:2025|~3){0,30}") {
        match Query::parse(&text) {
            Ok(query) => {
                let again = Query::parse(&query.to_string()).unwrap();
                prop_assert_eq!(again.clause(), query.clause());
                prop_assert_eq!(query.places().len(), again.places().len());
                let group = analyze(&query, &mut Analyzer::new().worker());
                prop_assert!(is_to_look_up(&group) && group.optional.len() + group.required.len() > 0);
                for span in query.places().iter().chain(query.notices().iter().map(|notice| &notice.span)) {
                    prop_assert!(span.of(&text).is_some());
                }
            }
            Err(Error::BadQuery { span, .. }) => prop_assert!(span.of(&text).is_some_and(|place| !place.is_empty())),
            Err(Error::EmptyQuery { .. }) => prop_assert!(!parser::has_word(&text)),
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}
