//! `izde convert`.

use std::io::{self, BufRead};

use anyhow::Context;

use crate::cli::args::ConvertArgs;
use crate::cli::exit::Exit;
use crate::cli::screen::Screen;
use crate::kazakh::script::Converter;

pub(in crate::cli) fn run(args: &ConvertArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let mut converter = Converter::new();
    if !args.text.is_empty() {
        screen.print_raw(&converter.convert(&args.text.join(" "), args.from, args.to))?;
        screen.print("\n")?;
        return Ok(Exit::Found);
    }
    let mut input = io::stdin().lock();
    let mut line = vec![];
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line).context("cannot read standard input")? == 0 {
            break;
        }
        let text = std::str::from_utf8(&line).with_context(|| format!("standard input, line {number}: not UTF-8"))?;
        screen.print_raw(&converter.convert(text, args.from, args.to))?;
    }
    Ok(Exit::Found)
}
