//! From the tree to what is looked up, through the analysis.

use super::Query;
use super::analyzed::{Form, Group, Joint, Node, Phrase, Position, Prefix, Respelling, Word};
use super::clause::{Clause, Field, Forms};
use crate::analysis::{Kind, Setting, Worker};
use crate::span::Span;

/// Finds the keys of a query's words. What stands alone is a bag of one.
///
/// A word that the analysis takes apart (`ой-пікір`, `akorda.kz`) is each of its parts where words are evidence; where it is one operand (of
/// `AND`, `OR`, an exclusion, a field), it is a phrase of them in any inflection. Filters are required, and so are groups of nothing but
/// filters and the words of one.
#[must_use]
pub fn analyze(query: &Query, worker: &mut Worker) -> Group {
    analyze_with(query, worker, false)
}

/// As [`analyze`], save that a word that the analysis takes apart is a phrase of its parts wherever it stands: whoever counts `ой-пікір` does not
/// count every `ой`. Nothing is put together as one word said twice.
#[must_use]
pub fn analyze_strictly(query: &Query, worker: &mut Worker) -> Group {
    analyze_with(query, worker, true)
}

fn analyze_with(query: &Query, worker: &mut Worker, strictly: bool) -> Group {
    let mut words = vec![];
    query.clause().texts(&mut words);
    let setting = worker.setting(&words.join(" "));
    let mut analysis = Analysis { query, worker, setting, leaf: 0, strictly };
    let mut group = Group::new(Joint::Bag);
    match query.clause() {
        Clause::Bag(clauses) => clauses.iter().for_each(|clause| analysis.put(&mut group, clause, None)),
        clause => analysis.put(&mut group, clause, None),
    }
    group
}

struct Analysis<'a> {
    query: &'a Query,
    worker: &'a mut Worker,
    /// What all words of the query tell of each.
    setting: Setting,
    /// Number of the next leaf.
    leaf: usize,
    /// Whether compounds are phrases everywhere.
    strictly: bool,
}

impl Analysis<'_> {
    /// Where the next leaf was typed.
    fn place(&mut self) -> Span {
        let place = self.query.places().get(self.leaf).copied();
        self.leaf += 1;
        place.unwrap_or_default()
    }

    /// Puts a clause into a bag.
    fn put(&mut self, bag: &mut Group, clause: &Clause, field: Option<Field>) {
        let is_filter = field.is_some_and(Field::is_filter);
        match clause {
            _ if clause.is_exclusion() => self.exclude(bag, clause, field),
            Clause::Word(_) if self.strictly && !is_filter => bag.optional.push(self.node(clause, field)),
            Clause::Word(text) if field != Some(Field::Lang) => {
                if let Some(either) = self.either(text, field) {
                    bag.optional.push(either);
                    return;
                }
                let place = self.place();
                let nodes = if is_filter { &mut bag.required } else { &mut bag.optional };
                for (kind, word) in self.words(text, place, field) {
                    if kind == Kind::Compound {
                        let new = word.repeats(bag.compounds.iter_mut()).filter(|_| !is_filter);
                        bag.compounds.extend(new);
                        continue;
                    }
                    let words = nodes.iter_mut().filter_map(|node| match node {
                        Node::Word(word) => Some(word),
                        _ => None,
                    });
                    let new = word.repeats(words).map(Node::Word);
                    nodes.extend(new);
                }
            }
            Clause::Word(_) => bag.optional.push(self.node(clause, field)),
            Clause::Prefix(_) | Clause::Bag(_) | Clause::Any(_) if !is_filter => {
                let node = self.node(clause, field);
                let nodes = if node.is_filter() { &mut bag.required } else { &mut bag.optional };
                nodes.push(node);
            }
            _ => bag.required.push(self.node(clause, field)),
        }
    }

    /// Puts what a clause excludes into a group.
    fn exclude(&mut self, group: &mut Group, clause: &Clause, field: Option<Field>) {
        match clause {
            Clause::In(field, clause) => self.exclude(group, clause, Some(*field)),
            Clause::Bag(clauses) | Clause::All(clauses) => {
                clauses.iter().for_each(|clause| self.exclude(group, clause, field));
            }
            Clause::Not(clause) => group.excluded.push(self.node(clause, field)),
            _ => group.excluded.push(self.node(clause, field)),
        }
    }

    /// A clause as one thing.
    fn node(&mut self, clause: &Clause, field: Option<Field>) -> Node {
        match clause {
            Clause::Word(text) | Clause::Exact(text) | Clause::Prefix(text) | Clause::Phrase { text, .. }
                if field == Some(Field::Lang) =>
            {
                Node::Lang { span: self.place(), code: text.clone() }
            }
            Clause::Word(text) => {
                if let Some(either) = self.either(text, field) {
                    return either;
                }
                let place = self.place();
                let mut words = self.words(text, place, field);
                match words.pop() {
                    Some((_, word)) if words.is_empty() => Node::Word(word),
                    _ => self.phrase(text, Forms::Inflected { between: 0 }, place, field),
                }
            }
            Clause::Exact(text) => {
                let place = self.place();
                self.phrase(text, Forms::AsWritten, place, field)
            }
            Clause::Phrase { text, forms } => {
                let place = self.place();
                self.phrase(text, *forms, place, field)
            }
            Clause::Prefix(text) => {
                let span = self.place();
                let exact = self
                    .worker
                    .tokens_in(text, self.setting)
                    .next()
                    .map_or_else(String::new, |token| token.exact.to_owned());
                Node::Prefix(Prefix { span, field, exact, respelling: self.respelling() })
            }
            Clause::Bag(clauses) => self.group(Joint::Bag, clauses, field),
            Clause::All(clauses) => self.group(Joint::All, clauses, field),
            Clause::Any(clauses) => self.group(Joint::Any, clauses, field),
            Clause::In(field, clause) => self.node(clause, Some(*field)),
            Clause::Dates(period) => Node::Dates { span: self.place(), period: *period },
            Clause::Not(_) => {
                let mut group = Group::new(Joint::All);
                self.exclude(&mut group, clause, field);
                Node::Group(group)
            }
        }
    }

    /// The word that was typed or the one that it may have been meant for, where both are looked for.
    fn either(&mut self, text: &str, field: Option<Field>) -> Option<Node> {
        let typed = self.query.respelt.get(self.leaf)?.as_ref()?.typed.as_ref()?;
        let place = self.place();
        let words = [self.words(typed, place, field), self.words(text, place, field)];
        let mut both = words.into_iter().map(|mut words| words.pop().filter(|_| words.is_empty()));
        let (Some(Some((_, mut typed))), Some(Some((_, meant)))) = (both.next(), both.next()) else {
            self.leaf -= 1;
            return None;
        };
        typed.respelling = None;
        let mut group = Group::new(Joint::Any);
        group.optional = vec![Node::Word(typed), Node::Word(meant)];
        Some(Node::Group(group))
    }

    /// How the leaf before the next was put in place of the typed one.
    fn respelling(&self) -> Option<Respelling> {
        self.query.respelt.get(self.leaf.checked_sub(1)?)?.as_ref().map(|respelt| respelt.how)
    }

    fn group(&mut self, joint: Joint, clauses: &[Clause], field: Option<Field>) -> Node {
        let mut group = Group::new(joint);
        for clause in clauses {
            match joint {
                Joint::Bag => self.put(&mut group, clause, field),
                _ if clause.is_exclusion() => self.exclude(&mut group, clause, field),
                Joint::All => group.required.push(self.node(clause, field)),
                Joint::Any => group.optional.push(self.node(clause, field)),
            }
        }
        Node::Group(group)
    }

    /// The words of a leaf, a compound as a whole and then by its parts.
    fn words(&mut self, text: &str, place: Span, field: Option<Field>) -> Vec<(Kind, Word)> {
        let mut words = vec![];
        // Where the leaf begins to be text; nowhere if a `\` stands in it, and then the whole leaf is the place of its words.
        let start = place.of(self.query.text()).and_then(|typed| Some(place.start + typed.find(text)?));
        let mut tokens = self.worker.tokens_in(text, self.setting);
        while let Some(token) = tokens.next() {
            let span = start.map_or(place, |start| token.span.shifted(start));
            words.push((token.kind, Word::new(&token, text, span, field)));
        }
        for (_, word) in &mut words {
            word.respelling = self.respelling();
            word.other_stem =
                self.worker.other_stem(&word.forms[0].surface, self.setting).filter(|stem| *stem != word.stem);
            word.role = self.worker.role(&word.stem);
            word.related = self.worker.related(&word.stem);
        }
        words
    }

    fn phrase(&mut self, text: &str, forms: Forms, span: Span, field: Option<Field>) -> Node {
        let words = self.words(text, span, field).into_iter();
        let parts = words.filter(|(kind, _)| *kind != Kind::Compound);
        let positions = parts.filter_map(|(_, Word { span, forms, stem, other_stem, .. })| {
            let Form { surface, exact, .. } = forms.into_iter().next()?;
            Some(Position { span, surface, exact, stem, other_stem })
        });
        let positions = positions.collect();
        Node::Phrase(Phrase { span, field, forms, positions, respelling: self.respelling() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;

    /// A group in short: `optional +required -excluded`, each node by its stems or, in quotes, its exact forms.
    fn group(group: &Group, text: &str) -> String {
        let nodes = |nodes: &[Node], sign: &str| -> Vec<String> {
            nodes.iter().map(|node| format!("{sign}{}", self::node(node, text))).collect()
        };
        let lists = [nodes(&group.optional, ""), nodes(&group.required, "+"), nodes(&group.excluded, "-")];
        lists.concat().join(" ")
    }

    fn node(node: &Node, text: &str) -> String {
        let field = |field: Option<Field>| field.map_or_else(String::new, |field| format!("{}:", field.name()));
        match node {
            Node::Group(inner) => format!("{:?}({})", inner.joint, group(inner, text)),
            Node::Word(word) => format!("{}{}×{}", field(word.field), word.stem, word.count()),
            Node::Phrase(phrase) => {
                let key = |word: &Position| match phrase.forms {
                    Forms::AsWritten => word.exact.clone(),
                    Forms::Inflected { .. } => word.stem.clone(),
                };
                let words: Vec<_> = phrase.positions.iter().map(key).collect();
                let near = match phrase.forms {
                    Forms::AsWritten => String::new(),
                    Forms::Inflected { between } => format!("~{between}"),
                };
                format!("{}\"{}\"{near}", field(phrase.field), words.join(" "))
            }
            Node::Prefix(prefix) => format!("{}{}*", field(prefix.field), prefix.exact),
            Node::Lang { code, .. } => format!("lang:{code}"),
            Node::Dates { span, .. } => span.of(text).unwrap().to_owned(),
        }
    }

    fn analyzed(text: &str) -> Group {
        analyze(&Query::parse(text).unwrap(), &mut Analyzer::new().worker())
    }

    /// Rows: query, what is optional, required and excluded.
    #[test]
    fn clauses_are_sorted_by_what_they_are_for() {
        for (text, expected) in [
            ("Ауылдың әкімі", "ауыл×1 әкім×1"),
            ("әкім ауыл әкімнің", "әкім×2 ауыл×1"),
            ("ой-пікірлер ойы", "ой×2 пікір×1"),
            ("ой-пікір", "ой×1 пікір×1"),
            ("ауыл OR әкімі", "Any(ауыл×1 әкім×1)"),
            ("ауыл AND әкімі -сөздер", "+All(+ауыл×1 +әкім×1) -сөз×1"),
            ("сөз \"ауыл әкімі\" =Әкімі әкімд*", "сөз×1 әкімд* +\"ауыл әкімі\" +\"әкімі\""),
            ("\"ауылдың ой-пікірі\"~3", "+\"ауыл ой пікір\"~3"),
            ("сөз (ауыл әкімі \"бір сөз\")", "сөз×1 Bag(ауыл×1 әкім×1 +\"бір сөз\")"),
            ("сөз -ой-пікірі -(ауыл әкімі)", "сөз×1 -\"ой пікір\"~0 -Bag(ауыл×1 әкім×1)"),
            ("ой-пікірі AND сөз", "+All(+\"ой пікір\"~0 +сөз×1)"),
            ("сөз (-ауыл -title:әкім)", "сөз×1 -ауыл×1 -title:әкім×1"),
            ("сөз AND NOT ауыл", "+All(+сөз×1 -ауыл×1)"),
            ("title:(ауыл әкімі) сөз", "сөз×1 +Bag(title:ауыл×1 title:әкім×1)"),
            ("title:ой-пікір title:-сөз", "+title:\"ой пікір\"~0 -title:сөз×1"),
            ("speaker:(Марат Әлиев) lang:(kk OR ru)", "+Bag(+speaker:марат×1 +speaker:әлиев×1) +Any(lang:kk lang:ru)"),
            ("date:2023 OR date:2025 сөз", "сөз×1 +Any(date:2023 date:2025)"),
            ("(speaker:Марат lang:kk) (сөз lang:kk)", "Bag(сөз×1 +lang:kk) +Bag(+speaker:марат×1 +lang:kk)"),
            ("speaker:(Марат OR Әлиев) date:2025..", "+Any(speaker:марат×1 speaker:әлиев×1) +date:2025.."),
            ("ҚР-ның* Кəрі*", "қр-ның* кәрі*"),
        ] {
            assert_eq!(group(&analyzed(text), text), expected, "{text}");
        }
    }

    /// Rows: query, what is optional, required and excluded.
    #[test]
    fn counted_compounds_are_phrases() {
        for (text, expected) in [
            ("ой-пікір", "\"ой пікір\"~0"),
            ("сөз (ой-пікірлер сөздер) -ой-пікір", "сөз×1 Bag(\"ой пікір\"~0 сөз×1) -\"ой пікір\"~0"),
            ("speaker:(Марат Әлиев) сөз", "сөз×1 +Bag(+speaker:марат×1 +speaker:әлиев×1)"),
        ] {
            let strict = analyze_strictly(&Query::parse(text).unwrap(), &mut Analyzer::new().worker());
            assert_eq!(group(&strict, text), expected, "{text}");
        }
    }

    #[test]
    fn words_know_their_place_and_form() {
        let text = "(сөз OR “Ауыл ой-пікірі”) \\-Сөздер Кем\\*";
        let root = analyzed(text);
        let [Node::Group(any), Node::Word(word), Node::Word(last)] = root.optional.as_slice() else {
            panic!("{root:?}")
        };
        let Node::Phrase(phrase) = &any.optional[1] else { panic!("{any:?}") };
        let places: Vec<_> = phrase.positions.iter().map(|word| word.span.of(text).unwrap()).collect();
        assert_eq!(places, ["Ауыл", "ой", "пікірі"]);
        assert_eq!(phrase.positions[0].surface, "Ауыл");
        assert_eq!((word.span.of(text), word.forms[0].surface.as_str()), (Some("Сөздер"), "Сөздер"));
        // A sign was taken out of it, so the whole leaf is its place.
        assert_eq!((last.span.of(text), last.forms[0].surface.as_str()), (Some("Кем\\*"), "Кем"));
    }

    #[test]
    fn two_or_three_words_are_wanted_together() {
        for (text, all) in [
            ("ауыл", false),
            ("ауыл әкімі", true),
            ("ауыл ауылы", false),
            ("ауыл (әкім OR басшы) сайл*", true),
            ("ауыл \"әкім\"", false),
            ("бір екі үш төрт", false),
            ("ауыл OR әкім", false),
        ] {
            assert_eq!(analyzed(text).wants_all(), all, "{text}");
        }
    }

    #[test]
    fn filters_alone_are_told_from_words() {
        for (text, is_filter) in [
            ("speaker:(Марат OR Әлиев) date:2025 -lang:ru source:“Дала таңы”", true),
            ("speaker:Марат сөз", false),
            ("title:сөз", false),
        ] {
            assert_eq!(analyzed(text).is_filter(), is_filter, "{text}");
        }
    }
}
