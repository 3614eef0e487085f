//! The suffixes and their order: `data/grammar.tsv`, read into a graph, and the walks through it.
//!
//! Walking the graph forward from a bare stem writes out endings. The compiler of `endings` walks all of it once, when the artefact is
//! made; at run time only [`explain`] walks, and only along one ending.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::phonology::{Final, Shape, Shapes, realise, shape_after};

/// The table, as it stands in the repository.
pub(super) const SOURCE: &str = include_str!("data/grammar.tsv");

/// Kinds of stem an ending can stand on; the `start` lines of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Start {
    /// Nouns, adjectives, numerals, pronouns, names.
    Nominal,
    /// Nouns and names whose last vowel is a possessive: the cases that follow one.
    Possessed,
    /// Adjectives and adverbs: only what nouns do not take (degree).
    Adjective,
    /// Verbs.
    Verb,
}

/// What the first suffix swallowed of the stem: spelling writes two sounds with one letter there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Lost {
    /// Nothing.
    Nothing,
    /// A final ы or і: `оқы` + `й` → `оқи`, `оқы` + `у` → `оқу`.
    High,
    /// A final й: `қой` + `а` → `қоя`, `көбей` + `у` → `көбею`.
    Glide,
}

/// One suffix in one place: a `slot` line.
#[derive(Debug)]
pub(super) struct Slot {
    template: &'static str,
    to: usize,
    cost: f32,
    name: &'static str,
}

/// The graph: states by number, each with the slots that lead on from it.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    starts: Vec<(usize, Start)>,
    slots: Vec<Slot>,
    /// Per state: what it costs to end a word there, if it may, and the numbers of the slots that follow.
    states: Vec<(Option<f32>, Vec<usize>)>,
}

/// A whole ending, as one walk wrote it.
pub(super) struct Walk<'a> {
    pub(super) start: Start,
    pub(super) lost: Lost,
    pub(super) shape: Shape,
    pub(super) ending: &'a str,
    /// Sum of the costs of its suffixes, in nats.
    pub(super) cost: f32,
    /// Numbers of its slots.
    path: &'a [usize],
}

/// Rarer endings than this, in nats, are not written out: they are about one in ten million words.
const RAREST: f32 = 16.0;

/// The table of the repository, read once.
pub(super) static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    // The table is part of the program: a test reads it, so a mistake in it never leaves the workshop.
    Grammar::parse(SOURCE).expect("data/grammar.tsv is well formed")
});

impl Grammar {
    /// Reads a table; an error names the line.
    pub(super) fn parse(source: &'static str) -> Result<Self, String> {
        let mut grammar = Self::default();
        let mut numbers = HashMap::new();
        let mut likes = Vec::new();
        for (at, line) in source.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let fail = |what: &str| format!("grammar.tsv, line {}: {what}: {line}", at + 1);
            let mut state = |name: &'static str| {
                *numbers.entry(name).or_insert_with(|| {
                    grammar.states.push((None, Vec::new()));
                    grammar.states.len() - 1
                })
            };
            match *line.split('\t').collect::<Vec<_>>() {
                ["start", name, class] => {
                    let class = match class {
                        "nominal" => Start::Nominal,
                        "possessed" => Start::Possessed,
                        "adjective" => Start::Adjective,
                        "verb" => Start::Verb,
                        _ => return Err(fail("no such class")),
                    };
                    grammar.starts.push((state(name), class));
                }
                ["end", names, ref cost @ ..] => {
                    let cost = match cost {
                        [] => Some(0.0),
                        [cost] => Some(cost.parse().map_err(|_| fail("the cost is no number"))?),
                        _ => return Err(fail("an end is states and a cost")),
                    };
                    for number in names.split(' ').map(&mut state).collect::<Vec<_>>() {
                        grammar.states[number].0 = cost;
                    }
                }
                ["like", name, other] => likes.push((state(name), state(other))),
                ["slot", from, template, to, cost, name, _example, _source] => {
                    let from: Vec<_> = from.split(' ').map(&mut state).collect();
                    let to = state(to);
                    let cost = cost.parse().map_err(|_| fail("the cost is no number"))?;
                    for number in from {
                        grammar.states[number].1.push(grammar.slots.len());
                    }
                    if realise(template, Shape { harmony: super::phonology::Harmony::Back, last: Final::Vowel })
                        .is_none()
                    {
                        return Err(fail("the suffix holds a sign that phonology.rs does not know"));
                    }
                    grammar.slots.push(Slot { template, to, cost, name });
                }
                _ => return Err(fail("a line is start, end, like or slot, its fields parted by tabs")),
            }
        }
        // A state may be like one that is itself like another: repeat until nothing is added.
        loop {
            let mut grown = false;
            for &(name, other) in &likes {
                for slot in grammar.states[other].1.clone() {
                    if !grammar.states[name].1.contains(&slot) {
                        grammar.states[name].1.push(slot);
                        grown = true;
                    }
                }
            }
            if !grown {
                return Ok(grammar);
            }
        }
    }

    /// The cost of each suffix, in nats, in the order of the table.
    #[cfg(test)]
    pub(super) fn costs(&self) -> impl Iterator<Item = f32> {
        self.slots.iter().map(|slot| slot.cost)
    }

    /// The name of a suffix.
    #[cfg(test)]
    pub(super) fn name(&self, slot: usize) -> &'static str {
        self.slots[slot].name
    }

    /// Walks every ending the table allows that `wanted` lets grow (it is asked with each beginning of an ending) and hands it to `found`.
    ///
    /// Endings with a contraction at their head come once as the grammar has them and once as they are spelt.
    pub(super) fn walk(&self, wanted: &dyn Fn(&str) -> bool, found: &mut dyn FnMut(&Walk<'_>)) {
        for &(state, start) in &self.starts {
            let fits = |shape: &Shape| start != Start::Possessed || shape.last == Final::Vowel;
            for shape in Shape::all().filter(fits) {
                for &first in &self.states[state].1 {
                    let slot = &self.slots[first];
                    let Some(suffix) = realise(slot.template, shape) else { continue };
                    for (lost, head) in spellings(&suffix, shape) {
                        let mut walker = Walker { grammar: self, wanted, found, start, lost, shape, path: vec![] };
                        walker.step(first, &mut String::new(), &head, shape_after(shape, &suffix), slot.cost);
                    }
                }
            }
        }
    }
}

struct Walker<'g, 'f> {
    grammar: &'g Grammar,
    wanted: &'f dyn Fn(&str) -> bool,
    found: &'f mut dyn FnMut(&Walk<'_>),
    start: Start,
    lost: Lost,
    shape: Shape,
    path: Vec<usize>,
}

impl Walker<'_, '_> {
    /// Takes one slot: its suffix joins the ending, and the walk goes on from there.
    fn step(&mut self, number: usize, ending: &mut String, suffix: &str, shape: Shape, cost: f32) {
        let grammar = self.grammar;
        if cost > RAREST {
            return;
        }
        let length = ending.len();
        let voiced = voiced(ending, suffix);
        if let Some(letter) = voiced {
            ending.pop();
            ending.push(letter);
        }
        ending.push_str(suffix);
        if (self.wanted)(ending) {
            self.path.push(number);
            let (end, next) = &grammar.states[grammar.slots[number].to];
            if let Some(end) = *end
                && !ending.is_empty()
            {
                let (start, lost, stem) = (self.start, self.lost, self.shape);
                (self.found)(&Walk { start, lost, shape: stem, ending, cost: cost + end, path: &self.path });
            }
            for &slot in next {
                // No suffix follows itself for ever: twice is all the grammar has (`ауыл-дар-дағы-лар`).
                if self.path.iter().filter(|&&used| used == slot).count() < 2
                    && let Some(suffix) = realise(grammar.slots[slot].template, shape)
                {
                    let shape = shape_after(shape, &suffix);
                    self.step(slot, ending, &suffix, shape, cost + grammar.slots[slot].cost);
                }
            }
            self.path.pop();
        }
        ending.truncate(length);
        if voiced.is_some() {
            let letter = ending.pop();
            ending.extend(letter.map(|letter| if letter == 'ғ' { 'қ' } else { 'к' }));
        }
    }
}

/// What the last letter of an ending becomes before a suffix: қ and к sound voiced before a vowel, as they do in a stem
/// (`барғандық`, `барғандығы`).
fn voiced(ending: &str, suffix: &str) -> Option<char> {
    let before_vowel = suffix.starts_with(['а', 'е', 'ы', 'і', 'у']);
    match ending.chars().last() {
        Some('қ') if before_vowel => Some('ғ'),
        Some('к') if before_vowel => Some('г'),
        _ => None,
    }
}

/// How the first suffix of an ending is spelt after a stem of a shape, and what of the stem goes into it.
fn spellings(suffix: &str, shape: Shape) -> Vec<(Lost, String)> {
    let mut all = vec![(Lost::Nothing, suffix.to_owned())];
    let mut letters = suffix.chars();
    let first = letters.next();
    let rest = letters.as_str();
    match (first, shape.last) {
        (Some('й'), Final::Vowel) => all.push((Lost::High, format!("и{rest}"))),
        (Some('у'), Final::Vowel) => all.push((Lost::High, suffix.to_owned())),
        (Some('а'), Final::Glide) => {
            all.push((Lost::Glide, format!("я{rest}")));
            // After и the й is only heard: жи → жияды.
            all.push((Lost::Nothing, format!("я{rest}")));
        }
        (Some('у'), Final::Glide) => {
            all.push((Lost::Glide, format!("ю{rest}")));
            // Likewise ки → кию.
            all.push((Lost::Nothing, format!("ю{rest}")));
        }
        _ => {}
    }
    all
}

/// How rare an ending is, in nats, and the names of its suffixes, of the cheapest walk that fits; nothing for one the table does not give.
pub(super) fn explain(ending: &str, start: Start, lost: Lost, shapes: Shapes) -> (f32, Vec<&'static str>) {
    let (cost, path) = cheapest(ending, start, lost, shapes);
    (if path.is_empty() { 0.0 } else { cost }, path.iter().map(|&slot| GRAMMAR.slots[slot].name).collect())
}

/// The cost of the cheapest walk that gives an ending and the numbers of its slots; none for an ending the table does not give.
pub(super) fn cheapest(ending: &str, start: Start, lost: Lost, shapes: Shapes) -> (f32, Vec<usize>) {
    let mut best: (f32, Vec<usize>) = (f32::INFINITY, vec![]);
    // A last қ or к may yet be voiced.
    let is_head = |head: &str| ending.starts_with(head.trim_end_matches(['қ', 'к']));
    GRAMMAR.walk(&is_head, &mut |walk| {
        if walk.ending == ending
            && walk.start == start
            && walk.lost == lost
            && shapes.meets(walk.shape.into())
            && walk.cost < best.0
        {
            best = (walk.cost, walk.path.to_vec());
        }
    });
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        let grammar = Grammar::parse(SOURCE).unwrap();
        assert_eq!(grammar.starts.len(), 4);
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        for wrong in ["slot\tN\tЩЪW\tN\t1\tname\tx\ty", "slot\tN\tа\tN\tmuch\tname\tx\ty", "begin\tN", "start\tN\tnoun"]
        {
            let message = Grammar::parse(Box::leak(format!("# head\n{wrong}\n").into_boxed_str())).unwrap_err();
            assert!(message.starts_with("grammar.tsv, line 2: "), "{message}");
        }
    }

    #[test]
    fn an_ending_is_explained_by_its_suffixes() {
        let explain = |ending, start, lost| explain(ending, start, lost, Shapes::ALL).1;
        let names = explain("дарымыздағылардың", Start::Nominal, Lost::Nothing);
        assert_eq!(names, ["plural", "possessive 1pl", "locative", "attributive -ғы", "plural", "genitive"]);
        assert_eq!(explain("иды", Start::Verb, Lost::High), ["present, converb -а", "3"]);
        assert_eq!(
            explain("ғандығын", Start::Verb, Lost::Nothing),
            ["participle -ған", "abstract -ғандық", "possessive 3", "accusative after 3rd person"]
        );
        assert!(explain("абв", Start::Nominal, Lost::Nothing).is_empty());
    }
}
