//! Arguments of the commands that write an index, and of those that list what is in one.

use std::path::PathBuf;

use super::IndexDir;
use crate::corpus::Encoding;

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

With --watch, files that are written or come below the paths afterwards are found within a second, and with --prune, those that are
removed are gone as soon. --rebuild comes first, once. Other commands may write to the index, too. Changes on another computer's disk are mostly not seen.

Examples:
  izde index                           corpus/ into index/, or what the collection says, see izde config
  izde index speeches/ --index archive --prune --dry-run
  izde index speeches/ --watch
  izde index letters/ --encoding kz-1048 --set source=BAQ.KZ --set lang=kk
  cat feed.jsonl | izde index -")]
pub struct IndexArgs {
    /// Files, folders, or - for JSON lines on stdin [default: those of the collection, or corpus]
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
    /// Go on with what changes below the paths, until Ctrl-C
    #[arg(long, conflicts_with = "dry_run")]
    pub watch: bool,
    /// Print one JSON object instead of the summary; with --watch one more a batch of changes
    #[arg(long)]
    pub json: bool,
    /// The encoding of all texts, instead of recognising each file's: utf-8, kz-1048, pt154, windows-1251 …
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<Encoding>,
    /// Fill in what a document does not say: title, date, speaker, author, source, url or lang
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Commit after so many documents, too, not only after 256 MiB of text and after 30 seconds
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

/// Arguments of `config`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A collection is an index with what belongs to it. It is named in izde.toml, in this folder or the nearest one above that has such a file,
or in the user's config.toml (on Linux ~/.config/izde/config.toml, or below XDG_CONFIG_HOME):

  collection = \"akorda\"           # the one in force, if there are several

  [collections.akorda]
  index = \"indexes/akorda\"        # paths are relative to the folder of the file
  paths = [\"speeches\"]            # what izde index reads
  source = \"Akorda\"               # filled in, as by --set
  lang = \"kk\"                     # filled in
  encoding = \"kz-1048\"            # of all texts, instead of recognising it

Only index must be there. --collection goes before IZDE_COLLECTION, that before izde.toml, that before the user's file. Of two collections
of one name the one in izde.toml holds. With --index DIR no collection is in force. Nothing in these files is ever run.")]
pub struct ConfigArgs {
    /// What is asked about.
    #[command(flatten)]
    pub index: IndexDir,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `list`, `stats` and `check`.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// The index to look into.
    #[command(flatten)]
    pub index: IndexDir,
    /// Print JSON instead of text
    #[arg(long)]
    pub json: bool,
}
