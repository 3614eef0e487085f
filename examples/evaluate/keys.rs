//! What a word is looked up by: izde's stem, those to compare it with, or what another program says.

use std::convert::Infallible;
use std::io::Write;
use std::process::{Command, Stdio};
use std::str::FromStr;
use std::thread;

use anyhow::{Context, ensure};
use izde::analysis::{Analyzer, Kind};

/// A maker of keys.
#[derive(Clone)]
pub enum Keys {
    /// The stem, as `izde stem` writes it.
    Izde,
    /// The word itself.
    Words,
    /// Its first five letters.
    Letters,
    /// Each four letters of it.
    Grams,
    /// What a command of the shell writes: it reads a word a line, and writes a line for each.
    Command(String),
}

impl FromStr for Keys {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(match name {
            "izde" => Self::Izde,
            "words" => Self::Words,
            "letters" => Self::Letters,
            "grams" => Self::Grams,
            command => Self::Command(command.to_owned()),
        })
    }
}

impl Keys {
    /// What tables call it.
    pub fn name(&self) -> &str {
        match self {
            Self::Izde => "izde",
            Self::Words => "no stemming",
            Self::Letters => "first five letters",
            Self::Grams => "character 4-grams",
            Self::Command(command) => command,
        }
    }

    /// For each word its keys, parted by spaces.
    pub fn of(&self, words: &[&str]) -> anyhow::Result<Vec<String>> {
        Ok(match self {
            Self::Izde => stems(words),
            Self::Words => words.iter().map(|&word| word.to_owned()).collect(),
            Self::Letters => words.iter().map(|word| cut(word, 5)).collect(),
            Self::Grams => words.iter().map(|word| grams(word)).collect(),
            Self::Command(command) => ask(command, words).with_context(|| command.clone())?,
        })
    }
}

/// The first so many letters of a word.
pub fn cut(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

fn grams(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() <= 4 {
        return word.to_owned();
    }
    letters.windows(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

fn stems(words: &[&str]) -> Vec<String> {
    let mut worker = Analyzer::new().worker();
    let mut stem = |word: &str| {
        let mut stems = vec![];
        let mut tokens = worker.tokens(word);
        while let Some(token) = tokens.next() {
            if token.kind != Kind::Part {
                stems.push(token.stem.to_owned());
            }
        }
        if stems.is_empty() { word.to_owned() } else { stems.join(" ") }
    };
    words.iter().map(|word| stem(word)).collect()
}

fn ask(command: &str, words: &[&str]) -> anyhow::Result<Vec<String>> {
    let shell = &mut Command::new("sh");
    let mut child = shell.args(["-c", command]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().context("no standard input")?;
    let asked = words.join("\n") + "\n";
    // Written beside the reading: a command may answer before it has read all.
    let writer = thread::spawn(move || input.write_all(asked.as_bytes()));
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{}", output.status);
    writer.join().ok().context("the words could not be written")??;
    let answer = String::from_utf8(output.stdout)?;
    let lines: Vec<_> = answer.lines().map(|line| line.trim().to_owned()).collect();
    ensure!(lines.len() == words.len(), "{} words in, {} lines out", words.len(), lines.len());
    Ok(lines)
}
