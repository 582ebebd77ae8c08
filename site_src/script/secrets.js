// Secrets in what visitors type, found and masked by the engine's own rules (`wizard/ticket/secrets.py`, which says how
// they are to be read). Tests hold the two to the same bytes. Where the rules are not there, all of a text is masked.

/** @import { SecretRule, Secrets } from "wizard.ticket.secrets" */
/** @import { DetailView, Masked } from "wizard.view" */

/** @typedef {{start: number, end: number, kind: Masked["kind"], text: string}} Secret */
/** @typedef {Omit<Secret, "kind"> & {kind: Masked["kind"] | null}} Found a secret, or what only looks like one */

/** @type {Map<string, RegExp>} */
const compiled = new Map();

const MOST_REMEMBERED = 64;
/** @type {Map<string, Secret[]>} */
const remembered = new Map();

/** @typedef {{rules: Secrets, turned: string[]}} Hidden how secrets are found, and for which it is turned */

/**
 * Whether secrets can be found in a text.
 * @param {Secrets} secrets
 */
export function canFind({ rules }) {
  return rules.length > 0;
}

/**
 * A text of a kind of detail with its secrets masked, but for those that are shown; no more of it than a part, with
 * what is masked of a secret that goes beyond.
 * @param {string} text
 * @param {DetailView["kind"]} detail
 * @param {Hidden} hidden
 */
export function masked(text, detail, { rules, turned }, [from, to] = [0, text.length]) {
  const kept = text.slice(0, to);
  if (!canFind(rules)) return kept.slice(from) && rules.mask;
  const inside = secretsIn(text, detail, rules).filter((secret) => secret.end > from && secret.start < to);
  let said = "";
  let end = from;
  for (const secret of inside) {
    const start = Math.max(secret.start, end);
    said += kept.slice(end, start) + (isShown(secret, rules, turned) ? kept.slice(start, secret.end) : rules.mask);
    end = secret.end;
  }
  return said + kept.slice(end);
}

/**
 * The secrets in a part of what was typed for a detail, or for a question.
 * @param {string} text
 * @param {Pick<DetailView, "id" | "name" | "kind">} detail
 * @param {Hidden} hidden
 * @returns {Masked[]}
 */
export function maskedIn(text, { id, name, kind }, { rules, turned }, [from, to] = [0, text.length]) {
  if (!canFind(rules)) return [];
  const read = secretsIn(text, kind, rules).filter(({ start, end }) => end > from && start < to);
  let [line, at] = [1, 0];
  return read.map((secret) => {
    line += text.slice(at, secret.start).split("\n").length - 1;
    at = secret.start;
    return { detail: id, name, kind: secret.kind, line, text: secret.text, shown: isShown(secret, rules, turned) };
  });
}

/**
 * What was found, each text once.
 * @param {Masked[]} found
 */
export function eachOnce(found) {
  return [...new Map(found.map((secret) => [secret.text, secret])).values()];
}

/**
 * Look a text through, a rule at a time, so that typing goes on meanwhile; from then on what is in it is known at once.
 * @param {string} text
 * @param {DetailView["kind"]} detail
 * @param {Secrets} rules
 * @param {() => boolean} wanted whether to go on
 */
export async function lookThrough(text, detail, rules, wanted) {
  if (!canFind(rules) || isKnown(text, detail)) return;
  const steps = searching(text, detail, rules);
  let step = steps.next();
  while (!step.done) {
    await new Promise((resolve) => setTimeout(resolve));
    if (!wanted()) return;
    step = steps.next();
  }
  remember(text, detail, step.value);
}

/**
 * Whether a text was looked through.
 * @param {string} text
 * @param {DetailView["kind"]} detail
 */
export function isKnown(text, detail) {
  return remembered.has(`${detail} ${text}`);
}

/**
 * @param {Secret} secret
 * @param {Secrets} rules
 * @param {string[]} turned
 */
function isShown({ kind, text }, { offered }, turned) {
  return offered.includes(kind) !== turned.includes(text);
}

/**
 * The secrets of a text in a kind of detail, in its order; none overlaps another.
 * @param {string} text
 * @param {DetailView["kind"]} detail
 * @param {Secrets} rules
 */
function secretsIn(text, detail, rules) {
  const known = remembered.get(`${detail} ${text}`);
  if (known) return known;
  const steps = searching(text, detail, rules);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return remember(text, detail, step.value);
}

/**
 * @param {string} text
 * @param {DetailView["kind"]} detail
 * @param {Secret[]} found
 */
function remember(text, detail, found) {
  if (remembered.size > MOST_REMEMBERED) remembered.clear();
  remembered.set(`${detail} ${text}`, found);
  return found;
}

/**
 * Stops after each rule, to be gone on with.
 * @param {string} text
 * @param {DetailView["kind"]} detail
 * @param {Secrets} rules
 * @returns {Generator<void, Secret[]>}
 */
function* searching(text, detail, { mask, rules, offered, offered_in, unseen, digits }) {
  const left = offered_in.includes(detail) ? [] : offered;
  const { read, places } = plain(text, unseen, digits);
  const low = read.toLowerCase();
  /** @type {Found[]} */
  let found = [];
  for (const rule of rules) {
    const wanted = rule.kind === null || !left.includes(rule.kind);
    if (!wanted || !rule.needs.some((need) => low.includes(need))) continue;
    const more = matches(rule, read).filter(({ text }) => text !== mask);
    found = [...found, ...free(more, found)].sort((first, second) => first.start - second.start);
    yield;
  }
  return found.filter(isSecret).map((secret) => {
    const start = places?.[secret.start] ?? secret.start;
    const end = places ? (places[secret.end - 1] ?? 0) + 1 : secret.end;
    return { ...secret, start, end, text: text.slice(start, end) };
  });
}

/**
 * A text as it is read: without what nobody sees, and with our digits. Where something was left out, the places at
 * which its characters stand.
 * @param {string} text
 * @param {string} unseen
 * @param {string[]} digits
 */
function plain(text, unseen, digits) {
  const others = digits.join("");
  const ours = text.replace(new RegExp(`[${others}]`, "g"), (digit) => String(others.indexOf(digit) % 10));
  const read = ours.replace(new RegExp(`[${unseen}]`, "g"), "");
  if (read.length === text.length) return { read, places: null };
  const places = ours.split("").flatMap((unit, place) => (unseen.includes(unit) ? [] : [place]));
  return { read, places };
}

/**
 * @param {SecretRule} rule
 * @param {string} text
 * @returns {Found[]}
 */
function matches({ kind, pattern, luhn }, text) {
  const found = Array.from(text.matchAll(expression(pattern)), (match) => {
    const [whole = "", , secret = ""] = match;
    const end = (match.index ?? 0) + whole.length;
    return { start: end - secret.length, end, kind, text: secret };
  });
  return luhn ? found.filter(({ text }) => checks(text)) : found;
}

/**
 * Those that share no letter with what is known; both come in their order.
 * @param {Found[]} more
 * @param {Found[]} known
 */
function free(more, known) {
  let at = 0;
  return more.filter(({ start, end }) => {
    while ((known[at]?.end ?? Infinity) <= start) at += 1;
    return end <= (known[at]?.start ?? Infinity);
  });
}

/**
 * @param {Found} found
 * @returns {found is Secret}
 */
function isSecret(found) {
  return found.kind !== null;
}

/** @param {string} pattern */
function expression(pattern) {
  const known = compiled.get(pattern) ?? new RegExp(pattern, "gu");
  compiled.set(pattern, known);
  return known;
}

/**
 * Whether a number has the check digit of ISO/IEC 7812.
 * @param {string} number
 */
function checks(number) {
  const digits = [...number.replace(/[^0-9]/g, "")].reverse().map(Number);
  const sum = digits.reduce((all, digit, at) => all + (at % 2 ? digit * 2 - (digit > 4 ? 9 : 0) : digit), 0);
  return sum % 10 === 0;
}
