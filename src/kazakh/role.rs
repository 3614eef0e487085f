//! What a word is for: saying something, holding a sentence together, or asking.

use super::lexicon::Class;
use super::stemmer::Stemmer;

/// Stems of the words that questions are asked with: a closed class (сұрау есімдіктері), with the adverbs made of them.
const QUESTIONS: [&str; 18] = [
    "кім",
    "не",
    "неге",
    "неліктен",
    "неше",
    "нешінші",
    "қай",
    "қайда",
    "қайдан",
    "қайсы",
    "қайтіп",
    "қалай",
    "қалайша",
    "қандай",
    "қанша",
    "қаншалық",
    "қаншалықты",
    "қашан",
];

/// Classes of words that only hold a sentence together.
const FUNCTION: [Class; 7] = [
    Class::Pronoun,
    Class::Determiner,
    Class::Postposition,
    Class::Conjunction,
    Class::Particle,
    Class::Interjection,
    Class::Modal,
];

/// What a word is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It says something; so do all words that the lexicon does not have.
    Content,
    /// It only holds a sentence together: `және`, `үшін`.
    Function,
    /// It asks: `қандай`, `қашан`. What answers does not say it.
    Question,
}

impl Stemmer {
    /// What the words of a stem are for.
    ///
    /// ```
    /// use izde::kazakh::{Role, Stemmer};
    ///
    /// let stemmer = Stemmer::new();
    /// assert_eq!(stemmer.role("ауыл"), Role::Content);
    /// assert_eq!(stemmer.role("үшін"), Role::Function);
    /// assert_eq!(stemmer.role("қашан"), Role::Question);
    /// ```
    #[must_use]
    pub fn role(&self, stem: &str) -> Role {
        if QUESTIONS.contains(&stem) {
            return Role::Question;
        }
        match self.classes(stem) {
            Some(classes) if classes.iter().all(|class| FUNCTION.contains(&class)) => Role::Function,
            _ => Role::Content,
        }
    }
}
