// Elements without markup: every text is set as text, no string is ever parsed as HTML.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with properties and children; strings become text, what is empty is left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return node;
}

/**
 * Names `node` as a part that the page may style.
 * @template {Element} T
 * @param {string} name
 * @param {T} node
 */
export function part(name, node) {
  node.setAttribute('part', name);
  return node;
}
