//! Immutable analyzer, cheap workers with buffers, borrowed tokens.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};
use std::ops::Range;

use foldhash::fast::RandomState;

use super::keys::Keys;
use super::learnt::Learnt;
use super::record::Records;
use super::setting::Setting;
use super::sought::{Hints, Sought};
use super::stretch::{Member, Stretches};
use super::token::{Kind, Token};
use super::tongue::{self, Tongue};
use super::voice::Voice;
use crate::kazakh::script::{Converter, Script};
use crate::kazakh::thesaurus::{self, Relation};
use crate::kazakh::{Role, Stemmer};
use crate::span::Span;

/// Words a worker remembers; text repeats itself, and a remembered word is neither normalised nor stemmed again. As many as 20,000 passages
/// of news have different words; about 10 MB when all are taken, and a thread has one worker.
const REMEMBERED: usize = 1 << 16;

/// Bytes of words that it remembers: some texts have words without end.
const REMEMBERED_BYTES: usize = 16 << 20;

/// The analysis: immutable, shared, cheap to copy. Its [`worker`](Self::worker)s do the work.
#[derive(Debug, Clone, Copy, Default)]
pub struct Analyzer {
    stemmer: Stemmer,
}

impl Analyzer {
    /// The analysis of izde.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A worker: one for each thread.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker {
            stemmer: self.stemmer,
            hasher: RandomState::default(),
            known: HashMap::default(),
            words: Learnt::default(),
            buffer: String::new(),
            stretch: vec![],
            records: Records::default(),
            forgotten: 0,
            converter: Converter::default(),
            alphabet: None,
        }
    }
}

/// What is a hash already needs no other one.
#[derive(Debug, Clone, Copy, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = self.0 << 8 | u64::from(byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Turns texts into tokens; holds the buffers and the memory of words seen.
#[derive(Debug, Clone)]
pub struct Worker {
    stemmer: Stemmer,
    /// Seeded, so no document can be made to slow the look-ups down on purpose.
    pub(super) hasher: RandomState,
    /// By the hash of a word: where in `words` it is, and its hints. Looked up once for each word of a text, and nothing else is touched for a
    /// word that is passed over: what one text says is rarely in the processor's cache when the next one is read.
    known: HashMap<u64, (u32, Hints), BuildHasherDefault<Hashed>>,
    words: Learnt,
    buffer: String,
    /// The words that come next.
    pub(super) stretch: Vec<Member>,
    /// The last texts.
    pub(super) records: Records,
    /// How often it forgot all words.
    pub(super) forgotten: u64,
    /// Reads Kazakh in other scripts.
    converter: Converter,
    /// The Latin alphabet of the last text that was asked for, by its hash: all keys of one text are made one after the other.
    alphabet: Option<(u64, Option<(Script, bool)>)>,
}

impl Worker {
    /// The tokens of a text, in the order of their spans.
    pub fn tokens<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        Tokens { worker: self, walk: Walk::new(text), sought: None }
    }

    /// The tokens of a text that belongs to others, which told its language and script.
    pub fn tokens_in<'a>(&'a mut self, text: &'a str, setting: Setting) -> Tokens<'a> {
        let walk = Walk { stretches: Stretches::new(text, Some(setting)), ..Walk::new(text) };
        Tokens { worker: self, walk, sought: None }
    }

    /// The tokens of a text that may have what is sought, and perhaps some others; `by_letters` is what [`is_by_letters`](Self::is_by_letters)
    /// says of the text, or `false` if that is not known.
    pub fn tokens_like<'a>(&'a mut self, text: &'a str, sought: &'a Sought, by_letters: bool) -> Tokens<'a> {
        Tokens { worker: self, walk: Walk { by_letters, ..Walk::new(text) }, sought: Some(sought) }
    }

    /// Whether each word of a text is read by its letters, as if it stood alone: no Russian in it, no Kazakh in other scripts. Most Kazakh
    /// texts are so, and words are found faster in one of which it is known.
    pub fn is_by_letters(&mut self, text: &str) -> bool {
        if let Some(at) = self.record(text) {
            return self.recorded(at).iter().all(|member| member.tongue == Tongue::ByLetters);
        }
        let (mut stretches, mut members) = (Stretches::new(text, None), vec![]);
        loop {
            stretches.next(&mut members, self, None);
            if members.is_empty() || members.iter().any(|member| member.tongue != Tongue::ByLetters) {
                return members.is_empty();
            }
        }
    }

    /// What the words of a stem are for.
    #[must_use]
    pub fn role(&self, stem: &str) -> Role {
        self.stemmer.role(stem)
    }

    /// Stems of the words that the thesaurus has beside those of a stem, and how they are related.
    #[must_use]
    pub fn related(&mut self, stem: &str) -> Vec<(String, Relation)> {
        let mut found: Vec<(String, Relation)> = vec![];
        for (word, relation) in thesaurus::related(stem) {
            let related = self.stemmer.stem(word, &mut self.buffer);
            if related != stem && found.iter().all(|(known, _)| known != related) {
                found.push((related.to_owned(), relation));
            }
        }
        found
    }

    /// Finds a word, or makes its keys: where it is in `words`, `None` for one that is passed over; and its voice.
    pub(super) fn learn(&mut self, word: &str, tongue: Tongue, sought: Option<&Sought>) -> (Option<u32>, Voice) {
        let hash = match tongue {
            Tongue::ByLetters => self.hasher.hash_one(word),
            tongue => self.hasher.hash_one((word, tongue)),
        };
        let is_sought = |hints| sought.is_none_or(|sought| sought.may_be(hints));
        if let Some(&(at, hints)) = self.known.get(&hash) {
            if !is_sought(hints) {
                return (None, hints.voice);
            }
            if self.words.is(at, word, tongue) {
                return (Some(at), hints.voice);
            }
        }
        let keys = self.keys(word, tongue);
        let voice = Voice::of(word, &keys.exact, &self.stemmer, &mut self.buffer);
        let hints = Hints::of(&keys, voice);
        let at = self.words.add(word, tongue, keys);
        self.known.insert(hash, (at, hints));
        (is_sought(hints).then_some(at), voice)
    }

    fn keys(&mut self, word: &str, tongue: Tongue) -> Keys {
        match tongue {
            Tongue::ByLetters => Keys::new(word, &self.stemmer, &mut self.buffer),
            Tongue::Russian => Keys::of_russian(word, &self.stemmer, &mut self.buffer),
            Tongue::Kazakh(script) => {
                let converter = &mut self.converter;
                let spell = |part: &str| converter.word(part, script);
                Keys::of_other_script(word, spell, &self.stemmer, &mut self.buffer)
            }
        }
    }

    /// The stem of a word that was learnt.
    pub(super) fn stem_of(&self, at: Option<u32>) -> Option<String> {
        at.map(|at| self.words.get(at).stem.to_owned())
    }

    /// Forgets the words it has seen if they are too many. Nothing may point at them.
    pub(super) fn tidy(&mut self) {
        if self.words.len() >= REMEMBERED || self.words.bytes() >= REMEMBERED_BYTES {
            self.known.clear();
            self.words.clear();
            self.forgotten += 1;
        }
    }

    pub(super) const fn converter(&mut self) -> &mut Converter {
        &mut self.converter
    }

    /// The Latin alphabet in which a text is Kazakh, and whether most of it is.
    pub(super) fn alphabet_of(&mut self, text: &str) -> Option<(Script, bool)> {
        let hash = self.hasher.hash_one(text);
        if let Some((of, alphabet)) = self.alphabet
            && of == hash
        {
            return alphabet;
        }
        let alphabet = tongue::latin_alphabet(text, self);
        self.alphabet = Some((hash, alphabet));
        alphabet
    }
}

/// The tokens of one text. Not an [`Iterator`], because a token borrows from the worker until the next is asked for.
#[derive(Debug)]
pub struct Tokens<'a> {
    worker: &'a mut Worker,
    walk: Walk<'a>,
    sought: Option<&'a Sought>,
}

impl Tokens<'_> {
    /// The next token.
    #[expect(clippy::should_implement_trait, reason = "a token borrows from the worker, which Iterator cannot say")]
    pub fn next(&mut self) -> Option<Token<'_>> {
        self.walk.next(self.worker, self.sought)
    }
}

/// A way through a text, apart from the worker that goes it: always the same one, and nobody else uses it before the end.
#[derive(Debug)]
pub(crate) struct Walk<'t> {
    text: &'t str,
    stretches: Stretches<'t>,
    /// Whether the text is known to have no stretches of other languages and scripts.
    by_letters: bool,
    /// Where the worker has the words of the whole text.
    record: Option<usize>,
    /// Number of the next word in the record or in the worker's stretch, and how many this has.
    member: usize,
    members: usize,
    /// Position of the next word.
    position: usize,
    /// The compound whose parts come next: its span, where its keys are, and the number of the next part.
    compound: Option<(Span, u32, usize)>,
}

impl<'t> Walk<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self {
            text,
            stretches: Stretches::new(text, None),
            by_letters: false,
            record: None,
            member: 0,
            members: 0,
            position: 0,
            compound: None,
        }
    }

    /// A way through a text that was gone before, and not long ago, or will be again.
    pub(crate) fn again(text: &'t str, worker: &mut Worker) -> Self {
        Self { record: worker.record(text), ..Self::new(text) }
    }

    /// The next token.
    pub(crate) fn next<'w>(&mut self, worker: &'w mut Worker, sought: Option<&Sought>) -> Option<Token<'w>> {
        let (span, at, part) = match self.compound {
            Some(place) => place,
            None => loop {
                let (span, at) = self.word(worker, sought)?;
                match at {
                    None => self.position += 1,
                    // A word of nothing but characters that mean nothing has no key.
                    Some(at) if worker.words.get(at).exact.is_empty() => {}
                    Some(at) => break (span, at, 0),
                }
            },
        };
        // Learnt when its stretch was met, and nothing is forgotten before the next one.
        let word = worker.words.get(at);
        if part == 0 {
            self.compound = if word.parts.is_empty() { None } else { Some((span, at, 1)) };
            let position = self.position;
            if word.parts.is_empty() {
                self.position += 1;
            }
            return Some(Token { span, position, kind: word.kind, exact: word.exact, stem: word.stem });
        }
        let (range, keys) = word.parts.get(part - 1)?;
        self.compound = if part < word.parts.len() { Some((span, at, part + 1)) } else { None };
        let position = self.position;
        self.position += 1;
        let span = Span::new(span.start + range.start, span.start + range.end);
        Some(Token { span, position, kind: Kind::Part, exact: &keys.exact, stem: &keys.stem })
    }

    /// The next word, and where its keys are; `None` for one that is passed over.
    fn word(&mut self, worker: &mut Worker, sought: Option<&Sought>) -> Option<(Span, Option<u32>)> {
        if let Some(record) = self.record {
            let &Member { span, at, .. } = worker.recorded(record).get(self.member)?;
            self.member += 1;
            return Some((span, at));
        }
        if self.by_letters {
            let span = self.stretches.word()?;
            let word = &self.text[Range::from(span)];
            if sought.is_some_and(|sought| sought.passes_over(word)) {
                return Some((span, None));
            }
            worker.tidy();
            return Some((span, worker.learn(word, Tongue::ByLetters, sought).0));
        }
        let Member { span, at, tongue, .. } = self.member(worker, sought)?;
        match tongue {
            Tongue::ByLetters => Some((span, at)),
            tongue => Some((span, worker.learn(&self.text[Range::from(span)], tongue, sought).0)),
        }
    }

    /// The next word of a stretch.
    fn member(&mut self, worker: &mut Worker, sought: Option<&Sought>) -> Option<Member> {
        if self.member == self.members {
            let mut members = std::mem::take(&mut worker.stretch);
            self.stretches.next(&mut members, worker, sought);
            (self.member, self.members) = (0, members.len());
            worker.stretch = members;
        }
        let member = worker.stretch.get(self.member).copied();
        self.member += usize::from(member.is_some());
        member
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<(String, usize, Kind, String)> {
        let mut worker = Analyzer::new().worker();
        let mut tokens = worker.tokens(text);
        let mut rows = vec![];
        while let Some(token) = tokens.next() {
            let surface = token.span.of(text).unwrap().to_owned();
            rows.push((surface, token.position, token.kind, token.stem.to_owned()));
        }
        rows
    }

    #[test]
    fn parts_of_a_compound_follow_it_and_count_as_words() {
        let row = |surface: &str, position, kind, stem: &str| (surface.to_owned(), position, kind, stem.to_owned());
        assert_eq!(
            rows("Айтылған ой-пікірлерді 2,5 есе"),
            [
                row("Айтылған", 0, Kind::Word, "айт"),
                row("ой-пікірлерді", 1, Kind::Compound, "ой-пікір"),
                row("ой", 1, Kind::Part, "ой"),
                row("пікірлерді", 2, Kind::Part, "пікір"),
                row("2,5", 3, Kind::Number, "2,5"),
                row("есе", 4, Kind::Word, "есе"),
            ]
        );
    }

    #[test]
    fn what_is_not_sought_is_passed_over_and_counted() {
        let mut sought = Sought::default();
        sought.stem("көл");
        sought.exact("ауылда");
        let mut worker = Analyzer::new().worker();
        let text = "Ауылдың ой-пікірі: көлге жол салу, көлі бар.";
        let all = rows(text);
        for by_letters in [false, false, true] {
            let mut tokens = worker.tokens_like(text, &sought, by_letters);
            let mut found = vec![];
            while let Some(token) = tokens.next() {
                found.push((
                    token.span.of(text).unwrap().to_owned(),
                    token.position,
                    token.kind,
                    token.stem.to_owned(),
                ));
            }
            let surfaces: Vec<_> = found.iter().map(|row| row.0.as_str()).collect();
            assert_eq!(surfaces, ["Ауылдың", "ой-пікірі", "ой", "пікірі", "көлге", "көлі"]);
            assert!(found.iter().all(|row| all.contains(row)), "with the positions they have in the whole: {found:?}");
        }
    }

    #[test]
    fn what_a_worker_has_seen_does_not_change_what_it_gives() {
        let mut worker = Analyzer::new().worker();
        let words: Vec<String> = (0..REMEMBERED + 10).map(|i| format!("сөз{i}")).collect();
        let text = words.join(" ");
        let mut count = 0;
        let mut tokens = worker.tokens(&text);
        while let Some(token) = tokens.next() {
            assert_eq!(token.exact, words[count]);
            count += 1;
        }
        assert_eq!(count, words.len());
    }

    proptest! {
        #[test]
        fn tokens_reconstruct_the_text(text in "\\PC*|[а-яәғқңөұүһіА-Я0-9 .,%-]*") {
            let mut worker = Analyzer::new().worker();
            let mut tokens = worker.tokens(&text);
            let (mut end, mut rebuilt, mut position) = (0, String::new(), 0);
            while let Some(token) = tokens.next() {
                prop_assert!(!token.exact.is_empty() && !token.stem.is_empty());
                prop_assert!(token.position >= position && token.position <= position + 1);
                position = token.position;
                if token.kind != Kind::Part {
                    rebuilt.push_str(&text[end..token.span.start]);
                    rebuilt.push_str(token.span.of(&text).unwrap());
                    end = token.span.end;
                }
            }
            rebuilt.push_str(&text[end..]);
            prop_assert_eq!(rebuilt, text);
        }
    }
}
