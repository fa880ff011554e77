// When work is done: for the pointer once a frame, for a new size when it has settled, finer paths in small batches,
// so that no frame is late.

/** A resized map is drawn again when its width has held still for so long, ms. */
export const SETTLED = 90;
/** Finer paths are traced for so long a frame while the map moves, and at rest, ms. */
export const BUDGET = { moving: 1, resting: 8 };

/**
 * @typedef {object} Actions
 * @property {() => void} draw draws the map at its present size
 * @property {() => { readonly isCoarse: boolean, refine: (ms: number) => boolean } | null} painter of the live map
 * @property {() => void} requestDetail asks for detail tiles where the view needs them
 * @property {() => void} repaint paints the view
 * @property {() => void} paintRested paints what is painted in less detail while it moves
 * @property {() => void} rested called once the map is at rest and as fine as it gets
 */

export class Scheduler {
  #actions;
  #frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resizing;
  #refining = 0;
  #isMoving = false; // since the frame before
  #isResting = false; // waits for finer paths

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
  }

  /**
   * The first size is drawn in the next frame, later ones when they have settled; until then the picture is stretched.
   * @param {boolean} isPainted
   */
  resized(isPainted) {
    clearTimeout(this.#resizing);
    if (isPainted) this.#resizing = setTimeout(this.#actions.draw, SETTLED);
    else this.#frame = requestAnimationFrame(this.#actions.draw);
  }

  /**
   * Does `step` in the next frame, unless another takes its place before.
   * @param {() => void} step
   */
  inFrame(step) {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(step);
  }

  /**
   * Does what the first picture can do without, once that is on the screen.
   * @param {() => void} step
   */
  afterPaint(step) {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(step)));
  }

  /** The map was moved and painted. */
  moved() {
    this.#isMoving = true;
    this.improve();
  }

  /** Asks for detail tiles, and begins to trace finer paths where those that are painted are too coarse. */
  improve() {
    this.#actions.requestDetail();
    if (this.#actions.painter()?.isCoarse) this.#refining ||= requestAnimationFrame(() => this.#refine());
  }

  #refine() {
    const painter = this.#actions.painter();
    this.#refining = 0;
    if (!painter) return;
    const isMoving = this.#isMoving;
    this.#isMoving = false;
    const isDone = !painter.isCoarse || painter.refine(isMoving ? BUDGET.moving : BUDGET.resting);
    // What moves is painted in its next frame anyway.
    if (!isDone || isMoving) {
      this.#refining = requestAnimationFrame(() => this.#refine());
      return;
    }
    this.#actions.repaint();
    if (this.#isResting) this.rested();
  }

  /** The map has come to rest; `rested` follows once it is painted as fine as it gets. */
  rested() {
    this.#actions.paintRested();
    this.#isResting = this.#refining !== 0;
    if (!this.#isResting) this.#actions.rested();
  }

  /** Drops what is still to be drawn. */
  stop() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#resizing);
  }
}
