//! `izde terms`.

use crate::cli::args::TermsArgs;
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::screen::Screen;
use crate::index::Catalog;
use crate::index::terms::Term;
use crate::output::{csv, json, lists};

pub(in crate::cli) fn run(args: &TermsArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let catalog = Catalog::new(&open::to_search(&args.index, screen)?)?;
    // Forms of their own have no forms.
    let mut found: Vec<(Term, Option<Vec<Term>>)> = if args.forms {
        catalog.forms(&args.prefix)?.into_iter().map(|form| (form, None)).collect()
    } else {
        catalog.stems(&args.prefix)?.into_iter().map(|stem| (stem.stem, Some(stem.forms))).collect()
    };
    let all = found.len();
    found.truncate(args.limit);
    if args.json {
        for (term, forms) in &found {
            screen.print(&(json::term(term, forms.as_deref()) + "\n"))?;
        }
    } else if args.csv {
        csv::terms(&found, args.forms, screen.raw())?;
    } else {
        let rows = found.iter().map(|(term, forms)| (term, forms.as_deref().unwrap_or_default()));
        screen.print(&lists::terms(rows, screen.look))?;
    }
    if all > found.len() {
        screen.tell(&format!("{} of {all} shown; -n {all} shows all", found.len()));
    }
    Ok(if all == 0 { Exit::Nothing } else { Exit::Found })
}
