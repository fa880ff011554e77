// What a reader does with the live map by pointer, keyboard and buttons, and what follows: outlines, card, search, view.
import { Camera } from '../view/camera.js';
import { listenForGestures } from '../view/gestures.js';
import { regionAt, regionTapped } from '../view/hit.js';
import { neighbour, viewToReveal } from '../view/views.js';
import { ZoomControls } from '../view/zoom-controls.js';
import { Card } from './card.js';
import { CountryListbox } from './country-listbox.js';
import { element } from './dom.js';
import { interactionSheet } from './interaction-style.js';
import { Search } from './search.js';

/** @typedef {import('../view/motion.js').Point} Point */
/** @typedef {import('./selection.js').Selection} Selection */

export class Interaction {
  #context;
  #figure;
  #selection;
  #scheduler;
  #gestures;
  #card;
  #listbox;
  #zoom;
  #tip = element('p', { className: 'tip' });
  /** @type {Search | null} once it was opened */
  #search = null;
  /** @type {HTMLElement | null} has the focus back when the search is closed */
  #opener = null;
  /** @type {Point | null} Where a mouse or pen is, px of the map. */
  #pointer = null;
  #pointerType = 'mouse'; // of the last press
  /** @type {AbortController | null} Listens for Escape while a card is open. */
  #escape = null;

  /**
   * @param {import('./context.js').MapContext} context
   * @param {import('./figure.js').Figure} figure
   * @param {Selection} selection
   * @param {import('./scheduler.js').Scheduler} scheduler
   */
  constructor(context, figure, selection, scheduler) {
    this.#context = context;
    this.#figure = figure;
    this.#selection = selection;
    this.#scheduler = scheduler;
    const camera = this.camera = new Camera(context, { moved: () => this.moved(), rested: () => scheduler.rested() });
    const { picture, strip } = figure;
    const over = element('div', { className: 'over' });
    this.#card = new Card({
      paint: (canvas, stance) => context.paintSwatch(canvas, stance),
      close: () => {
        this.#listbox.node.focus({ preventScroll: true });
        this.#release();
      },
    }, { over, strip });
    this.#listbox = new CountryListbox({
      step: (code, direction) => {
        const region = context.region(code);
        return (region && context.mapView && neighbour(context.mapView, region, direction)?.iso3) ?? null;
      },
      focus: (code) => selection.focus(code),
      pin: (code) => selection.pin(code === selection.pinned ? null : code),
      release: () => this.#release(),
      search: () => this.openSearch(),
      zoom: (times) => times ? camera.zoom(times) : camera.reset(),
      move: (direction) => camera.move(direction),
    });
    this.#zoom = new ZoomControls(camera);
    context.adopt(interactionSheet);
    over.append(this.#card.node);
    picture.append(this.#listbox.node, this.#listbox.hint, over);
    strip.append(this.#tip, this.#zoom.node);
    this.#gestures = listenForGestures(picture, camera, { place: (event) => this.#place(event), isOnMap: (event) => this.#isOnMap(event) });
    picture.addEventListener('pointerdown', (event) => { this.#pointerType = event.pointerType; });
    // A mouse or pen is followed; a finger selects by tapping.
    picture.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'touch') this.#point(this.#isOnMap(event) ? this.#place(event) : null);
    });
    picture.addEventListener('pointerleave', () => this.#point(null));
    picture.addEventListener('pointercancel', () => this.#point(null));
    picture.addEventListener('click', (event) => this.#click(event));
  }

  /** Ends motion and listeners. */
  stop() {
    this.#gestures.stop();
    this.#listenForEscape(false);
  }

  /** Writes again what stands on the map, after a change of language, size or palette. */
  layOut() {
    const { language, mapView } = this.#context;
    // It was in px of the size before.
    this.#pointer = null;
    this.#hover();
    this.#card.renew();
    this.#search?.setLanguage(language);
    this.#zoom.setLanguage(language, Boolean(mapView?.isGlobe));
    this.#tip.textContent = language.message('ui.tap');
  }

  /**
   * Lists the countries for keyboard and screen reader.
   * @param {import('../view/region.js').Entry[]} entries
   */
  list(entries) {
    this.#listbox.fill(entries, this.#context.language);
  }

  /**
   * Shows what follows from a change of the selection.
   * @param {import('./selection.js').Key} key
   * @param {string | null} code
   */
  changed(key, code) {
    if (key === 'isolated') {
      this.#figure.legend.mark(code);
      this.#figure.emphasise(code);
      return;
    }
    if (key === 'hovered') this.#listbox.node.classList.toggle('is-over', code !== null);
    if (key === 'pinned') this.#listbox.pin(code);
    if (key === 'focused') this.#reveal(code);
    this.outline();
  }

  /** @param {string | null} code */
  #reveal(code) {
    const { mapView } = this.#context;
    const region = this.#context.region(code);
    const target = region && mapView && viewToReveal(mapView, region);
    if (target) this.camera.go(target.view, target);
  }

  /**
   * Follows a move of the map with what is painted and shown. A turning globe is painted in less detail.
   * @param {{ isTurning?: boolean }} [options]
   */
  moved({ isTurning = this.#context.mapView?.isGlobe } = {}) {
    const { mapView, painter } = this.#context;
    if (!mapView || !painter) return;
    painter.paint(this.#figure.base, { isTurning });
    this.#hover(); // something else may lie under the pointer now
    this.#listbox.node.classList.toggle('is-magnified', mapView.view.scale > 1 || mapView.isGlobe);
    this.#zoom.mark(mapView.view.scale);
    if (this.#selection.isolated) this.#figure.emphasise(this.#selection.isolated);
    this.outline();
    this.#scheduler.moved();
  }

  /** Outlines countries, and shows the card of one of them. */
  outline() {
    const { painter } = this.#context;
    const { outlined, focused, described } = this.#selection;
    if (!this.#context.mapView) return;
    painter?.outlines(this.#figure.outlines, outlined.map((code) => this.#context.region(code)), this.#context.region(focused));
    this.#showCard(described);
  }

  /**
   * Shows the card of a country, or none.
   * @param {string | null} code
   */
  #showCard(code) {
    const { mapView, language } = this.#context;
    const region = this.#context.region(code);
    this.#listenForEscape(Boolean(region));
    if (!region || !mapView) {
      this.#card.hide();
      return;
    }
    const { hovered, pinned } = this.#selection;
    const { base, picture } = this.#figure;
    this.#card.show(region, { mapView, base, picture, pointer: code === hovered ? this.#pointer : null, isPinned: code === pinned, close: language.message('ui.close') });
  }

  /** Lets go of everything and closes the card, until the reader points at something again. */
  #release() {
    this.#pointer = null;
    this.#selection.release();
    this.#showCard(null);
  }

  /** @param {boolean} isOpen */
  #listenForEscape(isOpen) {
    if (isOpen === Boolean(this.#escape)) return;
    this.#escape?.abort();
    this.#escape = isOpen ? new AbortController() : null;
    if (this.#escape) {
      document.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') this.#release();
      }, { signal: this.#escape.signal });
    }
  }

  /**
   * Where an event lies on the map, px of its own size, whatever the page scales it by.
   * @param {MouseEvent} event
   * @returns {Point}
   */
  #place({ clientX, clientY }) {
    const { base } = this.#figure;
    const box = base.getBoundingClientRect();
    return [
      (clientX - box.left) * (base.clientWidth / box.width || 1),
      (clientY - box.top) * (base.clientHeight / box.height || 1),
    ];
  }

  /** @param {Event} event */
  #isOnMap(event) {
    /** @type {unknown[]} */
    const others = [this.#card.node, this.#search?.node];
    return !event.composedPath().some((node) => others.includes(node));
  }

  /** @param {Point | null} place */
  #point(place) {
    this.#pointer = place;
    this.#scheduler.inFrame(() => this.#hover());
  }

  /**
   * What is at a place of the map.
   * @param {Point} place
   */
  regionAt(place) {
    const { mapView } = this.#context;
    return mapView?.more ? regionAt(mapView, place) : null;
  }

  /** Points at what lies under the mouse. */
  #hover() {
    this.#selection.hover(this.#pointer && this.regionAt(this.#pointer)?.iso3 || null);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const { mapView } = this.#context;
    if (!mapView?.more || !this.#isOnMap(event)) return;
    const hit = this.#pointerType === 'touch' ? regionTapped : regionAt;
    this.#selection.pin(hit(mapView, this.#place(event))?.iso3 ?? null);
  }

  /**
   * Opens the search; when it is closed, `opener` has the focus again, else the map.
   * @param {HTMLElement} [opener]
   */
  openSearch(opener) {
    if (opener) this.#opener = opener;
    this.#search ??= this.#makeSearch();
    this.#search.open();
  }

  #makeSearch() {
    const context = this.#context;
    const search = new Search({
      find: async (query, most) => (await context.session.find(query, most)).flatMap((code) => context.entries.get(code) ?? []),
      choose: (code) => {
        this.#selection.pin(code);
        this.#listbox.go(code, { focus: true });
      },
      closed: () => (this.#opener ?? this.#listbox.node).focus(),
      swatch: (stance) => this.#figure.swatch(stance),
    });
    context.adopt(Search.sheet);
    this.#figure.picture.append(search.node);
    search.setLanguage(context.language);
    return search;
  }
}
