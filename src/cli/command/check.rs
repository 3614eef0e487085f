//! `izde check`.

use std::path::Path;

use serde::Serialize;

use crate::cli::args::ListArgs;
use crate::cli::exit::Exit;
use crate::cli::open::DEFAULT_INDEX;
use crate::cli::screen::Screen;
use crate::error::Error;
use crate::index::Index;
use crate::output::json;
use crate::output::terminal::count;

#[derive(Serialize)]
struct JsonIntegrity<'a> {
    index: String,
    files: usize,
    bytes: u64,
    damaged: &'a [String],
}

pub(in crate::cli) fn run(args: &ListArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let dir = args.index.dir.as_deref().unwrap_or(Path::new(DEFAULT_INDEX));
    let found = Index::check(dir)?;
    if args.json {
        let index = dir.to_string_lossy().into_owned();
        let (files, bytes, damaged) = (found.files, found.bytes, found.damaged.as_slice());
        screen.print(&(json::line(&JsonIntegrity { index, files, bytes, damaged }) + "\n"))?;
    }
    if found.damaged.is_empty() {
        if !args.json {
            let (files, megabytes) = (count(found.files, "file"), found.bytes as f64 / 1e6);
            screen.print(&format!("{files} of {}, {megabytes:.2} MB: all as they were written\n", dir.display()))?;
        }
        return Ok(Exit::Found);
    }
    for reason in found.damaged {
        screen.tell(&Error::IndexCorrupt { dir: dir.to_owned(), reason }.to_string());
    }
    Ok(Exit::Error)
}
