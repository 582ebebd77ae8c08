// The ticket, written by the map's layout with what was typed: the engine's own, apart from the deadline.

/** @import { TicketMap } from "publisher.lookup.shapes" */
/** @import { DetailView, Ticket } from "wizard.view" */
/** @import { Walked } from "./map.js" */
/** @import { Pieced } from "./map_outcome.js" */
import { fill } from "./fill.js";

const LONGEST_SUMMARY = 120;

/** @typedef {Omit<Pieced, "open"> & {walked: Walked}} WalkedOutcome */

/**
 * The ticket of an outcome, with the way that was `walked`; `told` has the instant and the link back.
 * @param {TicketMap} map
 * @param {WalkedOutcome} outcome
 * @param {{now: string, address: string}} told
 * @returns {Ticket}
 */
export function ticketOf(map, outcome, told) {
  /** @type {Record<string, Record<string, unknown>[]>} */
  const filled = { "": [{}], ...triage(map, outcome), ...typed(map, outcome), ...promised(outcome, told) };
  const lines = map.layout.flatMap(([of, text]) => (filled[of] ?? []).map((one) => fill(text, one).trimEnd()));
  return {
    subject: subject(map, outcome),
    body: lines.map((line) => `${line}\n`).join(""),
    file_name: fill(map.file_name, { date: told.now.slice(0, 10) }),
  };
}

/**
 * What was typed for a detail, as a ticket carries it.
 * @param {DetailView} detail
 * @param {string | string[]} [given]
 */
export function ticketValue({ kind, options }, given) {
  if (kind === "several") return options.map(({ id }) => id).filter((id) => (given ?? []).includes(id));
  const text = String(given ?? "").trim();
  return kind === "paragraph" ? text : text.replace(/\s+/g, " ");
}

/**
 * @param {TicketMap} map
 * @param {WalkedOutcome} outcome
 */
function subject(map, { severity, version, details, walked }) {
  const typed = details.find(({ kind }) => kind === "subject")?.value;
  let summary = shortened(String(typed ?? "") || walked.asked[0]?.label || map.title);
  if (version?.version) summary = fill(map.subject_version, { ...version, summary });
  return severity ? fill(map.subject, { severity: severity.name, summary }) : summary;
}

/** @param {string} text */
function shortened(text) {
  const letters = [...text];
  return letters.length <= LONGEST_SUMMARY ? text : `${letters.slice(0, LONGEST_SUMMARY - 1).join("").trimEnd()}…`;
}

/**
 * @param {TicketMap} map
 * @param {WalkedOutcome} outcome
 */
function triage(map, { severity, handling, version, walked }) {
  const answers = walked.asked.map(({ question, name, label }) => {
    const named = version?.version && question === walked.version?.question;
    const status = version?.status.name;
    return { name, value: named ? fill(map.version_is, { ...version, version: label, status }) : label };
  });
  return { severity: severity ? [severity] : [], handling: handling ? [handling] : [], asked: answers };
}

/**
 * @param {TicketMap} map
 * @param {WalkedOutcome} outcome
 */
function typed(map, { details }) {
  const values = details.map((detail) => ({
    id: detail.id,
    value: shown(detail) || (detail.required ? map.missing : ""),
  }));
  const given = values.filter(({ value }) => value);
  return Object.fromEntries(given.map(({ id, value }) => [`detail ${id}`, [{ value }]]));
}

/** @param {DetailView} detail */
function shown({ value, options }) {
  if (!Array.isArray(value)) return value;
  return options.filter(({ id }) => value.includes(id)).map(({ label }) => label).join(", ");
}

/**
 * @param {WalkedOutcome} outcome
 * @param {{address: string}} told
 */
function promised({ verdict, target, cited, walked }, { address }) {
  return {
    verdict: [verdict],
    target: target ? [{ level: target.level.name, text: target.text }] : [],
    clauses: cited.length ? [{}] : [],
    cited,
    again: walked.asked.length ? [{ address }] : [],
  };
}
