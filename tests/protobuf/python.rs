//! Python's protobuf, which is Google's, as a judge in both directions.

use super::random::{Entropy, damaged};
use super::{DESCRIPTOR_SET, SUBJECTS, Subject};
use aspyx_tests::tools::python_tool;
use prost::Message;
use std::io::Write;
use std::process::{Command, Stdio};

/// A message, and what it belongs to.
type Case = (&'static Subject, Vec<u8>);

fn with_length(content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("messages are small");
    [&length.to_be_bytes(), content].concat()
}

/// Returns what Python makes of messages: written again, or nothing if it refuses one; nothing at all without Python.
fn judge(test: &str, cases: &[Case]) -> Option<Vec<Option<Vec<u8>>>> {
    let programs = match python_tool("protobuf", "7.36.2") {
        Ok(programs) => programs,
        Err(unavailable) => {
            unavailable.skip(test);
            return None;
        }
    };
    let parts =
        cases.iter().flat_map(|(subject, message)| [with_length(subject.full_name().as_bytes()), with_length(message)]);
    let input: Vec<u8> = std::iter::once(with_length(&DESCRIPTOR_SET)).chain(parts).flatten().collect();
    let mut command = Command::new(programs.join("python"));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/protobuf/judge.py");
    let mut child = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python runs");
    let mut stdin = child.stdin.take().expect("it has an input");
    // Both sides write while both read.
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("Python ends");
    writing.join().expect("no panic").expect("Python has read everything");
    assert!(output.status.success(), "the judge has failed; its output is above");
    Some(answers(&output.stdout))
}

fn answers(mut output: &[u8]) -> Vec<Option<Vec<u8>>> {
    let mut answers = Vec::new();
    while let Some((length, rest)) = output.split_first_chunk() {
        let (answer, rest) = rest.split_at(u32::from_be_bytes(*length) as usize);
        answers.push(answer.strip_prefix(b"+").map(<[u8]>::to_vec));
        output = rest;
    }
    answers
}

/// Returns bytes that look random and are always the same.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[5]
    };
    std::iter::repeat_with(next).take(length).collect()
}

fn cases(change: impl Fn(&Subject, Vec<u8>, &[u8]) -> Vec<u8>) -> Vec<Case> {
    let all = (0..400_u64).flat_map(|seed| SUBJECTS.iter().map(move |subject| (seed, subject)));
    let case = |(seed, subject): (u64, &'static Subject)| {
        let noise = noise(seed + 1, 240);
        let (make, change_by) = noise.split_at(200);
        let message = subject.random(&mut Entropy::new(make)).encode_to_vec();
        (subject, change(subject, message, change_by))
    };
    all.map(case).collect()
}

/// Has cases judged, makes sure that they mean the same, and returns what Python has made of them.
fn agreed(test: &str, cases: &[Case]) -> Option<Vec<Option<Vec<u8>>>> {
    let answers = judge(test, cases)?;
    assert_eq!(answers.len(), cases.len());
    for ((subject, message), theirs) in cases.iter().zip(&answers) {
        (subject.agree)(message, theirs.as_deref());
    }
    Some(answers)
}

#[test]
fn what_we_write_is_what_python_writes() {
    let cases = cases(|subject, message, _| (subject.written)(&message));
    let answers = agreed("what_we_write_is_what_python_writes", &cases).unwrap_or_default();
    for ((_, message), theirs) in cases.iter().zip(answers) {
        // The entries of maps have no order.
        let sorted = |message: &[u8]| {
            let mut bytes = message.to_vec();
            bytes.sort_unstable();
            bytes
        };
        assert_eq!(theirs.as_deref().map(sorted), Some(sorted(message)), "not a byte more or less: {message:02x?}");
    }
}

#[test]
fn damaged_messages_mean_the_same_to_python() {
    let cases = cases(|_, message, noise| damaged(message, &mut Entropy::new(noise)));
    agreed("damaged_messages_mean_the_same_to_python", &cases);
}
