// The map: the questions that can come next, worked out at build by the engine. It is looked up and nothing
// else: no rule stands here, and where the map does not know, the engine is asked.

import { factWords, page } from "./words.js";

/** The engine's view for answers, as far as the map knows the next question; else null. */
export function mapView(answers, now) {
  const { map } = page;
  if (!map || now.slice(0, 10) <= map.from) return null;
  const asked = [];
  for (let state = map.states[map.start]; state; ) {
    const question = map.questions[state.question];
    const answer = answers[question.id];
    if (answer === undefined) return viewOf(question, asked, answers);
    asked.push(answered(question, answer));
    state = map.states[state.next[answer] ?? state.typed];
  }
  return null;
}

function answered({ id, text, options }, answer) {
  const label = options.find((option) => option.id === answer)?.label ?? answer;
  return { question: id, name: factWords(id, "").name, text, answer, label };
}

function viewOf(question, asked, answers) {
  const { id, kind, text, help, options } = question;
  const told = asked.map((one) => [one.question, one.answer]);
  return {
    asked,
    // Answers kept for later questions stay; the engine drops those that no longer apply.
    answers: { ...Object.fromEntries(told), ...rest(answers, asked) },
    address: told.map((pair) => pair.map(encodeURIComponent).join("=")).join("&"),
    ignored: [],
    question: { id, kind, number: asked.length + 1, text, help, options },
    outcome: null,
  };
}

function rest(answers, asked) {
  const done = new Set(asked.map((one) => one.question));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !done.has(id)));
}
