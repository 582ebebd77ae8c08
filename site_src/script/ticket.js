// The ticket: what to add to it, and how it reads.

/** @import { Option } from "wizard.policy" */
/** @import { DetailView, Masked, Outcome, Ticket } from "wizard.view" */
/** @import { Child } from "./dom.js" */
/** @import { Details, Form } from "./shapes.d.ts" */
import { carried, channelLink } from "./channels.js";
import { action, el, folded, icon, note } from "./dom.js";
import { lettersIn, start } from "./letters.js";
import { canFind, eachOnce, isKnown, masked, maskedIn } from "./secrets.js";
import { page, say } from "./words.js";

/**
 * The ticket in the order in which it is done: describe it, copy it, open the channel that takes it.
 * @param {Outcome} outcome
 * @param {Form} form
 * @param {Child} along
 */
export function ticketSteps(outcome, form, along) {
  const desk = outcome.channels.find(({ takes_ticket }) => takes_ticket);
  return [
    note(say("ticket_help")),
    el(
      "ol",
      { class: "wizard-ticket-steps" },
      step(say("steps.describe"), describing(outcome.details, form)),
      step(say("steps.copy"), copying(outcome, form, along)),
      desk?.link && step(say(`steps.${desk.kind}`, desk), carried(desk), channelLink(desk, "wizard-button")),
    ),
  ];
}

/**
 * @param {string} title
 * @param {Child[]} children
 */
function step(title, ...children) {
  return el("li", {}, el("h4", {}, title), children);
}

/**
 * The fields, those that describe the case first; they start with what was typed before.
 * @param {DetailView[]} details
 * @param {Form} form
 */
function describing(details, form) {
  const open = details.filter(({ at_hand }) => at_hand);
  const others = details.filter(({ at_hand }) => !at_hand).map((detail) => fieldOf(detail, form));
  return el(
    "form",
    { class: "wizard-details" },
    // Always there, so that what is typed below it stays when it comes or goes.
    el("div", {}, form.summed && problemsPart(details)),
    open.map((detail) => fieldOf(detail, form)),
    open.length && others.length ? folded("wizard-more-details", say("add_details"), others) : others,
    action("erase", say("erase"), "wizard-plain"),
  );
}

/**
 * All that is wrong with what was typed, once somebody takes the ticket along; nothing is kept from being sent.
 * @param {DetailView[]} details
 */
function problemsPart(details) {
  const wrong = details.filter(({ problem }) => problem);
  if (wrong.length === 0) return null;
  const attributes = { class: "wizard-problems", role: "group", "aria-labelledby": "wizard-problems", tabindex: "-1" };
  return el(
    "div",
    attributes,
    el("h4", { id: "wizard-problems" }, say("problems")),
    el("ul", {}, wrong.map((detail) => el("li", {}, toField(detail)))),
  );
}

/** @param {DetailView} detail */
function toField(detail) {
  const words = say("problem", { name: detail.name, problem: problemWords(detail) });
  return action("to-field", words, "wizard-plain", { "data-field": detail.id });
}

/** @param {DetailView} detail */
function problemWords({ problem, pattern }) {
  return say(`problem_is.${problem || "missing"}`, { pattern: pattern.join(" / ") });
}

/**
 * @param {DetailView} detail
 * @param {Form} form
 */
function fieldOf(detail, form) {
  return detail.kind === "several" ? several(detail, form) : single(detail, form);
}

/**
 * @param {DetailView} detail
 * @param {Form} form
 */
function single(detail, { typed, told }) {
  const id = `detail-${detail.id}`;
  const long = detail.kind === "paragraph";
  const problem = told.has(detail.id) && detail.problem;
  const described = [detail.help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ");
  const field = el(long ? "textarea" : "input", {
    id,
    ...(long ? { rows: "3" } : { type: detail.kind === "email" ? "email" : "text" }),
    "data-detail": detail.id,
    autocomplete: detail.autocomplete || "off",
    "aria-invalid": problem && "true",
    "aria-describedby": described || null,
  });
  fillField(field, typed);
  return el(
    "div",
    { class: "wizard-field" },
    el("label", { for: id }, named(detail)),
    help(detail),
    field,
    counter(detail, typed),
    // Always there, so that the fields below it are laid over themselves.
    el("p", { class: "wizard-problem", id: `${id}-problem` }, problem && problemWords(detail)),
  );
}

/**
 * How many letters there are, where the ticket can't have all of them.
 * @param {DetailView} detail
 * @param {Details} typed
 */
function counter({ id, kind }, typed) {
  const [text, longest] = [String(typed[id] ?? ""), page.longest[kind]];
  const words = start(text, longest) !== text && say("too_long", { count: lettersIn(text), longest });
  return el("p", { class: "wizard-counter", role: "status" }, words);
}

/**
 * The ticket as a file has it: with all that was typed, also where the ticket is too short for it.
 * @param {Outcome} outcome
 * @param {{details: Details, turned: string[]}} typed
 */
export function fileText({ ticket, details }, { details: typed, turned }) {
  const hidden = { rules: page.secrets, turned };
  const rests = tooLong(details, typed).map(({ detail: { name, kind }, text, from }) => {
    const rest = masked(text, kind, hidden, [from, text.length]);
    return `\n${say("rest_of", { name, from: page.longest[kind] + 1 })}\n${rest}\n`;
  });
  return ticketText(ticket) + rests.join("");
}

/**
 * The secrets in the ticket, and those that only its file has room for, once its text was looked through.
 * @param {Outcome} outcome
 * @param {{details: Details, turned: string[]}} given
 */
export function foundIn(outcome, { details: typed, turned }) {
  const hidden = { rules: page.secrets, turned };
  const known = tooLong(outcome.details, typed).filter(({ detail, text }) => isKnown(text, detail.kind));
  const behind = known.flatMap(({ detail, text, from }) => maskedIn(text, detail, hidden, [from, text.length]));
  return eachOnce([...outcome.masked, ...behind]);
}

/**
 * The texts that the ticket has no room for, and where that ends.
 * @param {DetailView[]} details
 * @param {Details} typed
 */
export function tooLong(details, typed) {
  return details.flatMap((detail) => {
    const given = typed[detail.id] ?? "";
    const text = Array.isArray(given) ? "" : given;
    const from = start(text, page.longest[detail.kind]).length;
    return from < text.length ? [{ detail, text, from }] : [];
  });
}

/**
 * @param {DetailView} detail
 * @param {Form} form
 */
function several(detail, { typed }) {
  return el(
    "fieldset",
    { class: "wizard-field", "aria-describedby": detail.help ? `detail-${detail.id}-help` : null },
    el("legend", {}, named(detail)),
    help(detail),
    detail.options.map((option) => checkbox(detail, option, typed)),
  );
}

/**
 * @param {DetailView} detail
 * @param {Option} option
 * @param {Details} typed
 */
function checkbox(detail, option, typed) {
  const box = el("input", { type: "checkbox", value: option.id, "data-detail": detail.id });
  fillField(box, typed);
  return el("label", { class: "wizard-check" }, box, el("span", {}, option.label));
}

/**
 * @param {DetailView} detail
 * @returns {Child[]}
 */
function named({ name, required }) {
  return [name, !required && [" ", el("span", { class: "wizard-optional" }, say("optional"))]];
}

/** @param {DetailView} detail */
function help(detail) {
  return detail.help && el("p", { class: "wizard-help", id: `detail-${detail.id}-help` }, detail.help);
}

/**
 * The ticket as it reads, and the ways to take it along, under what was left out of it.
 * @param {Outcome} outcome
 * @param {Form} form
 * @param {Child} along
 */
function copying(outcome, { typed, turned }, along) {
  return [
    secretsPart(foundIn(outcome, { details: typed, turned }), isLeftOut(typed)),
    action("copy", [icon("copy"), say("copy")], "wizard-button wizard-main"),
    folded("wizard-preview", say("ticket_reads"), paper(outcome.ticket)),
    along,
  ];
}

/**
 * Whether the rules are still to come by which secrets are found in what was typed.
 * @param {Details} typed
 */
function isLeftOut(typed) {
  return !canFind(page.secrets) && Object.values(typed).some((text) => text.length > 0);
}

/** @param {Ticket} ticket */
function paper({ subject, body }) {
  // Where a browser translates the page, this stays what will be copied.
  const attributes = { class: "wizard-paper", id: "wizard-paper", tabindex: "0", role: "region", translate: "no" };
  return el(
    "div",
    { ...attributes, "aria-label": say("ticket_reads") },
    el("p", { class: "wizard-subject" }, subject),
    el("p", { class: "wizard-body" }, body),
  );
}

/**
 * What was left out of the ticket, each with the way to put it back, and the way to leave out addresses too. The
 * count is always there, to be announced.
 * @param {Masked[]} found
 * @param {boolean} all whether all that was typed was left out
 */
function secretsPart(found, all) {
  const left = found.filter(({ shown }) => !shown).length;
  const secrets = found.filter((secret) => !offered(found).includes(secret));
  const count = say(left === 1 ? "masked_one" : "masked_several", { count: left });
  return el(
    "div",
    { class: "wizard-secrets", tabindex: "-1" },
    el("p", { role: "status" }, all && say("all_masked"), secrets.length > 0 && [el("strong", {}, count), " ", say("masked_help")]),
    secrets.length > 0 && el("ul", {}, secrets.map((secret) => secretItem(secret, found.indexOf(secret)))),
    offerPart(offered(found).length),
  );
}

/**
 * The addresses that are in the ticket, which may be masked.
 * @param {Masked[]} found
 */
export function offered(found) {
  return found.filter(({ kind, shown }) => shown && page.secrets.offered.includes(kind));
}

/** @param {number} count */
function offerPart(count) {
  const words = say(count === 1 ? "offered_one" : "offered_several", { count });
  const button = action("mask-offered", say(count === 1 ? "mask_one" : "mask_several"), "wizard-plain");
  return el("p", { role: "status" }, count > 0 && [words, " ", button]);
}

/**
 * @param {Masked} secret
 * @param {number} at
 */
function secretItem({ kind, name, line, shown }, at) {
  const where = say("masked_at", { kind: say(`secrets.${kind}`), name, line });
  const more = { "data-secret": String(at), "aria-label": say(shown ? "mask_it" : "put_it_back", { where }) };
  return el("li", {}, where, " ", action("secret", say(shown ? "mask" : "put_back"), "wizard-plain", more));
}

/**
 * The ticket as one text.
 * @param {Ticket} ticket
 */
export function ticketText({ subject, body }) {
  return `${subject}\n\n${body}`;
}

/**
 * What the form's field holds now: a text, or the options that are checked.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 */
export function fieldValue(field) {
  if (field.type !== "checkbox") return field.value;
  /** @type {NodeListOf<HTMLInputElement> | undefined} */
  const boxes = field.closest("fieldset")?.querySelectorAll("input:checked");
  return [...(boxes ?? [])].map((box) => box.value);
}

/**
 * Let a field of the form hold what was typed.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {Details} typed
 */
export function fillField(field, typed) {
  const value = typed[field.dataset.detail ?? ""] ?? "";
  if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value.includes(field.value);
  else field.value = String(value);
}
