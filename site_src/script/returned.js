// A ticket that came back, for the staff: it is read by Python alone (`wizard/reopening.py`) and opens at its answers,
// under what the policy said of them then and the edition that decided it. The visitor's own link is read in the same way
// where it was damaged.

/** @import { Reopened } from "wizard.reopening" */
/** @import { View } from "wizard.view" */
/** @typedef {Pick<View, "answers" | "ignored" | "question">} Read what today's policy reads of a ticket's answers */
import { action, el, morph } from "./dom.js";
import { ownPage, pageInForce, pass, passed } from "./edition.js";
import { root, stage } from "./stage.js";
import { say } from "./words.js";

/**
 * What is known of the ticket at hand; its text is empty where another edition's page has read it.
 * @type {{again: Reopened, view: Read, ticket: string, answers: View["answers"]} | null}
 */
let known = null;

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
      forget();
      if (!again.view || passedOn(again, again.view)) return;
      open(again.view);
      showSaid(again, again.view, text.value);
    } catch {
      told.textContent = say("failed");
    }
  });
  form.addEventListener("reset", forget);
  const part = el("details", { class: "wizard-returned" }, el("summary", {}, say("returned.heading")), form);
  root.append(part);
  return () => takePassed(part, text, form);
}

/**
 * Open a ticket under its own edition, where that is another one. True where it is opened there.
 * @param {Reopened} again
 * @param {View} view
 */
function passedOn(again, { answers, ignored, question }) {
  const own = ownPage(again.since, again.answers);
  return own !== null && pass(own.href, { again: { ...again, view: null }, view: { answers, ignored, question } });
}

/**
 * Go on with what another edition's page has passed on: a ticket, or what is known of one.
 * @param {HTMLDetailsElement} part
 * @param {HTMLTextAreaElement} text
 * @param {HTMLFormElement} form
 */
function takePassed(part, text, form) {
  const what = passed();
  if (what?.again) showSaid(what.again, what.view, "");
  if (!what?.ticket) return;
  part.open = true;
  text.value = what.ticket;
  form.dataset.passed = "yes";
  form.dispatchEvent(new Event("submit", { cancelable: true }));
}

/** @param {Reopened} again */
function unread({ hosts }) {
  const hidden = hosts.length > 0 && say("returned.hidden", { hosts: hosts.join(", ") });
  return [say("returned.unread"), hidden].filter(Boolean).join(" ");
}

/**
 * Above the stage, until the case is begun anew.
 * @param {Reopened} again
 * @param {Read} view
 * @param {string} ticket
 */
function showSaid(again, view, ticket) {
  known = { again, view, ticket, answers: view.answers };
  const box = saidBox(again, view, comparison(again, view));
  stage().before(box);
  box.querySelector("h2")?.focus();
}

function forget() {
  known = null;
  document.getElementById("wizard-said")?.remove();
}

/**
 * Where the case goes on with other answers, what the ticket said stays, and is compared with these.
 * @param {View["answers"]} answers
 * @param {(ticket: string, answers: View["answers"]) => Promise<Reopened>} read
 */
export async function compareAgain(answers, read) {
  const mine = known;
  if (!mine) return;
  mine.answers = answers;
  // What was compared was so with the answers before.
  drawAnew(saidBox(mine.again, mine.view, []));
  const again = mine.ticket ? await read(mine.ticket, answers).catch(() => null) : null;
  if (!again?.view || known !== mine || mine.answers !== answers) return;
  drawAnew(saidBox(again, mine.view, comparison(again, again.view)));
}

/** @param {HTMLElement} box */
function drawAnew(box) {
  const shown = document.getElementById("wizard-said");
  if (shown) morph(shown, box);
}

/**
 * @param {Reopened} again
 * @param {Read} view
 * @param {(Node | false | null)[]} compared
 */
function saidBox(again, view, compared) {
  return el(
    "section",
    { id: "wizard-said", class: "wizard-notice" },
    el("h2", { tabindex: "-1" }, say("returned.said")),
    ownPage(again.since, again.answers),
    el("ul", {}, about(again, view).map((line) => el("li", {}, line))),
    compared,
    // Behind the first question there is another one, beside the answers.
    action("restart", say("restart"), "wizard-plain wizard-at-first"),
  );
}

/**
 * What comes out otherwise today, or why nothing does.
 * @param {Reopened} again
 * @param {Pick<Read, "question">} view
 */
function comparison({ changes, compared }, { question }) {
  const nothing = say("returned.nothing");
  return [
    question && el("p", {}, say("returned.asks", { question: question.text })),
    !compared && el("p", {}, say("returned.says_nothing")),
    !question && compared && changes.length === 0 && el("p", {}, say("returned.still")),
    ...changes.map(({ was, today }) =>
      el(
        "p",
        {},
        el("del", {}, say("returned.then", { was: was || nothing })),
        el("br"),
        el("ins", {}, say("returned.today", { today: today || nothing })),
      ),
    ),
    !question && el("p", {}, say("returned.reported_now")),
  ];
}

/**
 * By what it was decided, what it said, and what of it can't be taken over.
 * @param {Reopened} again
 * @param {Read} view
 */
function about({ policy, said, over, several }, { ignored }) {
  const lines = [
    policy.was && say("returned.decided_by", { policy: policy.was }),
    policy.was && policy.today && policy.was !== policy.today && say("returned.decides_now", { policy: policy.today }),
    ...said,
    over && say("returned.over"),
    several && say("returned.several_tickets"),
    ...ignored.map((answer) => say("returned.left_out", { answer })),
  ];
  return lines.filter((line) => line);
}
