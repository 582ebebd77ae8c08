// Elements without any HTML being parsed, and changes to them that keep focus, caret and selection.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  check: "M5 13l4 4L19 7",
  cross: "M6 6l12 12M18 6L6 18",
  question: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5v.5",
  partly: "M12 6v8M12 17.5v.5",
  neutral: "M6 8h12M6 16h12",
  calendar: "M5 7h14v12H5zM5 11h14M9 4v4M15 4v4",
  phone: "M8 3h8v18H8zM11 18h2",
  email: "M4 6h16v12H4zM4 7l8 6 8-6",
  web: "M14 4h6v6M20 4l-9 9M17 14v5H5V7h5",
  chat: "M4 5h16v11H9l-5 4zM8 9h8M8 12h5",
  "in-person": "M12 21s-6-6-6-11a6 6 0 0 1 12 0c0 5-6 11-6 11zM12 8v4",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
};

/** @typedef {Node | string | null | undefined | false | Child[]} Child */

/**
 * An element with attributes and children (nodes, texts, lists of them); null and false leave one out.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | null | false>} attributes
 * @param {Child[]} children
 */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/**
 * A part of a picture, or the whole of it, in the same way.
 * @param {"svg" | "path" | "line" | "rect"} name
 * @param {Record<string, string>} attributes
 * @param {Child[]} children
 */
export function shape(name, attributes, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/**
 * @template {Element} Made
 * @param {Made} made
 * @param {Record<string, string | null | false>} attributes
 * @param {Child[]} children
 */
function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "string") made.setAttribute(key, value);
  }
  made.append(.../** @type {any[]} */ (children).flat(Infinity).filter(Boolean));
  return made;
}

/**
 * Something that a visitor opens; what is open stays so (see `morph`).
 * @param {string} style
 * @param {Child} summary
 * @param {Child[]} children
 */
export function folded(style, summary, ...children) {
  return el("details", { class: `wizard-fold ${style}` }, el("summary", {}, summary), el("div", {}, children));
}

/**
 * A button that does what the page's `actions` have under its name.
 * @param {string} name
 * @param {Child} words
 * @param {string} style
 * @param {Record<string, string>} more attributes
 */
export function action(name, words, style = "wizard-button", more = {}) {
  return el("button", { type: "button", class: style, "data-action": name, ...more }, words);
}

/**
 * A line that is there to be known, and not to be acted on.
 * @param {Child[]} words
 */
export function note(...words) {
  return el("p", { class: "wizard-note" }, words);
}

/**
 * The element that a selector names. Throws where there is none.
 * @param {string} selector
 * @param {ParentNode} [within]
 */
export function select(selector, within = document) {
  const element = within.querySelector(selector);
  if (element instanceof HTMLElement) return element;
  throw new Error(`no ${selector}`);
}

/**
 * The elements that a selector names.
 * @param {string} selector
 * @param {ParentNode} [within]
 */
export function all(selector, within = document) {
  return /** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(selector));
}

/**
 * A small picture that says nothing to a screen reader.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  const attributes = { viewBox: "0 0 24 24", class: "wizard-icon", "aria-hidden": "true" };
  return shape("svg", attributes, shape("path", { d: ICONS[name] }));
}

/**
 * Make `old` look like `fresh` with the least changes. What a visitor has opened or typed is left alone:
 * `open` of details, and the values of fields, which are no attributes.
 * @param {ChildNode} old
 * @param {ChildNode} fresh
 */
export function morph(old, fresh) {
  if (old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
  } else if (old instanceof Element && fresh instanceof Element) {
    morphAttributes(old, fresh);
    morphChildren(old, fresh);
  } else if (old.nodeValue !== fresh.nodeValue) {
    old.nodeValue = fresh.nodeValue;
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 */
function morphAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 */
function morphChildren(old, fresh) {
  const before = [...old.childNodes];
  for (const child of [...fresh.childNodes]) {
    const there = before.shift();
    if (there) morph(there, child);
    else old.append(child);
  }
  for (const child of before) child.remove();
}
