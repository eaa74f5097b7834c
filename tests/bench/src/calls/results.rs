//! What was found in all cycles, and what follows from it.

use super::load::Figures;
use super::payload::Payload;

/// What one contender did under one load, cycle by cycle.
#[derive(Clone, Debug)]
pub struct Series {
    /// Who it was.
    pub contender: &'static str,
    /// What was sent.
    pub payload: Payload,
    /// How many called at once.
    pub callers: usize,
    /// What was found, one entry a cycle.
    pub cycles: Vec<Figures>,
}

impl Series {
    /// Returns the quartiles of one figure over the cycles.
    pub fn quartiles(&self, figure: impl Fn(&Figures) -> f64) -> Quartiles {
        Quartiles::of(self.cycles.iter().map(figure))
    }
}

/// All that was found.
#[derive(Debug)]
pub struct Results {
    /// One for each contender and load.
    pub series: Vec<Series>,
    /// Who was measured, with the most memory its client and its server had in use, in bytes.
    pub peaks: Vec<(&'static str, [u64; 2])>,
}

impl Results {
    /// Returns what one contender did under one load, if that was measured.
    pub fn find(&self, contender: &str, payload: Payload, callers: usize) -> Option<&Series> {
        let load = (contender, payload, callers);
        self.series.iter().find(|series| (series.contender, series.payload, series.callers) == load)
    }

    /// Returns the quartiles of what one contender did in relation to another, each cycle for itself.
    pub fn ratio(
        &self,
        [one, other]: [&str; 2],
        (payload, callers): (Payload, usize),
        figure: impl Fn(&Figures) -> f64,
    ) -> Option<Quartiles> {
        let (one, other) = (self.find(one, payload, callers)?, self.find(other, payload, callers)?);
        Some(Quartiles::of(one.cycles.iter().zip(&other.cycles).map(|(one, other)| figure(one) / figure(other))))
    }
}

/// What lies in the middle of many values, and a quarter of them away from it to either side.
#[derive(Clone, Copy, Debug)]
pub struct Quartiles {
    /// A quarter is below.
    pub low: f64,
    /// A half is below.
    pub middle: f64,
    /// Three quarters are below.
    pub high: f64,
}

impl Quartiles {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| {
            let place = share * (values.len() - 1) as f64;
            let (below, above) = (values[place.floor() as usize], values[place.ceil() as usize]);
            below + (above - below) * place.fract()
        };
        Quartiles { low: at(0.25), middle: at(0.5), high: at(0.75) }
    }
}
