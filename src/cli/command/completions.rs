//! `izde completions`.

use clap::CommandFactory;

use crate::cli::args::{Args, CompletionsArgs};
use crate::cli::exit::Exit;
use crate::cli::screen::Screen;

pub(in crate::cli) fn run(args: &CompletionsArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let mut script = vec![];
    clap_complete::generate(args.shell, &mut Args::command(), "izde", &mut script);
    screen.write(&script)?;
    Ok(Exit::Found)
}
