//! What the words of a query tell of one another, though they are read one by one.

use super::segment::Segments;
use super::stretch::{Member, Stretches};
use super::tongue::Tongue;
use super::voice::{KAZAKH_ENDING, Letters, NEVER};
use super::worker::Worker;
use crate::kazakh::script::Script;

/// In what language and script words are that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Setting {
    /// The script in which they are Kazakh, beside Cyrillic.
    script: Option<Script>,
    is_russian: bool,
    /// Whether one of them can only be Kazakh.
    is_kazakh: bool,
}

impl Setting {
    /// Whether they are Russian.
    #[must_use]
    pub const fn is_russian(self) -> bool {
        self.is_russian
    }

    /// How a word is to be read in it.
    pub(super) fn tongue(self, member: &Member) -> Tongue {
        match (member.voice.letters, self.script) {
            (Letters::Cyrillic, _) if self.is_russian && member.voice.russian < NEVER => Tongue::Russian,
            (Letters::Latin, Some(script)) if script != Script::Arabic => Tongue::Kazakh(script),
            (Letters::Arabic, Some(Script::Arabic)) => Tongue::Kazakh(Script::Arabic),
            _ => Tongue::ByLetters,
        }
    }
}

impl Worker {
    /// What the words of a text tell of one another.
    pub fn setting(&mut self, text: &str) -> Setting {
        let (mut setting, mut russian, mut cyrillic) = (Setting::default(), 0, 0);
        let (mut stretches, mut members) = (Stretches::new(text, None), vec![]);
        loop {
            stretches.next(&mut members, self, None);
            if members.is_empty() {
                break;
            }
            for member in &members {
                match member.tongue {
                    Tongue::Russian => russian += 1,
                    Tongue::Kazakh(script) => setting.script = Some(script),
                    Tongue::ByLetters => {}
                }
                cyrillic += usize::from(member.voice.letters == Letters::Cyrillic);
                setting.is_kazakh |= member.voice.russian >= KAZAKH_ENDING;
            }
        }
        setting.is_russian = russian * 2 > cyrillic;
        setting
    }

    /// Whether a word can only be Kazakh, or lexicon and grammar have it.
    pub fn is_kazakh(&mut self, word: &str) -> bool {
        let (_, voice) = self.learn(word, Tongue::ByLetters, None);
        voice.is_known || voice.russian >= NEVER
    }

    /// The stem that a word has in the other language, if it may be Kazakh and Russian: a name, a loan, and in a Russian query every word. Who asks
    /// for `министерство` means that of Russian texts, too.
    pub fn other_stem(&mut self, word: &str, setting: Setting) -> Option<String> {
        let span = Segments::new(word).next()?;
        let word = span.of(word)?;
        let (at, voice) = self.learn(word, Tongue::ByLetters, None);
        let is_either = voice.letters == Letters::Cyrillic
            && if setting.is_russian { voice.russian < NEVER } else { voice.russian < KAZAKH_ENDING };
        if !is_either || setting.is_kazakh && voice.is_known {
            return None;
        }
        if setting.is_russian {
            return self.stem_of(at);
        }
        let (at, _) = self.learn(word, Tongue::Russian, None);
        self.stem_of(at)
    }
}
