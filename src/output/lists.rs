//! Counts as a chart, and words with their frequencies, for a person.

use textwrap::core::display_width;

use super::pointer::cut;
use super::sanitize::sanitized_line;
use super::terminal::{FAINT, Look, TITLE, count, paint};
use crate::index::terms::Term;
use crate::search::{By, Counted, Counts};

/// Widest bar, in columns, and what is left for one beside a long name.
const WIDEST_BAR: usize = 40;
const BAR: usize = 15;

/// Narrowest that a name is cut to, whatever becomes of the bars.
const NAME: usize = 20;

/// Columns where the terminal does not say.
const COLUMNS: usize = 80;

/// Most forms shown of a stem.
const FORMS: usize = 6;

/// Counts as lines with bars, then the total. Without colours the bars are of `#`. Bars show occurrences.
#[must_use]
pub fn counts(counts: &Counts, limit: Option<usize>, look: Look) -> String {
    let shown: Vec<&Counted> = counts.shown(limit).collect();
    let mut rows = vec![[counts.by.name(), "times", "passages", "documents"].map(str::to_owned)];
    rows.extend(shown.iter().map(|group| {
        let (name, tally) = (name(group, counts.by), group.tally);
        [name, tally.occurrences.to_string(), tally.passages.to_string(), tally.documents.to_string()]
    }));
    let widest = |rows: &[[String; 4]], at: usize| rows.iter().map(|row| display_width(&row[at])).max().unwrap_or(0);
    let columns = if look.width == 0 { COLUMNS } else { look.width };
    if look.width > 0 {
        let numbers: usize = (1..4).map(|at| widest(&rows, at)).sum();
        // The ellipsis takes a column of its own.
        let room = columns.saturating_sub(numbers + 4 * 2 + BAR).max(NAME) - 1;
        rows.iter_mut().for_each(|row| row[0] = cut(row[0].chars(), room));
    }
    let widths: [usize; 4] = std::array::from_fn(|at| widest(&rows, at));
    let room = columns.saturating_sub(widths.iter().sum::<usize>() + 4 * 2).clamp(BAR, WIDEST_BAR);
    let most = shown.iter().map(|group| group.tally.occurrences).max().unwrap_or_default();
    let bars = shown.iter().map(|group| bar(group.tally.occurrences, most, room, look));
    let mut out = String::new();
    for (at, (row, bar)) in rows.iter().zip(std::iter::once(String::new()).chain(bars)).enumerate() {
        let mut line = format!("{}{}", row[0], " ".repeat(widths[0].saturating_sub(display_width(&row[0]))));
        for (number, width) in row.iter().zip(widths).skip(1) {
            line.push_str(&format!("  {number:>width$}"));
        }
        line = format!("{line}  {bar}").trim_end().to_owned();
        out.push_str(&if at == 0 { paint(&line, FAINT, look) } else { line });
        out.push('\n');
    }
    out.push_str(&paint(&total(counts, shown.len()), FAINT, look));
    out.push('\n');
    out
}

fn name(group: &Counted, by: By) -> String {
    match &group.name {
        Some(name) => sanitized_line(name),
        None if by.is_time() => "undated".to_owned(),
        None => format!("no {}", by.name()),
    }
}

/// As long as a number is of the largest; what is not nothing can be seen.
fn bar(number: u64, most: u64, room: usize, look: Look) -> String {
    let length = (number as f64 / most.max(1) as f64 * room as f64).round() as usize;
    let length = if number > 0 { length.max(1).min(room) } else { 0 };
    (if look.colour { "█" } else { "#" }).repeat(length)
}

fn total(counts: &Counts, shown: usize) -> String {
    let left_out = match counts.groups.len() - shown {
        0 => String::new(),
        rest => format!("{} not shown; ", count(rest, "group")),
    };
    let total = counts.total;
    let (passages, documents) = (count(total.passages, "passage"), count(total.documents, "document"));
    let took = counts.took.as_secs_f64() * 1000.0;
    format!("{left_out}{} in {passages} of {documents}, {took:.1} ms", count(total.occurrences as usize, "time"))
}

/// Words of an index with their frequencies, a line each: a stem with its commonest forms, or a form.
#[must_use]
pub fn terms<'t>(terms: impl Iterator<Item = (&'t Term, &'t [Term])>, look: Look) -> String {
    let terms: Vec<_> = terms.map(|(term, forms)| (sanitized_line(&term.text), term, forms)).collect();
    let width = terms.iter().map(|(text, ..)| display_width(text)).max().unwrap_or_default();
    let times = terms.iter().map(|(_, term, _)| term.occurrences.to_string().len()).max().unwrap_or_default();
    let mut out = String::new();
    for (text, term, forms) in terms {
        let pad = " ".repeat(width.saturating_sub(display_width(&text)));
        let in_passages = format!("in {}", count(term.passages as usize, "passage"));
        let occurrences = term.occurrences;
        let mut line = format!("{}{pad}  {occurrences:>times$}  {in_passages}", paint(&text, TITLE, look));
        if !forms.is_empty() {
            let shown = forms.iter().take(FORMS);
            let mut list: Vec<_> =
                shown.map(|form| format!("{} {}", sanitized_line(&form.text), form.occurrences)).collect();
            if forms.len() > FORMS {
                list.push(format!("{} more", forms.len() - FORMS));
            }
            line.push_str(&paint(&format!(": {}", list.join(", ")), FAINT, look));
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_something_is_never_nothing() {
        let plain = Look { colour: false, width: 0, context: None };
        for (number, most, length) in [(0, 9, 0), (9, 9, 40), (1, 1000, 1), (3, 4, 30), (0, 0, 0)] {
            assert_eq!(bar(number, most, 40, plain), "#".repeat(length), "{number} of {most}");
        }
        assert_eq!(bar(1, 1, 0, plain), "");
    }
}
