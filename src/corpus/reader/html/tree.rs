//! A page as a tree: enough of it to find the article, and never more than a limit.
//!
//! The tokens come from a tokenizer that follows the standard; the tree is made by simple rules of our own. What a browser would
//! mend in its own way (misnested tags above all) changes the shape of the tree, hardly ever its text.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Deepest element; what lies deeper is put at this depth, as browsers do.
const MAX_DEPTH: usize = 512;

/// Most elements and pieces of text: a tenth of it is a very long page.
const MAX_NODES: usize = 1_000_000;

/// Longest attribute that is kept, in bytes, and most of them of an element. Others are dropped.
const MAX_ATTRIBUTE: usize = 4096;
const MAX_ATTRIBUTES: usize = 32;

/// The attributes that are looked at; the others are not kept.
const ATTRIBUTES: [&str; 16] = [
    "aria-hidden",
    "charset",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "type",
];

/// Elements without an end.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that begin a line of their own.
const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// Number of a node in its tree.
pub(super) type Id = usize;

/// The page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// An element or a piece of text.
#[derive(Debug)]
pub(super) struct Node {
    /// Name of the element in lower case; empty for text.
    pub(super) name: String,
    pub(super) text: String,
    attributes: Vec<(&'static str, String)>,
    pub(super) parent: Id,
    pub(super) children: Vec<Id>,
}

/// A page of more than [`MAX_NODES`] nodes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooManyNodes;

impl Tree {
    /// The root: all else is in it.
    pub(super) const ROOT: Id = 0;

    /// Reads a page or a piece of one.
    pub(super) fn parse(html: &str) -> Result<Self, TooManyNodes> {
        let mut builder = Builder::default();
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| builder.take(event));
        emitter.naively_switch_states(true);
        // The tokenizer gives something only when the builder has had enough.
        match Tokenizer::new_with_emitter(html, emitter).next() {
            Some(Ok(too_many)) => Err(too_many),
            None => Ok(builder.tree),
        }
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    /// All nodes in the order of the page.
    pub(super) fn all(&self) -> impl Iterator<Item = (Id, &Node)> {
        self.nodes.iter().enumerate()
    }

    /// The text of everything below a node as it stands, white space put together.
    pub(super) fn text_of(&self, id: Id) -> String {
        let mut text = String::new();
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            let node = self.node(id);
            text.push_str(&node.text);
            if node.is_block() || node.name == "br" {
                text.push(' ');
            }
            stack.extend(node.children.iter().rev());
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Node {
    /// The value of an attribute; empty for one without a value.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// Whether a value stands among the words of an attribute, as in `rel="canonical nofollow"`.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.attribute(name).is_some_and(|all| all.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(value)))
    }

    pub(super) fn is_text(&self) -> bool {
        self.name.is_empty()
    }

    pub(super) fn is_block(&self) -> bool {
        BLOCKS.binary_search(&self.name.as_str()).is_ok()
    }
}

struct Builder {
    tree: Tree,
    /// The elements that are open, from the root.
    open: Vec<Id>,
    /// The start tag at hand, and the attribute of it that comes next.
    tag: Option<Node>,
    attribute: Option<&'static str>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { tree: Tree { nodes: vec![node("#page", 0)] }, open: vec![Tree::ROOT], tag: None, attribute: None }
    }
}

fn node(name: &str, parent: Id) -> Node {
    Node { name: name.to_owned(), text: String::new(), attributes: vec![], parent, children: vec![] }
}

impl Builder {
    fn take(&mut self, event: CallbackEvent<'_>) -> Option<TooManyNodes> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some(node(&String::from_utf8_lossy(name), 0));
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = ATTRIBUTES.iter().find(|known| known.as_bytes() == name).copied();
                if let (Some(name), Some(tag)) = (self.attribute, &mut self.tag) {
                    // The first of a name counts.
                    if tag.attribute(name).is_some() || tag.attributes.len() == MAX_ATTRIBUTES {
                        self.attribute = None;
                    } else {
                        tag.attributes.push((name, String::new()));
                    }
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(_), Some(tag)) = (self.attribute, &mut self.tag)
                    && let Some((_, kept)) = tag.attributes.last_mut()
                    && kept.len() + value.len() <= MAX_ATTRIBUTE
                {
                    kept.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(tag) = self.tag.take() {
                    self.start(tag, self_closing);
                }
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        (self.tree.nodes.len() > MAX_NODES).then_some(TooManyNodes)
    }

    fn top(&self) -> Id {
        // The root is never closed.
        self.open.last().copied().unwrap_or(Tree::ROOT)
    }

    fn start(&mut self, mut tag: Node, self_closing: bool) {
        self.close_before(&tag.name);
        let is_void = VOID.contains(&tag.name.as_str()) || self_closing && !tag.is_block();
        tag.parent = self.top();
        let id = self.append(tag);
        if !is_void && self.open.len() < MAX_DEPTH {
            self.open.push(id);
        }
    }

    /// Ends what may not hold the element that comes: a paragraph no block, an item no other item, a cell no other cell.
    fn close_before(&mut self, name: &str) {
        let closes = |open: &str| match name {
            "li" => open == "li",
            "dt" | "dd" => open == "dt" || open == "dd",
            "tr" => ["tr", "td", "th"].contains(&open),
            "td" | "th" => open == "td" || open == "th",
            "option" => open == "option",
            _ => false,
        };
        let is_block = BLOCKS.binary_search(&name).is_ok();
        while self.open.len() > 1 {
            let open = self.tree.node(self.top()).name.as_str();
            if closes(open) || open == "p" && is_block {
                self.open.pop();
            } else {
                break;
            }
        }
    }

    /// Closes the nearest open element of a name, and all within it; nothing when none is open.
    fn end(&mut self, name: &[u8]) {
        let found = self.open[1..].iter().rposition(|&id| self.tree.node(id).name.as_bytes() == name);
        if let Some(at) = found {
            self.open.truncate(at + 1);
        }
    }

    fn text(&mut self, text: &str) {
        let parent = self.top();
        if let Some(last) = self.tree.nodes[parent].children.last().copied()
            && self.tree.nodes[last].is_text()
        {
            self.tree.nodes[last].text.push_str(text);
            return;
        }
        let mut piece = node("", parent);
        piece.text.push_str(text);
        self.append(piece);
    }

    fn append(&mut self, node: Node) -> Id {
        let id = self.tree.nodes.len();
        self.tree.nodes[node.parent].children.push(id);
        self.tree.nodes.push(node);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested names.
    fn shape(html: &str) -> String {
        fn write(tree: &Tree, id: Id, out: &mut String) {
            let node = tree.node(id);
            out.push_str(if node.is_text() { node.text.trim() } else { &node.name });
            if !node.children.is_empty() {
                out.push('(');
                for (at, &child) in node.children.iter().enumerate() {
                    out.push_str(if at > 0 { " " } else { "" });
                    write(tree, child, out);
                }
                out.push(')');
            }
        }
        let mut out = String::new();
        write(&Tree::parse(html).unwrap(), Tree::ROOT, &mut out);
        out.split_off("#page".len())
    }

    #[test]
    fn tag_soup_becomes_a_tree() {
        for (html, wanted) in [
            ("<p>a<p>b", "(p(a) p(b))"),
            ("<ul><li>a<li>b</ul>c", "(ul(li(a) li(b)) c)"),
            ("<p>a<br>b<img src=x>c", "(p(a br b img c))"),
            ("<div><b>a</div>b", "(div(b(a)) b)"),
            ("a</p></div>b", "(ab)"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "(table(tr(td(a) td(b)) tr(td(c))))"),
            ("<script>if (a < b) '<p>'</script><p>x", "(script(if (a < b) '<p>') p(x))"),
            ("<P CLASS=x>&Auml;&amp;&#1179;", "(p(Ä&қ))"),
        ] {
            assert_eq!(shape(html), wanted, "{html}");
        }
    }

    #[test]
    fn lists_of_names_are_in_order() {
        assert!(BLOCKS.is_sorted() && ATTRIBUTES.is_sorted());
    }

    #[test]
    fn depth_attributes_and_nodes_have_limits() {
        let deep = Tree::parse(&format!("{}x", "<div>".repeat(100_000))).unwrap();
        assert_eq!(deep.text_of(Tree::ROOT), "x");
        let many: String = (0..1_000_000).map(|n| format!(" a{n}=1")).collect();
        let tree = Tree::parse(&format!("<p{many} class=late>x")).unwrap();
        assert_eq!(tree.node(1).attribute("class"), Some("late"));
        assert_eq!(tree.node(1).attributes.len(), 1);
        assert_eq!(Tree::parse(&"<b>".repeat(MAX_NODES + 1)).unwrap_err(), TooManyNodes);
    }
}
