//! The command `izde`.
fn main() {}
