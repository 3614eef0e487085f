//! The progress bars of indexing and of batches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::screen::Screen;
use crate::index::ingest::Progress;

/// A bar on stderr; nothing where stderr is no terminal.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new(screen: &Screen) -> Self {
        let target = if screen.err_is_terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let template = "{bar:20} {msg}, {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// A bar over the lines of a file of so many bytes, if that is known. Where answers go to the same terminal they are progress enough.
    pub(super) fn of_lines(screen: &Screen, bytes: Option<u64>) -> Self {
        let is_shown = screen.err_is_terminal && !screen.out_is_terminal;
        let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(bytes, target);
        let template = match bytes {
            Some(_) => "{bar:20} {msg} lines, {bytes} of {total_bytes}, {eta} left",
            None => "{spinner} {msg} lines",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Another line of so many bytes.
    pub(super) fn line(&self, number: usize, bytes: usize) {
        self.0.inc(bytes as u64);
        self.0.set_message(number.to_string());
    }

    /// Does something with the bar out of the way.
    pub(super) fn apart(&self, work: impl FnOnce()) {
        self.0.suspend(work);
    }

    pub(super) fn show(&self, progress: Progress) {
        self.0.set_length(progress.all_bytes.max(progress.bytes));
        self.0.set_position(progress.bytes);
        self.0.set_message(match progress.all_files {
            0 => format!("{} documents", progress.documents),
            all => format!("{} of {all} files", progress.files),
        });
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
