// The map: what the engine answers as far as it needs no clock, worked out at build. Here it is looked up and
// nothing else: no rule stands here, and where the map does not know, the engine is asked. Guarantees that on
// every way through it the view is the engine's own, apart from what `outcome.sketch` stands for.

/** @import { PageData } from "publisher.pages.page_data" */
/** @import { WizardMap } from "publisher.lookup.shapes" */
/** @import { Answer, QuestionView } from "wizard.view" */
/** @import { Answers, Details, ShownView } from "./shapes.d.ts" */
/** @import { Version } from "./map_versions.js" */
import { outcomeAt } from "./map_outcome.js";
import { statusOf } from "./map_versions.js";

const END = -1;

/** @typedef {{asked: Answer[], facts: Record<string, string>, version: Version | null}} Walked */

/**
 * The engine's view for what a visitor has told, at an instant; null where the map doesn't know it.
 * @param {PageData} page
 * @param {{answers: Answers, details: Details}} told
 * @param {string} now
 * @param {string} address
 * @returns {ShownView | null}
 */
export function mapView(page, { answers, details }, now, address) {
  const view = questionView(page, answers, now);
  if (!page.map || !view) return null;
  if (view.question) return view;
  const { walked, ...rest } = view;
  const outcome = outcomeAt(page.map, walked, details, { now, address: `${address}#${view.address}` });
  return outcome && { ...rest, question: null, outcome };
}

/**
 * The same as far as the next question; at the end it has what was `walked` instead.
 * @param {PageData} page
 * @param {Answers} answers
 * @param {string} now
 */
export function questionView(page, answers, now) {
  const { map } = page;
  if (!map || now.slice(0, 10) <= map.from) return null;
  const walked = walk(map, answers, now);
  if (!walked) return null;
  const { asked } = walked;
  for (const one of asked) one.name = page.facts[one.question]?.name ?? "";
  const view = { asked, answers: kept(answers, asked), address: fragment(asked), ignored: [] };
  if (walked.question) return { ...view, question: walked.question, outcome: null };
  return { ...view, question: null, walked };
}

/**
 * The answers along the map, up to the `question` without one, or to the end with its `facts`.
 * @param {WizardMap} map
 * @param {Answers} answers
 * @param {string} now
 * @returns {{asked: Answer[], question: QuestionView} | ({question: null} & Walked) | null}
 */
function walk(map, answers, now) {
  /** @type {Answer[]} */
  const asked = [];
  const facts = { ...map.settled };
  let { product } = map;
  /** @type {Version | null} */
  let version = null;
  for (let at = map.start; at !== END; ) {
    const state = map.states[at];
    const question = state && map.questions[state.question];
    if (!question) return null;
    const { id, kind, text, help, options } = question;
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    if (answer === undefined) {
      return { asked, question: { id, kind, number: asked.length + 1, text, help, options } };
    }
    const option = options.find((one) => one.id === answer);
    asked.push({ question: id, name: "", text, answer, label: option?.label ?? answer });
    if (kind === "product") product = option && { id: answer, name: option.label };
    const status = kind === "version" ? statusOf(map, product, answer, now) : null;
    if (status) version = { question: id, text: answer, product, ...status };
    facts[id] = status?.status ?? answer;
    Object.assign(facts, state.settled?.[option ? answer : ""]);
    at = (option ? state.next[answer] : state.typed) ?? NaN;
  }
  return { asked, question: null, facts, version };
}

/**
 * Answers to later questions stay; the engine drops those that no longer apply.
 * @param {Answers} answers
 * @param {Answer[]} asked
 */
function kept(answers, asked) {
  const told = Object.fromEntries(asked.map((one) => [one.question, one.answer]));
  return { ...told, ...Object.fromEntries(Object.entries(answers).filter(([id]) => !Object.hasOwn(told, id))) };
}

/** @param {Answer[]} asked */
function fragment(asked) {
  return asked.map((one) => [one.question, one.answer].map(encodeURIComponent).join("=")).join("&");
}
