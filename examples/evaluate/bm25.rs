//! Plain BM25 over title and text, to compare keys with: k1 1.2, b .75, Lucene's idf, exact lengths.

use std::collections::{BTreeMap, HashMap};

use crate::keys::Keys;
use crate::questions::Set;
use crate::ranking::{Ranking, Run};

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Answers all questions of a set. A word of a question weighs as often as it stands there.
pub fn answer(set: &Set, keys: &Keys) -> anyhow::Result<Run> {
    let title = |title: &Option<String>| title.clone().unwrap_or_default();
    let passages: Vec<_> = set.passages.iter().map(|p| words(&format!("{}\n{}", title(&p.title), p.text))).collect();
    let questions: Vec<_> = set.questions.iter().map(|question| words(&question.text)).collect();

    let mut different: Vec<&str> = passages.iter().chain(&questions).flatten().map(String::as_str).collect();
    different.sort_unstable();
    different.dedup();
    let made = keys.of(&different)?;
    let keys_of: HashMap<_, Vec<_>> =
        different.into_iter().zip(made.iter().map(|keys| keys.split_whitespace().collect())).collect();
    let keys_of = |words: &[String]| words.iter().flat_map(|word| &keys_of[word.as_str()]).copied().collect::<Vec<_>>();

    let passages: Vec<_> = passages.iter().map(|words| keys_of(words)).collect();
    let mean = passages.iter().map(Vec::len).sum::<usize>() as f64 / passages.len().max(1) as f64;
    let mut postings: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
    for (at, keys) in passages.iter().enumerate() {
        let mut times: BTreeMap<&str, f64> = BTreeMap::new();
        keys.iter().for_each(|key| *times.entry(key).or_default() += 1.0);
        let norm = K1 * (1.0 - B + B * keys.len() as f64 / mean);
        times.into_iter().for_each(|(key, times)| postings.entry(key).or_default().push((at, times / (times + norm))));
    }

    let mut run = Run::new();
    for (question, words) in set.questions.iter().zip(&questions) {
        let mut scores: HashMap<usize, f64> = HashMap::new();
        for key in keys_of(words) {
            let having = postings.get(key).map_or(&[][..], Vec::as_slice);
            let (all, with) = (passages.len() as f64, having.len() as f64);
            let idf = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
            having.iter().for_each(|&(at, weight)| *scores.entry(at).or_default() += idf * weight);
        }
        let scores = scores.into_iter().map(|(at, score)| (set.passages[at].id.clone(), score)).collect();
        run.insert(question.id.clone(), Ranking::by_score(scores));
    }
    Ok(run)
}

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
