// What a visitor has told, and where it is kept. Guarantees:
// - The address holds the answers to questions and nothing else; it comes from the engine, but before an edition holds.
// - A secret that was typed is in no address, entry or storage, unless it was put back.
// - Answers kept for later questions stand in the history's entry: Back, Forward and Reload keep them.
// - What is typed for the ticket stays in the tab's own storage, each field by itself, and is gone when the tab is closed.
// - What was forgotten comes back by `undo` alone, and not at all once something new is told or the page is left: from
//   no entry of the history, and from no page that the browser still holds.

/** @import { Answers, Details } from "./shapes.d.ts" */
import { plainPage } from "./edition.js";
import { isOption } from "./lookup.js";
import { own } from "./own.js";
import { canFind, lookThrough, masked } from "./secrets.js";
import { page } from "./words.js";

// Whichever edition's page it is.
const STORE = `wizard ${plainPage()}`;
const FORGOTTEN = `forgotten ${plainPage()}`;

const LONG = 50_000;
const STORE_MS = 500;

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
  details = storedDetails();
  /**
   * The secrets that are to be in the ticket, and the addresses that are not.
   * @type {string[]}
   */
  turned = [];
  /** How often all was forgotten, and what was typed. */
  #times = storedTimes();
  /** @type {(Told & {times: Times}) | null} */
  #forgotten = null;
  #isNew = false;
  /**
   * The address of an entry that is still to be written.
   * @type {string | null}
   */
  #due = null;
  #kept;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #storing;

  /** @param {(all: boolean) => void} kept hears whether all that was typed is in the tab's storage */
  constructor(kept = () => {}) {
    this.#kept = kept;
  }

  /** Take up what the present entry of the history holds; a link that was followed has only its address. */
  read() {
    this.#due = null;
    this.#isNew = false;
    this.#store();
    const kept = history.state?.wizard;
    const told = kept?.walk < this.#times.walk ? { answers: {} } : kept;
    this.answers = { ...(told?.answers ?? answersInAddress()) };
    this.before = { ...told?.before };
  }

  /** Whether anything was typed, in which there may be secrets. */
  isTyped() {
    const answers = Object.entries({ ...this.before, ...this.answers });
    return Object.keys(this.details).length > 0 || answers.some(([id, answer = ""]) => !isOption(page.lookup, id, answer));
  }

  /** Whether another page of this tab has forgotten what this one holds. */
  isForgotten() {
    const { walk, typed } = storedTimes();
    return walk > this.#times.walk || typed > this.#times.typed;
  }

  /**
   * Keep the answers that the engine has kept; where it has masked a secret, that is known here alone.
   * @param {Answers} kept
   */
  take(kept) {
    const typed = Object.entries(kept).map(([id, answer]) => [
      id,
      answer.includes(page.secrets.mask) ? (own(this.answers, id) ?? answer) : answer,
    ]);
    this.answers = Object.fromEntries(typed);
  }

  /** What comes is a new entry of the history; it is made as soon as its address is known or waited for. */
  push() {
    this.catchUp();
    this.#isNew = true;
  }

  /**
   * Write the present entry, or the new one, when `catchUp` is called, or before anything comes after it: a browser
   * takes about as long for that as for a question.
   * @param {string} address
   */
  replaceSoon(address) {
    this.#due = address;
  }

  /** Write what is to be written. */
  catchUp() {
    if (this.#due !== null) this.replace();
  }

  /**
   * Write the present entry, or the new one, with its address where it is known; nothing where that stands there.
   * @param {string} [address]
   */
  replace(address = this.#due ?? undefined) {
    this.#due = null;
    const hash = address ? `#${address}` : "";
    const url = address === undefined ? undefined : location.pathname + location.search + hash;
    const entry = this.#entry();
    const same = (url === undefined || hash === location.hash) && JSON.stringify(history.state) === JSON.stringify(entry);
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
    this.#store();
  }

  /**
   * Keep what is typed in place of an answer before it is given.
   * @param {string} question
   * @param {string} text
   */
  draft(question, text) {
    this.before[question] = text;
    this.replace();
  }

  /**
   * Put secrets back, or leave them out.
   * @param {string[]} secrets
   */
  turn(secrets) {
    const others = this.turned.filter((text) => !secrets.includes(text));
    this.turned = [...others, ...secrets.filter((text) => !this.turned.includes(text))];
    this.#store();
  }

  /** Forget what was typed. */
  erase() {
    const { walk, typed } = this.#times;
    this.#tell({ answers: this.answers, before: this.before, details: {}, turned: [] }, { walk, typed: typed + 1 });
  }

  /** Forget everything. */
  forget() {
    const { walk, typed } = this.#times;
    this.#tell({ answers: {}, before: {}, details: {}, turned: [] }, { walk: walk + 1, typed: typed + 1 });
  }

  /** Bring back what was forgotten last. */
  undo() {
    if (this.#forgotten) this.#tell(this.#forgotten, this.#forgotten.times);
    this.#forgotten = null;
  }

  /** Nothing comes back from here on. True where something could have. */
  settle() {
    const settled = this.#forgotten !== null;
    this.#forgotten = null;
    return settled;
  }

  /** What was typed is stored now, also where that has waited; not what another page of this tab has forgotten. */
  flush() {
    this.catchUp();
    if (!this.isForgotten()) this.#write();
  }

  #write() {
    clearTimeout(this.#storing);
    // What could not be looked through yet does not take the place of what was stored.
    if (!canFind(page.secrets) && Object.keys(this.details).length > 0) return;
    this.#kept(store(withoutSecrets(this).details, this.#times));
  }

  /**
   * @param {Told} told in place of what was told before
   * @param {Times} times
   */
  #tell({ answers, before, details, turned }, times) {
    this.#forgotten = { ...this, times: this.#times };
    Object.assign(this, { answers, before, details, turned });
    this.#times = times;
    clear();
    this.#write();
  }

  // What is masked is not stored either. To look through a long text takes longer than a key should.
  #store() {
    clearTimeout(this.#storing);
    const length = Object.values(this.details).reduce((sum, value) => sum + value.length, 0);
    if (length > LONG) this.#storing = setTimeout(() => this.#storeLong(), STORE_MS);
    else this.flush();
  }

  async #storeLong() {
    const mine = this.#storing;
    const wanted = () => mine === this.#storing;
    for (const [id, text] of Object.entries(this.details)) {
      if (typeof text === "string") await lookThrough(text, page.kinds[id] ?? "line", page.secrets, wanted);
    }
    if (wanted()) this.flush();
  }

  #entry() {
    const { answers, before } = withoutSecrets({ ...this, details: {} });
    return { wizard: { answers, before, walk: this.#times.walk } };
  }
}

/** @typedef {{walk: number, typed: number}} Times */
/** @typedef {{answers: Answers, before: Partial<Answers>, details: Details, turned: string[]}} Told */

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

// Nobody's link may fill in the ticket, so the names of details mean nothing in an address. A link may have been encoded
// as a whole on its way.
function answersInAddress() {
  const link = location.hash.slice(1);
  const plain = link.includes("=") ? link : [...new URLSearchParams(link).keys()].join("&");
  const given = [...new URLSearchParams(plain)];
  return Object.fromEntries(given.filter(([id]) => own(page.details, id) === undefined));
}

/**
 * What was told, with the secrets masked in what was typed.
 * @param {Told} told
 * @returns {Omit<Told, "turned">}
 */
export function withoutSecrets({ answers, before, details, turned }) {
  const hidden = { rules: page.secrets, turned };
  /** @type {(given: Record<string, any>) => Record<string, any>} */
  const kept = (given) =>
    Object.fromEntries(
      Object.entries(given).map(([id, value]) => [
        id,
        typeof value === "string" && !isOption(page.lookup, id, value) ? masked(value, page.kinds[id] ?? "line", hidden) : value,
      ]),
    );
  return { answers: kept(answers), before: kept(before), details: kept(details) };
}

/** @returns {Details} */
function storedDetails() {
  const found = Object.keys(page.details).map((id) => [id, stored(`${STORE} ${id}`)]);
  return Object.fromEntries(found.filter(([, value]) => value !== null));
}

/** @returns {Times} */
function storedTimes() {
  return stored(FORGOTTEN) ?? { walk: 0, typed: 0 };
}

/**
 * Storage may be forbidden or full; then what was typed lives as long as the page.
 * @param {string} key
 */
function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

// All that was typed, under whichever edition.
function clear() {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(`${STORE} `)) sessionStorage.removeItem(key);
    }
  } catch {
    // Nothing is stored then.
  }
}

/**
 * Each by itself, and the longest last, so that it alone is left out where there is no room for it. True where there
 * was room for all.
 * @param {Details} details
 * @param {Times} times
 */
function store(details, times) {
  const typed = Object.entries(details).filter(([, value]) => value.length > 0);
  const texts = typed.map(([id, value]) => [`${STORE} ${id}`, JSON.stringify(value)]);
  texts.sort(([, first = ""], [, second = ""]) => first.length - second.length);
  try {
    for (const id of Object.keys(page.details)) sessionStorage.removeItem(`${STORE} ${id}`);
    sessionStorage.removeItem(FORGOTTEN);
    if (times.typed > 0) sessionStorage.setItem(FORGOTTEN, JSON.stringify(times));
    for (const [key = "", text = ""] of texts) sessionStorage.setItem(key, text);
    return true;
  } catch {
    return texts.length === 0;
  }
}
