//! What a page says of itself: in JSON-LD, Open Graph, meta elements, microdata, and its first heading.

use serde_json::Value;

use super::tree::{Node, Tree};
use crate::corpus::calendar;
use crate::corpus::metadata::{Metadata, trimmed};

/// Types of things that JSON-LD describes and that are the page's article.
const ARTICLES: [&str; 9] = [
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
    "Report",
    "WebPage",
    "SocialMediaPosting",
];

/// What a page says of itself. The sources are asked in the order of how exactly they speak of the article: JSON-LD, then what the page
/// tells other programs, then what it shows.
pub(super) fn about(tree: &Tree) -> Metadata {
    let mut found = Metadata::default();
    for (id, node) in tree.all() {
        if node.name == "script" && node.has("type", "application/ld+json") {
            let json: String = node.children.iter().map(|&child| tree.node(child).text.as_str()).collect();
            if let Ok(value) = serde_json::from_str(&json) {
                json_ld(&value, &mut found);
            }
        }
        if node.name == "html" && found.lang.is_none() {
            found.lang = node.attribute("lang").and_then(language);
        }
        if node.name == "link" && node.has("rel", "canonical") && found.url.is_none() {
            found.url = node.attribute("href").and_then(address);
        }
        // Microdata says it in an attribute or in the text.
        let said =
            || node.attribute("content").or(node.attribute("datetime")).map_or_else(|| tree.text_of(id), str::to_owned);
        match node.attribute("itemprop") {
            Some("datePublished") if found.date.is_none() => found.date = calendar::read(&said()),
            Some("headline") if found.title.is_none() => found.title = trimmed(&said()),
            Some("author") if found.author.is_none() && node.name != "link" => found.author = trimmed(&said()),
            _ => {}
        }
    }
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(tree, name));
    found.source = found.source.or_else(|| meta(&["og:site_name", "application-name"]));
    found.title = found
        .title
        .or_else(|| meta(&["og:title", "twitter:title"]).map(|title| without_site(title, found.source.as_deref())));
    found.title = found.title.or_else(|| heading(tree, found.source.as_deref()));
    let dates = [
        "article:published_time",
        "date",
        "pubdate",
        "publishdate",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "parsely-pub-date",
    ];
    found.date =
        found.date.or_else(|| dates.iter().filter_map(|name| meta(&[name])).find_map(|date| calendar::read(&date)));
    found.date = found.date.or_else(|| time(tree));
    let is_name = |author: &String| address(author).is_none();
    found.author = found.author.or_else(|| meta(&["author", "article:author", "dc.creator"])).filter(is_name);
    found.url = found.url.or_else(|| meta(&["og:url"]).as_deref().and_then(address));
    found
}

/// `kk` of `kk-KZ`.
pub(in crate::corpus::reader) fn language(code: &str) -> Option<String> {
    let code = code.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    ((2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

/// A whole address; a part of one leads nowhere without the page.
fn address(url: &str) -> Option<String> {
    let url = url.trim();
    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.to_owned())
}

/// The content of a meta element of a name or property.
fn meta(tree: &Tree, name: &str) -> Option<String> {
    let is_it = |node: &Node| {
        ["name", "property"]
            .iter()
            .any(|key| node.attribute(key).is_some_and(|own| own.trim().eq_ignore_ascii_case(name)))
    };
    let mut all = tree.all().filter(|(_, node)| node.name == "meta" && is_it(node));
    all.find_map(|(_, node)| trimmed(node.attribute("content")?))
}

/// The only heading of the first level, or the page's title.
fn heading(tree: &Tree, site: Option<&str>) -> Option<String> {
    let text = |name| {
        let mut of_name = tree.all().filter(move |(_, node)| node.name == name);
        of_name.next().map(|(id, _)| (tree.text_of(id), of_name.next().is_none()))
    };
    let heading = text("h1").filter(|(_, is_only)| *is_only).and_then(|(text, _)| trimmed(&text));
    heading.or_else(|| text("title").and_then(|(text, _)| trimmed(&text)).map(|title| without_site(title, site)))
}

/// `Жиын өтті` of `Жиын өтті | BAQ.KZ`.
fn without_site(title: String, site: Option<&str>) -> String {
    let rest = site.and_then(|site| title.strip_suffix(site)).map(str::trim_end);
    let rest = rest.and_then(|rest| rest.strip_suffix(['|', '-', '–', '—', '·', '«', ':']));
    rest.and_then(trimmed).unwrap_or(title)
}

/// The first time the page shows that has a day.
fn time(tree: &Tree) -> Option<crate::corpus::Date> {
    let mut times = tree.all().filter(|(_, node)| node.name == "time");
    times.find_map(|(id, node)| {
        node.attribute("datetime").and_then(calendar::read).or_else(|| calendar::read(&tree.text_of(id)))
    })
}

/// Takes what JSON-LD says of the article, wherever in it that stands.
fn json_ld(value: &Value, found: &mut Metadata) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| json_ld(one, found)),
        Value::Object(object) => {
            if let Some(graph) = object.get("@graph") {
                json_ld(graph, found);
            }
            let is = |name: &Value| name.as_str().is_some_and(|name| ARTICLES.contains(&name));
            let of_type = object
                .get("@type")
                .is_some_and(|kind| is(kind) || kind.as_array().is_some_and(|all| all.iter().any(is)));
            if !of_type {
                return;
            }
            let text = |key| object.get(key).and_then(name_of);
            found.title = found.title.take().or_else(|| text("headline"));
            found.text = found.text.take().or_else(|| text("articleBody"));
            found.date = found.date.or_else(|| text("datePublished").as_deref().and_then(calendar::read));
            found.author = found.author.take().or_else(|| text("author"));
            found.source = found.source.take().or_else(|| text("publisher"));
            found.lang = found.lang.take().or_else(|| text("inLanguage").as_deref().and_then(language));
        }
        _ => {}
    }
}

/// A text, the name of a thing, or the names of several.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => trimmed(text),
        Value::Object(thing) => thing.get("name").and_then(Value::as_str).and_then(trimmed),
        Value::Array(all) => {
            let names: Vec<_> = all.iter().filter(|one| !one.is_array()).filter_map(name_of).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}
