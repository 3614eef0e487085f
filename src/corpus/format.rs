//! What kind of file some bytes are: by their content, and by their name where the content leaves it open.

use std::path::Path;

use super::encoding::detect;

/// What izde reads, for messages.
pub(crate) const READ: &str = ".txt, .md, .html, .docx, .pdf, .jsonl, .json, .csv, .rss, and .gz or .zip of these";

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, one document a file: `.txt`, `.text`, or no extension.
    Text,
    /// Markdown, one document a file: `.md`, `.markdown`.
    Markdown,
    /// One JSON object a line, each a document: `.jsonl`, `.ndjson`.
    JsonLines,
    /// An array of JSON objects, or objects one after the other, each a document: `.json`.
    Json,
    /// A table whose first row names its columns, each other row a document: `.csv`, `.tsv`.
    Csv,
    /// A page of the web, one document: `.html`, `.htm`, `.xhtml`.
    Html,
    /// A feed, RSS or Atom, each item a document: `.rss`, `.atom`, `.xml`, `.rdf`.
    Feed,
    /// A document of Word, one document: `.docx`.
    Docx,
    /// One document: `.pdf`.
    Pdf,
    /// Any of the others, packed: `.gz`.
    Gzip,
    /// Files of the others, packed together: `.zip`.
    Zip,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Markdown,
        Self::JsonLines,
        Self::Json,
        Self::Csv,
        Self::Html,
        Self::Feed,
        Self::Docx,
        Self::Pdf,
        Self::Gzip,
        Self::Zip,
    ];

    /// The format the extension of a file name stands for, in whichever case it is written; `None` for one izde does
    /// not read. The content may say otherwise.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "json" => Some(Self::Json),
            "csv" | "tsv" => Some(Self::Csv),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "rss" | "atom" | "xml" | "rdf" => Some(Self::Feed),
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            "gz" => Some(Self::Gzip),
            "zip" => Some(Self::Zip),
            _ => None,
        }
    }

    /// What it is called: `text`, `JSON lines`, `HTML`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "Markdown",
            Self::JsonLines => "JSON lines",
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Html => "HTML",
            Self::Feed => "feed",
            Self::Docx => "Word",
            Self::Pdf => "PDF",
            Self::Gzip => "gzip",
            Self::Zip => "zip",
        }
    }
}

/// The first bytes of files that are known, and what they are; the distance from the beginning first.
const SIGNATURES: [(usize, &[u8], Signature); 24] = [
    (0, b"%PDF-", Signature::Read(Format::Pdf)),
    (0, b"PK\x03\x04", Signature::Read(Format::Zip)),
    (0, b"PK\x05\x06", Signature::Read(Format::Zip)),
    (0, b"\x1F\x8B", Signature::Read(Format::Gzip)),
    (0, b"\xD0\xCF\x11\xE0", Signature::Other("an Office file of before 2007 (.doc, .xls); save it as .docx")),
    (0, b"{\\rtf", Signature::Other("an RTF document; save it as .docx")),
    (0, b"\xFF\xD8\xFF", Signature::Other("a JPEG image")),
    (0, b"\x89PNG", Signature::Other("a PNG image")),
    (0, b"GIF8", Signature::Other("a GIF image")),
    (0, b"II*\0", Signature::Other("a TIFF image")),
    (0, b"MM\0*", Signature::Other("a TIFF image")),
    (8, b"WEBP", Signature::Other("a WebP image")),
    (8, b"WAVE", Signature::Other("a sound recording")),
    (0, b"ID3", Signature::Other("a sound recording")),
    (0, b"OggS", Signature::Other("a recording")),
    (4, b"ftyp", Signature::Other("a video or sound recording")),
    (0, b"7z\xBC\xAF", Signature::Other("a 7z archive; pack it as .zip")),
    (0, b"Rar!", Signature::Other("a RAR archive; pack it as .zip")),
    (0, b"\xFD7zXZ", Signature::Other("packed with xz; pack it as .gz")),
    (0, b"BZh", Signature::Other("packed with bzip2; pack it as .gz")),
    (0, b"\x28\xB5\x2F\xFD", Signature::Other("packed with zstd; pack it as .gz")),
    (257, b"ustar", Signature::Other("a tar archive; pack it as .zip")),
    (0, b"SQLite format 3", Signature::Other("an SQLite database")),
    (0, b"\x7FELF", Signature::Other("a program")),
];

#[derive(Debug, Clone, Copy)]
enum Signature {
    Read(Format),
    Other(&'static str),
}

/// The format of a file of this name that begins with `head`, or what it is instead.
///
/// A signature is believed whatever the name says, and so are the first tags of a page or feed and the first line of JSON. Plain text has
/// no signature: it needs a name of one of our formats, or one without an extension.
pub(super) fn recognise(name: &Path, head: &[u8]) -> Result<Format, String> {
    let by_name = Format::of(name);
    let signature =
        SIGNATURES.iter().find(|(at, bytes, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(bytes)));
    match signature {
        // A .docx is a zip, and only its members tell.
        Some((.., Signature::Read(Format::Zip))) if by_name == Some(Format::Docx) => return Ok(Format::Docx),
        Some((.., Signature::Read(format))) => return Ok(*format),
        Some((.., Signature::Other(what))) => return Err(format!("it is {what}")),
        None => {}
    }
    let start = Start::of(head);
    match by_name {
        Some(format @ (Format::Docx | Format::Zip | Format::Gzip)) if !head.is_empty() => {
            Err(format!("it is no {} file, whatever its name says", format.name()))
        }
        // Some programs write a line or a byte order mark first.
        Some(Format::Pdf) if !head.is_empty() => match head.windows(5).take(1024).any(|window| window == b"%PDF-") {
            true => Ok(Format::Pdf),
            false => Err("it is no PDF file, whatever its name says".to_owned()),
        },
        Some(Format::Feed) if !head.is_empty() => match start {
            Start::Feed => Ok(Format::Feed),
            Start::Html => Ok(Format::Html),
            _ => Err("it is XML of another kind; of XML izde reads RSS and Atom feeds".to_owned()),
        },
        Some(Format::Html) => Ok(if start == Start::Feed { Format::Feed } else { Format::Html }),
        Some(Format::Json | Format::JsonLines) => Ok(match start {
            Start::Array => Format::Json,
            Start::Line => Format::JsonLines,
            _ => by_name.unwrap_or(Format::Json),
        }),
        Some(Format::Text) => Ok(start.format().unwrap_or(Format::Text)),
        Some(format) => Ok(format),
        None => start.format().map_or_else(|| plain(name, head), Ok),
    }
}

/// A file without a known extension or beginning: text, if nothing speaks against it.
fn plain(name: &Path, head: &[u8]) -> Result<Format, String> {
    // `сөз.28 қараша` has no extension, only a dot.
    let extension = name.extension().and_then(|extension| extension.to_str());
    let extension = extension.filter(|extension| extension.chars().all(|c| c.is_ascii_alphanumeric()));
    let is_text =
        !head.iter().any(|&byte| byte < 0x20 && !b"\t\n\r\x0C".contains(&byte)) && detect(head, None).is_some();
    match extension {
        None if is_text && !head.is_empty() => Ok(Format::Text),
        Some(extension) if is_text => Err(format!("izde reads {READ}; if .{extension} is plain text, name it .txt")),
        _ => Err(format!("izde reads {READ}; this is something else")),
    }
}

/// What the first characters of a text show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Html,
    Feed,
    /// An array of JSON objects.
    Array,
    /// A line that is a JSON object with a text in it.
    Line,
    Open,
}

impl Start {
    fn of(head: &[u8]) -> Self {
        let text = detect(head, None).map(|encoding| encoding.decode(head)).unwrap_or_default();
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        match text.chars().next() {
            Some('<') => Self::of_tag(text),
            Some('[') if text[1..].trim_start().starts_with('{') => Self::Array,
            Some('{') => {
                let line = text.lines().next().unwrap_or_default();
                let object = serde_json::from_str::<serde_json::Map<_, _>>(line);
                if object.is_ok_and(|object| object.contains_key("text")) { Self::Line } else { Self::Open }
            }
            _ => Self::Open,
        }
    }

    /// What the first element is, after declarations and comments.
    fn of_tag(mut text: &str) -> Self {
        loop {
            let lower: String = text.chars().take(16).collect::<String>().to_ascii_lowercase();
            // A document type may define entities, in brackets.
            let has_subset = lower.starts_with("<!doctype") && text.find('[') < text.find('>') && text.contains('[');
            let end = if lower.starts_with("<!--") {
                "-->"
            } else if has_subset {
                "]>"
            } else if lower.starts_with("<?") || lower.starts_with("<!") && !lower.starts_with("<!doctype html") {
                ">"
            } else {
                let is = |names: &[&str]| names.iter().any(|name| lower.starts_with(name));
                return match () {
                    () if is(&["<!doctype html", "<html", "<head", "<body"]) => Self::Html,
                    () if is(&["<rss", "<feed", "<rdf:rdf", "<atom:feed"]) => Self::Feed,
                    () => Self::Open,
                };
            };
            match text.split_once(end) {
                Some((_, rest)) => text = rest.trim_start(),
                None => return Self::Open,
            }
        }
    }

    const fn format(self) -> Option<Format> {
        match self {
            Self::Html => Some(Format::Html),
            Self::Feed => Some(Format::Feed),
            Self::Array => Some(Format::Json),
            Self::Line => Some(Format::JsonLines),
            Self::Open => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows: name, content, format or a piece of the reason.
    #[test]
    fn content_goes_before_the_name() {
        for (name, content, wanted) in [
            ("a.txt", "Ауыл", Ok(Format::Text)),
            ("a", "Ауыл", Ok(Format::Text)),
            ("сөз.28 қараша", "Ауыл", Ok(Format::Text)),
            ("a.txt", "<!DOCTYPE html><p>Ауыл", Ok(Format::Html)),
            ("a.txt", "\u{FEFF}<?xml version=\"1.0\"?>\n<!-- <html> --><rss>", Ok(Format::Feed)),
            ("a.xml", "<?xml version=\"1.0\"?><feed>", Ok(Format::Feed)),
            ("a.xml", "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss>", Ok(Format::Feed)),
            ("a.xml", "<?xml version=\"1.0\"?><sitemap>", Err("XML of another kind")),
            ("a.html", "Ауыл", Ok(Format::Html)),
            ("a.txt", "{\"text\": \"a\"}\n{", Ok(Format::JsonLines)),
            ("a.txt", "{\"a\": 1}", Ok(Format::Text)),
            ("a.json", "[{\"text\": \"a\"}]", Ok(Format::Json)),
            ("a.json", "{\"text\": \"a\"}\n{\"text\": \"b\"}", Ok(Format::JsonLines)),
            ("a.json", "{\n\"text\": \"a\"\n}", Ok(Format::Json)),
            ("a.jsonl", "[1, 2]", Ok(Format::JsonLines)),
            ("a.txt", "%PDF-1.7", Ok(Format::Pdf)),
            ("a.pdf", "Ауыл", Err("no PDF file")),
            ("a.docx", "PK\u{3}\u{4}", Ok(Format::Docx)),
            ("a.txt", "PK\u{3}\u{4}", Ok(Format::Zip)),
            ("a.zip", "Ауыл", Err("no zip file")),
            ("a.txt", "{\\rtf1", Err("RTF")),
            ("a.jpg", "Ауыл", Err(".txt")),
            ("a.jpg", "<html>", Ok(Format::Html)),
            ("a.bin", "\u{1}\u{2}", Err("something else")),
        ] {
            match (recognise(Path::new(name), content.as_bytes()), wanted) {
                (Ok(format), Ok(wanted)) => assert_eq!(format, wanted, "{name} {content}"),
                (Err(reason), Err(wanted)) => assert!(reason.contains(wanted), "{name} {content}: {reason}"),
                (found, _) => panic!("{name} {content}: {found:?}"),
            }
        }
        let utf16: Vec<u8> = "<html>ауыл".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(recognise(Path::new("a.txt"), &utf16), Ok(Format::Html));
    }
}
