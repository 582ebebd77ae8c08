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
  whenIdle(wordAnInstant);
  // By two ways: their outcomes are made of other parts, and what runs for the second time takes less.
  whenIdle(() => goOn({}, 0));
  whenIdle(() => goOn({}, 1));
}

function wordAnInstant() {
  const utc = now();
  momentWords({ utc, desk: utc.slice(0, "YYYY-MM-DDTHH:MM".length), offset: "+00:00" });
  shortMoment({ utc });
}

/**
 * Draw what follows some answers, and go on behind the first option, or by the other way behind the last.
 * @param {Answers} answers
 * @param {number} way
 */
function goOn(answers, way) {
  const view = lookedUp(page, { answers, details: {} }, now(), location.pathname);
  if (view?.outcome) outcomeStage(view, { typed: {}, turned: [], told: new Set(), summed: false }, null, true);
  if (!view?.question) return;
  questionStage(view, { left: questionsLeft(page, answers, now()), first: true });
  const { id, options } = view.question;
  const picked = options[way * (options.length - 1)];
  if (picked) whenIdle(() => goOn({ ...answers, [id]: picked.id }, way));
}
