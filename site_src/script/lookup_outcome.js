// An outcome, looked up piece by piece, with its instants from the timetable.

/** @import { Lookup, LookupOutcomes, Timetable } from "publisher.lookup.shapes" */
/** @import { Answer, ChannelView, FurtherView, Masked, Moment, Outcome, ProcedureView } from "wizard.view" */
/** @import { TargetView, VersionView } from "wizard.view" */
/** @import { Hidden } from "./secrets.js" */
/** @import { Details, KnownVersion, ShownOutcome, Walked } from "./shapes.d.ts" */
import { own } from "./own.js";
import { eachOnce } from "./secrets.js";
import { ticketLink } from "./ticket_links.js";
import { filledIn, ticketOf } from "./ticket_text.js";
import { channelAt, isThere, listsOver, reachedAt, readsAt, targetAt } from "./timetable.js";

/** @typedef {Record<string, string>} Facts */
/** @typedef {Record<string, unknown>} Fields */
/**
 * @typedef {{asked: Answer[], now: string, day: string, again: string, hidden: Hidden, typed: Masked[], first?: boolean}}
 * About of a case: its answers, the instant and the desk's day, the link that leads back here, the secrets of typed
 * answers, and whether only the `first` channel is shown yet
 */

// As the engine calls a version that is not out yet.
export const NEWER = "newer";
// As the engine calls them: a question that did not come up, and one that was asked (`wizard.outcome.grounds`).
const UNASKED = "unasked";
const ASKED = "asked";

/**
 * The outcome at the end of a way through the look-up, at an instant; null where it has none.
 * @param {Lookup} lookup
 * @param {Walked} walked
 * @param {Details} given
 * @param {About} about
 * @returns {ShownOutcome | null}
 */
export function outcomeAt(lookup, walked, given, about) {
  const { outcomes, timetable } = lookup;
  const { now } = about;
  if (!outcomes) return null;
  const hours = new Map(Object.keys(timetable.channels).map((id) => [id, channelAt(timetable, id, now)]));
  const open = [...hours].map(([id, { open }]) => [id, open ? "open" : "closed"]);
  const asked = walked.asked.map(({ question }) => [`${question}?`, ASKED]);
  const outcome = pieced(outcomes, walked, Object.fromEntries([...open, ...asked]));
  const target = outcome.target && targetNow(timetable, outcome.target, now);
  const told = outcome.channels.map((channel) => {
    const reached = { ...reachedAt(channel, now), ...hours.get(channel.id) };
    const reads = reached.in_writing ? readsAt(timetable, channel.id, target, now) : null;
    return { ...reached, reads, reply: replyOf(reached, target) };
  });
  const channels = offeredAt(told, now);
  const listed = listsOver(timetable, channels, target, now);
  const policy = { ...outcome.policy, early: walked.early ? walked.day : "" };
  const whole = { ...outcome, policy, channels, listed, target, open: Boolean(walked.version?.open) };
  return written(lookup, whole, given, about);
}

/**
 * The channels that are there, but for one that nobody answers again before it ends (`wizard/outcome/instants.py`).
 * @param {ChannelView[]} told
 * @param {string} now
 */
function offeredAt(told, now) {
  const answered = told.filter(({ in_writing, open, opens }) => in_writing || open || opens);
  const there = answered.filter((channel) => isThere(channel, now));
  const found = there.length > 0 ? there : told;
  const desk = found.find(({ in_writing }) => in_writing);
  return found.map((channel) => ({ ...channel, takes_ticket: channel === desk }));
}

/**
 * A target with when its time counts, and by when it and all that is promised further is due.
 * @param {Timetable} timetable
 * @param {TargetView} target
 * @param {string} now
 * @returns {TargetView}
 */
function targetNow(timetable, target, now) {
  const dueBy = (/** @type {string} */ id) => targetAt(timetable, id, now).due;
  const further = target.further.map((promise) => ({ ...promise, due: dueBy(promise.clause.id) }));
  return { ...target, ...targetAt(timetable, target.level.id, now), further };
}

/**
 * An outcome with what was given for its details, and with the ticket and the links that say so.
 * @param {Lookup} lookup
 * @param {ShownOutcome} outcome
 * @param {Details} given
 * @param {About} about
 * @returns {ShownOutcome}
 */
export function written({ layout, forms }, outcome, given, { asked, day, again, hidden, typed, first }) {
  const filled = outcome.details.map((detail) => filledIn(layout, detail, given[detail.id], hidden));
  const details = filled.map(({ detail }) => detail);
  const masked = eachOnce([...typed, ...filled.flatMap(({ masked }) => masked)]);
  const material = {
    ...outcome,
    details: Object.fromEntries(details.map((detail) => [detail.id, detail])),
    asked: Object.fromEntries(asked.map((answer) => [answer.question, answer])),
    due: dueAt(outcome.target?.due ?? null),
    further: furtherBy(outcome.target?.further ?? []),
    [outcome.version?.status.id === NEWER ? "out" : "until"]: outcome.version?.last,
    date: day,
    address: again,
  };
  const ticket = ticketOf(layout, material);
  const channels = outcome.channels.map((channel, at) => {
    const form = first && at > 0 ? undefined : own(forms, `${channel.id} ${channel.since}`.trimEnd());
    return { ...channel, ...(form && linked({ form, layout, material, ticket })) };
  });
  return { ...outcome, channels, details, masked, ticket };
}

/**
 * How soon one hears back from a channel (`_reply` in `wizard/outcome/instants.py`).
 * @param {ChannelView} channel
 * @param {TargetView | null} target
 * @returns {ChannelView["reply"]}
 */
function replyOf({ in_writing, open }, target) {
  if (in_writing) return target ? "by-target" : "";
  return open ? "at-once" : "";
}

/**
 * What a channel with a form has of it.
 * @param {import("./ticket_links.js").Filling} filling
 */
function linked(filling) {
  const { address, whole } = ticketLink(filling);
  const { filled, holds_ticket, login = false } = filling.form;
  return { link: address, filled, shortened: filled && !whole, holds_ticket, login };
}

/**
 * When an answer is due, as tickets write it; null where that has no moment.
 * @param {Moment | null} due
 */
function dueAt(due) {
  return due && { date: due.desk.slice(0, 10), time: due.desk.slice(11), offset: due.offset };
}

/**
 * What is promised further: with the moment by which it is, and without one (`wizard/ticket/writing.py`).
 * @param {FurtherView[]} promised
 */
function furtherBy(promised) {
  const told = promised.map(({ name, text, due }) => ({ name, text, due: dueAt(due) }));
  return { dated: told.filter(({ due }) => due), undated: told.filter(({ due }) => !due) };
}

/**
 * The pieces that hold for some facts, put together.
 * @param {LookupOutcomes} outcomes
 * @param {Walked} walked
 * @param {Facts} more
 * @returns {Outcome}
 */
function pieced(outcomes, { facts, version }, more) {
  const known = { ...facts, ...more };
  for (const [table, look] of outcomes.tables) {
    [known[`${table}#`], known[table]] = /** @type {[string, string]} */ (lookUp(outcomes, look, known));
  }
  const outcome = /** @type {Outcome & Fields} */ ({ ...outcomes.empty });
  for (const [field, look, within] of outcomes.pieces) {
    const piece = lookUp(outcomes, look, known);
    if (piece === null) continue;
    if (within) outcome.procedures = outcome.procedures.map((part) => withStep(part, within, field, piece));
    else outcome[field] = joined(outcome[field], piece);
  }
  const why = outcome.why.map((step) => ({ ...step, facts: valuesOf(step.facts, known) }));
  return { ...outcome, why, version: version && versionView(outcome.version, version) };
}

/**
 * A procedure with a piece, if that stands `within` it.
 * @param {ProcedureView} procedure
 * @param {string} within
 * @param {string} field
 * @param {unknown} piece
 * @returns {ProcedureView}
 */
function withStep(procedure, within, field, piece) {
  if (procedure.id !== within) return procedure;
  return { ...procedure, [field]: joined(/** @type {Fields} */ (procedure)[field], piece) };
}

/**
 * The facts that a row looks at, with what each is.
 * @param {Facts} looked
 * @param {Facts} known
 */
function valuesOf(looked, known) {
  return Object.fromEntries(Object.keys(looked).map((fact) => [fact, known[fact] ?? UNASKED]));
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
    ref = own(ways, value) ?? other;
  }
  return values[~ref];
}

/**
 * A field with a piece: in its place, or of a list at its end, each part once. What stands in the look-up stays as it is.
 * @param {unknown} before
 * @param {unknown} piece
 */
function joined(before, piece) {
  if (!Array.isArray(before)) return piece;
  const list = [...before];
  for (const part of /** @type {{id?: string}[]} */ (piece)) {
    if (part.id === undefined || !list.some(({ id }) => id === part.id)) list.push(part);
  }
  return list;
}
