//! Documents in memory as the reference sees them: every passage with its words, and nothing looked up.

use izde::analysis::{Analyzer, Worker};
use izde::corpus::passage::passages;
use izde::search::weights;
use izde::{Document, Span};
use tantivy::fieldnorm::FieldNormReader;

/// A word with its keys.
#[derive(Debug, Clone)]
pub struct Word {
    pub span: Span,
    pub position: usize,
    pub exact: String,
    pub stem: String,
}

/// A passage; its words, compounds and their parts alike, and those of its document's title.
pub struct Passage<'d> {
    pub document: &'d Document,
    pub number: u32,
    /// Of the text, and of the title.
    pub words: [Vec<Word>; 2],
    pub speaker: Vec<Word>,
    pub source: Vec<Word>,
    /// As the document names it, or as its words tell.
    pub lang: Option<String>,
}

pub const TEXT: usize = 0;
pub const TITLE: usize = 1;

pub struct Collection<'d> {
    pub passages: Vec<Passage<'d>>,
    /// Mean length of texts and of titles.
    means: [f32; 2],
}

/// The words of a text.
pub fn words(text: &str, worker: &mut Worker) -> Vec<Word> {
    let mut words = vec![];
    let mut tokens = worker.tokens(text);
    while let Some(token) = tokens.next() {
        let [exact, stem] = [token.exact, token.stem].map(str::to_owned);
        words.push(Word { span: token.span, position: token.position, exact, stem });
    }
    words
}

impl<'d> Collection<'d> {
    pub fn new(documents: &'d [Document]) -> Self {
        let mut worker = Analyzer::new().worker();
        let mut all = vec![];
        for document in documents {
            let mut of = |text: &Option<String>| words(text.as_deref().unwrap_or_default(), &mut worker);
            let [title, speaker, source] = [&document.title, &document.speaker, &document.source].map(&mut of);
            let lang = document.lang.clone().or_else(|| worker.language(&document.text).map(str::to_owned));
            for passage in passages(&document.text) {
                let text = words(passage.span.of(&document.text).expect("a passage is in its text"), &mut worker);
                let (words, speaker, source) = ([text, title.clone()], speaker.clone(), source.clone());
                let lang = lang.clone();
                all.push(Passage { document, number: passage.number, words, speaker, source, lang });
            }
        }
        let mean = |place: usize| {
            let tokens: u32 = all.iter().map(|passage| length(&passage.words[place])).sum();
            (tokens as f32 / all.len().max(1) as f32).max(1.0)
        };
        Self { means: [mean(TEXT), mean(TITLE)], passages: all }
    }

    /// What BM25 sets against a frequency.
    pub fn norm(&self, passage: &Passage, place: usize) -> f32 {
        let [k1, b] = [[weights::K1, weights::B], [weights::TITLE_K1, weights::TITLE_B]][place];
        k1 * (1.0 - b + b * length(&passage.words[place]) as f32 / self.means[place])
    }

    /// How many passages satisfy a condition.
    pub fn count(&self, condition: impl Fn(&Passage) -> bool) -> f32 {
        self.passages.iter().filter(|passage| condition(passage)).count() as f32
    }

    /// How much it says that so many passages have something.
    pub fn idf(&self, having: f32) -> f32 {
        let all = self.passages.len() as f32;
        (1.0 + (all - having + 0.5).max(0.5) / (having + 0.5)).ln()
    }
}

/// How many words; as roughly as an index keeps it, in one byte: a longer text loses the last digits, and all means and norms are of what is
/// kept. So the tables of tantivy are used here, too.
fn length(words: &[Word]) -> u32 {
    FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(words.len() as u32))
}
