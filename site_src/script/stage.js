// The stage: the question or the outcome that is shown. What is new is painted with what is seen of it at first; the
// rest, and its entry in the history, come after that.

import { select } from "./dom.js";

/** @typedef {"first" | "question" | "outcome"} Place where the visitor is; what the page shows around the stage depends on it */
/** @typedef {{fresh: HTMLElement, place: Place, rest: () => void}} New what is to be shown, and what comes after its paint */

export const root = select("#wizard");

/**
 * What the next frame shows in place of the stage that stands there.
 * @type {New | null}
 */
export let coming = null;

const first = stage().cloneNode(true);

/**
 * What stood there. It stays, unseen, until the focus is on what is new: a focus that falls to nothing on the way takes
 * a browser twice as long.
 * @type {HTMLElement | null}
 */
let old = null;

// Told once a frame is laid out and before it is painted: to lead earlier would ask for a layout of its own.
const laidOut = new ResizeObserver(() => {
  laidOut.disconnect();
  lead(heading(), stage());
  old?.replaceChildren();
  old?.removeAttribute("class");
});

/** The stage, which may be still to come. */
export function stage() {
  return coming?.fresh ?? select(".wizard-stage", root);
}

/** The heading of what is shown. */
export function heading() {
  return select("#wizard-heading", stage());
}

/** Show something at once; without it, the first stage of the page. */
export function showAtOnce(/** @type {Node} */ fresh = first.cloneNode(true)) {
  coming = null;
  stage().replaceWith(fresh);
}

/**
 * Who `moves` gets what is new with the next frame, which has to lay it out anyway: a browser lays out what a click has
 * changed before the click is done.
 * @param {New} next
 * @param {boolean} moves
 */
export function showNew(next, moves) {
  if (coming || moves) {
    if (!coming) requestAnimationFrame(() => takePlace() && laidOut.observe(stage()));
    coming = next;
  } else {
    put(next);
    old?.remove();
  }
}

/** Do something once what is to come is painted; at once where nothing is. */
export function afterComing(/** @type {() => void} */ action) {
  if (!coming) return action();
  const { rest } = coming;
  coming.rest = () => {
    rest();
    action();
  };
}

/** Show now what would come with the next frame, if anything would. */
export function bring() {
  if (!takePlace()) return;
  lead(heading(), stage());
  old?.remove();
}

/** True where something has come. */
function takePlace() {
  const next = coming;
  coming = null;
  if (next) put(next);
  return next !== null;
}

/**
 * What belongs to another question is not laid over: a field would keep what was typed for the other.
 * @param {New} next
 */
function put({ fresh, place, rest }) {
  if (root.parentElement) root.parentElement.dataset.wizardAt = place;
  root.toggleAttribute("data-begun", place !== "first");
  const before = stage();
  old = before;
  before.before(fresh);
  before.style.display = "none";
  // Once that is painted: when it goes, and when the rest comes, a browser works out the styles of all beside it anew.
  requestAnimationFrame(() => setTimeout(() => {
    before.remove();
    rest();
  }));
}

/**
 * Lead the visitor to a heading, with what it belongs to in view.
 * @param {HTMLElement} title
 * @param {HTMLElement} shown
 */
export function lead(title, shown = title) {
  // In this order, as the focus changes styles, and to scroll asks for a layout.
  shown.scrollIntoView({ block: "start" });
  title.focus({ preventScroll: true });
}
