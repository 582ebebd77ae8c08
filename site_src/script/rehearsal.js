// What a click needs, done once before anybody clicks, a step each time that the page is idle: a browser takes long to
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
  whenIdle(() => goOn({}));
}

function wordAnInstant() {
  const utc = now();
  momentWords({ utc, desk: utc.slice(0, "YYYY-MM-DDTHH:MM".length), offset: "+00:00" });
  shortMoment({ utc });
}

/**
 * Draw what follows some answers, and go on behind the first option.
 * @param {Answers} answers
 */
function goOn(answers) {
  const view = lookedUp(page, { answers, details: {} }, now(), location.pathname);
  if (view?.outcome) outcomeStage(view, { typed: {}, turned: [], told: new Set(), summed: false }, null, true);
  if (!view?.question) return;
  questionStage(view, { left: questionsLeft(page, answers, now()), first: true });
  const { id, options } = view.question;
  const [first] = options;
  if (first) whenIdle(() => goOn({ ...answers, [id]: first.id }));
}
