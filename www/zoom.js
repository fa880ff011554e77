// The buttons that magnify, and the places where small states crowd, one press away.
import { element, part } from './dom.js';
import { MOST } from './view/map-view.js';

/** By the ends of their messages; degrees west, south, east, north. */
const PLACES = { europe: [-12, 34, 42, 62], caribbean: [-87, 9, -58, 26], gulf: [33, 12, 61, 38], pacific: [128, -28, 180, 16] };

export class Zoom {
  #actions;

  /** `actions`: `zoom(times)`, `reset()`, `show(box)`. */
  constructor(actions) {
    this.#actions = actions;
    const button = (sign, act) => element('button', { type: 'button', className: 'sign', onclick: act }, sign);
    this.nearer = button('+', () => actions.zoom(2));
    this.farther = button('−', () => actions.zoom(.5));
    this.whole = button('⤢', () => actions.reset());
    this.places = element('select', { className: 'places', onchange: () => {
      const box = PLACES[this.places.value];
      if (box) actions.show(box);
      else actions.reset();
    } });
    this.node = part('zoom', element('div', { className: 'zoom', role: 'group', dir: 'ltr' }, this.nearer, this.farther, this.whole, this.places));
    this.mark(1);
  }

  speak(language, isGlobe) {
    for (const [node, key] of [[this.nearer, 'ui.nearer'], [this.farther, 'ui.farther'], [this.whole, 'ui.whole']]) {
      node.ariaLabel = language.say(key);
      node.title = language.say(key);
    }
    this.node.ariaLabel = language.say('ui.zoom');
    this.places.ariaLabel = language.say('ui.zoom');
    this.places.hidden = isGlobe;
    const value = this.places.value;
    const option = (value, key) => element('option', { value }, language.say(key));
    this.places.replaceChildren(option('', 'ui.zoom'), ...Object.keys(PLACES).map((name) => option(name, `ui.place.${name}`)));
    this.places.value = value;
  }

  /** What can be done at this magnification. */
  mark(scale) {
    this.nearer.disabled = scale >= MOST;
    this.farther.disabled = scale <= 1;
    this.whole.disabled = scale <= 1;
    if (scale <= 1) this.places.value = '';
  }
}
