// An outcome, looked up in the map piece by piece. What an instant decides is left open in it (`sketch`).

/** @import { OutcomeMap, WizardMap } from "publisher.lookup.shapes" */
/** @import { Walked } from "./map.js" */
/** @import { Cited } from "wizard.clauses" */
/** @import { Outcome } from "wizard.view" */
/** @import { Details, ShownOutcome, Way } from "./shapes.d.ts" */
import { ticketOf, ticketValue } from "./map_ticket.js";
import { versionView } from "./map_versions.js";

const UNASKED = "unasked"; // The engine's value for a question that did not come up.
const STATES = ["open", "closed"];

/** @typedef {Way & {cited: Cited[]} & Omit<Outcome, "ticket">} Pieced an outcome before its ticket is written */

/**
 * The outcome at the end of a way through the map; null where the map has none.
 * `sketch` says what is open in it: always the instants, and the `version` where its status isn't known.
 * `ways` are the channels for each way in which channels can be open or closed, as far as that matters.
 * @param {WizardMap} map
 * @param {Walked} walked
 * @param {Details} typed
 * @param {{now: string, address: string}} told
 * @returns {ShownOutcome | null}
 */
export function outcomeAt(map, walked, typed, told) {
  const { outcomes } = map;
  if (!outcomes || !map.ticket) return null;
  const ways = moments(outcomes.moments).map((open) => ({ open, ...pieced(outcomes, walked, open) }));
  const { cited, ...outcome } = pieced(outcomes, walked, ways[0]?.open ?? {});
  const details = outcome.details.map((detail) => ({ ...detail, value: ticketValue(detail, typed[detail.id]) }));
  const missing = details.filter((one) => one.required && !one.value.length).map(({ name }) => name);
  const whole = { ...outcome, details, missing };
  const ticket = ticketOf(map.ticket, { ...whole, cited, walked }, told);
  const sketch = { version: Boolean(walked.version?.open) };
  return onlyWaysDiffer(ways) ? { ...whole, ticket, sketch, ways: merged(ways) } : null;
}

/**
 * @param {string[]} channels
 * @returns {Record<string, string>[]}
 */
function moments([channel, ...others]) {
  if (!channel) return [{}];
  return STATES.flatMap((state) => moments(others).map((rest) => ({ [channel]: state, ...rest })));
}

/**
 * @param {OutcomeMap} outcomes
 * @param {Walked} walked
 * @param {Record<string, string>} open
 * @returns {Omit<Pieced, "open">}
 */
function pieced(outcomes, { facts, version }, open) {
  const known = { ...facts, ...open };
  for (const [table, look] of outcomes.tables) {
    [known[`${table}#`], known[table]] = lookUp(outcomes, look, known);
  }
  /** @type {any} */
  const outcome = structuredClone(outcomes.empty);
  for (const [field, look] of outcomes.pieces) {
    const piece = lookUp(outcomes, look, known);
    if (piece === null) continue;
    if (Array.isArray(outcome[field])) addOnce(outcome[field], piece);
    else outcome[field] = piece;
  }
  return { ...outcome, version: version && versionView(version, outcome.version) };
}

/**
 * From node to node by the facts that they name, to a value.
 * @param {OutcomeMap} outcomes
 * @param {number} look
 * @param {Record<string, string>} facts
 * @returns {any} as the table or the field has it
 */
function lookUp({ nodes, values }, look, facts) {
  let at = look;
  while (at >= 0) {
    const [fact, ways, other] = /** @type {OutcomeMap["nodes"][number]} */ (nodes[at]);
    const value = facts[fact] ?? UNASKED;
    at = (Object.hasOwn(ways, value) ? ways[value] : other) ?? other;
  }
  return values[~at];
}

/**
 * @param {any[]} list
 * @param {any} piece
 */
function addOnce(list, piece) {
  for (const one of Array.isArray(piece) ? piece : [piece]) {
    if (one.id === undefined || !list.some((other) => other.id === one.id)) list.push(one);
  }
}

/** @param {Pieced[]} ways */
function onlyWaysDiffer(ways) {
  return new Set(ways.map((way) => JSON.stringify({ ...way, open: 0, route: 0, channels: 0, cited: 0 }))).size === 1;
}

/**
 * @param {Pieced[]} ways
 * @returns {Way[]}
 */
function merged(ways) {
  const shown = ways.map(({ open, route, channels }) => ({ open, route, channels }));
  const alike = new Set(shown.map((way) => JSON.stringify({ ...way, open: 0 }))).size === 1;
  return alike ? shown.slice(0, 1).map((way) => ({ ...way, open: {} })) : shown;
}
