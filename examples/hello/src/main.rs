//! One service, called within the process and over every channel there is.
//!
//! Without arguments it shows all of that in one go; `serve` and `call` are the two halves as separate processes.

aspyx::include_svc!();

use aspyx::{Server, ServiceManager, StaticComponentRegistry};
use clap::{Parser, Subcommand};
use hello::*;

/// The channels between processes; each has the same service behind it.
const CHANNELS: [&str; 4] = ["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"];

/// Says hello over every channel.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves until Ctrl-C.
    Serve {
        /// The port to listen on; 0 takes a free one.
        #[arg(long, default_value_t = 8000)]
        port: u16,
    },
    /// Calls a server.
    Call {
        /// Where the server is, such as http://127.0.0.1:8000.
        #[arg(long)]
        url: String,
        /// Whom to greet; `nobody` is not at home.
        name: String,
        /// The channel to use.
        #[arg(long, default_value = "dispatch-protobuf", value_parser = CHANNELS)]
        channel: String,
    },
}

/// The service itself: an ordinary type with an ordinary async method.
struct Host;

impl Greeter for Host {
    async fn greet(&self, name: String, tone: Tone) -> Result<Greeting, GreeterGreetError> {
        if name == "nobody" {
            return Err(NobodyHome { name }.into());
        }
        let end = if tone == Tone::Cheerful { "!" } else { "." };
        Ok(Greeting { text: format!("Hello, {name}{end}"), tone })
    }
}

#[tokio::main]
async fn main() -> aspyx::Result<()> {
    match Cli::parse().command {
        None => demonstrate().await,
        Some(Command::Serve { port }) => serve(port).await,
        Some(Command::Call { url, name, channel }) => call(url, name, &channel).await,
    }
}

/// Starts a server on a free port and calls it over each channel.
async fn demonstrate() -> aspyx::Result<()> {
    let manager = ServiceManager::new();
    let hello = Hello::builder().greeter(Host).build();
    let server = Server::builder(manager.clone()).component(hello).bind("127.0.0.1:0").await?.start().await?;
    println!("serving component `hello` on http://{}\n", server.addr());

    for channel in ["local"].into_iter().chain(CHANNELS) {
        let greeter = manager.get_service::<GreeterClient>()?.preferred_channel(channel)?;
        show(channel, "World", &greeter).await?;
        show(channel, "nobody", &greeter).await?;
    }

    server.stop().await?;
    println!("\nthe server has shut down; `cargo run -p hello -- serve` keeps one running");
    Ok(())
}

/// Serves until SIGTERM or Ctrl-C.
async fn serve(port: u16) -> aspyx::Result<()> {
    let hello = Hello::builder().greeter(Host).build();
    let server = Server::builder(ServiceManager::new()).component(hello).bind(("127.0.0.1", port)).await?;
    let url = format!("http://{}", server.addr());
    println!("serving component `hello` on {url}, end with Ctrl-C");
    println!("  curl '{url}/hello/World?tone=cheerful'");
    println!("  curl {url}/report");
    println!("  cargo run -p hello -- call --url {url} World");
    server.run().await
}

/// Calls a server somebody else has started.
async fn call(url: String, name: String, channel: &str) -> aspyx::Result<()> {
    let registry = StaticComponentRegistry::new().component("hello", CHANNELS.map(|channel| (channel, url.clone())));
    let manager = ServiceManager::builder().registry(registry).build();
    let greeter = manager.get_service::<GreeterClient>()?.preferred_channel(channel)?;
    show(channel, &name, &greeter).await
}

/// Makes one call and prints what came of it.
async fn show(channel: &str, name: &str, greeter: &impl Greeter) -> aspyx::Result<()> {
    print!("{channel:17} greet({name:?}) → ");
    match greeter.greet(name.to_owned(), Tone::Cheerful).await {
        Ok(greeting) => println!("{}", greeting.text),
        Err(GreeterGreetError::NobodyHome(error)) => println!("error NobodyHome for {:?}", error.name),
        Err(GreeterGreetError::Other(error)) => return Err(error),
    }
    Ok(())
}
