// Elements without any HTML being parsed, and changes to them that keep focus, caret and selection.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  check: "M5 13l4 4L19 7",
  cross: "M6 6l12 12M18 6L6 18",
  question: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5v.5",
  partly: "M12 6v8M12 17.5v.5",
  calendar: "M5 7h14v12H5zM5 11h14M9 4v4M15 4v4",
  phone: "M8 3h8v18H8zM11 18h2",
  email: "M4 6h16v12H4zM4 7l8 6 8-6",
  web: "M14 4h6v6M20 4l-9 9M17 14v5H5V7h5",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
};

/** An element with attributes and children (nodes, texts, lists of them); null and false leave one out. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter(Boolean));
  return made;
}

/** A small picture that says nothing to a screen reader. */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", "wizard-icon");
  picture.setAttribute("aria-hidden", "true");
  picture.append(path);
  return picture;
}

/**
 * Make `old` look like `fresh` with the least changes. What a visitor has opened or typed is left alone:
 * `open` of details, and the values of fields, which are no attributes.
 */
export function morph(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
  } else if (old.nodeType === Node.ELEMENT_NODE) {
    morphAttributes(old, fresh);
    morphChildren(old, fresh);
  } else if (old.data !== fresh.data) {
    old.data = fresh.data;
  }
}

function morphAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function morphChildren(old, fresh) {
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  after.forEach((child, at) => {
    if (before[at]) morph(before[at], child);
    else old.append(child);
  });
  for (const child of before.slice(after.length)) child.remove();
}
