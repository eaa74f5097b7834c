//! What processes have used, as Linux tells of it.

use anyhow::{Context, Result};
use std::fs;
use std::time::Duration;

/// In what portions Linux tells times to programs, on every architecture in use.
const TICK: Duration = Duration::from_millis(10);

/// Where the two times stand in `stat`, counted after the name of the process, which may have spaces in it.
const TIMES: std::ops::Range<usize> = 11..13;

/// Returns the time all threads of a process have spent on processors, in and outside of the kernel.
pub fn cpu(process: u32) -> Result<Duration> {
    let stat = read(process, "stat")?;
    let (_, fields) = stat.rsplit_once(") ").context("`stat` has no name")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let times = fields.get(TIMES).context("`stat` has no times")?;
    let ticks = times.iter().map(|ticks| ticks.parse::<u32>()).sum::<Result<u32, _>>()?;
    Ok(TICK * ticks)
}

/// Returns the most memory a process has had in use so far, in bytes.
pub fn peak(process: u32) -> Result<u64> {
    let status = read(process, "status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("`status` has no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? << 10)
}

fn read(process: u32, file: &str) -> Result<String> {
    fs::read_to_string(format!("/proc/{process}/{file}")).with_context(|| format!("no `{file}` of {process}"))
}
