// What the reader prefers, and the palette that follows from it.

const PREFERENCES = { dark: '(prefers-color-scheme: dark)', contrast: '(prefers-contrast: more)', forced: '(forced-colors: active)' };

/** @param {keyof typeof PREFERENCES} name */
const prefers = (name) => matchMedia(PREFERENCES[name]).matches;

/**
 * The palette for an attribute `theme` (`light`, `dark`, `contrast` or empty); paper is white.
 * @param {string} theme
 * @param {boolean} isPrinting
 */
export function paletteFor(theme, isPrinting) {
  const isDark = !isPrinting && (theme === 'dark' || (theme !== 'light' && prefers('dark')));
  const isContrast = theme === 'contrast' || prefers('contrast') || prefers('forced');
  return (isDark ? 'dark' : 'light') + (isContrast ? '-contrast' : '');
}

/**
 * Calls `step` whenever its appearance may change: preferences, pixels of the screen.
 * @param {() => void} step
 * @param {AbortSignal} signal
 */
export function watchPreferences(step, signal) {
  for (const query of Object.values(PREFERENCES)) matchMedia(query).addEventListener('change', step, { signal });
  watchPixelRatio(step, signal);
}

/**
 * @param {() => void} step
 * @param {AbortSignal} signal
 */
function watchPixelRatio(step, signal) {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
    watchPixelRatio(step, signal);
    step();
  }, { signal, once: true });
}
