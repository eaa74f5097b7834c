//! Work on many things at once, with the results in the order of the things.
//!
//! A build waits for its build scripts, so a compilation of many files uses the processors there are. Nothing here
//! decides what is done; which thread does it makes no difference to any result.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many things are too few to be worth a thread.
const FEW: usize = 8;

/// Returns what a function makes of each thing, in the order of the things.
///
/// ```
/// let squares = aspyx_idl::parallel::map(&[1, 2, 3], |number| number * number);
/// assert_eq!(squares, [1, 4, 9]);
/// ```
pub fn map<T: Sync, R: Send>(things: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(things.len() / FEW);
    if threads < 2 {
        return things.iter().map(make).collect();
    }
    let next = AtomicUsize::new(0);
    let mut made: Vec<(usize, R)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| work(things, &next, &make))).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    made.sort_unstable_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, result)| result).collect()
}

/// Takes one thing after the other until none is left, and returns each result with its place.
fn work<T, R>(things: &[T], next: &AtomicUsize, make: impl Fn(&T) -> R) -> Vec<(usize, R)> {
    let turn = || {
        let index = next.fetch_add(1, Ordering::Relaxed);
        things.get(index).map(|thing| (index, make(thing)))
    };
    std::iter::from_fn(turn).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_stand_in_the_order_of_the_things() {
        let things: Vec<usize> = (0..1000).collect();
        assert_eq!(map(&things, |thing| thing + 1), (1..=1000).collect::<Vec<_>>());
        assert_eq!(map(&[0; 0], |thing: &u8| *thing), []);
    }
}
