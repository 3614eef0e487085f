//! `izde count`.

use crate::cli::args::{CountArgs, CountBy};
use crate::cli::command::search::{narrowed, read};
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::screen::Screen;
use crate::output::{csv, json, lists};
use crate::search::{By, Request, Searcher};

pub(in crate::cli) fn run(args: &CountArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let query = read(&args.query, args.literal, args.as_typed)?;
    let index = open::to_search(&args.index, screen)?;
    let request = if args.literal { Request::literal(query) } else { Request::new(query) };
    let request = request.as_typed(args.as_typed);
    let by = match args.by {
        CountBy::Year => By::Year,
        CountBy::Month => By::Month,
        CountBy::Day => By::Day,
        CountBy::Speaker => By::Speaker,
        CountBy::Source => By::Source,
        CountBy::Title => By::Title,
    };
    let counts = Searcher::new(&index)?.count(&narrowed(request, &args.filters), by)?;
    if args.json {
        screen.print(&(json::counts(&counts, args.limit) + "\n"))?;
        return Ok(exit(counts.total.passages));
    }
    for notice in &counts.notices {
        screen.tell(notice);
    }
    if args.csv {
        csv::counts(&counts, args.limit, screen.raw())?;
    } else {
        screen.print(&lists::counts(&counts, args.limit, screen.look))?;
    }
    Ok(exit(counts.total.passages))
}

const fn exit(passages: usize) -> Exit {
    if passages == 0 { Exit::Nothing } else { Exit::Found }
}
