//! `cargo xtask serve`: the Node server on `dist/`, which is built again whenever a source changes; open pages load
//! themselves again.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{bail, Context, Result};
use serde_json::Value;

use crate::sources::{Change, Sources};
use crate::wasm::Mode;
use crate::{dist, tool};

/// How often the sources are checked: no one notices so short a time.
const PAUSE: Duration = Duration::from_millis(150);

/// Serves until the program is ended.
///
/// # Errors
/// When the port can't be had, or the first build fails.
pub(crate) fn run(repo: &Path, port: u16, build: bool) -> Result<()> {
    // Before the build, so that a taken port is reported at once.
    let mut server = Server::start(repo, port)?;
    let mut sources = Sources::of(repo);
    if build {
        let start = Instant::now();
        dist::build(repo, Mode::Serve)?;
        eprintln!("built in {:.1} s", start.elapsed().as_secs_f64());
        server.send("reload")?;
    } else if !dist::path(repo).is_dir() {
        bail!("there is no dist/: leave out --no-build, or run `cargo xtask build`");
    }
    println!("{}", server.address);
    eprintln!("serving dist/; Ctrl-C ends it");
    loop {
        thread::sleep(PAUSE);
        if let Some(status) = server.child.try_wait()? {
            bail!("the server ended ({status})");
        }
        match sources.change(repo) {
            Some(change) if build => rebuild(repo, change, &mut server)?,
            _ => {}
        }
    }
}

/// Builds what `change` asks for and notifies the pages; reports a failure and waits for the next change.
fn rebuild(repo: &Path, change: Change, server: &mut Server) -> Result<()> {
    let start = Instant::now();
    let result = match change {
        Change::Page => dist::refresh(repo),
        Change::Program => dist::build(repo, Mode::Serve).map(drop),
    };
    match result {
        Ok(()) => {
            eprintln!("built again in {:.1} s", start.elapsed().as_secs_f64());
            server.send("reload")
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            let message = format!("not built anew: {error:#}");
            server.send(&format!("failed {}", Value::from(message)))
        }
    }
}

/// The server, a program of Node.js that ends with us.
struct Server {
    child: Child,
    input: ChildStdin,
    address: String,
}

impl Server {
    /// Starts it and waits until it listens.
    fn start(repo: &Path, port: u16) -> Result<Self> {
        // The folder to serve need not be there yet.
        fs::create_dir_all(repo.join("dist")).context("dist")?;
        let mut command = Command::new("node");
        command
            .arg(repo.join("www/xtask/server/main.mjs"))
            .arg("--root")
            .arg(dist::path(repo))
            .args(["--live", "--port", &port.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = tool::spawn(&mut command)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let mut address = String::new();
        BufReader::new(output.context("the server has no output")?).read_line(&mut address)?;
        if address.is_empty() {
            child.wait()?;
            bail!("the server did not start");
        }
        Ok(Self {
            child,
            input: input.context("the server has no input")?,
            address: address.trim().to_owned(),
        })
    }

    /// Sends it a line.
    fn send(&mut self, line: &str) -> Result<()> {
        writeln!(self.input, "{line}").context("the server does not listen")
    }
}
