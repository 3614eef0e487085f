//! What a query most likely meant, given the words of an index.
//!
//! All costs are in nats and on one scale: how unlikely the word is, plus how unlikely it is that who meant it typed this. Words of one query
//! were typed in one way, so the way that explains all of them best is made cheaper for each.

use super::language::plausible;
use super::pattern::{Pattern, Repair};
use super::reading::{reading_in, readings};
use super::slip::slips;
use super::{Script, guess};
use crate::kazakh::Stemmer;
use crate::kazakh::alphabet::{is_cyrillic, is_kazakh_only, is_latin};

/// The words of an index.
pub trait Vocabulary {
    /// How many running words there are.
    fn total(&self) -> u64;
    /// How often a form stands; 0 for one that is not there.
    fn form(&self, form: &str) -> u64;
    /// How often words of a stem stand.
    fn stem(&self, stem: &str) -> u64;
    /// Hands every form that a pattern accepts to `found`, with how often it stands.
    fn search(&self, pattern: &Pattern, found: &mut dyn FnMut(&str, u64));
}

/// A word of a query.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'q> {
    /// As it was typed, from space to space.
    pub raw: &'q str,
    /// Its form as the index would hold it.
    pub form: &'q str,
}

/// What a word most likely meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Repaired {
    /// The word in Cyrillic letters, in lower case.
    pub word: String,
    /// How it differs from what was typed.
    pub repair: Repair,
    /// How often it stands in the index; 0 where only its stem does.
    pub frequency: u64,
    /// How unlikely it is that this was meant, in nats.
    pub cost: f32,
}

/// What another way than that of the whole query costs.
const ANOTHER_WAY: f32 = 3.0;
/// A word of the language that the index has is believed, unless the repaired one is far more frequent: 20 times, and the cost of the
/// repair on top.
const BELIEVED: f32 = 3.0;
/// The same where other words of the query cannot be what was typed.
const BELIEVED_LITTLE: f32 = 1.0;
/// A form of the index that lexicon and grammar do not have: a name, or a mistake of a text.
const NO_WORD: f32 = 2.0;
/// A form that the index does not have, of a stem that it has.
const NO_FORM: f32 = 2.0;
/// A word of which the index has not even the stem.
const NO_STEM: f32 = 5.0;
/// A word that neither the index nor the language has, read by its letters alone.
const NAME: f32 = 20.0;
/// Letters of a word that may have a slip, and two.
const SLIP_LETTERS: usize = 4;
const SLIPS_LETTERS: usize = 8;

/// What each word of a query most likely meant, from the words of the index, or else from stems of the index with endings of the grammar;
/// `None` for a word that stays as it was typed.
#[must_use]
pub fn repair(words: &[Typed<'_>], vocabulary: &impl Vocabulary) -> Vec<Option<Repaired>> {
    let looked_up: Vec<_> = words.iter().map(|&word| Word::look_up(word, vocabulary)).collect();
    let way = Way::common(&looked_up);
    looked_up.iter().map(|word| word.choose(way, vocabulary).filter(|meant| word.needs(meant))).collect()
}

/// A word with the forms of the index that it may stand for.
struct Word<'q> {
    typed: Typed<'q>,
    /// How unlikely the word is as it stands; `None` when the index does not have it.
    known: Option<f32>,
    patterns: Vec<Pattern>,
    found: Vec<Found>,
}

/// A form of the index that a word may stand for.
struct Found {
    form: String,
    count: u64,
    /// Ways to have typed it, each with how unlikely it is that the form was meant and typed so.
    ways: Vec<(Repair, f32)>,
}

impl<'q> Word<'q> {
    fn look_up(typed: Typed<'q>, vocabulary: &impl Vocabulary) -> Self {
        let known = Some(vocabulary.form(typed.form)).filter(|&count| count > 0 && !has_keys(typed));
        let known = known.map(|count| rarity(count, vocabulary));
        // Letters that only Kazakh keyboards have, in a word that the index has: nobody meant another one.
        let is_certain = known.is_some() && typed.raw.contains(is_kazakh_only) && !typed.raw.contains(is_latin);
        let is_certain = is_certain || is_numeral(typed.raw);
        let patterns = if is_certain { vec![] } else { readings(typed.raw) };
        let mut found = vec![];
        for pattern in &patterns {
            vocabulary.search(pattern, &mut |form, count| {
                let rarity = rarity(count, vocabulary) + if is_word(form) { 0.0 } else { NO_WORD };
                let ways = pattern.ways_to(form).into_iter().map(|spelt| (spelt.repair, spelt.cost + rarity));
                found.push(Found { form: form.to_owned(), count, ways: ways.collect() });
            });
        }
        Self { typed, known, patterns, found }
    }

    /// The ways to have typed any of the forms.
    fn ways(&self) -> impl Iterator<Item = (Repair, f32)> {
        self.found.iter().flat_map(|found| found.ways.iter().copied())
    }

    /// What the word meant, given the way of the whole query.
    fn choose(&self, way: Way, vocabulary: &impl Vocabulary) -> Option<Repaired> {
        if is_numeral(self.typed.raw) {
            return None;
        }
        let in_way = |by: Repair, cost| if way.repair.is_none_or(|way| way == by) { cost } else { cost + ANOTHER_WAY };
        let mut best = Best(None);
        for found in self.found.iter().filter(|found| found.form != self.typed.form) {
            for &(repair, cost) in &found.ways {
                best.offer(&found.form, repair, found.count, in_way(repair, cost));
            }
        }
        if let Some(known) = self.known {
            // So much it must be likelier at least: whether the word is believed takes a while to tell.
            let best = best.0.filter(|best| best.cost < known + BELIEVED_LITTLE)?;
            // A word is believed if it is one; what only the mistakes of texts have in common with it is not.
            let is_foreign = self.typed.form.contains(is_latin) && way.repair.is_some_and(is_latin_way);
            let believed = match way.certain {
                true if is_foreign => -BELIEVED_LITTLE,
                _ if is_foreign || self.is_word().is_none() => 0.0,
                true => BELIEVED_LITTLE,
                false => BELIEVED,
            };
            return Some(best).filter(|best| best.cost < known - believed);
        }
        let as_typed = self.as_typed(vocabulary);
        if best.0.is_some() {
            return best.0.filter(|best| best.cost < as_typed);
        }
        for pattern in &self.patterns {
            for found in plausible(pattern).into_iter().filter(|found| found.word != self.typed.form) {
                let cost = found.cost() + unseen(&found.word, vocabulary);
                best.offer(&found.word, found.spelt.repair, 0, in_way(found.spelt.repair, cost));
            }
        }
        // Who writes in another script and hits a word of the language meant it.
        if best.0.is_none() || self.typed.form.contains(is_cyrillic) {
            self.slip(way, vocabulary, &mut best);
        }
        let best = best.0.filter(|best| best.cost < as_typed);
        if best.is_some() || as_typed.is_finite() || self.typed.form.contains(is_cyrillic) {
            return best;
        }
        // Nobody knows the word, but the others of the query tell in which script it is: a name, most likely.
        let repair = way.repair.filter(|way| matches!(way, Repair::Script(_)))?;
        let word = self.cyrillic(way).filter(|word| *word != self.typed.form)?;
        Some(Repaired { word, repair, frequency: 0, cost: NAME })
    }

    /// Whether a repair is of use: another number is another number, and what has the stem of the word is found by that.
    fn needs(&self, meant: &Repaired) -> bool {
        let form = self.typed.form;
        let (stemmer, mut one, mut other) = (Stemmer::new(), String::new(), String::new());
        let is_same = stemmer.stem(form, &mut one) == stemmer.stem(&meant.word, &mut other);
        meant.repair != Repair::Slip || form.contains(char::is_alphabetic) && !is_same
    }

    /// How unlikely the word is as it stands, though the index does not have its form: as a word of the language, or by its stem.
    fn as_typed(&self, vocabulary: &impl Vocabulary) -> f32 {
        let mut buffer = String::new();
        let stem = vocabulary.stem(Stemmer::new().stem(self.typed.form, &mut buffer));
        let as_word = self.is_word().map(|rarity| rarity + if stem > 0 { NO_FORM } else { NO_STEM });
        let by_stem = (stem > 0).then(|| rarity(stem, vocabulary) + NO_FORM);
        as_word.into_iter().chain(by_stem).fold(f32::INFINITY, f32::min)
    }

    /// Offers what the word becomes by undoing a slip, and where nothing is near enough, two.
    fn slip(&self, way: Way, vocabulary: &impl Vocabulary, best: &mut Best) {
        let Some(spelling) = self.cyrillic(way) else { return };
        let length = spelling.chars().count();
        // A word of the language is no slip of another, though the index does not have it; but it may be written with a hyphen or without.
        let is_sure = spelling == self.typed.form && self.stands();
        let letters = |word: &str| word.replace('-', "");
        let may_be = |form: &str| !is_sure || letters(form) == letters(&spelling);
        for (most, shortest) in [(1, SLIP_LETTERS), (2, SLIPS_LETTERS)] {
            let Some(pattern) = slips(&spelling, most).filter(|_| length >= shortest) else { return };
            vocabulary.search(&pattern, &mut |form, count| {
                if let Some(spelt) = pattern.spelt(form).filter(|_| may_be(form)) {
                    best.offer(form, spelt.repair, count, spelt.cost + rarity(count, vocabulary));
                }
            });
            if is_sure || best.0.as_ref().is_some_and(|best| best.repair == Repair::Slip) {
                return;
            }
            let found = if most == 1 { plausible(&pattern) } else { vec![] };
            for found in found.iter().filter(|found| unseen(&found.word, vocabulary) < NO_STEM) {
                best.offer(&found.word, found.spelt.repair, 0, found.cost() + NO_FORM);
            }
        }
    }

    /// Whether lexicon and grammar have the word as it stands, or each part of it; a word that is made of one of theirs is as good.
    fn stands(&self) -> bool {
        let (stemmer, form) = (Stemmer::new(), self.typed.form);
        let is_known = |word: &str| {
            let (mut one, mut other) = (String::new(), String::new());
            let is_derived = |stem: &str, root: &str| stem != root && stemmer.classes(root).is_some();
            is_word(word) || {
                let stem = stemmer.stem(word, &mut one);
                is_derived(stem, stemmer.root(stem, &mut other))
            }
        };
        is_known(form) || form.contains('-') && form.split('-').all(is_known)
    }

    /// How rare the word is as it stands, if it is one of the language.
    fn is_word(&self) -> Option<f32> {
        let pattern = reading_in(self.typed.form, Script::Cyrillic)?;
        plausible(&pattern).first().map(|found| found.rarity)
    }

    /// The Cyrillic spelling that may have slips: the word itself, or as its letters go together best, typed as the query was.
    fn cyrillic(&self, way: Way) -> Option<String> {
        if reading_in(self.typed.form, Script::Cyrillic).is_some() {
            return Some(self.typed.form.to_owned());
        }
        let script =
            way.repair.and_then(|repair| if let Repair::Script(script) = repair { Some(script) } else { None });
        let in_script = script.and_then(|script| reading_in(self.typed.raw, script));
        in_script.as_ref().or(self.patterns.first()).and_then(guess::guess).map(|(word, _)| word)
    }
}

/// Whether a word is a Roman numeral, or several joined by hyphens: `XIV-XV`. Typed in small letters it may be a word.
fn is_numeral(raw: &str) -> bool {
    let is_sign = |c: char| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' | 'І' | 'Х' | '-');
    let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
    word.chars().nth(1).is_some() && word.chars().all(is_sign)
}

/// Whether a word has marks that are letters of the Kazakh layout, beside the form the index would take of it: `f[vtn` for `ахмет`.
fn has_keys(typed: Typed<'_>) -> bool {
    let is_mark = |c: char| matches!(c, '[' | ']' | ';' | '\'' | ',' | '.' | '`' | '=') && !typed.form.contains(c);
    let within = typed.raw.trim_end_matches(|c: char| !c.is_alphanumeric());
    within.contains(is_mark) && !within.contains(is_cyrillic)
}

/// The likeliest so far.
struct Best(Option<Repaired>);

impl Best {
    fn offer(&mut self, word: &str, repair: Repair, frequency: u64, cost: f32) {
        if self.0.as_ref().is_none_or(|best| cost < best.cost) {
            self.0 = Some(Repaired { word: word.to_owned(), repair, frequency, cost });
        }
    }
}

/// Whether a form is a word of the language.
fn is_word(form: &str) -> bool {
    Stemmer::new().known_stem(form, &mut String::new()).is_some()
}

/// What a word costs on top of its rarity for not standing in the index.
fn unseen(word: &str, vocabulary: &impl Vocabulary) -> f32 {
    let mut buffer = String::new();
    if vocabulary.stem(Stemmer::new().stem(word, &mut buffer)) > 0 { NO_FORM } else { NO_STEM }
}

/// How unlikely a word of the index is, in nats.
fn rarity(count: u64, vocabulary: &impl Vocabulary) -> f32 {
    (vocabulary.total().max(count) as f32 / count.max(1) as f32).ln()
}

const fn is_latin_way(repair: Repair) -> bool {
    match repair {
        Repair::MixedLatin => true,
        Repair::Script(script) => !matches!(script, Script::Cyrillic | Script::Arabic | Script::RussianKeys),
        _ => false,
    }
}

/// The way in which a query was typed.
#[derive(Clone, Copy)]
struct Way {
    repair: Option<Repair>,
    /// Some words are none as they stand, and none of them speaks against it.
    certain: bool,
}

impl Way {
    /// The way that explains the words of a query best, if any word needs one.
    fn common(words: &[Word<'_>]) -> Self {
        let mut ways: Vec<(Repair, f32)> = vec![];
        for (way, _) in words.iter().flat_map(Word::ways) {
            if !ways.iter().any(|(known, _)| *known == way) {
                ways.push((way, 0.0));
            }
        }
        for word in words.iter().filter(|word| !word.found.is_empty()) {
            let as_typed = word.known.unwrap_or(f32::INFINITY);
            let another = word.ways().map(|(_, cost)| cost).fold(f32::INFINITY, f32::min) + ANOTHER_WAY;
            for (way, total) in &mut ways {
                let this = word.ways().filter(|(by, _)| by == way).map(|(_, cost)| cost);
                *total += this.fold(another.min(as_typed), f32::min);
            }
        }
        let repair = ways.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map(|(way, _)| way);
        let needs = |word: &Word<'_>| word.known.is_none() && word.ways().any(|(way, _)| Some(way) == repair);
        let speaks_against = repair == Some(Repair::Script(Script::RussianKeys))
            && words.iter().any(|word| word.typed.form.contains(is_kazakh_only));
        Self { repair, certain: words.iter().any(needs) && !speaks_against }
    }
}
