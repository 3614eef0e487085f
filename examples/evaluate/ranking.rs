//! Rankings, and how good they are.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context;

/// For each question, by its id, the passages in order.
pub type Run = BTreeMap<String, Ranking>;

/// Ids of passages, the best first.
#[derive(Default)]
pub struct Ranking(pub Vec<String>);

impl Ranking {
    /// Orders passages by falling score, equals by id.
    pub fn by_score(mut scores: Vec<(String, f64)>) -> Self {
        scores.sort_by(|(a, one), (b, other)| other.total_cmp(one).then_with(|| a.cmp(b)));
        Self(scores.into_iter().map(|(id, _)| id).collect())
    }

    /// Measures it by the passages that answer.
    pub fn measure(&self, answers: &HashMap<String, f64>) -> Measures {
        let gains: Vec<f64> = self.0.iter().take(100).map(|id| answers.get(id).copied().unwrap_or(0.0)).collect();
        let mut ideal: Vec<f64> = answers.values().copied().collect();
        ideal.sort_by_key(|&gain| Reverse(gain.to_bits()));
        let discounted = |gains: &[f64]| {
            gains.iter().take(10).zip(2_u32..).map(|(gain, rank)| gain / f64::from(rank).log2()).sum::<f64>()
        };
        let found = |limit: usize| gains.iter().take(limit).filter(|&&gain| gain > 0.0).count() as f64;
        let first = gains.iter().take(10).position(|&gain| gain > 0.0);
        Measures([
            discounted(&gains) / discounted(&ideal),
            first.map_or(0.0, |at| 1.0 / (at + 1) as f64),
            found(10) / answers.len() as f64,
            found(100) / answers.len() as f64,
        ])
    }
}

/// nDCG@10, MRR@10, recall@10, recall@100 of a question, or their means.
#[derive(Clone, Copy)]
pub struct Measures(pub [f64; 4]);

impl Measures {
    pub const NAMES: [&str; 4] = ["nDCG@10", "MRR@10", "recall@10", "recall@100"];

    pub fn mean(of: &[Self]) -> Self {
        Self([0, 1, 2, 3].map(|at| of.iter().map(|measures| measures.0[at]).sum::<f64>() / of.len().max(1) as f64))
    }
}

/// Reads a run as TREC has it: lines of question, anything, passage, rank, score, name. The score orders.
pub fn read(file: &Path) -> anyhow::Result<Run> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let mut scores: BTreeMap<&str, Vec<(String, f64)>> = BTreeMap::new();
    for line in text.lines() {
        let [question, _, passage, _, score, ..] = line.split_whitespace().collect::<Vec<_>>()[..] else { continue };
        scores.entry(question).or_default().push((passage.to_owned(), score.parse()?));
    }
    Ok(scores.into_iter().map(|(question, scores)| (question.to_owned(), Ranking::by_score(scores))).collect())
}

/// Writes a run; its scores tell the order and no more.
pub fn write(run: &Run, file: &Path) -> anyhow::Result<()> {
    let mut text = String::new();
    for (question, Ranking(passages)) in run {
        for (passage, rank) in passages.iter().zip(1..) {
            writeln!(text, "{question} Q0 {passage} {rank} {:.6} izde", 1.0 / f64::from(rank))?;
        }
    }
    fs::write(file, text).with_context(|| file.display().to_string())
}

/// The mean of paired differences, and how likely one so far from 0 would be by chance: a bootstrap of the differences, moved to a mean of 0.
pub fn bootstrap(differences: &[f64], rounds: usize) -> (f64, f64) {
    let count = differences.len().max(1);
    let mean = differences.iter().sum::<f64>() / count as f64;
    // SplitMix64 from a fixed seed: the same runs give the same p.
    let mut state = 13_u64;
    let mut random = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as usize
    };
    let mut as_far = 0;
    for _ in 0..rounds {
        let sum: f64 = (0..differences.len()).map(|_| differences[random() % count] - mean).sum();
        as_far += usize::from((sum / count as f64).abs() >= mean.abs() - 1e-12);
    }
    (mean, (as_far + 1) as f64 / (rounds + 1) as f64)
}
