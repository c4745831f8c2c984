//! A running `answerbook watch`, and what it has said so far.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{ANSWERBOOK, Project, clean, tree};

/// How long something may take that should take a moment: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program while it runs; it is killed where a test fails.
pub(crate) struct Watching<'a> {
    project: &'a Project,
    child: Child,
    said: Arc<Mutex<Vec<String>>>,
}

impl<'a> Watching<'a> {
    /// Starts it in a project and waits for the end of the first build.
    pub(crate) fn start(project: &'a Project, options: &[&str]) -> Self {
        let mut command = clean(Command::new(ANSWERBOOK));
        command.arg("watch").args(options).current_dir(project.path(""));
        Self::start_as(project, command)
    }

    /// As [`Watching::start`], by any command.
    pub(crate) fn start_as(project: &'a Project, mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let said = Arc::new(Mutex::new(Vec::new()));
        collect(child.stdout.take().expect("its output"), &said);
        collect(child.stderr.take().expect("its errors"), &said);
        let watching = Self { project, child, said };
        watching.until("the first build", |said| said.iter().any(|line| line.starts_with("waiting for changes")));
        watching
    }

    /// Sends a signal.
    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.child.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
    }

    /// Every line so far.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().expect("lines").clone()
    }

    /// How many builds there were after the first.
    pub(crate) fn rounds(&self) -> usize {
        self.said().iter().filter(|line| ends_round(line)).count()
    }

    /// Waits until what was said fulfils a condition.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, holds: impl Fn(&[String]) -> bool) {
        self.wait(what, || holds(&self.said()));
    }

    /// Waits until a line has this part.
    #[track_caller]
    pub(crate) fn says(&self, part: &str) {
        self.until(part, |said| said.iter().any(|line| line.contains(part)));
    }

    /// Waits for anything.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, holds: impl Fn() -> bool) {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}; it said\n{}", self.said().join("\n"));
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until a page of the site has this text.
    #[track_caller]
    pub(crate) fn shows(&self, page: &str, text: &str) {
        let path = self.project.path("site").join(page);
        let read = || fs::read_to_string(&path).unwrap_or_default();
        self.wait(&format!("`{text}` in {page}"), || read().contains(text));
    }

    /// Waits until the site is, byte by byte, what a clean build makes of the project as it is now.
    #[track_caller]
    pub(crate) fn same_as_clean(&self) {
        let clean = self.project.outside().join("clean");
        let out = clean.to_string_lossy().into_owned();
        self.project.build_with(&["--out", &out]).code(0);
        let expected = tree(&clean);
        fs::remove_dir_all(&clean).expect("the clean build goes");
        assert!(expected.contains_key("index.html"));
        self.wait("the site of a clean build", || self.site_is(&expected));
    }

    /// Whether the site is this; it may be exchanged for another while it is read.
    pub(crate) fn site_is(&self, expected: &BTreeMap<String, Vec<u8>>) -> bool {
        let site = self.project.path("site");
        let same = |(path, bytes): (&String, &Vec<u8>)| fs::read(site.join(path)).is_ok_and(|found| found == *bytes);
        let list = fs::read_to_string(site.join(".answerbook")).unwrap_or_default();
        let as_many = list.lines().count() + 1 == expected.len();
        as_many && expected.iter().all(same) && list == fs::read_to_string(site.join(".answerbook")).unwrap_or_default()
    }

    /// Waits until nothing has been built for a while, nor is being built.
    pub(crate) fn rest(&self) {
        let (mut rounds, mut since) = (self.rounds(), Instant::now());
        while since.elapsed() < Duration::from_millis(1500).max(self.last_build() * 2) {
            thread::sleep(Duration::from_millis(20));
            if self.rounds() != rounds {
                (rounds, since) = (self.rounds(), Instant::now());
            }
        }
    }

    /// How long the last build took, by its own account.
    fn last_build(&self) -> Duration {
        let said = self.said();
        let seconds = said.iter().rev().find_map(|line| line.strip_suffix(" s")?.rsplit(' ').next()?.parse().ok());
        Duration::from_secs_f64(seconds.unwrap_or(0.0))
    }

    /// Asserts that nothing is built for some seconds.
    #[track_caller]
    pub(crate) fn stays_quiet(&self, seconds: u64) {
        let before = self.rounds();
        thread::sleep(Duration::from_secs(seconds));
        assert_eq!(self.rounds(), before, "it built for nothing; it said\n{}", self.said().join("\n"));
    }

    /// Sends a signal, as Ctrl-C does, and gives the exit status and all that was said.
    #[cfg(unix)]
    pub(crate) fn end(mut self, signal: &str) -> (Option<i32>, Vec<String>) {
        self.signal(signal);
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "it doesn't end");
            thread::sleep(Duration::from_millis(5));
        };
        // The last lines may be on their way.
        thread::sleep(Duration::from_millis(200));
        (status.code(), self.said())
    }
}

impl Drop for Watching<'_> {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a line is the last of a build after the first.
fn ends_round(line: &str) -> bool {
    let built = line.contains(" changed: ") && line.ends_with(" s");
    built || line.ends_with("the site was not changed")
}

fn collect(stream: impl Read + Send + 'static, said: &Arc<Mutex<Vec<String>>>) {
    let said = Arc::clone(said);
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            said.lock().expect("lines").push(line);
        }
    });
}
