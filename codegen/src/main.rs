//! The command line tool `aspyx-gen`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
