//! Feeds, RSS and Atom: each item a document.

use super::html::about::language;
use super::html::text_of;
use super::xml::{Piece, Xml};
use super::{Found, Input, Origin, once, text_stream};
use crate::corpus::calendar;
use crate::corpus::metadata::{Metadata, trimmed};
use crate::corpus::{Document, Encoding};
use crate::error::{Error, Result};

/// The documents of a feed.
pub(super) fn read(input: Input, origin: Origin, given: Option<Encoding>) -> Found {
    match text_stream(input, origin, given) {
        Ok((input, origin)) => {
            Box::new(Items { xml: Xml::new(input), origin, feed: Metadata::default(), number: 0, ended: false })
        }
        Err(error) => once(Err(error)),
    }
}

struct Items {
    xml: Xml,
    origin: Origin,
    /// What the feed says of all its items: its title, which is their source, and its language.
    feed: Metadata,
    number: u64,
    ended: bool,
}

/// What an item says; each text is HTML.
#[derive(Default)]
struct Item {
    id: Option<String>,
    title: String,
    link: String,
    date: String,
    author: String,
    source: String,
    /// Its whole text, and a few words of it.
    content: String,
    summary: String,
}

impl Item {
    /// Where the text of an element goes; `None` for one that says nothing we keep. The first of a name counts.
    fn field(&mut self, name: &str) -> Option<&mut String> {
        let field = match name {
            "title" => &mut self.title,
            "link" => &mut self.link,
            "pubDate" | "published" | "dc:date" | "updated" => &mut self.date,
            "author" | "dc:creator" => &mut self.author,
            "source" | "dc:publisher" => &mut self.source,
            "content:encoded" | "content" => &mut self.content,
            "description" | "summary" => &mut self.summary,
            "guid" | "id" => self.id.get_or_insert_default(),
            _ => return None,
        };
        field.trim().is_empty().then_some(field)
    }
}

impl Items {
    /// The next item, or what is wrong with the XML; `None` at the end.
    fn item(&mut self) -> Result<Option<Item>, String> {
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(name, attributes) => match plain(&name) {
                    "item" | "entry" => {
                        self.number += 1;
                        self.xml.renew();
                        return self.inside().map(Some);
                    }
                    "feed" | "rss" => {
                        self.feed.lang = attribute(&attributes, "xml:lang").and_then(language);
                    }
                    "title" if self.feed.source.is_none() => self.feed.source = trimmed(&text_of(&self.text()?)),
                    "language" | "dc:language" if self.feed.lang.is_none() => self.feed.lang = language(&self.text()?),
                    // A picture of the feed has a title, too.
                    "image" | "textInput" => drop(self.text()?),
                    _ => {}
                },
                Piece::End(_) | Piece::Text(_) => {}
            }
        }
        Ok(None)
    }

    /// What stands in an item, up to its end.
    fn inside(&mut self) -> Result<Item, String> {
        let mut item = Item::default();
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(name, attributes) => {
                    let name = plain(&name).to_owned();
                    let is_alternate = attribute(&attributes, "rel").is_none_or(|rel| rel == "alternate");
                    let href =
                        attribute(&attributes, "href").filter(|_| name == "link" && is_alternate).map(str::to_owned);
                    let text = self.text()?;
                    // Of a person Atom tells the name, and addresses we leave out.
                    let text = if name == "author" { person(&text) } else { text };
                    if let Some(field) = item.field(&name) {
                        *field = href.unwrap_or(text);
                    }
                }
                Piece::End(_) => break,
                Piece::Text(_) => {}
            }
        }
        Ok(item)
    }

    /// The text of an element, up to its end; the elements in it (XHTML) as tags.
    fn text(&mut self) -> Result<String, String> {
        let mut text = String::new();
        let mut depth = 0;
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(name, _) => {
                    depth += 1;
                    text.push_str(&format!("<{name}>"));
                }
                Piece::End(_) if depth == 0 => break,
                Piece::End(name) => {
                    depth -= 1;
                    text.push_str(&format!("</{name}>"));
                }
                Piece::Text(piece) => text.push_str(&piece),
            }
        }
        Ok(text)
    }

    fn document(&self, item: Item) -> Result<Document> {
        let line = |html: &str| trimmed(&text_of(html).split_whitespace().collect::<Vec<_>>().join(" "));
        let title = line(&item.title);
        let text =
            [&item.content, &item.summary].into_iter().map(|html| text_of(html)).find(|text| !text.trim().is_empty());
        // A headline alone is all there is to find then.
        let Some(text) = text.or_else(|| title.clone()) else {
            return Err(Error::EmptyDocument { place: format!("{}, item {}", self.origin.place, self.number) });
        };
        let url = trimmed(&item.link);
        let about = Metadata {
            id: item.id.as_deref().and_then(trimmed).or_else(|| url.clone()),
            title,
            date: calendar::read(&item.date),
            author: line(&item.author),
            source: line(&item.source).or_else(|| self.feed.source.clone()),
            url,
            lang: self.feed.lang.clone(),
            ..Metadata::default()
        };
        Ok(self.origin.sign_prose(about.document(|| format!("{}#{}", self.origin.id, self.number), text)))
    }
}

impl Iterator for Items {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.item() {
            Ok(Some(item)) => Some(self.document(item)),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(reason) => {
                self.ended = true;
                let place = match self.number {
                    0 => self.origin.place.clone(),
                    number => format!("{}, after item {number}", self.origin.place),
                };
                Some(Err(Error::Unreadable { place, reason }))
            }
        }
    }
}

/// Some feeds write `atom:entry`.
fn plain(name: &str) -> &str {
    name.strip_prefix("atom:").unwrap_or(name)
}

fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
}

/// The name in `<name>…</name><email>…`, or in RSS's `a@example.org (Name)`; an address alone names nobody.
fn person(text: &str) -> String {
    let between = |from, to| text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(name, _)| name);
    match between("<name>", "</name>").or_else(|| between("(", ")").filter(|_| text.contains('@'))) {
        Some(name) => name.to_owned(),
        None if text.contains('@') => String::new(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(xml: &str) -> Vec<Result<Document>> {
        let origin = Origin { place: "a.xml".into(), id: "a.xml".into(), path: None, encoding: None };
        read(Box::new(std::io::Cursor::new(xml.to_owned())), origin, None).collect()
    }

    #[test]
    fn rss_items_are_documents() {
        let found = documents(
            r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Дала таңы</title><language>kk-KZ</language>
            <image><title>Сурет</title><url>u</url></image>
            <item><title>Жиын &amp; той</title><link>https://example.org/1</link><guid isPermaLink="false">g1</guid>
            <pubDate>Fri, 28 Nov 2025 10:00:00 +0500</pubDate><description>Қысқасы</description>
            <content:encoded><![CDATA[<p>Бірінші&nbsp;абзац.</p><script>x</script><p>Екінші.</p>]]></content:encoded>
            <author>a@example.org (Айгүл)</author><media:title>Басқа</media:title></item>
            <item><title>Тек тақырып</title></item><item></item></channel></rss>"#,
        );
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.text, "Бірінші\u{A0}абзац.\n\nЕкінші.");
        assert_eq!((first.id.as_str(), first.title.as_deref()), ("g1", Some("Жиын & той")));
        assert_eq!((first.date, first.url.as_deref()), ("2025-11-28".parse().ok(), Some("https://example.org/1")));
        assert_eq!((first.source.as_deref(), first.lang.as_deref()), (Some("Дала таңы"), Some("kk")));
        assert_eq!(first.author.as_deref(), Some("Айгүл"));
        assert_eq!(found[1].as_ref().unwrap().text, "Тек тақырып");
        assert!(matches!(&found[2], Err(Error::EmptyDocument { place }) if place == "a.xml, item 3"));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn atom_entries_are_documents() {
        let found = documents(
            r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="kk"><title>Өлке</title>
            <entry><id>urn:1</id><title type="html">Өзен &lt;b&gt;тасыды&lt;/b&gt;</title><link rel="self" href="x"/>
            <link href="https://example.org/2"/><published>2025-03-14T08:00:00Z</published>
            <author><name>Марат</name><email>m@example.org</email></author>
            <content type="xhtml"><div><p>Бір.</p><p>Екі.</p></div></content></entry></feed>"#,
        );
        let entry = found[0].as_ref().unwrap();
        assert_eq!((entry.id.as_str(), entry.text.as_str()), ("urn:1", "Бір.\n\nЕкі."));
        assert_eq!((entry.title.as_deref(), entry.author.as_deref()), (Some("Өзен тасыды"), Some("Марат")));
        assert_eq!((entry.url.as_deref(), entry.lang.as_deref()), (Some("https://example.org/2"), Some("kk")));
    }

    #[test]
    fn what_stands_before_an_error_is_kept() {
        let found = documents("<rss><channel><item><title>Бір</title></item><item><title>Екі</title></item><item a=<");
        assert_eq!(found.iter().filter(|one| one.is_ok()).count(), 2, "{found:?}");
        assert!(found[2].as_ref().unwrap_err().to_string().contains("after item "), "{found:?}");
    }
}
