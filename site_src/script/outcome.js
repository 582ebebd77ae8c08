// The outcome: what the policy says of the case, the ways to take, and the ticket. In the order in which
// someone in trouble needs it. It is built anew for every view and then laid over what is shown (`morph`).

/** @import { Block } from "wizard.outcome.blocks" */
/** @import { Cited } from "wizard.clauses" */
/** @import { Answer, Named, Outcome, PolicyView, ProcedureView, ReadingView } from "wizard.view" */
/** @import { Reason, Step, TargetView, VerdictView, VersionView } from "wizard.view" */
/** @import { Child } from "./dom.js" */
/** @import { AtOutcome, Details, ShownOutcome, ShownView } from "./shapes.d.ts" */
import { alongPart } from "./along.js";
import { channelLink, channelsPart } from "./channels.js";
import { clauseLinks, clauseList } from "./clauses.js";
import { el, icon } from "./dom.js";
import { exactPart } from "./exact.js";
import { soFar } from "./question.js";
import { ticketPart } from "./ticket.js";
import { dayWords, momentWords } from "./times.js";
import { openPart } from "./trouble.js";
import { factWords, page, say } from "./words.js";

/** @typedef {ShownOutcome & {asked: Answer[], typed: Details}} Shown an outcome with what the visitor has told */

/** @type {Record<VerdictView["tone"], "check" | "partly" | "question" | "cross" | "calendar">} */
const TONES = {
  covered: "check",
  limited: "partly",
  "not-guaranteed": "partly",
  ask: "question",
  "not-covered": "cross",
  "no-verdict": "calendar",
};

/**
 * How each shape of a block is drawn; which blocks there are, and where, the page's data say. The verdict is what
 * the others at its place stand in.
 * @type {Record<Exclude<Block["shape"], "verdict">, (shown: Shown, block: Block) => Child>}
 */
const SHAPES = {
  name: (shown, block) => fact(block, /** @type {Named | null} */ (held(shown, block))?.name),
  level: ({ target }, block) => fact(block, target?.level.name),
  version: ({ version }, block) => fact(block, version && versionWords(version)),
  channels: (shown) => channelsPart(shown),
  target: ({ target }, block) => target && targetPart(block, target),
  texts: (shown, block) => textsPart(block, /** @type {string[]} */ (held(shown, block))),
  reasons: ({ reasons }, block) => part(block, reasons, el("ul", {}, reasons.map(reasonItem))),
  procedures: ({ procedures }) => procedures.map(procedurePart),
  clauses: (shown, block) => clausesPart(block, /** @type {Cited[]} */ (held(shown, block))),
  details: (shown) => ticketPart(shown, shown.typed, linksOf(shown), alongPart(shown)),
  answers: ({ asked }) => soFar(asked),
  why: ({ why }) => why.length > 0 && whyPart(why),
  readings: ({ readings }) => readings.length > 0 && readingsPart(readings),
  policy: ({ policy }) => editionLine(policy),
};

/**
 * The whole stage of an outcome; for one of the look-up also why Python has `failed`, if it has.
 * @param {ShownView & AtOutcome} view
 * @param {Details} typed
 * @param {Error | null} failed
 */
export function outcomeStage({ outcome, asked }, typed, failed) {
  /** @param {Block["place"]} place */
  const drawn = (place) => drawnAt(place, { ...outcome, asked, typed });
  return el(
    "div",
    { class: "wizard-stage" },
    verdictPart(outcome, drawn("head")),
    // Always there, so that nothing below it changes its place when it goes.
    el("div", { class: "wizard-open-part" }, outcome.open && openPart(failed)),
    el("div", { class: "wizard-columns" }, drawn("main"), el("div", {}, drawn("aside"))),
    el("div", {}, exactPart(asked)),
    el("div", { class: "wizard-columns wizard-lists" }, drawn("lists")),
    drawn("ticket"),
    drawn("answers"),
    drawn("foot"),
    smallPrint(drawn("small-print")),
  );
}

/**
 * @param {Block["place"]} place
 * @param {Shown} shown
 */
function drawnAt(place, shown) {
  const blocks = page.blocks.filter((block) => block.place === place);
  return blocks.map((block) => block.shape !== "verdict" && SHAPES[block.shape](shown, block));
}

/**
 * What a block's field holds: what it can be drawn as depends on the block's shape.
 * @param {Outcome} outcome
 * @param {Block} block
 */
function held(outcome, { field }) {
  return outcome[/** @type {keyof Outcome} */ (field)];
}

/** @param {Outcome} outcome */
function linksOf({ channels }) {
  return channels.map((channel) => channelLink(channel, false));
}

/**
 * @param {Outcome} outcome
 * @param {Child} facts
 */
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

/**
 * @param {Block} block
 * @param {string | null | undefined} value
 */
function fact({ field }, value) {
  return value && el("div", {}, el("dt", {}, say(`headings.${field}`)), el("dd", {}, value));
}

/** @param {VersionView} version */
function versionWords({ product, version, status, last }) {
  const name = [product, version].filter(Boolean).join(" ");
  const words = name ? say("version_is", { name, status: status.name }) : status.name;
  return last ? say("version_until", { version: words, day: dayWords(last) }) : words;
}

/**
 * @param {Block} block
 * @param {TargetView} target
 */
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

/**
 * @param {Block} block
 * @param {string[]} texts
 */
function textsPart(block, texts) {
  return part(block, texts, el("ul", {}, texts.map((text) => el("li", {}, text))));
}

/**
 * @param {Block} block
 * @param {Cited[]} clauses
 */
function clausesPart(block, clauses) {
  return part(block, clauses, clauseList(clauses));
}

/** @param {Reason} reason */
function reasonItem({ text, clauses }) {
  return el("li", {}, text, " ", clauseLinks(clauses));
}

/** @param {ProcedureView} procedure */
function procedurePart({ id, name, intro, steps }) {
  return el(
    "section",
    { "aria-labelledby": `wizard-procedure-${id}` },
    el("h3", { id: `wizard-procedure-${id}` }, say("headings.procedures", { name })),
    intro && el("p", {}, intro),
    clauseList(steps, "ol"),
  );
}

/**
 * A block under its heading; nothing where it has no `things` to say.
 * @param {Block} block
 * @param {unknown[]} things
 * @param {Child[]} children
 */
function part({ field }, things, ...children) {
  if (things.length === 0) return null;
  const id = `wizard-${field}`;
  return el("section", { class: id, "aria-labelledby": id }, el("h3", { id }, say(`headings.${field}`)), children);
}

/** @param {Step[]} why */
function whyPart(why) {
  /** @type {Record<string, {name: string, value: string}>} */
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

/**
 * @param {Step} step
 * @param {Record<string, {name: string, value: string}>} named
 */
function whyStep({ title, result, row, facts, clauses }, named) {
  const used = Object.entries(facts).map(([id, value]) => {
    const decided = named[id];
    return decided ? say("fact_of_table", decided) : say("fact", factWords(id, value));
  });
  return el(
    "li",
    {},
    el("span", { class: "wizard-asked" }, title),
    el("strong", {}, result.name),
    el("span", { class: "wizard-note" }, say("row", { row }), used.length > 0 && `: ${used.join("; ")}`),
    clauses.length > 0 && clauseList(clauses),
  );
}

/** @param {ReadingView[]} readings */
function readingsPart(readings) {
  return [el("p", {}, say("headings.readings")), el("ul", {}, readings.map(({ text }) => el("li", {}, text)))];
}

/** @param {PolicyView} policy */
function editionLine({ title, effective, digest }) {
  return el("p", {}, say("edition", { title, effective: dayWords(effective), digest }));
}

/** @param {Child} lines */
function smallPrint(lines) {
  const attributes = { class: "wizard-small", "aria-labelledby": "wizard-small" };
  return el("section", attributes, el("h3", { id: "wizard-small" }, say("small_print")), lines);
}
