// Creates and changes elements. Data become text only, never HTML.

const SVG = 'http://www.w3.org/2000/svg';

export const byId = id => document.getElementById(id);

// Creates an element with attributes and children. A child is a node or a text.
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

// Sets a text, and touches the page only when it has changed.
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

// Makes the children of a parent those of a list. An element with the same key is kept and updated, so that the focus and an
// opened part stay where they are.
export function keyed(parent, items, keyOf, create, update) {
  const before = new Map([...parent.children].map(child => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const key = keyOf(item);
    let child = before.get(key);
    before.delete(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
  });
  before.forEach(child => child.remove());
}

function filled(node, attributes, children) {
  Object.entries(attributes).forEach(([name, value]) => {
    if (value !== undefined) {
      node.setAttribute(name, value);
    }
  });
  node.append(...children);
  return node;
}
