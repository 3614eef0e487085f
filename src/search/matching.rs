//! Which passages of a segment match a query.

use tantivy::{Result, Term};

use super::bits::Bits;
use super::plan::{Plan, Planned};
use super::postings::each;
use super::segments::Segment;

/// The passages of one segment that match.
#[derive(Debug)]
pub(super) struct Matches {
    /// All of them.
    pub(super) found: Bits,
    /// Those that have every word of the query, in their text or in their document's title.
    pub(super) with_all: Bits,
}

/// Finds the passages of a segment that match. A document of which only the title matches is found once, by its first passage.
pub(super) fn matches(planned: &Planned, number: usize, segment: &Segment) -> Result<Matches> {
    let mut walk = Walk { planned, number, segment, in_text: Bits::none(segment.passages()) };
    let Matches { mut found, mut with_all } = walk.evaluate(&planned.root)?;
    let mut shown = walk.in_text;
    shown.unite(segment.firsts());
    segment.keep_alive(&mut shown);
    found.intersect(&shown);
    with_all.intersect(&shown);
    Ok(Matches { found, with_all })
}

struct Walk<'a> {
    planned: &'a Planned,
    number: usize,
    segment: &'a Segment,
    /// Passages whose own text has something that was looked for.
    in_text: Bits,
}

impl Walk<'_> {
    fn evaluate(&mut self, plan: &Plan) -> Result<Matches> {
        let segment = self.segment;
        let found = match plan {
            Plan::Group { required, excluded, optional } => return self.group(required, excluded, optional),
            Plan::Leaf(leaf) => {
                let leaf = &self.planned.leaves[*leaf];
                let [text, mut anywhere] = leaf.passages(self.number, segment)?;
                if leaf.is_wanted {
                    self.in_text.unite(&text);
                }
                anywhere.unite(&text);
                anywhere
            }
            Plan::Dates(period) => {
                Bits::of(segment.passages(), |doc| segment.day(doc).is_some_and(|day| period.holds(day)))
            }
            Plan::Term(field, term) => {
                let mut found = Bits::none(segment.passages());
                let index = segment.index(*field);
                if let Some(info) = index.get_term_info(&Term::from_field_text(*field, term))? {
                    each(index, &info, |doc| found.insert(doc))?;
                }
                found
            }
        };
        Ok(Matches { with_all: found.clone(), found })
    }

    /// What is required together, less what is excluded, where any of the optional parts is; and where all of these are.
    fn group(&mut self, required: &[Plan], excluded: &[Plan], optional: &[Plan]) -> Result<Matches> {
        let mut matches: Option<Matches> = None;
        for plan in optional {
            let found = self.evaluate(plan)?.found;
            match &mut matches {
                None => matches = Some(Matches { with_all: found.clone(), found }),
                Some(matches) => {
                    matches.with_all.intersect(&found);
                    matches.found.unite(&found);
                }
            }
        }
        let Matches { mut found, mut with_all } = matches.unwrap_or_else(|| {
            let all = Bits::of(self.segment.passages(), |_| true);
            Matches { found: all.clone(), with_all: all }
        });
        for plan in required {
            let needed = self.evaluate(plan)?.found;
            found.intersect(&needed);
            with_all.intersect(&needed);
        }
        for plan in excluded {
            let unwanted = self.evaluate(plan)?.found;
            found.subtract(&unwanted);
            with_all.subtract(&unwanted);
        }
        Ok(Matches { found, with_all })
    }
}
