//! Ctrl-C: the first ends the work at a clean commit, the second the program at once. SIGTERM and SIGHUP are the same.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use super::exit::Exit;
use crate::index::Stop;

/// What is asked to stop by Ctrl-C from now on. To be called once.
pub(super) fn stop() -> Stop {
    let (stop, asked) = (Stop::default(), Stop::default());
    let work = stop.clone();
    let handler = move || {
        if asked.request() {
            work.request();
            let _ = writeln!(io::stderr(), "izde: ending with a commit; Ctrl-C again ends at once");
        } else {
            std::process::exit(Exit::Stopped as i32);
        }
    };
    // Where somebody had these signals ignored (nohup), they stay so. Then a kill ends the work, and the last commit stands.
    let _ = ctrlc::try_set_handler(handler);
    stop
}

/// How often one who waits for bytes looks whether it is to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// Bytes handed over at a time.
const PIECE: usize = 64 << 10;

/// A stream that ends when it is asked to, even while it waits for bytes.
pub(super) struct Interruptible {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    at: usize,
    stop: Stop,
}

impl Interruptible {
    pub(super) fn new(mut stream: impl Read + Send + 'static, stop: Stop) -> Self {
        let (sender, pieces) = sync_channel(4);
        thread::spawn(move || {
            loop {
                let mut piece = vec![0; PIECE];
                let read = match stream.read(&mut piece) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    read => read,
                };
                let is_last = !matches!(read, Ok(1..));
                let read = read.map(|length| {
                    piece.truncate(length);
                    piece
                });
                // Nobody takes it any more when the work has ended.
                if sender.send(read).is_err() || is_last {
                    return;
                }
            }
        });
        Self { pieces, piece: vec![], at: 0, stop }
    }
}

impl Read for Interruptible {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() {
            if self.stop.is_requested() {
                return Ok(0);
            }
            match self.pieces.recv_timeout(GLANCE) {
                Ok(piece) => (self.piece, self.at) = (piece?, 0),
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
            if self.piece.is_empty() {
                return Ok(0);
            }
        }
        let length = into.len().min(self.piece.len() - self.at);
        into[..length].copy_from_slice(&self.piece[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_come_through_in_order() {
        let sent: Vec<u8> = (0..300_000).map(|n: u32| (n % 251) as u8).collect();
        let mut received = vec![];
        let mut stream = Interruptible::new(io::Cursor::new(sent.clone()), Stop::default());
        stream.read_to_end(&mut received).unwrap();
        assert!(received == sent);
        assert_eq!(stream.read(&mut [0; 8]).unwrap(), 0, "the end stays the end");
    }

    #[test]
    fn one_who_waits_can_be_stopped() {
        struct Silent;
        impl Read for Silent {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                thread::park();
                Ok(0)
            }
        }
        let stop = Stop::default();
        let mut stream = Interruptible::new(Silent, stop.clone());
        let reader = thread::spawn(move || stream.read(&mut [0; 8]).unwrap());
        stop.request();
        assert_eq!(reader.join().unwrap(), 0);
    }
}
