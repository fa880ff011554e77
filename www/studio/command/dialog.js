// What is seen of a job: a question before it, if it has one; how far it is; a button that ends it.
import { element } from '../../element/dom.js';
import { button } from '../views/parts.js';

/** @typedef {import('../words.js').Words} Words */

/**
 * Does a job in a dialog; undefined where it was cancelled.
 * @template T
 * @param {Words} words
 * @param {string} title
 * @param {(say: (text: string) => void, signal: AbortSignal) => Promise<T>} job
 * @param {HTMLElement} [question] what is asked before
 * @returns {Promise<T | undefined>}
 */
export function inDialog(words, title, job, question) {
  const abort = new AbortController();
  const status = element('p', { role: 'status' });
  const bar = element('progress', { hidden: true, ariaLabel: title });
  const heading = element('h2', { id: 'job-title' }, title);
  return new Promise((resolve, reject) => {
    const start = () => {
      form.querySelector('[type=submit]')?.remove();
      if (question) question.inert = true;
      bar.hidden = false;
      status.textContent = words.say('job.fetching');
      job((text) => { status.textContent = text; }, abort.signal).then(resolve, (error) => abort.signal.aborted ? resolve(undefined) : reject(error)).finally(() => dialog.remove());
      cancel.focus();
    };
    const end = () => {
      abort.abort();
      dialog.remove();
      resolve(undefined);
    };
    const cancel = button(words.say('job.cancel'), end);
    const form = element('form', { method: 'dialog' }, heading, ...(question ? [question] : []), bar, status, element('p', { className: 'buttons' }, ...(question ? [element('button', { type: 'submit', className: 'primary' }, words.say('job.make'))] : []), cancel));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      start();
    });
    const dialog = element('dialog', { className: 'job' }, form);
    dialog.setAttribute('aria-labelledby', heading.id);
    dialog.addEventListener('cancel', end);
    document.body.append(dialog);
    dialog.showModal();
    if (!question) start();
  });
}
