//! Serves a folder on 127.0.0.1: the page during development and in the browser tests.

use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{anyhow, bail, Context, Result};
use tiny_http::{Header, Method, Request, Response, Server};

/// A browser asks for at most six things at once.
const WORKERS: usize = 6;

/// A server that answers until the program ends.
pub(crate) struct Serving {
    /// Where it listens, the port that was found included.
    pub(crate) address: SocketAddr,
    workers: Vec<thread::JoinHandle<()>>,
}

impl Serving {
    /// The address of the site, with a slash at the end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Waits for ever.
    pub(crate) fn wait(self) {
        for worker in self.workers {
            // A worker that died has said why; the others go on.
            let _ = worker.join();
        }
    }
}

/// Takes a port of 127.0.0.1; 0 is any free one.
///
/// # Errors
/// When the port is taken or reserved; the message says what to do.
pub(crate) fn bind(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| anyhow!(refusal(port, &error)))
}

/// Starts to serve `folder` on the port that `listener` holds.
///
/// # Errors
/// When the folder is missing.
pub(crate) fn start(listener: TcpListener, folder: &Path) -> Result<Serving> {
    let root = folder
        .canonicalize()
        .with_context(|| format!("{}: build it first (`cargo xtask build`)", folder.display()))?;
    let address = listener.local_addr()?;
    let server = match Server::from_listener(listener, None) {
        Ok(server) => Arc::new(server),
        Err(error) => bail!("cannot serve on {address}: {error}"),
    };
    let workers = (0..WORKERS)
        .map(|_| {
            let (server, root) = (Arc::clone(&server), root.clone());
            thread::spawn(move || {
                for request in server.incoming_requests() {
                    // The browser may hang up while it is answered: no one is left to tell.
                    let _ = answer(&root, request);
                }
            })
        })
        .collect();
    Ok(Serving { address, workers })
}

/// Why a port could not be had, and what to do.
fn refusal(port: u16, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {port} is in use: stop the program that has it, or choose another with --port"
        ),
        io::ErrorKind::PermissionDenied => {
            format!("port {port} is reserved: choose one above 1023 with --port")
        }
        _ => format!("cannot listen on 127.0.0.1:{port}: {error}"),
    }
}

fn answer(root: &Path, request: Request) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(plain(405, "only GET and HEAD\n"));
    }
    let found = file_of(root, request.url()).and_then(|path| {
        let file = File::open(&path).ok()?;
        Some((file, content_type(&path)))
    });
    // For HEAD, tiny_http sends the same headers and no body.
    match found {
        Some((file, kind)) => request.respond(with_headers(Response::from_file(file), kind)),
        None => request.respond(plain(404, "not found\n")),
    }
}

fn plain(status: u16, text: &str) -> Response<io::Cursor<Vec<u8>>> {
    let response = Response::from_string(text).with_status_code(status);
    with_headers(response, "text/plain; charset=utf-8")
}

/// Adds the type; no caching, so that a reload shows the last build; and leave for sandboxed
/// frames, whose origin is opaque, to load the module.
fn with_headers<R: io::Read>(response: Response<R>, kind: &str) -> Response<R> {
    [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("Access-Control-Allow-Origin", "*"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    .into_iter()
    .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
    .fold(response, Response::with_header)
}

/// The file below `root` that a request's target names, if it names one: no hidden file, and
/// nothing outside, by dots, encoded dots or links.
fn file_of(root: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let mut file = root.to_owned();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let segment = percent_decoded(segment)?;
        if segment.starts_with('.') || segment.contains(['/', '\\', '\0']) {
            return None;
        }
        file.push(segment);
    }
    if path.ends_with('/') {
        file.push("index.html");
    }
    let file = file.canonicalize().ok()?;
    (file.starts_with(root) && fs::metadata(&file).ok()?.is_file()).then_some(file)
}

/// A segment of a URL's path with each `%xx` replaced; none when it is not UTF-8 then.
fn percent_decoded(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// The MIME type by the file's extension.
fn content_type(path: &Path) -> &'static str {
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension.unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{bind, content_type, file_of, start};
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpStream};
    use std::path::Path;

    /// This package's own folder: it has files to serve and files above it to keep.
    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    fn exchange(address: SocketAddr, method: &str, target: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_file_is_answered_with_its_type_and_for_any_origin() {
        let serving = start(bind(0).unwrap(), root()).unwrap();
        let answer = exchange(serving.address, "GET", "/src/main.rs?x=1");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        for header in [
            "Content-Type: application/octet-stream",
            "Cache-Control: no-store",
            "Access-Control-Allow-Origin: *",
        ] {
            assert!(answer.contains(header), "{header} in {answer}");
        }
        assert!(answer.contains("fn main()"));
    }

    #[test]
    fn head_has_the_length_and_no_body() {
        let serving = start(bind(0).unwrap(), root()).unwrap();
        let answer = exchange(serving.address, "HEAD", "/Cargo.toml");
        let length = std::fs::metadata(root().join("Cargo.toml")).unwrap().len();
        assert!(
            answer.contains(&format!("Content-Length: {length}")),
            "{answer}"
        );
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    }

    #[test]
    fn a_missing_file_is_404() {
        let serving = start(bind(0).unwrap(), root()).unwrap();
        assert!(exchange(serving.address, "GET", "/none.html").starts_with("HTTP/1.1 404"));
    }

    #[test]
    fn writing_is_refused() {
        let serving = start(bind(0).unwrap(), root()).unwrap();
        assert!(exchange(serving.address, "DELETE", "/Cargo.toml").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn nothing_outside_the_folder_is_found() {
        let root = root().join("src").canonicalize().unwrap();
        assert!(file_of(&root, "/main.rs").is_some());
        for target in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/assets/../../Cargo.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/%zz",
        ] {
            assert_eq!(file_of(&root, target), None, "{target}");
        }
    }

    #[test]
    fn a_taken_port_is_named() {
        let first = bind(0).unwrap();
        let port = first.local_addr().unwrap().port();
        let error = bind(port).unwrap_err().to_string();
        assert!(error.contains(&format!("port {port} is in use")), "{error}");
    }

    #[test]
    fn modules_and_wasm_have_the_types_browsers_insist_on() {
        assert_eq!(content_type(Path::new("a_bg.wasm")), "application/wasm");
        assert!(content_type(Path::new("a.js")).starts_with("text/javascript"));
    }
}
