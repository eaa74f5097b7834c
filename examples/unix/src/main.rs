//! A channel of one's own: a service that is called over a Unix socket. `unix_channel.rs` is all it takes.

aspyx::include_svc!();

#[cfg(unix)]
mod unix_channel;

/// The service itself knows nothing of any channel.
#[cfg(unix)]
mod rooms {
    use crate::thermostat::*;
    use std::collections::BTreeMap;
    use std::sync::{Mutex, PoisonError};

    /// How warm each room is to be.
    pub(crate) struct Rooms(Mutex<BTreeMap<String, f64>>);

    impl Rooms {
        /// Creates a kitchen, in which nobody has turned on the heating yet.
        pub(crate) fn new() -> Self {
            Self(Mutex::new(BTreeMap::from([("kitchen".to_owned(), 12.0)])))
        }
    }

    impl Thermostat for Rooms {
        async fn set(&self, room: String, degrees: f64) -> Result<f64, ThermostatSetError> {
            match self.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&room) {
                Some(current) => Ok(std::mem::replace(current, degrees)),
                None => Err(NoSuchRoom { room }.into()),
            }
        }
    }
}

/// Starts a server that listens on a Unix socket besides HTTP, and calls it there.
#[cfg(unix)]
#[tokio::main]
async fn main() -> aspyx::Result<()> {
    use aspyx::{Server, ServiceManager};
    use thermostat::*;

    let path = std::env::temp_dir().join(format!("aspyx-heating-{}.sock", std::process::id()));
    let manager = ServiceManager::builder().channel("unix", unix_channel::UnixChannel).build();
    let heating = Heating::builder().thermostat(rooms::Rooms::new()).build();
    let server =
        Server::builder(manager.clone()).component(heating).channel("unix", unix_channel::UnixServer(path.clone()));
    let server = server.body_limit(1 << 20).bind("127.0.0.1:0").await?.start().await?;
    println!("serving component `heating` on unix://{} and http://{}\n", path.display(), server.addr());

    let thermostat = manager.get_service::<ThermostatClient>()?.preferred_channel("unix")?;
    let before = thermostat.set("kitchen".to_owned(), 21.5).await.map_err(aspyx::Error::from)?;
    println!("the kitchen was to have {before} degrees, and is to have 21.5 now");
    match thermostat.set("attic".to_owned(), 21.5).await {
        Err(ThermostatSetError::NoSuchRoom(error)) => println!("there is no {:?}: error NoSuchRoom", error.room),
        Err(ThermostatSetError::Other(error)) => return Err(error),
        Ok(_) => println!("there is an attic after all"),
    }
    match thermostat.set("x".repeat(2 << 20), 21.5).await {
        Err(ThermostatSetError::Other(error)) => println!("what is too large is told: {}", error.kind().slug()),
        other => println!("2 MiB are not too large: {other:?}"),
    }
    println!("{} calls at once came through", at_once(&thermostat, 100).await?);

    server.stop().await?;
    println!("\nthe server has shut down; there is no socket any more: {}", !path.exists());
    Ok(())
}

/// Makes many calls at once, and returns how many it were.
#[cfg(unix)]
async fn at_once(thermostat: &thermostat::ThermostatClient, calls: u32) -> aspyx::Result<usize> {
    use thermostat::Thermostat;
    let mut running = tokio::task::JoinSet::new();
    for degrees in 0..calls {
        let thermostat = thermostat.clone();
        running.spawn(async move { thermostat.set("kitchen".to_owned(), degrees.into()).await });
    }
    let results: Result<Vec<f64>, _> = running.join_all().await.into_iter().collect();
    Ok(results?.len())
}

/// Says what it needs.
#[cfg(not(unix))]
fn main() {
    println!("this example needs Unix sockets, which this system does not have");
}
