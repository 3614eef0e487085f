//! `izde list`.

use crate::cli::args::ListArgs;
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::screen::Screen;
use crate::index::Catalog;
use crate::index::catalog::Listed;
use crate::output::json;
use crate::output::sanitize::sanitized_line;

pub(in crate::cli) fn run(args: &ListArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let index = open::to_search(&args.index, screen)?;
    let documents = Catalog::new(&index)?.documents()?;
    for listed in &documents {
        let line =
            if args.json { json::document(&listed.document, false, Some(listed.passages)) } else { as_text(listed) };
        screen.print(&(line + "\n"))?;
    }
    Ok(if documents.is_empty() { Exit::Nothing } else { Exit::Found })
}

/// Date, id, passages, speaker or source, title, language, parted by tabs: easy to read, cut and sort.
fn as_text(listed: &Listed) -> String {
    let document = &listed.document;
    let by = document.speaker.as_ref().or(document.source.as_ref());
    let date = document.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let cells = [
        date,
        document.id.clone(),
        listed.passages.to_string(),
        by.cloned().unwrap_or_else(|| "-".to_owned()),
        document.title.clone().unwrap_or_else(|| "-".to_owned()),
        document.lang.clone().unwrap_or_else(|| "-".to_owned()),
    ];
    cells.map(|cell| sanitized_line(&cell)).join("\t")
}
