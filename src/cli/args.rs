//! The arguments, as clap reads them.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::corpus::{Date, Encoding};
use crate::kazakh::script::Script;

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

Exit status: 0 found or done, 1 nothing found, 2 error."
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
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

/// Where the index is.
#[derive(Debug, clap::Args)]
pub struct IndexDir {
    /// Folder of the index [default: index]
    #[arg(long = "index", value_name = "DIR")]
    pub dir: Option<PathBuf>,
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

/// Arguments of `search`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Words are found in any inflection: әкімі finds әкімдерінің, аулының is found by ауыл. With two or three words, passages that hold all
of them come first. Without --index, the index is built from corpus/ the first time.

The query language; quote it for the shell, as in 'сайлау -қала':
  ауыл әкімі              at least one of the words, in any inflection; all of them first
  \"ауыл әкімі\"            these forms in this order, side by side; “ауыл әкімі”, too
  \"ауыл әкімі\"~           the phrase in any inflection; ~3 with up to three words between
  =әкімі                  this form only
  -қала, NOT қала         without the word; also -\"…\", -(…), -title:…
  ауыл OR қала, ауыл|қала either of them; AND for both; parentheses group
  әкімд*                  all words that begin so
  title:сайлау            in the title; speaker:, source: and lang: choose documents
  date:2025-11..2026-02   documents of these dates; also date:2025, date:2025.., date:..2025-11
  \\- \\\" \\OR              \\ takes what follows as text
OR, AND and NOT are operators in upper case only; NOT binds before AND, AND before OR, OR before standing side by side. Among
clauses side by side, words, prefixes and groups of them are evidence; everything else is required.

Examples:
  izde search ауыл әкімі
  izde search '\"ауыл әкімі\"~3 -title:сайлау date:2025..'
  izde search сайлау --from 2025-11 --to 2025 --sort date
  izde search дотация --speaker Тоқаев --context 1
  izde search дотация --json")]
pub struct SearchArgs {
    /// What to look for: words, or more, see below
    #[arg(value_name = "QUERY", num_args = 0..)]
    pub query: Vec<String>,
    /// The index to search.
    #[command(flatten)]
    pub index: IndexDir,
    /// How many passages to show: one of each document, and where documents are fewer, their next ones
    #[arg(short = 'n', long, default_value_t = 5, value_name = "N")]
    pub limit: usize,
    /// How many passages to pass over first
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub offset: usize,
    /// So many passages of each document; then -n and --offset count documents
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    pub passages: Option<usize>,
    /// Take the query as words: no sign in it is an operator
    #[arg(long)]
    pub literal: bool,
    /// Only the words themselves: nothing that means the same or is of one family counts
    #[arg(long)]
    pub no_related: bool,
    /// Look for the words exactly as they are typed: nothing is read as another script, layout or a slip
    #[arg(long)]
    pub as_typed: bool,
    /// Of which documents.
    #[command(flatten)]
    pub filters: Filters,
    /// Order of the passages
    #[arg(long, value_enum, default_value_t = SortBy::Score, value_name = "BY")]
    pub sort: SortBy,
    /// Of each passage show only the sentences that matched, with N before and after them; in JSON passages are whole
    #[arg(long, value_name = "N")]
    pub context: Option<usize>,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
    /// Say what each score is made of
    #[arg(long)]
    pub explain: bool,
}

/// Which documents are looked into.
#[derive(Debug, clap::Args)]
pub struct Filters {
    /// Only documents of this date or later: 2025, 2025-11 or 2025-11-28
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Only documents of this date or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Only documents of a speaker: words of the name, in any inflection
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only documents of a source: words of its name
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Only documents of a language: kk, ru, en, or another code that documents name themselves
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
}

/// Order of passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SortBy {
    /// The best first.
    Score,
    /// The latest first.
    Date,
}

/// Arguments of `count`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The query language is that of izde search. Only what matches by the words themselves is counted: any inflection of them, but nothing
akin. A number of times is how often the words stand in the texts of the passages found; a phrase counts as one.

Examples:
  izde count сайлау                                    year by year
  izde count '\"ауыл әкімі\"~' --by month --from 2024
  izde count дотация --by speaker -n 10
  izde count 'сайлау OR дауыс' --by day --csv > days.csv")]
pub struct CountArgs {
    /// What to count: words, or more, see izde search --help
    #[arg(value_name = "QUERY", num_args = 0..)]
    pub query: Vec<String>,
    /// The index to look into.
    #[command(flatten)]
    pub index: IndexDir,
    /// What is counted together
    #[arg(long, value_enum, default_value_t = CountBy::Year)]
    pub by: CountBy,
    /// At most so many groups: the latest dates, or the most frequent of other groups; documents without one are counted beside them
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,
    /// Take the query as words: no sign in it is an operator
    #[arg(long)]
    pub literal: bool,
    /// Count the words exactly as they are typed: nothing is read as another script, layout or a slip
    #[arg(long)]
    pub as_typed: bool,
    /// Of which documents.
    #[command(flatten)]
    pub filters: Filters,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
    /// Print CSV instead of text, for spreadsheets
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CountBy {
    /// Documents of one year.
    Year,
    /// Of one month.
    Month,
    /// Of one day.
    Day,
    /// Of one speaker.
    Speaker,
    /// Of one source.
    Source,
    /// Of one title.
    Title,
}

/// Arguments of `terms`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A stem is listed if it begins so, or one of its forms does. Words of titles are not counted.

Examples:
  izde terms әкім              stems with their commonest forms
  izde terms халқ --forms      forms as they are written
  izde terms сай -n 1000 --csv > words.csv")]
pub struct TermsArgs {
    /// First letters of the words
    #[arg(value_name = "PREFIX")]
    pub prefix: String,
    /// The index to look into.
    #[command(flatten)]
    pub index: IndexDir,
    /// At most so many, the most frequent first
    #[arg(short = 'n', long, default_value_t = 20, value_name = "N")]
    pub limit: usize,
    /// List forms as they are written instead of stems
    #[arg(long)]
    pub forms: bool,
    /// Print a JSON object a word instead of text
    #[arg(long)]
    pub json: bool,
    /// Print CSV instead of text, for spreadsheets
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}

/// Arguments of `index`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Reads text and Markdown with or without YAML front matter, HTML, Word (.docx), PDF, feeds (RSS, Atom), JSON lines and arrays, CSV with
named columns (id, title, text, date, speaker, author, source, url, lang; only text is needed), and .gz and .zip of these; what a file
is shows in its content, too. A document of the same id is replaced, an unchanged one skipped. What cannot be read is named at the
end; the rest is indexed, and the exit status is 2.

The encoding of a file is recognised (UTF-8, UTF-16, windows-1251, KZ-1048, PT154, KOI8-R), and text that was misread before is mended;
both are said. --encoding names the encoding instead.

What is read is committed from time to time: searches see whole commits only, and whatever happens, a commit stays. Ctrl-C commits what
was read and ends with status 130; the same command goes on from there. A second Ctrl-C ends at once. With --rebuild there is one
commit, at the end.

A file that nothing has touched since it was read is not opened. What was taken out of a file goes from the index, too; documents whose
file itself is gone stay until --prune. A path with no file in it at all may be a disk that is not there: nothing below it is taken out.

Examples:
  izde index                           corpus/ into index/
  izde index speeches/ --index archive --prune --dry-run
  izde index letters/ --encoding kz-1048 --set source=BAQ.KZ --set lang=kk
  cat feed.jsonl | izde index -")]
pub struct IndexArgs {
    /// Files, folders, or - for JSON lines on stdin [default: corpus]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The index to write.
    #[command(flatten)]
    pub index: IndexDir,
    /// Replace whatever the index holds by what is indexed now
    #[arg(long)]
    pub rebuild: bool,
    /// Also take out the documents whose files are gone from below the paths
    #[arg(long, conflicts_with = "rebuild")]
    pub prune: bool,
    /// Say what would be done to which document, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print one JSON object instead of the summary
    #[arg(long)]
    pub json: bool,
    /// The encoding of all texts, instead of recognising each file's: utf-8, kz-1048, pt154, windows-1251 …
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<Encoding>,
    /// Fill in what a document does not say: title, date, speaker, author, source, url or lang
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Commit after so many documents, too, not only after 128 MiB of text and after 30 seconds
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    pub commit_every: Option<usize>,
}

/// Arguments of `delete`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Ids are those that izde list prints. If one is not there it is named, the others are taken out, and the exit status is 2. A document
whose file is still there comes back when that is indexed again.

Examples:
  izde delete 2025/speech.txt
  izde list | grep BAQ | cut -f2 | xargs -d '\\n' izde delete --")]
pub struct DeleteArgs {
    /// Ids of the documents
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// The index they are in.
    #[command(flatten)]
    pub index: IndexDir,
}

/// Arguments of `batch`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Each row of CSV, and each line of JSON, is a hit with the numbers of its query; a query that finds nothing has one of its own, whose
total is 0. Occurrences are those of the words themselves, as izde count gives them. A line that is no query is named with its number
on stderr; the rest is answered, and the exit status is 2.

Examples:
  izde batch names.txt --literal --format csv > names.csv      a name a line; no sign in it is an operator
  izde batch queries.jsonl --passages 3 > hits.jsonl
  izde batch questions.jsonl --format trec --limit 100 > run.txt")]
pub struct BatchArgs {
    /// File of queries, or - for stdin; a line is {"id": …, "text": …} or the query itself, whose id is then its line number
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The index to search.
    #[command(flatten)]
    pub index: IndexDir,
    /// Form of the hits
    #[arg(long, value_enum, default_value_t = BatchFormat::Jsonl)]
    pub format: BatchFormat,
    /// Most documents for each query
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub limit: usize,
    /// Only documents of a language: kk, ru, en, or another code that documents name themselves
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// Look for the words exactly as they are typed: nothing is read as another script, layout or a slip
    #[arg(long)]
    pub as_typed: bool,
    /// Most passages of each document, the best first
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    pub passages: usize,
    /// Take each line as words: no sign in it is an operator
    #[arg(long)]
    pub literal: bool,
}

/// Form of the hits of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BatchFormat {
    /// Run files of TREC: query Q0 document rank score izde.
    Trec,
    /// A JSON object a hit.
    Jsonl,
    /// A row a hit, for spreadsheets.
    Csv,
}

/// Arguments of `analyze`.
#[derive(Debug, clap::Args)]
pub struct AnalyzeArgs {
    /// Text to analyse; stdin without it
    #[arg(value_name = "TEXT", num_args = 0..)]
    pub text: Vec<String>,
    /// Print a JSON object a token
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `convert`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Scripts: cyrillic, arabic, latin2017-digraphs, latin2017, latin2018, latin2021, qazaqparat, bgn, informal, russian-keys (typed without
the Kazakh letters), latin-keys (typed with the wrong layout on). What is not Kazakh stays as it is.

Examples:
  izde convert --to latin2021 Ауыл әкімі
  izde convert --to cyrillic Aýyl ákimi
  izde convert --to cyrillic --from latin-keys 'fesk 2r3v3'
  izde convert --to arabic < speech.txt")]
pub struct ConvertArgs {
    /// Text to convert; stdin, line by line, without it
    #[arg(value_name = "TEXT", num_args = 0..)]
    pub text: Vec<String>,
    /// The script to write
    #[arg(long, value_name = "SCRIPT", value_parser = script)]
    pub to: Script,
    /// The script of the text [default: detected, line by line]
    #[arg(long, value_name = "SCRIPT", value_parser = script)]
    pub from: Option<Script>,
}

/// A script by its name.
fn script(name: &str) -> Result<Script, String> {
    let names = || Script::ALL.map(|(_, name)| name).join(", ");
    let found = Script::ALL.into_iter().find(|(_, known)| *known == name);
    found.map(|(script, _)| script).ok_or_else(|| format!("the scripts are {}", names()))
}

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// Id of the document, as search and list print it
    #[arg(value_name = "ID")]
    pub id: String,
    /// The index it is in.
    #[command(flatten)]
    pub index: IndexDir,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `list` and `stats`.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// The index to look into.
    #[command(flatten)]
    pub index: IndexDir,
    /// Print JSON instead of text
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
