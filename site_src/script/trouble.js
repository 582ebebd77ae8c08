// What a visitor sees when Python is slow or can't run: what is open in the look-up's outcome, or where the look-up does
// not know either, a plain message, the channels, and all that was told.

/** @import { Answers, Details, Worded } from "./shapes.d.ts" */
import { action, el, note, select } from "./dom.js";
import { factWords, page, say } from "./words.js";

/**
 * That the status of a version is open in an outcome, with a way to try again once Python has failed.
 * @param {Error | null} error
 */
export function openPart(error) {
  return el(
    "div",
    { class: "wizard-notice", "data-sketch": error ? "failed" : "loading" },
    el("p", {}, say(error ? "sketch_failed" : "sketch_loading")),
    error && el("p", {}, action("retry", say("retry"))),
    error && reason(error),
  );
}

/**
 * A message with the channels; with an error also what was told so far, to copy, and a way to try again.
 * @param {"failed" | "still"} key
 * @param {Error | null} error
 * @param {Worded[]} told
 */
export function troubleBox(key, error, told) {
  return el(
    "section",
    { class: "wizard-trouble", "data-trouble": key },
    el("p", { role: "alert" }, say(key)),
    error && el("p", {}, action("retry", say("retry"))),
    el("h2", {}, say("trouble_channels")),
    channelsOfPage(),
    error && told.length > 0 && toldSoFar(told),
    error && reason(error),
  );
}

/** @param {Error} error */
function reason({ message }) {
  return note(say("trouble_reason", { reason: message }));
}

// They stand on the page in plain HTML, for those who have no script at all.
function channelsOfPage() {
  return select("#wizard-all-channels ul").cloneNode(true);
}

/** @param {Worded[]} told */
function toldSoFar(told) {
  return el(
    "div",
    {},
    el("h2", {}, say("told")),
    el("pre", { id: "wizard-told", tabindex: "0" }, toldText(told)),
    action("copy-told", say("copy_told")),
  );
}

/**
 * What was told as one text.
 * @param {Worded[]} told
 */
export function toldText(told) {
  return told.map((named) => say("fact", named)).join("\n");
}

/**
 * The answers and what was typed, in words, as far as they can be known without Python.
 * @param {{answers: Answers, details: Details}} told
 */
export function toldBy({ answers, details }) {
  const answered = Object.entries(answers).map(([id, answer]) => factWords(id, answer));
  const typed = Object.entries(details).filter(([, value]) => value.length);
  const named = typed.map(([id, value]) => ({ name: page.details[id] ?? id, value: String(value) }));
  return [...answered, ...named];
}
