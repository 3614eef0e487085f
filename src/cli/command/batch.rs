//! `izde batch`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use crate::cli::args::{BatchArgs, BatchFormat};
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::screen::Screen;
use crate::output::{csv, json, trec};
use crate::search::{Request, Searcher};

/// A line of the file.
struct Line {
    id: String,
    text: String,
}

pub(in crate::cli) fn run(args: &BatchArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let input = reader(&args.file)?;
    let index = open::to_search(&args.index, screen)?;
    let searcher = Searcher::new(&index)?;
    let mut rows = match args.format {
        BatchFormat::Csv => Some(csv::Rows::new(Out { screen, kept: vec![] })?),
        _ => None,
    };
    let (mut found, mut failed) = (false, false);
    for (at, line) in input.split(b'\n').enumerate() {
        let line = line.with_context(|| format!("cannot read {}", args.file.display()))?;
        let answered = parse(&line, at + 1).transpose().map(|line| {
            let line = line?;
            let request = Request::new(&line.text).limit(args.limit).passages(1).as_typed(args.as_typed);
            Ok::<_, anyhow::Error>((searcher.search(&request)?, line))
        });
        let (answer, line) = match answered {
            None => continue,
            Some(Ok(answered)) => answered,
            Some(Err(error)) => {
                screen.tell(&format!("{}, line {}: {error}", args.file.display(), at + 1));
                failed = true;
                continue;
            }
        };
        found |= !answer.hits.is_empty();
        for hit in &answer.hits {
            match (&mut rows, args.format) {
                (Some(rows), _) => rows.hit(&line.id, &line.text, hit)?,
                (None, BatchFormat::Trec) => screen.print_raw(&(trec::line(&line.id, hit, answer.all_first) + "\n"))?,
                (None, _) => screen.print(&(json::batch_hit(&line.id, &line.text, hit) + "\n"))?,
            }
        }
    }
    if let Some(rows) = &mut rows {
        rows.flush()?;
    }
    Ok(match (failed, found) {
        (true, _) => Exit::Error,
        (false, true) => Exit::Found,
        (false, false) => Exit::Nothing,
    })
}

fn reader(file: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let opened = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    Ok(Box::new(BufReader::new(opened)))
}

/// A line as a query; `None` for an empty one. A line that begins with `{` must be JSON.
fn parse(line: &[u8], number: usize) -> anyhow::Result<Option<Line>> {
    #[derive(Deserialize)]
    struct Json {
        id: Option<serde_json::Value>,
        text: String,
    }
    let text = std::str::from_utf8(line).context("not UTF-8")?.trim_start_matches('\u{FEFF}').trim();
    if text.is_empty() {
        return Ok(None);
    }
    if !text.starts_with('{') {
        return Ok(Some(Line { id: number.to_string(), text: text.to_owned() }));
    }
    let json: Json = serde_json::from_str(text).context(r#"a JSON query is {"id": …, "text": "…"}"#)?;
    let id = match json.id {
        Some(serde_json::Value::String(id)) => id,
        Some(id @ serde_json::Value::Number(_)) => id.to_string(),
        _ => number.to_string(),
    };
    Ok(Some(Line { id, text: json.text }))
}

/// stdout for the CSV writer. For a terminal, what comes is kept until it is whole characters, and escaped.
struct Out<'s> {
    screen: &'s Screen,
    kept: Vec<u8>,
}

impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.screen.out_is_terminal {
            self.kept.extend_from_slice(bytes);
        } else {
            self.screen.write(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.screen.print_raw(&String::from_utf8_lossy(&std::mem::take(&mut self.kept)))?;
        self.screen.flush()
    }
}
