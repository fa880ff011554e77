// Elements without markup: every text is set as text, no string is ever parsed as HTML.

/** An element with properties and children; strings become text, null and false are left out. */
export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== ''));
  return node;
}

/** Names `node` as a part that the page may style. */
export function part(name, node) {
  node.setAttribute('part', name);
  return node;
}

/** Hands `blob` to the reader as a file. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
