//! Words of an index to offer where a query finds nothing.

use std::collections::BTreeMap;

use tantivy::Result;

use super::vocabulary::Words;
use crate::analysis::Worker;
use crate::kazakh::alphabet::is_cyrillic;
use crate::kazakh::script::{Script, Vocabulary, slips, to_cyrillic};
use crate::query::{Group, Node};

/// Most words that are offered.
const MOST: usize = 3;

/// The words of an index nearest to those of a query that it does not have, the likeliest first: of each stem one.
pub(super) fn nearest(asked: &Group, words: &Words, worker: &mut Worker) -> Result<Vec<String>> {
    let mut forms = vec![];
    gather(asked, &mut forms);
    let mut found: BTreeMap<String, f32> = BTreeMap::new();
    for (form, stem) in forms {
        if words.form(form) > 0 || words.stem(stem) > 0 {
            continue;
        }
        let spelling =
            if form.contains(is_cyrillic) { form.to_owned() } else { to_cyrillic(form, Some(Script::Informal)) };
        for most in [1, 2] {
            let Some(pattern) = slips(&spelling, most) else { continue };
            words.search(&pattern, &mut |near, count| {
                let rarity = (words.total().max(count) as f32 / count.max(1) as f32).ln();
                let cost = pattern.spelt(near).map_or(f32::INFINITY, |spelt| spelt.cost) + rarity;
                let least = found.entry(near.to_owned()).or_insert(cost);
                *least = least.min(cost);
            });
            if !found.is_empty() {
                break;
            }
        }
    }
    words.failed()?;
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (mut stems, mut offered) = (vec![], vec![]);
    for (form, _) in found {
        let stem = worker.tokens(&form).next().map(|token| token.stem.to_owned());
        if offered.len() < MOST && !stems.contains(&stem) {
            stems.push(stem);
            offered.push(form);
        }
    }
    Ok(offered)
}

/// Adds the exact forms and stems of the words that are wanted in texts.
fn gather<'q>(group: &'q Group, forms: &mut Vec<(&'q str, &'q str)>) {
    for node in group.optional.iter().chain(&group.required).filter(|node| !node.is_filter()) {
        match node {
            Node::Group(group) => gather(group, forms),
            Node::Word(word) => forms.extend(word.forms.iter().map(|form| (form.exact.as_str(), word.stem.as_str()))),
            Node::Phrase(phrase) => {
                forms.extend(phrase.positions.iter().map(|word| (word.exact.as_str(), word.stem.as_str())));
            }
            Node::Prefix(_) | Node::Lang { .. } | Node::Dates { .. } => {}
        }
    }
}
