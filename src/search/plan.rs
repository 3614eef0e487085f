//! From an analysed query to what is looked up in an index: a tree whose leaves have found their postings.

use tantivy::Result;
use tantivy::schema::Field;

use super::highlight::MatchKind;
use super::keys::{Fields, Key};
use super::leaf::{Leaf, Listed, Source};
use super::listing;
use super::segments::Segment;
use super::statistics::Statistics;
use super::weights;
use crate::index::schema;
use crate::query::{self, Forms, Group, Joint, Node, Period};

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
    /// Whether words are found by their coarse keys, because their stems are nowhere.
    by_coarse: bool,
    leaves: Vec<Leaf>,
    /// Of the nodes being planned: which alternatives they are, and whether they are evidence.
    alternatives: Option<usize>,
    is_scored: bool,
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        fields: &'a schema::Fields,
        segments: &'a [Segment],
        statistics: &'a Statistics,
        by_coarse: bool,
    ) -> Self {
        Self { fields, segments, statistics, by_coarse, leaves: vec![], alternatives: None, is_scored: true }
    }

    /// Plans a query.
    pub(super) fn plan(mut self, query: &Group) -> Result<Planned> {
        let root = self.group(query)?;
        Ok(Planned { root, leaves: self.leaves })
    }

    fn group(&mut self, group: &Group) -> Result<Plan> {
        let required = self.nodes(&group.required)?;
        let was_alternative = self.alternatives;
        if group.joint == Joint::Any && was_alternative.is_none() {
            // Any number that no other group has.
            self.alternatives = Some(self.leaves.len());
        }
        let optional = self.nodes(&group.optional)?;
        self.alternatives = was_alternative;
        let was_scored = std::mem::replace(&mut self.is_scored, false);
        let excluded = self.nodes(&group.excluded)?;
        self.is_scored = was_scored;
        Ok(Plan::Group { required, excluded, optional })
    }

    fn nodes(&mut self, nodes: &[Node]) -> Result<Vec<Plan>> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn node(&mut self, node: &Node) -> Result<Plan> {
        match node {
            Node::Group(group) => self.group(group),
            Node::Word(word) => match self.filter_field(word.field) {
                Some(field) => Ok(Plan::Term(field, word.stem.clone())),
                None => self.word(word),
            },
            Node::Phrase(phrase) => match self.filter_field(phrase.field) {
                // Names are short: that all their words are there is enough.
                Some(field) => {
                    let words = phrase.positions.iter().map(|word| Plan::Term(field, word.stem.clone()));
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
        let mut asked =
            vec![((MatchKind::Stem, weights::STEM * word.count() as f32), &word.stem, [text.stem, title.stem])];
        for form in &word.forms {
            let count = form.count as f32;
            asked.push(((MatchKind::Exact, weights::EXACT * count), &form.exact, [text.exact, title.exact]));
            asked.push(((MatchKind::Related, weights::COARSE * count), &form.coarse, [text.coarse, title.coarse]));
        }
        let finds_by = if self.by_coarse { MatchKind::Related } else { MatchKind::Stem };
        asked.sort_by_key(|((kind, _), ..)| *kind != finds_by);
        let finding = asked.iter().filter(|((kind, _), ..)| *kind == finds_by).count();
        let find = |(kind, term, fields): ((MatchKind, f32), &String, [Field; 2])| {
            Key::find(kind, term, allowed(fields, word.field), self.segments, self.statistics)
        };
        let keys = asked.into_iter().map(find).collect::<Result<_>>()?;
        let surface = word.forms.first().map_or_else(String::new, |form| form.surface.clone());
        Ok(self.leaf(surface, Source::Word { keys, finding }))
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
        let listed = self.listed(kind, words.join(" "), allowed(fields, phrase.field), |segment, field| {
            listing::phrase(segment, field, &words, between)
        })?;
        let surface = phrase.positions.iter().map(|word| word.surface.as_str()).collect::<Vec<_>>().join(" ");
        Ok(self.leaf(surface, listed))
    }

    fn prefix(&mut self, prefix: &query::Prefix) -> Result<Plan> {
        let fields = match self.filter_field(prefix.field) {
            Some(field) => [Some(field), None],
            None => allowed([self.fields.passage.exact, self.fields.heading.exact], prefix.field),
        };
        let listed = self.listed(MatchKind::Prefix, format!("{}*", prefix.exact), fields, |segment, field| {
            listing::prefix(segment, field, &prefix.exact)
        })?;
        Ok(self.leaf(format!("{}*", prefix.exact), listed))
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
        let (alternatives, is_scored) = (self.alternatives, self.is_scored);
        self.leaves.push(Leaf { surface, alternatives, is_scored, source });
        Plan::Leaf(self.leaves.len() - 1)
    }
}

/// Of the fields of texts and titles those that a clause is held to.
fn allowed([text, title]: [Field; 2], field: Option<query::Field>) -> Fields {
    [(field != Some(query::Field::Title)).then_some(text), Some(title)]
}
