//! Arguments of the commands that need no index.

use crate::kazakh::script::Script;

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

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
