//! The lengths of messages, which are known behind what they stand before.
//!
//! One byte is kept free for each. Lengths that need more are noted, and find their place when everything is written, in
//! a single pass from the back, so that no byte is moved twice, however deep it lies.

use super::varint;

/// The lengths that did not fit into one byte.
#[derive(Debug, Default)]
pub(super) struct Lengths {
    late: Vec<Late>,
    /// How many bytes those need in addition to the one that is there.
    extra: usize,
}

#[derive(Debug)]
struct Late {
    at: usize,
    length: usize,
}

/// The beginning of a message that is being written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    /// Where its length belongs.
    at: usize,
    /// What `extra` was.
    extra: usize,
}

impl Lengths {
    /// Keeps the place of a length.
    pub(super) fn begin(&mut self, output: &mut Vec<u8>) -> Mark {
        output.push(0);
        Mark { at: output.len() - 1, extra: self.extra }
    }

    /// Takes the length of what has been written since.
    pub(super) fn end(&mut self, output: &mut [u8], mark: Mark) {
        let length = output.len() - mark.at - 1 + self.extra - mark.extra;
        match u8::try_from(length) {
            Ok(short) if short < 0x80 => output[mark.at] = short,
            Ok(_) | Err(_) => {
                self.late.push(Late { at: mark.at, length });
                self.extra += varint::length(length as u64) - 1;
            }
        }
    }

    /// Writes the lengths that were noted.
    pub(super) fn settle(mut self, output: &mut Vec<u8>) {
        if self.late.is_empty() {
            return;
        }
        self.late.sort_unstable_by_key(|late| late.at);
        let mut from = output.len();
        let mut to = from + self.extra;
        output.resize(to, 0);
        for Late { at, length } in self.late.into_iter().rev() {
            to -= from - (at + 1);
            output.copy_within(at + 1..from, to);
            to -= varint::length(length as u64);
            varint::put(&mut output[to..], length as u64);
            from = at;
        }
    }
}
