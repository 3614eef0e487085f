//! The tests of what users see: the command `izde` as a process on real files, and the library through its public
//! interface.
//!
//! | module | what it holds fast |
//! | --- | --- |
//! | `desk` | the fixture: a folder with files, a runner of the binary, checks that show all they know when they fail |
//! | `texts` | the documents that several modules search |
//! | `main_job` | a fresh folder with a corpus: one command builds the index and prints marked passages |
//! | `options` | what each option of `search` does to its answer |
//! | `reading` | how a person reads an answer: documents and passages, citations, context, reasons |
//! | `json` | the JSON contract: spans, order, evidence |
//! | `formats` | every format, header and encoding that `index` reads or refuses |
//! | `samples` | real files of every format and encoding |
//! | `hostile` | bombs, depths, lengths, broken bytes, names that lead astray: each meets a limit, the rest goes on |
//! | `refresh` | indexing again: unchanged, replaced, removed, rebuilt; two files that claim one id |
//! | `keeping` | keeping up with a folder: files that are gone, ids taken out, dry runs, summaries for programs |
//! | `watch` | following a folder: new, changed, removed, moved; other writers; Ctrl-C |
//! | `config` | collections named in files: which is in force, with what, and where that comes from |
//! | `mistakes` | what people do wrong: each gets exit status 2, a sentence with the repair, and loses nothing |
//! | `damage` | an index with broken, cut or missing files: an error or the right answer, and `--rebuild` mends it |
//! | `interrupt` | Ctrl-C while indexing: a clean commit, and going on from there |
//! | `durability` | killed writers, two writers, readers during a commit, a closed pipe |
//! | `disk` | disks that are full or read-only, files that vanish, readers during commits and merges |
//! | `commands` | stem, analyze, show, list, stats, completions |
//! | `copies` | the same news twice: shown once, told, never lost |
//! | `batch` | many queries at once, in three formats |
//! | `count` | when, by whom and how often something was said |
//! | `terms` | the words of an index with their frequencies |
//! | `safety` | documents that try to act on the terminal |
//! | `library` | an embedder's use: in memory, many threads, any order of adding |
//! | `reference` | the searcher against a slow and obvious one |
//! | `highlights` | what is marked, against a slow and obvious marker |
//! | `repair` | queries in any script and layout, and with slips |
//! | `languages` | documents in other scripts and languages, and mixed ones |
//! | `script` | Kazakh in other scripts, there and back |
//! | `stems` | golden stems of `tests/data/stem`, and what holds for every word |
//! | `architecture` | the directions between the layers, as rules over the sources |
//! | `manifest` | `rust-version` against the dependencies |

mod architecture;
mod batch;
mod commands;
mod config;
mod copies;
mod count;
mod damage;
mod desk;
#[cfg(unix)]
mod disk;
mod durability;
mod formats;
mod highlights;
mod hostile;
#[cfg(unix)]
mod interrupt;
mod json;
mod keeping;
mod languages;
mod library;
mod main_job;
mod manifest;
mod mistakes;
mod options;
mod reading;
mod reference;
mod refresh;
mod repair;
mod safety;
mod samples;
mod script;
mod stems;
mod terms;
mod texts;
#[cfg(unix)]
mod watch;
