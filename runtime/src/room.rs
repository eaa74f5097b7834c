//! How large the calls or the answers of a method are, so that a typical one is written without its buffer ever growing.
//!
//! The largest of the last messages, which fades: a single large one is forgotten after a while. A guess that is wrong
//! costs time and nothing else.

use std::sync::atomic::{AtomicUsize, Ordering};

const LEAST: usize = 256;

/// However large the messages are, no more is set aside before they are known to be so.
const MOST: usize = 256 << 10;

/// What is remembered of the calls, or of the answers, of one method.
#[derive(Debug)]
pub(crate) struct Room(AtomicUsize);

impl Room {
    /// Creates the memory of a method of which nothing has been written yet.
    pub(crate) fn new() -> Self {
        Self(AtomicUsize::new(LEAST))
    }

    /// Returns how many bytes the next message will probably have.
    pub(crate) fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// Notes how many bytes a message has. Messages of one size leave the memory as it is, so that processors need not
    /// hand it to and fro.
    pub(crate) fn note(&self, bytes: usize) {
        let room = self.get();
        let wanted = roomy(bytes);
        let next = if wanted >= room { wanted } else { room - (room - wanted) / 8 };
        if next != room {
            self.0.store(next, Ordering::Relaxed);
        }
    }
}

/// Adds a little, for messages of one kind differ a little.
fn roomy(bytes: usize) -> usize {
    (bytes.min(MOST) + bytes.min(MOST) / 8).next_multiple_of(64).clamp(LEAST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_answer_of_the_same_size_fits() {
        let room = Room::new();
        for bytes in [0, 256, 1000, 1_000_000] {
            room.note(bytes);
            assert!(room.get() >= bytes.min(MOST), "{bytes}: {room:?}");
        }
    }

    #[test]
    fn a_single_large_answer_is_forgotten() {
        let room = Room::new();
        room.note(usize::MAX);
        assert_eq!(room.get(), MOST);
        (0..100).for_each(|_| room.note(1000));
        assert!((1000..2000).contains(&room.get()), "{room:?}");
    }

    #[test]
    fn answers_of_one_size_settle() {
        let room = Room::new();
        room.note(1000);
        let settled = room.get();
        room.note(1000);
        assert_eq!(room.get(), settled);
    }
}
