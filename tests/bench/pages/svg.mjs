// What the peers that draw in SVG share: the browser finds what lies under the pointer.
import { INK, OUTLINE, card, stage, svgPng } from './stage.mjs';

/** Settles style, layout and hit testing; painting can't be waited for in a page. */
export const settle = (svg) => svg.getBoundingClientRect();

/** `hit` and `hover` by the browser; `words` gives a path's lines for the card, null for others. */
export function pointing(words) {
  const showCard = card();
  let hovered = null;
  const at = (x, y) => {
    const box = stage().getBoundingClientRect();
    const node = document.elementFromPoint(box.left + x, box.top + y);
    return node && words(node) ? node : null;
  };
  const outline = (node, on) => {
    node.style.stroke = on ? INK : '';
    node.style.strokeWidth = on ? `${OUTLINE}px` : '';
  };
  const point = (node, x, y) => {
    showCard(node && words(node), x, y);
    if (node === hovered) return;
    if (hovered) outline(hovered, false);
    hovered = node;
    if (!node) return;
    node.parentNode.append(node); // above its neighbours
    outline(node, true);
  };
  return {
    hit: (x, y) => words(at(x, y) ?? stage())?.[0] ?? null,
    hover: (x, y) => point(at(x, y), x, y),
    leave: () => point(null),
  };
}

export const exportPng = (svg) => (width, height) => svgPng(svg, width, height);
