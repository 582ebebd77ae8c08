// The outcome: what the policy says of the case, the ways to take, and the ticket. In the order in which
// someone in trouble needs it. It is built anew for every view and then laid over what is shown (`morph`).

import { channelLink, channelsPart } from "./channels.js";
import { clauseLinks, clauseList } from "./clauses.js";
import { el, icon } from "./dom.js";
import { soFar } from "./question.js";
import { ticketPart } from "./ticket.js";
import { dayWords, momentWords } from "./times.js";
import { openPart } from "./trouble.js";
import { factWords, say } from "./words.js";

const TONES = {
  covered: "check",
  limited: "partly",
  "not-guaranteed": "partly",
  ask: "question",
  "not-covered": "cross",
  "no-verdict": "calendar",
};

/** The whole stage of an outcome; for one of the map also why Python has `failed`, if it has. */
export function outcomeStage({ outcome, asked }, typed, failed) {
  const ways = outcome.ways ?? [{ open: {}, route: outcome.route, channels: outcome.channels }];
  return el(
    "div",
    { class: "wizard-stage" },
    verdictPart(outcome),
    // Always there, so that nothing below it changes its place when it goes.
    el("div", { class: "wizard-open-part" }, outcome.sketch && openPart(outcome.sketch, failed)),
    el("div", { class: "wizard-columns" }, channelsPart(ways), el("div", {}, asideParts(outcome))),
    el("div", { class: "wizard-columns wizard-lists" }, listParts(outcome)),
    ticketPart(outcome, typed, linksOf(ways)),
    soFar(asked),
    outcome.why.length > 0 && whyPart(outcome),
    smallPrint(outcome),
  );
}

function linksOf(ways) {
  const channels = new Map(ways.flatMap((way) => way.channels).map((channel) => [channel.id, channel]));
  return [...channels.values()].map((channel) => channelLink(channel, false));
}

function verdictPart({ verdict, severity, handling, target, version }) {
  const tone = say(`tones.${verdict.tone}`);
  return el(
    "section",
    { class: "wizard-verdict", "data-tone": verdict.tone, "aria-labelledby": "wizard-heading" },
    el("p", { class: "wizard-tone" }, icon(TONES[verdict.tone]), tone),
    el("h2", { id: "wizard-heading", tabindex: "-1" }, verdict.title),
    verdict.text && el("p", {}, verdict.text),
    el(
      "dl",
      { class: "wizard-facts" },
      fact("severity", severity?.name),
      fact("handling", handling?.name),
      fact("level", target?.level.name),
      fact("version", version && versionWords(version)),
    ),
    version?.advice && el("p", { class: "wizard-help" }, version.advice),
  );
}

function fact(key, value) {
  return value && el("div", {}, el("dt", {}, say(`headings.${key}`)), el("dd", {}, value));
}

function versionWords({ product, version, status, last }) {
  const name = [product, version].filter(Boolean).join(" ");
  const words = name ? say("version_is", { name, status: status.name }) : status.name;
  return last ? say("version_until", { version: words, day: dayWords(last) }) : words;
}

function asideParts(outcome) {
  const { instead } = outcome;
  return [
    targetPart(outcome),
    instead.length > 0 && part("instead", el("ul", {}, instead.map((text) => el("li", {}, text)))),
    reasonsPart(outcome),
  ];
}

function targetPart({ target }) {
  if (!target) return null;
  return part(
    "target",
    el("p", { class: "wizard-promise" }, target.text, " ", clauseLinks([target.clause])),
    target.due && el("p", { class: "wizard-due" }, say("due", { moment: momentWords(target.due) })),
    el("p", {}, target.starts ? startsWords(target) : target.hours),
    target.taken_by && el("p", {}, target.taken_by.text, " ", clauseLinks([target.taken_by])),
  );
}

function startsWords({ starts, hours }) {
  return say("starts", { moment: momentWords(starts), hours });
}

function reasonsPart({ reasons }) {
  const items = reasons.map(({ text, clauses }) => el("li", {}, text, " ", clauseLinks(clauses)));
  return reasons.length ? part("reasons", el("ul", {}, items)) : null;
}

function listParts({ procedures, not_guaranteed, prepare }) {
  return [
    procedures.map(procedurePart),
    not_guaranteed.length > 0 && part("not_guaranteed", clauseList(not_guaranteed)),
    prepare.length > 0 && part("prepare", clauseList(prepare)),
  ];
}

function procedurePart({ id, name, intro, steps }) {
  return el(
    "section",
    { "aria-labelledby": `wizard-procedure-${id}` },
    el("h3", { id: `wizard-procedure-${id}` }, say("headings.procedures", { name })),
    intro && el("p", {}, intro),
    clauseList(steps, "ol"),
  );
}

function part(key, ...children) {
  const id = `wizard-${key}`;
  return el("section", { class: id, "aria-labelledby": id }, el("h3", { id }, say(`headings.${key}`)), children);
}

function whyPart({ why }) {
  const named = {};
  for (const { table, title, result } of why) named[table] = { name: title, value: result.name };
  return el(
    "details",
    { class: "wizard-why" },
    el("summary", {}, say("headings.why")),
    el("p", {}, say("why_help")),
    el("ol", {}, why.map((step) => whyStep(step, named))),
  );
}

function whyStep({ table, title, row, facts, clauses }, named) {
  const used = Object.entries(facts).map(([id, value]) =>
    named[id] ? say("fact_of_table", named[id]) : say("fact", factWords(id, value)),
  );
  return el(
    "li",
    {},
    el("span", { class: "wizard-asked" }, title),
    el("strong", {}, named[table].value),
    el("span", { class: "wizard-note" }, say("row", { row }), used.length > 0 && `: ${used.join("; ")}`),
    clauses.length > 0 && clauseList(clauses),
  );
}

function smallPrint({ readings, policy }) {
  const effective = dayWords(policy.effective);
  return el(
    "section",
    { class: "wizard-small", "aria-labelledby": "wizard-small" },
    el("h3", { id: "wizard-small" }, say("small_print")),
    readings.length > 0 && el("p", {}, say("headings.readings")),
    readings.length > 0 && el("ul", {}, readings.map(({ text }) => el("li", {}, text))),
    el("p", {}, say("edition", { title: policy.title, effective, digest: policy.digest })),
  );
}
