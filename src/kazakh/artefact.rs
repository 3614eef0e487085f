//! The container of our generated data: a magic word, a format number, and byte sections with their lengths before them.
//!
//! Artefacts are compiled into the program and checked by a test, so reading them cannot fail at run time. They are used where they stand.

/// Bump when the layout of any section changes. 1: lexicon and endings of izde 0.1. 2: double arrays.
const HEAD: &[u8; 8] = b"izdekk\x00\x02";

/// Puts sections into a container.
#[cfg(test)]
pub(super) fn pack(sections: &[&[u8]]) -> Vec<u8> {
    let mut out = HEAD.to_vec();
    for section in sections {
        let length = u32::try_from(section.len()).expect("a section of our own data is far below 4 GiB");
        out.extend(length.to_le_bytes());
        out.extend(*section);
    }
    out
}

/// Takes the sections out again; `None` for anything [`pack`] did not write.
pub(super) fn unpack<const N: usize>(data: &[u8]) -> Option<[&[u8]; N]> {
    let mut rest = data.strip_prefix(HEAD)?;
    let mut sections = [&[][..]; N];
    for section in &mut sections {
        let (length, tail) = rest.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(*length) as usize;
        (*section, rest) = (tail.get(..length)?, &tail[length..]);
    }
    rest.is_empty().then_some(sections)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let packed = pack(&[b"one", b"", b"three"]);
        assert_eq!(unpack::<3>(&packed), Some([&b"one"[..], b"", b"three"]));
        assert_eq!(unpack::<2>(&packed), None);
        assert_eq!(unpack::<3>(&packed[..packed.len() - 1]), None);
        assert_eq!(unpack::<1>(b"nothing of ours"), None);
    }
}
