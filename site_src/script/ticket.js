// The ticket: what to add to it, how it reads, and the ways to take it along.

/** @import { Option } from "wizard.policy" */
/** @import { DetailView, Masked, Outcome, Ticket } from "wizard.view" */
/** @import { Child } from "./dom.js" */
/** @import { Details } from "./shapes.d.ts" */
import { el, icon } from "./dom.js";
import { say } from "./words.js";

/**
 * The ticket's part of the outcome; the fields start with what was typed before.
 * @param {Outcome} outcome
 * @param {Details} typed
 * @param {Child[]} ways
 * @param {Child} along
 */
export function ticketPart(outcome, typed, ways, along) {
  return el(
    "section",
    { class: "wizard-ticket", "aria-labelledby": "wizard-ticket" },
    el("h3", { id: "wizard-ticket", tabindex: "-1" }, say("headings.details")),
    el("p", {}, say("ticket_help")),
    el("div", { class: "wizard-ticket-parts" }, form(outcome, typed), preview(outcome, ways, along)),
  );
}

/**
 * @param {Outcome} outcome
 * @param {Details} typed
 */
function form({ details, missing }, typed) {
  return el(
    "form",
    { class: "wizard-details" },
    details.map((detail) => (detail.kind === "several" ? several(detail, typed) : single(detail, typed))),
    el(
      "p",
      { class: "wizard-missing" },
      missing.length ? say("missing", { names: missing.join(", ") }) : say("nothing_missing"),
    ),
    el("button", { type: "button", class: "wizard-plain", "data-action": "erase" }, say("erase")),
  );
}

/**
 * @param {DetailView} detail
 * @param {Details} typed
 */
function single(detail, typed) {
  const id = `detail-${detail.id}`;
  const long = detail.kind === "paragraph";
  const field = el(long ? "textarea" : "input", {
    id,
    ...(long ? { rows: "3" } : { type: detail.kind === "email" ? "email" : "text" }),
    "data-detail": detail.id,
    autocomplete: detail.autocomplete || "off",
    "aria-describedby": detail.help ? `${id}-help` : null,
  });
  fillField(field, typed);
  return el("div", { class: "wizard-field" }, el("label", { for: id }, named(detail)), help(detail), field);
}

/**
 * @param {DetailView} detail
 * @param {Details} typed
 */
function several(detail, typed) {
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
  return [name, required && " ", required && el("span", { class: "wizard-needed" }, say("needed"))];
}

/** @param {DetailView} detail */
function help(detail) {
  return detail.help && el("p", { class: "wizard-help", id: `detail-${detail.id}-help` }, detail.help);
}

/**
 * @param {Outcome} outcome
 * @param {Child[]} ways
 * @param {Child} along
 */
function preview({ ticket, masked }, ways, along) {
  return el(
    "div",
    { class: "wizard-preview" },
    secretsPart(masked),
    el("p", { class: "wizard-kicker" }, say("ticket_reads")),
    el(
      "div",
      {
        class: "wizard-paper",
        id: "wizard-paper",
        tabindex: "0",
        role: "region",
        "aria-label": say("ticket_reads"),
      },
      el("p", { class: "wizard-subject" }, ticket.subject),
      el("p", { class: "wizard-body" }, ticket.body),
    ),
    el(
      "div",
      { class: "wizard-ways" },
      action("copy", say("copy"), "copy", "wizard-button wizard-main"),
      action("copy-subject", say("copy_subject"), "copy"),
      action("download", say("download"), "download"),
      ways,
    ),
    along,
  );
}

/**
 * What was left out of the ticket, each with the way to put it back. The count is always there, to be announced.
 * @param {Masked[]} secrets
 */
function secretsPart(secrets) {
  const left = secrets.filter(({ shown }) => !shown).length;
  const count = say(left === 1 ? "masked_one" : "masked_several", { count: left });
  return el(
    "div",
    { class: "wizard-secrets" },
    el("p", { role: "status" }, secrets.length > 0 && [el("strong", {}, count), " ", say("masked_help")]),
    secrets.length > 0 && el("ul", {}, secrets.map(secretItem)),
  );
}

/**
 * @param {Masked} secret
 * @param {number} at
 */
function secretItem({ kind, name, line, shown }, at) {
  const where = say("masked_at", { kind: say(`secrets.${kind}`), name, line });
  return el(
    "li",
    {},
    where,
    " ",
    el(
      "button",
      {
        type: "button",
        class: "wizard-plain",
        "data-action": "secret",
        "data-secret": String(at),
        "aria-label": say(shown ? "mask_it" : "put_it_back", { where }),
      },
      say(shown ? "mask" : "put_back"),
    ),
  );
}

/**
 * @param {string} name
 * @param {string} words
 * @param {"copy" | "download"} picture
 * @param {string} style
 */
function action(name, words, picture, style = "wizard-button") {
  return el("button", { type: "button", class: style, "data-action": name }, icon(picture), words);
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

/**
 * Copy a text; where the browser forbids it, select it in `shown` instead. True where it was copied.
 * @param {string} text
 * @param {HTMLElement} shown
 */
export async function copy(text, shown) {
  const done = await copyAlong(text);
  if (!done) {
    shown.focus();
    getSelection()?.selectAllChildren(shown);
  }
  return done;
}

/**
 * Copy a text, if the browser lets the page. True where it did.
 * @param {string} text
 */
export async function copyAlong(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Save a text as a file.
 * @param {string} text
 * @param {string} name
 * @param {string} type its media type
 */
export function download(text, name, type = "text/plain") {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
