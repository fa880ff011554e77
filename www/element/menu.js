// The menu of files: a press, the arrows, Home and End choose; Escape, Tab and a press elsewhere close it.
import { element } from './dom.js';
import { EXPORT_WIDTH } from './export-width.js';

const SCALES = [1, 2, 4];

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
.stance-map-tools { position: relative; }
.menu { position: absolute; z-index: 3; bottom: calc(100% + 4px); inset-inline-start: 0; box-sizing: border-box; max-width: 100%; padding: .3em; font-size: max(13px, var(--note)); color: var(--ink); background: var(--paper);
  border: 1px solid var(--rule); border-radius: 4px; box-shadow: 0 2px 10px rgb(0 0 0 / .18); text-align: start; }
.menu button { display: flex; align-items: center; gap: .6em; width: 100%; min-height: 36px; padding: .2em .6em; border-radius: 3px; }
.menu button:is(:hover, :focus) { background: color-mix(in srgb, var(--ink) 10%, transparent); }
.menu b { font-weight: 700; min-width: 2.6em; }
@media (forced-colors: active) { .menu { border: 2px solid CanvasText; } }
`);

/** @typedef {import('./tools.js').Kind} Kind */

/** @type {WeakMap<HTMLElement, () => void>} What closes an open menu, by its button. */
const closers = new WeakMap();

/**
 * Opens the menu of a button over it, or closes it.
 * @param {HTMLButtonElement} opener
 * @param {import('../loading/language.js').Language} language
 * @param {import('./context.js').MapContext} context
 * @param {{ prepare: (kind: Kind) => void, download: (kind: Kind, scale?: number) => Promise<void> }} actions
 */
export function downloadMenu(opener, language, context, { prepare, download }) {
  const isOpen = closers.get(opener);
  if (isOpen) {
    isOpen();
    return;
  }
  context.adopt(sheet);
  const listening = new AbortController();
  /** @param {boolean} [isFocused] */
  const close = (isFocused) => {
    if (!closers.delete(opener)) return;
    listening.abort();
    menu.remove();
    opener.ariaExpanded = 'false';
    if (isFocused) opener.focus();
  };
  /**
   * @param {Kind} kind
   * @param {string} words
   * @param {number} [scale]
   */
  const item = (kind, words, scale) => element('button', {
    type: 'button', role: 'menuitem', tabIndex: -1, onfocus: () => prepare(kind), onpointerenter: () => prepare(kind),
    onclick: () => {
      close(true);
      download(kind, scale).catch((error) => context.report(error));
    },
  }, element('b', {}, kind.toUpperCase()), ` ${words}`);
  const items = [
    ...SCALES.map((scale) => item('png', language.message('ui.png', EXPORT_WIDTH * scale), scale)),
    item('svg', language.message('ui.svg')),
    item('csv', language.message('ui.csv')),
  ];
  const menu = element('div', { className: 'menu', role: 'menu', ariaLabel: language.message('ui.download') }, ...items);
  menu.addEventListener('keydown', (event) => {
    const at = items.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowDown: () => items[(at + 1) % items.length].focus(),
      ArrowUp: () => items[(at - 1 + items.length) % items.length].focus(),
      Home: () => items[0].focus(),
      End: () => items[items.length - 1].focus(),
      Escape: () => close(true),
    };
    if (event.key === 'Tab') close(true); // and on from the button
    const act = Object.hasOwn(acts, event.key) && acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget !== opener && !menu.contains(/** @type {Node | null} */ (relatedTarget))) close();
  });
  // A press on the button closes the menu by itself: not by the focus, to open it again.
  opener.addEventListener('mousedown', (event) => event.preventDefault(), listening);
  closers.set(opener, () => close(true));
  opener.after(menu);
  opener.ariaExpanded = 'true';
  items[0].focus();
}
