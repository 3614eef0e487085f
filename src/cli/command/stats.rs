//! `izde stats`.

use serde::Serialize;

use crate::cli::args::ListArgs;
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::screen::Screen;
use crate::index::Catalog;
use crate::output::json;

#[derive(Serialize)]
struct JsonStats<'a> {
    documents: usize,
    passages: u64,
    words: u64,
    forms: usize,
    stems: usize,
    segments: usize,
    bytes: u64,
    format: u32,
    analysis: &'a str,
    izde: &'static str,
}

pub(in crate::cli) fn run(args: &ListArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let index = open::to_search(&args.index, screen)?;
    let stats = Catalog::new(&index)?.stats()?;
    let analysis = format!("{:016x}", stats.analysis);
    let izde = env!("CARGO_PKG_VERSION");
    if args.json {
        let (documents, passages, words) = (stats.documents, stats.passages, stats.words);
        let (forms, stems, segments) = (stats.forms, stats.stems, stats.segments);
        let (bytes, format, analysis) = (stats.bytes, stats.format, analysis.as_str());
        let stats = JsonStats { documents, passages, words, forms, stems, segments, bytes, format, analysis, izde };
        screen.print(&(json::line(&stats) + "\n"))?;
        return Ok(Exit::Found);
    }
    let megabytes = stats.bytes as f64 / 1e6;
    screen.print(&format!(
        "documents  {}\npassages   {}\nwords      {}\nforms      {}\nstems      {}\nsegments   {}\nsize       {megabytes:.2} MB\n\
         format     {}\nanalysis   {analysis}\nizde       {izde}\n",
        stats.documents, stats.passages, stats.words, stats.forms, stats.stems, stats.segments, stats.format
    ))?;
    Ok(Exit::Found)
}
