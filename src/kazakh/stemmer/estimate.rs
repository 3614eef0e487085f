//! Estimates the costs of suffixes and of the groups in `cost` from words with known stems; docs/quality.md says how.
//!
//! ```text
//! IZDE_UD=ud.tsv IZDE_UNIMORPH=unimorph.tsv cargo test --release --lib --no-default-features estimate -- --ignored --nocapture
//! ```
//!
//! Reads word, class, lemma (UD) and lemma, form, features (UniMorph), tab-separated. With `IZDE_REGENERATE=1` it writes the costs of the
//! suffixes into `grammar.tsv`; those of the groups it prints, to be put into `cost.rs` by hand.
//!
//! Coordinate descent: one cost after the other is moved by half a nat or a whole one, and the move stays if more words get their stem and
//! neither of two halves of the data loses any. Likelihood was tried first, by gradient descent with a prior near the costs by hand: it
//! brought less and lost on words held out.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Candidate, Cost, LONGEST, Stemmer, cost, numbers, spell};
use crate::kazakh::alphabet;
use crate::kazakh::grammar::{self, Start};

/// Groups of costs estimated beside the suffixes: their names and present values, in sixteenths of a nat.
const GROUPS: [(&str, Cost); 6] = [
    ("BARE_NOMINAL", cost::BARE_NOMINAL),
    ("BARE_VERB", cost::BARE_VERB),
    ("CHANGED", cost::CHANGED),
    ("SELDOM", cost::SELDOM),
    ("UNKNOWN", cost::UNKNOWN),
    ("MISSPELT", cost::MISSPELT),
];
const BARE_NOMINAL: usize = 0;
const BARE_VERB: usize = 1;
const CHANGED: usize = 2;
const SELDOM: usize = 3;
const UNKNOWN: usize = 4;
const MISSPELT: usize = 5;

/// Weight of all of UniMorph beside all of UD: its forms are a list, not a text.
const UNIMORPH: f64 = 0.3;
/// Moves of a cost that are tried, in nats.
const MOVES: [f64; 4] = [-1.0, -0.5, 0.5, 1.0];
/// What a move must gain, in words of UD: less may be chance.
const GAIN: f64 = 1.5;
/// Rounds over all costs.
const ROUNDS: usize = 3;
/// Suffixes that keep their cost: how they are read is a convention of ours, not of the data. -у belongs to its verb.
const HELD: [&str; 1] = ["verbal noun"];
/// Costs are kept from this on: a suffix that cost nothing would hide every shorter reading.
const LEAST: f64 = 0.3;

/// One reading: what is fixed of its cost, how often each estimated cost is in it, and whether its stem is right.
struct Row {
    fixed: f64,
    counts: Vec<(usize, f64)>,
    is_right: bool,
}

struct Item {
    rows: Vec<Row>,
    weight: f64,
    /// Which half of the data it belongs to, for the cross-check.
    half: bool,
    /// Which part of its half it belongs to, for the descent.
    part: bool,
}

impl Item {
    fn has(&self, which: usize) -> bool {
        self.rows.iter().any(|row| row.counts.iter().any(|&(other, _)| other == which))
    }
}

fn rows(stemmer: &Stemmer, slots: &[f64], word: &str, is_right: &dyn Fn(&str) -> bool) -> Vec<Row> {
    let mut letters = [0; LONGEST];
    let Some(letters) = numbers(word, &mut letters) else { return vec![] };
    let mut candidates: Vec<Candidate> = vec![];
    let form = stemmer.read(letters, &mut candidates);
    if form.is_some() {
        return vec![];
    }
    let mut rows = vec![];
    for candidate in candidates {
        let Candidate { stem, start, lost, shapes, cost } = candidate;
        let ending: String = letters[stem.split..].iter().map(|&letter| alphabet::letter(letter)).collect();
        let mut counts = HashMap::<usize, f64>::new();
        let (_, path) = grammar::cheapest(&ending, start, lost, shapes);
        for &slot in &path {
            *counts.entry(GROUPS.len() + slot).or_default() += 1.0;
        }
        match stem.entry {
            None => *counts.entry(UNKNOWN).or_default() += 1.0,
            Some(_) if ending.is_empty() => {
                let bare = if start == Start::Verb { BARE_VERB } else { BARE_NOMINAL };
                *counts.entry(bare).or_default() += 1.0;
            }
            Some(_) if path.is_empty() => *counts.entry(MISSPELT).or_default() += 1.0,
            Some(entry) => {
                if start == Start::Nominal && cost::is_seldom_inflected(entry.classes()) {
                    *counts.entry(SELDOM).or_default() += 1.0;
                }
                if stem.change != super::Change::Keep {
                    *counts.entry(CHANGED).or_default() += 1.0;
                }
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|&(which, _)| which);
        let estimated: f64 = counts.iter().map(|&(which, times)| present(slots, which) * times).sum();
        let mut buffer = String::new();
        let is_right = is_right(spell(stemmer.lexicon, (word, letters), start, stem, &mut buffer));
        rows.push(Row { fixed: f64::from(cost) / 16.0 - estimated, counts, is_right });
    }
    rows
}

fn present(slots: &[f64], which: usize) -> f64 {
    match which.checked_sub(GROUPS.len()) {
        None => f64::from(GROUPS[which].1) / 16.0,
        Some(slot) => slots[slot],
    }
}

/// The infinitive of a bare verb stem, as UniMorph gives verbs.
fn infinitive(stem: &str) -> String {
    match stem.chars().last() {
        Some('ы' | 'і') => format!("{}у", &stem[..stem.len() - 2]),
        Some('й') => format!("{}ю", &stem[..stem.len() - 2]),
        Some('и') => format!("{stem}ю"),
        _ => format!("{stem}у"),
    }
}

fn read(name: &str) -> Vec<[String; 3]> {
    let path = std::env::var(name).unwrap_or_else(|_| panic!("{name} must name a file"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>().try_into().ok();
    text.lines().filter_map(cells).collect()
}

/// A bit of a hash of the lemma: forms of one word stay together.
fn bit(lemma: &str, number: u32) -> bool {
    lemma.bytes().fold(7_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())) >> number & 1 == 1
}

fn items() -> (Vec<Item>, Vec<f64>) {
    let stemmer = Stemmer::new();
    let slots: Vec<f64> = grammar::GRAMMAR.costs().map(f64::from).collect();
    let mut items = vec![];
    let mut counted = HashMap::<(String, String), f64>::new();
    for [word, _, lemma] in read("IZDE_UD") {
        *counted.entry((word, lemma)).or_default() += 1.0;
    }
    let tokens: f64 = counted.values().sum();
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by(|a, b| a.0.cmp(&b.0));
    for ((word, lemma), weight) in counted {
        let rows = rows(&stemmer, &slots, &word, &|stem| stem == lemma);
        items.push(Item { rows, weight, half: bit(&lemma, 7), part: bit(&lemma, 11) });
    }
    let forms = read("IZDE_UNIMORPH");
    let weight = UNIMORPH * tokens / forms.len() as f64;
    for [lemma, form, features] in forms {
        let is_verb = features.starts_with('V');
        let is_right = |stem: &str| if is_verb { infinitive(stem) == lemma } else { stem == lemma };
        let rows = rows(&stemmer, &slots, &form, &is_right);
        items.push(Item { rows, weight, half: bit(&lemma, 7), part: bit(&lemma, 11) });
    }
    items.retain(|item| item.rows.iter().any(|row| row.is_right) && item.rows.iter().any(|row| !row.is_right));
    (items, slots)
}

fn cost_of(row: &Row, costs: &[f64]) -> f64 {
    row.fixed + row.counts.iter().map(|&(which, times)| costs[which] * times).sum::<f64>()
}

/// Weight of the items whose cheapest reading is right, of either part.
fn right(items: &[&Item], costs: &[f64]) -> [f64; 2] {
    let mut right = [0.0, 0.0];
    for item in items {
        let best = item.rows.iter().min_by(|a, b| cost_of(a, costs).total_cmp(&cost_of(b, costs)));
        if best.is_some_and(|row| row.is_right) {
            right[usize::from(item.part)] += item.weight;
        }
    }
    right
}

fn share(items: &[&Item], costs: &[f64]) -> f64 {
    right(items, costs).iter().sum::<f64>() / items.iter().map(|item| item.weight).sum::<f64>()
}

fn fit(items: &[&Item], prior: &[f64], held: &[usize]) -> Vec<f64> {
    let mut costs = prior.to_vec();
    for _ in 0..ROUNDS {
        for at in (0..costs.len()).filter(|at| !held.contains(at)) {
            let with: Vec<&Item> = items.iter().copied().filter(|item| item.has(at)).collect();
            let before = right(&with, &costs);
            let was = costs[at];
            let mut best = (GAIN, was);
            for by in MOVES {
                costs[at] = (was + by).max(if at < GROUPS.len() { 0.0 } else { LEAST });
                let now = right(&with, &costs);
                let gain = now[0] + now[1] - before[0] - before[1];
                if gain > best.0 && now[0] >= before[0] && now[1] >= before[1] {
                    best = (gain, costs[at]);
                }
            }
            costs[at] = best.1;
        }
    }
    costs
}

#[test]
#[ignore = "a tool: it needs the data sets that docs/quality.md names"]
fn estimate() {
    let (items, slots) = items();
    let prior: Vec<f64> = (0..GROUPS.len() + slots.len()).map(|which| present(&slots, which)).collect();
    let held: Vec<usize> = (0..slots.len())
        .filter(|&slot| HELD.contains(&grammar::GRAMMAR.name(slot)))
        .map(|slot| GROUPS.len() + slot)
        .collect();
    for side in [false, true] {
        let (one, other): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|item| item.half == side);
        let costs = fit(&one, &prior, &held);
        println!("held out: {:.4} before, {:.4} after", share(&other, &prior), share(&other, &costs));
    }
    let items: Vec<&Item> = items.iter().collect();
    let costs = fit(&items, &prior, &held);
    println!("all: {:.4} before, {:.4} after", share(&items, &prior), share(&items, &costs));
    for ((name, was), cost) in GROUPS.iter().zip(&costs) {
        println!("{name}: {was} → {:.0}", cost * 16.0);
    }
    let mut table = String::new();
    let mut slot = 0;
    for line in grammar::SOURCE.lines() {
        let mut fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if fields[0] == "slot" {
            let cost = costs[GROUPS.len() + slot];
            if (cost - slots[slot]).abs() > 0.3 {
                println!("{} {}: {} → {cost:.1}", fields[2], fields[5], fields[4]);
            }
            fields[4] = format!("{cost:.1}");
            slot += 1;
        }
        writeln!(table, "{}", fields.join("\t")).unwrap();
    }
    if std::env::var_os("IZDE_REGENERATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/kazakh/data/grammar.tsv");
        std::fs::write(path, table).unwrap();
    }
}
