//! Generates what the calls are made of that are measured: the same service from a `.svc` and from a `.proto` file.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    aspyx_gen::compile("svc").unwrap_or_else(|error| error.exit());
    println!("cargo:rerun-if-changed=proto");
    let descriptors = protox::compile(["echo.proto"], ["proto"])?;
    tonic_prost_build::configure().compile_fds(descriptors)?;
    Ok(())
}
