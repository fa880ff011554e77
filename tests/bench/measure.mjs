// What is measured of one peer in one fresh browser context, so that nothing is cached.
import path from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../../www/xtask/server/server.mjs';
import { pointsOf } from './points.mjs';

/** As a good host answers; and apart from other origins, so that the pages' clock has its full resolution. */
const HOST = {
  'cache-control': 'max-age=3600',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-content-type-options': null,
};

/** Serves the pages in `site` with the build in `dist`; what was packed once is kept in `out`. */
export const host = (site, dist, out) => serve({ roots: { '/': site, '/dist/': dist }, headers: HOST, packed: path.join(out, 'packed') });

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // No sandbox: it may run as root. No GPU: software raster, the same on every machine.
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** As wide as makes our figure's map 960 px, the width of all others. */
const VIEWPORT = { width: 992, height: 900 };
const PIXEL_RATIO = 2;
/** How long a page may take for all that is asked of it, ms. */
const PATIENCE = 180_000;

/** What the reader has: bits a second, ms to the server and back, how much slower the processor is. */
const READERS = {
  cold: null,
  mbit9: { bits: 9e6, latency: 60, slowdown: 4 },
  mbit1_6: { bits: 1.6e6, latency: 150, slowdown: 4 },
};
const SLOWDOWN = 4;

const FRAMES = 25;
/** How often each place is asked for: a hit is shorter than what the clock can resolve. */
const ASKED = 20;
/** How often each frame is drawn; the fastest counts, for what slows the others is not the map. */
const PASSES = 3;
const times = Array.from({ length: FRAMES }, (_, i) => i / (FRAMES - 1));

/** Main thread and raster work by Chromium's trace, for what a page can't wait for itself. */
const TRACED = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit', 'RasterTask', 'FunctionCall'];

/** Runs in the page before its own scripts, and in its workers: notes WebAssembly's memory. */
function watchMemory() {
  globalThis.benchMemories = new Set();
  const note = ({ exports = {} }) => {
    for (const held of Object.values(exports)) if (held instanceof WebAssembly.Memory) globalThis.benchMemories.add(held);
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await original.apply(WebAssembly, given);
      note(result.instance ?? result);
      return result;
    };
  }
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      note(this);
    }
  };
}

/** Runs in the page before its own scripts: what is sent to a worker waits until its memory is watched. */
function holdWorkers() {
  const watched = new Promise((resolve) => { window.benchWatched = resolve; });
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function post(...given) { watched.then(() => postMessage.apply(this, given)); };
}

/** Runs in the page before its own scripts: notes when the map was drawn and shown. */
function watch() {
  window.benchPainted = new Promise((resolve) => {
    // The second frame after drawing begins when the first was handed over.
    const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    addEventListener('bench-drawn', drawn, { once: true, capture: true });
    // Our element's own mark; an observer would hear of it a frame later than of the others' events.
    const mark = performance.mark.bind(performance);
    performance.mark = (name, ...more) => {
      if (name === 'stance-map-paint') drawn();
      return mark(name, ...more);
    };
  });
}

async function open(browser, url, reader, work, isWatched = false) {
  const context = await browser.newContext({ viewport: VIEWPORT, deviceScaleFactor: PIXEL_RATIO });
  try {
    const page = await context.newPage();
    const failure = new Promise((_, reject) => {
      page.on('pageerror', reject);
      setTimeout(() => reject(new Error(`not done within ${PATIENCE / 1000} s`)), PATIENCE).unref();
    });
    failure.catch(() => {}); // it may come when no one waits any more
    await page.addInitScript(watchMemory);
    await page.addInitScript(watch);
    if (isWatched) {
      await page.addInitScript(holdWorkers);
      page.on('worker', async (worker) => {
        await worker.evaluate(watchMemory);
        await page.evaluate(() => window.benchWatched());
      });
    }
    const session = await context.newCDPSession(page);
    if (reader) {
      await session.send('Network.enable');
      const throughput = reader.bits / 8;
      await session.send('Network.emulateNetworkConditions', { offline: false, latency: reader.latency, downloadThroughput: throughput, uploadThroughput: throughput });
      await session.send('Emulation.setCPUThrottlingRate', { rate: reader.slowdown });
    }
    await page.goto(url, { waitUntil: 'commit' });
    const painted = await Promise.race([page.evaluate(() => window.benchPainted), failure]);
    return await Promise.race([work(page, session, painted), failure]);
  } finally {
    await context.close();
  }
}

/** Opens the page as `reader` and gives `{painted, bytes}`: ms since the navigation, body bytes as sent, pictures left out. */
const load = (browser, url, reader) => open(browser, url, reader, async (page, session, painted) => {
  const ofPage = await page.evaluate((until) => {
    const isPicture = ({ name, initiatorType }) => initiatorType === 'img' || /\.(svg|png)$/.test(new URL(name).pathname);
    return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .filter((entry) => entry.responseStart <= until && !isPicture(entry))
      .reduce((sum, entry) => sum + entry.encodedBodySize - (entry.serverTiming.find(({ name }) => name === 'still')?.duration ?? 0), 0);
  }, painted);
  // A worker fetches for the first map alone.
  const ofWorkers = await Promise.all(page.workers().map((worker) => worker.evaluate(() => performance.getEntriesByType('resource').reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0))));
  return { painted, bytes: ofWorkers.reduce((sum, bytes) => sum + bytes, ofPage) };
});

/** Uses the page: pointer, zoom, picture file, memory; ms and bytes, null for what the peer can't do. */
const use = (browser, url, { isSvg, level }, picture) => open(browser, url, null, async (page, session) => {
  await picture?.(page, 'whole');
  const memory = await memoryOf(page, session);
  const found = await page.evaluate(async ({ points, times, passes, asked }) => {
    const bench = window.bench ?? {};
    await bench.ready;
    const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
    const time = (work) => {
      const start = performance.now();
      work();
      return performance.now() - start;
    };
    const pointed = (work) => (work ? median(points.map(([x, y]) => time(() => work(x, y)))) : null);
    const hits = bench.hit && ((x, y) => { for (let i = 0; i < asked; i += 1) bench.hit(x, y); });
    const hit = hits ? pointed(hits) / asked : null;
    const hover = pointed(bench.hover);
    bench.leave?.();
    const picture = async () => {
      if (!bench.exportPng) return null;
      const start = performance.now();
      const blob = await bench.exportPng(1920, 1000);
      if (!(blob?.size > 5000)) throw new Error('the picture file is empty');
      return performance.now() - start;
    };
    const firstPng = await picture();
    const png = await picture();
    const frames = () => times.map((t) => time(() => {
      bench.frame(t);
      bench.raster();
    }));
    let frame = null;
    if (bench.frame) {
      const drawn = Array.from({ length: passes }, frames);
      frame = median(times.map((_, i) => Math.min(...drawn.map((pass) => pass[i]))));
    }
    return { hit, hover, firstPng, png, frame };
  }, { points: pointsOf(level), times, passes: PASSES, asked: ASKED });
  if (found.frame === null) return { ...found, ...memory, script: null };
  await picture?.(page, 'zoomed');
  if (isSvg) found.frame = await tracedFrame(browser, page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  return { ...found, ...memory, script: await scriptOfFrames(page) };
}, true);

/** Measures all that one round asks of a peer. */
export async function sample(browser, url, peer, see) {
  const result = {};
  // At 10m most of the time on a slow line is the line's.
  const readers = peer.isBaked ? [] : peer.level === '10m' ? ['cold'] : Object.keys(READERS);
  for (const reader of readers) {
    const { painted, bytes } = await load(browser, url, READERS[reader]);
    Object.assign(result, { [reader]: painted, bytes });
  }
  if (peer.hasReaders) Object.assign(result, await waits(browser, url));
  return { ...result, ...await use(browser, url, peer, see) };
}

/** What readers do for the first time, by real presses: how to, given the page and its map. */
const ACTS = {
  firstHover: async (page, map) => page.mouse.move(map.x + map.width * .5, map.y + map.height * .55),
  zoomKey: async (page) => {
    await page.locator('stance-map [role=listbox]').focus();
    await page.keyboard.press('+');
  },
  search: async (page) => {
    await page.keyboard.press('0');
    await page.keyboard.press('/');
    await page.locator('stance-map .search input').waitFor();
    await page.keyboard.press('f');
    await page.locator('stance-map .search li').first().waitFor();
    await page.keyboard.press('Escape');
  },
  png2x: async (page) => {
    const file = page.waitForEvent('download');
    const map = page.locator('stance-map');
    const menu = map.getByRole('button', { name: 'Download' });
    if (await menu.count()) await menu.click();
    // Earlier builds, which this one is held against, have a button in its place.
    await map.getByRole('menuitem', { name: '1920' }).or(map.getByRole('button', { name: 'PNG 2×' })).click();
    await file;
  },
};

/**
 * With a processor four times slower: the longest time from a press or a move to the next paint for each act (Event Timing, in steps
 * of 8 ms; 0 is less than 16), and the longest task of all.
 */
const waits = (browser, url) => open(browser, url, null, async (page, session) => {
  await page.evaluate(() => document.querySelector('stance-map').ready);
  await page.evaluate(() => {
    window.benchWaits = { event: 0, task: 0 };
    const note = (name) => (list) => { for (const { duration } of list.getEntries()) window.benchWaits[name] = Math.max(window.benchWaits[name], duration); };
    new PerformanceObserver(note('event')).observe({ type: 'event', durationThreshold: 16 });
    new PerformanceObserver(note('task')).observe({ type: 'longtask' });
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  const picture = await page.locator('stance-map [part=map]').boundingBox();
  const found = {};
  for (const [name, act] of Object.entries(ACTS)) {
    await page.evaluate(() => { window.benchWaits.event = 0; });
    await act(page, picture);
    // Entries come after the paint that they wait for.
    found[name] = await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(window.benchWaits.event), 200))); }));
  }
  found.task = await page.evaluate(() => window.benchWaits.task);
  return found;
});

/** Bytes that scripts and WebAssembly hold once the map is drawn. */
async function memoryOf(page, session) {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  await session.send('HeapProfiler.disable');
  const held = () => [...globalThis.benchMemories ?? []].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  const ofPage = await page.evaluate(held);
  const ofWorkers = await Promise.all(page.workers().map((worker) => worker.evaluate(held)));
  const wasm = ofWorkers.reduce((sum, bytes) => sum + bytes, ofPage);
  // V8 counts WebAssembly's memory among the backing stores only in some versions: count it here.
  const scripts = usedSize + Math.max(0, backingStorageSize - ofPage);
  return { memory: scripts + wasm, wasm: wasm || null };
}

/** The zoom as an animation; ms of script a frame, what is put off to the next one too: the slowest but one in twenty. */
const scriptOfFrames = (page) => page.evaluate(async (times) => {
  const request = window.requestAnimationFrame;
  let putOff = 0;
  window.requestAnimationFrame = (step) => request((now) => {
    const start = performance.now();
    step(now);
    putOff += performance.now() - start;
  });
  const spent = [];
  for (const t of times) {
    await new Promise((resolve) => request(resolve));
    const start = performance.now();
    const before = putOff;
    window.bench.frame(t);
    const own = performance.now() - start;
    await new Promise((resolve) => request(resolve));
    spent.push(own + putOff - before);
  }
  window.requestAnimationFrame = request;
  return spent.sort((a, b) => a - b)[Math.floor(spent.length * 0.95)];
}, times);

/** The zoom as an animation, by trace: ms of work a frame, on all threads together. */
async function tracedFrame(browser, page) {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await page.evaluate(async (times) => {
    for (const t of times) {
      await new Promise(requestAnimationFrame);
      window.bench.frame(t);
    }
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  }, times);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const spent = traceEvents.filter(({ ph, name }) => ph === 'X' && TRACED.includes(name)).reduce((sum, { dur = 0 }) => sum + dur, 0);
  return spent / 1000 / times.length;
}
