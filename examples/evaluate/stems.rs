//! Stems against lemmas and paradigms.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use crate::conflation::judge;
use crate::keys::Keys;
use crate::words::{self, Word};

#[derive(clap::Args)]
pub struct Arguments {
    /// Treebanks in CoNLL-U, or lines of a word, its part of speech and its lemma
    #[arg(long, num_args = 1.., value_name = "FILE")]
    ud: Vec<PathBuf>,
    /// Paradigms: lines of lemma, form and features
    #[arg(long, num_args = 1.., value_name = "FILE")]
    unimorph: Vec<PathBuf>,
    /// Another stemmer to measure: a command that reads a word a line and writes a stem a line
    #[arg(long, value_name = "COMMAND")]
    stemmer: Vec<Keys>,
    /// List so many of the words of the treebanks that most often get another stem than their lemma
    #[arg(long, default_value_t = 0, value_name = "N")]
    errors: usize,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let ud = words::ud(&arguments.ud)?;
    let unimorph = words::unimorph(&arguments.unimorph)?;
    let lemmas = |class: Option<&str>| {
        let of_class = unimorph.iter().filter(|word| class.is_none_or(|class| word.class == class));
        of_class.map(|word| &word.lemma).collect::<BTreeSet<_>>().len()
    };
    println!("UD: {} words", ud.len());
    println!("UniMorph: {} forms of {} lemmas, {} of them verbs\n", unimorph.len(), lemmas(None), lemmas(Some("V")));

    println!(
        "| | UD exact | UD F1 | UD ERRT | UniMorph nouns exact | UniMorph verbs F1 | UniMorph all F1 | UniMorph all ERRT |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for keys in [Keys::Izde].iter().chain(&arguments.stemmer).chain(&[Keys::Letters, Keys::Words]) {
        row(keys, &ud, &unimorph)?;
    }

    let stems = Stems::of(&Keys::Izde, &ud)?;
    let stem_of = stems.by_form();
    println!("\nizde on UD by part of speech, exact:");
    let mut classes: Vec<&str> = ud.iter().map(|word| word.class.as_str()).collect();
    classes.sort_unstable();
    for class in classes.chunk_by(|a, b| a == b) {
        let words: Vec<_> = ud.iter().filter(|word| word.class == class[0]).collect();
        println!("{:6} {:5.1} of {}", class[0], exact(&words, &stem_of), class.len());
    }
    errors(arguments.errors, &ud, &stem_of);
    Ok(())
}

/// Forms, and what stands for each.
struct Stems<'w> {
    forms: Vec<&'w str>,
    stems: Vec<String>,
}

impl<'w> Stems<'w> {
    fn of(keys: &Keys, words: &'w [Word]) -> anyhow::Result<Self> {
        let forms: BTreeSet<&str> = words.iter().map(|word| word.form.as_str()).collect();
        let forms: Vec<_> = forms.into_iter().collect();
        Ok(Self { stems: keys.of(&forms)?, forms })
    }

    fn by_form(&self) -> HashMap<&str, &str> {
        self.forms.iter().copied().zip(self.stems.iter().map(String::as_str)).collect()
    }
}

fn row(keys: &Keys, ud: &[Word], unimorph: &[Word]) -> anyhow::Result<()> {
    let stems = Stems::of(keys, ud)?;
    let stem_of = stems.by_form();
    let words: Vec<&Word> = ud.iter().collect();
    let of_ud = judge(&words, &stem_of);
    print!("| {} | {:.1} | {:.1} | {} ", keys.name(), exact(&words, &stem_of), 100.0 * of_ud.f1, errt(of_ud.errt));

    let stems = Stems::of(keys, unimorph)?;
    let stem_of = stems.by_form();
    let of_class = |class: &str| unimorph.iter().filter(|word| word.class == class).collect::<Vec<_>>();
    let all = judge(&unimorph.iter().collect::<Vec<_>>(), &stem_of);
    let [nouns, verbs] = [exact(&of_class("N"), &stem_of), 100.0 * judge(&of_class("V"), &stem_of).f1];
    println!("| {nouns:.1} | {verbs:.1} | {:.1} | {} |", 100.0 * all.f1, errt(all.errt));
    Ok(())
}

fn errt(errt: Option<f64>) -> String {
    errt.map_or_else(|| "–".to_owned(), |errt| format!("{errt:.2}"))
}

/// Percentage of words whose stem is their lemma.
fn exact(words: &[&Word], stem_of: &HashMap<&str, &str>) -> f64 {
    let right = words.iter().filter(|word| stem_of[word.form.as_str()] == word.lemma).count();
    100.0 * right as f64 / words.len().max(1) as f64
}

fn errors(limit: usize, words: &[Word], stem_of: &HashMap<&str, &str>) {
    let mut wrong: HashMap<&Word, usize> = HashMap::new();
    for word in words.iter().filter(|word| stem_of[word.form.as_str()] != word.lemma) {
        *wrong.entry(word).or_default() += 1;
    }
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by(|(a, times), (b, others)| others.cmp(times).then(a.cmp(b)));
    for (Word { form, class, lemma }, times) in wrong.into_iter().take(limit) {
        println!("{times}\t{form}\t{class}\t{lemma}\t{}", stem_of[form.as_str()]);
    }
}
