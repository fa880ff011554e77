// A clock for what asks for frames and timers: nothing happens until a test wants it.

/** Takes the place of the browser's frames and timers during a test. */
export function fakeClock(t) {
  let now = 0;
  let id = 0;
  let frames = new Map();
  const timers = new Map();
  const own = {
    requestAnimationFrame: (step) => { frames.set(++id, step); return id; },
    cancelAnimationFrame: (asked) => { frames.delete(asked); },
    setTimeout: (step, ms = 0) => { timers.set(++id, { step, at: now + ms }); return id; },
    clearTimeout: (asked) => { timers.delete(asked); },
    matchMedia: () => ({ matches: clock.isStill }),
  };
  const before = Object.fromEntries(Object.keys(own).map((name) => [name, globalThis[name]]));
  Object.assign(globalThis, own);
  t.after(() => Object.assign(globalThis, before));
  const clock = {
    /** Whether the reader prefers reduced motion. */
    isStill: false,
    /** How many frames are asked for. */
    get asked() { return frames.size; },
    /** Shows `n` frames, each so many ms after the one before. */
    frame(n = 1, ms = 16) {
      for (let i = 0; i < n; i += 1) {
        clock.pass(ms);
        const due = frames;
        frames = new Map();
        for (const step of due.values()) step(now);
      }
    },
    /** Lets time pass without a frame. */
    pass(ms) {
      now += ms;
      for (const [asked, { step, at }] of timers) {
        if (at > now) continue;
        timers.delete(asked);
        step();
      }
    },
  };
  return clock;
}
