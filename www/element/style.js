// The styles of the element's shadow root: the figure's own sheet, and what only a live map has.
import { figureCss } from '../texts.js';

// The height is reserved before anything is known of the map: the map's own, and what headline, legend and
// notes of common length take at that width.
export const sheet = new CSSStyleSheet();
sheet.replaceSync(`${figureCss}
:host { display: block !important; position: relative !important; box-sizing: border-box !important; min-width: 0 !important; container-type: inline-size !important; }
:host([hidden]) { display: none !important; }
.root { all: initial; display: block; direction: inherit; }
.stance-map-figure[data-reserved] { min-height: var(--stance-map-height, max(1300px - 130cqw, 774px + 9.2cqw, 690px + 18cqw, 441px + 45.5cqw)); }
[hidden] { display: none !important; }
canvas { display: block; }
canvas.stance-map-bar { height: var(--bar); }
.stance-map-picture { touch-action: pan-x pan-y; -webkit-tap-highlight-color: transparent; }
.stance-map-picture > canvas { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.stance-map-picture > canvas.base { position: static; }
.root > canvas.base { position: absolute; pointer-events: none; }
.is-emphasised > canvas.base { opacity: var(--faded); }
@media (prefers-reduced-motion: no-preference) { canvas.base { transition: opacity .15s; } }
.countries { position: absolute; inset: 0; outline: none; border-radius: 3px; }
.countries.is-magnified { cursor: grab; }
.countries.is-magnified:active { cursor: grabbing; }
.countries.is-over { cursor: pointer; }
/* So that a change of cursor, which is inherited, ends before 200 options. */
.countries > * { cursor: auto; }
.countries:focus-visible { box-shadow: 0 0 0 2px var(--paper), 0 0 0 4px var(--focus); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button { all: unset; box-sizing: border-box; cursor: pointer; font: inherit; color: inherit; }
button.stance-map-entry { display: flex; border: 1px solid transparent; padding: 0 calc(.3em - 1px); }
button.stance-map-entry:hover { border-color: var(--rule); }
button.stance-map-entry[aria-pressed=true] { border-color: var(--ink); background: color-mix(in srgb, var(--ink) 9%, transparent); }
button.stance-map-button { display: inline-flex; align-items: center; min-height: 26px; padding: .1em .7em; border: 1px solid var(--rule, #8888); border-radius: 3px; line-height: 1.2; }
button.stance-map-button:hover { border-color: var(--ink, currentColor); }
.group { display: flex; flex-wrap: wrap; gap: .35em; align-items: center; }
button:focus-visible, summary:focus-visible, a:focus-visible, input:focus-visible, .stance-map-scroll:focus-visible { outline: 2px solid var(--focus, currentColor); outline-offset: 2px; }
/* Of its own layout: the content of the card moves nothing else. */
.over { position: absolute; z-index: 2; inset: 0; contain: layout size style; pointer-events: none; }
.card { position: absolute; left: 0; top: 0; box-sizing: border-box; width: max-content; max-width: min(280px, 100%);
  padding: .55em .75em .6em; pointer-events: none; white-space: pre-line; line-height: 1.38; font-size: max(12.5px, var(--note, 12px)); color: var(--ink); background: var(--paper);
  border: 1px solid var(--rule); border-radius: 4px; box-shadow: 0 2px 10px rgb(0 0 0 / .18); text-align: start; }
.card.is-pinned { pointer-events: auto; padding-inline-end: 2.6em; }
.card.is-docked { left: 0; right: 0; width: auto; max-width: none; border-radius: 4px 4px 0 0; }
.card strong { font-weight: 700; font-size: 1.08em; }
.card .stance-map-swatch { display: inline-block; margin-inline-end: .42em; vertical-align: -.08em; }
.card .detail { color: var(--muted); }
.card .close { position: absolute; inset-block-start: 2px; inset-inline-end: 2px; display: grid; place-content: center; width: 26px; height: 26px; font-size: 16px; line-height: 1; border-radius: 3px; }
.zoom { position: absolute; z-index: 1; right: 0; bottom: 0; display: flex; gap: 3px; line-height: 1; font-size: 12px; }
.zoom .sign { display: grid; place-content: center; width: 26px; height: 26px; font-size: 15px; color: var(--ink); background: var(--paper); border: 1px solid var(--rule); border-radius: 3px; }
.zoom .sign:hover:enabled { border-color: var(--ink); }
.zoom .sign:disabled { color: var(--muted); cursor: default; }
.zoom .places { box-sizing: border-box; height: 26px; max-width: 11em; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--rule); border-radius: 3px; }
.zoom .places:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.message { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: .8em; padding: 1.5em; text-align: center; color: #5f6468; }
.message.failed { position: relative; min-height: 260px; }
.message p { max-width: 46em; white-space: pre-line; margin: 0; }
.message strong { font-weight: 700; }
.notice { position: absolute; z-index: 1; inset-inline: 0; display: flex; flex-wrap: wrap; gap: .3em .8em; align-items: center; padding: .35em .6em; font: 12px/1.4 "Noto Sans", "Helvetica Neue", Arial, sans-serif; text-align: start; color: #1b1d1f; background: rgb(255 255 255 / .94); border: 1px solid #8888; }
.notice button { padding: .1em .7em; min-height: 24px; border: 1px solid #5f6468; border-radius: 3px; }
@media (prefers-color-scheme: dark) { .message { color: #a6aaae; } }
@media print { .card, .notice, .zoom { display: none; } }
@media (forced-colors: active) {
  .stance-map-picture > canvas, canvas { forced-color-adjust: none; }
  .card { border: 2px solid CanvasText; }
  button.stance-map-entry[aria-pressed=true] { outline: 2px solid Highlight; }
  .countries:focus-visible { outline: 3px solid Highlight; box-shadow: none; }
}
`);
