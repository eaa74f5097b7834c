//! How calls spread over addresses.

use super::*;
use crate::channel::Outcome;
use proptest::prelude::*;
use tokio::time::Instant;

fn addresses(count: usize) -> Vec<Candidate> {
    (0..count).map(|at| Candidate::new(format!("http://10.0.0.{at}"))).collect()
}

/// Returns how often each address is chosen.
fn chosen(selector: &dyn UrlSelector, addresses: &[Candidate], times: usize) -> Vec<usize> {
    let mut counts = vec![0; addresses.len()];
    (0..times).for_each(|_| counts[selector.select(addresses)] += 1);
    counts
}

#[test]
fn first_is_first() {
    assert_eq!(chosen(&FirstUrlSelector::new(), &addresses(3), 9), [9, 0, 0]);
}

#[test]
fn equals_are_chosen_equally_often() {
    let counts = chosen(&LeastLoadedUrlSelector::with_seed(7), &addresses(5), 10_000);
    assert!(counts.iter().all(|count| (1_800..2_200).contains(count)), "{counts:?}");
}

#[test]
fn the_less_loaded_of_two_is_chosen_every_time() {
    let all = addresses(2);
    all.iter().for_each(|address| address.observe(Duration::from_millis(1), Outcome::Answered, Instant::now()));
    let _busy: Vec<_> = (0..3).map(|_| all[0].begin(Instant::now())).collect();
    assert_eq!(chosen(&LeastLoadedUrlSelector::with_seed(7), &all, 100), [0, 100]);
}

#[test]
fn the_faster_of_two_is_chosen_until_it_has_more_to_do() {
    let all = addresses(2);
    all[0].observe(Duration::from_millis(30), Outcome::Answered, Instant::now());
    all[1].observe(Duration::from_millis(10), Outcome::Answered, Instant::now());
    let selector = LeastLoadedUrlSelector::with_seed(7);
    assert_eq!(chosen(&selector, &all, 100), [0, 100]);
    let _busy: Vec<_> = (0..9).map(|_| all[1].begin(Instant::now())).collect();
    assert_eq!(chosen(&selector, &all, 100), [100, 0]);
}

#[test]
fn the_worst_of_many_is_never_chosen() {
    let all = addresses(4);
    all.iter().for_each(|address| address.observe(Duration::from_millis(1), Outcome::Answered, Instant::now()));
    all[2].observe(Duration::from_secs(9), Outcome::Failed, Instant::now());
    assert_eq!(chosen(&LeastLoadedUrlSelector::with_seed(7), &all, 1000)[2], 0);
}

#[test]
fn an_unknown_address_gets_one_call_to_begin_with() {
    let all = addresses(2);
    all[0].observe(Duration::from_millis(10), Outcome::Answered, Instant::now());
    let selector = LeastLoadedUrlSelector::with_seed(7);
    assert_eq!(selector.select(&all), 1);
    let _first = all[1].begin(Instant::now());
    assert_eq!(chosen(&selector, &all, 100), [100, 0]);
}

#[test]
fn a_seed_repeats_its_lots() {
    let lots = |seed| {
        let selector = LeastLoadedUrlSelector::with_seed(seed);
        (0..50).map(|_| selector.draw(9)).collect::<Vec<_>>()
    };
    assert_eq!(lots(1), lots(1));
    assert_ne!(lots(1), lots(2));
}

proptest! {
    #[test]
    fn every_choice_is_an_address_and_the_two_drawn_differ(seed: u64, count in 2_usize..50) {
        let selector = LeastLoadedUrlSelector::with_seed(seed);
        for _ in 0..100 {
            let (first, second) = selector.draw(count);
            prop_assert!(first < count && second < count && first != second);
        }
    }

    /// However the set changes, as long as it stays the same nobody gets more than one call ahead of anybody else.
    #[test]
    fn round_robin_is_fair_over_changing_sets(phases in proptest::collection::vec((1_usize..9, 0_usize..50), 1..9)) {
        let selector = RoundRobinUrlSelector::new();
        for (count, times) in phases {
            let counts = chosen(&selector, &addresses(count), times);
            let (least, most) = (counts.iter().min(), counts.iter().max());
            prop_assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 1), "{:?}", counts);
        }
    }

    #[test]
    fn none_panics_without_addresses(seed: u64, count in 0_usize..2) {
        for selector in [&LeastLoadedUrlSelector::with_seed(seed) as &dyn UrlSelector, &FirstUrlSelector, &RoundRobinUrlSelector::new()] {
            prop_assert_eq!(selector.select(&addresses(count)), 0);
        }
    }
}
