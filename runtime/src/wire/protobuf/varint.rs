//! Integers of 7 bits a byte, lowest first, as they are written; the cursor reads them.

/// How many bytes 64 bits need at most.
pub(super) const MAX_LENGTH: usize = 10;

/// Appends a number.
#[inline]
pub(super) fn write(output: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        output.push(low(value) | 0x80);
        value >>= 7;
    }
    output.push(low(value));
}

/// Writes a number over the first bytes of a buffer, as many as it needs.
pub(super) fn put(output: &mut [u8], mut value: u64) {
    for place in output {
        *place = low(value) | if value >= 0x80 { 0x80 } else { 0 };
        value >>= 7;
        if value == 0 {
            return;
        }
    }
}

/// Returns how many bytes a number needs.
pub(super) fn length(value: u64) -> usize {
    // A zero needs a byte, too.
    let bits = 64 - (value | 1).leading_zeros();
    bits.div_ceil(7) as usize
}

fn low(value: u64) -> u8 {
    (value & 0x7f) as u8
}
