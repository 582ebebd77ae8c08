// The ticket, written by the map's layout with what was typed: the engine's own, apart from the deadline.

import { fill } from "./fill.js";

const LONGEST_SUMMARY = 120;

/** The ticket of an outcome, with the way that was `walked`; `told` has the instant and the link back. */
export function ticketOf(map, outcome, told) {
  const filled = { "": [{}], ...triage(map, outcome), ...typed(map, outcome), ...promised(outcome, told) };
  const lines = map.layout.flatMap(([of, text]) => (filled[of] ?? []).map((one) => fill(text, one).trimEnd()));
  return {
    subject: subject(map, outcome),
    body: lines.map((line) => `${line}\n`).join(""),
    file_name: fill(map.file_name, { date: told.now.slice(0, 10) }),
  };
}

/** What was typed for a detail, as a ticket carries it. */
export function valueOf({ kind, options }, given) {
  if (kind === "several") return options.map(({ id }) => id).filter((id) => (given ?? []).includes(id));
  const text = String(given ?? "").trim();
  return kind === "paragraph" ? text : text.replace(/\s+/g, " ");
}

function subject(map, { severity, version, details, walked }) {
  const typed = details.find(({ kind }) => kind === "subject")?.value;
  let summary = shortened(typed || walked.asked[0]?.label || map.title);
  if (version?.version) summary = fill(map.subject_version, { ...version, summary });
  return severity ? fill(map.subject, { severity: severity.name, summary }) : summary;
}

function shortened(text) {
  const letters = [...text];
  return letters.length <= LONGEST_SUMMARY ? text : `${letters.slice(0, LONGEST_SUMMARY - 1).join("").trimEnd()}…`;
}

function triage(map, { severity, handling, version, walked }) {
  const answers = walked.asked.map(({ question, name, label }) => {
    const named = version?.version && question === walked.version.question;
    const status = version?.status.name;
    return { name, value: named ? fill(map.version_is, { ...version, version: label, status }) : label };
  });
  return { severity: severity ? [severity] : [], handling: handling ? [handling] : [], asked: answers };
}

function typed(map, { details }) {
  const values = details.map((detail) => [detail, shown(detail) || (detail.required ? map.missing : "")]);
  const given = values.filter(([, value]) => value);
  return Object.fromEntries(given.map(([{ id }, value]) => [`detail ${id}`, [{ value }]]));
}

function shown({ value, options }) {
  if (!Array.isArray(value)) return value;
  return options.filter(({ id }) => value.includes(id)).map(({ label }) => label).join(", ");
}

function promised({ verdict, target, cited, walked }, { address }) {
  return {
    verdict: [verdict],
    target: target ? [{ level: target.level.name, text: target.text }] : [],
    clauses: cited.length ? [{}] : [],
    cited,
    again: walked.asked.length ? [{ address }] : [],
  };
}
