// An outcome, looked up piece by piece. What an instant decides is left open in it (`sketch`).

import { filledIn, ticketOf } from "./ticket_text.js";

/**
 * @typedef {import("view").Lookup} Lookup
 * @typedef {import("view").LookupOutcomes} LookupOutcomes
 * @typedef {import("view").Outcome} Outcome
 * @typedef {import("./lookup.js").Walked} Walked
 * @typedef {Record<string, string>} Facts
 * @typedef {{open: Facts, route: string, channels: import("view").ChannelView[]}} Way
 * @typedef {Outcome & {sketch: {version: boolean}, ways: Way[]}} Sketch
 */

const UNASKED = "unasked"; // The engine's value for a question that did not come up.
const STATES = ["open", "closed"];

/**
 * The outcome at the end of a way through the look-up; null where it has none. `sketch` says what is open in it:
 * always the instants, and the `version` where its status isn't known. `ways` are the channels for each way in
 * which channels can be open or closed, as far as that matters. `again` is the link that leads back here.
 * @param {Lookup} lookup
 * @param {Walked} walked
 * @param {import("./lookup.js").Details} typed
 * @param {string} again
 * @returns {Sketch | null}
 */
export function outcomeAt({ outcomes, layout }, walked, typed, again) {
  if (!outcomes) return null;
  const ways = combinations(outcomes.moments).map((open) => ({ open, ...pieced(outcomes, walked, open) }));
  const [first] = ways;
  if (!first || !onlyWaysDiffer(ways)) return null;
  const { open, ...outcome } = first;
  const details = outcome.details.map((detail) => filledIn(layout, detail, typed[detail.id]));
  const missing = details.filter(({ required, text }) => required && !text).map(({ name }) => name);
  const material = {
    ...outcome,
    details: Object.fromEntries(details.map((detail) => [detail.id, detail])),
    asked: Object.fromEntries(walked.asked.map((answer) => [answer.question, answer])),
    date: walked.day,
    address: again,
  };
  const ticket = ticketOf(layout, material);
  const sketch = { version: Boolean(walked.version?.open) };
  return { ...outcome, details, missing, ticket, sketch, ways: merged(ways) };
}

/** Every way in which channels can be open or closed. @param {string[]} channels @returns {Facts[]} */
function combinations([channel, ...others]) {
  if (!channel) return [{}];
  return STATES.flatMap((state) => combinations(others).map((rest) => ({ [channel]: state, ...rest })));
}

/**
 * The pieces that hold for some facts, put together.
 * @param {LookupOutcomes} outcomes
 * @param {Walked} walked
 * @param {Facts} open
 * @returns {Outcome}
 */
function pieced(outcomes, { facts, version }, open) {
  const known = { ...facts, ...open };
  for (const [table, look] of outcomes.tables) {
    [known[`${table}#`], known[table]] = lookUp(outcomes, look, known);
  }
  const outcome = structuredClone(outcomes.empty);
  for (const [field, look, within] of outcomes.pieces) {
    const piece = lookUp(outcomes, look, known);
    const home = within ? outcome.procedures.find((/** @type {{id: string}} */ { id }) => id === within) : outcome;
    if (piece === null || !home) continue;
    if (Array.isArray(home[field])) addOnce(home[field], piece);
    else home[field] = piece;
  }
  const { text = "", product = null, last = "" } = version ?? {};
  return { ...outcome, version: version && { ...outcome.version, product: product?.name ?? "", version: text, last } };
}

/** From node to node by the facts that they name, to a value. @param {LookupOutcomes} outcomes @param {number} look @param {Facts} facts */
function lookUp({ nodes, values }, look, facts) {
  let ref = look;
  while (ref >= 0) {
    const [fact, ways, other] = /** @type {import("view").Node} */ (nodes[ref]);
    const value = facts[fact] ?? UNASKED;
    ref = Object.hasOwn(ways, value) ? (ways[value] ?? other) : other;
  }
  return values[~ref];
}

/** @param {{id?: string}[]} list @param {{id?: string}[]} parts */
function addOnce(list, parts) {
  for (const part of parts) {
    if (part.id === undefined || !list.some(({ id }) => id === part.id)) list.push(part);
  }
}

/** @param {object[]} ways */
function onlyWaysDiffer(ways) {
  const rest = ways.map((way) => JSON.stringify({ ...way, open: 0, route: 0, channels: 0, cited: 0 }));
  return new Set(rest).size === 1;
}

/** The ways; one where what is open makes no difference. @param {(Outcome & {open: Facts})[]} ways @returns {Way[]} */
function merged(ways) {
  const shown = ways.map(({ open, route, channels }) => ({ open, route, channels }));
  const alike = new Set(shown.map((way) => JSON.stringify({ ...way, open: 0 }))).size === 1;
  return alike ? shown.slice(0, 1).map((way) => ({ ...way, open: {} })) : shown;
}
