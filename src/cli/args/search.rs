//! Arguments of the commands that look things up: `search`, `count`, `batch`, `terms`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::IndexDir;
use crate::corpus::Date;

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
  izde search дотация --all-copies --json")]
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
    /// Show each copy of a document, instead of the first with "and 3 more like it"
    #[arg(long)]
    pub all_copies: bool,
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

/// Order of passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SortBy {
    /// The best first.
    Score,
    /// The latest first.
    Date,
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

/// Arguments of `batch`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Each row of CSV, and each line of JSON, is a hit with the numbers of its query; a query that finds nothing has one of its own, whose
total is 0. Occurrences are those of the words themselves, as izde count gives them. A line that is no query is named with its number
on stderr; the rest is answered, and the exit status is 2. Of documents that are copies of one another the first is given, with the
number of the others; run files of TREC hold all of them.

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
    /// Give each copy of a document, as --format trec always does
    #[arg(long)]
    pub all_copies: bool,
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
