//! Any bytes are refused as protobuf or read, in which case the same can be written.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| aspyx_fuzz::every_type::<aspyx_fuzz::Protobuf>(input));
