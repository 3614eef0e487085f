//! The command line: arguments → command → exit status. stdout is data, stderr is messages and progress.

pub mod args;
mod command;
mod config;
mod exit;
mod interrupt;
mod open;
mod progress;
mod screen;
mod watch;

use std::io::Write;

use clap::Parser;

use args::{Args, Command};
pub use exit::Exit;
use screen::Screen;

/// Runs the command that the program's arguments name.
#[must_use]
pub fn main() -> Exit {
    let args = Args::parse_from(args::arguments());
    let screen = Screen::new(args.color);
    match run(&args, &screen) {
        Ok(exit) => exit,
        Err(error) if is_closed_pipe(&error) => Exit::Found,
        Err(error) => {
            // When stderr is gone too there is nobody left to tell.
            let place = error.downcast_ref().map_or_else(String::new, screen::place);
            let _ = write!(std::io::stderr(), "izde: {}\n{place}", screen::sentence(&error));
            Exit::Error
        }
    }
}

fn run(args: &Args, screen: &Screen) -> anyhow::Result<Exit> {
    let exit = match &args.command {
        Command::Search(args) => command::search::run(args, screen)?,
        Command::Index(args) => command::index::run(args, screen)?,
        Command::Delete(args) => command::delete::run(args, screen)?,
        Command::Count(args) => command::count::run(args, screen)?,
        Command::Terms(args) => command::terms::run(args, screen)?,
        Command::Batch(args) => command::batch::run(args, screen)?,
        Command::Stem => command::stem::run(screen)?,
        Command::Analyze(args) => command::analyze::run(args, screen)?,
        Command::Convert(args) => command::convert::run(args, screen)?,
        Command::Show(args) => command::show::run(args, screen)?,
        Command::List(args) => command::list::run(args, screen)?,
        Command::Stats(args) => command::stats::run(args, screen)?,
        Command::Check(args) => command::check::run(args, screen)?,
        Command::Config(args) => command::config::run(args, screen)?,
        Command::Completions(args) => command::completions::run(args, screen)?,
    };
    screen.flush()?;
    Ok(exit)
}

/// Whether the reader of our output has gone, as `head` does: no mistake of anybody's.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
