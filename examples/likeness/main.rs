//! How well copies are told from other documents (`docs/quality.md` has the figures): documents are edited as newsrooms do, and compared by what a
//! search compares them by; and documents that are no copies are compared each with each.
//!
//! ```sh
//! cargo run --release --example likeness -- news.txt speeches.jsonl paragraphs.jsonl
//! ```
//!
//! A `.txt` file has a sentence a line, which are put together to articles; a `.jsonl` file has documents, `{"title": …, "text": …}` a line.

mod edits;
mod notices;

use std::path::Path;

use anyhow::{Context, bail};
use izde::likeness::{Resemblance, SAME_FACTS, Sketch};

use edits::{EDITS, Random};

/// A document as its likeness sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    title: String,
    /// Paragraphs of sentences.
    paragraphs: Vec<Vec<String>>,
}

impl Text {
    fn whole(&self) -> String {
        self.paragraphs.iter().map(|sentences| sentences.join(" ")).collect::<Vec<_>>().join("\n")
    }

    fn words(&self) -> usize {
        self.whole().split_whitespace().count()
    }

    fn sketch(&self) -> Option<Sketch> {
        Sketch::of(Some(&self.title), &self.whole())
    }
}

/// Lengths that are told apart, in words.
const LENGTHS: [(usize, &str); 4] = [(60, "30–59"), (120, "60–119"), (300, "120–299"), (usize::MAX, "300 and more")];

fn main() -> anyhow::Result<()> {
    let mut sets = vec![];
    for file in std::env::args().skip(1) {
        let texts = read(Path::new(&file)).with_context(|| format!("cannot read {file}"))?;
        sets.push((file, texts));
    }
    if sets.is_empty() {
        bail!("usage: likeness FILE.txt|FILE.jsonl …");
    }
    recall(&sets.iter().flat_map(|(_, texts)| texts.clone()).collect::<Vec<_>>());
    println!(
        "\n| documents that are no copies | documents | pairs | taken for copies | most shared |\n| --- | --- | --- | --- | --- |"
    );
    for (file, texts) in &sets {
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        pairs(&name, texts);
    }
    for (name, texts) in notices::kinds(200) {
        pairs(name, &texts);
    }
    changed();
    thresholds(&sets);
    Ok(())
}

/// Prints the share of copies that are recognised, by kind of edit and length of the original.
fn recall(texts: &[Text]) {
    let lengths: Vec<_> = LENGTHS.iter().map(|(_, name)| *name).collect();
    println!("| edit | {} |\n| --- | {} |", lengths.join(" | "), ["---"; LENGTHS.len()].join(" | "));
    let class = |text: &Text| LENGTHS.iter().position(|(below, _)| text.words() < *below).unwrap_or_default();
    let mut sizes = [0; LENGTHS.len()];
    texts.iter().filter(|text| text.words() >= 30).for_each(|text| sizes[class(text)] += 1);
    println!("| originals | {} |", sizes.map(|size| size.to_string()).join(" | "));
    for (name, edit) in EDITS {
        let mut random = Random(7);
        let mut found = [0; LENGTHS.len()];
        for text in texts.iter().filter(|text| text.words() >= 30) {
            let [one, other] = edit(text, texts, &mut random);
            let is_copy = one.sketch().zip(other.sketch()).is_some_and(|(one, other)| one.is_copy_of(&other));
            found[class(text)] += usize::from(is_copy);
        }
        let shares = std::array::from_fn::<_, { LENGTHS.len() }, _>(|at| {
            format!("{:.1} %", 100.0 * found[at] as f64 / sizes[at].max(1) as f64)
        });
        println!("| {name} | {} |", shares.join(" | "));
    }
}

/// Prints how many pairs of documents are taken for copies, none of which is one.
fn pairs(name: &str, texts: &[Text]) {
    let sketches: Vec<_> = texts.iter().filter_map(Text::sketch).collect();
    let (mut taken, mut most) = (0, 0.0_f32);
    for (at, sketch) in sketches.iter().enumerate() {
        for other in &sketches[..at] {
            if let Some(resemblance) = sketch.resemblance(other) {
                most = most.max(resemblance.shared);
            }
            if sketch.is_copy_of(other) {
                taken += 1;
            }
        }
    }
    let count = sketches.len();
    println!("| {name} | {} | {} | {taken} | {most:.2} |", texts.len(), count * count.saturating_sub(1) / 2);
}

/// Prints how often a notice with one number or name exchanged is taken for a copy of itself.
fn changed() {
    println!("\n| one thing exchanged | pairs | taken for copies |\n| --- | --- | --- |");
    let mut random = Random(11);
    for (name, pairs) in notices::changed(1000, &mut random) {
        let taken = pairs
            .iter()
            .filter(|[one, other]| one.sketch().zip(other.sketch()).is_some_and(|(one, other)| one.is_copy_of(&other)));
        println!("| {name} | {} | {} |", pairs.len(), taken.count());
    }
}

/// Prints what other thresholds would do.
fn thresholds(sets: &[(String, Vec<Text>)]) {
    let texts: Vec<_> = sets.iter().flat_map(|(_, texts)| texts.clone()).filter(|text| text.words() >= 60).collect();
    let edited = ["30 % cut", "50 % cut", "60 % cut", "headline, byline, boilerplate, last paragraph"];
    let copies = edited.map(|name| {
        let (_, edit) = EDITS.iter().find(|(of, _)| *of == name).expect("an edit of the table");
        let mut random = Random(7);
        let compare = |text| {
            let [one, other] = edit(text, &texts, &mut random);
            one.sketch()?.resemblance(&other.sketch()?)
        };
        texts.iter().map(compare).collect::<Vec<_>>()
    });
    let compare = |texts: &[Text]| {
        let sketches: Vec<_> = texts.iter().filter_map(Text::sketch).collect();
        let pairs = (0..sketches.len()).flat_map(|at| (0..at).map(move |other| (at, other)));
        pairs.map(|(at, other)| sketches[at].resemblance(&sketches[other])).collect::<Vec<_>>()
    };
    let others: Vec<_> = sets.iter().flat_map(|(_, texts)| compare(texts)).collect();
    let notices: Vec<_> = notices::kinds(200).iter().flat_map(|(_, texts)| compare(texts)).collect();
    println!(
        "\n| shared at least | {} | {} pairs of documents | {} pairs of notices | … if facts did not count |\n| --- | --- | --- | --- | --- | --- | --- | --- |",
        edited.join(" | "),
        others.len(),
        notices.len()
    );
    for least in [0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6] {
        let share_enough = |pair: &&Option<Resemblance>| pair.is_some_and(|pair| pair.shared >= least);
        let copies_of = |pairs: &[Option<Resemblance>]| {
            let same =
                |pair: &&Option<Resemblance>| pair.is_some_and(|pair| pair.other_facts * SAME_FACTS <= pair.same_facts);
            pairs.iter().filter(share_enough).filter(same).count()
        };
        let recognised =
            copies.each_ref().map(|pairs| format!("{:.1} %", 100.0 * copies_of(pairs) as f64 / pairs.len() as f64));
        let unchecked = notices.iter().filter(share_enough).count();
        println!(
            "| {least} | {} | {} | {} | {unchecked} |",
            recognised.join(" | "),
            copies_of(&others),
            copies_of(&notices)
        );
    }
}

fn read(file: &Path) -> anyhow::Result<Vec<Text>> {
    let content = std::fs::read_to_string(file)?;
    if file.extension().is_some_and(|extension| extension == "jsonl") {
        let document = |line: &str| {
            let value: serde_json::Value = serde_json::from_str(line)?;
            let field = |name: &str| value.get(name).and_then(|text| text.as_str()).unwrap_or_default().to_owned();
            let paragraphs = field("text").lines().map(sentences).filter(|sentences| !sentences.is_empty()).collect();
            Ok(Text { title: field("title"), paragraphs: edits::shorter(paragraphs) })
        };
        return content.lines().map(document).collect();
    }
    let mut lines = content.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned);
    let mut random = Random(3);
    let mut texts = vec![];
    while let Some(title) = lines.next() {
        let count = 3 + random.below(28);
        let sentences: Vec<_> = lines.by_ref().take(count).collect();
        texts.push(Text { title, paragraphs: edits::shorter(vec![sentences]) });
    }
    Ok(texts)
}

fn sentences(paragraph: &str) -> Vec<String> {
    let spans = izde::corpus::sentence::sentences(paragraph);
    spans.iter().filter_map(|span| span.of(paragraph)).map(|sentence| sentence.trim().to_owned()).collect()
}
