// Secrets in what visitors type, found and masked by the engine's own rules (`wizard/ticket/secrets.py`, which says how
// they are to be read). Tests hold the two to the same bytes.

/** @import { Secrets } from "wizard.ticket.secrets" */
/** @import { DetailView, Masked } from "wizard.view" */

/** @typedef {{start: number, end: number, kind: Masked["kind"], text: string}} Secret */

/** @type {Map<string, RegExp>} */
const compiled = new Map();

const MOST_REMEMBERED = 64;
/** @type {Map<string, Secret[]>} */
const remembered = new Map();

/**
 * A text with its secrets masked, but for those that are to be shown.
 * @param {string} text
 * @param {Secrets} rules
 * @param {string[]} shown
 */
export function masked(text, rules, shown = []) {
  let said = "";
  let end = 0;
  for (const secret of secretsIn(text, rules)) {
    said += text.slice(end, secret.start) + (shown.includes(secret.text) ? secret.text : rules.mask);
    end = secret.end;
  }
  return said + text.slice(end);
}

/**
 * The same of what stands behind the beginning of a text.
 * @param {string} text
 * @param {number} from
 * @param {Secrets} rules
 * @param {string[]} shown
 */
export function maskedFrom(text, from, rules, shown) {
  const behind = secretsIn(text, rules).filter(({ end }) => end > from);
  let said = "";
  let end = from;
  for (const secret of behind) {
    const start = Math.max(secret.start, end);
    said += text.slice(end, start) + (shown.includes(secret.text) ? text.slice(start, secret.end) : rules.mask);
    end = secret.end;
  }
  return said + text.slice(end);
}

/**
 * The secrets in what was typed for a detail.
 * @param {string} text
 * @param {DetailView} detail
 * @param {Secrets} rules
 * @param {string[]} shown
 * @returns {Masked[]}
 */
export function maskedIn(text, { id, name }, rules, shown) {
  return secretsIn(text, rules).map((secret) => ({
    detail: id,
    name,
    kind: secret.kind,
    line: text.slice(0, secret.start).split("\n").length,
    text: secret.text,
    shown: shown.includes(secret.text),
  }));
}

/**
 * The secrets of a text, in its order; none overlaps another.
 * @param {string} text
 * @param {Secrets} rules
 */
function secretsIn(text, rules) {
  const found = remembered.get(text) ?? searched(text, rules);
  if (remembered.size > MOST_REMEMBERED) remembered.clear();
  remembered.set(text, found);
  return found;
}

/**
 * @param {string} text
 * @param {Secrets} rules
 */
function searched(text, { mask, rules }) {
  /** @type {Secret[]} */
  const found = [];
  const low = text.toLowerCase();
  for (const { kind, pattern, needs, luhn } of rules) {
    if (!needs.some((need) => low.includes(need))) continue;
    const more = [];
    for (const match of text.matchAll(expression(pattern))) {
      const [whole = "", , secret = ""] = match;
      const end = (match.index ?? 0) + whole.length;
      const one = { start: end - secret.length, end, kind, text: secret };
      const taken = found.some((known) => one.start < known.end && known.start < one.end);
      if (secret !== mask && !taken && (!luhn || checks(secret))) more.push(one);
    }
    found.push(...more);
  }
  return found.sort((one, other) => one.start - other.start);
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
