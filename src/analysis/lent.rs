//! A worker for each thread, so that what one text taught helps with the next.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};

use super::worker::{Analyzer, Worker};

thread_local! {
    /// The worker that a thread uses again and again.
    static SPARE: Cell<Option<Worker>> = const { Cell::new(None) };
}

/// A worker lent by its thread, with all that it remembers; goes back when dropped. Somebody who asks while it is out
/// gets a new one.
#[derive(Debug)]
pub(crate) struct Lent(Worker);

impl Lent {
    pub(crate) fn take() -> Self {
        Self(SPARE.take().unwrap_or_else(|| Analyzer::new().worker()))
    }
}

impl Deref for Lent {
    type Target = Worker;

    fn deref(&self) -> &Worker {
        &self.0
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Worker {
        &mut self.0
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let worker = std::mem::replace(&mut self.0, Analyzer::new().worker());
        // A thread that is ending keeps nothing.
        let _ = SPARE.try_with(|spare| spare.set(Some(worker)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_at_once_are_two() {
        let (mut one, mut other) = (Lent::take(), Lent::take());
        assert_eq!(one.tokens("ауылдың").next().map(|token| token.stem.to_owned()).as_deref(), Some("ауыл"));
        assert_eq!(other.tokens("әкімнің").next().map(|token| token.stem.to_owned()).as_deref(), Some("әкім"));
        drop(one);
        assert_eq!(Lent::take().tokens("ауылға").next().map(|token| token.stem.to_owned()).as_deref(), Some("ауыл"));
    }
}
