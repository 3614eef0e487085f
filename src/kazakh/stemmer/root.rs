//! The root key: a stem without its derivational suffixes.

use super::{LONGEST, Stemmer, derivation};
use crate::kazakh::alphabet::{self, numbers};
use crate::kazakh::lexicon::Entry;

/// A word has no more derivational suffixes than this.
const MOST_SUFFIXES: usize = 12;

impl Stemmer {
    /// The root key of a stem: what is left when its derivational suffixes are taken off, so that relatives share it
    /// (`әкім`, `әкімдік`, `әкімшілік`). A weaker likeness than the same stem: `экономика` and `экономикалық` are two words.
    ///
    /// `stem` is what [`Stemmer::stem`] gives. The key is `stem` itself or was written into `buffer`, whose old content is lost. It may be no
    /// word (`инвест`). The suffixes stand in `data/derivation.tsv`; one is taken off only where a word of the lexicon is left.
    ///
    /// ```
    /// use izde::kazakh::Stemmer;
    ///
    /// let stemmer = Stemmer::new();
    /// let mut buffer = String::new();
    /// assert_eq!(stemmer.root("әкімшілік", &mut buffer), "әкім");
    /// assert_eq!(stemmer.root("сайлаушы", &mut buffer), "сайла");
    /// assert_eq!(stemmer.root("инвестиция", &mut buffer), stemmer.root("инвестор", &mut String::new()));
    /// ```
    pub fn root<'a>(&self, stem: &'a str, buffer: &'a mut String) -> &'a str {
        let mut word = [0; LONGEST];
        let Some(mut length) = numbers(stem, &mut word).map(<[u8]>::len) else { return stem };
        let mut is_changed = false;
        for _ in 0..MOST_SUFFIXES {
            if let Some(base) = self.base_of_voice(&word[..length]) {
                let mut letters = [0; LONGEST];
                let Some(letters) = numbers(base, &mut letters) else { break };
                length = letters.len();
                word[..length].copy_from_slice(letters);
            } else if let Some(derived) = derivation::base(self.lexicon, &word[..length]) {
                let base = derived.base();
                length = base.len();
                word[..length].copy_from_slice(base);
            } else {
                break;
            }
            is_changed = true;
        }
        if !is_changed {
            return stem;
        }
        buffer.clear();
        buffer.extend(word[..length].iter().copied().map(alphabet::letter));
        buffer
    }

    /// The base of a voice form that the lexicon lists.
    fn base_of_voice(&self, letters: &[u8]) -> Option<&'static str> {
        let end = letters.iter().try_fold(self.lexicon.root(), |place, &letter| self.lexicon.step(place, letter))?;
        self.lexicon.entry(end).and_then(Entry::voice_of).map(|lemma| self.lexicon.lemma(lemma))
    }
}
