//! The directions between the layers, as rules over the sources: what may never be is written in ARCHITECTURE.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A source file without its comments and unit tests.
struct Source {
    /// Its path below `src`, with `/` between the parts.
    name: String,
    /// Lines with their numbers.
    code: Vec<(usize, String)>,
    whole: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|other| other == extension) {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let mut paths = vec![];
    files(&root().join("src"), "rs", &mut paths);
    paths.sort();
    assert!(paths.len() > 30, "the sources are not where they were");
    paths.iter().map(|path| source(path)).collect()
}

fn source(path: &Path) -> Source {
    let whole = fs::read_to_string(path).expect("a source file");
    let parts = path.strip_prefix(root().join("src")).expect("below src").components();
    let name = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    let mut code = vec![];
    let mut lines = whole.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let (_, item) = lines.next().expect("an item follows its attribute");
            if item.ends_with(';') {
                continue;
            }
            // The item ends with a brace as far left as it began.
            let end = format!("{}}}", &item[..item.len() - item.trim_start().len()]);
            assert!(lines.any(|(_, line)| line == end), "{name}: a test item without an end");
            continue;
        }
        let line = line.split("// ").next().unwrap_or_default();
        if !line.trim_start().starts_with("//") {
            code.push((at + 1, line.to_owned()));
        }
    }
    Source { name, code, whole }
}

impl Source {
    /// The layer it is in: `kazakh`, `error`, `lib` …
    fn layer(&self) -> &str {
        let first = self.name.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Layers of ours it uses, by `crate::` or by `super::` up to the root.
    fn uses(&self) -> BTreeSet<String> {
        let code: String = self.code.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
        let depth = self.name.split('/').count() - usize::from(self.name.ends_with("mod.rs"));
        let up = "super::".repeat(depth);
        let mut used = BTreeSet::new();
        for way in ["crate::", up.as_str()] {
            for (at, _) in code.match_indices(way) {
                let rest = &code[at + way.len()..];
                let names = match rest.strip_prefix('{') {
                    Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
                    None => vec![rest],
                };
                let first = |name: &str| name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                used.extend(names.into_iter().map(first));
            }
        }
        used
    }

    fn says(&self, word: &str) -> Vec<String> {
        let lines = self.code.iter().filter(|(_, line)| line.contains(word));
        lines.map(|(number, line)| format!("src/{}:{number}: {}", self.name, line.trim())).collect()
    }
}

/// Rows: layer, what it must never use of ours.
const NEVER: [(&str, &[&str]); 8] = [
    (
        "kazakh",
        &[
            "analysis", "corpus", "index", "query", "search", "output", "cli", "error", "span", "Error", "Document",
            "Span",
        ],
    ),
    ("date", &["kazakh", "analysis", "corpus", "index", "query", "search", "output", "cli", "span"]),
    ("analysis", &["corpus", "index", "query", "search", "output", "cli", "error"]),
    ("likeness", &["analysis", "corpus", "index", "query", "search", "output", "cli", "error", "span"]),
    ("corpus", &["kazakh", "analysis", "index", "query", "search", "output", "cli", "Index", "Searcher"]),
    ("index", &["query", "search", "output", "cli", "Searcher", "Request"]),
    ("query", &["index", "search", "output", "cli", "corpus", "Index"]),
    ("search", &["output", "cli"]),
];

#[test]
fn layers_use_only_what_lies_below_them() {
    let sources = sources();
    for (layer, forbidden) in NEVER {
        let members: Vec<_> = sources.iter().filter(|source| source.layer() == layer).collect();
        assert!(!members.is_empty(), "there is no layer {layer}");
        for source in members {
            let used = source.uses();
            let wrong: Vec<_> = forbidden.iter().filter(|name| used.contains(**name)).collect();
            assert!(wrong.is_empty(), "src/{} must not use {wrong:?}", source.name);
        }
    }
    for source in sources.iter().filter(|source| !["cli", "main", "lib"].contains(&source.layer())) {
        assert!(!source.uses().contains("cli"), "src/{} must not use the command line", source.name);
    }
    // The rules would hold of nothing at all if uses were overlooked.
    let seen: BTreeSet<_> = sources.iter().flat_map(Source::uses).collect();
    assert!(
        ["analysis", "corpus", "error", "index", "kazakh", "query", "span"].iter().all(|name| seen.contains(*name))
    );
}

#[test]
fn only_index_and_search_know_tantivy() {
    for source in sources().iter().filter(|source| !["index", "search"].contains(&source.layer())) {
        assert_eq!(source.says("tantivy"), Vec::<String>::new());
    }
}

/// Lines of public signatures, fields and variants that name something of tantivy.
fn exposed(source: &Source) -> Vec<String> {
    let code: Vec<_> = source.code.iter().map(|(_, line)| line.as_str()).collect();
    let code = code.join("\n");
    let mut names = vec!["tantivy::".to_owned()];
    for (at, _) in code.match_indices("use tantivy::") {
        let import = code[at..].split(';').next().unwrap_or_default();
        let words = import.split(|c: char| !c.is_alphanumeric() && c != '_');
        names.extend(words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned));
    }
    let mut found = vec![];
    for (at, _) in code.match_indices("pub ") {
        let rest = &code[at..];
        let is_item = ["pub fn", "pub const fn", "pub type", "pub use"].iter().any(|start| rest.starts_with(start));
        let end = if is_item { rest.find(['{', ';']) } else { rest.find(['{', ';', ',', '\n']) };
        let signature = &rest[..end.unwrap_or(rest.len())];
        let is_word = |name: &String| {
            let mut words = signature.split(|c: char| !c.is_alphanumeric() && c != '_');
            signature.contains("tantivy::") || words.any(|word| word == name)
        };
        if names.iter().any(is_word) {
            found.push(format!("src/{}: {signature}", source.name));
        }
    }
    // A public `From` would make tantivy's error part of ours.
    found.extend(source.says("From<tantivy"));
    found
}

#[test]
fn no_public_signature_names_a_type_of_tantivy() {
    for source in sources().iter().filter(|source| source.name != "index/tokenizer.rs") {
        assert_eq!(exposed(source), Vec::<String>::new());
    }
}

/// Words are found, normalised and stemmed in `analysis` alone; whoever needs them asks its worker.
#[test]
fn there_is_one_analysis() {
    for source in sources() {
        // `izde analyze` shows how the stemmer decided; the fingerprint hashes the tables.
        if ["kazakh", "analysis"].contains(&source.layer()) || source.name == "cli/command/analyze.rs" {
            continue;
        }
        for word in ["Stemmer", "unicode_normalization", "exact_key", "Segments"] {
            assert_eq!(source.says(word), Vec::<String>::new());
        }
        if ["index", "query", "search"].contains(&source.layer()) {
            assert_eq!(source.says("to_lowercase"), Vec::<String>::new());
        }
    }
}

#[test]
fn the_library_neither_prints_nor_exits() {
    // A tool in the shape of a test.
    let is_tool = |source: &&Source| source.name == "kazakh/stemmer/estimate.rs";
    for source in sources().iter().filter(|s| !["cli", "main"].contains(&s.layer()) && !is_tool(s)) {
        for word in
            ["println!", "eprintln!", "print!(", "eprint!(", "dbg!", "process::exit", "io::stdout", "io::stderr"]
        {
            assert_eq!(source.says(word), Vec::<String>::new());
        }
    }
}

#[test]
fn what_may_panic_says_why_it_cannot() {
    // These are modules of tests; the first two make the tables that the program carries.
    let for_tests = [
        "kazakh/generated.rs",
        "kazakh/lexicon/source.rs",
        "kazakh/stemmer/estimate.rs",
        "query/tests.rs",
        "corpus/reader/tests.rs",
        "index/faults.rs",
    ];
    for source in sources().iter().filter(|source| !for_tests.contains(&source.name.as_str())) {
        let lines: Vec<_> = source.whole.lines().collect();
        for (number, line) in &source.code {
            if [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!("].iter().any(|word| line.contains(word)) {
                let near = &lines[number.saturating_sub(4)..*number];
                assert!(
                    near.iter().any(|line| line.trim_start().starts_with("// ") || line.contains(" // ")),
                    "src/{}:{number}: no reason given",
                    source.name
                );
            }
        }
    }
}

#[test]
fn no_file_names_somebodys_machine() {
    let mut paths = vec![];
    for (folder, extension) in [
        ("src", "rs"),
        ("src", "tsv"),
        ("tests", "rs"),
        ("benches", "rs"),
        ("examples", "rs"),
        ("docs", "md"),
        ("src", "md"),
    ] {
        files(&root().join(folder), extension, &mut paths);
    }
    paths.extend(["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "Cargo.toml"].map(|name| root().join(name)));
    // Put together here, so that this file does not hold what it looks for.
    let places = ["home", "root", "Users", "work", "mnt", "opt", "var", "tmp"].map(|name| format!("/{name}/"));
    for path in paths {
        let content = fs::read_to_string(&path).unwrap_or_default();
        for place in &places {
            let is_absolute = |(at, _): (usize, _)| !content[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.');
            assert!(!content.match_indices(place.as_str()).any(is_absolute), "{} names {place}", path.display());
        }
    }
}
