// An outcome, looked up in the map piece by piece. What an instant decides is left open in it (`sketch`).

import { ticketOf, valueOf } from "./map_ticket.js";
import { versionView } from "./map_versions.js";

const UNASKED = "unasked"; // The engine's value for a question that did not come up.
const STATES = ["open", "closed"];

/**
 * The outcome at the end of a way through the map; null where the map has none.
 * `sketch` says what is open in it: always the instants, and the `version` where its status isn't known.
 * `ways` are the channels for each way in which channels can be open or closed, as far as that matters.
 */
export function outcomeAt(map, walked, typed, told) {
  if (!map.outcomes) return null;
  const ways = moments(map.outcomes.moments).map((open) => ({ open, ...pieced(map.outcomes, walked, open) }));
  const [{ open, cited, ...outcome }] = ways;
  const details = outcome.details.map((detail) => ({ ...detail, value: valueOf(detail, typed[detail.id]) }));
  const missing = details.filter((one) => one.required && !one.value.length).map(({ name }) => name);
  const whole = { ...outcome, details, missing };
  const ticket = ticketOf(map.ticket, { ...whole, cited, walked }, told);
  const sketch = { version: Boolean(walked.version?.open) };
  return onlyWaysDiffer(ways) ? { ...whole, ticket, sketch, ways: merged(ways) } : null;
}

function moments([channel, ...others]) {
  if (!channel) return [{}];
  return STATES.flatMap((state) => moments(others).map((rest) => ({ [channel]: state, ...rest })));
}

function pieced(outcomes, { facts, version }, open) {
  const known = { ...facts, ...open };
  for (const [table, look] of outcomes.tables) {
    [known[`${table}#`], known[table]] = lookUp(outcomes, look, known);
  }
  const outcome = structuredClone(outcomes.empty);
  for (const [field, look] of outcomes.pieces) {
    const piece = lookUp(outcomes, look, known);
    if (piece === null) continue;
    if (Array.isArray(outcome[field])) addOnce(outcome[field], piece);
    else outcome[field] = piece;
  }
  return { ...outcome, version: version && versionView(version, outcome.version) };
}

// From node to node by the facts that they name, to a value.
function lookUp({ nodes, values }, look, facts) {
  let at = look;
  while (at >= 0) {
    const [fact, ways, other] = nodes[at];
    const value = facts[fact] ?? UNASKED;
    at = Object.hasOwn(ways, value) ? ways[value] : other;
  }
  return values[~at];
}

function addOnce(list, piece) {
  for (const one of Array.isArray(piece) ? piece : [piece]) {
    if (one.id === undefined || !list.some((other) => other.id === one.id)) list.push(one);
  }
}

function onlyWaysDiffer(ways) {
  return new Set(ways.map((way) => JSON.stringify({ ...way, open: 0, route: 0, channels: 0, cited: 0 }))).size === 1;
}

function merged(ways) {
  const shown = ways.map(({ open, route, channels }) => ({ open, route, channels }));
  const alike = new Set(shown.map((way) => JSON.stringify({ ...way, open: 0 }))).size === 1;
  return alike ? [{ ...shown[0], open: {} }] : shown;
}
