//! `izde index`.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::HumanBytes;

use crate::cli::args::IndexArgs;
use crate::cli::exit::Exit;
use crate::cli::open::{DEFAULT_CORPUS, DEFAULT_INDEX, fill, tell_failures};
use crate::cli::progress::Bar;
use crate::cli::screen::Screen;
use crate::corpus::Reading;
use crate::index::Index;
use crate::index::ingest::{Report, Sources, ingest_json_lines};
use crate::output::terminal::count;

/// Fewer bytes than this are indexed before a speed means anything.
const WORTH_A_SPEED: u64 = 1 << 20;

pub(in crate::cli) fn run(args: &IndexArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let default = [PathBuf::from(DEFAULT_CORPUS)];
    let paths = if args.paths.is_empty() { &default } else { args.paths.as_slice() };
    let dir = args.index.dir.as_deref().unwrap_or(Path::new(DEFAULT_INDEX));
    let mut reading = Reading { encoding: args.encoding, ..Reading::default() };
    for setting in &args.set {
        reading.set(setting)?;
    }
    let from_stdin = paths.iter().any(|path| path.as_os_str() == "-");
    if from_stdin && paths.len() > 1 {
        anyhow::bail!("- (standard input) cannot be mixed with files; index them one after the other");
    }
    // The files are found before the index is touched: a wrong path must not leave an empty index behind.
    let sources = if from_stdin { Sources::default() } else { Sources::find(paths)?.reading(reading.clone()) };
    let index = if args.rebuild { Index::open_or_replace(dir)? } else { Index::open_or_create(dir)? };
    let report = if from_stdin {
        from_standard_input(&index, args, &reading, screen)?
    } else {
        fill(&index, sources, args.rebuild, screen)?
    };
    tell_failures(&report, screen);
    screen.print(&summary(&report, dir, started.elapsed().as_secs_f64()))?;
    Ok(if report.failures.is_empty() { Exit::Found } else { Exit::Error })
}

fn from_standard_input(index: &Index, args: &IndexArgs, reading: &Reading, screen: &Screen) -> anyhow::Result<Report> {
    let mut writer = index.writer()?;
    if args.rebuild {
        writer.clear()?;
    }
    let bar = Bar::new(screen);
    let report =
        ingest_json_lines(BufReader::new(std::io::stdin()), reading, &mut writer, |progress| bar.show(progress))?;
    bar.finish();
    writer.commit()?;
    Ok(report)
}

fn summary(report: &Report, dir: &Path, seconds: f64) -> String {
    let mut text = format!(
        "{} in {}: {} new, {} replaced, {} unchanged, {} removed\n",
        count(report.documents(), "document"),
        dir.display(),
        report.added,
        report.replaced,
        report.unchanged,
        report.removed
    );
    if !report.kinds.is_empty() {
        let kinds: Vec<_> = report.kinds.iter().map(|(format, files)| format!("{files} {}", format.name())).collect();
        text.push_str(&format!("{}: {}\n", count(report.files, "file"), kinds.join(", ")));
    }
    let bytes = HumanBytes(report.bytes);
    text.push_str(&format!("{bytes} read in {seconds:.1} s"));
    if report.bytes > WORTH_A_SPEED {
        text.push_str(&format!(" ({:.1} MB/s)", report.bytes as f64 / 1e6 / seconds.max(1e-9)));
    }
    text.push('\n');
    if !report.failures.is_empty() {
        text.push_str(&format!("{} could not be read, see above\n", report.failures.len()));
    }
    text
}
