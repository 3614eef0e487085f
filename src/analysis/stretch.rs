//! A stretch of text: the words of a sentence, looked at together before any of them is handed out.

use super::segment::Segments;
use super::setting::Setting;
use super::sought::Sought;
use super::tongue::{self, Tongue};
use super::voice::{Letters, Voice};
use super::worker::Worker;
use crate::span::Span;

/// Longest stretch, in words: text without full stops must not be held whole.
const LONGEST: usize = 256;

/// A word of a stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) span: Span,
    /// Where the worker has its keys; `None` for one that is passed over.
    pub(super) at: Option<u32>,
    pub(super) voice: Voice,
    pub(super) tongue: Tongue,
    /// Whether it comes after a quotation mark, a bracket or a colon.
    pub(super) after_mark: bool,
}

/// The words of a text, stretch by stretch.
#[derive(Debug)]
pub(super) struct Stretches<'t> {
    text: &'t str,
    segments: Segments<'t>,
    /// The first word of the next stretch.
    held: Option<Span>,
    /// What is known of the language already.
    setting: Option<Setting>,
}

impl<'t> Stretches<'t> {
    pub(super) const fn new(text: &'t str, setting: Option<Setting>) -> Self {
        Self { text, segments: Segments::new(text), held: None, setting }
    }

    /// The next word alone, where it does not matter what stands beside it.
    pub(super) fn word(&mut self) -> Option<Span> {
        self.segments.next()
    }

    /// Puts the words of the next stretch into `members`; none at the end.
    pub(super) fn next(&mut self, members: &mut Vec<Member>, worker: &mut Worker, sought: Option<&Sought>) {
        members.clear();
        worker.tidy();
        let (mut may_be_russian, mut has_other_script) = (false, false);
        let mut next = self.held.take().or_else(|| self.segments.next());
        while let Some(span) = next {
            let before = members.last().map_or(span.start, |last| last.span.end);
            // Nearly always a space.
            let between = &self.text[before..span.start];
            if between != " " && !members.is_empty() && between.contains(ends_sentence) || members.len() >= LONGEST {
                self.held = next;
                break;
            }
            let (at, voice) = worker.learn(&self.text[span.start..span.end], Tongue::ByLetters, sought);
            may_be_russian |= voice.kazakh > voice.russian;
            has_other_script |= matches!(voice.letters, Letters::Latin | Letters::Arabic);
            let after_mark = between != " " && between.contains(is_mark);
            members.push(Member { span, at, voice, tongue: Tongue::ByLetters, after_mark });
            next = self.segments.next();
        }
        if let Some(setting) = self.setting {
            members.iter_mut().for_each(|member| member.tongue = setting.tongue(member));
            return;
        }
        if may_be_russian {
            tongue::find_russian(members);
        }
        if has_other_script {
            tongue::find_other_scripts(members, self.text, worker);
        }
    }
}

/// Whether a sign between words parts sentences.
pub(super) const fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | ';' | '؛' | '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Whether a sign between words may part languages.
const fn is_mark(c: char) -> bool {
    matches!(c, '«' | '»' | '“' | '”' | '„' | '"' | '(' | ')' | '[' | ']' | ':' | '–' | '—' | '/' | '|')
}
