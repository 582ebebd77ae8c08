// A ticket that came back, for the staff: it is read by Python alone (`wizard/reopening.py`) and opens at its answers,
// under what the policy said of them then and the edition that decided it. The visitor's own link is read in the same way
// where it was damaged.

/** @import { Reopened } from "wizard.reopening" */
/** @import { View } from "wizard.view" */
/** @typedef {Pick<View, "answers" | "ignored">} Read what today's policy reads of a ticket's answers */
import { el } from "./dom.js";
import { ownPage, pageInForce, pass, passed } from "./edition.js";
import { root, stage } from "./stage.js";
import { say } from "./words.js";

/**
 * Put where a ticket is pasted into the page; `read` asks Python of it, and `open` shows its answers. What it gives goes
 * on with what another edition's page has passed on.
 * @param {(ticket: string) => Promise<Reopened>} read
 * @param {(view: View) => void} open
 */
export function takeReturned(read, open) {
  const text = el("textarea", { id: "wizard-ticket-text", rows: "6", autocomplete: "off" });
  const told = el("p", { role: "status" });
  const form = el(
    "form",
    {},
    el("p", { class: "wizard-help" }, say("returned.help")),
    el("label", { for: text.id }, say("returned.label")),
    text,
    el("button", { class: "wizard-button" }, say("returned.read")),
    told,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    told.textContent = say("reading_link");
    // Pages of two builds may think differently of which edition is in force; then a ticket is passed on once.
    const holding = form.dataset.passed ? null : pageInForce();
    if (holding && pass(holding, { ticket: text.value })) return;
    try {
      const again = await read(text.value);
      told.textContent = again.view ? "" : unread(again);
      document.getElementById("wizard-said")?.remove();
      if (!again.view || passedOn(again, again.view)) return;
      open(again.view);
      showSaid(again, again.view);
    } catch {
      told.textContent = say("failed");
    }
  });
  const part = el("details", { class: "wizard-returned" }, el("summary", {}, say("returned.heading")), form);
  root.append(part);
  return () => takePassed(part, text, form);
}

/**
 * Open a ticket under its own edition, where that is another one. True where it is opened there.
 * @param {Reopened} again
 * @param {View} view
 */
function passedOn(again, { answers, ignored }) {
  const own = ownPage(again.since, answersOf({ answers, ignored }));
  return own !== null && pass(own.href, { again: { ...again, view: null }, view: { answers, ignored } });
}

/**
 * Go on with what another edition's page has passed on: a ticket, or what is known of one.
 * @param {HTMLDetailsElement} part
 * @param {HTMLTextAreaElement} text
 * @param {HTMLFormElement} form
 */
function takePassed(part, text, form) {
  const what = passed();
  if (what?.again) showSaid(what.again, what.view);
  if (!what?.ticket) return;
  part.open = true;
  text.value = what.ticket;
  form.dataset.passed = "yes";
  form.dispatchEvent(new Event("submit", { cancelable: true }));
}

/**
 * All answers of a ticket, those too that fit no question of today's policy.
 * @param {Read} read
 */
function answersOf({ answers, ignored }) {
  const left = ignored.map((answer) => [answer.split("=", 1)[0] ?? "", answer.slice(answer.indexOf("=") + 1)]);
  return `${new URLSearchParams([...Object.entries(answers), ...left])}`.replaceAll("+", "%20");
}

/** @param {Reopened} again */
function unread({ hosts }) {
  const hidden = hosts.length > 0 && say("returned.hidden", { hosts: hosts.join(", ") });
  return [say("returned.unread"), hidden].filter(Boolean).join(" ");
}

/**
 * Above the stage, until another answer is given there.
 * @param {Reopened} again
 * @param {Read} view
 */
function showSaid(again, view) {
  const title = el("h2", { tabindex: "-1" }, say("returned.said"));
  const box = el(
    "section",
    { id: "wizard-said", class: "wizard-notice" },
    title,
    ownPage(again.since, answersOf(view)),
    el("ul", {}, about(again, view).map((line) => el("li", {}, line))),
    again.changes.length === 0 && el("p", {}, say(again.compared ? "returned.still" : "returned.says_nothing")),
    again.changes.map(({ was, today }) => {
      const nothing = say("returned.nothing");
      return el(
        "p",
        {},
        el("del", {}, say("returned.then", { was: was || nothing })),
        el("br"),
        el("ins", {}, say("returned.today", { today: today || nothing })),
      );
    }),
  );
  stage().before(box);
  root.addEventListener("click", ({ target }) => {
    const answering = "[data-action=answer], [data-action=change], [data-action=restart]";
    if (target instanceof Element && target.closest(answering)) box.remove();
  });
  title.focus();
}

/**
 * By what it was decided, what was promised, and what of it can't be taken over.
 * @param {Reopened} again
 * @param {Read} view
 */
function about({ policy, promised, several }, { ignored }) {
  const said = [
    policy.was && say("returned.decided_by", { policy: policy.was }),
    policy.was && policy.was !== policy.today && say("returned.decides_now", { policy: policy.today }),
    promised,
    several && say("returned.several_tickets"),
    ...ignored.map((answer) => say("returned.left_out", { answer })),
  ];
  return said.filter((line) => line);
}
