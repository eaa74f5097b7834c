//! Compiles the packages other crates share.

fn main() {
    aspyx_gen::compile("svc").unwrap_or_else(|error| error.exit());
}
