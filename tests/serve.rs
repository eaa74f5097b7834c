//! Serves the interop services in a process of its own: says `READY <port>`, and ends when its input does.

use aspyx::{Result, Server, ServiceManager};
use aspyx_tests::interop;
use std::io::{Read as _, Write as _};

fn main() -> Result<()> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(aspyx::Error::exception)?;
    runtime.block_on(async {
        let server = Server::builder(ServiceManager::new()).component(interop::component()).bind("127.0.0.1:0").await?;
        let server = server.start().await?;
        // Whoever does not read this cannot call either.
        let _ = writeln!(std::io::stdout(), "READY {}", server.addr().port());
        let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await;
        drop(ended);
        server.stop().await
    })
}
