//! `izde search`.

use crate::cli::args::{Filters, SearchArgs, SortBy};
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::screen::Screen;
use crate::error::Error;
use crate::kazakh::script::{Script, detect};
use crate::output::json;
use crate::output::terminal::{self, Look};
use crate::query::Query;
use crate::search::{Request, Searcher, Sort};

pub(in crate::cli) fn run(args: &SearchArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let query = read(&args.query, args.literal, args.as_typed)?;
    let index = open::to_search(&args.index, screen)?;
    let answer = Searcher::new(&index)?.search(&request(args, query))?;
    if args.json {
        screen.print(&json::answer(&answer))?;
        screen.print("\n")?;
    } else {
        for notice in &answer.notices {
            screen.tell(notice);
        }
        screen.print(&terminal::answer(&answer, Look { context: args.context, ..screen.look }))?;
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
        .all_copies(args.all_copies)
        .related(!args.no_related);
    if let Some(passages) = args.passages {
        request = request.passages(passages);
    }
    request = request.sort(match args.sort {
        SortBy::Score => Sort::Score,
        SortBy::Date => Sort::Date,
    });
    narrowed(request, &args.filters)
}

/// A request for those documents only that the filters let through.
pub(super) fn narrowed(mut request: Request, filters: &Filters) -> Request {
    if let Some(date) = filters.from {
        request = request.from(date);
    }
    if let Some(date) = filters.to {
        request = request.to(date);
    }
    if let Some(speaker) = &filters.speaker {
        request = request.speaker(speaker);
    }
    if let Some(source) = &filters.source {
        request = request.source(source);
    }
    if let Some(code) = &filters.lang {
        request = request.lang(code);
    }
    request
}

/// A query of the words of a command, or the error that says why it is none: before an index is built for it.
pub(super) fn read(words: &[String], literal: bool, as_typed: bool) -> anyhow::Result<String> {
    let query = words.iter().map(|word| word.trim()).collect::<Vec<_>>().join(" ");
    if literal {
        Query::literal(&query)?
    } else {
        match Query::parse(&query) {
            // What is no query may be words typed in the wrong layout; the search will tell.
            Err(Error::BadQuery { .. }) if !as_typed && detect(&query) == Some(Script::LatinKeys) => {
                Query::literal(&query)
            }
            read => read,
        }?
    };
    Ok(query)
}
