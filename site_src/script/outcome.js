// The outcome: what to do, by when one hears back, and the ticket; all else is folded. In the order in which someone
// in trouble needs it. It is built anew for every view and then laid over what is shown (`morph`).

/** @import { Block } from "wizard.outcome.blocks" */
/** @import { Cited } from "wizard.clauses" */
/** @import { Answer, Named, Outcome, PolicyView, ProcedureView, ReadingView } from "wizard.view" */
/** @import { Reason, Step, TargetView, VerdictView, VersionView } from "wizard.view" */
/** @import { Child } from "./dom.js" */
/** @import { AtOutcome, Form, ShownOutcome, ShownView, Worded } from "./shapes.d.ts" */
import { alongPart } from "./along.js";
import { appealPart, channelLink, channelRows, firstPart, furtherPart } from "./channels.js";
import { clauseLinks, clauseList } from "./clauses.js";
import { action, el, folded, icon } from "./dom.js";
import { comingWords } from "./edition.js";
import { exactPart } from "./exact.js";
import { NEWER } from "./lookup_outcome.js";
import { answerList, inBrief } from "./question.js";
import { ticketSteps } from "./ticket.js";
import { dayWords, momentWords } from "./times.js";
import { openPart } from "./trouble.js";
import { factWords, page, say } from "./words.js";

/** @typedef {ShownOutcome & {asked: Answer[], form: Form}} Shown an outcome with what the visitor has told */

/** @type {Record<VerdictView["tone"], "check" | "partly" | "question" | "cross" | "neutral" | "calendar">} */
const TONES = {
  covered: "check",
  limited: "partly",
  "not-guaranteed": "partly",
  ask: "question",
  "not-covered": "cross",
  neutral: "neutral",
  "no-verdict": "calendar",
};

/**
 * How each shape of a block is drawn, without its heading; which blocks there are, and where, the page's data say.
 * @type {Record<Block["shape"], (shown: Shown, block: Block) => Child>}
 */
const SHAPES = {
  verdict: ({ verdict }) => el("span", { class: "wizard-tone" }, icon(TONES[verdict.tone]), toneWords(verdict)),
  name: (shown, block) => fact(shown, block, /** @type {Named | null} */ (held(shown, block))?.name),
  level: (shown, block) => fact(shown, block, shown.target?.level.name),
  version: (shown, block) => fact(shown, block, shown.version?.version && say("version", shown.version)),
  lead: leadPart,
  texts: (shown, block) => textList(/** @type {string[]} */ (held(shown, block))),
  first: firstPart,
  appeal: appealPart,
  channels: (shown) => channelRows(shown, shown.lead.elsewhere ? undefined : shown.channels[0]),
  details: (shown) => ticketSteps(shown, shown.form, alongPart(shown)),
  procedures: ({ procedures }) => procedures.map(procedurePart),
  target: ({ target }) => target && targetPart(target),
  reasons: ({ reasons }) => reasons.length > 0 && el("ul", {}, reasons.map(reasonItem)),
  clauses: (shown, block) => listed(/** @type {Cited[]} */ (held(shown, block))),
  answers: ({ asked }) => asked.length > 0 && answerList(asked),
  why: ({ why }) => why.length > 0 && whyPart(why),
  readings: ({ readings }) => readings.length > 0 && readingsPart(readings),
  policy: ({ policy }) => editionLine(policy),
};

/**
 * The whole stage of an outcome, or only its `first` screen; for one of the look-up also why Python has `failed`.
 * @param {ShownView & AtOutcome} view
 * @param {Form} form
 * @param {Error | null} failed
 * @param {boolean} first
 */
export function outcomeStage({ outcome, asked }, form, failed, first) {
  const shown = { ...outcome, asked, form };
  return el(
    "div",
    { class: "wizard-stage wizard-outcome", "data-tone": outcome.verdict.tone },
    el(
      "section",
      { class: "wizard-answer", "aria-labelledby": "wizard-heading" },
      el("p", { class: "wizard-chip", id: "wizard-chip" }, drawnAt("chip", shown, bare)),
      drawnAt("head", shown, bare),
    ),
    el("div", { class: "wizard-rest" }, !first && rest(shown, failed)),
    bar(outcome),
  );
}

/**
 * @param {Shown} shown
 * @param {Error | null} failed
 */
function rest(shown, failed) {
  return [
    // Always there, so that nothing below it changes its place when it goes.
    el("div", { class: "wizard-open-part" }, shown.open && openPart(failed)),
    el("div", {}, exactPart(shown.asked)),
    drawnAt("main", shown, section),
    el(
      "div",
      { class: "wizard-folds" },
      drawnAt("folded", shown, fold),
      folded("wizard-small", say("small_print"), drawnAt("small-print", shown, bare)),
    ),
  ];
}

/**
 * The blocks of a place, each in a frame of its kind.
 * @param {Block["place"]} place
 * @param {Shown} shown
 * @param {(block: Block, drawn: Child, shown: Shown) => Child} frame
 */
function drawnAt(place, shown, frame) {
  const lead = shown.lead.elsewhere ? "elsewhere" : "here";
  const blocks = page.blocks.filter((block) => block.place === place && [lead, ""].includes(block.where));
  return blocks.map((block) => {
    const drawn = SHAPES[block.shape](shown, block);
    return isEmpty(drawn) ? null : frame(block, drawn, shown);
  });
}

/** @param {Child} drawn */
function isEmpty(drawn) {
  return !drawn || (Array.isArray(drawn) && drawn.length === 0);
}

/**
 * @param {Block} _
 * @param {Child} drawn
 */
function bare(_, drawn) {
  return drawn;
}

/**
 * @param {Block} block
 * @param {Child} drawn
 */
function section({ field }, drawn) {
  const id = `wizard-${field}`;
  return el(
    "section",
    { class: id, "aria-labelledby": id },
    el("h3", { id, tabindex: "-1" }, say(`headings.${field}`)),
    drawn,
  );
}

/**
 * @param {Block} block
 * @param {Child} drawn
 * @param {Shown} shown
 */
function fold({ field, shape }, drawn, { asked }) {
  const heading = say(`headings.${field}`);
  return folded(`wizard-${field}`, [heading, shape === "answers" && inBrief(asked)], drawn);
}

/**
 * What a block's field holds: what it can be drawn as depends on the block's shape.
 * @param {Outcome} outcome
 * @param {Block} block
 */
function held(outcome, { field }) {
  return outcome[/** @type {keyof Outcome} */ (field)];
}

/** @param {VerdictView} verdict */
function toneWords({ label, tone }) {
  return label || say(`tones.${tone}`);
}

/** @param {Outcome} outcome */
function leadPart({ lead, verdict, version, policy: { early, effective } }) {
  const title = verdict.title === toneWords(verdict) ? "" : verdict.title;
  const date = early && (comingWords() || say("early", { day: dayWords(early), effective: dayWords(effective) }));
  const said = [title, verdict.text, date, version && statusPart(version)];
  return [
    // Who listens hears once what turns while it is shown, as at closing time.
    el("h2", { id: "wizard-heading", tabindex: "-1", "aria-describedby": "wizard-chip", "aria-live": "polite" }, lead.title),
    said.map((text) => text && el("p", { class: "wizard-verdict" }, text)),
  ];
}

/**
 * A fact in a word or two, which says where it rests on what nobody has confirmed yet.
 * @param {Outcome} outcome
 * @param {Block} block
 * @param {string | null | undefined} value
 */
function fact({ readings }, { field }, value) {
  if (!value) return null;
  const about = readings.filter(({ fields }) => fields.includes(field)).map(({ word }) => word);
  const words = [...new Set(about), about.includes("") && say("unconfirmed")].filter(Boolean).join(", ");
  const said = words ? say("value_unconfirmed", { value, words }) : value;
  return el("span", {}, el("span", { class: "wizard-hidden" }, say(`headings.${field}`), " "), said);
}

/**
 * What stays within a thumb's reach on a phone.
 * @param {Outcome} outcome
 */
function bar({ lead, channels: [first] }) {
  if (lead.elsewhere || !first) return null;
  return el(
    "div",
    { class: "wizard-bar" },
    channelLink(first, "wizard-button wizard-main", say(`ways_short.${first.kind}`, first)),
    action("copy", [icon("copy"), say("copy")]),
  );
}

/**
 * The status of a version, where that says more than the verdict does: until when, or what to do about it.
 * @param {VersionView} version
 */
function statusPart(version) {
  if (!version.last && !version.advice) return null;
  return [versionWords(version), ".", version.advice && ` ${version.advice}`];
}

/** @param {VersionView} version */
function versionWords({ product, version, status, last }) {
  const name = [product, version].filter(Boolean).join(" ");
  const words = name ? say("version_is", { name, status: status.name }) : status.name;
  if (!last) return words;
  return say(status.id === NEWER ? "version_out" : "version_until", { version: words, day: dayWords(last) });
}

/** @param {TargetView} target */
function targetPart({ level, clause, text, starts, hours, taken_by, further }) {
  return [
    el("p", {}, text, " ", clauseLinks([clause])),
    el("p", {}, starts ? say("starts", { moment: momentWords(starts), hours }) : hours),
    further.map(furtherPart),
    el("p", {}, level.name, taken_by && [": ", taken_by.text, " ", clauseLinks([taken_by])]),
  ];
}

/** @param {string[]} texts */
function textList(texts) {
  return texts.map((text) => el("p", { class: "wizard-instead" }, text));
}

/** @param {Cited[]} clauses */
function listed(clauses) {
  return clauses.length > 0 && clauseList(clauses);
}

/** @param {Reason} reason */
function reasonItem({ text, clauses }) {
  return el("li", {}, text, " ", clauseLinks(clauses));
}

/** @param {ProcedureView} procedure */
function procedurePart({ name, intro, steps }) {
  return [el("p", {}, intro || name), clauseList(steps, "ol")];
}

/** @param {Step[]} why */
function whyPart(why) {
  const decided = why.map(({ table, title, result }) => [table, { name: title, value: result.name }]);
  const named = Object.fromEntries(decided);
  return [el("p", {}, say("why_help")), el("ol", {}, why.map((step) => whyStep(step, named)))];
}

/**
 * @param {Step} step
 * @param {Record<string, Worded>} named
 */
function whyStep({ title, result, row, facts, clauses }, named) {
  const used = Object.entries(facts).map(([id, value]) => {
    const decided = named[id];
    return decided ? say("fact_of_table", decided) : say("fact", factWords(id, value));
  });
  return el(
    "li",
    {},
    el("span", { class: "wizard-name" }, title),
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
function editionLine({ title, effective, until, digest }) {
  const says = { title, effective: dayWords(effective), until: until && dayWords(until), digest };
  return el("p", {}, say(until ? "edition_until" : "edition", says));
}
