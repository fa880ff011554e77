// The live figure of one map: its parts, and the words round the map. A change of size or language changes what is
// in the parts.
import { element, part } from './dom.js';
import { Legend } from './legend.js';
import { Notes } from './notes.js';

/** @param {string} className */
const canvas = (className) => element('canvas', { className, ariaHidden: 'true' });

export class Figure {
  #context;
  #node;
  #title;
  #subtitle = part('subtitle', element('p', { className: 'stance-map-subtitle' }));
  #words = element('p');
  #bar = canvas('stance-map-bar');
  #notes = new Notes();
  emphasis = canvas('emphasis');
  outlines = canvas('outlines');
  picture;
  /** Under a narrow map: what is pinned, and the zoom controls. */
  strip = element('div', { className: 'stance-map-strip' });
  legend;

  /**
   * Builds the figure in `node`, round the canvas `base`.
   * @param {HTMLElement} node
   * @param {HTMLCanvasElement} base
   * @param {import('./tools.js').Tools} tools
   * @param {import('./context.js').MapContext} context
   * @param {{ preview: (stance: string | null) => void, isolate: (stance: string) => void }} actions
   */
  constructor(node, base, tools, context, actions) {
    this.#context = context;
    this.#node = node;
    this.#title = part('title', element(context.isAlone ? 'h1' : 'h2', { className: 'stance-map-title' }));
    this.base = base;
    this.tools = tools;
    base.removeAttribute('style');
    this.picture = part('map', element('div', { className: 'stance-map-picture' }, base, this.emphasis, this.outlines));
    this.legend = new Legend({ ...actions, swatch: (stance) => this.swatch(stance) });
    // The map comes first for the keyboard, then its zoom controls; `order` puts bar and legend above it for the eye.
    node.replaceChildren(this.#title, this.#subtitle, this.picture, this.strip, element('div', { className: 'stance-map-votes' }, this.#words, this.#bar), this.legend.node, this.#notes.node, tools.node);
    node.inert = false;
  }

  /** Leaves of the figure what was there before a reader came, to be seen only. */
  retire() {
    this.#node.inert = true;
    this.legend.mark(null);
    this.picture.classList.remove('is-emphasised');
    this.picture.replaceChildren(this.base);
    this.strip.replaceChildren();
  }

  /**
   * Writes the text and paints bar and swatches.
   * @param {import('../view/map-view.js').MapView} mapView
   */
  layOut(mapView) {
    const { width, height, colors, text } = mapView;
    const node = this.#node;
    const { base } = this;
    const { language } = this.#context;
    for (const [name, value] of Object.entries(colors)) node.style.setProperty(`--${name}`, String(value));
    Object.assign(node, { lang: text.lang, dir: text.direction });
    // Texts of the document in another language than the map's run their own way.
    const isForeign = text.documentLang !== text.lang;
    for (const own of [this.#title, this.#subtitle, this.#notes.note, this.#notes.source]) {
      own.dir = isForeign ? 'auto' : text.direction;
      own.lang = isForeign ? text.documentLang : text.lang;
    }
    this.#title.textContent = text.title;
    this.#subtitle.textContent = text.subtitle ?? '';
    this.#subtitle.hidden = !text.subtitle;
    const { label, beside } = text.bar;
    this.#words.replaceChildren(element('b', {}, label), ...(beside ? [element('span', {}, beside)] : []));
    this.#context.painter?.bar(this.#bar);
    this.picture.style.aspectRatio = `${width} / ${height}`;
    base.setAttribute('role', 'img');
    base.setAttribute('aria-label', text.description);
    this.legend.layOut(text, mapView.layout().layout.names.length > 0, language.message('ui.legend'));
    this.layOutNotes(mapView);
  }

  /**
   * Writes the notes; again when all their content has come.
   * @param {import('../view/map-view.js').MapView} mapView
   */
  layOutNotes({ text }) {
    this.#notes.layOut(text, this.#context.language);
  }

  /** @param {string} stance */
  swatch(stance) {
    const swatch = canvas('stance-map-swatch');
    this.#context.paintSwatch(swatch, stance);
    return swatch;
  }

  /**
   * Highlights a stance: all others fade.
   * @param {string | null} stance
   */
  emphasise(stance) {
    if (!this.#context.mapView) return;
    this.picture.classList.toggle('is-emphasised', Boolean(stance));
    this.emphasis.hidden = !stance;
    if (stance) this.#context.painter?.emphasis(this.emphasis, this.#context.classNumber(stance));
  }
}
