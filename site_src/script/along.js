// Other ways to take a case along than to copy or download its ticket: into the mail program, the calendar or the
// address book, to whatever the device shares with, by voice, and from a desktop's screen into a phone.

/** @import { Outcome } from "wizard.view" */
import { now } from "./clock.js";
import { action, el, folded, icon, select, shape } from "./dom.js";
import { lastingPage } from "./edition.js";
import { contacts, mailDraft, reminder, spoken } from "./paper.js";
import { download } from "./taking.js";
import { ticketText } from "./ticket.js";
import { addressOf, page, say } from "./words.js";

/**
 * The code that was asked for, with the link that it holds.
 * @type {{link: string, picture: Node} | null}
 */
let shown = null;

/**
 * What is folded away under the ticket.
 * @param {Outcome} outcome
 */
export function alongPart(outcome) {
  const link = again();
  const lines = spoken(outcome);
  return folded(
    "wizard-along",
    say("along.heading"),
    el(
      "div",
      { class: "wizard-ways" },
      action("copy-subject", [icon("copy"), say("copy_subject")]),
      action("download", [icon("download"), say("download")]),
      mailDraft(outcome) && action("save-mail", [icon("email"), say("along.mail")]),
      reminder(outcome, { now: now(), again: lasting() }) && action("save-reminder", [icon("calendar"), say("along.calendar")]),
      contacts(outcome) && action("save-contacts", [icon("download"), say("along.contacts")]),
      action("copy-body", [icon("copy"), say("along.body")]),
      "share" in navigator && action("share", [icon("web"), say("along.share")]),
      action("show-code", [icon("phone"), say("along.code")]),
    ),
    el("div", { id: "wizard-code" }, shown?.link === link && codePart(shown)),
    lines.length > 0 && [
      el("h4", {}, say("along.spoken")),
      el("ul", { class: "wizard-spoken" }, lines.map((line) => el("li", {}, line))),
    ],
  );
}

/**
 * What the buttons do; `outcome` is the one that is shown.
 * @param {() => Outcome} outcome
 * @returns {Record<string, () => unknown>}
 */
export function alongActions(outcome) {
  /** @param {import("./paper.js").Saved | null} file */
  const save = (file) => file && download(file.text, file.name, file.type);
  return {
    "save-mail": () => save(mailDraft(outcome())),
    "save-reminder": () => save(reminder(outcome(), { now: now(), again: lasting() })),
    "save-contacts": () => save(contacts(outcome())),
    share: () => share(outcome()),
    "show-code": showCode,
  };
}

/** The same under the edition that promised the answer, whenever it is opened. */
function lasting() {
  return lastingPage() + location.hash;
}

/** The link that leads back to these answers. */
function again() {
  return location.origin + location.pathname + location.hash;
}

/** @param {Outcome} outcome */
async function share({ ticket }) {
  try {
    await navigator.share({ title: ticket.subject, text: ticketText(ticket) });
  } catch {
    // Whoever shares may think better of it.
  }
}

async function showCode() {
  const link = again();
  shown = { link, picture: await pictureOf(link) };
  const figure = codePart(shown);
  select("#wizard-code").replaceChildren(figure);
  figure.focus();
}

/** @param {{link: string, picture: Node}} code */
function codePart({ link, picture }) {
  return el(
    "figure",
    { tabindex: "-1" },
    picture.cloneNode(true),
    el("figcaption", {}, say("along.code_help"), " ", el("a", { href: link }, say("along.code_link"))),
  );
}

/**
 * The link as a picture; where what draws it can't be loaded, as it is.
 * @param {string} link
 */
async function pictureOf(link) {
  try {
    /** @type {typeof import("./code.js")} */
    const { codeOf } = await import(addressOf(page.bundle.code));
    const { path, width } = codeOf(link);
    const attributes = { viewBox: `0 0 ${width} ${width}`, role: "img", "aria-label": say("along.code_shows") };
    return shape("svg", attributes, shape("path", { d: path }));
  } catch {
    return el("p", { class: "wizard-spoken" }, link);
  }
}
