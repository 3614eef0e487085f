//! Archives: each member that izde reads, as it comes. Nothing is ever written, so a name can lead nowhere.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::zip::{CompressionMethod, ZipArchive};
use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::limit::Unpacked;
use super::{Context, Found, Input, MAX_PACKED, MAX_TEXT_BYTES, Origin, docx, once, recognised, whole};
use crate::corpus::Document;
use crate::error::{Error, Result};

/// Members that show what an archive is instead, and what that is.
const KINDS: [(&str, &str); 4] = [
    ("xl/workbook.xml", "it is a table of Excel; save it as .csv"),
    ("ppt/presentation.xml", "it is a presentation of PowerPoint; save it as .pdf"),
    ("META-INF/container.xml", "it is an EPUB book; save it as .html"),
    ("content.xml", "it is an OpenDocument file; save it as .docx"),
];

/// Reads an archive: from its file, or, where it is a part of another, from memory.
pub(super) fn read(input: Input, origin: Origin, file: Option<PathBuf>, mut context: Context) -> Found {
    if context.depth == MAX_PACKED {
        return once(Err(origin.unreadable("it is packed in a packed file in a packed file; unpack it first")));
    }
    context.depth += 1;
    let container = match file {
        Some(path) => Container::File(path),
        None => match whole::read(input, &origin, MAX_TEXT_BYTES) {
            Ok(bytes) => Container::Memory(bytes.into()),
            Err(error) => return once(Err(error)),
        },
    };
    let opened = container.open().map_err(Into::into).and_then(ZipArchive::new);
    let archive = match opened {
        Ok(archive) => archive,
        Err(error) => return once(Err(origin.unreadable(format!("the archive cannot be opened: {error}")))),
    };
    if archive.index_for_name(docx::TEXT).is_some() {
        return match container.open() {
            Ok(input) => whole::bytes(Box::new(BufReader::new(input)), origin, None, docx::document),
            Err(error) => once(Err(super::io_error(&origin, error))),
        };
    }
    if let Some((_, reason)) = KINDS.iter().find(|(member, _)| archive.index_for_name(member).is_some()) {
        return once(Err(Error::UnknownFormat { place: origin.place, reason: (*reason).to_owned() }));
    }
    Box::new(Members { container, archive, origin, context, next: 0, member: None })
}

/// Where an archive can be opened again.
#[derive(Debug, Clone)]
enum Container {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

trait Seekable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Seekable for T {}

impl Container {
    fn open(&self) -> io::Result<Box<dyn Seekable>> {
        Ok(match self {
            Self::File(path) => Box::new(BufReader::new(File::open(path)?)),
            Self::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }
}

struct Members {
    container: Container,
    archive: ZipArchive<Box<dyn Seekable>>,
    origin: Origin,
    context: Context,
    next: usize,
    /// The documents of the member at hand.
    member: Option<Found>,
}

/// Where a member lies in its archive.
struct Lies {
    name: String,
    start: u64,
    packed: u64,
    unpacked: u64,
    crc: u32,
    is_deflated: bool,
}

impl Members {
    /// Finds the next member; `None` for one that is no file to read, an error for one that cannot be read.
    fn find(&mut self, index: usize) -> Result<Option<Lies>> {
        let name = match self.archive.name_for_index(index) {
            Some(Ok(name)) => name.into_owned(),
            _ => format!("member {}", index + 1),
        };
        let origin = self.origin.part(&name, &name);
        let broken = |error: &dyn std::fmt::Display| origin.unreadable(format!("the archive is damaged here: {error}"));
        let member = self.archive.by_index_raw(index).map_err(|error| broken(&error))?;
        // Hidden files are passed over, as in folders; __MACOSX holds what macOS adds.
        let is_hidden = name
            .split(['/', '\\'])
            .any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX");
        if member.is_dir() || is_hidden {
            return Ok(None);
        }
        if member.enclosed_name().is_none() {
            return Err(
                origin.unreadable("its name leads out of the archive; nothing good is packed so, and it is left out")
            );
        }
        if member.is_symlink() {
            return Err(Error::UnknownFormat { place: origin.place, reason: "it is a symbolic link".to_owned() });
        }
        if member.encrypted() {
            return Err(origin.unreadable("it is encrypted; unpack it first"));
        }
        let is_deflated = match member.compression() {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            other => {
                return Err(origin.unreadable(format!("it is packed by {other:?}; unpack it, or pack it by Deflate")));
            }
        };
        let start = member.data_start().ok_or_else(|| broken(&"the member has no beginning"))?;
        let (packed, unpacked, crc) = (member.compressed_size(), member.size(), member.crc32());
        Ok(Some(Lies { name, start, packed, unpacked, crc, is_deflated }))
    }

    /// Opens a member by itself, so that it can be read as it is asked for.
    fn open(&self, lies: &Lies) -> io::Result<Input> {
        let mut input = self.container.open()?;
        input.seek(SeekFrom::Start(lies.start))?;
        let input = BufReader::new(input.take(lies.packed));
        let inner: Box<dyn Read + Send> =
            if lies.is_deflated { Box::new(DeflateDecoder::new(input)) } else { Box::new(input) };
        let checked = Checked { inner, crc: Crc::new(), left: lies.unpacked, expected: lies.crc };
        Ok(Box::new(BufReader::new(Unpacked::new(checked, self.context.budget.clone()))))
    }

    fn documents(&self, lies: &Lies) -> Found {
        let origin = self.origin.part(&format!("member {}", lies.name), &lies.name);
        match self.open(lies) {
            Ok(input) => recognised(input, origin, Path::new(&lies.name), None, self.context.clone()).1,
            Err(error) => once(Err(super::io_error(&origin, error))),
        }
    }
}

impl Iterator for Members {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.member.as_mut().and_then(Iterator::next) {
                return Some(document);
            }
            self.member = None;
            // One message for an archive that is a bomb, not one for each member.
            if self.next == self.archive.len() || self.context.budget.is_spent() {
                return None;
            }
            self.next += 1;
            match self.find(self.next - 1) {
                Ok(Some(lies)) => self.member = Some(self.documents(&lies)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// A member that must come out as long as its archive says, and with its checksum.
struct Checked {
    inner: Box<dyn Read + Send>,
    crc: Crc,
    left: u64,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let damaged = |what: &str| io::Error::other(format!("the archive is damaged: {what}"));
        let read = self.inner.read(buffer)?;
        if read == 0 && !buffer.is_empty() {
            if self.left > 0 {
                return Err(damaged("the member ends early"));
            }
            if self.crc.sum() != self.expected {
                return Err(damaged("the member's checksum is another"));
            }
        }
        self.crc.update(&buffer[..read]);
        self.left =
            self.left.checked_sub(read as u64).ok_or_else(|| damaged("the member is longer than it should be"))?;
        Ok(read)
    }
}
