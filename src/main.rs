//! The command `izde`: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    izde::cli::main().into()
}
