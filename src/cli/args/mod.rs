//! The arguments, as clap reads them.

mod index;
mod search;
mod text;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub use index::{ConfigArgs, DeleteArgs, IndexArgs, ListArgs, ShowArgs};
pub use search::{BatchArgs, BatchFormat, CountArgs, CountBy, Filters, SearchArgs, SortBy, TermsArgs};
pub use text::{AnalyzeArgs, CompletionsArgs, ConvertArgs};

/// Full-text search for Kazakh: ranked passages, every inflection, matches highlighted.
#[derive(Debug, Parser)]
#[command(
    name = "izde",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  izde search ауыл әкімі                     the best passages; any inflection of the words
  izde search сайлау --from 2025-11 -n 3     only documents since November 2025, three passages
  izde index speeches/ today.txt             add files and folders, or refresh them
  izde search әкім --json | jq .hits[0]      for programs
  izde count сайлау --by month               how often, month by month

Exit status: 0 found or done, 1 nothing found, 2 error, 130 ended by Ctrl-C."
)]
pub struct Args {
    /// When to use colours; without them matches stand in square brackets
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find passages: the best first, with the words that matched highlighted
    #[command(visible_alias = "s")]
    Search(SearchArgs),
    /// Add documents to an index, or refresh them: files, folders, or JSON lines on stdin
    Index(IndexArgs),
    /// Take documents out of an index
    Delete(DeleteArgs),
    /// Count when something was said, by whom, and how often
    Count(CountArgs),
    /// Answer many queries, one a line
    Batch(BatchArgs),
    /// List the words of an index that begin so, by stem, with their frequencies
    Terms(TermsArgs),
    /// Print the stem of each line of stdin
    Stem,
    /// Show how a text is read: tokens, spans, stems, and why
    Analyze(AnalyzeArgs),
    /// Write Kazakh in another script: Cyrillic, Arabic, the Latin alphabets
    Convert(ConvertArgs),
    /// Print a document whole
    Show(ShowArgs),
    /// List the documents of an index
    List(ListArgs),
    /// Print counts, sizes and versions of an index
    Stats(ListArgs),
    /// Compare every file of an index with the checksum it was written with
    Check(ListArgs),
    /// Print which collection, index and values are in force here, and where that comes from
    Config(ConfigArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

/// Where the index is.
#[derive(Debug, clap::Args)]
pub struct IndexDir {
    /// Folder of the index [default: that of the collection, or index]
    #[arg(long = "index", value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// A collection that izde.toml or the user's config names, see izde config [env: IZDE_COLLECTION]
    #[arg(long, value_name = "NAME", conflicts_with = "dir")]
    pub collection: Option<String>,
}

/// The program's arguments, with those that exclude a word (`-сөз`, `-"ауыл әкімі"`) kept from being read as options: options are in
/// Latin letters. A space before them changes nothing in a query.
pub fn arguments() -> impl Iterator<Item = OsString> {
    std::env::args_os().map(|argument| match argument.to_str().and_then(|text| text.strip_prefix('-')) {
        Some(rest) if !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-') && !rest.is_empty() => {
            OsString::from(format!(" -{rest}"))
        }
        _ => argument,
    })
}
