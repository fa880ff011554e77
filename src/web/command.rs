//! The command on a machine that JavaScript gives: Node.js with its files, or a disk in memory.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use js_sys::Reflect;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsValue;

use crate::command::{self, Disk, Entry, OpenFile, Sort, Stream, System};

#[wasm_bindgen]
extern "C" {
    /// The machine; `www/command/system.d.ts` describes it.
    #[derive(Clone)]
    pub type JsSystem;
    type JsEntry;

    #[wasm_bindgen(method, catch)]
    fn entry(this: &JsSystem, path: &str, follow: bool) -> Result<JsEntry, JsValue>;
    #[wasm_bindgen(method, catch, js_name = entryOf)]
    fn entry_of(this: &JsSystem, file: u32) -> Result<JsEntry, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn real(this: &JsSystem, path: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn names(this: &JsSystem, folder: &str) -> Result<Vec<String>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn open(this: &JsSystem, path: &str, mode: &str) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &JsSystem, file: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn read(this: &JsSystem, file: u32, into: &mut [u8]) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn write(this: &JsSystem, file: u32, bytes: &[u8]) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn flush(this: &JsSystem, file: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = shareAs)]
    fn share_as(this: &JsSystem, file: u32, path: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn lock(this: &JsSystem, file: u32) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch, js_name = isAbandoned)]
    fn is_abandoned(this: &JsSystem, path: &str) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn rename(this: &JsSystem, from: &str, to: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = createFolder)]
    fn create_folder(this: &JsSystem, path: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn remove(this: &JsSystem, path: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = flushNames)]
    fn flush_names(this: &JsSystem, folder: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn input(this: &JsSystem, into: &mut [u8]) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn print(this: &JsSystem, stream: &str, bytes: &[u8]) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = hasColour)]
    fn has_colour(this: &JsSystem, stream: &str) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn process(this: &JsSystem) -> u32;
    #[wasm_bindgen(method, getter)]
    fn module(this: &JsSystem) -> String;

    #[wasm_bindgen(method, getter)]
    fn sort(this: &JsEntry) -> String;
    #[wasm_bindgen(method, getter)]
    fn length(this: &JsEntry) -> f64;
    #[wasm_bindgen(method, getter, js_name = isReadonly)]
    fn is_readonly(this: &JsEntry) -> bool;
    #[wasm_bindgen(method, getter)]
    fn identity(this: &JsEntry) -> Option<String>;
}

/// Runs the command, with `arguments` as typed after its name; gives its exit status.
#[wasm_bindgen(js_name = runCommand)]
pub fn run_command(system: &JsSystem, arguments: Vec<String>) -> u8 {
    let arguments = ["stancemap".to_owned()].into_iter().chain(arguments);
    command::run(&Machine(system.clone()), arguments.map(OsString::from)).code()
}

/// A machine that JavaScript gives.
struct Machine(JsSystem);

/// A file of such a machine, by the number it gave.
struct JsFile {
    system: JsSystem,
    file: u32,
}

impl Drop for JsFile {
    fn drop(&mut self) {
        let _ = self.system.close(self.file);
    }
}

impl OpenFile for JsFile {
    fn entry(&self) -> io::Result<Entry> {
        entry(self.system.entry_of(self.file))
    }

    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        count(self.system.read(self.file, into))
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.system.write(self.file, bytes).map_err(failure)
    }

    fn flush(&self) -> io::Result<()> {
        self.system.flush(self.file).map_err(failure)
    }

    fn share_as(&self, path: &Path) -> io::Result<()> {
        let shared = self.system.share_as(self.file, &text(path));
        shared.map_err(failure)
    }

    fn lock(&self) -> bool {
        self.system.lock(self.file).unwrap_or(true)
    }
}

impl Disk for Machine {
    fn entry(&self, path: &Path, follow: bool) -> io::Result<Entry> {
        entry(self.0.entry(&text(path), follow))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.real(&text(path)).map(Into::into).map_err(failure)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.0.names(&text(folder)).map_err(failure)
    }

    fn open(&self, path: &Path, writes: bool) -> io::Result<Box<dyn OpenFile>> {
        self.opened(path, if writes { "r+" } else { "r" })
    }

    fn is_abandoned(&self, temporary: &Path) -> bool {
        self.0.is_abandoned(&text(temporary)).unwrap_or(false)
    }

    fn process(&self) -> u32 {
        self.0.process()
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        self.opened(path, "wx+")
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let renamed = self.0.rename(&text(from), &text(to));
        renamed.map_err(failure)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.0.create_folder(&text(path)).map_err(failure)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.remove(&text(path)).map_err(failure)
    }

    fn flush_names(&self, folder: &Path) {
        let _ = self.0.flush_names(&text(folder));
    }
}

impl System for Machine {
    fn input(&self, into: &mut [u8]) -> io::Result<usize> {
        count(self.0.input(into))
    }

    fn print(&self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        self.0.print(name(stream), bytes).map_err(failure)
    }

    fn module(&self) -> PathBuf {
        self.0.module().into()
    }

    fn has_colour(&self, stream: Stream) -> bool {
        self.0.has_colour(name(stream)).unwrap_or(false)
    }
}

impl Machine {
    fn opened(&self, path: &Path, mode: &str) -> io::Result<Box<dyn OpenFile>> {
        let file = self.0.open(&text(path), mode).map_err(failure)?;
        let system = self.0.clone();
        Ok(Box::new(JsFile { system, file }))
    }
}

fn name(stream: Stream) -> &'static str {
    match stream {
        Stream::Data => "data",
        Stream::Messages => "messages",
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn count(read: Result<u32, JsValue>) -> io::Result<usize> {
    read.map(|count| count as usize).map_err(failure)
}

fn entry(found: Result<JsEntry, JsValue>) -> io::Result<Entry> {
    let found = found.map_err(failure)?;
    let sort = match found.sort().as_str() {
        "file" => Sort::File,
        "folder" => Sort::Folder,
        "link" => Sort::Link,
        "pipe" => Sort::Pipe,
        "socket" => Sort::Socket,
        "device" => Sort::Device,
        _ => Sort::Other,
    };
    Ok(Entry {
        sort,
        length: found.length() as u64,
        is_readonly: found.is_readonly(),
        identity: found.identity(),
    })
}

/// What JavaScript threw, in the words of the native command. Node.js names an error of the system by its `code`,
/// and has its number, below 0, in `errno`.
fn failure(thrown: JsValue) -> io::Error {
    let field = |name: &str| Reflect::get(&thrown, &name.into()).unwrap_or_default();
    let code = field("code").as_string().unwrap_or_default();
    let known = FAILURES.iter().find(|(own, ..)| *own == code);
    let (kind, said) = match known {
        Some((_, kind, said)) => (*kind, (*said).to_owned()),
        None => {
            let said = field("message").as_string();
            (
                io::ErrorKind::Other,
                said.unwrap_or_else(|| "an unknown failure".to_owned()),
            )
        }
    };
    match field("errno").as_f64() {
        Some(number) => io::Error::new(kind, format!("{said} (os error {})", -number)),
        None => io::Error::new(kind, said),
    }
}

/// Failures of files: Node.js' name, the kind, and the words that the native command has for it.
#[rustfmt::skip]
const FAILURES: [(&str, io::ErrorKind, &str); 22] = [
    ("EACCES", io::ErrorKind::PermissionDenied, "Permission denied"),
    ("EBADF", io::ErrorKind::Other, "Bad file descriptor"),
    ("EBUSY", io::ErrorKind::ResourceBusy, "Device or resource busy"),
    ("EDQUOT", io::ErrorKind::QuotaExceeded, "Disk quota exceeded"),
    ("EEXIST", io::ErrorKind::AlreadyExists, "File exists"),
    ("EFBIG", io::ErrorKind::FileTooLarge, "File too large"),
    ("EINVAL", io::ErrorKind::InvalidInput, "Invalid argument"),
    ("EIO", io::ErrorKind::Other, "Input/output error"),
    ("EISDIR", io::ErrorKind::IsADirectory, "Is a directory"),
    ("ELOOP", io::ErrorKind::Other, "Too many levels of symbolic links"),
    ("EMFILE", io::ErrorKind::Other, "Too many open files"),
    ("ENAMETOOLONG", io::ErrorKind::InvalidFilename, "File name too long"),
    ("ENODEV", io::ErrorKind::Other, "No such device"),
    ("ENOENT", io::ErrorKind::NotFound, "No such file or directory"),
    ("ENOSPC", io::ErrorKind::StorageFull, "No space left on device"),
    ("ENOTDIR", io::ErrorKind::NotADirectory, "Not a directory"),
    ("ENXIO", io::ErrorKind::Other, "No such device or address"),
    ("EPERM", io::ErrorKind::PermissionDenied, "Operation not permitted"),
    ("EPIPE", io::ErrorKind::BrokenPipe, "Broken pipe"),
    ("EROFS", io::ErrorKind::ReadOnlyFilesystem, "Read-only file system"),
    ("ETXTBSY", io::ErrorKind::ExecutableFileBusy, "Text file busy"),
    ("ERR_INVALID_ARG_VALUE", io::ErrorKind::InvalidInput, "file name contained an unexpected NUL byte"),
];
