//! What a build costs after one article has changed, in the library alone: no watching, no writing.
//!
//!     cargo bench --bench rebuild -- PROJECT [--rounds 20]
//!
//! The project's content is copied to a temporary folder first. Each round appends a sentence to another article. Printed
//! are medians in milliseconds: until the project is read again, until its search is made, and the whole build.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use answerbook::pipeline::{self, Memory, Request};
use answerbook::progress::Progress;
use answerbook::site::Scope;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(project) = arguments.first() else {
        println!("name a project: cargo bench --bench rebuild -- PROJECT [--rounds 20]");
        return;
    };
    let rounds = arguments.iter().position(|argument| argument == "--rounds").and_then(|at| arguments.get(at + 1));
    let rounds: usize = rounds.map_or(20, |rounds| rounds.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    copy(Path::new(project), &root);
    let mut articles = Vec::new();
    list(&root.join("content"), &mut articles);
    articles.sort();
    let request =
        Request { out: root.join("site"), root, base_url: None, scope: Scope::default(), all_postings: false };
    let memory = Memory::default();
    let progress = Progress::default();
    let first = time(|| pipeline::build(&request, &memory, &progress).check(&progress));
    println!("{} files; first build {:.0} ms", articles.len(), milliseconds(first));
    // What was written a moment ago is read again.
    std::thread::sleep(Duration::from_millis(2_500));
    let (mut read, mut searched, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        let article = &articles[(round * 7919) % articles.len()];
        let text = std::fs::read_to_string(article).unwrap();
        std::fs::write(article, format!("{text}\nRound {round} adds a sentence.\n")).unwrap();
        let started = Instant::now();
        let model = Arc::new(pipeline::read(&request, &memory, &progress));
        read.push(started.elapsed());
        let indexed = pipeline::search(&model, &request, &memory, &progress);
        searched.push(started.elapsed());
        pipeline::plan(&model, &indexed, &memory).check(&progress);
        whole.push(started.elapsed());
    }
    for (name, times) in [("read again", &mut read), ("searched again", &mut searched), ("built again", &mut whole)] {
        times.sort();
        println!("{name}: {:.1} ms", milliseconds(times[times.len() / 2]));
    }
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn copy(from: &Path, to: &Path) {
    for name in ["answerbook.yaml", "content", "static", "themes"] {
        let status = std::process::Command::new("cp")
            .arg("-r")
            .arg(from.join(name))
            .arg(to)
            .stderr(std::process::Stdio::null())
            .status();
        drop(status);
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('_') {
            list(&path, files);
        } else if name.ends_with(".md") && !name.starts_with('_') {
            files.push(path);
        }
    }
}
