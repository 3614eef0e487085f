//! `izde stem`.

use std::io::{self, BufRead};

use anyhow::Context;

use crate::analysis::{Analyzer, Kind, Worker};
use crate::cli::exit::Exit;
use crate::cli::screen::Screen;

pub(in crate::cli) fn run(screen: &Screen) -> anyhow::Result<Exit> {
    let mut worker = Analyzer::new().worker();
    for (at, line) in io::stdin().lock().split(b'\n').enumerate() {
        let line = line.context("cannot read standard input")?;
        let text = std::str::from_utf8(&line).with_context(|| format!("standard input, line {}: not UTF-8", at + 1))?;
        screen.print_raw(&stems(text, &mut worker))?;
        screen.print("\n")?;
    }
    Ok(Exit::Found)
}

/// The stems of a line's words, or the line itself where it has none: there is a line out for each line in.
fn stems(line: &str, worker: &mut Worker) -> String {
    let mut stems = String::new();
    let mut tokens = worker.tokens(line);
    while let Some(token) = tokens.next() {
        if token.kind != Kind::Part {
            if !stems.is_empty() {
                stems.push(' ');
            }
            stems.push_str(token.stem);
        }
    }
    if stems.is_empty() { line.trim_end_matches('\r').to_owned() } else { stems }
}
