//! `izde batch`.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use crate::cli::args::{BatchArgs, BatchFormat};
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::progress::Bar;
use crate::cli::screen::Screen;
use crate::output::{csv, json, trec};
use crate::search::{Request, Searcher};

/// A line of the file.
struct Line {
    id: String,
    text: String,
}

pub(in crate::cli) fn run(args: &BatchArgs, screen: &Screen) -> anyhow::Result<Exit> {
    if args.format == BatchFormat::Trec && args.passages > 1 {
        anyhow::bail!("a run file names each document once: leave out --passages, or take another --format");
    }
    let (input, bytes) = reader(&args.file)?;
    let index = open::to_search(&args.index, screen)?;
    let searcher = Searcher::new(&index)?;
    let mut rows = match args.format {
        BatchFormat::Csv => Some(csv::Rows::new(screen.raw())?),
        _ => None,
    };
    let bar = Bar::of_lines(screen, bytes);
    let (mut found, mut failed) = (false, false);
    for (at, line) in input.split(b'\n').enumerate() {
        let line = line.with_context(|| format!("cannot read {}", args.file.display()))?;
        bar.line(at + 1, line.len() + 1);
        let answered = parse(&line, at + 1).transpose().map(|line| {
            let line = line?;
            let request = request(args, &line.text);
            // Run files hold hits and nothing else.
            let occurrences = if args.format == BatchFormat::Trec { 0 } else { searcher.tally(&request)?.occurrences };
            Ok::<_, anyhow::Error>((searcher.search(&request)?, occurrences, line.id))
        });
        let (answer, occurrences, id) = match answered {
            None => continue,
            Some(Ok(answered)) => answered,
            Some(Err(error)) => {
                bar.apart(|| screen.tell(&format!("{}, line {}: {error}", args.file.display(), at + 1)));
                failed = true;
                continue;
            }
        };
        found |= !answer.hits.is_empty();
        match (&mut rows, args.format) {
            (Some(rows), _) => rows.answer(&id, &answer, occurrences)?,
            (None, BatchFormat::Trec) => {
                for hit in &answer.hits {
                    screen.print_raw(&(trec::line(&id, hit, answer.all_first) + "\n"))?;
                }
            }
            (None, _) => screen.print(&json::batch(&id, &answer, occurrences))?,
        }
    }
    bar.finish();
    if let Some(rows) = &mut rows {
        rows.flush()?;
    }
    Ok(match (failed, found) {
        (true, _) => Exit::Error,
        (false, true) => Exit::Found,
        (false, false) => Exit::Nothing,
    })
}

fn request(args: &BatchArgs, text: &str) -> Request {
    let request = if args.literal { Request::literal(text) } else { Request::new(text) };
    let request = request.limit(args.limit).passages(args.passages).as_typed(args.as_typed);
    // Whoever judges a run file knows documents, not which are alike.
    let request = request.all_copies(args.all_copies || args.format == BatchFormat::Trec);
    match &args.lang {
        Some(code) => request.lang(code),
        None => request,
    }
}

/// The file and, if it is known, how many bytes it has.
fn reader(file: &Path) -> anyhow::Result<(Box<dyn BufRead>, Option<u64>)> {
    if file.as_os_str() == "-" {
        return Ok((Box::new(BufReader::new(io::stdin())), None));
    }
    let opened = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    let bytes = opened.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
    Ok((Box::new(BufReader::new(opened)), bytes))
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
