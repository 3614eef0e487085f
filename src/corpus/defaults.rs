//! What is said of documents from outside: their encoding, and metadata for those that lack it.

use super::{Document, Encoding, calendar};
use crate::error::{Error, Result};

/// What whoever indexes knows of the files beforehand.
///
/// ```
/// use izde::corpus::Reading;
///
/// let mut reading = Reading::default();
/// reading.set("source=BAQ.KZ")?;
/// reading.encoding = Some("kz-1048".parse()?);
/// # Ok::<(), izde::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The encoding of every text; without it each file's is recognised.
    pub encoding: Option<Encoding>,
    /// Fills in what a document does not say. Its id and text mean nothing.
    pub fill: Document,
}

/// What can be filled in.
const KEYS: &str = "title, date, speaker, author, source, url and lang";

impl Reading {
    /// Sets what is filled in where a document does not say it: `source=BAQ.KZ`, `date=2025-11`.
    ///
    /// # Errors
    /// [`Error::BadSetting`] for a key that is none of title, date, speaker, author, source, url and lang, an empty value, or a date that is none.
    pub fn set(&mut self, setting: &str) -> Result<()> {
        let wrong = |reason: String| Error::BadSetting { setting: setting.to_owned(), reason };
        let Some((key, value)) = setting.split_once('=') else {
            return Err(wrong("write KEY=VALUE, such as source=BAQ.KZ".to_owned()));
        };
        let value = value.trim();
        if value.is_empty() {
            return Err(wrong("there is no value after the =".to_owned()));
        }
        let fill = &mut self.fill;
        let field = match key.trim() {
            "title" => &mut fill.title,
            "speaker" => &mut fill.speaker,
            "author" => &mut fill.author,
            "source" => &mut fill.source,
            "url" => &mut fill.url,
            "lang" => &mut fill.lang,
            "date" => {
                let date = calendar::read(value);
                fill.date = Some(date.ok_or_else(|| wrong(format!("{value:?} is no date; write 2025-11-28")))?);
                return Ok(());
            }
            other => return Err(wrong(format!("{other:?} cannot be set; what can is {KEYS}"))),
        };
        *field = Some(value.to_owned());
        Ok(())
    }

    /// Fills in what a document does not say.
    pub(super) fn complete(&self, document: &mut Document) {
        let pairs = [
            (&mut document.title, &self.fill.title),
            (&mut document.speaker, &self.fill.speaker),
            (&mut document.author, &self.fill.author),
            (&mut document.source, &self.fill.source),
            (&mut document.url, &self.fill.url),
            (&mut document.lang, &self.fill.lang),
        ];
        for (field, value) in pairs {
            if field.is_none() {
                field.clone_from(value);
            }
        }
        document.date = document.date.or(self.fill.date);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_says_stays() {
        let mut reading = Reading::default();
        for setting in ["source=BAQ.KZ", "date=28.11.2025", " lang = kk "] {
            reading.set(setting).unwrap();
        }
        let mut document = Document::new("a", "Мәтін.");
        document.source = Some("Akorda".into());
        reading.complete(&mut document);
        assert_eq!((document.source.as_deref(), document.lang.as_deref()), (Some("Akorda"), Some("kk")));
        assert_eq!(document.date, "2025-11-28".parse().ok());
    }

    #[test]
    fn settings_that_mean_nothing_are_refused() {
        for setting in ["source", "source=", "id=5", "date=кеше", "=x"] {
            assert!(matches!(Reading::default().set(setting), Err(Error::BadSetting { .. })), "{setting}");
        }
    }
}
