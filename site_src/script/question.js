// A question, and the answers so far. The page's template holds the first question in the same form, so
// that it can be read before any script has run. There its options are links that lead on without any.

/** @import { Option } from "wizard.policy" */
/** @import { Answer, QuestionView } from "wizard.view" */
/** @import { AtQuestion, ShownView, Worded } from "./shapes.d.ts" */
import { action, all, el, folded, icon, select } from "./dom.js";
import { fill } from "./fill.js";
import { page, say } from "./words.js";

const PLURALS = new Intl.PluralRules(page.words.locale);

/**
 * The whole stage while a question is asked, or only what is seen of it at `first`; with about how many are `left`
 * after it, where that is known. `before` is what was picked when it was last answered.
 * @param {ShownView & AtQuestion} view
 * @param {{left: number | null, before?: string | undefined, first: boolean}} how
 */
export function questionStage(view, { left, before, first }) {
  return el("div", { class: "wizard-stage" }, question(view.question, left, before), soFar(view.asked, first));
}

/**
 * @param {QuestionView} view
 * @param {number | null} left
 * @param {string} [before]
 */
function question({ id, kind, number, text, help, options, input, longest }, left, before) {
  return el(
    "form",
    { class: "wizard-question", "data-question": id, "aria-labelledby": "wizard-heading", novalidate: "" },
    number > 1 && action("back", say("back"), "wizard-plain wizard-back"),
    el(
      "h2",
      { id: "wizard-heading", tabindex: "-1" },
      el("span", { class: "wizard-kicker" }, say("question_number", { number }), left !== null && leftWords(left)),
      " ",
      el("span", {}, text),
    ),
    help && el("p", { class: "wizard-help" }, help),
    el("ul", { class: "wizard-options" }, options.map((option) => optionItem(option, option.id === before))),
    input && typedAnswer(say(`typed.${kind}`), input, longest, options.some((option) => option.id === before) ? "" : before),
  );
}

/** @param {number} left */
function leftWords(left) {
  const category = left > 0 ? PLURALS.select(left) : "none";
  const words = page.words.questions_left;
  return [" · ", fill(words[category] ?? words.other ?? "", { count: left })];
}

/**
 * @param {Option} option
 * @param {boolean} picked
 */
function optionItem({ id, label, help, unsure }, picked) {
  const said = [
    el("span", { class: "wizard-option-label" }, label),
    help && el("span", { class: "wizard-option-help" }, help),
    picked && el("span", { class: "wizard-option-before" }, say("picked_before")),
  ];
  const style = unsure ? "wizard-option wizard-unsure" : "wizard-option";
  return el("li", {}, action("answer", said, style, { "data-answer": id }));
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
    el("p", { class: "wizard-problem", id: "wizard-other-problem", role: "alert" }),
  );
}

/**
 * Say at the field that nothing was typed into it, until something is.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {QuestionView["kind"]} kind
 */
export function refuseEmpty(field, kind) {
  const problem = select("#wizard-other-problem", field.form ?? document);
  problem.textContent = say(`typed_empty.${kind}`);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", problem.id);
  field.focus();
  const taken = () => {
    problem.textContent = "";
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  };
  field.addEventListener("input", taken, { once: true });
}

/**
 * The answers so far in one line, which opens to change them.
 * @param {Answer[]} asked
 * @param {boolean} first
 */
function soFar(asked, first) {
  if (!asked.length) return null;
  return folded("wizard-so-far", [say("headings.asked"), inBrief(asked)], !first && answerList(asked));
}

/**
 * The answers in brief, for the eye.
 * @param {Answer[]} asked
 */
export function inBrief(asked) {
  return el("span", { class: "wizard-brief", "aria-hidden": "true" }, asked.map(({ label }) => label).join(" · "));
}

/**
 * The answers, each with the way to change it.
 * @param {Answer[]} asked
 */
export function answerList(asked) {
  return [
    el("ul", { class: "wizard-answers" }, asked.map(answered)),
    action("restart", say("restart"), "wizard-plain"),
  ];
}

/** @param {Answer} answer */
function answered({ question, name, label }) {
  const more = { "data-question": question, "aria-label": say("change_it", { name }) };
  return el(
    "li",
    {},
    el("span", { class: "wizard-name" }, name),
    el("span", { class: "wizard-answered" }, label),
    action("change", say("change"), "wizard-plain", more),
  );
}

/**
 * The stage while answers that came with a link wait for Python.
 * @param {Worded[]} told
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
  for (const button of all(".wizard-option", form)) {
    const picked = button.dataset.answer === answer;
    button.setAttribute("aria-pressed", String(picked));
    button.querySelector(".wizard-icon")?.remove();
    if (picked) button.append(icon("check"));
  }
}
