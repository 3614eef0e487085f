//! Limits of what is read: how much a packed file may unpack to, and how long one piece of a stream may be.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Text is packed to a tenth of its size, JSON lines that repeat themselves to a thirtieth. What unpacks to more than this many times the size
/// of the file was made to fill memory and disk.
const MOST_TIMES: u64 = 200;

/// Any file may unpack to so many bytes.
const ALWAYS: u64 = 16 << 20;

/// How many bytes may still be unpacked from a file and what is in it. Copies share one count.
#[derive(Debug, Clone)]
pub(super) struct Budget(Arc<AtomicU64>);

impl Budget {
    /// The budget of a file of so many bytes; of a stream, whose size is unknown, 0.
    pub(super) fn of(bytes: u64) -> Self {
        Self(Arc::new(AtomicU64::new(ALWAYS.max(bytes.saturating_mul(MOST_TIMES)))))
    }

    /// Whether it was not enough.
    pub(super) fn is_spent(&self) -> bool {
        self.0.load(Relaxed) == 0
    }

    fn spend(&self, bytes: u64) -> io::Result<()> {
        let left = self.0.load(Relaxed).saturating_sub(bytes);
        self.0.store(left, Relaxed);
        if left > 0 {
            return Ok(());
        }
        Err(io::Error::other(format!("it unpacks to more than {MOST_TIMES} times its size, as only an attack does")))
    }
}

/// A stream that is unpacked on a budget.
pub(super) struct Unpacked<R> {
    inner: R,
    budget: Budget,
}

impl<R: Read> Unpacked<R> {
    pub(super) fn new(inner: R, budget: Budget) -> Self {
        Self { inner, budget }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.budget.spend(read as u64)?;
        Ok(read)
    }
}

/// A stream of which only so many bytes may be read between two calls of [`Allowance::renew`]: no piece of it can fill the memory.
pub(super) struct Piecewise<R> {
    inner: R,
    allowance: Allowance,
}

/// What may still be read of the piece at hand.
#[derive(Debug, Clone)]
pub(super) struct Allowance {
    left: Arc<AtomicU64>,
    all: u64,
}

impl Allowance {
    pub(super) fn of(bytes: u64) -> Self {
        Self { left: Arc::new(AtomicU64::new(bytes)), all: bytes }
    }

    /// The next piece begins.
    pub(super) fn renew(&self) {
        self.left.store(self.all, Relaxed);
    }

    /// Whether the piece at hand was longer.
    pub(super) fn is_spent(&self) -> bool {
        self.left.load(Relaxed) == 0
    }

    fn check(&self) -> io::Result<()> {
        match self.left.load(Relaxed) {
            0 => Err(io::Error::other(format!("one piece of it is longer than {} MiB", self.all >> 20))),
            _ => Ok(()),
        }
    }
}

impl<R> Piecewise<R> {
    pub(super) fn new(inner: R, allowance: Allowance) -> Self {
        Self { inner, allowance }
    }
}

impl<R: BufRead> BufRead for Piecewise<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.allowance.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        let left = self.allowance.left.load(Relaxed);
        self.allowance.left.store(left.saturating_sub(amount as u64), Relaxed);
    }
}

impl<R: BufRead> Read for Piecewise<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_shared_and_ends() {
        let budget = Budget::of(1);
        let zeros = |bytes| Unpacked::new(io::repeat(0).take(bytes), budget.clone());
        assert!(io::copy(&mut zeros(ALWAYS / 2), &mut io::sink()).is_ok());
        assert!(io::copy(&mut zeros(ALWAYS / 2 - 1), &mut io::sink()).is_ok());
        let error = io::copy(&mut zeros(1), &mut io::sink()).unwrap_err();
        assert!(error.to_string().contains("200 times"), "{error}");
    }

    #[test]
    fn pieces_may_be_many_but_not_long() {
        let allowance = Allowance::of(10);
        let mut input = Piecewise::new(io::BufReader::with_capacity(4, io::repeat(0)), allowance.clone());
        for _ in 0..5 {
            input.read_exact(&mut [0; 8]).unwrap();
            allowance.renew();
        }
        assert!(input.read_exact(&mut [0; 20]).is_err());
    }
}
