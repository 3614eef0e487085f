//! stdout and stderr: what they are, and writing to them.

use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::Color;
use crate::error::Error;
use crate::output::pointer;
use crate::output::sanitize::sanitized;
use crate::output::terminal::Look;

/// Widest text that is still easy to read, in columns.
const WIDEST: usize = 110;

/// The program's two streams. What goes to stdout is buffered until [`flush`](Self::flush).
pub(super) struct Screen {
    out: RefCell<BufWriter<Stdout>>,
    /// How text on stdout looks.
    pub(super) look: Look,
    /// Whether stdout is a terminal.
    pub(super) out_is_terminal: bool,
    /// Whether stderr is a terminal.
    pub(super) err_is_terminal: bool,
}

impl Screen {
    pub(super) fn new(color: Color) -> Self {
        let out = io::stdout();
        let out_is_terminal = out.is_terminal();
        let colour = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&out) != ColorChoice::Never,
        };
        let width = if out_is_terminal { terminal_width().min(WIDEST) } else { 0 };
        Self {
            out: RefCell::new(BufWriter::new(out)),
            look: Look { colour, width },
            out_is_terminal,
            err_is_terminal: io::stderr().is_terminal(),
        }
    }

    /// Writes data to stdout.
    pub(super) fn print(&self, text: &str) -> io::Result<()> {
        self.write(text.as_bytes())
    }

    /// Writes data to stdout, whatever its encoding.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.out.borrow_mut().write_all(bytes)
    }

    /// Writes what somebody else's text holds to stdout: escaped on a terminal, as it is into a file.
    pub(super) fn print_raw(&self, text: &str) -> io::Result<()> {
        if self.out_is_terminal { self.print(&sanitized(text)) } else { self.print(text) }
    }

    /// Writes a message to stderr. What it shows of documents and file names is escaped.
    pub(super) fn tell(&self, message: &str) {
        // A message that cannot be shown is no reason to stop the work.
        let _ = writeln!(io::stderr(), "izde: {}", sanitized(message));
    }

    pub(super) fn flush(&self) -> io::Result<()> {
        self.out.borrow_mut().flush()
    }
}

/// Columns of the terminal, 80 if it does not say or is absurdly narrow.
fn terminal_width() -> usize {
    match terminal_size::terminal_size() {
        Some((terminal_size::Width(width), _)) if width >= 20 => width.into(),
        _ => 80,
    }
}

/// The query with a caret under what is wrong in it, for an error of a query; nothing for others.
pub(super) fn place(error: &Error) -> String {
    match error {
        Error::BadQuery { query, span, .. } => pointer::under(query, *span),
        _ => String::new(),
    }
}

/// An error as one sentence: what happened, then each cause that adds something.
pub(super) fn sentence(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
    }
    sanitized(&text).into_owned()
}
