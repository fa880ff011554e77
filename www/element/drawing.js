// Draws the loaded map at the element's size: first over the still figure, then as a figure of its own. Makes the
// live figure and what a reader does with it, and asks for what can wait until the first picture is on the screen.
import { fileName } from '../loading/fetching.js';
import { extras } from '../loading/programs.js';
import { Painter } from '../view/painter.js';
import { entryOf } from '../view/region.js';
import { FROM } from '../view/detail-tiles.js';
import { markPaint } from './context.js';
import { element } from './dom.js';
import { Figure } from './figure.js';
import { Scheduler } from './scheduler.js';
import { Tools } from './tools.js';

/** @typedef {import('../view/map-view.js').MapView} MapView */
/** @typedef {import('../loading/session.js').LoadSession} LoadSession */
/** @typedef {import('./element.js').StanceMapElement} StanceMapElement */

/**
 * @typedef {object} Actions
 * @property {() => string} palette
 * @property {import('./tools.js').Actions['download']} download
 * @property {import('./tools.js').Actions['prepare']} prepare
 * @property {(session: LoadSession, error: unknown, stage: import('../loading/failure.js').Stage) => void} fail
 */

export class Drawing {
  #host;
  #node;
  #still;
  #context;
  #selection;
  #actions;
  /** @type {Figure | null} while the map is live */
  #figure = null;
  /** @type {import('./interaction.js').Interaction | null} with it, a little later */
  interaction = null;
  #drawn = ''; // width, palette and pixel ratio of what is shown
  #painted = ''; // the same of what is painted on the canvas
  /** @type {HTMLCanvasElement | null} of the map */
  #base = null;
  #isCovering = false; // it lies over the still picture
  /** @type {LoadSession | null} that something missing is loaded for */
  #loading = null;

  #scheduler = new Scheduler({
    draw: () => this.draw(),
    painter: () => this.#figure && this.#context.mapView && this.#context.painter,
    requestDetail: () => this.#requestDetail(),
    repaint: () => this.interaction?.moved(),
    paintRested: () => {
      if (this.#context.mapView?.isGlobe) this.interaction?.moved({ isTurning: false });
    },
    rested: () => {
      const { view } = this.#host;
      if (view) this.#context.emit('view', view);
    },
  });

  /**
   * @param {StanceMapElement} host
   * @param {HTMLElement} node of the live figure
   * @param {import('./still.js').Still} still
   * @param {import('./context.js').MapContext} context
   * @param {import('./selection.js').Selection} selection
   * @param {Actions} actions
   */
  constructor(host, node, still, context, selection, actions) {
    this.#host = host;
    this.#node = node;
    this.#still = still;
    this.#context = context;
    this.#selection = selection;
    this.#actions = actions;
  }

  /** The element has another size. */
  resized() { this.#scheduler.resized(this.#context.session.isPainted); }

  /** Ends motion and listeners. */
  stop() {
    this.#scheduler.stop();
    this.interaction?.stop();
  }

  /** Forgets what is drawn: the next time draws everything. */
  renew() {
    this.#drawn = this.#painted = '';
  }

  /** Ends the live map: until another is painted it can still be seen, without what a reader did with it. */
  retire() {
    this.interaction?.stop();
    this.#figure?.retire();
    this.#figure = this.interaction = null;
    this.renew();
  }

  /** Removes the live map. */
  drop() {
    this.retire();
    this.#node.inert = false;
    this.#base?.remove();
    this.#base = null;
    this.#isCovering = false;
  }

  /** Draws the loaded map at the element's size, if that is not what is drawn already. */
  draw() {
    const { session } = this.#context;
    // Reading the width makes the browser compute the layout: not before there is something to draw.
    const width = session.isLoaded && this.#host.isConnected ? this.#host.clientWidth : 0;
    if (!width) return;
    const palette = this.#actions.palette();
    const wanted = [width, palette, devicePixelRatio].join(' ');
    if (wanted === this.#drawn) return;
    const isFirst = !session.isPainted;
    const stillHeight = isFirst ? this.#still.height : 0;
    try {
      const { mapView } = session;
      if (!mapView?.has(palette)) {
        this.#load(session, () => mapView ? session.loadTheme(palette, width) : session.makeMapView(width));
        return;
      }
      const base = this.#base ??= element('canvas', { className: 'base' });
      if (this.#painted !== wanted) {
        this.#paint(mapView, base, width, palette);
        this.#painted = wanted;
        if (isFirst && this.#still.cover(base)) {
          this.#isCovering = true;
          markPaint();
          this.#scheduler.afterPaint(() => session === this.#context.session && this.draw());
          return;
        }
      }
      this.#layOut(mapView, base);
      this.#drawn = wanted;
    } catch (error) {
      this.#actions.fail(session, error, 'wasm');
      return;
    }
    this.#still.giveWay(stillHeight);
    this.#improveLayout(session);
    const isCovered = this.#isCovering;
    this.#isCovering = false;
    session.isPainted = true;
    this.#figure?.emphasise(this.#selection.isolated);
    this.interaction?.outline();
    if (!isFirst) {
      this.#scheduler.improve();
      return;
    }
    if (!isCovered) markPaint();
    this.#scheduler.afterPaint(() => this.#introduce(session));
  }

  /**
   * Loads what is missing, once at a time, and draws when it is there.
   * @param {LoadSession} session
   * @param {() => Promise<void>} load
   */
  async #load(session, load) {
    if (this.#loading === session) return;
    this.#loading = session;
    try {
      await load();
    } catch (error) {
      this.#actions.fail(session, error, 'data');
      return;
    } finally {
      if (this.#loading === session) this.#loading = null;
    }
    if (session === this.#context.session) this.draw();
  }

  /**
   * Draws again with markers and names for the present width, where they were not at hand.
   * @param {LoadSession} session
   */
  async #improveLayout({ mapView }) {
    if (!mapView?.isRoughlyLaidOut) return;
    try {
      await mapView.layOut();
    } catch {
      return; // those of another width serve
    }
    if (mapView !== this.#context.mapView) return;
    this.renew();
    this.draw();
  }

  /**
   * Paints the map on its canvas.
   * @param {MapView} mapView
   * @param {HTMLCanvasElement} base
   * @param {number} width
   * @param {string} palette
   */
  #paint(mapView, base, width, palette) {
    const context = this.#context;
    mapView.resize(width, palette);
    const { css } = mapView.pageData.style;
    for (const [name, value] of Object.entries({ ...css, faded: mapView.pointing.faded })) this.#node.style.setProperty(`--${name}`, String(value));
    if (context.painter?.map !== mapView) context.painter = new Painter(mapView);
    // The canvas may not be on the page yet: the figure knows the fonts.
    context.painter.renew(devicePixelRatio, getComputedStyle(this.#node).fontFamily);
    context.painter.paint(base);
  }

  /**
   * Writes the words round the map; builds the figure if there is none.
   * @param {MapView} mapView
   * @param {HTMLCanvasElement} base
   */
  #layOut(mapView, base) {
    const { src, baseURI } = this.#host;
    this.#figure ??= this.#build(base);
    this.#figure.layOut(mapView);
    this.#figure.tools.layOut(this.#context.language, fileName(new URL(src, baseURI)).replace(/\.[^.]*$/, ''));
    this.interaction?.layOut();
    if (mapView.more) this.#list(mapView);
  }

  /** @param {HTMLCanvasElement} base */
  #build(base) {
    const context = this.#context;
    const tools = new Tools(context, {
      search: () => context.session.ready.then(() => this.interaction?.openSearch(tools.search), () => {}),
      download: this.#actions.download,
      prepare: this.#actions.prepare,
    });
    const figure = new Figure(this.#node, base, tools, context, {
      preview: (stance) => figure.emphasise(stance ?? this.#selection.isolated),
      isolate: (stance) => this.#selection.isolate(stance),
    });
    return figure;
  }

  /**
   * Answers questions about the shown map from now on.
   * @param {LoadSession} session
   */
  async #introduce(session) {
    const context = this.#context;
    if (session !== context.session) return;
    /** @type {Awaited<ReturnType<typeof extras>>} */
    let module;
    try {
      [module] = await Promise.all([extras(), session.loadMore()]);
    } catch (error) {
      this.#actions.fail(session, error, 'fetch');
      return;
    }
    const { mapView } = session;
    if (session !== context.session || !mapView || !this.#figure) return;
    Painter.paintNames = module.paintNames;
    this.interaction = new module.Interaction(context, this.#figure, this.#selection, this.#scheduler);
    this.interaction.layOut();
    this.#list(mapView);
    this.#figure.layOutNotes(mapView);
    this.#selection.pin(context.known(this.#host.selected), { isSilent: true });
    this.#scheduler.improve();
    session.resolve();
    context.emit('ready', null);
  }

  /**
   * Lists the countries for keyboard, table and screen reader.
   * @param {MapView} mapView
   */
  #list(mapView) {
    const entries = mapView.regions.filter((region) => mapView.anchorOf(region)).map(entryOf);
    this.#context.entries = new Map(entries.map((entry) => [entry.iso3, entry]));
    this.interaction?.list(entries);
    this.#figure?.tools.layTable();
  }

  /** Asks for detail tiles, once, where the base is too coarse. */
  #requestDetail() {
    const { mapView } = this.#context;
    if (!mapView?.detailed || (mapView.view.scale <= 1 && mapView.width < FROM)) return;
    // Where there is no index the base serves; one that is not what it should be is told of.
    mapView.detailed(() => this.interaction?.moved()).catch((error) => {
      if (error.stage === 'data') this.#context.report(error);
    });
    mapView.detailed = null;
  }
}
