//! What the program's end says to a script.

use std::process::ExitCode;

/// Exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Something was found, or the work is done.
    Found = 0,
    /// Nothing was found.
    Nothing = 1,
    /// Something went wrong; stderr says what.
    Error = 2,
    /// Somebody asked for the end (Ctrl-C, SIGTERM), and it came cleanly: what a shell says of a program that SIGINT ended.
    Stopped = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
