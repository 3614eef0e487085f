//! The conditions of a request besides its query, as parts of the query.

use super::request::Request;
use crate::analysis::{Kind, Role, Worker};
use crate::query::{Field, Group, Node, Period, Word};
use crate::span::Span;

/// Adds what a request demands of dates, speaker, source and language.
pub(super) fn add(request: &Request, query: &mut Group, worker: &mut Worker) {
    for (field, words) in [(Field::Speaker, &request.speaker), (Field::Source, &request.source)] {
        let words = words.as_deref().unwrap_or_default();
        let mut found = vec![];
        let mut tokens = worker.tokens(words);
        while let Some(token) = tokens.next() {
            if token.kind != Kind::Compound {
                found.push((token.span, token.stem.to_owned()));
            }
        }
        let setting = worker.setting(words);
        for (span, stem) in found {
            let other_stem = worker.other_stem(span.of(words).unwrap_or_default(), setting);
            query.required.push(Node::Word(Word {
                span,
                field: Some(field),
                forms: vec![],
                stem,
                other_stem,
                respelling: None,
                role: Role::Content,
                related: vec![],
            }));
        }
    }
    if let Some(code) = &request.lang {
        query.required.push(Node::Lang { span: Span::default(), code: code.clone() });
    }
    if request.from.is_some() || request.to.is_some() {
        let period = Period { from: request.from, to: request.to };
        query.required.push(Node::Dates { span: Span::default(), period });
    }
}

/// The query without its conditions; `None` when it has none, or nothing else.
pub(super) fn without(query: &Group) -> Option<Group> {
    let mut open = query.clone();
    open.required.retain(|node| !node.is_filter());
    open.excluded.retain(|node| !node.is_filter());
    let is_narrowed = (open.required.len(), open.excluded.len()) != (query.required.len(), query.excluded.len());
    (is_narrowed && !open.is_filter()).then_some(open)
}
