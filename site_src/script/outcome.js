// The outcome: what the policy says of the case, the ways to take, and the ticket. In the order in which
// someone in trouble needs it. It is built anew for every view and then laid over what is shown (`morph`).

/** @import { Moment, Outcome, ProcedureView, Step, VerdictView, VersionView } from "wizard.view" */
/** @import { Child } from "./dom.js" */
/** @import { AtOutcome, Details, Named, ShownView, Way, WordKey } from "./shapes.d.ts" */
import { channelLink, channelsPart } from "./channels.js";
import { clauseLinks, clauseList } from "./clauses.js";
import { el, icon } from "./dom.js";
import { soFar } from "./question.js";
import { ticketPart } from "./ticket.js";
import { dayWords, momentWords } from "./times.js";
import { openPart } from "./trouble.js";
import { factWords, say } from "./words.js";

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
 * The whole stage of an outcome; for one of the map also why Python has `failed`, if it has.
 * @param {ShownView & AtOutcome} view
 * @param {Details} typed
 * @param {Error | null} failed
 */
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

/** @param {Way[]} ways */
function linksOf(ways) {
  const channels = new Map(ways.flatMap((way) => way.channels).map((channel) => [channel.id, channel]));
  return [...channels.values()].map((channel) => channelLink(channel, false));
}

/** @param {Outcome} outcome */
function verdictPart({ verdict, severity, handling, target, version }) {
  const tone = /** @type {WordKey} */ (`tone_${verdict.tone.replaceAll("-", "_")}`);
  return el(
    "section",
    { class: "wizard-verdict", "data-tone": verdict.tone, "aria-labelledby": "wizard-heading" },
    el("p", { class: "wizard-tone" }, icon(TONES[verdict.tone]), say(tone)),
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

/**
 * @param {"severity" | "handling" | "level" | "version"} key
 * @param {string | null | undefined} value
 */
function fact(key, value) {
  return value && el("div", {}, el("dt", {}, say(key)), el("dd", {}, value));
}

/** @param {VersionView} version */
function versionWords({ product, version, status, last }) {
  const name = [product, version].filter(Boolean).join(" ");
  const words = name ? say("version_is", { name, status: status.name }) : status.name;
  return last ? say("version_until", { version: words, day: dayWords(last) }) : words;
}

/** @param {Outcome} outcome */
function asideParts(outcome) {
  const { instead } = outcome;
  return [
    targetPart(outcome),
    instead.length > 0 && part("instead", el("ul", {}, instead.map((text) => el("li", {}, text)))),
    reasonsPart(outcome),
  ];
}

/** @param {Outcome} outcome */
function targetPart({ target }) {
  if (!target) return null;
  return part(
    "target",
    el("p", { class: "wizard-promise" }, target.text, " ", clauseLinks([target.clause])),
    target.due && el("p", { class: "wizard-due" }, say("due", { moment: momentWords(target.due) })),
    el("p", {}, target.starts ? startsWords(target.starts, target.hours) : target.hours),
    target.taken_by && el("p", {}, target.taken_by.text, " ", clauseLinks([target.taken_by])),
  );
}

/**
 * @param {Moment} starts
 * @param {string} hours
 */
function startsWords(starts, hours) {
  return say("starts", { moment: momentWords(starts), hours });
}

/** @param {Outcome} outcome */
function reasonsPart({ reasons }) {
  const items = reasons.map(({ text, clauses }) => el("li", {}, text, " ", clauseLinks(clauses)));
  return reasons.length ? part("reasons", el("ul", {}, items)) : null;
}

/** @param {Outcome} outcome */
function listParts({ procedures, not_guaranteed, prepare }) {
  return [
    procedures.map(procedurePart),
    not_guaranteed.length > 0 && part("not_guaranteed", clauseList(not_guaranteed)),
    prepare.length > 0 && part("prepare", clauseList(prepare)),
  ];
}

/** @param {ProcedureView} procedure */
function procedurePart({ id, name, intro, steps }) {
  return el(
    "section",
    { "aria-labelledby": `wizard-procedure-${id}` },
    el("h3", { id: `wizard-procedure-${id}` }, say("procedure", { name })),
    intro && el("p", {}, intro),
    clauseList(steps, "ol"),
  );
}

/**
 * @param {WordKey} key
 * @param {Child[]} children
 */
function part(key, ...children) {
  const id = `wizard-${key}`;
  return el("section", { class: id, "aria-labelledby": id }, el("h3", { id }, say(key)), children);
}

/** @param {Outcome} outcome */
function whyPart({ why }) {
  /** @type {Record<string, Named>} */
  const named = {};
  for (const { table, title, result } of why) named[table] = { name: title, value: result.name };
  return el(
    "details",
    { class: "wizard-why" },
    el("summary", {}, say("why")),
    el("p", {}, say("why_help")),
    el("ol", {}, why.map((step) => whyStep(step, named))),
  );
}

/**
 * @param {Step} step
 * @param {Record<string, Named>} named
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

/** @param {Outcome} outcome */
function smallPrint({ readings, policy }) {
  const effective = dayWords(policy.effective);
  return el(
    "section",
    { class: "wizard-small", "aria-labelledby": "wizard-small" },
    el("h3", { id: "wizard-small" }, say("small_print")),
    readings.length > 0 && el("p", {}, say("readings")),
    readings.length > 0 && el("ul", {}, readings.map(({ text }) => el("li", {}, text))),
    el("p", {}, say("edition", { title: policy.title, effective, digest: policy.digest })),
  );
}
