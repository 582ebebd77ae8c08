// What the page tells beside the stage: in the polite line below, and in notices that stay.

/** @import { Worded } from "./shapes.d.ts" */
import { action, el, select } from "./dom.js";
import { say } from "./words.js";

const status = select("#wizard-status");
export const notices = select("#wizard-notices");

/**
 * What ends the words that are said only for a while.
 * @type {ReturnType<typeof setTimeout> | undefined}
 */
export let saying;

/**
 * Say it in the line: on the state of loading, which may be `busy`, or in answer to an action, maybe with the way to
 * undo it.
 * @param {string} words
 * @param {{answering?: boolean, undoing?: boolean, busy?: boolean, forMs?: number}} how
 */
export function tell(words, { answering = false, undoing = false, busy = false, forMs = 0 } = {}) {
  clearTimeout(saying);
  status.dataset.busy = String(busy);
  status.dataset.answer = String(answering);
  status.textContent = words;
  if (undoing) status.append(action("undo", say("undo"), "wizard-plain"));
  saying = forMs ? setTimeout(tell, forMs, "") : undefined;
}

/**
 * Name what was forgotten, with the way to bring it back; say nothing where nothing was.
 * @param {"restarted" | "erased"} key
 * @param {Worded[]} gone
 */
export function tellGone(key, gone) {
  const names = gone.map(({ name }) => name).join(", ");
  if (names) tell(say(key, { names }), { answering: true, undoing: true });
}

/** Say nothing more; what can be undone stays until it can't. */
export function quieten() {
  if (status.hasChildNodes() && !status.querySelector("button")) tell("");
}

/**
 * @param {"ignored" | "as_of" | "gone"} key
 * @param {string} words
 */
export function notice(key, words) {
  notices.append(el("p", { "data-notice": key }, words));
}
