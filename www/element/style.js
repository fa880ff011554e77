// The styles of the element's shadow root: the figure's own sheet, and what only a live map has.
import { figureCss } from '../texts.js';

// The height is reserved before anything is known of the map: the map's own, and what headline, legend and
// notes of common length take at that width.
export const sheet = new CSSStyleSheet();
sheet.replaceSync(`${figureCss}
:host { display: block !important; position: relative !important; box-sizing: border-box !important; min-width: 0 !important; container-type: inline-size !important; }
:host([hidden]) { display: none !important; }
.root { all: initial; display: block; direction: inherit; }
.stance-map-figure[data-reserved] { min-height: var(--stance-map-height, max(806px, 548px + 37cqw)); }
@container (max-width: 699.98px) { .stance-map-figure[data-reserved] { min-height: var(--stance-map-height, calc(710px + 55cqw)); } }
@container (max-width: 559.98px) { .stance-map-figure[data-reserved] { min-height: var(--stance-map-height, max(1242px, 908px + 94cqw)); } }
[hidden] { display: none !important; }
canvas { display: block; }
canvas.stance-map-bar { height: calc(var(--line) + 6px + var(--bar)); margin-top: calc(-1 * var(--line)); }
.stance-map-picture { touch-action: pan-x pan-y; -webkit-tap-highlight-color: transparent; }
.stance-map-picture > canvas { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.stance-map-picture > canvas.base { position: static; }
.root > canvas.base { position: absolute; pointer-events: none; }
.is-emphasised > canvas.base { opacity: var(--faded); }
@media (prefers-reduced-motion: no-preference) { canvas.base { transition: opacity .15s; } }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button { all: unset; box-sizing: border-box; cursor: pointer; font: inherit; color: inherit; }
button.stance-map-entry:hover { box-shadow: inset 0 0 0 1px var(--rule); }
button.stance-map-entry[aria-pressed=true] { box-shadow: inset 0 0 0 1px var(--ink); background: color-mix(in srgb, var(--ink) 9%, transparent); }
button.stance-map-button { display: inline-flex; align-items: center; min-height: 26px; padding: .1em .7em; border: 1px solid var(--rule, #8888); border-radius: 3px; line-height: 1.2; }
button.stance-map-button:hover { border-color: var(--ink, currentColor); }
button:focus-visible, summary:focus-visible, a:focus-visible, input:focus-visible, .stance-map-scroll:focus-visible { outline: 2px solid var(--focus, currentColor); outline-offset: 2px; }
/* Of its own layout: the content of the card moves nothing else. */
.message { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: .8em; padding: 1.5em; text-align: center; color: #5f6468; }
.message.failed { position: relative; min-height: 260px; }
.message p { max-width: 46em; white-space: pre-line; margin: 0; }
.message strong { font-weight: 700; }
.notice { position: absolute; z-index: 1; inset-inline: 0; display: flex; flex-wrap: wrap; gap: .3em .8em; align-items: center; padding: .35em .6em; font: 12px/1.4 "Noto Sans", "Helvetica Neue", Arial, sans-serif; text-align: start; color: #1b1d1f; background: rgb(255 255 255 / .94); border: 1px solid #8888; }
.notice button { padding: .1em .7em; min-height: 24px; border: 1px solid #5f6468; border-radius: 3px; }
@media (prefers-color-scheme: dark) { .message { color: #a6aaae; } }
@media print { .notice { display: none; } }
@media (forced-colors: active) {
  .stance-map-picture > canvas, canvas { forced-color-adjust: none; }
  button.stance-map-entry[aria-pressed=true] { outline: 2px solid Highlight; }
}
`);
