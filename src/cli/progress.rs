//! The progress bar of indexing.

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
