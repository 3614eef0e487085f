//! `izde check`.

use serde::Serialize;

use crate::cli::args::ListArgs;
use crate::cli::config::InForce;
use crate::cli::exit::Exit;
use crate::cli::open::complaint;
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
    let force = InForce::of(&args.index)?;
    let dir = force.index.value.as_path();
    let found = Index::check(dir).map_err(|error| complaint(error, &force))?;
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
        screen.tell(&complaint(Error::IndexCorrupt { dir: dir.to_owned(), reason }, &force).to_string());
    }
    Ok(Exit::Error)
}
