//! `izde show`.

use crate::cli::args::ShowArgs;
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::screen::Screen;
use crate::index::Catalog;
use crate::output::{json, terminal};

pub(in crate::cli) fn run(args: &ShowArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let index = open::to_search(&args.index, screen)?;
    let document = Catalog::new(&index)?.document(&args.id)?;
    if args.json {
        screen.print(&json::document(&document, true, None))?;
        screen.print("\n")?;
    } else if screen.out_is_terminal || screen.look.colour {
        screen.print(&terminal::document(&document, screen.look))?;
    } else {
        // A program or a file gets the text byte for byte; who asks for colours into a pipe has a terminal behind it.
        screen.print(&terminal::document_head(&document, screen.look))?;
        screen.print(&document.text)?;
        if !document.text.ends_with('\n') {
            screen.print("\n")?;
        }
    }
    Ok(Exit::Found)
}
