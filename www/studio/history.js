// Named steps, taken back and done again. Pure.
import { applied, difference, takenBack } from './patch.js';
import { reduce } from './work.js';

/** @typedef {import('./work.js').Work} Work */
/** @typedef {import('./work.js').Action} Action */
/** @typedef {{ name: string, of: string, at: number, changes: import('./patch.js').Change[] }} Step `name`: a key of words; `of`: what it was done to */
/** @typedef {{ work: Work, past: Step[], future: Step[] }} Desk */

/** So many steps can be taken back. */
export const STEPS = 500;
/** Letters typed so soon after one another are one step, ms. */
const PAUSE = 1200;
/** Actions that go on: what is typed. */
const GOES_ON = new Set(['type', 'write']);

/**
 * What an action is done to: a field, a state, a name of a file.
 * @param {Work} work
 * @param {Action} action
 */
function subject(work, action) {
  switch (action.type) {
    case 'write': case 'set': return action.field;
    case 'correct': return action.code;
    case 'replace': return action.with || work.sources[action.source]?.text.slice(action.from, action.to) || '';
    case 'add': return action.sources.map(({ name }) => name).filter(Boolean).join(', ');
    case 'remove': return work.sources[action.source]?.name ?? '';
    default: return '';
  }
}

/** @param {Work} work @returns {Desk} */
export const newDesk = (work) => ({ work, past: [], future: [] });

/**
 * The desk after an action at a time, ms.
 * @param {Desk} desk
 * @param {Action} action
 * @param {number} at
 * @returns {Desk}
 */
export function act(desk, action, at) {
  const work = reduce(desk.work, action);
  const changes = difference(desk.work, work);
  if (!changes.length) return desk;
  const name = action.type === 'replace' && !action.with ? 'delete' : action.type;
  const step = { name, of: subject(desk.work, action).slice(0, 80), at, changes };
  const last = desk.past.at(-1);
  const goesOn = last && !desk.future.length && GOES_ON.has(step.name) && last.name === step.name && last.of === step.of && at - last.at < PAUSE;
  if (!goesOn) return { work, past: [...desk.past, step].slice(-STEPS), future: [] };
  const whole = { ...step, changes: difference(takenBack(desk.work, last.changes), work) };
  return { work, past: [...desk.past.slice(0, -1), whole], future: [] };
}

/** @param {Desk} desk @returns {Desk} */
export function undo(desk) {
  const step = desk.past.at(-1);
  if (!step) return desk;
  return { work: takenBack(desk.work, step.changes), past: desk.past.slice(0, -1), future: [step, ...desk.future] };
}

/** @param {Desk} desk @returns {Desk} */
export function redo(desk) {
  const [step, ...future] = desk.future;
  if (!step) return desk;
  // Its time is over: what is typed next is a step of its own.
  return { work: applied(desk.work, step.changes), past: [...desk.past, { ...step, at: 0 }], future };
}
