//! Any bytes are documents or errors to the reader of Csv.
#![no_main]

mod reading;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reading::read(bytes, izde::corpus::Format::Csv));
