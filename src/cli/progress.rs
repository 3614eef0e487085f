//! The progress of indexing and of batches: bars on a terminal, and where there is none, a line from time to time.

use std::cell::Cell;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::screen::Screen;
use crate::index::ingest::Progress;

/// How often a line is written where a bar cannot be.
const LINES: Duration = Duration::from_secs(10);

/// A bar on stderr, or lines where stderr is no terminal.
pub(super) struct Bar<'s> {
    bar: ProgressBar,
    lines: Option<(&'s Screen, Lines)>,
}

impl<'s> Bar<'s> {
    /// Over files or documents as they are indexed.
    pub(super) fn new(screen: &'s Screen) -> Self {
        let target = if screen.err_is_terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let template = "{bar:20} {msg}, {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let lines = (!screen.err_is_terminal).then(|| (screen, Lines::from(Instant::now())));
        Self { bar, lines }
    }

    /// A bar over the lines of a file of so many bytes, if that is known; nothing where stderr is no terminal. Where answers go to the same terminal
    /// they are progress enough.
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
        Self { bar, lines: None }
    }

    /// Another line of so many bytes.
    pub(super) fn line(&self, number: usize, bytes: usize) {
        self.bar.inc(bytes as u64);
        self.bar.set_message(number.to_string());
    }

    /// Does something with the bar out of the way.
    pub(super) fn apart(&self, work: impl FnOnce()) {
        self.bar.suspend(work);
    }

    pub(super) fn show(&self, progress: Progress) {
        if let Some((screen, lines)) = &self.lines
            && let Some(line) = lines.due(progress, Instant::now())
        {
            screen.tell(&line);
        }
        self.bar.set_length(progress.all_bytes.max(progress.bytes));
        self.bar.set_position(progress.bytes);
        self.bar.set_message(match progress.all_files {
            0 => format!("{} documents", progress.documents),
            all => format!("{} of {all} files", progress.files),
        });
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// Lines that say how far it is.
struct Lines {
    begun: Instant,
    /// When the last one was written.
    last: Cell<Instant>,
}

impl Lines {
    fn from(begun: Instant) -> Self {
        Self { begun, last: Cell::new(begun) }
    }

    /// The line, if it is time for one.
    fn due(&self, progress: Progress, now: Instant) -> Option<String> {
        if now.duration_since(self.last.get()) < LINES {
            return None;
        }
        self.last.set(now);
        Some(line(progress, now.duration_since(self.begun).as_secs_f64()))
    }
}

/// `12,345 of 200,000 files, 56 MB, 4.2 MB/s, about 3 min left`.
fn line(progress: Progress, seconds: f64) -> String {
    let Progress { files, all_files, bytes, all_bytes, documents, .. } = progress;
    let done = match all_files {
        0 => format!("{} documents", thousands(documents)),
        all => format!("{} of {} files", thousands(files), thousands(all)),
    };
    let speed = bytes as f64 / seconds.max(1e-9);
    let left = match all_bytes.checked_sub(bytes) {
        Some(left) if all_files > 0 && bytes > 0 => format!(", about {} left", time(left as f64 / speed)),
        _ => String::new(),
    };
    format!("{done}, {}, {:.1} MB/s{left}", size(bytes), speed / 1e6)
}

/// A number with its thousands parted.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn size(bytes: u64) -> String {
    match bytes as f64 {
        bytes if bytes < 1e6 => format!("{:.0} kB", bytes / 1e3),
        bytes if bytes < 1e9 => format!("{:.0} MB", bytes / 1e6),
        bytes => format!("{:.1} GB", bytes / 1e9),
    }
}

fn time(seconds: f64) -> String {
    match seconds {
        s if s < 90.0 => format!("{s:.0} s"),
        s if s < 5400.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_it_is() {
        let files = Progress {
            files: 12_345,
            all_files: 200_000,
            bytes: 56_000_000,
            all_bytes: 812_000_000,
            documents: 12_400,
            ..Progress::default()
        };
        assert_eq!(line(files, 13.3), "12,345 of 200,000 files, 56 MB, 4.2 MB/s, about 3 min left");
        let stream = Progress { documents: 999, bytes: 1_200_000_000, ..Progress::default() };
        assert_eq!(line(stream, 100.0), "999 documents, 1.2 GB, 12.0 MB/s");
        let first = Progress { all_files: 3, all_bytes: 10, ..Progress::default() };
        assert_eq!(line(first, 10.0), "0 of 3 files, 0 kB, 0.0 MB/s", "nobody knows how long yet");
        let last = Progress { files: 1_000, all_files: 1_000, bytes: 9_000, all_bytes: 9_000, ..Progress::default() };
        assert_eq!(line(last, 10.0), "1,000 of 1,000 files, 9 kB, 0.0 MB/s, about 0 s left");
        assert_eq!([time(89.0), time(600.0), time(9000.0)], ["89 s", "10 min", "2.5 h"]);
    }

    #[test]
    fn lines_come_from_time_to_time() {
        let begun = Instant::now();
        let lines = Lines::from(begun);
        let told = (0..100).filter(|n| lines.due(Progress::default(), begun + Duration::from_secs(*n)).is_some());
        assert_eq!(told.collect::<Vec<_>>(), [10, 20, 30, 40, 50, 60, 70, 80, 90]);
    }
}
