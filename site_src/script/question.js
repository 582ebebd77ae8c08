// A question, and the answers so far. The page's template holds the first question in the same form, so
// that it can be read before any script has run. There its options are links that lead on without any.

/** @import { Option } from "wizard.policy" */
/** @import { Answer, QuestionView } from "wizard.view" */
/** @import { AtQuestion, Named, ShownView } from "./shapes.d.ts" */
import { el, icon } from "./dom.js";
import { say } from "./words.js";

/**
 * The whole stage while a question is asked; `before` is what was picked when it was last answered.
 * @param {ShownView & AtQuestion} view
 * @param {string} [before]
 */
export function questionStage(view, before) {
  return el("div", { class: "wizard-stage" }, question(view.question, before), soFar(view.asked));
}

/**
 * @param {QuestionView} view
 * @param {string} [before]
 */
function question({ id, kind, number, text, help, options, input, longest }, before) {
  return el(
    "form",
    { class: "wizard-question", "data-question": id, "aria-labelledby": "wizard-heading" },
    el("p", { class: "wizard-kicker" }, say("question_number", { number })),
    el("h2", { id: "wizard-heading", tabindex: "-1" }, text),
    help && el("p", { class: "wizard-help" }, help),
    el("ul", { class: "wizard-options" }, options.map((option) => optionItem(option, option.id === before))),
    input && typedAnswer(say(`typed.${kind}`), input, longest, options.some((option) => option.id === before) ? "" : before),
  );
}

/**
 * @param {Option} option
 * @param {boolean} picked
 */
function optionItem({ id, label, help }, picked) {
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "wizard-option", "data-action": "answer", "data-answer": id },
      el("span", { class: "wizard-option-label" }, label),
      help && el("span", { class: "wizard-option-help" }, help),
      picked && el("span", { class: "wizard-option-before" }, say("picked_before")),
    ),
  );
}

/**
 * @param {string} label
 * @param {string} type
 * @param {number} longest
 * @param {string} [before]
 */
function typedAnswer(label, type, longest, before) {
  const field = el("input", { id: "wizard-other", type, autocomplete: "off", maxlength: String(longest) });
  field.value = before ?? "";
  return el(
    "div",
    { class: "wizard-other" },
    el("label", { for: "wizard-other" }, label),
    el(
      "div",
      { class: "wizard-row" },
      field,
      el("button", { type: "submit", class: "wizard-button" }, say("go_on")),
    ),
  );
}

/**
 * The answers so far, each with the way to change it.
 * @param {Answer[]} asked
 */
export function soFar(asked) {
  if (!asked.length) return null;
  return el(
    "section",
    { class: "wizard-so-far", "aria-labelledby": "wizard-so-far" },
    el("h3", { id: "wizard-so-far" }, say("so_far")),
    el("ul", {}, asked.map(answered)),
    el("button", { type: "button", class: "wizard-plain", "data-action": "restart" }, say("restart")),
  );
}

/** @param {Answer} answer */
function answered({ question, name, label }) {
  return el(
    "li",
    {},
    el("span", { class: "wizard-asked" }, name),
    el("span", { class: "wizard-answered" }, label),
    el(
      "button",
      {
        type: "button",
        class: "wizard-plain",
        "data-action": "change",
        "data-question": question,
        "aria-label": say("change_it", { name }),
      },
      say("change"),
    ),
  );
}

/**
 * The stage while answers that came with a link wait for Python.
 * @param {Named[]} told
 */
export function waitingStage(told) {
  return el(
    "div",
    { class: "wizard-stage" },
    el(
      "section",
      { class: "wizard-question" },
      el("h2", { id: "wizard-heading", tabindex: "-1" }, say("reading_link")),
      el("ul", { class: "wizard-told" }, told.map(({ name, value }) => el("li", {}, `${name}: ${value}`))),
    ),
  );
}

/**
 * Show an option as picked while its answer waits.
 * @param {Element} form
 * @param {string} answer
 */
export function markPicked(form, answer) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".wizard-option"))) {
    const picked = button.dataset.answer === answer;
    button.setAttribute("aria-pressed", String(picked));
    button.querySelector(".wizard-icon")?.remove();
    if (picked) button.append(icon("check"));
  }
}
