//! Tables: the first row names the columns, each other row is a document.

use std::io::{Cursor, Read};

use ::csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};

use super::limit::{Allowance, Piecewise};
use super::{Input, MAX_LINE_BYTES, Origin, io_error, peek};
use crate::corpus::Document;
use crate::corpus::calendar;
use crate::corpus::encoding::without_bom;
use crate::corpus::metadata::{Metadata, trimmed};
use crate::error::{Error, Result};

/// What parts the cells of a row; the one that gives most columns is taken.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The names a column may have, in lower case; the first is ours.
const COLUMNS: [&[&str]; 9] = [
    &["text", "body", "content", "мәтін", "мәтіні", "текст"],
    &["id"],
    &["title", "headline", "тақырып", "тақырыбы", "заголовок"],
    &["date", "published", "күн", "күні", "дата"],
    &["speaker", "сөйлеуші", "спикер"],
    &["author", "автор", "авторы"],
    &["source", "дереккөз", "дереккөзі", "источник"],
    &["url", "link", "сілтеме", "ссылка"],
    &["lang", "language", "тіл", "тілі", "язык"],
];

/// The documents of a table.
pub(super) struct Rows {
    reader: Reader<Piecewise<Input>>,
    allowance: Allowance,
    origin: Origin,
    row: ByteRecord,
    /// Number of the column each of [`COLUMNS`] stands in.
    columns: [Option<usize>; COLUMNS.len()],
    /// 1 if lines end with a carriage return and a line feed: the second is counted with the next row.
    late: u64,
    /// How many columns the first row names; 0 before it is read.
    width: usize,
    ended: bool,
}

impl Rows {
    pub(super) fn new(mut input: Input, origin: Origin) -> Self {
        // What cannot be read here fails again where it is reported.
        let head = peek(&mut input).unwrap_or_default();
        let start = without_bom(&head);
        let first = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let count = |delimiter: u8| first.iter().filter(|&&byte| byte == delimiter).count();
        let delimiter = DELIMITERS.into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',');
        let late = u64::from(first.ends_with(b"\r"));
        let start = start.to_vec();
        let allowance = Allowance::of(MAX_LINE_BYTES as u64);
        let input = Piecewise::new(Box::new(Cursor::new(start).chain(input)) as Input, allowance.clone());
        let reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(input);
        Self {
            reader,
            allowance,
            origin,
            row: ByteRecord::new(),
            columns: [None; COLUMNS.len()],
            late,
            width: 0,
            ended: false,
        }
    }

    fn line(&self) -> u64 {
        let late = if self.row.position().is_some_and(|at| at.record() > 0) { self.late } else { 0 };
        self.row.position().map_or(1, ::csv::Position::line) + late
    }

    fn malformed(&self, reason: String) -> Error {
        Error::Malformed { place: self.origin.place.clone(), line: self.line(), reason }
    }

    /// Learns the columns from the first row.
    fn head(&mut self) -> Result<()> {
        let names: Vec<String> =
            self.row.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_lowercase()).collect();
        self.width = names.len();
        for (column, known) in self.columns.iter_mut().zip(COLUMNS) {
            *column = known.iter().find_map(|name| names.iter().position(|own| own == name));
        }
        if self.columns[0].is_none() {
            let names = names.join(", ");
            return Err(
                self.malformed(format!("none of its columns ({names}) is named text; name them in the first row"))
            );
        }
        Ok(())
    }

    fn document(&self) -> Result<Document> {
        if self.row.len() > self.width {
            let reason = format!(
                "the row has {} cells, and the first row names {} columns; put a cell with a comma in quotation marks",
                self.row.len(),
                self.width
            );
            return Err(self.malformed(reason));
        }
        let mut cells: [Option<String>; COLUMNS.len()] = Default::default();
        for (cell, column) in cells.iter_mut().zip(self.columns) {
            let Some(bytes) = column.and_then(|column| self.row.get(column)) else { continue };
            let text = std::str::from_utf8(bytes);
            let text =
                text.map_err(|_| self.malformed("a cell is not UTF-8; name the encoding with --encoding".to_owned()))?;
            *cell = Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        }
        let [text, id, title, date, speaker, author, source, url, lang] = cells;
        let Some(text) = text else {
            return Err(Error::EmptyDocument { place: format!("{}, line {}", self.origin.place, self.line()) });
        };
        let read =
            |date: String| calendar::read(&date).ok_or_else(|| self.malformed(format!("{:?} is no date", date.trim())));
        let clean = |cell: Option<String>| cell.as_deref().and_then(trimmed);
        let about = Metadata {
            id: clean(id),
            title: clean(title),
            date: date.map(read).transpose()?,
            speaker: clean(speaker),
            author: clean(author),
            source: clean(source),
            url: clean(url),
            lang: clean(lang),
            text: None,
        };
        Ok(self.origin.sign(about.document(|| format!("{}#{}", self.origin.id, self.line()), text)))
    }
}

impl Iterator for Rows {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.allowance.renew();
            match self.reader.read_byte_record(&mut self.row) {
                Ok(true) if self.width == 0 => {
                    if let Err(error) = self.head() {
                        self.ended = true;
                        return Some(Err(error));
                    }
                }
                Ok(true) => return Some(self.document()),
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let line = error.position().map_or_else(|| self.reader.position().line(), ::csv::Position::line);
                    let error = match error.into_kind() {
                        ErrorKind::Io(error)
                            if error.kind() == std::io::ErrorKind::Other && self.allowance.is_spent() =>
                        {
                            let reason = format!("{error}; perhaps a quotation mark has no end");
                            Error::Malformed { place: self.origin.place.clone(), line, reason }
                        }
                        ErrorKind::Io(error) => io_error(&self.origin, error),
                        other => self.malformed(format!("{other:?}")),
                    };
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(csv: &str) -> Vec<Result<Document>> {
        let origin = Origin { place: "a.csv".into(), id: "a.csv".into(), path: None, encoding: None };
        Rows::new(Box::new(Cursor::new(csv.to_owned())), origin).collect()
    }

    #[test]
    fn rows_are_documents_by_the_names_of_the_columns() {
        for csv in [
            "\u{FEFF}title,text,date,speaker\r\nЖиын,\"Бір, екі\nүш.\",28.11.2025,Марат\r\n",
            "Тақырып;Мәтін;Күні;Спикер;Артық\nЖиын;\"Бір, екі\nүш.\";28 қараша 2025;Марат;x\n",
            "text\tdate\tspeaker\ttitle\n\"Бір, екі\nүш.\"\t2025-11-28\tМарат\tЖиын",
        ] {
            let document = read(csv).remove(0).unwrap();
            assert_eq!(document.text, "Бір, екі\nүш.", "{csv}");
            assert_eq!((document.title.as_deref(), document.speaker.as_deref()), (Some("Жиын"), Some("Марат")));
            assert_eq!((document.date, document.id.as_str()), ("2025-11-28".parse().ok(), "a.csv#2"));
        }
    }

    #[test]
    fn a_bad_row_is_named_and_the_others_are_read() {
        let found = read("id,text,date\n1,Бір,2025\n2, ,\n3,Үш,кеше\n4,а,2025,артық\n5,Бес\n");
        let errors: Vec<_> = found.iter().filter_map(|one| one.as_ref().err()).map(ToString::to_string).collect();
        for (error, named) in
            errors.iter().zip(["line 3: there is no text", "line 4: \"кеше\" is no date", "line 5: the row has 4"])
        {
            assert!(error.contains(named), "{errors:?}");
        }
        assert_eq!((found.len(), errors.len()), (5, 3));
        assert!(read("a,b\n1,2\n")[0].as_ref().unwrap_err().to_string().contains("(a, b)"));
    }
}
