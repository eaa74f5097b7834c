//! Texts between their quotation marks.

use std::ops::ControlFlow;

/// The bytes looked at in one go: as many as fit a vector register of any common machine twice.
const BLOCK: usize = 32;

/// Appends a text with its quotation marks.
pub(super) fn write(output: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    output.reserve(rest.len() + 2);
    output.push(b'"');
    loop {
        let (run, special) = rest.split_at(plain(rest));
        output.extend_from_slice(run);
        let Some((&byte, after)) = special.split_first() else { break };
        write_escape(output, byte);
        rest = after;
    }
    output.push(b'"');
}

fn write_escape(output: &mut Vec<u8>, byte: u8) {
    const HEX: [u8; 16] = *b"0123456789abcdef";
    match byte {
        b'"' | b'\\' => output.extend_from_slice(&[b'\\', byte]),
        b'\n' => output.extend_from_slice(b"\\n"),
        b'\r' => output.extend_from_slice(b"\\r"),
        b'\t' => output.extend_from_slice(b"\\t"),
        0x08 => output.extend_from_slice(b"\\b"),
        0x0c => output.extend_from_slice(b"\\f"),
        _ => {
            output.extend_from_slice(b"\\u00");
            output.extend_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
}

/// Returns how many bytes at the beginning stand for themselves in a string.
pub(super) fn plain(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let blocks = blocks.iter().take_while(|block| is_plain(block)).count();
    let start = blocks * BLOCK;
    start + plain_words(&bytes[start..])
}

/// Says of a whole block, without leaving it early so that the compiler takes many bytes at a time, whether it is plain.
fn is_plain(block: &[u8; BLOCK]) -> bool {
    !block.iter().fold(false, |found, &byte| found | is_special(byte))
}

fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// Like [`plain`], eight bytes at a time.
fn plain_words(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let found = words.iter().enumerate().try_for_each(|(index, word)| match special(u64::from_le_bytes(*word)) {
        0 => ControlFlow::Continue(()),
        marks => ControlFlow::Break(index * 8 + marks.trailing_zeros() as usize / 8),
    });
    match found {
        ControlFlow::Break(index) => index,
        ControlFlow::Continue(()) => {
            let plain = rest.iter().position(|&byte| is_special(byte)).unwrap_or(rest.len());
            words.len() * 8 + plain
        }
    }
}

/// Marks the special bytes of a word by their highest bit. Borrowing may mark bytes above the lowest special one
/// wrongly, but never that one or one below.
fn special(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let quote = below(word ^ (ONES * u64::from(b'"')), 1);
    let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
    (below(word, 0x20) | quote | backslash) & (ONES << 7)
}
