//! Words of a query that the index does not know, read again.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::Result;

use super::vocabulary::{Beginning, Words};
use crate::analysis::{Kind, Setting, Worker};
use crate::kazakh::alphabet::is_cyrillic;
use crate::kazakh::script::{Repair, Repaired, Script, Typed, Vocabulary, readings, repair};
use crate::query::{Query, Respelling, TypedForm, TypedLeaf};

/// A stretch of a leaf that is one word to repair.
struct Piece {
    /// Number of the leaf in the list of leaves.
    leaf: usize,
    /// Where it stands in the leaf's text.
    place: Range<usize>,
    raw: String,
}

/// What became of a query.
struct Respelt {
    words: Vec<Respelled>,
    /// Whether all of its words were typed in the wrong layout.
    in_wrong_layout: bool,
}

/// A leaf, as it was typed and as it was meant.
struct Respelled {
    /// Number of the leaf in the query.
    leaf: usize,
    typed: String,
    meant: String,
}

impl Words<'_> {
    /// Puts likelier words in place of those of a query, and says so in a notice.
    pub(super) fn repair(&self, query: &Query, worker: &mut Worker) -> Result<(Query, Option<String>)> {
        let mut repaired = query.clone();
        let said = self.respell(&mut repaired, worker);
        if !query.text().contains(is_cyrillic)
            && let Ok(mut words) = Query::literal(query.text())
        {
            // Signs of the query language are letters in the wrong layout.
            let as_words = self.respell(&mut words, worker);
            if as_words.in_wrong_layout && !said.in_wrong_layout {
                return self.told(words, as_words);
            }
        }
        self.told(repaired, said)
    }

    /// The words of a text that is no query, if they are words typed in the wrong layout; and the notice.
    pub(super) fn in_wrong_layout(&self, text: &str, worker: &mut Worker) -> Result<Option<(Query, Option<String>)>> {
        let Ok(mut words) = Query::literal(text) else { return Ok(None) };
        let said = self.respell(&mut words, worker);
        if said.in_wrong_layout { self.told(words, said).map(Some) } else { Ok(None) }
    }

    fn told(&self, query: Query, said: Respelt) -> Result<(Query, Option<String>)> {
        self.failed()?;
        let notice = (!said.words.is_empty()).then(|| {
            let mut text = query.text().to_owned();
            for Respelled { leaf, typed, meant } in said.words.iter().rev() {
                if let Some(place) = query.places().get(*leaf) {
                    // The signs around it stay: quotes, a star, a distance.
                    let whole = place.of(query.text()).unwrap_or_default();
                    let respelt = if whole.contains(typed) { whole.replacen(typed, meant, 1) } else { meant.clone() };
                    text.replace_range(place.start..place.end, &respelt);
                }
            }
            format!("«{}» → «{text}»; exactly as typed: --as-typed", query.text())
        });
        Ok((query, notice))
    }

    fn respell(&self, query: &mut Query, worker: &mut Worker) -> Respelt {
        let mut leaves = query.typed();
        let as_typed: Vec<String> = leaves.iter().map(|leaf| leaf.text.clone()).collect();
        let mut pieces = vec![];
        for (leaf, typed) in leaves.iter().enumerate().filter(|(_, typed)| typed.form != TypedForm::Beginning) {
            pieces.extend(places(typed.text, worker).into_iter().map(|place| Piece {
                leaf,
                raw: typed.text[place.clone()].to_owned(),
                place,
            }));
        }
        // All words together tell how the query was typed.
        let raw: Vec<String> = pieces.iter().map(|piece| piece.raw.clone()).collect();
        let setting = worker.setting(&raw.join(" "));
        let is_russian = setting.is_russian();
        let mut meant = self.meant(&raw, worker);
        for (raw, meant) in raw.iter().zip(&mut meant).filter(|_| is_russian) {
            meant.take_if(|meant| {
                // Russian has slips, but no Kazakh words, and its inflection is no slip.
                meant.repair != Repair::Slip
                    || worker.is_kazakh(&meant.word)
                    || stem(raw, setting, worker) == stem(&meant.word, setting, worker)
            });
        }
        let in_wrong_layout = !meant.is_empty()
            && meant.iter().all(|repaired| {
                repaired.as_ref().is_some_and(|repaired| repaired.repair == Repair::Script(Script::LatinKeys))
            });
        let compounds = if is_russian { vec![] } else { self.compounds(&raw, &meant, worker) };
        let words = meant.into_iter().map(|meant| meant.map(|meant| (meant.word, respelling(meant.repair))));
        let mut meant: Vec<_> = words.collect();
        for (at, word) in compounds {
            meant[at] = Some((word, Respelling::Repaired));
        }
        let mut found: BTreeMap<usize, (Respelling, Option<String>)> = BTreeMap::new();
        for (piece, meant) in pieces.iter().zip(meant).rev() {
            let leaf = &mut leaves[piece.leaf];
            // What is quoted has no slips, and what is not wanted is not guessed at.
            let may_slip = leaf.form == TypedForm::Word && !leaf.is_excluded;
            if let Some((word, how)) = meant.filter(|(_, how)| may_slip || *how == Respelling::Repaired) {
                let is_whole = leaf.form == TypedForm::Word && piece.place == (0..leaf.text.len());
                let typed = leaf.text.clone();
                leaf.text.replace_range(piece.place.clone(), &word);
                let how = found
                    .get(&piece.leaf)
                    .map_or(how, |(other, _)| if how == Respelling::Fuzzy { how } else { *other });
                let is_known = is_whole && !leaf.is_excluded && self.form(&exact(&typed, worker)) > 0;
                found.insert(piece.leaf, (how, is_known.then_some(typed)));
            }
        }
        for (at, typed) in leaves.iter_mut().enumerate().filter(|(_, typed)| typed.form == TypedForm::Beginning) {
            if let Some(meant) = self.beginning(typed.text, worker) {
                *typed.text = meant;
                found.insert(at, (Respelling::Repaired, None));
            }
        }
        let respelled = |at: usize| {
            let TypedLeaf { leaf, ref text, .. } = leaves[at];
            Respelled { leaf, typed: as_typed[at].clone(), meant: (*text).clone() }
        };
        let words = found.keys().map(|&at| respelled(at)).collect();
        let respelt: Vec<_> = found.into_iter().map(|(at, how)| (leaves[at].leaf, how)).collect();
        for (leaf, (how, typed)) in respelt {
            query.set_respelt(leaf, how, typed);
        }
        Respelt { words, in_wrong_layout }
    }

    /// What words of several parts meant that are none as a whole, part by part, by their numbers. Parts have no slips: many are no words by
    /// themselves (`дәлме-дәл`).
    fn compounds(&self, raw: &[String], meant: &[Option<Repaired>], worker: &mut Worker) -> Vec<(usize, String)> {
        let unread = raw.iter().zip(meant).enumerate().filter(|(_, (_, meant))| meant.is_none());
        let compounds: Vec<_> = unread.filter_map(|(at, (word, _))| Some((at, Compound::of(word, worker)?))).collect();
        if compounds.is_empty() {
            return vec![];
        }
        // The other words tell how the parts were typed.
        let mut words = raw.to_vec();
        words.extend(compounds.iter().flat_map(|(_, compound)| compound.parts.iter().map(|part| (*part).to_owned())));
        let mut meant = self.meant(&words, worker).into_iter().skip(raw.len());
        let read = |(at, compound): (usize, Compound<'_>)| {
            let parts: Vec<_> = meant.by_ref().take(compound.parts.len()).collect();
            Some((at, compound.read(&parts)?))
        };
        compounds.into_iter().filter_map(read).collect()
    }

    /// The beginning of words of the index that one may stand for, if none begins with it as it stands.
    fn beginning(&self, typed: &str, worker: &mut Worker) -> Option<String> {
        if self.begins(&exact(typed, worker)) {
            return None;
        }
        let mut best: Option<(String, f32)> = None;
        for pattern in readings(typed) {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            self.each_form(Beginning(&pattern), &mut |form, count| {
                let ends = form.char_indices().map(|(at, c)| at + c.len_utf8());
                for beginning in ends.map(|end| &form[..end]).filter(|beginning| pattern.spelt(beginning).is_some()) {
                    *counts.entry(beginning.to_owned()).or_default() += count;
                }
            });
            for (beginning, count) in counts {
                let rarity = (self.total().max(count) as f32 / count as f32).ln();
                let cost = pattern.spelt(&beginning).map_or(f32::INFINITY, |spelt| spelt.cost) + rarity;
                if best.as_ref().is_none_or(|(_, least)| cost < *least) {
                    best = Some((beginning, cost));
                }
            }
        }
        best.map(|(beginning, _)| beginning)
    }

    fn meant(&self, raw: &[String], worker: &mut Worker) -> Vec<Option<Repaired>> {
        let forms: Vec<String> = raw
            .iter()
            .map(|word| {
                let mut forms = vec![];
                // By its letters alone: what it is besides is the question.
                let mut tokens = worker.tokens_in(word, Setting::default());
                while let Some(token) = tokens.next() {
                    forms.push(token.exact.to_owned());
                }
                // A compound comes before its parts; other pieces lie between signs that are keys.
                match forms.first() {
                    Some(first) if first.contains('-') => first.clone(),
                    _ => forms.concat(),
                }
            })
            .collect();
        let typed: Vec<_> = raw.iter().zip(&forms).map(|(raw, form)| Typed { raw, form }).collect();
        repair(&typed, self)
    }
}

const fn respelling(repair: Repair) -> Respelling {
    match repair {
        Repair::Slip | Repair::Joined => Respelling::Fuzzy,
        _ => Respelling::Repaired,
    }
}

/// A word of several parts.
struct Compound<'w> {
    parts: Vec<&'w str>,
    /// After a hyphen that joins no word: `ҚР-ның`.
    suffix: Option<&'w str>,
}

impl<'w> Compound<'w> {
    fn of(word: &'w str, worker: &mut Worker) -> Option<Self> {
        let first = worker.tokens_in(word, Setting::default()).next().map(|token| token.kind);
        let (rest, suffix) = word.rsplit_once('-')?;
        Some(match first {
            Some(Kind::Compound) => Self { parts: word.split('-').collect(), suffix: None },
            _ => Self { parts: rest.split('-').collect(), suffix: Some(suffix) },
        })
    }

    /// The word with its parts as they were meant; `None` where each is as it was typed.
    fn read(&self, meant: &[Option<Repaired>]) -> Option<String> {
        let is_sure = |meant: &&Repaired| respelling(meant.repair) == Respelling::Repaired;
        let meant = || meant.iter().map(|meant| meant.as_ref().filter(is_sure));
        meant().flatten().next()?;
        let parts = self.parts.iter().zip(meant()).map(|(part, meant)| meant.map_or(*part, |meant| &meant.word));
        Some(parts.chain(self.suffix).collect::<Vec<_>>().join("-"))
    }
}

/// The words in the text of a leaf, each as it is to be read again: from space to space, for signs may be letters in another layout; in Cyrillic text a
/// sign is one, save those that have the place of a Kazakh letter.
fn places(text: &str, worker: &mut Worker) -> Vec<Range<usize>> {
    let mut places = vec![];
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let has_keys = word.contains(['=', '+', '_']) || word.starts_with('-') || word.ends_with('-');
        if has_keys || !word.contains(is_cyrillic) {
            places.push(start..start + word.len());
            continue;
        }
        let mut tokens = worker.tokens_in(word, Setting::default());
        while let Some(token) = tokens.next() {
            if token.kind != Kind::Part {
                places.push(start + token.span.start..start + token.span.end);
            }
        }
    }
    places
}

/// The stem of a word among such words.
fn stem(word: &str, setting: Setting, worker: &mut Worker) -> Option<String> {
    worker.tokens_in(word, setting).next().map(|token| token.stem.to_owned())
}

/// The exact form of a word, as it stands.
fn exact(word: &str, worker: &mut Worker) -> String {
    worker.tokens_in(word, Setting::default()).next().map_or_else(String::new, |token| token.exact.to_owned())
}
