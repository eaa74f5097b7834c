//! Compiles `svc/thermostat.svc`.

fn main() {
    aspyx_gen::compile("svc").unwrap_or_else(|error| error.exit());
}
