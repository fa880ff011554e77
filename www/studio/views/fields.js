// What the editor decides about the map: its texts, the vote, how it is drawn. What is not decided is suggested.
import { element } from '../../element/dom.js';
import { centerOf } from '../tally.js';
import { languageNames } from '../words.js';
import { BODIES, FRAMES, MAJORITIES, PROJECTIONS, TEXTS } from '../work.js';
import { button, field, select } from './parts.js';

/** @typedef {import('../work.js').TextField} TextField */
/** @typedef {'date' | 'body' | 'majority' | 'lang' | 'frame' | 'projection' | 'center' | 'theme'} SetField */

const GROUPS = /** @type {const} */ (['texts', 'vote', 'map']);

export class FieldsView {
  #store;
  /** @type {Map<TextField, { box: HTMLTextAreaElement, back: HTMLButtonElement }>} */
  #texts = new Map();
  /** @type {Map<SetField, HTMLInputElement | HTMLSelectElement>} */
  #controls = new Map();
  /** @type {(typeof GROUPS)[number]} */
  #group = 'texts';
  #tabs = element('div', { className: 'segments', role: 'tablist' });
  /** @type {Map<string, HTMLElement>} */
  #panels = new Map();
  node = element('section', { className: 'fields' });

  /** @param {import('../store.js').Store} store */
  constructor(store) {
    this.#store = store;
    store.listen((what) => what === 'words' ? this.build() : what !== 'look' && this.render());
    this.build();
  }

  /** Builds the fields in the language of the page. */
  build() {
    const { words } = this.#store;
    this.node.ariaLabel = words.say('fields');
    this.#texts.clear();
    this.#controls.clear();
    /** @type {Record<string, Node[]>} */
    const parts = { texts: TEXTS.map((name) => this.#text(name)), vote: this.#vote(), map: this.#map() };
    this.#panels = new Map(GROUPS.map((group) => [group, element('div', { className: `panel of-${group}`, id: `panel-${group}`, role: 'tabpanel', ariaLabel: words.say(`fields.${group}`) }, ...parts[group])]));
    this.#tabs.ariaLabel = words.say('fields');
    this.#tabs.replaceChildren(...GROUPS.map((group) => {
      const tab = button(words.say(`fields.${group}`), () => this.#show(group), { role: 'tab', id: `tab-${group}` });
      tab.setAttribute('aria-controls', `panel-${group}`);
      return tab;
    }));
    this.#tabs.onkeydown = ({ key }) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!by) return;
      const at = (GROUPS.indexOf(this.#group) + by * (words.direction === 'rtl' ? -1 : 1) + GROUPS.length) % GROUPS.length;
      this.#show(GROUPS[at]);
      /** @type {HTMLElement} */ (this.#tabs.children[at]).focus();
    };
    this.node.replaceChildren(this.#tabs, ...this.#panels.values());
    this.#show(this.#group);
    this.render();
  }

  /** @param {(typeof GROUPS)[number]} group */
  #show(group) {
    this.#group = group;
    GROUPS.forEach((own, i) => {
      const tab = /** @type {HTMLElement} */ (this.#tabs.children[i]);
      tab.setAttribute('aria-selected', String(own === group));
      tab.tabIndex = own === group ? 0 : -1;
      /** @type {HTMLElement} */ (this.#panels.get(own)).hidden = own !== group;
    });
  }

  /** @param {TextField} name */
  #text(name) {
    const { words } = this.#store;
    const box = element('textarea', { id: `field-${name}`, rows: name === 'subtitle' || name === 'alt' ? 2 : 1, dir: 'auto' });
    box.addEventListener('input', () => this.#store.act({ type: 'write', field: name, value: box.value.replace(/\s*\n\s*/g, ' ') }));
    const back = button('↺', () => {
      this.#store.act({ type: 'write', field: name, value: null });
      box.focus();
    }, { className: 'bare', title: words.say('field.suggestion'), ariaLabel: words.say('field.suggestion.of', { of: words.say(`field.${name}`) }) });
    this.#texts.set(name, { box, back });
    return element('div', { className: `text of-${name}` }, element('label', { htmlFor: box.id }, words.say(`field.${name}`)), box, back);
  }

  #vote() {
    const { words } = this.#store;
    const day = element('input', { type: 'date', id: 'field-date', min: '1945-10-24' });
    day.addEventListener('change', () => this.#store.act({ type: 'set', field: 'date', value: day.value }));
    this.#controls.set('date', day);
    return [
      field(words.say('field.date'), day),
      this.#select('body', [['', words.say('field.body.unknown')], ...BODIES.map((own) => /** @type {[string, string]} */ ([own, words.say(`body.${own}`)]))]),
      this.#select('majority', MAJORITIES.map((own) => [own, words.say(`majority.${own}`)])),
    ];
  }

  #map() {
    const { words } = this.#store;
    const center = element('input', { type: 'text', id: 'field-center', placeholder: words.say('field.center.own') });
    center.addEventListener('change', () => this.#store.act({ type: 'set', field: 'center', value: center.value.trim() }));
    center.addEventListener('input', () => center.setCustomValidity(centerOf(center.value) === undefined ? words.say('field.center.wrong') : ''));
    this.#controls.set('center', center);
    return [
      this.#select('lang', languageNames),
      this.#select('frame', FRAMES.map((own) => [own, words.say(`frame.${own}`)])),
      this.#select('projection', PROJECTIONS.map((own) => [own, own ? own.replace(/(^|-)\w/g, (letter) => letter.replace('-', ' ').toUpperCase()) : words.say('projection.own')])),
      field(words.say('field.center'), center),
      this.#select('theme', ['', 'light', 'dark', 'contrast'].map((own) => [own, words.say(`theme.${own || 'own'}`)])),
    ];
  }

  /**
   * @param {SetField} name
   * @param {[string, string][]} options
   */
  #select(name, options) {
    const node = select(options, '', (value) => this.#store.act({ type: 'set', field: name, value }), { id: `field-${name}` });
    this.#controls.set(name, node);
    return field(this.#store.words.say(`field.${name}`), node);
  }

  /** Shows what is decided, and what is suggested in the place of what is not. */
  render() {
    const { work, draft, texts, suggested } = this.#store;
    for (const [name, { box, back }] of this.#texts) {
      const own = work.texts[name];
      const value = own ?? suggested[name];
      if (box.value !== value && (box !== document.activeElement || own === undefined)) box.value = value;
      box.placeholder = name === 'title' ? texts.title : '';
      box.classList.toggle('is-suggested', own === undefined);
      back.hidden = own === undefined;
    }
    for (const [name, control] of this.#controls) {
      const found = name === 'date' ? draft.date ?? '' : name === 'body' ? draft.body ?? '' : '';
      const value = work[name] || found;
      if (control !== document.activeElement || control instanceof HTMLSelectElement) control.value = value;
      control.classList.toggle('is-suggested', !work[name] && Boolean(found));
    }
    this.#controls.get('majority')?.toggleAttribute('disabled', (work.body || draft.body) === 'security-council');
  }

  /** Goes to a field. @param {string} name */
  go(name) {
    this.#show('vote');
    this.#controls.get(/** @type {SetField} */ (name))?.focus();
  }
}
