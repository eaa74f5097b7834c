//! `google.protobuf.Timestamp` and `google.protobuf.Duration`.
//!
//! Both are specified for less than what their seconds can say: the years 1 to 9999, and about 10,000 years. A value
//! beyond travels all the same, for both ends of a call hold it; what has no form here is refused.

use jiff::{SignedDuration, Timestamp};

pub(super) const SECONDS: u32 = 1;
pub(super) const NANOSECONDS: u32 = 2;

/// The names of the fields, for the paths of errors.
pub(super) const NAMES: [&str; 2] = ["seconds", "nanos"];

const SECOND: i32 = 1_000_000_000;

/// Splits a point in time; nanoseconds count forward, also before 1970.
pub(super) fn of_timestamp(value: Timestamp) -> (i64, i32) {
    let (seconds, nanoseconds) = (value.as_second(), value.subsec_nanosecond());
    if nanoseconds < 0 { (seconds - 1, nanoseconds + SECOND) } else { (seconds, nanoseconds) }
}

/// Returns the point in time that seconds and nanoseconds mean.
pub(super) fn timestamp(seconds: i64, nanoseconds: i32) -> Option<Timestamp> {
    (0..SECOND).contains(&nanoseconds).then(|| Timestamp::new(seconds, nanoseconds).ok())?
}

/// Returns the length of time that seconds and nanoseconds mean, which must have the same sign.
pub(super) fn duration(seconds: i64, nanoseconds: i32) -> Option<SignedDuration> {
    let opposed = seconds.signum() * i64::from(nanoseconds.signum()) < 0;
    let fits = (-SECOND + 1..SECOND).contains(&nanoseconds) && !opposed;
    fits.then(|| SignedDuration::new(seconds, nanoseconds))
}
