//! `izde search`.

use crate::cli::args::{SearchArgs, SortBy};
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::screen::Screen;
use crate::output::{json, terminal};
use crate::query::Query;
use crate::search::{Request, Searcher, Sort};

pub(in crate::cli) fn run(args: &SearchArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let query = args.query.iter().map(|word| word.trim()).collect::<Vec<_>>().join(" ");
    // A query that is none is said before an index is built for it.
    if args.literal {
        Query::literal(&query)?
    } else {
        Query::parse(&query)?
    };
    let index = open::to_search(&args.index, screen)?;
    let answer = Searcher::new(&index)?.search(&request(args, query))?;
    if args.json {
        screen.print(&json::answer(&answer))?;
        screen.print("\n")?;
    } else {
        for notice in &answer.notices {
            screen.tell(notice);
        }
        screen.print(&terminal::answer(&answer, screen.look))?;
    }
    Ok(if answer.passages == 0 { Exit::Nothing } else { Exit::Found })
}

fn request(args: &SearchArgs, query: String) -> Request {
    let request = if args.literal { Request::literal(query) } else { Request::new(query) };
    let mut request = request
        .as_typed(args.as_typed)
        .limit(args.limit)
        .offset(args.offset)
        .explain(args.explain)
        .related(!args.no_related);
    if let Some(passages) = args.passages {
        request = request.passages(passages);
    }
    request = request.sort(match args.sort {
        SortBy::Score => Sort::Score,
        SortBy::Date => Sort::Date,
    });
    if let Some(date) = args.from {
        request = request.from(date);
    }
    if let Some(date) = args.to {
        request = request.to(date);
    }
    if let Some(speaker) = &args.speaker {
        request = request.speaker(speaker);
    }
    if let Some(source) = &args.source {
        request = request.source(source);
    }
    request
}
