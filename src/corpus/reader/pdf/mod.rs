//! PDF: the text of its pages, put together from where its pieces stand. A page that was scanned has none.

mod font;
mod instructions;
mod page;

use lopdf::{Document as Pdf, LoadOptions};

use self::font::Fonts;
use self::page::Page;
use super::whole::Parts;
use super::{MAX_TEXT_BYTES, Origin};
use crate::corpus::Encoding;
use crate::corpus::metadata::{Metadata, trimmed};
use crate::error::{Error, Result};

/// Most bytes that a stream may unpack to while the file is opened.
const MAX_STREAM: usize = 64 << 20;

/// Most bytes of instructions of all pages together, with forms that are drawn again counted again.
const MAX_INSTRUCTIONS: usize = 256 << 20;

/// The document of a PDF, and the pages that could not be read.
pub(in crate::corpus::reader) fn document(bytes: Vec<u8>, origin: &mut Origin, _: Option<Encoding>) -> Result<Parts> {
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM);
    let loaded = Pdf::load_mem_with_options(&bytes, options);
    drop(bytes);
    let mut pdf = loaded.map_err(|error| origin.unreadable(format!("the PDF cannot be read: {}", whole(&error))))?;
    if pdf.is_encrypted() {
        return Err(origin.unreadable("the PDF is encrypted; save it without a password"));
    }
    prefer_unicode(&mut pdf);
    let (mut text, mut scanned, mut errors) = (String::new(), vec![], vec![]);
    let (mut fonts, mut left) = (Fonts::default(), MAX_INSTRUCTIONS);
    let pages = pdf.get_pages();
    for (&number, &page) in &pages {
        let mut written = Page::new(&pdf, &mut fonts, &mut left);
        let read = written.read(page);
        let written = written.text;
        if let Err(error) = read {
            errors.push(origin.page(number, format!("the page cannot be read: {}", whole(&*error))));
        } else if written.trim().is_empty() && pdf.get_page_images(page).is_ok_and(|images| !images.is_empty()) {
            scanned.push(number);
        }
        text.push_str(written.trim());
        text.push_str("\n\n");
        if text.len() as u64 > MAX_TEXT_BYTES {
            return Err(origin.unreadable(format!("its text is longer than {} MiB; split it", MAX_TEXT_BYTES >> 20)));
        }
    }
    let repair = "it may be scanned. Recognise it first (OCR), or index the original";
    if text.trim().is_empty() {
        let reason = match (errors.pop(), pages.len()) {
            (Some(error), _) => return Err(error),
            (None, 0) => "it has no pages".to_owned(),
            (None, 1) => format!("its page has no text; {repair}"),
            (None, many) => format!("none of its {many} pages has text; {repair}"),
        };
        return Err(origin.unreadable(reason));
    }
    if let Some(&first) = scanned.first() {
        let more = match scanned.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more like it,"),
        };
        errors.push(origin.page(first, format!("the page{more} has no text; {repair}")));
    }
    let about = Metadata { title: title(&pdf), ..Metadata::default() };
    let id = origin.id.clone();
    Ok((about.document(|| id, text.trim_end().to_owned()), errors))
}

/// An error with its cause.
fn whole(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}

impl Origin {
    fn page(&self, number: u32, reason: String) -> Error {
        Error::Unreadable { place: format!("{}, page {number}", self.place), reason }
    }
}

/// Fonts say twice what their codes mean: for drawing (`Encoding`) and for reading (`ToUnicode`). The second is for us, so where both stand the
/// first goes.
fn prefer_unicode(pdf: &mut Pdf) {
    for object in pdf.objects.values_mut() {
        if let Ok(font) = object.as_dict_mut()
            && font.has(b"ToUnicode")
        {
            font.remove(b"Encoding");
        }
    }
}

/// The title in the properties, unless a program put the name of a file there.
fn title(pdf: &Pdf) -> Option<String> {
    let info =
        pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).and_then(|(_, info)| info.as_dict()).ok()?;
    let title = info.get(b"Title").and_then(|title| pdf.dereference(title)).ok()?.1;
    let title = trimmed(&lopdf::decode_text_string(title).ok()?)?;
    let is_file = title.starts_with("Microsoft Word - ")
        || title
            .rsplit_once('.')
            .is_some_and(|(_, end)| ["doc", "docx", "odt", "rtf", "pdf", "indd", "tmp"].contains(&end));
    (!is_file).then_some(title)
}
