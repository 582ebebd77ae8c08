// The look-up: what the engine answers, compiled at build (`publisher/lookup/`). Here it is followed and nothing else:
// no rule stands here, and where it does not know, the engine is asked. On every way through it the view is the
// engine's own, but for a version whose status is `open` (`./shapes.d.ts`).

/** @import { Lookup, LookupQuestion, LookupState } from "publisher.lookup.shapes" */
/** @import { PageData } from "publisher.pages.page_data" */
/** @import { Option } from "wizard.policy" */
/** @import { Answer, Masked, QuestionView } from "wizard.view" */
/** @import { Answers, AtOutcome, Details, Known, ShownView, Walked } from "./shapes.d.ts" */
import { MEANINGS } from "./kinds.js";
import { cleaning, start } from "./letters.js";
import { outcomeAt, written } from "./lookup_outcome.js";
import { own } from "./own.js";
import { canFind, masked, maskedIn } from "./secrets.js";
import { dayAt } from "./timetable.js";

/** @typedef {Pick<PageData, "lookup" | "facts" | "secrets">} Page */
/** @typedef {{answers: Answers, turned?: string[]}} Answered */

const END = -1;

/**
 * The engine's view for what a visitor has told, at an instant; null where the look-up doesn't know it.
 *
 * For an outcome's `first` screen only the link of the channel that stands there has the ticket in it. Those of the
 * others, which take as long to write as all else, have it from `writtenAnew`.
 * @param {Page} page
 * @param {Answered & {details: Details}} told
 * @param {{now: string, address: string, first?: boolean}} where
 * @returns {ShownView | null}
 */
export function lookedUp(page, told, { now, address, first = false }) {
  const { answers } = withoutSecrets(page, told);
  const walked = walkOn(page, answers, now);
  if (!page.lookup || !walked) return null;
  const view = begun(walked, answers);
  if (walked.question) return { ...view, question: walked.question, outcome: null };
  const about = aboutCase(page, view, told, { now, day: walked.day, address });
  const outcome = outcomeAt(page.lookup, walked, told.details, { ...about, first });
  return outcome && { ...view, question: null, outcome };
}

/**
 * A view of an outcome, the engine's own or the look-up's, as it is with what was told since.
 * @template {ShownView & AtOutcome} Shown
 * @param {Page} page
 * @param {Shown} view
 * @param {Answered & {details: Details}} told
 * @param {{now: string, address: string}} where
 */
export function writtenAnew(page, view, told, { now, address }) {
  if (!page.lookup) return view;
  const about = aboutCase(page, view, told, { now, day: dayAt(page.lookup.timetable, now), address });
  return { ...view, outcome: written(page.lookup, view.outcome, told.details, about) };
}

/**
 * What a ticket says of a case beside its outcome.
 * @param {Page} page
 * @param {Pick<ShownView, "asked" | "address">} view
 * @param {Answered} told
 * @param {{now: string, day: string, address: string}} where
 */
function aboutCase(page, view, told, { now, day, address }) {
  const { found } = withoutSecrets(page, told);
  return {
    asked: view.asked,
    now,
    day,
    again: view.asked.length > 0 ? `${address}#${view.address}` : "",
    hidden: { rules: page.secrets, turned: told.turned ?? [] },
    typed: found.filter(({ detail }) => view.asked.some(({ question }) => question === detail)),
  };
}

/**
 * About how many questions come after the next one; null where the look-up doesn't know, and where answers are kept for
 * some of them: how many of those are asked again depends on the one that is given now.
 * @param {Page} page
 * @param {Answers} answers
 * @param {string} now
 */
export function questionsLeft(page, answers, now) {
  const walked = walkOn(page, answers, now);
  return walked?.asked.length === Object.keys(answers).length ? walked.left : null;
}

/**
 * Answers without the secrets in those that were typed, and what was found (`wizard/ticket/details.py`).
 * @param {Page} page
 * @param {Answered} told
 */
function withoutSecrets({ lookup, facts, secrets }, { answers, turned = [] }) {
  const hidden = { rules: secrets, turned };
  const kept = { ...answers };
  /** @type {Masked[]} */
  const found = [];
  for (const { id, input, longest } of lookup?.questions ?? []) {
    const given = own(answers, id);
    if (!lookup || !input || given === undefined) continue;
    if (!canFind(secrets) && isOption(lookup, id, given)) continue;
    const line = cleaning(lookup.layout.letters).oneLine(given);
    if (start(line, longest) !== line) continue;
    kept[id] = start(masked(line, "line", hidden), longest);
    found.push(...maskedIn(line, { id, name: facts[id]?.name ?? "", kind: "line" }, hidden));
  }
  return { answers: kept, found };
}

/**
 * Whether an answer was picked, and so is the policy's own text.
 * @param {Lookup | null} lookup
 * @param {string} question
 * @param {string} answer
 */
export function isOption(lookup, question, answer) {
  const asked = lookup?.questions.find(({ id }) => id === question);
  return asked?.options.some(({ id }) => id === answer) ?? false;
}

/**
 * What every view begins with.
 * @param {Walked} walked
 * @param {Answers} answers
 */
function begun({ asked, question }, answers) {
  const refused = question && own(answers, question.id) !== undefined ? [question.id] : [];
  const given = answersIn(asked);
  const told = Object.fromEntries(given);
  // Answers to later questions stay; the engine drops those that no longer apply.
  const ahead = Object.entries(answers).filter(([id]) => own(told, id) === undefined && !refused.includes(id));
  return {
    asked,
    answers: { ...told, ...Object.fromEntries(ahead) },
    address: fragment(given),
    ignored: refused.map((id) => `${id}=${answers[id]}`),
  };
}

/**
 * Along the look-up on the desk's day, each answer with the name of its question.
 * @param {Page} page
 * @param {Answers} answers
 * @param {string} now
 */
function walkOn({ lookup, facts }, answers, now) {
  if (!lookup) return null;
  const day = dayAt(lookup.timetable, now);
  const walked = day < lookup.since ? early(lookup, day) : walk(lookup, answers, day);
  for (const answer of walked?.asked ?? []) answer.name = facts[answer.question]?.name ?? "";
  return walked;
}

/**
 * The end at which every case is before the policy is in force, where nothing is asked then.
 * @param {Lookup} lookup
 * @param {string} day
 * @returns {Walked | null}
 */
function early({ early, product }, day) {
  if (!early || day >= early.until) return null;
  return { facts: { ...early.facts }, product, version: null, asked: [], day, early: true, left: 0, question: null };
}

/**
 * Along the look-up, up to the `question` without an answer, or to the end.
 * @param {Lookup} lookup
 * @param {Answers} answers
 * @param {string} day
 * @returns {Walked | null}
 */
function walk(lookup, answers, day) {
  /** @type {Answer[]} */
  const asked = [];
  /** @type {Known} */
  const known = { facts: { ...lookup.settled }, product: lookup.product, version: null };
  for (let number = lookup.start; number !== END; ) {
    const state = lookup.states[number];
    const question = state && lookup.questions[state.question];
    if (!question) return null;
    const { id, kind, text } = question;
    const options = offered(question, day);
    const answer = taken(question, own(answers, id) ?? "", lookup);
    if (!answer) {
      const next = { ...numbered(question, asked.length + 1), options };
      return { ...known, asked, day, left: state.left ?? null, question: next };
    }
    const option = options.find((offered) => offered.id === answer);
    const { label = answer, unsure = false } = option ?? {};
    asked.push({ question: id, name: "", text, answer, label, unsure });
    MEANINGS[kind](known, { question, answer, option, day, lookup });
    const way = wayOf(state, id, option, known);
    Object.assign(known.facts, own(state.settled ?? {}, way));
    number = behind(state, way);
  }
  return { ...known, asked, day, left: 0, question: null };
}

/**
 * The options of a question on a day.
 * @param {LookupQuestion} question
 * @param {string} day
 */
function offered({ options, days }, day) {
  if (!days) return options;
  return options.filter(({ id }) => {
    const [first, last] = own(days, id) ?? ["", ""];
    return first <= day && (!last || day <= last);
  });
}

/**
 * An answer as it is kept: one of the options, or a short line where it is typed; empty where it is neither.
 * @param {LookupQuestion} question
 * @param {string} answer
 * @param {Lookup} lookup
 */
function taken({ options, input, longest }, answer, { layout }) {
  if (!input) return options.some(({ id }) => id === answer) ? answer : "";
  const line = cleaning(layout.letters).oneLine(answer);
  return start(line, longest) === line ? line : "";
}

/**
 * The name of the way that an answer takes: its own, an empty one for any that is typed, or that by its facts.
 * @param {LookupState} state
 * @param {string} id
 * @param {Option | undefined} option
 * @param {Known} known
 */
function wayOf({ next, typed }, id, option, { facts, version }) {
  if (option ? own(next, option.id) !== undefined : typed !== undefined) return option?.id ?? "";
  const byRelease = `=${facts[id]} ${facts["release"]}`;
  if (version?.open) return "=";
  return own(next, byRelease) === undefined ? `=${facts[id]}` : byRelease;
}

/**
 * The state behind a way; NaN where there is none.
 * @param {LookupState} state
 * @param {string} way
 */
function behind({ next, typed }, way) {
  return (way ? own(next, way) : typed) ?? Number.NaN;
}

/**
 * The question's view, in the order of the engine's own.
 * @param {LookupQuestion} question
 * @param {number} number
 * @returns {QuestionView}
 */
function numbered({ id, kind, figures: _, days: __, ...rest }, number) {
  return { id, kind, number, ...rest };
}

/**
 * The questions that were asked, each with its answer.
 * @param {Answer[]} asked
 * @returns {[string, string][]}
 */
export function answersIn(asked) {
  return asked.map(({ question, answer }) => [question, answer]);
}

/**
 * Questions with their answers as an address holds them.
 * @param {[string, string][]} given
 */
export function fragment(given) {
  return given.map((pair) => pair.map(escaped).join("=")).join("&");
}

// What a sentence may put behind a link is escaped too.
/** @param {string} text */
function escaped(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
