//! The words of the last few texts: whoever makes an index asks for the same text again and again, once for each key.

use std::hash::BuildHasher;

use super::stretch::{Member, Stretches};
use super::tongue::Tongue;
use super::worker::Worker;

/// Texts that are kept: a passage, its title, and what documents say of their speaker and source.
const KEPT: usize = 4;

/// Bytes of the longest text that is kept. Its words are fewer than a worker remembers.
const LONGEST: usize = 1 << 16;

/// The last few texts that a worker went through.
#[derive(Debug, Clone, Default)]
pub(super) struct Records {
    kept: [Record; KEPT],
    /// Counts up with each use.
    now: u64,
}

/// The words of a text.
#[derive(Debug, Clone, Default)]
struct Record {
    /// Hash of the text and its length in bytes; nothing is kept before the first text.
    text: Option<(u64, usize)>,
    /// What the worker had forgotten by then; where its keys are holds only until it forgets again.
    forgotten: u64,
    used: u64,
    members: Vec<Member>,
}

impl Worker {
    /// Goes through a text, or remembers that it did: where the record of its words is, `None` for a text that is too long. It holds until the
    /// worker is used for another text.
    pub(super) fn record(&mut self, text: &str) -> Option<usize> {
        if text.len() > LONGEST {
            return None;
        }
        let key = Some((self.hasher.hash_one(text), text.len()));
        self.records.now += 1;
        let (now, forgotten) = (self.records.now, self.forgotten);
        let kept = &mut self.records.kept;
        if let Some(at) = kept.iter().position(|record| record.text == key && record.forgotten == forgotten) {
            kept[at].used = now;
            return Some(at);
        }
        let (at, oldest) = kept.iter_mut().enumerate().min_by_key(|(_, record)| record.used)?;
        let mut members = std::mem::take(&mut oldest.members);
        loop {
            let forgotten = self.forgotten;
            self.go_through(text, &mut members);
            // What was forgotten on the way is learnt the second time.
            if forgotten == self.forgotten {
                break;
            }
        }
        self.records.kept[at] = Record { text: key, forgotten: self.forgotten, used: now, members };
        Some(at)
    }

    /// All words of a text, with keys as their tongues have them.
    fn go_through(&mut self, text: &str, members: &mut Vec<Member>) {
        members.clear();
        let (mut stretches, mut stretch) = (Stretches::new(text, None), std::mem::take(&mut self.stretch));
        loop {
            stretches.next(&mut stretch, self, None);
            if stretch.is_empty() {
                break;
            }
            for member in &mut stretch {
                if member.tongue != Tongue::ByLetters {
                    member.at = self.learn(&text[member.span.start..member.span.end], member.tongue, None).0;
                }
            }
            members.extend_from_slice(&stretch);
        }
        self.stretch = stretch;
    }

    /// The words of a record.
    pub(super) fn recorded(&self, at: usize) -> &[Member] {
        self.records.kept.get(at).map_or(&[], |record| &record.members)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::worker::Walk;
    use crate::analysis::{Analyzer, Kind};

    type Row = (usize, usize, usize, Kind, String, String);

    fn rows(mut walk: Walk<'_>, worker: &mut Worker) -> Vec<Row> {
        let mut rows = vec![];
        while let Some(token) = walk.next(worker, None) {
            let (exact, stem) = (token.exact.to_owned(), token.stem.to_owned());
            rows.push((token.span.start, token.span.end, token.position, token.kind, exact, stem));
        }
        rows
    }

    #[test]
    fn what_was_forgotten_is_learnt_again() {
        let mut worker = Analyzer::new().worker();
        let text = "Ауылдың ой-пікірі: Министерство сообщило, auyl äkımı.";
        let before = rows(Walk::again(text, &mut worker), &mut worker);
        assert_eq!(before, rows(Walk::new(text), &mut Analyzer::new().worker()));
        for at in 0..40 {
            let many: String = (0..4000).map(|n| format!("сөз{at}а{n} ")).collect();
            let walk = Walk::again(&many, &mut worker);
            assert_eq!(rows(walk, &mut worker).len(), 4000);
            assert_eq!(rows(Walk::again(text, &mut worker), &mut worker), before, "after {at}");
        }
        assert!(worker.forgotten > 0, "nothing was forgotten");
    }

    #[test]
    fn a_text_that_is_too_long_is_gone_through_as_ever() {
        let mut worker = Analyzer::new().worker();
        let long = "ауылдың әкімі ".repeat(4000);
        assert_eq!(worker.record(&long), None);
        assert_eq!(rows(Walk::again(&long, &mut worker), &mut worker).len(), 8000);
    }

    proptest! {
        #[test]
        fn a_text_gone_through_again_is_the_same(
            texts in prop::collection::vec("[а-яәғқңөұүһіa-zäü .!«»'-]{0,40}|\\PC{0,20}", 1..7),
            order in prop::collection::vec(0..6_usize, 1..20),
        ) {
            let mut worker = Analyzer::new().worker();
            for at in order {
                let text = &texts[at % texts.len()];
                let walk = Walk::again(text, &mut worker);
                prop_assert_eq!(rows(walk, &mut worker), rows(Walk::new(text), &mut Analyzer::new().worker()));
                let (mut stretches, mut members, mut by_letters) = (Stretches::new(text, None), vec![], true);
                let mut fresh = Analyzer::new().worker();
                loop {
                    stretches.next(&mut members, &mut fresh, None);
                    if members.is_empty() {
                        break;
                    }
                    by_letters &= members.iter().all(|member| member.tongue == Tongue::ByLetters);
                }
                prop_assert_eq!(worker.is_by_letters(text), by_letters);
            }
        }
    }
}
