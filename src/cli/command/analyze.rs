//! `izde analyze`.

use std::io::Read;

use anyhow::Context;
use serde::Serialize;

use crate::analysis::{Analyzer, Kind, Token};
use crate::cli::args::AnalyzeArgs;
use crate::cli::exit::Exit;
use crate::cli::screen::Screen;
use crate::kazakh::{Reading, Stemmer};
use crate::output::json;

/// Readings shown of a word; the rest are hardly ever right.
const SHOWN: usize = 5;

#[derive(Serialize)]
struct JsonToken<'a> {
    start: usize,
    end: usize,
    position: usize,
    text: &'a str,
    kind: &'static str,
    exact: &'a str,
    stem: &'a str,
    readings: Vec<JsonReading<'a>>,
}

#[derive(Serialize)]
struct JsonReading<'a> {
    stem: &'a str,
    classes: String,
    ending: &'a str,
    suffixes: &'a [&'static str],
    cost: f32,
    parts: Vec<JsonPart>,
}

#[derive(Serialize)]
struct JsonPart {
    name: &'static str,
    cost: f32,
}

pub(in crate::cli) fn run(args: &AnalyzeArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let text = if args.text.is_empty() {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
        text
    } else {
        args.text.join(" ")
    };
    let stemmer = Stemmer::new();
    let mut worker = Analyzer::new().worker();
    let mut tokens = worker.tokens(&text);
    let mut exit = Exit::Nothing;
    while let Some(token) = tokens.next() {
        exit = Exit::Found;
        let readings = if token.kind == Kind::Compound { vec![] } else { stemmer.readings(token.exact) };
        let surface = token.span.of(&text).unwrap_or_default();
        let shown = if args.json { as_json(&token, surface, &readings) } else { as_text(&token, surface, &readings) };
        screen.print_raw(&shown)?;
    }
    Ok(exit)
}

fn kind(token: &Token<'_>) -> &'static str {
    match token.kind {
        Kind::Word => "word",
        Kind::Number => "number",
        Kind::Compound => "compound",
        Kind::Part => "part",
    }
}

fn as_json(token: &Token<'_>, surface: &str, readings: &[Reading]) -> String {
    let readings = readings.iter().map(|reading| JsonReading {
        stem: &reading.stem,
        classes: reading.classes.marks(),
        ending: &reading.ending,
        suffixes: &reading.suffixes,
        cost: reading.cost,
        parts: reading.parts.iter().map(|&(name, cost)| JsonPart { name, cost }).collect(),
    });
    json::line(&JsonToken {
        start: token.span.start,
        end: token.span.end,
        position: token.position,
        text: surface,
        kind: kind(token),
        exact: token.exact,
        stem: token.stem,
        readings: readings.collect(),
    }) + "\n"
}

fn as_text(token: &Token<'_>, surface: &str, readings: &[Reading]) -> String {
    let indent = if token.kind == Kind::Part { "  " } else { "" };
    let mut text = format!(
        "{indent}{surface}  {}–{}  {}  exact {}  stem {}\n",
        token.span.start,
        token.span.end,
        kind(token),
        token.exact,
        token.stem
    );
    for (at, reading) in readings.iter().take(SHOWN).enumerate() {
        let classes = if reading.classes.is_empty() { "unknown".to_owned() } else { reading.classes.marks() };
        let ending = if reading.ending.is_empty() { String::new() } else { format!(" + {}", reading.ending) };
        let mut suffixes = reading.suffixes.join(", ");
        let chosen = if at == 0 { "→" } else { " " };
        let parts: Vec<_> = reading.parts.iter().map(|(name, cost)| format!("{name} {cost:.1}")).collect();
        if parts.len() > 1 {
            let gap = if suffixes.is_empty() { "" } else { "  " };
            suffixes.push_str(&format!("{gap}[{}]", parts.join(" + ")));
        }
        text.push_str(&format!(
            "{indent}  {chosen} {:5.1}  {} ({classes}){ending}  {suffixes}\n",
            reading.cost, reading.stem
        ));
    }
    text
}
