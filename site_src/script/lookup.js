// The look-up: what the engine answers as far as it needs no clock, compiled at build (`publisher/lookup/`). Here
// it is followed and nothing else: no rule stands here, and where it does not know, the engine is asked. On every
// way through it the view is the engine's own, apart from what `outcome.sketch` stands for.

import { dayAt } from "./desk.js";
import { meaningOf } from "./kinds.js";
import { outcomeAt } from "./lookup_outcome.js";

/**
 * @typedef {import("view").Page} Page
 * @typedef {import("view").Lookup} Lookup
 * @typedef {import("view").Answer} Answer
 * @typedef {Record<string, string>} Answers By question.
 * @typedef {Record<string, string | string[]>} Details By detail.
 * @typedef {{facts: Record<string, string>, product: import("view").Named | null, version: Version | null}} Known
 * @typedef {{text: string, product: import("view").Named | null, status: string, last: string, open: boolean}} Version
 * @typedef {Known & {asked: Answer[], question: import("view").QuestionView | null, day: string}} Walked
 */

const END = -1;

/**
 * The engine's view for what a visitor has told, at an instant; null where the look-up doesn't know it.
 * @param {Page} page
 * @param {{answers: Answers, details: Details}} told
 * @param {string} now
 * @param {string} address
 */
export function lookedUp(page, { answers, details }, now, address) {
  const { view, walked } = begun(page, answers, now) ?? {};
  if (!view || !walked || !page.lookup || view.question) return view ?? null;
  const again = walked.asked.length > 0 ? `${address}#${view.address}` : "";
  const outcome = outcomeAt(page.lookup, walked, details, again);
  return outcome && { ...view, outcome };
}

/**
 * The same as far as there is a question to ask; null where the look-up knows none.
 * @param {Page} page
 * @param {Answers} answers
 * @param {string} now
 */
export function nextQuestion(page, answers, now) {
  const view = begun(page, answers, now)?.view;
  return view?.question ? view : null;
}

/**
 * The view without an outcome, and what was walked for it.
 * @param {Page} page
 * @param {Answers} answers
 * @param {string} now
 */
function begun({ lookup, facts }, answers, now) {
  if (!lookup) return null;
  const day = dayAt(lookup.clock, now);
  const walked = day < lookup.since ? null : walk(lookup, answers, day);
  if (!walked) return null;
  const { asked, question } = walked;
  for (const answer of asked) answer.name = facts[answer.question]?.name ?? "";
  const view = { asked, answers: kept(answers, asked), address: fragment(asked), ignored: [], question, outcome: null };
  return { view, walked };
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
    const { id, kind, text, options } = question;
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    if (answer === undefined) return { ...known, asked, day, question: numbered(question, asked.length + 1) };
    const option = options.find((one) => one.id === answer);
    asked.push({ question: id, name: "", text, answer, label: option?.label ?? answer });
    meaningOf(kind)(known, { id, answer, option, day, lookup });
    Object.assign(known.facts, state.settled?.[option ? answer : ""]);
    number = (option ? state.next[answer] : state.typed) ?? Number.NaN;
  }
  return { ...known, asked, day, question: null };
}

// In the order of the engine's own view.
/** @param {import("view").LookupQuestion} question @param {number} number */
function numbered({ id, kind, ...rest }, number) {
  return { id, kind, number, ...rest };
}

// Answers to later questions stay; the engine drops those that no longer apply.
/** @param {Answers} answers @param {Answer[]} asked */
function kept(answers, asked) {
  const told = Object.fromEntries(asked.map(({ question, answer }) => [question, answer]));
  return { ...told, ...Object.fromEntries(Object.entries(answers).filter(([id]) => !Object.hasOwn(told, id))) };
}

/** @param {Answer[]} asked */
function fragment(asked) {
  return asked.map(({ question, answer }) => [question, answer].map(encodeURIComponent).join("=")).join("&");
}
