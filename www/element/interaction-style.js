// The styles of what a reader does with the live map: list of countries, card, zoom controls, strip.

/** The style that their shadow root must adopt. */
export const interactionSheet = new CSSStyleSheet();
interactionSheet.replaceSync(`
.countries { position: absolute; inset: 0; outline: none; border-radius: 3px; }
.countries.is-magnified { cursor: grab; }
.countries.is-magnified:active { cursor: grabbing; }
.countries.is-over { cursor: pointer; }
/* So that a change of cursor, which is inherited, ends before 200 options. */
.countries > * { cursor: auto; }
.countries:focus-visible { box-shadow: 0 0 0 2px var(--paper), 0 0 0 4px var(--focus); }
.over { position: absolute; z-index: 2; inset: 0; contain: layout size style; pointer-events: none; }
.card { position: absolute; left: 0; top: 0; box-sizing: border-box; width: max-content; max-width: min(280px, 100%);
  padding: .55em .75em .6em; pointer-events: none; white-space: pre-line; line-height: 1.38; font-size: max(12.5px, var(--note, 12px)); color: var(--ink); background: var(--paper);
  border: 1px solid var(--rule); border-radius: 4px; box-shadow: 0 2px 10px rgb(0 0 0 / .18); text-align: start; }
.card.is-pinned { pointer-events: auto; padding-inline-end: 2.6em; }
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
.tip { margin: 0; color: var(--muted); font-size: max(13px, var(--note)); }
.stance-map-strip > :first-child { flex: 1; min-width: 0; }
.card.is-docked { position: relative; max-width: none; align-content: center; height: 100%; overflow: auto; padding: 0; line-height: 1.25; border: 0; border-radius: 0; box-shadow: none; }
.card.is-docked.is-pinned { padding-inline-end: 46px; }
.card.is-docked .close { inset-block: 0; inset-inline-end: 0; margin-block: auto; width: 44px; height: 44px; font-size: 20px; }
.card.is-docked:not([hidden]) + .tip, .card.is-docked.is-pinned:not([hidden]) ~ .zoom { display: none; }
.stance-map-strip :focus-visible { outline-offset: -2px; }
@container (max-width: 559.98px) {
  .zoom { position: static; }
  .zoom .sign { width: 32px; height: 44px; font-size: 18px; }
  .zoom .places { display: none; }
}
@container (min-width: 560px) { .tip { display: none; } }
@media print { .card, .zoom { display: none; } }
@media (forced-colors: active) {
  .card { border: 2px solid CanvasText; }
  .countries:focus-visible { outline: 3px solid Highlight; box-shadow: none; }
}
`);
