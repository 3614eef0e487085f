//! The article of a page: its paragraphs, without menus, sidebars, banners, forms and links to other articles.

use super::tree::{Id, Node, Tree};

/// Elements that hold no prose of the article.
const LEFT_OUT: [&str; 27] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video", "form",
    "button", "input", "select", "textarea", "label", "nav", "aside", "footer", "dialog", "menu", "head", "map",
    "picture", "source", "title",
];

/// Words in the class or id of such parts, by what the web commonly calls them.
const LEFT_OUT_CLASSES: [&str; 40] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "cookiebar",
    "footer",
    "gdpr",
    "hidden",
    "login",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pagination",
    "pager",
    "popup",
    "promo",
    "recommended",
    "related",
    "search",
    "share",
    "sharing",
    "sidebar",
    "skip",
    "social",
    "sponsored",
    "subscribe",
    "tags",
    "toolbar",
    "widget",
];

/// Roles of such parts.
const LEFT_OUT_ROLES: [&str; 8] =
    ["alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "navigation", "search"];

/// A paragraph that counts for where the article is has so many letters: shorter ones are captions and teasers.
const PARAGRAPH: usize = 40;

/// An element that says it is the article is believed if it has so much of the prose of the page, of a hundred parts.
const MOST_OF_100: usize = 50;

/// The paragraphs of the article, parted by empty lines. `title` is left out where it stands above them.
pub(super) fn text(tree: &Tree, title: Option<&str>) -> String {
    let page = Page::of(tree);
    page.written(page.article(), title)
}

/// The text of a piece of a page, all of it: what feeds have in their items.
pub(super) fn whole(tree: &Tree) -> String {
    let page = Page {
        tree,
        kept: tree.all().map(|(_, node)| !LEFT_OUT.contains(&node.name.as_str())).collect(),
        prose: vec![],
    };
    page.written(Tree::ROOT, None)
}

struct Page<'a> {
    tree: &'a Tree,
    /// Whether a node is part of what people read, and all above it.
    kept: Vec<bool>,
    /// Letters of the prose below each node: in paragraphs and outside of links.
    prose: Vec<usize>,
}

impl<'a> Page<'a> {
    fn of(tree: &'a Tree) -> Self {
        let mut page = Self { tree, kept: kept(tree, &|_, node| is_furniture(tree, node)), prose: vec![] };
        page.prose = page.count();
        // `<div class="page has-sidebar">` is no sidebar: what holds the article stays whatever it is called, and where nothing
        // says so, what holds most of the prose.
        let holds = page.holders();
        let most = page.prose[Tree::ROOT] * MOST_OF_100;
        let is_article = |id: Id| match holds[Tree::ROOT] {
            true => holds[id],
            false => most > 0 && page.prose[id] * 100 >= most,
        };
        let is_out = |id: Id, node: &Node| is_furniture(tree, node) || is_called_furniture(node) && !is_article(id);
        page.kept = kept(tree, &is_out);
        page.prose = page.count();
        page
    }

    /// Which nodes hold the article by what it is: the element of that name, or the headline of the page.
    fn holders(&self) -> Vec<bool> {
        let nodes: Vec<&Node> = self.tree.all().map(|(_, node)| node).collect();
        let is_it = |(id, node): (Id, &&Node)| self.kept[id] && (says_so(node) || node.name == "h1");
        let mut holds: Vec<bool> = nodes.iter().enumerate().map(is_it).collect();
        for id in (1..nodes.len()).rev() {
            holds[nodes[id].parent] |= holds[id];
        }
        holds
    }

    /// Letters of prose in each node, those below it added.
    fn count(&self) -> Vec<usize> {
        let nodes: Vec<&Node> = self.tree.all().map(|(_, node)| node).collect();
        let mut in_link = vec![false; nodes.len()];
        // Of each block: letters of its own text, not of blocks in it.
        let mut own = vec![0; nodes.len()];
        let mut block = vec![Tree::ROOT; nodes.len()];
        for (id, node) in nodes.iter().enumerate().skip(1) {
            in_link[id] = in_link[node.parent] || node.name == "a";
            block[id] = if node.is_block() { id } else { block[node.parent] };
            if node.is_text() && self.kept[id] && !in_link[id] {
                own[block[id]] += node.text.chars().filter(|c| c.is_alphanumeric()).count();
            }
        }
        let mut prose: Vec<usize> = own.iter().map(|&letters| if letters >= PARAGRAPH { letters } else { 0 }).collect();
        for id in (1..nodes.len()).rev() {
            let letters = prose[id];
            prose[nodes[id].parent] += letters;
        }
        prose
    }

    /// The element that holds the article: one that says so, or the smallest that holds most of the prose.
    fn article(&self) -> Id {
        let all = self.prose[Tree::ROOT];
        let said = self.tree.all().filter(|(id, node)| self.kept[*id] && says_so(node));
        // Of those with enough prose the innermost, which comes last among its likes.
        let said = said.filter(|(id, _)| all > 0 && self.prose[*id] * 100 >= all * MOST_OF_100);
        if let Some((id, _)) = said.last() {
            return id;
        }
        // Down from the root as long as one child has nearly all of it.
        let mut at = Tree::ROOT;
        while let Some(&child) = self.tree.node(at).children.iter().max_by_key(|&&child| self.prose[child]) {
            if self.prose[child] * 100 < self.prose[at] * 80
                || self.prose[child] == 0
                || !self.tree.node(child).is_block()
            {
                break;
            }
            // A single long paragraph is not the article: its neighbours belong to it.
            if self.tree.node(child).name == "p" {
                break;
            }
            at = child;
        }
        at
    }

    /// The text below a node: blocks parted by empty lines, `<br>` as a line break.
    fn written(&self, root: Id, title: Option<&str>) -> String {
        let mut out = Out::default();
        let mut stack = vec![Step::Enter(root)];
        while let Some(step) = stack.pop() {
            let id = match step {
                Step::Leave(node) => {
                    out.leave(node);
                    continue;
                }
                Step::Enter(id) => id,
            };
            let node = self.tree.node(id);
            if id != root && !self.kept[id] || self.is_list_of_links(id) || self.is_title(node, id, title) {
                continue;
            }
            if node.is_text() {
                out.text(&node.text, self.in_pre(node.parent));
                continue;
            }
            out.enter(node);
            stack.push(Step::Leave(node));
            stack.extend(node.children.iter().rev().map(|&child| Step::Enter(child)));
        }
        out.text.trim().to_owned()
    }

    fn in_pre(&self, parent: Id) -> bool {
        self.tree.node(parent).name == "pre"
    }

    /// A list whose every item is a link: a menu, or what to read next.
    fn is_list_of_links(&self, id: Id) -> bool {
        let node = self.tree.node(id);
        if node.name != "ul" && node.name != "ol" || self.prose.is_empty() {
            return false;
        }
        let mut links = 0;
        let mut stack: Vec<Id> = node.children.clone();
        while let Some(id) = stack.pop() {
            let node = self.tree.node(id);
            if node.name == "a" {
                links += 1;
            } else if node.is_text() && node.text.contains(char::is_alphanumeric) {
                return false;
            } else {
                stack.extend(&node.children);
            }
        }
        links > 0
    }

    /// The headline above the article, which is the document's title already.
    fn is_title(&self, node: &Node, id: Id, title: Option<&str>) -> bool {
        node.name == "h1" && title.is_some_and(|title| self.tree.text_of(id) == title)
    }
}

enum Step<'a> {
    Enter(Id),
    Leave(&'a Node),
}

/// Whether each node is none of some, nor in one.
fn kept(tree: &Tree, is_out: &dyn Fn(Id, &Node) -> bool) -> Vec<bool> {
    let mut kept: Vec<bool> = vec![];
    // Parents come before their children.
    for (id, node) in tree.all() {
        let above = id == Tree::ROOT || kept[node.parent];
        kept.push(above && !is_out(id, node));
    }
    kept
}

/// An element that says it is the article.
fn says_so(node: &Node) -> bool {
    node.has("itemprop", "articleBody") || node.name == "article" || node.name == "main" || node.has("role", "main")
}

/// Whether an element is furniture of the page and not its article, by what it is.
fn is_furniture(tree: &Tree, node: &Node) -> bool {
    let name = node.name.as_str();
    if LEFT_OUT.contains(&name) || node.attribute("hidden").is_some() || node.has("aria-hidden", "true") {
        return true;
    }
    // A header within the article has its headline, one of the page its menu.
    if name == "header" {
        let mut above = node.parent;
        while above != Tree::ROOT && !["article", "main"].contains(&tree.node(above).name.as_str()) {
            above = tree.node(above).parent;
        }
        return above == Tree::ROOT;
    }
    LEFT_OUT_ROLES.iter().any(|role| node.has("role", role))
}

/// Whether it is furniture by what its class or id calls it.
fn is_called_furniture(node: &Node) -> bool {
    if ["html", "body", "article", "main"].contains(&node.name.as_str()) {
        return false;
    }
    let is_named = |word: &str| LEFT_OUT_CLASSES.iter().any(|known| known.eq_ignore_ascii_case(word));
    let words = |attribute| node.attribute(attribute).unwrap_or_default().split(|c: char| !c.is_alphanumeric());
    words("class").chain(words("id")).any(is_named)
}

/// Text as it is put together.
#[derive(Default)]
struct Out {
    text: String,
}

impl Out {
    fn enter(&mut self, node: &Node) {
        match node.name.as_str() {
            "br" => self.text.push('\n'),
            "td" | "th" => self.space(),
            _ if node.is_block() => self.part(),
            _ => {}
        }
    }

    fn leave(&mut self, node: &Node) {
        if node.is_block() {
            self.part();
        }
    }

    /// An empty line, once.
    fn part(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    fn text(&mut self, text: &str, is_pre: bool) {
        if is_pre {
            self.text.push_str(text);
            return;
        }
        // White space is one space, and none at the beginning of a line. A no-break space is a character like others.
        let is_space = |c: char| c.is_ascii_whitespace();
        for (at, word) in text.split(is_space).enumerate() {
            if at > 0 {
                self.space();
            }
            self.text.push_str(word);
        }
    }
}
