//! Questions, the passages to search, and which of these answer.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use izde::Document;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::half;

/// A set.
pub struct Set {
    pub passages: Vec<Document>,
    pub questions: Vec<Question>,
}

/// A question.
pub struct Question {
    pub id: String,
    pub text: String,
    /// What kind of question it is, as the set says; may be empty.
    pub kind: String,
    /// The passages that answer it, each with how well.
    pub answers: HashMap<String, f64>,
}

/// A passage of a set of three files.
#[derive(Deserialize, Serialize)]
struct Passage {
    id: String,
    #[serde(default)]
    title: Option<String>,
    text: String,
}

/// A question of a set of three files.
#[derive(Deserialize)]
struct Asked {
    #[serde(alias = "query_id")]
    id: String,
    #[serde(alias = "query")]
    text: String,
    #[serde(default, rename = "type")]
    kind: String,
}

/// That a passage answers a question.
#[derive(Deserialize)]
struct Judged {
    query_id: String,
    passage_id: String,
    relevance: f64,
}

/// A line of KazQAD's files for reading comprehension: a question with a paragraph that answers it. The id is that of the question and that of the paragraph
/// with `#` between them; that of the question begins with its subject.
#[derive(Deserialize)]
struct Read {
    id: String,
    title: String,
    context: String,
    question: String,
}

/// Reads a set from its files: passages, questions and judgements, or one of KazQAD for reading comprehension.
pub fn read(files: &[PathBuf]) -> anyhow::Result<Set> {
    let set = match files {
        [passages, questions, judgements] => three(passages, questions, judgements)?,
        [comprehension] => one(comprehension)?,
        _ => bail!("one file or three: passages, questions and judgements"),
    };
    let ids: HashSet<_> = set.passages.iter().map(|passage| passage.id.as_str()).collect();
    let answers = set.questions.iter().flat_map(|question| question.answers.keys());
    let missing = answers.filter(|id| !ids.contains(id.as_str())).count();
    ensure!(missing == 0, "{missing} judgements of passages that are not there");
    Ok(set)
}

/// A text with the Russian letters that stand in for the Kazakh ones on a keyboard without them.
pub fn on_russian_keyboard(text: &str) -> String {
    let replaced = |letter| {
        let at = "әғқңөұүһіӘҒҚҢӨҰҮҺІ".chars().position(|kazakh| kazakh == letter);
        at.and_then(|at| "агкноуухиАГКНОУУХИ".chars().nth(at)).unwrap_or(letter)
    };
    text.chars().map(replaced).collect()
}

/// Writes the passages of a set as JSON lines.
pub fn write_passages(set: &Set, file: &Path) -> anyhow::Result<()> {
    let line = |Document { id, title, text, .. }: &Document| {
        let passage = Passage { id: id.clone(), title: title.clone(), text: text.clone() };
        serde_json::to_string(&passage).map(|line| line + "\n")
    };
    let lines = set.passages.iter().map(line).collect::<Result<String, _>>()?;
    fs::write(file, lines).with_context(|| file.display().to_string())
}

fn lines<T: DeserializeOwned>(file: &Path) -> anyhow::Result<Vec<T>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parse = |(at, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("{}, line {}", file.display(), at + 1))
    };
    lines.map(parse).collect()
}

fn three(passages: &Path, questions: &Path, judgements: &Path) -> anyhow::Result<Set> {
    let passages = lines::<Passage>(passages)?.into_iter();
    let passages = passages.map(|Passage { id, title, text }| Document { title, ..Document::new(id, text) }).collect();
    let mut answers: HashMap<String, HashMap<String, f64>> = HashMap::new();
    for Judged { query_id, passage_id, relevance } in lines(judgements)? {
        if relevance > 0.0 && is_of_our_speeches(&passage_id) {
            answers.entry(query_id).or_default().insert(passage_id, relevance);
        }
    }
    let with_answers = |Asked { id, text, kind }| {
        let answers = answers.remove(&id)?;
        Some(Question { id, text, kind, answers })
    };
    Ok(Set { passages, questions: lines(questions)?.into_iter().filter_map(with_answers).collect() })
}

/// Whether a passage is not one of Akorda's other half: of its speeches those with an odd number are ours.
fn is_of_our_speeches(passage: &str) -> bool {
    let speech = passage.strip_prefix("akorda_").and_then(|rest| rest.split('_').next()?.parse::<u32>().ok());
    speech.is_none_or(|speech| speech % 2 == 1)
}

fn one(comprehension: &Path) -> anyhow::Result<Set> {
    let mut set = Set { passages: vec![], questions: vec![] };
    let mut paragraphs = HashSet::new();
    let mut answered: BTreeMap<String, usize> = BTreeMap::new();
    for Read { id, title, context, question } in lines(comprehension)? {
        if !half::has(&format!("kazqad:{}", question.to_lowercase())) {
            continue;
        }
        let (asked, paragraph) = id.split_once('#').with_context(|| format!("{id} has no #"))?;
        if paragraphs.insert(paragraph.to_owned()) {
            set.passages.push(Document { title: Some(title), ..Document::new(paragraph, context) });
        }
        let at = *answered.entry(asked.to_owned()).or_insert_with(|| {
            let kind = asked.chars().take_while(|letter| letter.is_alphabetic()).collect();
            set.questions.push(Question { id: asked.to_owned(), text: question, kind, answers: HashMap::new() });
            set.questions.len() - 1
        });
        set.questions[at].answers.insert(paragraph.to_owned(), 1.0);
    }
    Ok(set)
}
