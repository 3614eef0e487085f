//! Pages of the web: the article, and what the page says of it.

pub(super) mod about;
mod article;
mod tree;

use self::tree::{TooManyNodes, Tree};
use super::Origin;
use super::whole::{Parts, decoded};
use crate::corpus::Encoding;
use crate::error::Result;

/// Bytes at the beginning of a page in which it may say its encoding, by the standard.
const DECLARATION: usize = 1024;

/// The document of a page.
pub(super) fn document(bytes: Vec<u8>, origin: &mut Origin, given: Option<Encoding>) -> Result<Parts> {
    let html = decoded(&bytes, origin, given, declared(&bytes))?;
    let tree = Tree::parse(&html)
        .map_err(|TooManyNodes| origin.unreadable("the page has more than a million elements; split it"))?;
    let mut about = about::about(&tree);
    // A page that is put together by scripts has its text in JSON-LD at best.
    let told = about.text.take().map(|text| text_of(&text)).unwrap_or_default();
    let text = Some(article::text(&tree, about.title.as_deref())).filter(|text| !text.is_empty()).unwrap_or(told);
    let id = origin.id.clone();
    Ok((about.document(|| id, text), vec![]))
}

/// The text of a piece of HTML, as it stands in feeds; of more than a million elements none.
pub(super) fn text_of(html: &str) -> String {
    Tree::parse(html).map(|tree| article::whole(&tree)).unwrap_or_default()
}

/// The encoding a page says it is in: `<meta charset=…>`, or after `charset=` in a content type.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).next()?;
    name.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;

    fn read(html: &str) -> Document {
        let mut origin = Origin { place: "a.html".into(), id: "a.html".into(), path: None, encoding: None };
        document(html.as_bytes().to_vec(), &mut origin, None).unwrap().0
    }

    const PAGE: &str = r#"<!DOCTYPE html><html lang="kk-KZ"><head><meta charset="utf-8">
        <title>Жиын өтті | Дала таңы</title><meta property="og:title" content="Жиын өтті | Дала таңы">
        <meta property="og:site_name" content="Дала таңы"><meta name="author" content="Айгүл Нұрланова">
        <meta property="article:published_time" content="2025-11-28T10:00:00+05:00">
        <link rel="canonical" href="https://example.org/a"><script>var menu = "<p>жасырын</p>";</script></head>
        <body><header class="top"><nav><ul><li><a href="/">Басты бет</a></ul></nav></header>
        <div class="cookie-banner"><p>Бұл сайт cookie файлдарын пайдаланады, жалғастыру арқылы сіз келісесіз.</p></div>
        <article><h1>Жиын өтті</h1><p>Ауыл әкімдерінің жиыны бүгін елордада өтті, оған екі мыңнан астам адам қатысты.</p>
        <p>Олар <b>су</b>&nbsp;мен жол<br>туралы айтты.</p><ul><li><a href="/b">Тағы оқыңыз</a></li></ul>
        <div class="share">Бөлісу</div></article>
        <aside>Танымал жаңалықтар: өзен тасыды, жол жабылды, мектеп ашылды, егін жиналды.</aside>
        <footer>© 2025 Дала таңы. Барлық құқықтар қорғалған.</footer></body></html>"#;

    #[test]
    fn the_article_is_read_and_nothing_around_it() {
        let document = read(PAGE);
        assert_eq!(
            document.text,
            "Ауыл әкімдерінің жиыны бүгін елордада өтті, оған екі мыңнан астам адам қатысты.\n\n\
             Олар су\u{A0}мен жол\nтуралы айтты."
        );
        assert_eq!(document.title.as_deref(), Some("Жиын өтті"));
        assert_eq!(document.date, "2025-11-28".parse().ok());
        assert_eq!(document.author.as_deref(), Some("Айгүл Нұрланова"));
        assert_eq!((document.source.as_deref(), document.lang.as_deref()), (Some("Дала таңы"), Some("kk")));
        assert_eq!(document.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(document.speaker, None);
    }

    #[test]
    fn json_ld_goes_before_the_rest() {
        let json = r#"<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "Басқа"},
            {"@type": ["NewsArticle"], "headline": "Дәл тақырып", "datePublished": "2024-01-02", "author": [{"name": "А. Б."}, {"name": "В. Г."}],
            "publisher": {"name": "Агенттік"}}]}</script>"#;
        let document = read(&PAGE.replace("</head>", &format!("{json}</head>")));
        assert_eq!(document.title.as_deref(), Some("Дәл тақырып"));
        assert_eq!(document.date, "2024-01-02".parse().ok());
        assert_eq!((document.author.as_deref(), document.source.as_deref()), (Some("А. Б., В. Г."), Some("Агенттік")));
        let broken =
            read(&PAGE.replace("</head>", "<script type=\"application/ld+json\">{\"@type\": </script></head>"));
        assert_eq!(broken.title.as_deref(), Some("Жиын өтті"));
    }

    #[test]
    fn a_page_that_says_nothing_of_itself_has_its_text_alone() {
        let document =
            read("<div><div class=menu><a href=/>Басты</a></div><div class=text>Ауыл әкімі келді.</div></div>");
        assert_eq!(document, Document::new("a.html", "Ауыл әкімі келді."));
        assert_eq!(read("<p>Бір.<p>Екі.").text, "Бір.\n\nЕкі.");
    }

    #[test]
    fn the_article_is_found_without_a_name() {
        let paragraph = "<p>Бұл – мақаланың ұзын абзацы, онда бірнеше сөйлем бар. Екінші сөйлемі де осында тұр.</p>";
        let html = format!(
            "<body><div><div class=left><a href=/1>Бірінші жаңалық</a><a href=/2>Екінші жаңалық</a></div>\
             <div class=content>{paragraph}<h2>Бөлім</h2>{paragraph}</div><div>Телефон: 12</div></div></body>"
        );
        let text = read(&html).text;
        assert!(text.starts_with("Бұл – мақаланың") && text.contains("\n\nБөлім\n\n"), "{text}");
        assert!(!text.contains("жаңалық") && !text.contains("Телефон"), "{text}");
    }

    #[test]
    fn classes_do_not_hide_what_holds_the_article() {
        let paragraph = "Бұл – мақаланың ұзын абзацы, онда бірнеше сөйлем бар. Екінші сөйлемі де осында тұр.";
        let page = |class: &str, content: &str| {
            read(&format!(
                "<body><div class='{class}'>{content}</div><div class=sidebar><p>Танымал жаңалықтар мен хабарландырулар тізімі.</p></div>"
            ))
            .text
        };
        assert_eq!(page("page has-sidebar", &format!("<p>{paragraph}</p>")), paragraph, "most of the prose");
        assert_eq!(page("no-menu", "<h1>Жиын</h1><p>Қысқа.</p>"), "Қысқа.", "the headline, which is the title");
        let comments =
            format!("<article><p>{paragraph}</p></article><div class=comments><p>{paragraph} Пікір.</p></div>");
        assert_eq!(page("wrap", &comments), paragraph);
    }

    #[test]
    fn a_page_made_by_scripts_has_the_text_it_tells_programs() {
        let json = r#"<script type="application/ld+json">{"@type": "Article", "articleBody": "Бір.<p>Екі."}</script>"#;
        assert_eq!(read(&format!("<body>{json}<div id=app></div>")).text, "Бір.\n\nЕкі.");
    }

    #[test]
    fn pages_say_their_encoding() {
        for (html, wanted) in [
            ("<meta charset=windows-1251>", Some(Encoding::WINDOWS_1251)),
            ("<meta http-equiv=Content-Type content='text/html; charset=KOI8-R'>", Some(Encoding::KOI8_R)),
            ("<meta charset=\"kz-1048\">", Some(Encoding::KZ_1048)),
            ("<meta charset=none>", None),
            ("<p>", None),
        ] {
            assert_eq!(declared(html.as_bytes()), wanted, "{html}");
        }
    }
}
