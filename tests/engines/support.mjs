// What the suites share: an engine with its session, and the page that shows a map in it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import pngjs from 'pngjs';
import selenium from 'selenium-webdriver';
import { serve } from '../../www/xtask/server/server.mjs';
import { findMarks } from '../marks.mjs';
import { open, within } from './engines.mjs';

export const { Key } = selenium;
export const decode = (bytes) => pngjs.PNG.sync.read(bytes);

/** What a test may take in all, and a page to become what is awaited of it, ms. */
const TEST = 120_000;
const SOON = 30_000;

/** The built site, and the pages of the tests below `/pages/`. */
const ROOTS = {
  '/': path.resolve(process.env.STANCEMAP_DIST ?? path.join(import.meta.dirname, '../../dist')),
  '/pages/': path.join(import.meta.dirname, 'pages'),
};

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One engine for all suites: its server, and its session, which is replaced when it is lost. */
export class Engine {
  #session = null;
  #pages = 0;
  #shown = null;
  /** Whether the page can show another map: to load a page again costs WebKit five seconds. */
  #reusable = false;
  /** The marks by map and width: to search for them takes seconds. */
  #marks = new Map();

  constructor(name) {
    this.name = name;
  }

  async start() {
    this.server = await serve({ roots: ROOTS });
  }

  async stop() {
    await this.#end();
    this.server?.close();
  }

  async #end() {
    const session = this.#session;
    this.#session = null;
    this.#reusable = false;
    await session?.close();
  }

  /** The session, opened at need. */
  async #open() {
    this.#session ??= await open(this.name);
    return this.#session;
  }

  /** Declares a test. It fails when it takes too long, or when a page it showed complained. */
  test(name, step, { timeout = TEST, ...options } = {}) {
    test(name, { timeout, ...options }, async (context) => {
      this.server.reset();
      this.#shown = null;
      // Whatever fails, out of time or not, leaves the browser in doubt: the next test gets another one.
      let isDone = false;
      context.signal.addEventListener('abort', () => isDone || this.#end(), { once: true });
      try {
        await step();
        if (this.#shown) assert.deepEqual(await this.#shown.complaints(), [], 'the page complained');
      } catch (error) {
        await this.#end();
        throw error;
      } finally {
        isDone = true; // the signal comes after a test that ended in time, too
      }
    });
  }

  /**
   * Shows a page with one map and waits until it is drawn. For other pages give `html`, or `page`, the
   * path of one that is served (`/pages/…` for those in `pages/`).
   *   src, width (CSS px), attributes   of the map
   *   head, body                        markup in the head, and after the map
   *   headers                           of the page's answer, such as a policy
   *   settled                           false for a map that fails, or is not to load yet
   *   fresh                             true for a page that has loaded no map before
   */
  async show({ src = '/data/es-11-1.json', width = 960, attributes = '', head = '', body = '', headers = {}, html, page, settled = true, fresh = false } = {}) {
    const session = await this.#open();
    const main = `<h1>A page with a map</h1><div style="width: ${width}px"><stance-map src="${src}" loading="eager" ${attributes}></stance-map></div>`;
    const isPlain = !(head || body || html || page || Object.keys(headers).length);
    const shown = new MapPage(session, this.#marks, `${src} ${width}`);
    this.#shown = shown;
    if (isPlain && this.#reusable && !fresh) {
      await shown.replace(main);
    } else {
      // A new address each time: no engine takes it for the page that it shows already.
      this.#pages += 1;
      const address = page ?? `/shown-${this.#pages}.html`;
      if (!page) this.server.rule(address, { body: html ?? pageAround(main, head, body), headers });
      this.#reusable = false;
      await session.driver.get(this.server.origin + address);
    }
    if (settled) await shown.ready();
    this.#reusable = isPlain;
    return shown;
  }
}

const pageAround = (main, head, body) => `<!doctype html><html lang="en"><head><title>A map</title><meta charset="utf-8">
  <link rel="icon" href="/favicon.svg"><script src="/pages/complaints.js"></script><script type="module" src="/stance-map.js"></script>
  <style>body { margin: 0 }</style>${head}</head><body><main>${main}</main>${body}</body></html>`;

/**
 * The page that is shown, with its first map. Places are `{x, y}`, CSS px from the top left of the map
 * canvas, as in `regionAt`.
 */
export class MapPage {
  #allowed = [];
  #marks;
  #key;

  constructor({ driver, downloads }, marks, key) {
    /** Selenium's driver, for all that has no helper here. */
    this.driver = driver;
    this.downloads = downloads;
    this.#marks = marks;
    this.#key = key;
  }

  /**
   * Runs a function in the page and gives what it returns or resolves to: plain data only. It may call
   * `map()`, `root()` and `canvas()`. What is to last goes on `window`: Firefox gives each script globals
   * of its own.
   */
  async run(step, ...values) {
    const { value, error } = await this.driver.executeAsyncScript(`
      const values = [...arguments];
      const done = values.pop();
      const map = () => document.querySelector('stance-map');
      const root = () => map().shadowRoot;
      const canvas = () => root().querySelector('[part=map] canvas');
      new Promise((resolve) => resolve((${step})(...values)))
        .then((value) => done({ value }), (error) => done({ error: error?.stack?.includes(error.message) ? error.stack : String(error) }));
    `, ...values);
    if (error !== undefined && error !== null) throw new Error(`in the page: ${error}`);
    return value;
  }

  /** Runs a function in the page until it gives something truthy; gives that. */
  async until(what, step, ...values) {
    return this.driver.wait(() => this.run(step, ...values), SOON, `waited for ${what}`, 30);
  }

  /** Puts another map in the place of the one before, of which nothing stays. */
  async replace(main) {
    await this.run((main) => {
      window.hearing?.abort();
      window.complaints.length = 0;
      document.querySelector('main').innerHTML = main;
      window.scrollTo({ top: 0, left: 0, behavior: 'instant' });
    }, main);
  }

  /** Waits until the map is drawn. */
  async ready() {
    await this.run(async () => {
      await customElements.whenDefined('stance-map');
      await document.querySelector('stance-map').ready;
    });
  }

  /** What scripts of the page complained of, but for what is allowed. */
  async complaints() {
    const all = await this.run(() => window.complaints ?? []);
    return all.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }

  /** Expects complaints of this kind. */
  allow(pattern) {
    this.#allowed.push(pattern);
  }

  /** A part inside the map as selenium's element, by a selector. */
  async part(selector) {
    const found = await this.driver.executeScript('return document.querySelector("stance-map").shadowRoot.querySelector(arguments[0])', selector);
    assert.ok(found, `nothing in the map is "${selector}"`);
    return found;
  }

  /** The button with this label, inside the map. */
  async button(label) {
    const found = await this.driver.executeScript(`return [...document.querySelector('stance-map').shadowRoot.querySelectorAll('button')]
      .find((button) => button.textContent === arguments[0])`, label);
    assert.ok(found, `no button of the map is called "${label}"`);
    return found;
  }

  /** The words of the tooltip; null when none is shown. */
  async tooltip() {
    return this.run(() => {
      const tooltip = root().querySelector('[part=tooltip]');
      return tooltip.checkVisibility() ? tooltip.innerText : null;
    });
  }

  /** Waits until the tooltip's words match; a pattern of null waits until it is gone. */
  async tooltipIs(pattern) {
    let words;
    await this.driver.wait(async () => {
      words = await this.tooltip();
      return pattern === null ? words === null : words !== null && pattern.test(words);
    }, SOON).catch((error) => {
      throw new Error(`the tooltip says ${JSON.stringify(words)}, expected ${pattern}`, { cause: error });
    });
    return words;
  }

  /**
   * Where each member can be seen, `{FRA: {x, y}, …}`: places found in the exported drawing alone. The map
   * must have the light theme or the dark one and the width it was shown with.
   */
  async marks() {
    const found = this.#marks.get(this.#key) ?? await this.run(findMarks, await this.run(() => map().clientWidth));
    this.#marks.set(this.#key, found);
    return Object.fromEntries(Object.entries(found.marks).map(([iso3, { x, y }]) => [iso3, { x: x - found.map.x, y: y - found.map.y }]));
  }

  /** Where a member can be seen. */
  async placeOf(iso3) {
    const place = (await this.marks())[iso3];
    assert.ok(place, `${iso3} is no member on this map`);
    return place;
  }

  /** The middle of all places that are a region's by `regionAt`: for large ones, deep inside. */
  async middleOf(iso3) {
    return this.run((iso3) => {
      const places = [];
      for (let y = 1; y < canvas().clientHeight; y += 2) for (let x = 1; x < canvas().clientWidth; x += 2) if (map().regionAt(x, y)?.iso3 === iso3) places.push([x, y]);
      const mean = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
      return { x: mean(0), y: mean(1) };
    }, iso3);
  }

  /** The colours, [r, g, b, a], of the map canvas at places. */
  async pixels(places) {
    return this.run((places) => {
      const context = canvas().getContext('2d');
      const ratio = canvas().width / canvas().clientWidth;
      return places.map(({ x, y }) => [...context.getImageData(Math.floor(x * ratio), Math.floor(y * ratio), 1, 1).data]);
    }, places);
  }

  /** Moves the mouse to a place of the map, which is scrolled into view. */
  async move(place) {
    await this.#mouse(place, (actions) => actions);
  }

  /** Clicks at a place of the map. */
  async click(place) {
    await this.#mouse(place, (actions) => actions.press().release());
  }

  /** Moves the mouse off the map, to the page's top left corner. */
  async leave() {
    await this.driver.actions().move({ x: 0, y: 0 }).perform();
  }

  async #mouse({ x, y }, then) {
    const at = await this.run((x, y) => {
      const before = canvas().getBoundingClientRect();
      if (before.top + y < 0 || before.top + y >= innerHeight) window.scrollBy({ top: before.top + y - innerHeight / 2, behavior: 'instant' });
      const { left, top } = canvas().getBoundingClientRect();
      return { x: Math.round(left + x), y: Math.round(top + y) };
    }, x, y);
    // Two steps: an engine may take the first move after a page has loaded for none.
    await then(this.driver.actions().move({ x: at.x + 1, y: at.y, duration: 0 }).move({ ...at, duration: 0 })).perform();
  }

  /** Taps with a finger at a place of the map: events made by script, as WebKitGTK's driver has no touch. */
  async tap({ x, y }) {
    await this.run((x, y) => {
      const { left, top } = canvas().getBoundingClientRect();
      const all = { bubbles: true, composed: true, cancelable: true, clientX: left + x, clientY: top + y };
      const finger = { ...all, pointerType: 'touch', pointerId: 7, isPrimary: true, width: 20, height: 20 };
      const target = root().elementFromPoint(left + x, top + y);
      for (const [name, buttons] of [['over', 0], ['enter', 0], ['down', 1], ['up', 0], ['out', 0], ['leave', 0]]) {
        target.dispatchEvent(new PointerEvent(`pointer${name}`, { ...finger, buttons, bubbles: !['enter', 'leave'].includes(name) }));
      }
      target.dispatchEvent(new PointerEvent('click', { ...finger, detail: 1 }));
    }, x, y);
  }

  /** Presses keys one after another, on whatever has the focus: text, or members of `Key`. */
  async keys(...keys) {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  /** What has the focus, inside the map if it is there: `{part, label, text}`; null for nothing. */
  async focused() {
    return this.run(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (!active || active === document.body) return null;
      return { part: active.getAttribute('part'), label: active.getAttribute('aria-label'), text: active.textContent };
    });
  }

  /** Keeps the map's events of these kinds, `hover`, `select` …, for `events`. */
  async listen(...kinds) {
    await this.run((kinds) => {
      window.heard = [];
      window.hearing = new AbortController();
      const { signal } = window.hearing;
      for (const kind of kinds) document.addEventListener(`stance-map-${kind}`, (event) => window.heard.push([kind, event.detail]), { signal });
    }, kinds);
  }

  /** The events since `listen`: `[kind, detail]` each. */
  async events() {
    return this.run(() => window.heard);
  }

  /** What axe finds, of any impact: a line each. */
  async axe() {
    await this.driver.executeScript(axe);
    return this.run(async () => {
      const { violations } = await window.axe.run();
      return violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`);
    });
  }

  /** Chooses from the menu of files and gives the file that arrives: its name and bytes. */
  async download(label) {
    for (const name of fs.readdirSync(this.downloads)) fs.rmSync(path.join(this.downloads, name));
    await (await this.button('Download')).click();
    await (await this.button(label)).click();
    let size = -1;
    const name = await this.driver.wait(() => {
      const names = fs.readdirSync(this.downloads);
      // While it arrives there is a second file, or one that grows.
      const before = size;
      size = names.length === 1 ? fs.statSync(path.join(this.downloads, names[0])).size : -1;
      return size > 0 && size === before && !/\.(part|crdownload|wkdownload)$/.test(names[0]) && names[0];
    }, SOON, `waited for the file of "${label}"`, 100);
    return { name, bytes: fs.readFileSync(path.join(this.downloads, name)) };
  }
}

/** Fails a promise that is not settled in time: for what selenium itself waits on for ever. */
export { within };
