// An outcome, looked up piece by piece. What an instant decides is left open in it (`sketch`).

/** @import { Lookup, LookupOutcomes } from "publisher.lookup.shapes" */
/** @import { Outcome, VersionView } from "wizard.view" */
/** @import { Details, KnownVersion, ShownOutcome, Walked, Way } from "./shapes.d.ts" */
import { filledIn, ticketOf } from "./ticket_text.js";

/** @typedef {Record<string, string>} Facts */

const UNASKED = "unasked"; // The engine's value for a question that did not come up.
const STATES = ["open", "closed"];

/**
 * The outcome at the end of a way through the look-up; null where it has none. `sketch` says what is open in it:
 * always the instants, and the `version` where its status isn't known. `ways` are the channels for each way in
 * which channels can be open or closed, as far as that matters. `again` is the link that leads back here.
 * @param {Lookup} lookup
 * @param {Walked} walked
 * @param {Details} typed
 * @param {string} again
 * @returns {ShownOutcome | null}
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

/**
 * Every way in which channels can be open or closed.
 * @param {string[]} channels
 * @returns {Facts[]}
 */
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
    [known[`${table}#`], known[table]] = /** @type {[string, string]} */ (lookUp(outcomes, look, known));
  }
  const outcome = /** @type {Outcome} */ (structuredClone(outcomes.empty));
  for (const [field, look, within] of outcomes.pieces) {
    const piece = lookUp(outcomes, look, known);
    /** @type {Record<string, unknown> | undefined} */
    const home = within ? outcome.procedures.find(({ id }) => id === within) : outcome;
    if (piece === null || !home) continue;
    const list = home[field];
    // Steps are added to a procedure, which must not stay in the look-up.
    if (Array.isArray(list)) addOnce(list, /** @type {{id?: string}[]} */ (structuredClone(piece)));
    else home[field] = piece;
  }
  return { ...outcome, version: version && versionView(outcome.version, version) };
}

/**
 * A version as an outcome says it, with what its status has of its own.
 * @param {VersionView | null} ofStatus
 * @param {KnownVersion} version
 */
function versionView(ofStatus, { text, product, last }) {
  return /** @type {VersionView} */ ({ ...ofStatus, product: product?.name ?? "", version: text, last });
}

/**
 * From node to node by the facts that they name, to a value.
 * @param {LookupOutcomes} outcomes
 * @param {number} look
 * @param {Facts} facts
 */
function lookUp({ nodes, values }, look, facts) {
  let ref = look;
  while (ref >= 0) {
    const [fact, ways, other] = /** @type {LookupOutcomes["nodes"][number]} */ (nodes[ref]);
    const value = facts[fact] ?? UNASKED;
    ref = Object.hasOwn(ways, value) ? (ways[value] ?? other) : other;
  }
  return values[~ref];
}

/**
 * @param {{id?: string}[]} list
 * @param {{id?: string}[]} parts
 */
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

/**
 * The ways; one where what is open makes no difference.
 * @param {Way[]} ways
 * @returns {Way[]}
 */
function merged(ways) {
  const shown = ways.map(({ open, route, channels }) => ({ open, route, channels }));
  const alike = new Set(shown.map((way) => JSON.stringify({ ...way, open: 0 }))).size === 1;
  return alike ? shown.slice(0, 1).map((way) => ({ ...way, open: {} })) : shown;
}
