//! Markdown: front matter, then the text as it is, marks and all, so that spans point into the file.

use crate::corpus::front_matter;
use crate::corpus::metadata::Metadata;
use crate::error::Result;

/// The metadata of a Markdown file, and where the text proper begins, in bytes. Without a title of its own it is called
/// as its first level-1 heading.
pub(super) fn split(content: &str, place: &str) -> Result<(Metadata, usize)> {
    let (mut metadata, body) = front_matter::split(content, place)?;
    if metadata.title.is_none() {
        metadata.title = first_heading(&content[body..]);
    }
    Ok((metadata, body))
}

/// The first line `# …`, outside of code blocks, where `#` begins a comment.
fn first_heading(text: &str) -> Option<String> {
    let mut in_code = false;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            in_code = !in_code;
        } else if let Some(heading) = line.strip_prefix("# ").filter(|_| !in_code) {
            // Markdown allows closing marks: `# Heading #`.
            let heading = heading.trim_end_matches('#').trim();
            if !heading.is_empty() {
                return Some(heading.to_owned());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_heading_of_level_one() {
        assert_eq!(first_heading("## Бөлім\n# Ауыл\n# Қала").as_deref(), Some("Ауыл"));
        assert_eq!(first_heading("```\n# түсініктеме\n```\n#\n# \n#ауыл\nмәтін"), None);
    }
}
