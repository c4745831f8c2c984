//! Random edits: after each, what a build with the memory of all builds before makes is what a clean build makes.
//!
//! `ANSWERBOOK_TEST_EDITS` says how many edits, `ANSWERBOOK_TEST_SEED` which ones.

mod random;
mod text;
mod world;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use answerbook::content::Audience;
use answerbook::output::{Contents, Files};
use answerbook::pipeline::{self, Making, Memory, Request};
use answerbook::progress::Progress;
use answerbook::report::Report;
use answerbook::site::Scope;
use tempfile::TempDir;

use crate::support::{Project, tree};
use crate::watching::Watching;
use random::Random;
use world::World;

/// How many edits a run makes by default, in all kinds of projects together.
const EDITS: usize = 160;

/// After so many edits with errors, the project is mended.
const MOST_BROKEN: usize = 4;

/// A number from the environment.
fn knob(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// What a build made, and all that is said of it.
#[derive(PartialEq)]
struct Made {
    files: BTreeMap<String, Vec<u8>>,
    report: String,
    errors: usize,
    numbers: String,
}

fn build(request: &Request, memory: &Memory) -> Made {
    let progress = Progress::default();
    let mut built = pipeline::build(request, memory, &progress);
    let (mut files, mut missing) = (BTreeMap::new(), Vec::new());
    if let Some(plan) = built.plan.clone() {
        let making = Making::new(&plan, &progress);
        for path in making.paths() {
            let bytes = match making.contents(&path) {
                Some(Contents::Bytes(bytes)) => bytes.to_vec(),
                Some(Contents::Copy(path)) => fs::read(path).expect("the file to copy"),
                Some(Contents::Nothing) => continue,
                None => {
                    missing.push(path);
                    continue;
                }
            };
            files.insert(path, bytes);
        }
        built.add(making.found());
    }
    assert!(missing.is_empty() || built.diagnostics.errors() > 0, "not made, and nothing said: {missing:?}");
    let titles = &built.searched.titles;
    let numbers =
        format!("{} {:?} {:?} {titles:?} {}", built.articles, built.pages, built.languages, built.invalid_settings);
    Made { files, report: Report::new(false).render(&built.diagnostics), errors: built.diagnostics.errors(), numbers }
}

/// What differs between two builds: nothing, or what to look at. Of a site with errors only the errors count.
fn differences(clean: &Made, again: &Made) -> Vec<String> {
    let mut found = Vec::new();
    if clean.report != again.report {
        found.push(format!("problems: a clean build says\n{}\nbut it says\n{}", clean.report, again.report));
    }
    if clean.errors > 0 {
        return found;
    }
    if clean.numbers != again.numbers {
        found.push(format!("{} is not {}", again.numbers, clean.numbers));
    }
    for path in clean.files.keys().chain(again.files.keys()) {
        match (clean.files.get(path), again.files.get(path)) {
            (Some(clean), Some(again)) if clean != again => found.push(first_difference(path, clean, again)),
            (None, _) => found.push(format!("{path} is left over")),
            (_, None) => found.push(format!("{path} is missing")),
            _ => {}
        }
    }
    found.dedup();
    found
}

fn first_difference(path: &str, clean: &[u8], again: &[u8]) -> String {
    let at = clean.iter().zip(again).position(|(a, b)| a != b).unwrap_or(clean.len().min(again.len()));
    let around = |bytes: &[u8]| {
        let range = at.saturating_sub(60)..(at + 60).min(bytes.len());
        String::from_utf8_lossy(bytes.get(range).unwrap_or_default()).into_owned()
    };
    format!("{path} differs at {at}:\n  clean {:?}\n  again {:?}", around(clean), around(again))
}

/// A project's folder, which follows a [`World`].
struct Disk {
    root: PathBuf,
    now: BTreeMap<String, Vec<u8>>,
}

impl Disk {
    fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), now: BTreeMap::new() }
    }

    /// Writes and removes what differs, in the many ways in which programs do that.
    fn follow(&mut self, world: &World, random: &mut Random) {
        let next = world.render();
        for path in self.now.keys().filter(|path| !next.contains_key(*path)) {
            self.remove(path);
        }
        for (path, bytes) in &next {
            if self.now.get(path) != Some(bytes) {
                self.write(path, bytes, random);
            }
        }
        self.now = next;
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.root.join(path)).expect("the file is there");
        let mut folder = self.root.join(path);
        while folder.pop() && folder != self.root && fs::remove_dir(&folder).is_ok() {}
    }

    fn write(&self, path: &str, bytes: &[u8], random: &mut Random) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        let before = fs::metadata(&path).and_then(|file| file.modified()).ok();
        match random.below(4) {
            0 => {
                let new = path.with_extension("new~");
                fs::write(&new, bytes).expect("a new file");
                fs::rename(&new, &path).expect("another name");
            }
            1 if before.is_some() => {
                fs::remove_file(&path).expect("the file is there");
                fs::write(&path, bytes).expect("a file");
            }
            _ => fs::write(&path, bytes).expect("a file"),
        }
        if random.once_in(2) {
            // As programs that unpack or copy do: the file's time says nothing of the change, or is long ago.
            let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
            let time = before.filter(|_| random.once_in(2)).unwrap_or(long_ago);
            let file = fs::File::options().write(true).open(&path).expect("the file");
            file.set_modified(time).expect("another time");
        }
    }
}

/// A kind of project to edit.
struct Kind {
    content: &'static str,
    multilingual: bool,
    scope: Scope,
}

const PUBLIC: Scope = Scope { drafts: false, audience: Audience::Public };

/// Says how to do it again where a test fails.
struct Replay {
    seed: usize,
    edits: Vec<String>,
}

impl Drop for Replay {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let last = self.edits.len().saturating_sub(12);
            eprintln!("after {} edits of ANSWERBOOK_TEST_SEED={}, the last of them:", self.edits.len(), self.seed);
            self.edits[last..].iter().for_each(|edit| eprintln!("  {edit}"));
        }
    }
}

/// How often what happened.
#[derive(Default)]
struct Counts {
    rounds: usize,
    whole: usize,
    changed: usize,
}

/// A first state without errors, which is on the disk.
fn whole(kind: &Kind, request: &Request, disk: &mut Disk, random: &mut Random) -> World {
    for _ in 0..50 {
        let world = World::new(kind.content, kind.multilingual, random);
        disk.follow(&world, random);
        if build(request, &Memory::default()).errors == 0 {
            return world;
        }
    }
    panic!("no first state without errors");
}

/// The request of a project in a temporary folder.
fn request(folder: &Path, kind: &Kind) -> Request {
    let root = folder.canonicalize().expect("its real path");
    Request { out: root.join("site"), root, base_url: None, scope: kind.scope, all_postings: false }
}

/// Edits a project and compares, with one memory from the first to the last build.
fn check(kind: &Kind, seed: usize, edits: usize) -> Counts {
    let folder = TempDir::with_prefix("answerbook-test-").expect("a temporary folder");
    let root = folder.path().canonicalize().expect("its real path");
    let request = Request { out: root.join("site"), root, base_url: None, scope: kind.scope, all_postings: false };
    let mut replay = Replay { seed, edits: Vec::new() };
    let mut random = Random::new(seed as u64);
    let mut disk = Disk::new(&request.root);
    let mut world = whole(kind, &request, &mut disk, &mut random);
    let memory = Memory::default();
    let (mut good, mut broken) = (world.clone(), 0);
    let mut counts = Counts::default();
    let mut last: Option<Made> = None;
    while replay.edits.len() < edits {
        for _ in 0..=random.below(3) {
            replay.edits.push(world.edit(&mut random));
        }
        if broken > 0 && (broken >= MOST_BROKEN || random.once_in(2)) {
            replay.edits.push("mend".to_owned());
            world = good.clone();
        }
        disk.follow(&world, &mut random);
        let again = build(&request, &memory);
        let clean = build(&request, &Memory::default());
        let found = differences(&clean, &again);
        assert!(found.is_empty(), "{} differences: {}", found.len(), found[..found.len().min(5)].join("\n"));
        counts.rounds += 1;
        if clean.errors > 0 {
            broken += 1;
        } else {
            (good, broken) = (world.clone(), 0);
            counts.whole += 1;
        }
        counts.changed += usize::from(last.is_some_and(|last| last != clean));
        last = Some(clean);
    }
    counts
}

/// The share of a kind of project in all edits, each with edits of its own.
#[track_caller]
fn run(kind: &Kind, number: usize) {
    let seed = knob("ANSWERBOOK_TEST_SEED", 20_261_122) + number;
    let edits = knob("ANSWERBOOK_TEST_EDITS", EDITS).div_ceil(4);
    let counts = check(kind, seed, edits);
    // Else the edits would show nothing: most change the site, and most sites are whole.
    assert!(counts.changed * 10 >= counts.rounds * 6, "{} of {} changed", counts.changed, counts.rounds);
    assert!(counts.whole * 10 >= counts.rounds * 4, "{} of {} were whole", counts.whole, counts.rounds);
    println!("{edits} edits, {} builds, {} without errors, {} changed", counts.rounds, counts.whole, counts.changed);
}

const SEVERAL_LANGUAGES: Kind = Kind { content: "content/", multilingual: true, scope: PUBLIC };

#[test]
fn in_several_languages() {
    run(&SEVERAL_LANGUAGES, 0);
}

#[test]
fn in_one_language() {
    run(&Kind { content: "content/", multilingual: false, scope: PUBLIC }, 1);
}

#[test]
fn with_drafts_and_internal_articles() {
    let scope = Scope { drafts: true, audience: Audience::Internal };
    run(&Kind { content: "content/", multilingual: true, scope }, 2);
}

#[test]
fn in_a_folder_of_plain_markdown() {
    run(&Kind { content: "", multilingual: false, scope: PUBLIC }, 3);
}

/// Shows that the tests above can fail: a site that is one edit too old is noticed, if the edit changes it at all. (A
/// picture that no page shows doesn't.)
#[test]
fn a_stale_build_is_noticed() {
    let folder = TempDir::with_prefix("answerbook-test-").expect("a temporary folder");
    let request = request(folder.path(), &SEVERAL_LANGUAGES);
    let mut random = Random::new(7);
    let mut disk = Disk::new(&request.root);
    let world = whole(&SEVERAL_LANGUAGES, &request, &mut disk, &mut random);
    let before = build(&request, &Memory::default());
    let mut noticed = 0;
    for _ in 0..12 {
        let mut edited = world.clone();
        edited.edit(&mut random);
        disk.follow(&edited, &mut random);
        let after = build(&request, &Memory::default());
        noticed += usize::from(!differences(&after, &before).is_empty());
    }
    assert!(noticed >= 4, "{noticed} of 12");
}

/// The same with the real program: bursts of edits, and after each the output folder is that of a clean build.
#[test]
fn while_the_program_watches() {
    let seed = knob("ANSWERBOOK_TEST_SEED", 20_261_122) + 4;
    let bursts = knob("ANSWERBOOK_TEST_EDITS", EDITS).div_ceil(8).max(12);
    let mut replay = Replay { seed, edits: Vec::new() };
    let mut random = Random::new(seed as u64);
    let project = Project::bare();
    let request = request(&project.path(""), &SEVERAL_LANGUAGES);
    let mut disk = Disk::new(&request.root);
    let mut world = whole(&SEVERAL_LANGUAGES, &request, &mut disk, &mut random);
    let watching = Watching::start(&project, &[]);
    let mut good = world.clone();
    let clean = project.outside().join("clean");
    let out = clean.to_string_lossy().into_owned();
    for _ in 0..bursts {
        for _ in 0..=random.below(6) {
            replay.edits.push(world.edit(&mut random));
            disk.follow(&world, &mut random);
            std::thread::sleep(Duration::from_millis(random.of(&[&0, &0, &3, &12, &40]).to_owned()));
        }
        let run = project.build_with(&["--out", &out, "--quiet"]);
        if run.errors().contains("the site was not changed") {
            // A state with errors leaves the site as it was; then it is mended.
            replay.edits.push("mend".to_owned());
            world = good.clone();
            disk.follow(&world, &mut random);
            project.build_with(&["--out", &out, "--quiet"]).code(0);
        }
        good = world.clone();
        let expected = tree(&clean);
        watching.wait("the site of a clean build", || watching.site_is(&expected));
    }
    watching.rest();
    watching.stays_quiet(2);
}
