//! Files packed with gzip: unpacked as they are read, and read as what they are.

use std::io::BufReader;
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::limit::Unpacked;
use super::{Context, Found, Input, MAX_PACKED, Origin, once, recognised};

pub(super) fn read(input: Input, origin: Origin, mut context: Context) -> Found {
    if context.depth == MAX_PACKED {
        return once(Err(origin.unreadable("it is packed in a packed file in a packed file; unpack it first")));
    }
    context.depth += 1;
    let unpacked = Unpacked::new(MultiGzDecoder::new(input), context.budget.clone());
    // `a.txt.gz` is named a.txt.
    let name = origin.id.rsplit_once('.').filter(|(_, end)| end.eq_ignore_ascii_case("gz"));
    let name = name.map_or(origin.id.as_str(), |(name, _)| name).to_owned();
    recognised(Box::new(BufReader::new(unpacked)), origin, Path::new(&name), None, context).1
}
