//! Which words a stemmer brings together, whatever its stems look like.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::keys::cut;
use crate::words::Word;

/// How words are brought together, beside how their lemmas are.
pub struct Conflation {
    /// F1 over pairs of different forms: together in truth when they share a lemma, together by the stemmer when they share a stem.
    pub f1: f64,
    /// Paice's error rate relative to truncation: 0 is perfect, 1 as bad as cutting words at a fixed length. `None` where truncation is not reached.
    pub errt: Option<f64>,
}

/// Pairs of so many.
const fn pairs(of: usize) -> usize {
    of * of.saturating_sub(1) / 2
}

/// Judges stems.
pub fn judge(words: &[&Word], stem_of: &HashMap<&str, &str>) -> Conflation {
    let mut lemmas_of: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for word in words {
        *lemmas_of.entry(&word.form).or_default().entry(&word.lemma).or_default() += 1;
    }
    // A form of several lemmas belongs to its commonest one, of equals to the first in the alphabet.
    let commonest = |lemmas: &BTreeMap<&str, usize>| {
        let most = lemmas.values().max().copied();
        lemmas.iter().find(|&(_, &count)| Some(count) == most).map_or(String::new(), |(&lemma, _)| lemma.to_owned())
    };
    let lemma_of: Vec<(&str, String)> = lemmas_of.iter().map(|(&form, lemmas)| (form, commonest(lemmas))).collect();
    let point = paice(&lemma_of, |form| stem_of[form].to_owned());
    let line: Vec<_> = (3..=12).map(|letters| paice(&lemma_of, |form| cut(form, letters))).collect();
    Conflation { f1: f1(&lemmas_of, stem_of), errt: errt(point, &line) }
}

fn f1(lemmas_of: &BTreeMap<&str, BTreeMap<&str, usize>>, stem_of: &HashMap<&str, &str>) -> f64 {
    let (mut by_lemma, mut by_stem) = (BTreeMap::<&str, BTreeSet<&str>>::new(), HashMap::<&str, usize>::new());
    for (&form, lemmas) in lemmas_of {
        *by_stem.entry(stem_of[form]).or_default() += 1;
        lemmas.keys().for_each(|lemma| _ = by_lemma.entry(lemma).or_default().insert(form));
    }
    let mut together = HashSet::new();
    for forms in by_lemma.values() {
        for (at, &one) in forms.iter().enumerate() {
            together.extend(forms.iter().skip(at + 1).map(|&other| (one, other)));
        }
    }
    let merged: usize = by_stem.values().map(|&forms| pairs(forms)).sum();
    let hit = together.iter().filter(|(one, other)| stem_of[one] == stem_of[other]).count();
    2.0 * hit as f64 / (merged + together.len()).max(1) as f64
}

/// Shares of pairs of one lemma that were left apart, and of pairs of two lemmas that were merged.
fn paice(lemma_of: &[(&str, String)], stem: impl Fn(&str) -> String) -> (f64, f64) {
    let (mut lemmas, mut stems, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (form, lemma) in lemma_of {
        let stem = stem(form);
        *lemmas.entry(lemma).or_insert(0) += 1;
        *stems.entry(stem.clone()).or_insert(0) += 1;
        *both.entry((lemma, stem)).or_insert(0) += 1;
    }
    let same: usize = lemmas.into_values().map(pairs).sum();
    let merged: usize = stems.into_values().map(pairs).sum();
    let kept: usize = both.into_values().map(pairs).sum();
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    (share(same - kept, same), share(merged - kept, pairs(lemma_of.len()) - same))
}

/// How far a point is from the origin, beside where its ray crosses the line.
fn errt((x, y): (f64, f64), line: &[(f64, f64)]) -> Option<f64> {
    line.windows(2).find_map(|ends| {
        let [(x1, y1), (x2, y2)] = [ends[0], ends[1]];
        let (one, other) = (x1 * y - y1 * x, x2 * y - y2 * x);
        if one * other > 0.0 || one == other {
            return None;
        }
        let part = one / (one - other);
        Some(x.hypot(y) / (x1 + part * (x2 - x1)).hypot(y1 + part * (y2 - y1)))
    })
}
