//! The least a call between processes can cost: as many bytes there and back on a connection that is the caller's own.

use super::load::Caller;
use anyhow::{Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Serves until the process ends.
pub async fn serve(listener: TcpListener) -> Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(echo(stream));
    }
}

async fn echo(mut stream: TcpStream) -> Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        stream.write_all(&buffer[..length]).await?;
    }
}

/// Sends bytes and waits for as many.
#[derive(Debug)]
pub struct FloorCaller {
    stream: TcpStream,
    payload: Vec<u8>,
    answer: Vec<u8>,
}

impl FloorCaller {
    /// Connects.
    pub async fn connect(address: &str, payload: Vec<u8>) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(FloorCaller { stream, answer: vec![0; payload.len()], payload })
    }
}

impl Caller for FloorCaller {
    async fn call(&mut self) -> Result<()> {
        self.stream.write_all(&self.payload).await?;
        self.stream.read_exact(&mut self.answer).await?;
        ensure!(self.answer == self.payload, "the answer is not what was sent");
        Ok(())
    }
}
