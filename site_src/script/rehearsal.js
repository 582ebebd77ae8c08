// What a click needs, done before anybody clicks, a step each time that the page is idle: a browser takes long to
// run a function for the first time, and to word its first date. Nothing of it is shown or kept.

/** @import { Answers } from "./shapes.d.ts" */
import { now } from "./clock.js";
import { whenIdle } from "./idle.js";
import { lookedUp, questionsLeft } from "./lookup.js";
import { outcomeStage } from "./outcome.js";
import { questionStage } from "./question.js";
import { momentWords, shortMoment } from "./times.js";
import { page } from "./words.js";

export function rehearse() {
  // All asked for at once: who clicks at once leaves the page idle but a few times. By two ways: their outcomes are made
  // of other parts, and what runs for the second time takes less.
  for (const step of [wordAnInstant, () => goOn(0), () => goOn(1)]) whenIdle(step);
}

function wordAnInstant() {
  const utc = now();
  momentWords({ utc, desk: utc.slice(0, "YYYY-MM-DDTHH:MM".length), offset: "+00:00" });
  shortMoment({ utc });
}

/**
 * Draw what stands behind the first option of each question, or by the other way behind the last, and the question
 * before it. True where there is no way on.
 * @param {number} way
 * @param {Answers} answers
 */
function goOn(way, answers = {}) {
  const view = lookedUp(page, { answers, details: {} }, { now: now(), address: location.pathname, first: true });
  if (view?.outcome) outcomeStage(view, { typed: {}, turned: [], told: new Set(), summed: false }, null, true);
  const { id, options } = view?.question ?? { id: "", options: [] };
  const picked = options[way * (options.length - 1)];
  if (!picked) return true;
  const isLast = goOn(way, { ...answers, [id]: picked.id });
  if (view?.question && isLast) questionStage(view, { left: questionsLeft(page, answers, now()), first: true });
  return false;
}
