//! `izde index`.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::HumanBytes;

use crate::cli::args::IndexArgs;
use crate::cli::config::{InForce, Setting};
use crate::cli::exit::Exit;
use crate::cli::interrupt::{self, Interruptible};
use crate::cli::open::{complaint, fill, tell_failures, write};
use crate::cli::screen::Screen;
use crate::cli::watch::{Watch, Work};
use crate::corpus::Reading;
use crate::error::Error;
use crate::index::ingest::{Progress, Report, Sources, ingest_json_lines};
use crate::index::{Index, Pace};
use crate::output::report;
use crate::output::sanitize::sanitized_line;
use crate::output::terminal::count;

/// Fewer bytes than this are indexed before a speed means anything.
const WORTH_A_SPEED: u64 = 1 << 20;

pub(in crate::cli) fn run(args: &IndexArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let force = InForce::of(&args.index)?;
    let paths = if args.paths.is_empty() { &force.paths.value } else { &args.paths };
    if let (true, Some(collection)) = (paths.is_empty(), &force.collection) {
        let Setting { value, origin } = collection;
        anyhow::bail!(
            "the collection {value} ({origin}) names no paths; name some here, or there in a line paths = [\"…\"]"
        );
    }
    let dir = force.index.value.as_path();
    let reading = reading(args, &force)?;
    let from_stdin = paths.iter().any(|path| path.as_os_str() == "-");
    if from_stdin && paths.len() > 1 {
        anyhow::bail!("- (standard input) cannot be mixed with files; index them one after the other");
    }
    if from_stdin && args.watch {
        anyhow::bail!("- (standard input) cannot be watched: it is read as it comes, without --watch");
    }
    // Listened to from before it is read: what changes meanwhile must not be missed.
    let watch = if args.watch { Some(Watch::begin(paths, dir)?) } else { None };
    // The files are found before the index is touched: a wrong path must not leave an empty index behind.
    let sources = if from_stdin { Sources::default() } else { find(paths, args.watch, screen)? };
    let sources = sources.apart_from(dir).reading(reading.clone()).prune(args.prune);
    let index = open(args, dir).map_err(|error| complaint(error, &force))?;
    // Where nothing is to be replaced, a rebuild is indexing as ever.
    let rebuild = args.rebuild && !index.is_empty()?;
    let pace = Pace { stop: interrupt::stop(), documents: args.commit_every };
    let writer = || if args.dry_run { index.rehearsal() } else { index.writer() };
    let stop = pace.stop.clone();
    let report = if from_stdin {
        let stdin = BufReader::new(Interruptible::new(std::io::stdin(), pace.stop.clone()));
        write(writer()?, rebuild, pace, screen, |writer, progress| {
            ingest_json_lines(stdin, &reading, writer, progress)
        })?
    } else if args.dry_run {
        write(writer()?, rebuild, pace, screen, |writer, progress| sources.ingest(writer, progress))?
    } else {
        fill(&index, sources, rebuild, pace, screen)?
    };
    tell_failures(&report, screen);
    if let Some(far) = report.stopped {
        screen.tell(&stopped(far, rebuild));
    }
    if args.json {
        screen.print(&(report::json(&report, dir, started.elapsed(), args.dry_run) + "\n"))?;
    } else if report.stopped.is_none() || !rebuild {
        for (change, id) in &report.changes {
            screen.print(&format!("{}\t{}\n", report::name(*change), sanitized_line(id)))?;
        }
        screen.print(if args.dry_run { "would be: " } else { "" })?;
        screen.print(&summary(&report, dir, started.elapsed().as_secs_f64()))?;
    }
    screen.flush()?;
    if let Some(watch) = watch
        && report.stopped.is_none()
    {
        let pace = Pace { stop, documents: args.commit_every };
        return watch.follow(&Work { dir, reading: &reading, prune: args.prune, json: args.json, pace }, screen);
    }
    Ok(match (&report.stopped, report.failures.is_empty()) {
        (Some(_), _) => Exit::Stopped,
        (None, true) => Exit::Found,
        (None, false) => Exit::Error,
    })
}

/// The files to read. A folder that is to be watched may be empty at first.
fn find(paths: &[PathBuf], watch: bool, screen: &Screen) -> crate::Result<Sources> {
    match Sources::find(paths) {
        Err(empty @ Error::EmptyCorpus { .. }) if watch => {
            screen.tell(&empty.to_string());
            Ok(Sources::default())
        }
        sources => sources,
    }
}

/// The index to write; for a rehearsal, the one that is there, if there is one.
fn open(args: &IndexArgs, dir: &Path) -> crate::Result<Index> {
    if args.dry_run {
        return match Index::open(dir) {
            Err(Error::IndexMissing { .. }) => Index::in_memory(),
            Err(Error::IndexVersion { .. } | Error::IndexCorrupt { .. }) if args.rebuild => Index::in_memory(),
            other => other,
        };
    }
    if args.rebuild { Index::open_or_replace(dir) } else { Index::open_or_create(dir) }
}

/// How the files are read: as the collection says, and before that the options.
fn reading(args: &IndexArgs, force: &InForce) -> crate::Result<Reading> {
    let said = |setting: &Option<Setting<String>>| setting.as_ref().map(|setting| setting.value.clone());
    let encoding = args.encoding.or(force.encoding.as_ref().map(|encoding| encoding.value));
    let mut reading = Reading { encoding, ..Reading::default() };
    (reading.fill.source, reading.fill.lang) = (said(&force.source), said(&force.lang));
    for setting in &args.set {
        reading.set(setting)?;
    }
    Ok(reading)
}

/// How far it got, and what is to do.
fn stopped(far: Progress, rebuild: bool) -> String {
    let read = match far.all_files {
        0 => count(far.documents, "document"),
        all => format!("{} of {all} files ({})", far.files, count(far.documents, "document")),
    };
    if rebuild {
        format!("stopped after {read}; the index is as it was before")
    } else {
        format!("stopped after {read}, which are in the index; the same command goes on from there")
    }
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
    if report.unopened > 0 {
        text.push_str(&format!("{} not opened: nothing touched them since\n", count(report.unopened, "file")));
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
