//! A client and a server, each in a process of its own that is told what to do on its standard input.
//!
//! Both end when that is closed, so that none outlives who has started them.

use super::contender::{Contender, Drive, Round};
use super::load::{Figures, Times};
use super::payload::Payload;
use super::process;
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// A process and the way to talk to it.
#[derive(Debug)]
pub struct Partner {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Partner {
    /// Starts this program once more, with other arguments.
    pub fn start(arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let answers = BufReader::new(child.stdout.take().context("its output is piped")?);
        Ok(Partner { child, answers })
    }

    /// Returns the next line it writes.
    pub fn answer(&mut self) -> Result<String> {
        let mut line = String::new();
        let length = self.answers.read_line(&mut line)?;
        anyhow::ensure!(length > 0, "a process has ended before its time");
        Ok(line.trim_end().to_owned())
    }

    /// Writes a line to it.
    pub fn tell(&mut self, line: &str) -> Result<()> {
        let input = self.child.stdin.as_mut().context("its input is piped")?;
        Ok(writeln!(input, "{line}")?)
    }

    /// Closes its input, which ends it, and returns the line it may write then.
    pub fn end(mut self) -> Result<String> {
        drop(self.child.stdin.take());
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        self.child.wait()?;
        Ok(line.trim_end().to_owned())
    }

    /// Returns the number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

/// A client and its server.
#[derive(Debug)]
pub struct Pair {
    client: Partner,
    server: Partner,
}

impl Pair {
    /// Starts both.
    pub fn start(contender: &Contender) -> Result<Self> {
        let mut server = Partner::start(&["calls-server", contender.name])?;
        let address = server.answer()?;
        let client = Partner::start(&["calls-client", contender.name, &address, &server.id().to_string()])?;
        Ok(Pair { client, server })
    }

    /// Has so many callers call for a while.
    pub fn measure(&mut self, payload: Payload, callers: usize, times: Times) -> Result<Figures> {
        let Times { warm_up, measured } = times;
        let times = format!("{} {}", warm_up.as_micros(), measured.as_micros());
        self.client.tell(&format!("{} {callers} {times}", payload.name()))?;
        let answer = self.client.answer()?;
        let figures: Vec<f64> = answer.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        let &[rate, p50, p99, cpu] = &*figures else { anyhow::bail!("a client has said `{answer}`") };
        Ok(Figures { rate, p50, p99, cpu })
    }

    /// Returns the most memory that client and server have had in use, in bytes.
    pub fn peak(&self) -> Result<[u64; 2]> {
        Ok([process::peak(self.client.id())?, process::peak(self.server.id())?])
    }
}

/// What the process of a server does.
pub fn serve(name: &str) -> Result<()> {
    let contender = Contender::named(name)?;
    let runtime = contender.runtime()?;
    runtime.block_on(async {
        tokio::select! {
            served = contender.serve(|address| println!("{address}")) => served,
            () = told_to_end() => Ok(()),
        }
    })?;
    // What it still waits for is nobody's business any more.
    runtime.shutdown_background();
    Ok(())
}

/// Waits until the standard input is closed, on a thread that is not one of the runtime.
pub async fn told_to_end() {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        let _ = sender.send(());
    });
    let _ = receiver.await;
}

/// What the process of a client does: a measurement for every line it is told.
pub fn call(name: &str, address: &str, server: u32) -> Result<()> {
    let contender = Contender::named(name)?;
    let runtime = contender.runtime()?;
    for line in io::stdin().lines() {
        let (round, times) = round(address, &line?)?;
        let figures = runtime.block_on(contender.callers(&round, Drive { times, server }))?;
        println!("{} {} {} {}", figures.rate, figures.p50, figures.p99, figures.cpu);
    }
    Ok(())
}

fn round<'a>(address: &'a str, line: &str) -> Result<(Round<'a>, Times)> {
    let words: Vec<&str> = line.split(' ').collect();
    let &[payload, callers, warm_up, measured] = &*words else { anyhow::bail!("`{line}` is no measurement") };
    let payload = Payload::from_str(payload, false).map_err(anyhow::Error::msg)?;
    let micros = |text: &str| text.parse().map(Duration::from_micros);
    let times = Times { warm_up: micros(warm_up)?, measured: micros(measured)? };
    Ok((Round { address, payload, callers: callers.parse()? }, times))
}
