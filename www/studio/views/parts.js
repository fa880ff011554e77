// Small parts of the page that several views have.
import { element } from '../../element/dom.js';

/**
 * @param {string} label
 * @param {() => void} onclick
 * @param {Partial<HTMLButtonElement>} [properties]
 */
export const button = (label, onclick, properties = {}) => element('button', { type: 'button', onclick, ...properties }, label);

/**
 * A choice; empty values are named by their key too.
 * @param {[value: string, label: string][]} options
 * @param {string} value
 * @param {(value: string) => void} chosen
 * @param {Partial<HTMLSelectElement>} [properties]
 */
export function select(options, value, chosen, properties = {}) {
  const node = element('select', { ...properties }, ...options.map(([own, label]) => element('option', { value: own }, label)));
  node.value = value;
  node.addEventListener('change', () => chosen(node.value));
  return node;
}

/** @param {string} label @param {HTMLElement} control with an id */
export const field = (label, control) => element('div', { className: 'field' }, element('label', { htmlFor: control.id }, label), control);
