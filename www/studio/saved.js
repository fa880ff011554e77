// The works of this device, in IndexedDB: each tab has its own, which a lock keeps. A tab that is opened a second time
// gets a copy; one that broke off is found again.
import { checkedWork } from './file.js';
import { newDesk } from './history.js';
import { isEmpty } from './work.js';

/** @typedef {import('./history.js').Desk} Desk */
/** @typedef {{ id: string, title: string, updated: number, desk: Desk }} Saved */

const DATABASE = 'stancemap-studio';
const STORE = 'works';
const LOCK = 'stancemap-work-';
/** Steps that are kept with a work. */
const STEPS = 200;
/** So many works are kept beside those that are open. */
const WORKS = 50;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
  return done(request);
}

const newId = () => crypto.randomUUID().slice(0, 13);

/** @param {string} id whether this tab is the one that has the work from now on */
function take(id) {
  return new Promise((resolve) => {
    if (!navigator.locks) {
      resolve(true);
      return;
    }
    navigator.locks.request(LOCK + id, { ifAvailable: true }, (lock) => {
      resolve(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined; // until the tab ends, however it does
    }).catch(() => resolve(true));
  });
}

export class SavedWork {
  id = '';
  #failed;
  /** @type {IDBDatabase | null} */
  #database = null;
  /** @type {{ desk: Desk, title: string } | null} */
  #wanted = null;
  #isWriting = false;

  /** @param {(error: unknown | null) => void} failed called after each writing: with null where all is kept */
  constructor(failed) {
    this.#failed = failed;
  }

  /**
   * The work that the address names, else none: and whether it is a copy of one that another tab has.
   * @returns {Promise<{ desk: Desk | null, isCopy: boolean }>}
   */
  async start() {
    const wanted = new URLSearchParams(location.hash.slice(1)).get('work') ?? '';
    try {
      this.#database = await open();
    } catch (error) {
      this.#failed(error);
      this.#name(newId());
      return { desk: null, isCopy: false };
    }
    const found = wanted ? await this.load(wanted) : null;
    const isOurs = wanted && await take(wanted);
    this.#name(isOurs ? wanted : newId());
    if (!isOurs) await take(this.id);
    return { desk: found, isCopy: Boolean(found && !isOurs) };
  }

  /** @param {string} id */
  #name(id) {
    this.id = id;
    history.replaceState(null, '', `#work=${id}`);
  }

  /**
   * A work; null if there is none, or what is kept is no work.
   * @param {string} id
   * @returns {Promise<Desk | null>}
   */
  async load(id) {
    try {
      const saved = /** @type {Saved | undefined} */ (await done(this.#store('readonly').get(id)));
      if (!saved) return null;
      const { past, future } = saved.desk;
      return { ...newDesk(checkedWork(saved.desk.work)), past, future };
    } catch {
      return null;
    }
  }

  /** Works that no tab has, the newest first. @returns {Promise<Saved[]>} */
  async others() {
    if (!this.#database) return [];
    const all = /** @type {Saved[]} */ (await done(this.#store('readonly').getAll()));
    const held = await navigator.locks?.query();
    const taken = new Set(held?.held?.map(({ name }) => name));
    const others = all.filter(({ id }) => id !== this.id && !taken.has(LOCK + id)).sort((a, b) => b.updated - a.updated);
    const store = this.#store('readwrite');
    for (const { id } of others.splice(WORKS)) store.delete(id);
    return others;
  }

  /** Makes another work this tab's. @param {string} id */
  async adopt(id) {
    const desk = await this.load(id);
    if (!desk || !await take(id)) return null;
    this.#name(id);
    return desk;
  }

  /**
   * Keeps a desk: at once, and the last of several.
   * @param {Desk} desk
   * @param {string} title
   */
  keep(desk, title) {
    if (isEmpty(desk.work) && !desk.past.length) return; // there is nothing yet, or it was forgotten
    this.#wanted = { desk, title };
    this.#write();
  }

  async #write() {
    if (this.#isWriting || !this.#wanted || !this.#database) return;
    this.#isWriting = true;
    const { desk, title } = this.#wanted;
    this.#wanted = null;
    try {
      const { work, past, future } = desk;
      await done(this.#store('readwrite').put({ id: this.id, title, updated: Date.now(), desk: { work, past: past.slice(-STEPS), future: future.slice(0, STEPS) } }));
      this.#failed(null);
    } catch (error) {
      this.#failed(error);
    }
    this.#isWriting = false;
    this.#write();
  }

  /** Forgets this tab's work, or all that no other tab has. */
  async forget() {
    this.#wanted = null;
    if (!this.#database) return;
    const others = await this.others();
    const store = this.#store('readwrite');
    await Promise.all([this.id, ...others.map(({ id }) => id)].map((id) => done(store.delete(id))));
  }

  /** @param {IDBTransactionMode} mode */
  #store(mode) {
    if (!this.#database) throw new Error('there is no database');
    return this.#database.transaction(STORE, mode, { durability: 'strict' }).objectStore(STORE);
  }
}
