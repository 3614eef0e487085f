//! Golden stems, and what holds for every word.
//!
//! `tests/data/stem/*.tsv` has a row for each claim: word, stem, reason. A verb's stem is bare, transparent voice
//! forms go to the base
//! verb (`жазылған` → `жаз`), derivations stay whole (`мемлекеттік`).

use std::fs;
use std::path::Path;

use izde::analysis::{Analyzer, Kind};
use izde::kazakh::Stemmer;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// The stem of a text of one word.
fn stem(word: &str) -> String {
    let mut worker = Analyzer::new().worker();
    let stem = worker.tokens(word).next().map(|token| token.stem.to_owned());
    stem.unwrap_or_else(|| panic!("{word:?} has no word"))
}

#[test]
fn golden_stems() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stem");
    let (mut rows, mut wrong) = (0, vec![]);
    for file in fs::read_dir(folder).expect("the golden stems").flatten() {
        let content = fs::read_to_string(file.path()).expect("a file");
        for (number, row) in content.lines().enumerate().filter(|(_, row)| !row.is_empty() && !row.starts_with('#')) {
            let place = format!("{}:{}", file.file_name().to_string_lossy(), number + 1);
            let fields: Vec<_> = row.split('\t').collect();
            let [word, expected, reason] = fields[..] else { panic!("{place}: not word, stem, reason: {row:?}") };
            let found = stem(word);
            if found != expected {
                wrong.push(format!("{place}: {word} → {found}, not {expected} ({reason})"));
            }
            rows += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(rows >= 100, "only {rows} rows");
}

/// Choosing skips what cannot win; listing the readings skips nothing.
#[test]
fn the_stem_is_that_of_the_first_reading() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stem");
    let (stemmer, mut buffer) = (Stemmer::new(), String::new());
    let mut count = 0;
    for file in fs::read_dir(folder).expect("the golden stems").flatten() {
        let content = fs::read_to_string(file.path()).expect("a file");
        let words = content.lines().filter_map(|row| row.split('\t').next()).map(str::to_lowercase);
        for word in words {
            if let Some(first) = stemmer.readings(&word).first() {
                assert_eq!(stemmer.stem(&word, &mut buffer), first.stem, "{word}");
                count += 1;
            }
        }
    }
    assert!(count >= 100, "only {count} words");
}

#[test]
fn the_parts_of_a_cost_are_named_and_sum_up() {
    // Word; the parts of its likeliest reading.
    for (word, names) in [
        ("ауылдарымызда", "stem, ending"),
        ("ізде", "stem, bare verb"),
        ("маңыздыларға", "stem, adjective as a noun, ending"),
        ("бесеуге", "stem, seldom inflected, ending"),
        ("кітабын", "stem, spelling changed back, ending"),
        ("бермедың", "stem, ending"),
        ("бұрқырашпанның", "unknown stem, ending"),
    ] {
        for (at, reading) in Stemmer::new().readings(word).iter().enumerate() {
            let sum: f32 = reading.parts.iter().map(|(_, cost)| cost).sum();
            assert!((sum - reading.cost).abs() < 0.01, "{reading:?}");
            let found: Vec<_> = reading.parts.iter().map(|&(name, _)| name).collect();
            assert!(at > 0 || found.join(", ") == names, "{reading:?}");
        }
    }
    // The same ending costs the same on any stem.
    let ending =
        |word| Stemmer::new().readings(word)[0].parts.last().map(|&(name, cost)| (name, (cost * 10.0).round()));
    assert_eq!(ending("қалаларға"), ending("маңыздыларға"));
    assert_eq!(ending("бесеуге"), ending("әкімге"));
}

/// Letters with endings of all kinds, so that the endings automaton has work to do.
const WORD: &str =
    "[абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшыіэюяә]{1,8}(лар|дер|ымыз|ының|ға|ке|дан|мен|ып|ған|атын|у|й|қ){0,3}";

proptest! {
    #[test]
    fn a_word_has_a_stem(word in WORD) {
        let mut buffer = String::new();
        let found = Stemmer::new().stem(&word, &mut buffer).to_owned();
        prop_assert!(!found.is_empty());
        prop_assert!(found.chars().count() <= word.chars().count() + 1, "{} is longer than {}", found, word);
        let readings = Stemmer::new().readings(&word);
        prop_assert_eq!(&readings[0].stem, &found, "the first reading is the one chosen");
        prop_assert!(readings.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
        let root = root_key(&found);
        prop_assert!(!root.is_empty());
        prop_assert_eq!(&root_key(&root), &root, "root of the root");
    }

    #[test]
    fn no_text_makes_the_stemmer_panic(text in "\\PC{0,30}|[а-яіңғүұқөһә\\-' ]{0,60}") {
        let mut buffer = String::new();
        let found = Stemmer::new().stem(&text, &mut buffer).to_owned();
        prop_assert_eq!(found.is_empty(), text.is_empty());
        let readings = Stemmer::new().readings(&text);
        prop_assert!(readings.iter().all(|reading| !reading.stem.is_empty()));
        let is_known = Stemmer::new().is_ending(&text) || Stemmer::new().classes(&text).is_some();
        prop_assert!(!is_known || !readings.is_empty(), "what is known can be read");
    }

    #[test]
    fn spelling_and_case_do_not_matter(word in WORD) {
        let expected = stem(&word);
        prop_assert_eq!(&stem(&word.nfd().collect::<String>()), &expected, "decomposed");
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        prop_assert_eq!(&stem(&(first + letters.as_str())), &expected, "at the beginning of a sentence");
        // ХХ and ІІ in capitals are Roman numerals.
        if word.chars().any(|c| !matches!(c, 'х' | 'і')) {
            prop_assert_eq!(&stem(&word.to_uppercase()), &expected, "in capitals");
        }
    }

    #[test]
    fn every_token_with_a_letter_has_keys(text in "[А-Яа-яәғқңөұүһіa-zA-Z0-9 .,'-]{0,40}") {
        let mut worker = Analyzer::new().worker();
        let mut tokens = worker.tokens(&text);
        while let Some(token) = tokens.next() {
            prop_assert!(!token.stem.is_empty() && !token.exact.is_empty());
            prop_assert!(token.kind != Kind::Number || !token.stem.contains(char::is_alphabetic), "{}", token.stem);
        }
    }
}

/// Words of a file of data, without its comments: the cells of each line.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let content = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let data = content.lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
    data.map(|row| row.split('\t').map(str::to_owned).collect()).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lemmas of the lexicon, verbs or all others.
fn lemmas(verbs: bool) -> Vec<String> {
    let files: &[&str] = if verbs {
        &["verbs.tsv", "verbs-voice.tsv"]
    } else {
        &["nouns.tsv", "adjectives.tsv", "function.tsv", "names.tsv"]
    };
    let folder = root().join("src/kazakh/data");
    files.iter().flat_map(|file| rows(&folder.join(file))).map(|mut cells| cells.swap_remove(0)).collect()
}

/// Stems of forms of the lexicon, as they were when they were last looked through. A few may move with any change; they are printed. More
/// must be meant: then look them through and write them anew with `IZDE_REGENERATE=1 cargo test --test izde gate`.
#[test]
fn gate_few_stems_move() {
    const FREE_TO_MOVE: usize = 14;
    let path = root().join("tests/data/gate/stems.tsv");
    let rows = rows(&path);
    let mut moved = vec![];
    let mut anew = String::new();
    for row in &rows {
        let [word, old] = &row[..] else { panic!("not word, stem: {row:?}") };
        let new = stem(word);
        if new != *old {
            moved.push(format!("{word}: {old} → {new}"));
        }
        anew.push_str(&format!("{word}\t{new}\n"));
    }
    println!("{} of {} stems moved\n{}", moved.len(), rows.len(), moved.join("\n"));
    if std::env::var_os("IZDE_REGENERATE").is_some() {
        let old = fs::read_to_string(&path).expect("the gate");
        let head: String = old.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        fs::write(&path, head + &anew).expect("the gate can be written");
    } else {
        assert!(rows.len() > 5000, "only {} rows", rows.len());
        assert!(moved.len() <= FREE_TO_MOVE, "{} stems moved; all are printed above", moved.len());
    }
}

/// A stem is its own stem, save those that `tests/data/stem/own_stem.tsv` lists with the likelier reading: `ізде`, bare, is an imperative
/// that hardly anybody writes, and as a word of a text it is rather `із-де`. The list holds exactly what is not its own stem;
/// `IZDE_REGENERATE=1 cargo test --test izde a_stem_is` writes it anew, to be looked through.
#[test]
fn a_stem_is_its_own_stem_or_listed() {
    let mut stems = std::collections::BTreeSet::new();
    for word in lemmas(false).iter().chain(&lemmas(true)) {
        stems.insert(stem(word));
    }
    for row in rows(&root().join("tests/data/gate/stems.tsv")) {
        stems.insert(stem(&row[0]));
    }
    let mut found = vec![];
    for word in &stems {
        let stem = stem(word);
        if stem != *word {
            let readings = Stemmer::new().readings(word);
            let reason =
                readings.iter().find(|reading| reading.stem == stem).map(|reading| reading.suffixes.join(", "));
            found.push(vec![word.clone(), stem, reason.unwrap_or_default()]);
        }
    }
    let path = root().join("tests/data/stem/own_stem.tsv");
    if std::env::var_os("IZDE_REGENERATE").is_some() {
        let old = fs::read_to_string(&path).expect("the list");
        let head = old.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n"));
        let list = found.iter().map(|row| format!("{}\n", row.join("\t")));
        fs::write(&path, head.chain(list).collect::<String>()).expect("the list can be written");
        return;
    }
    let listed = rows(&path);
    let not_in = |some: &[Vec<String>], others: &[Vec<String>]| -> Vec<String> {
        some.iter().filter(|row| !others.contains(row)).map(|row| row.join(" ")).collect()
    };
    let (more, less) = (not_in(&found, &listed), not_in(&listed, &found));
    assert!(more.is_empty() && less.is_empty(), "not listed: {more:#?}\nlisted, but not so any more: {less:#?}");
}

fn root_key(stem: &str) -> String {
    Stemmer::new().root(stem, &mut String::new()).to_owned()
}

/// Rows: relatives, parted by spaces, that share a root key.
#[test]
fn relatives_share_a_root_key() {
    for family in [
        "әкім әкімдік әкімшілік",
        "сайлау сайлаушы сайлан сайла",
        "экономика экономикалық экономист",
        "инвестор инвестиция инвестициялық",
        "мемлекет мемлекеттік мемлекетшіл",
        "білім білімді білімсіз біл",
        "жаз жазушы жазба",
        "өлтір өл",
        "бір бірінші",
    ] {
        let roots: std::collections::BTreeSet<String> = family.split(' ').map(root_key).collect();
        assert_eq!(roots.len(), 1, "{family}: {roots:?}");
    }
    for strangers in ["халық хал", "балық бал", "ауыл ауыр", "сайла сай", "жер же", "тарих тар"]
    {
        let roots: std::collections::BTreeSet<String> = strangers.split(' ').map(root_key).collect();
        assert_eq!(roots.len(), 2, "{strangers}: {roots:?}");
    }
}

#[test]
fn a_root_is_its_own_root() {
    for word in lemmas(false).iter().chain(&lemmas(true)) {
        let found = root_key(word);
        assert!(!found.is_empty());
        assert_eq!(root_key(&found), found, "root of the root of {word}");
    }
}

/// Of all pairs of words that stand in families of the thesaurus: how many with one root key are of one family, and how many of one family
/// have one root key.
#[test]
fn root_keys_agree_with_the_families() {
    let mut families: Vec<Vec<String>> = vec![];
    for row in rows(&root().join("src/kazakh/data/thesaurus.tsv")).iter().filter(|row| row[0] == "family") {
        families.push(row[1].split(", ").filter(|word| !word.contains([' ', '-'])).map(str::to_owned).collect());
    }
    let mut of_family = std::collections::BTreeMap::<&str, Vec<usize>>::new();
    for (number, family) in families.iter().enumerate() {
        for word in family {
            of_family.entry(word).or_default().push(number);
        }
    }
    let words: Vec<(&str, &Vec<usize>, String)> =
        of_family.iter().map(|(word, of)| (*word, of, root_key(&stem(word)))).collect();
    let (mut both, mut one_root, mut one_family) = (0, 0, 0);
    for (at, (_, families, root)) in words.iter().enumerate() {
        for (_, other_families, other_root) in &words[at + 1..] {
            let related = families.iter().any(|family| other_families.contains(family));
            one_family += usize::from(related);
            one_root += usize::from(root == other_root);
            both += usize::from(related && root == other_root);
        }
    }
    let (precision, recall) = (both as f64 / one_root as f64, both as f64 / one_family as f64);
    println!("{one_family} pairs: precision {precision:.3}, recall {recall:.3}");
    assert!(precision > 0.88 && recall > 0.72, "precision {precision:.3}, recall {recall:.3}");
}
