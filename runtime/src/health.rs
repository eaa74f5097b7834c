//! How well a component is: OK, WARNING or ERROR, as the original and Consul know it.

/// How well something is; the worse is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HealthStatus {
    /// All is well: HTTP 200, Consul's `passing`.
    Ok,
    /// It works, but somebody should look: HTTP 429, Consul's `warning`.
    Warning,
    /// It does not work: HTTP 500, Consul's `critical`.
    Error,
}

impl HealthStatus {
    /// Returns the word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            HealthStatus::Ok => "OK",
            HealthStatus::Warning => "WARNING",
            HealthStatus::Error => "ERROR",
        }
    }

    /// Returns the HTTP status of a health endpoint, from which Consul draws its own.
    pub fn http_status(self) -> u16 {
        match self {
            HealthStatus::Ok => 200,
            HealthStatus::Warning => 429,
            HealthStatus::Error => 500,
        }
    }
}

/// The health of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// As bad as the worst check.
    pub status: HealthStatus,
    /// What was looked at.
    pub checks: Vec<CheckResult>,
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckResult {
    /// The name of the check.
    pub name: String,
    /// What it found.
    pub status: HealthStatus,
    /// A few words; left out on the wire when empty.
    pub details: String,
}

impl Health {
    /// Returns the health of something without checks.
    pub fn ok() -> Self {
        Self { status: HealthStatus::Ok, checks: Vec::new() }
    }

    /// Returns the health that follows from checks: as bad as the worst of them.
    ///
    /// ```
    /// use aspyx::{CheckResult, Health, HealthStatus};
    ///
    /// let slow = CheckResult { name: "db".into(), status: HealthStatus::Warning, details: "slow".into() };
    /// assert_eq!(Health::of(vec![slow]).status, HealthStatus::Warning);
    /// ```
    pub fn of(checks: Vec<CheckResult>) -> Self {
        let status = checks.iter().map(|check| check.status).max().unwrap_or(HealthStatus::Ok);
        Self { status, checks }
    }
}
