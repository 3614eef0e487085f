//! The fixture: a folder of one's own, files in it, and the command run there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::Value;

/// A temporary folder to work in; gone when the test ends.
pub struct Desk(tempfile::TempDir);

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A desk with files, each a name and its content.
    pub fn with(files: &[(&str, &str)]) -> Self {
        files.iter().fold(Self::new(), |desk, (name, content)| desk.file(name, content))
    }

    /// A desk with files in `corpus/` and the default index made of them.
    pub fn indexed(files: &[(&str, &str)]) -> Self {
        let desk =
            files.iter().fold(Self::new(), |desk, (name, content)| desk.file(&format!("corpus/{name}"), content));
        desk.izde("index").done();
        desk
    }

    /// A copy of the `corpus` folder that comes with izde, and nothing else: a fresh clone, as `izde search` meets it.
    pub fn fresh_clone() -> Self {
        let desk = Self::new();
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        for file in fs::read_dir(corpus).expect("the corpus of the repository").flatten() {
            let content = fs::read(file.path()).expect("a file of the corpus");
            desk.write(&format!("corpus/{}", file.file_name().to_string_lossy()), content);
        }
        desk
    }

    /// Writes a file, and the folders above it.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(name, content);
        self
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders");
        fs::write(path, content).expect("a file");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The command with arguments parted by spaces, run in this folder. Add arguments with spaces by [`Call::arg`].
    pub fn izde(&self, args: &str) -> Call {
        let mut command = Command::new(env!("CARGO_BIN_EXE_izde"));
        command.args(args.split_whitespace()).current_dir(self.0.path());
        // What the person who runs the tests likes must not change what they see.
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE", "IZDE_COLLECTION"] {
            command.env_remove(name);
        }
        command.env("XDG_CONFIG_HOME", self.path(".config"));
        Call { command, stdin: vec![] }
    }

    /// The answer to a search as JSON.
    #[track_caller]
    pub fn json(&self, args: &str) -> Value {
        let run = self.izde(args).arg("--json").run();
        assert!(run.status != Some(2), "{run}");
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}\n{run}"))
    }

    /// Names and contents of the files in a folder, in order.
    pub fn contents(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(self.path(folder)).expect("a folder").flatten();
        let files = entries.filter(|entry| entry.path().is_file());
        let read = |entry: fs::DirEntry| {
            let content = fs::read(entry.path()).expect("a file");
            (entry.file_name().to_string_lossy().into_owned(), content)
        };
        let mut files: Vec<_> = files.map(read).collect();
        files.sort();
        files
    }
}

/// Sends a signal to a command that was started.
#[cfg(unix)]
pub fn signal(child: &Child, name: &str) {
    let kill = Command::new("kill").args(["-s", name, &child.id().to_string()]).status();
    assert!(kill.expect("kill").success());
}

/// A call of the command that has not been made yet.
pub struct Call {
    command: Command,
    stdin: Vec<u8>,
}

impl Call {
    pub fn arg(mut self, arg: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it in a folder below.
    pub fn at(mut self, folder: &str) -> Self {
        let here = self.command.get_current_dir().map(|here| here.join(folder));
        self.command.current_dir(here.expect("a folder was set"));
        self
    }

    pub fn stdin(mut self, content: impl AsRef<[u8]>) -> Self {
        self.stdin = content.as_ref().to_vec();
        self
    }

    /// Lets it have so many MiB of memory, where the shell can say so.
    #[cfg(unix)]
    pub fn within(self, mib: usize) -> Self {
        self.after(&format!("ulimit -v {}", mib << 10))
    }

    /// Lets the files it writes grow to so many blocks of 512 bytes; a write beyond fails.
    #[cfg(unix)]
    pub fn with_files_up_to(self, blocks: usize) -> Self {
        self.after(&format!("trap '' XFSZ; ulimit -f {blocks}"))
    }

    /// Has a shell do something first.
    #[cfg(unix)]
    fn after(mut self, words: &str) -> Self {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("{words}; exec \"$0\" \"$@\""));
        shell.arg(self.command.get_program()).args(self.command.get_args());
        if let Some(folder) = self.command.get_current_dir() {
            shell.current_dir(folder);
        }
        self.command = shell;
        self
    }

    /// Starts it with pipes on all three streams, for a test that talks with it.
    pub fn start(mut self) -> Child {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.spawn().expect("the command starts")
    }

    /// Runs it to its end.
    pub fn run(self) -> Run {
        let call = format!("{:?}", self.command);
        let content = self.stdin.clone();
        let mut child = self.start();
        let mut stdin = child.stdin.take().expect("stdin is a pipe");
        // In a thread of its own: a program that answers while it reads would wait for us, and we for it.
        // One that stops reading early closes the pipe; that is its right.
        let feeder = thread::spawn(move || drop(stdin.write_all(&content)));
        let output = child.wait_with_output().expect("the command ends");
        feeder.join().expect("stdin was fed");
        let text = |bytes| String::from_utf8(bytes).expect("the command writes UTF-8");
        Run { call, status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs it and expects exit status 0.
    #[track_caller]
    pub fn done(self) -> Run {
        self.ends(0)
    }

    /// Runs it and expects exit status 1: nothing found.
    #[track_caller]
    pub fn nothing(self) -> Run {
        self.ends(1)
    }

    /// Runs it and expects exit status 2 and an error message; a panic is not one.
    #[track_caller]
    pub fn fails(self) -> Run {
        let run = self.ends(2);
        assert!(!run.err.trim().is_empty(), "an error without a message\n{run}");
        run
    }

    #[track_caller]
    fn ends(self, status: i32) -> Run {
        let run = self.run();
        assert_eq!(run.status, Some(status), "exit status\n{run}");
        assert!(!run.err.contains("panicked"), "a panic\n{run}");
        run
    }
}

/// What a call came to.
pub struct Run {
    call: String,
    /// `None` when a signal ended it.
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    /// stdout holds each of these.
    #[track_caller]
    pub fn prints(&self, expected: &[&str]) -> &Self {
        for text in expected {
            assert!(self.out.contains(text), "stdout lacks {text:?}\n{self}");
        }
        self
    }

    /// stdout holds none of these.
    #[track_caller]
    pub fn prints_no(&self, unexpected: &[&str]) -> &Self {
        for text in unexpected {
            assert!(!self.out.contains(text), "stdout holds {text:?}\n{self}");
        }
        self
    }

    /// stderr holds each of these.
    #[track_caller]
    pub fn tells(&self, expected: &[&str]) -> &Self {
        for text in expected {
            assert!(self.err.contains(text), "stderr lacks {text:?}\n{self}");
        }
        self
    }

    /// stderr is empty.
    #[track_caller]
    pub fn is_silent(&self) -> &Self {
        assert_eq!(self.err, "", "stderr is not empty\n{self}");
        self
    }

    /// stdout is this.
    #[track_caller]
    pub fn is(&self, expected: &str) -> &Self {
        assert_eq!(self.out, expected, "stdout\n{self}");
        self
    }

    /// stdout, line by line, each as JSON.
    #[track_caller]
    pub fn json_lines(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}\n{self}"));
        self.out.lines().map(parse).collect()
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { call, status, out, err } = self;
        write!(f, "call:   {call}\nstatus: {status:?}\n--- stdout\n{out}\n--- stderr\n{err}\n---")
    }
}
