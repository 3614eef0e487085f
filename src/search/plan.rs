//! From an analysed query to what is looked up in an index: a tree whose leaves have found their postings.

use tantivy::Result;
use tantivy::schema::Field;

use super::highlight::MatchKind;
use super::keys::{Fields, Key};
use super::leaf::{FoundBy, Leaf, Listed, Source};
use super::listing;
use super::relatives;
use super::segments::Segment;
use super::statistics::Statistics;
use super::weights;
use crate::analysis::{Relation, Role};
use crate::index::schema;
use crate::query::{self, Forms, Group, Joint, Node, Period, Respelling};

/// The tree of a query over an index.
#[derive(Debug)]
pub(super) enum Plan {
    /// All of these, none of those, and at least one of the optional ones if there are any.
    Group { required: Vec<Plan>, excluded: Vec<Plan>, optional: Vec<Plan> },
    /// A leaf, by its number.
    Leaf(usize),
    /// Documents of these dates.
    Dates(Period),
    /// Documents that have a term in a field.
    Term(Field, String),
}

/// The leaves of a plan in the order they were typed, and the tree over them.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) root: Plan,
    pub(super) leaves: Vec<Leaf>,
}

/// Looks a query up.
pub(super) struct Planner<'a> {
    fields: &'a schema::Fields,
    segments: &'a [Segment],
    statistics: &'a Statistics,
    /// Whether related words are evidence, too.
    with_related: bool,
    /// By what words find passages.
    found_by: FoundBy,
    leaves: Vec<Leaf>,
    /// Of the nodes being planned: which alternatives they are, and whether they are wanted.
    alternatives: Option<usize>,
    is_wanted: bool,
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        fields: &'a schema::Fields,
        segments: &'a [Segment],
        statistics: &'a Statistics,
        with_related: bool,
        found_by: FoundBy,
    ) -> Self {
        let (leaves, alternatives, is_wanted) = (vec![], None, true);
        Self { fields, segments, statistics, with_related, found_by, leaves, alternatives, is_wanted }
    }

    /// Plans a query.
    pub(super) fn plan(mut self, query: &Group) -> Result<Planned> {
        let root = self.group(query)?;
        let mut leaves = self.leaves;
        if leaves.iter().all(|leaf| !leaf.is_scored) {
            // Nothing but questions: then they are what is looked for.
            leaves.iter_mut().for_each(|leaf| leaf.is_scored = leaf.is_wanted);
        }
        Ok(Planned { root, leaves })
    }

    fn group(&mut self, group: &Group) -> Result<Plan> {
        let required = self.nodes(&group.required)?;
        let was_alternative = self.alternatives;
        if group.joint == Joint::Any && was_alternative.is_none() {
            // Any number that no other group has.
            self.alternatives = Some(self.leaves.len());
        }
        let optional = self.nodes(&group.optional)?;
        for compound in &group.compounds {
            self.word(compound)?;
            if let Some(leaf) = self.leaves.last_mut() {
                leaf.has_neighbours = false;
            }
        }
        self.alternatives = was_alternative;
        let was_wanted = std::mem::replace(&mut self.is_wanted, false);
        let excluded = self.nodes(&group.excluded)?;
        self.is_wanted = was_wanted;
        Ok(Plan::Group { required, excluded, optional })
    }

    fn nodes(&mut self, nodes: &[Node]) -> Result<Vec<Plan>> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn node(&mut self, node: &Node) -> Result<Plan> {
        match node {
            Node::Group(group) => self.group(group),
            Node::Word(word) => match self.filter_field(word.field) {
                Some(field) => Ok(named(field, &word.stem, word.other_stem.as_ref())),
                None => self.word(word),
            },
            Node::Phrase(phrase) => match self.filter_field(phrase.field) {
                // Names are short: that all their words are there is enough.
                Some(field) => {
                    let words = phrase.positions.iter();
                    let words = words.map(|word| named(field, &word.stem, word.other_stem.as_ref()));
                    Ok(Plan::Group { required: words.collect(), excluded: vec![], optional: vec![] })
                }
                None => self.phrase(phrase),
            },
            Node::Prefix(prefix) => self.prefix(prefix),
            Node::Lang { code, .. } => Ok(Plan::Term(self.fields.lang, code.clone())),
            Node::Dates { period, .. } => Ok(Plan::Dates(*period)),
        }
    }

    fn filter_field(&self, field: Option<query::Field>) -> Option<Field> {
        match field? {
            query::Field::Speaker => Some(self.fields.speaker),
            query::Field::Source => Some(self.fields.source),
            _ => None,
        }
    }

    fn word(&mut self, word: &query::Word) -> Result<Plan> {
        let (text, title) = (self.fields.passage, self.fields.heading);
        let stems = allowed([text.stem, title.stem], word.field);
        let kind = |kind| MatchKind::of(kind, word.respelling);
        let certainty = match word.respelling {
            None => 1.0,
            Some(Respelling::Repaired) => weights::REPAIRED,
            Some(Respelling::Fuzzy) => weights::FUZZY,
        };
        let own: Vec<&str> =
            [Some(&word.stem), word.other_stem.as_ref()].into_iter().flatten().map(String::as_str).collect();
        let (mut related, mut alike) = (vec![], vec![]);
        if self.with_related {
            related = self.related(word, &own, stems)?;
            let known = |stem: &str| own.contains(&stem) || related.iter().any(|(_, related)| related == stem);
            alike = relatives::alike(self.segments, &word.stem, stems, known)?;
        }
        let terms = own.iter().map(|stem| (kind(MatchKind::Stem), 1.0, *stem));
        let terms = terms.chain(alike.iter().map(|stem| (MatchKind::Beginning, weights::ALIKE, stem.as_str())));
        let terms = terms.chain(related.iter().map(|(weight, stem)| (MatchKind::Related, *weight, stem.as_str())));
        let mut keys = vec![self.key(weights::STEM * certainty * word.count() as f32, terms, stems)?];
        let exact = [allowed([text.exact, title.exact], word.field)[0], None];
        for form in &word.forms {
            let count = form.count as f32 * certainty;
            keys.push(self.key(weights::EXACT * count, [(kind(MatchKind::Exact), 1.0, form.exact.as_str())], exact)?);
        }
        let surface = word.forms.first().map_or_else(String::new, |form| form.surface.clone());
        let plan = self.leaf(surface, Source::Word { keys, found_by: self.found_by });
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.respelling = word.respelling;
            leaf.is_scored &= word.role != Role::Question;
            leaf.has_neighbours = leaf.is_scored && leaf.alternatives.is_none() && word.role == Role::Content;
        }
        Ok(plan)
    }

    /// Stems that the thesaurus has beside a word's own, and those of the index of which one begins with the word's or begins it, each with its weight.
    fn related(&self, word: &query::Word, own: &[&str], fields: Fields) -> Result<Vec<(f32, String)>> {
        let weight = |relation| match relation {
            Relation::Same => weights::SAME,
            Relation::Family => weights::FAMILY,
            Relation::Near => weights::NEAR,
        };
        let mut related: Vec<_> =
            word.related.iter().map(|(stem, relation)| (weight(*relation), stem.clone())).collect();
        for stem in relatives::beginnings(self.segments, &word.stem, fields)? {
            if !own.contains(&stem.as_str()) && word.related.iter().all(|(known, _)| *known != stem) {
                related.push((weights::BEGINNING, stem));
            }
        }
        Ok(related)
    }

    fn key<'t>(
        &self,
        weight: f32,
        terms: impl IntoIterator<Item = (MatchKind, f32, &'t str)>,
        fields: Fields,
    ) -> Result<Key> {
        Key::find(weight, terms, fields, self.segments, self.statistics)
    }

    fn phrase(&mut self, phrase: &query::Phrase) -> Result<Plan> {
        let (kind, fields, between) = match phrase.forms {
            Forms::AsWritten => (MatchKind::Exact, [self.fields.passage.exact, self.fields.heading.exact], 0),
            Forms::Inflected { between } => {
                (MatchKind::Stem, [self.fields.passage.stem, self.fields.heading.stem], between)
            }
        };
        let words: Vec<_> = phrase
            .positions
            .iter()
            .map(|word| if kind == MatchKind::Exact { word.exact.as_str() } else { &word.stem })
            .collect();
        // As it is in a text of the other language.
        let other = phrase.positions.iter().map(|word| word.other_stem.as_deref().unwrap_or(&word.stem));
        let other = Some(other.collect::<Vec<_>>()).filter(|other| kind == MatchKind::Stem && *other != words);
        let found_by = MatchKind::of(kind, phrase.respelling);
        let listed = self.listed(found_by, words.join(" "), allowed(fields, phrase.field), |segment, field| {
            let mut found = listing::phrase(segment, field, &words, between)?;
            if let Some(other) = &other {
                found.extend(listing::phrase(segment, field, other, between)?);
                found.sort_unstable_by_key(|&(doc, _)| doc);
                found.dedup_by(|next, one| {
                    next.0 == one.0 && {
                        one.1 += next.1;
                        true
                    }
                });
            }
            Ok(found)
        })?;
        let surface = phrase.positions.iter().map(|word| word.surface.as_str()).collect::<Vec<_>>().join(" ");
        let plan = self.leaf(surface, listed);
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.respelling = phrase.respelling;
        }
        Ok(plan)
    }

    fn prefix(&mut self, prefix: &query::Prefix) -> Result<Plan> {
        let filter = self.filter_field(prefix.field);
        let fields = match filter {
            Some(field) => [Some(field), None],
            None => allowed([self.fields.passage.exact, self.fields.heading.exact], prefix.field),
        };
        let kind = MatchKind::of(MatchKind::Prefix, prefix.respelling);
        let listed = self.listed(kind, format!("{}*", prefix.exact), fields, |segment, field| {
            listing::prefix(segment, field, &prefix.exact)
        })?;
        let plan = self.leaf(format!("{}*", prefix.exact), listed);
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.respelling = prefix.respelling;
        }
        // A name is no part of the text: it chooses documents and is not looked for in them.
        if let Some(leaf) = self.leaves.last_mut().filter(|_| filter.is_some()) {
            (leaf.is_wanted, leaf.is_scored) = (false, false);
        }
        Ok(plan)
    }

    fn listed(
        &self,
        kind: MatchKind,
        term: String,
        fields: Fields,
        list: impl Fn(&Segment, Field) -> Result<Vec<(tantivy::DocId, u32)>>,
    ) -> Result<Source> {
        let mut places = vec![];
        for segment in self.segments {
            let mut of_segment = [vec![], vec![]];
            for (found, field) in of_segment.iter_mut().zip(fields) {
                if let Some(field) = field {
                    *found = list(segment, field)?;
                }
            }
            places.push(of_segment);
        }
        Ok(Source::Listed(Listed::new(kind, term, places, self.segments, self.statistics)))
    }

    fn leaf(&mut self, surface: String, source: Source) -> Plan {
        let (alternatives, is_wanted) = (self.alternatives, self.is_wanted);
        let (is_scored, has_neighbours) = (is_wanted, false);
        let respelling = None;
        self.leaves.push(Leaf { surface, alternatives, is_wanted, is_scored, has_neighbours, respelling, source });
        Plan::Leaf(self.leaves.len() - 1)
    }
}

/// Documents of which a field has a word, in whichever language.
fn named(field: Field, stem: &str, other: Option<&String>) -> Plan {
    let stem = Plan::Term(field, stem.to_owned());
    match other {
        None => stem,
        Some(other) => {
            let optional = vec![stem, Plan::Term(field, other.clone())];
            Plan::Group { required: vec![], excluded: vec![], optional }
        }
    }
}

/// Of the fields of texts and titles those that a clause is held to.
fn allowed([text, title]: [Field; 2], field: Option<query::Field>) -> Fields {
    [(field != Some(query::Field::Title)).then_some(text), Some(title)]
}
