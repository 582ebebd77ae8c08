// The map: what the engine answers as far as it needs no clock, worked out at build. Here it is looked up and
// nothing else: no rule stands here, and where the map does not know, the engine is asked. Guarantees that on
// every way through it the view is the engine's own, apart from what `outcome.sketch` stands for.

import { outcomeAt } from "./map_outcome.js";
import { statusOf } from "./map_versions.js";

const END = -1;

/** The engine's view for what a visitor has told, at an instant; null where the map doesn't know it. */
export function mapView(page, { answers, details }, now, address) {
  const view = questionView(page, answers, now);
  if (!view?.walked) return view;
  const { walked, ...rest } = view;
  const outcome = outcomeAt(page.map, walked, details, { now, address: `${address}#${view.address}` });
  return outcome && { ...rest, outcome };
}

/** The same as far as the next question; at the end it has what was `walked` instead. */
export function questionView(page, answers, now) {
  const { map } = page;
  if (!map || now.slice(0, 10) <= map.from) return null;
  const walked = walk(map, answers, now);
  if (!walked) return null;
  const { asked, question } = walked;
  for (const one of asked) one.name = page.facts[one.question].name;
  const view = { asked, answers: kept(answers, asked), address: fragment(asked), ignored: [], question };
  return question ? { ...view, outcome: null } : { ...view, walked };
}

/** The answers along the map, up to the `question` without one, or to the end with its `facts`. */
function walk(map, answers, now) {
  const asked = [];
  const facts = { ...map.settled };
  let { product } = map;
  let version = null;
  for (let at = map.start; at !== END; ) {
    const state = map.states[at];
    if (!state) return null;
    const { id, kind, text, help, options } = map.questions[state.question];
    if (!Object.hasOwn(answers, id)) {
      return { asked, question: { id, kind, number: asked.length + 1, text, help, options } };
    }
    const answer = answers[id];
    const option = options.find((one) => one.id === answer);
    asked.push({ question: id, name: "", text, answer, label: option?.label ?? answer });
    if (kind === "product") product = option && { id: answer, name: option.label };
    if (kind === "version") version = { question: id, text: answer, product, ...statusOf(map, product, answer, now) };
    facts[id] = kind === "version" ? version.status : answer;
    Object.assign(facts, state.settled?.[option ? answer : ""]);
    at = option ? state.next[answer] : state.typed;
  }
  return { asked, question: null, facts, version };
}

// Answers to later questions stay; the engine drops those that no longer apply.
function kept(answers, asked) {
  const told = Object.fromEntries(asked.map((one) => [one.question, one.answer]));
  return { ...told, ...Object.fromEntries(Object.entries(answers).filter(([id]) => !Object.hasOwn(told, id))) };
}

function fragment(asked) {
  return asked.map((one) => [one.question, one.answer].map(encodeURIComponent).join("=")).join("&");
}
