//! A project in a temporary folder, and the program run in it.
//!
//! ```ignore
//! Project::new()
//!     .file("content/refund.md", "---\ntitle: Refunds\n---\nWithin 14 days.")
//!     .build()
//!     .ok()
//!     .has("refund/index.html", "Within 14 days.");
//! ```

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::run::Run;

/// The program under test.
pub(crate) const ANSWERBOOK: &str = env!("CARGO_BIN_EXE_answerbook");

/// The folder of this repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder in which a test writes a project; it goes when the test ends.
pub(crate) struct Project {
    folder: TempDir,
    root: PathBuf,
}

impl Project {
    /// A project with settings that hold a title and nothing else.
    pub(crate) fn new() -> Self {
        Self::bare().settings("title: Help\n")
    }

    /// An empty folder.
    pub(crate) fn bare() -> Self {
        let folder = TempDir::with_prefix("answerbook-test-").expect("a temporary folder");
        let root = folder.path().join("project");
        fs::create_dir(&root).expect("a project folder");
        Self { folder, root }
    }

    /// Replaces `answerbook.yaml`.
    pub(crate) fn settings(self, text: &str) -> Self {
        self.file("answerbook.yaml", text)
    }

    /// Adds a file; folders on the way are made.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Adds an article: `path` below `content/`, its front matter and its text.
    pub(crate) fn article(self, path: &str, front_matter: &str, body: &str) -> Self {
        let text = format!("---\n{}\n---\n{body}\n", front_matter.trim_end());
        self.file(&format!("content/{path}"), text)
    }

    /// As [`Project::file`], for changes between two builds.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        let parent = path.parent().expect("files are in the project");
        fs::create_dir_all(parent).expect("parent folders");
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }

    /// The real place of a path of the project.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The folder around the project, for things that lie outside of it.
    pub(crate) fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// Every file of a folder of the project, with its bytes.
    pub(crate) fn tree(&self, path: &str) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path(path))
    }

    /// `answerbook build`.
    pub(crate) fn build(&self) -> Run<'_> {
        self.build_with(&[])
    }

    /// `answerbook build` with options.
    pub(crate) fn build_with(&self, options: &[&str]) -> Run<'_> {
        let arguments: Vec<_> = ["build"].iter().chain(options).copied().collect();
        self.run(&arguments)
    }

    /// The program in the project's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run<'_> {
        self.run_in("", arguments)
    }

    /// The program in a folder of the project.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Run<'_> {
        let mut command = command();
        command.args(arguments).current_dir(self.path(folder));
        self.finish(command)
    }

    /// Any command, judged as a run of the program.
    pub(crate) fn finish(&self, mut command: Command) -> Run<'_> {
        let output = command.output().expect("the program starts");
        Run::new(self, output)
    }
}

/// The program, without anything of the tester's environment that could change what it does.
pub(crate) fn command() -> Command {
    clean(Command::new(ANSWERBOOK))
}

/// Clears a command's environment but for what programs need to start.
pub(crate) fn clean(mut command: Command) -> Command {
    command.env_clear();
    for name in ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR", "LLVM_PROFILE_FILE"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.stdin(std::process::Stdio::null());
    command
}

/// Every file below a folder, with its bytes, by its path with `/`.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries {
            let entry = entry.expect("a folder's entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("an entry's type").is_dir() {
                collect(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read(entry.path()).expect("a readable file"));
            }
        }
    }
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files);
    files
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Says why a test cannot run here, and fails where the whole suite has to run.
#[track_caller]
pub(crate) fn skip(reason: &str) {
    assert!(std::env::var_os("ANSWERBOOK_TEST_ALL").is_none(), "cannot be tested here: {reason}");
    eprintln!("skipped: {reason}");
}

/// Whether the tests run as the user whom permissions don't bind.
#[cfg(unix)]
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    let folder = TempDir::new().expect("a temporary folder");
    fs::metadata(folder.path()).expect("its owner").uid() == 0
}

/// A shell script with the program as `$0`.
#[cfg(unix)]
pub(crate) fn shell(script: &str, arguments: &[&OsStr]) -> Command {
    let mut command = clean(Command::new("sh"));
    command.arg("-c").arg(script).arg(ANSWERBOOK).args(arguments);
    command
}
