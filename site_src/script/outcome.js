// The outcome: what the policy says of the case, the ways to take, and the ticket. In the order in which
// someone in trouble needs it. It is built anew for every view and then laid over what is shown (`morph`).

import { channelLink, channelsPart } from "./channels.js";
import { clauseLinks, clauseList } from "./clauses.js";
import { el, icon } from "./dom.js";
import { soFar } from "./question.js";
import { ticketPart } from "./ticket.js";
import { dayWords, momentWords } from "./times.js";
import { openPart } from "./trouble.js";
import { factWords, page, say } from "./words.js";

const TONES = {
  covered: "check",
  limited: "partly",
  "not-guaranteed": "partly",
  ask: "question",
  "not-covered": "cross",
  "no-verdict": "calendar",
};

// How each shape of a block is drawn; which blocks there are, and where, the page's data say.
const SHAPES = {
  name: (block, { [block.field]: named }) => fact(block, named?.name),
  level: (block, { target }) => fact(block, target?.level.name),
  version: (block, { version }) => fact(block, version && versionWords(version)),
  channels: (block, outcome) => channelsPart(waysOf(outcome)),
  target: (block, { target }) => target && targetPart(block, target),
  texts: (block, { [block.field]: texts }) => part(block, texts, el("ul", {}, texts.map((text) => el("li", {}, text)))),
  reasons: (block, { reasons }) => part(block, reasons, el("ul", {}, reasons.map(reasonItem))),
  procedures: (block, { procedures }) => procedures.map(procedurePart),
  clauses: (block, { [block.field]: clauses }) => part(block, clauses, clauseList(clauses)),
  details: (block, outcome, { typed }) => ticketPart(outcome, typed, linksOf(waysOf(outcome))),
  answers: (block, outcome, { asked }) => soFar(asked),
  why: (block, { why }) => why.length > 0 && whyPart(why),
  readings: (block, { readings }) => readings.length > 0 && readingsPart(readings),
  policy: (block, { policy }) => editionLine(policy),
};

/** The whole stage of an outcome; for one of the look-up also why Python has `failed`, if it has. */
export function outcomeStage({ outcome, asked }, typed, failed) {
  const drawn = (place) => blocksAt(place).map((block) => SHAPES[block.shape](block, outcome, { asked, typed }));
  return el(
    "div",
    { class: "wizard-stage" },
    verdictPart(outcome, drawn("head")),
    // Always there, so that nothing below it changes its place when it goes.
    el("div", { class: "wizard-open-part" }, outcome.sketch && openPart(outcome.sketch, failed)),
    el("div", { class: "wizard-columns" }, drawn("main"), el("div", {}, drawn("aside"))),
    el("div", { class: "wizard-columns wizard-lists" }, drawn("lists")),
    drawn("ticket"),
    drawn("answers"),
    drawn("foot"),
    smallPrint(drawn("small-print")),
  );
}

// The verdict is what the others at its place stand in.
function blocksAt(place) {
  return page.blocks.filter((block) => block.place === place && block.shape !== "verdict");
}

function waysOf({ ways, route, channels }) {
  return ways ?? [{ open: {}, route, channels }];
}

function linksOf(ways) {
  const channels = new Map(ways.flatMap((way) => way.channels).map((channel) => [channel.id, channel]));
  return [...channels.values()].map((channel) => channelLink(channel, false));
}

function verdictPart({ verdict, version }, facts) {
  const tone = say(`tones.${verdict.tone}`);
  return el(
    "section",
    { class: "wizard-verdict", "data-tone": verdict.tone, "aria-labelledby": "wizard-heading" },
    el("p", { class: "wizard-tone" }, icon(TONES[verdict.tone]), tone),
    el("h2", { id: "wizard-heading", tabindex: "-1" }, verdict.title),
    verdict.text && el("p", {}, verdict.text),
    el("dl", { class: "wizard-facts" }, facts),
    version?.advice && el("p", { class: "wizard-help" }, version.advice),
  );
}

function fact({ field }, value) {
  return value && el("div", {}, el("dt", {}, say(`headings.${field}`)), el("dd", {}, value));
}

function versionWords({ product, version, status, last }) {
  const name = [product, version].filter(Boolean).join(" ");
  const words = name ? say("version_is", { name, status: status.name }) : status.name;
  return last ? say("version_until", { version: words, day: dayWords(last) }) : words;
}

function targetPart(block, { clause, text, due, starts, hours, taken_by }) {
  return part(
    block,
    [text],
    el("p", { class: "wizard-promise" }, text, " ", clauseLinks([clause])),
    due && el("p", { class: "wizard-due" }, say("due", { moment: momentWords(due) })),
    el("p", {}, starts ? say("starts", { moment: momentWords(starts), hours }) : hours),
    taken_by && el("p", {}, taken_by.text, " ", clauseLinks([taken_by])),
  );
}

function reasonItem({ text, clauses }) {
  return el("li", {}, text, " ", clauseLinks(clauses));
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

/** A block under its heading; nothing where it has no `things` to say. */
function part({ field }, things, ...children) {
  if (things.length === 0) return null;
  const id = `wizard-${field}`;
  return el("section", { class: id, "aria-labelledby": id }, el("h3", { id }, say(`headings.${field}`)), children);
}

function whyPart(why) {
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

function readingsPart(readings) {
  return [el("p", {}, say("headings.readings")), el("ul", {}, readings.map(({ text }) => el("li", {}, text)))];
}

function editionLine({ title, effective, digest }) {
  return el("p", {}, say("edition", { title, effective: dayWords(effective), digest }));
}

function smallPrint(lines) {
  const attributes = { class: "wizard-small", "aria-labelledby": "wizard-small" };
  return el("section", attributes, el("h3", { id: "wizard-small" }, say("small_print")), lines);
}
