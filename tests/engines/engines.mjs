// Opens one WebDriver session an engine, with the browsers and drivers of the distribution (and
// geckodriver, which Debian lacks). A session has a home of its own, and all its processes end with it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import selenium from 'selenium-webdriver';

/** How long a program may take to listen, and a driver to open or close its browser, ms. */
const START = 60_000;
const STOP = 10_000;
/** What a page may take to load, and a script to call back, ms. */
const TIMEOUTS = { pageLoad: 60_000, script: 60_000, implicit: 0 };
const WINDOW = { width: 1280, height: 1000 };

const program = (variable, ...places) => process.env[variable] ?? places.find((place) => fs.existsSync(place)) ?? places[0];

/** How each engine is driven: the driver's command line, and what it is asked for. */
const ENGINES = {
  chromium: (port, downloads) => ({
    command: [program('CHROMEDRIVER', '/usr/bin/chromedriver'), `--port=${port}`],
    capabilities: {
      browserName: 'chrome',
      'goog:chromeOptions': {
        binary: program('CHROMIUM', '/usr/bin/chromium'),
        // No sandbox: continuous integration runs as root. No GPU: the same pixels everywhere.
        args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
          '--disable-component-update', '--disable-sync'],
        prefs: { 'download.default_directory': downloads, 'download.prompt_for_download': false },
      },
    },
  }),
  firefox: (port, downloads) => ({
    // Its second port is a fixed one by default: two runs on a machine would meet there.
    command: [program('GECKODRIVER', 'geckodriver'), '--port', `${port}`, '--websocket-port', '0'],
    capabilities: {
      browserName: 'firefox',
      'moz:firefoxOptions': {
        binary: program('FIREFOX', '/usr/bin/firefox-esr'),
        args: ['-headless'],
        prefs: { 'browser.download.dir': downloads, 'browser.download.folderList': 2, 'browser.download.useDownloadDir': true },
      },
    },
  }),
  webkit: (port) => ({
    display: true, // it has no headless mode; it saves where user-dirs.dirs says
    command: [program('WEBKITDRIVER', '/usr/bin/WebKitWebDriver'), `--port=${port}`],
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {
        binary: program('MINIBROWSER', ...['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`)),
        args: ['--automation'],
      },
    },
  }),
};

/** The names of the engines; the variable ENGINES chooses among them: `ENGINES=firefox,webkit`. */
export const names = process.env.ENGINES?.split(',') ?? Object.keys(ENGINES);
for (const name of names) {
  if (!(name in ENGINES)) throw new Error(`ENGINES: "${name}" is none; known are ${Object.keys(ENGINES).join(', ')}`);
}

/** Settles as `promise` does, or fails when it takes longer than `ms`. */
export function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const freePort = () => new Promise((resolve, reject) => {
  const server = net.createServer().on('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** The groups of the processes that run, and the homes in use: none outlives this program. */
const groups = new Set();
const homes = new Set();

function end(group) {
  groups.delete(group);
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // it has ended by itself
  }
}

const remove = (home) => {
  homes.delete(home);
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
};

process.on('exit', () => {
  [...groups].forEach(end);
  [...homes].forEach(remove);
});
for (const [signal, number] of [['SIGINT', 2], ['SIGTERM', 15], ['SIGHUP', 1]]) process.on(signal, () => process.exit(128 + number));

/** Starts a program as the leader of a group: its children are ended with it. `died` rejects when it ends. */
function start([name, ...words], options) {
  const child = spawn(name, words, { ...options, detached: true });
  if (child.pid) groups.add(child.pid);
  const died = new Promise((_, reject) => {
    child.once('error', (error) => reject(new Error(`${name} can’t be started (${error.code}): \`cargo xtask test\` installs what is missing`, { cause: error })));
    child.once('exit', (code, signal) => reject(new Error(`${name} ended (${signal ?? `status ${code}`})`)));
  });
  died.catch(() => {}); // it may end when it likes once it is no longer waited for
  return { child, died, end: () => child.pid && end(child.pid) };
}

/** Starts a display that no one sees; Xvfb finds a free number and says so. */
async function startDisplay() {
  const server = start(['Xvfb', '-displayfd', '1', '-screen', '0', '1400x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = new Promise((resolve) => { server.child.stdout.once('data', (data) => resolve(String(data).trim())); });
  return { ...server, display: `:${await within(START, 'Xvfb', Promise.race([number, server.died]))}` };
}

/** Waits until a driver listens on its port. */
async function listening({ child, died }, port) {
  const tried = () => new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); }).on('error', () => resolve(false));
  });
  const late = Date.now() + START;
  while (!await tried()) {
    if (Date.now() > late) throw new Error(`${child.spawnfile} does not listen on port ${port} after ${START / 1000} s`);
    await Promise.race([new Promise((resolve) => { setTimeout(resolve, 20); }), died]);
  }
}

/** A home for one session, with a folder for downloads. */
function makeHome(name) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), `stancemap-${name}-`));
  homes.add(home);
  const downloads = path.join(home, 'Downloads'); // Chromium refuses the home itself
  fs.mkdirSync(downloads);
  fs.mkdirSync(path.join(home, '.config'));
  fs.writeFileSync(path.join(home, '.config/user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
  return { home, downloads };
}

/**
 * Opens a browser: `driver` is selenium's, `downloads` the folder that its files arrive in,
 * `close` ends it, by force when it does not answer.
 */
export async function open(name) {
  const { home, downloads } = makeHome(name);
  const started = [];
  const stop = () => {
    started.forEach((process) => process.end());
    remove(home);
  };
  try {
    const port = await freePort();
    const { command, capabilities, display } = ENGINES[name](port, downloads);
    // Nothing of the caller's environment but the way to programs: no proxy, no display, no session bus.
    const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', TZ: 'UTC' };
    if (display) {
      const server = await startDisplay();
      started.push(server);
      Object.assign(env, { DISPLAY: server.display, GDK_BACKEND: 'x11' });
    }
    const service = start(command, { env, stdio: process.env.DRIVER_LOG ? 'inherit' : 'ignore' });
    started.push(service);
    await listening(service, port);
    const builder = new selenium.Builder().disableEnvironmentOverrides()
      .usingServer(`http://127.0.0.1:${port}`).withCapabilities(new selenium.Capabilities(capabilities));
    const driver = await within(START, `a session of ${name}`, builder.build());
    await within(START, `the window of ${name}`, Promise.all([
      driver.manage().setTimeouts(TIMEOUTS),
      driver.manage().window().setRect({ x: 0, y: 0, ...WINDOW }),
    ]));
    return {
      name,
      driver,
      downloads,
      async close() {
        await within(STOP, `closing ${name}`, driver.quit()).catch(() => {}); // what is left is ended by force
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}
