// A button that opens a menu below it: a press, the arrows, Home and End choose; Escape, Tab and a press elsewhere close it.
import { element } from '../../element/dom.js';

/** @typedef {{ label: string, act: () => void, lang?: string }} Item */

/**
 * @param {string} label
 * @param {() => Item[]} items asked when it opens
 * @param {Partial<HTMLButtonElement>} [properties]
 */
export function menuButton(label, items, properties = {}) {
  const list = element('div', { className: 'menu', role: 'menu', hidden: true });
  const opener = element('button', { type: 'button', ariaHasPopup: 'menu', ariaExpanded: 'false', ...properties }, label);
  const node = element('div', { className: 'with-menu' }, opener, list);
  /** @param {boolean} [isFocused] */
  const close = (isFocused) => {
    list.hidden = true;
    opener.ariaExpanded = 'false';
    if (isFocused) opener.focus();
  };
  opener.addEventListener('click', () => {
    if (!list.hidden) {
      close();
      return;
    }
    list.replaceChildren(...items().map(({ label: own, act, lang }) => element('button', {
      type: 'button', role: 'menuitem', tabIndex: -1, lang: lang ?? '', onclick: () => {
        close(true);
        act();
      },
    }, own)));
    list.hidden = false;
    opener.ariaExpanded = 'true';
    /** @type {HTMLElement | null} */ (list.firstElementChild)?.focus();
  });
  node.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const all = /** @type {HTMLElement[]} */ ([...list.children]);
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') close();
    else if (to === undefined) return;
    else all[to].focus();
    if (event.key !== 'Tab') event.preventDefault();
  });
  node.addEventListener('focusout', ({ relatedTarget }) => {
    if (!node.contains(/** @type {Node | null} */ (relatedTarget))) close();
  });
  return { node, opener };
}
