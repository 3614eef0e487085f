//! Passages found for questions.

use std::collections::BTreeMap;
use std::path::PathBuf;

use izde::{Index, Request, Searcher};

use crate::bm25;
use crate::keys::Keys;
use crate::questions::{self, Question, Set};
use crate::ranking::{self, Measures, Ranking, Run, bootstrap};

#[derive(clap::Args)]
pub struct Arguments {
    /// JSON lines: passages (id, title, text), questions (id or query_id, text or query, type) and judgements (query_id, passage_id, relevance); or one file
    /// of KazQAD for reading comprehension
    #[arg(required = true, num_args = 1..=3, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Measure plain BM25 over these keys instead of izde's search: izde (its stems), words, letters, grams, or a command that reads a word a line and
    /// writes its keys
    #[arg(long, value_name = "KEYS", conflicts_with_all = ["run", "without_related"])]
    plain: Option<Keys>,
    /// Measure this run instead of searching
    #[arg(long, value_name = "RUN")]
    run: Option<PathBuf>,
    /// Ask as people do who have no Kazakh letters on their keyboard (`казак` for `қазақ`)
    #[arg(long)]
    russian_keyboard: bool,
    /// Search without related words
    #[arg(long)]
    without_related: bool,
    /// Search exactly as typed
    #[arg(long, conflicts_with_all = ["plain", "run", "harm"])]
    as_typed: bool,
    /// Compare each question with the same one exactly as typed, and list those that gain or lose by being read again
    #[arg(long, conflicts_with_all = ["plain", "run"])]
    harm: bool,
    /// Write the run
    #[arg(long, value_name = "RUN")]
    save: Option<PathBuf>,
    /// Write the passages as JSON lines (id, title, text)
    #[arg(long, value_name = "FILE")]
    save_passages: Option<PathBuf>,
    /// Compare with another run of the same questions
    #[arg(long, value_name = "RUN")]
    against: Option<PathBuf>,
    /// List so many of the questions that are answered worst
    #[arg(long, default_value_t = 0, value_name = "N")]
    worst: usize,
}

/// Rounds of the bootstrap.
const ROUNDS: usize = 4000;

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut set = questions::read(&arguments.files)?;
    if arguments.russian_keyboard {
        set.questions.iter_mut().for_each(|question| question.text = questions::on_russian_keyboard(&question.text));
    }
    println!("{} passages, {} questions\n", set.passages.len(), set.questions.len());
    if let Some(file) = &arguments.save_passages {
        questions::write_passages(&set, file)?;
    }
    let run = match (&arguments.run, &arguments.plain) {
        (Some(run), _) => ranking::read(run)?,
        (None, Some(keys)) => bm25::answer(&set, keys)?,
        (None, None) => search(&set, arguments, arguments.as_typed)?,
    };
    if let Some(file) = &arguments.save {
        ranking::write(&run, file)?;
    }
    let measured = measure(&set, &run);
    table(&set, &measured);
    if let Some(file) = &arguments.against {
        let others = measure(&set, &ranking::read(file)?);
        println!("\ncompared with {}:", file.display());
        for (at, name) in Measures::NAMES.iter().enumerate() {
            let differences: Vec<_> =
                measured.iter().zip(&others).map(|(one, other)| one.0[at] - other.0[at]).collect();
            let (mean, p) = bootstrap(&differences, ROUNDS);
            println!("{name:10}  {mean:+.4}  p {p:.3}");
        }
    }
    if arguments.harm {
        harm(&set, &run, &search(&set, arguments, true)?);
    }
    worst(arguments.worst, &set, &run, &measured);
    Ok(())
}

/// Answers all questions of a set, each document once.
fn search(set: &Set, arguments: &Arguments, as_typed: bool) -> anyhow::Result<Run> {
    let index = Index::in_memory()?;
    let mut writer = index.writer()?;
    for passage in &set.passages {
        writer.add(passage)?;
    }
    writer.commit()?;
    let searcher = Searcher::new(&index)?;
    let answer = |question: &Question| {
        let request = Request::new(&question.text).limit(100).passages(1).all_copies(true);
        let request = request.related(!arguments.without_related).as_typed(as_typed);
        let hits = searcher.search(&request)?.hits;
        Ok((question.id.clone(), Ranking(hits.into_iter().map(|hit| hit.document.id).collect())))
    };
    set.questions.iter().map(answer).collect()
}

fn measure(set: &Set, run: &Run) -> Vec<Measures> {
    let nothing = Ranking::default();
    let measure = |question: &Question| run.get(&question.id).unwrap_or(&nothing).measure(&question.answers);
    set.questions.iter().map(measure).collect()
}

fn table(set: &Set, measured: &[Measures]) {
    let mut kinds: BTreeMap<&str, Vec<Measures>> = BTreeMap::new();
    for (question, &measures) in set.questions.iter().zip(measured) {
        kinds.entry(&question.kind).or_default().push(measures);
    }
    println!("{:12} {:>9}  {}", "kind", "questions", Measures::NAMES.join("  "));
    for (kind, measured) in [("all", measured.to_vec())].into_iter().chain(kinds) {
        let Measures([ndcg, mrr, at_10, at_100]) = Measures::mean(&measured);
        println!("{kind:12} {:9}  {ndcg:7.4}  {mrr:6.4}  {at_10:9.4}  {at_100:10.4}", measured.len());
    }
}

/// Tells which questions are answered otherwise, better or worse when words that the index does not know are read again.
fn harm(set: &Set, run: &Run, as_typed: &Run) {
    let (before, after) = (measure(set, as_typed), measure(set, run));
    let differs = |question: &&Question| {
        let [one, other] = [run, as_typed].map(|run| run.get(&question.id).map(|ranking| &ranking.0));
        one != other
    };
    let changed = set.questions.iter().filter(differs).count();
    let all = Measures::mean(&before).0[0];
    println!("\nexactly as typed: nDCG@10 {all:.4}; read again, {changed} questions have another ranking");
    for (name, sign) in [("lose", -1.0), ("gain", 1.0)] {
        let by = before.iter().zip(&after).map(|(before, after)| (before.0[0], after.0[0]));
        let moved: Vec<_> =
            set.questions.iter().zip(by).filter(|(_, (before, after))| (after - before) * sign > 1e-9).collect();
        println!("{} {name}", moved.len());
        for (question, (before, after)) in moved {
            println!("{}\t{before:.3} → {after:.3}\t{}", question.id, question.text);
        }
    }
}

fn worst(limit: usize, set: &Set, run: &Run, measured: &[Measures]) {
    let mut questions: Vec<_> = set.questions.iter().zip(measured).collect();
    questions.sort_by(|(a, one), (b, other)| one.0[0].total_cmp(&other.0[0]).then_with(|| a.id.cmp(&b.id)));
    for (question, _) in questions.into_iter().take(limit) {
        let ranking = run.get(&question.id).map_or(&[][..], |ranking| &ranking.0);
        let place = |answer: &String| ranking.iter().position(|id| id == answer);
        let places =
            question.answers.keys().map(|answer| place(answer).map_or("–".to_owned(), |at| (at + 1).to_string()));
        println!(
            "{}\t{}\trank {}\t{}",
            question.id,
            question.kind,
            places.collect::<Vec<_>>().join(", "),
            question.text
        );
    }
}
