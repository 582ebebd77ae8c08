// What a visitor has told, and where it is kept. Guarantees:
// - The address holds the answers to questions and nothing else; it comes from the engine.
// - Answers kept for later questions stand in the history's entry: Back, Forward and Reload keep them.
// - What is typed for the ticket stays in the tab's own storage, and is gone when the tab is closed.

/** @import { Answers, Details } from "./shapes.d.ts" */
import { own } from "./own.js";
import { page } from "./words.js";

const STORE = `wizard ${location.pathname}`;

export class State {
  /**
   * Answers by question, also to questions that have not come up (again) yet.
   * @type {Answers}
   */
  answers = {};
  /**
   * What was picked before for a question that is being changed.
   * @type {Partial<Answers>}
   */
  before = {};
  /** What was typed, by detail. */
  details = stored();
  #isNew = false;

  /** Take up what the present entry of the history holds; a link that was followed has only its address. */
  read() {
    const kept = history.state?.wizard;
    this.answers = { ...(kept?.answers ?? answersInAddress()) };
    this.before = { ...kept?.before };
    if (kept?.details && !Object.keys(this.details).length) this.details = { ...kept.details };
  }

  /** What comes is a new entry of the history; it is made as soon as its address is known or waited for. */
  push() {
    this.#isNew = true;
  }

  /**
   * Write the present entry, or the new one, with its address where it is known; nothing where that stands there.
   * @param {string} [address]
   */
  replace(address) {
    const hash = address ? `#${address}` : "";
    const url = address === undefined ? undefined : location.pathname + location.search + hash;
    const entry = this.#entry();
    const same = (url === undefined || hash === location.hash) && sameValue(history.state, entry);
    if (this.#isNew || !same) written(this.#isNew ? "pushState" : "replaceState", entry, url);
    this.#isNew = false;
  }

  /**
   * Keep what was typed for a detail.
   * @param {string} detail
   * @param {string | string[]} value
   */
  keep(detail, value) {
    this.details[detail] = value;
    store(this.details);
  }

  /** Forget what was typed. */
  erase() {
    this.details = {};
    store(this.details);
  }

  /** Forget everything; the entry that is left behind keeps it, so that Back undoes it. */
  forget() {
    const { wizard } = this.#entry();
    written("replaceState", { wizard: { ...wizard, details: this.details } });
    Object.assign(this, { answers: {}, before: {} });
    this.erase();
  }

  #entry() {
    return { wizard: { answers: this.answers, before: this.before } };
  }
}

/**
 * A browser may refuse it, such as in a frame, or when entries come too fast: then answers live as long as the page.
 * @param {"pushState" | "replaceState"} how
 * @param {object} entry
 * @param {string} [url]
 */
function written(how, entry, url) {
  try {
    history[how](entry, "", url);
  } catch {
    // See above.
  }
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
function sameValue(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// Nobody's link may fill in the ticket, so the names of details mean nothing in an address.
function answersInAddress() {
  const given = [...new URLSearchParams(location.hash.slice(1))];
  return Object.fromEntries(given.filter(([id]) => own(page.details, id) === undefined));
}

/**
 * Storage may be forbidden or full; then what was typed lives as long as the page.
 * @returns {Details}
 */
function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {Details} details */
function store(details) {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(details));
  } catch {
    // See above.
  }
}
