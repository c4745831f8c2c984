//! The program: arguments in, exit status out. Everything else is the library's.

use std::process::ExitCode;

use answerbook::cli::Cli;

/// Takes a fifth less time of the processor than glibc's on a large site.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    answerbook::commands::run(&Cli::read()).into()
}
