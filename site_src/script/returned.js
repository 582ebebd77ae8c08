// A ticket that came back, for the staff: it is read by Python alone (`wizard/reopening.py`) and opens at its answers,
// under what the policy said of them then. The visitor's own link is read in the same way where it was damaged.

/** @import { Reopened } from "wizard.reopening" */
/** @import { View } from "wizard.view" */
import { el } from "./dom.js";
import { ownPage } from "./edition.js";
import { say } from "./words.js";

/**
 * Where a ticket is pasted; `read` asks Python of it, and `open` shows its answers and gives the stage that does.
 * @param {(ticket: string) => Promise<Reopened>} read
 * @param {(view: View) => HTMLElement} open
 */
export function returnedPart(read, open) {
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
    try {
      const again = await read(text.value);
      told.textContent = again.view ? "" : unread(again);
      document.getElementById("wizard-said")?.remove();
      if (again.view) showSaid(again, again.view, open(again.view));
    } catch {
      told.textContent = say("failed");
    }
  });
  return el("details", { class: "wizard-returned" }, el("summary", {}, say("returned.heading")), form);
}

/** @param {Reopened} again */
function unread({ hosts }) {
  const hidden = hosts.length > 0 && say("returned.hidden", { hosts: hosts.join(", ") });
  return [say("returned.unread"), hidden].filter(Boolean).join(" ");
}

/**
 * Above the stage, until another answer is given there.
 * @param {Reopened} again
 * @param {View} view
 * @param {HTMLElement} stage
 */
function showSaid(again, view, stage) {
  const title = el("h2", { tabindex: "-1" }, say("returned.said"));
  const box = el(
    "section",
    { id: "wizard-said", class: "wizard-notice" },
    title,
    ownPage(again.since, view.address),
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
  stage.before(box);
  stage.parentElement?.addEventListener("click", ({ target }) => {
    const answering = "[data-action=answer], [data-action=change], [data-action=restart]";
    if (target instanceof Element && target.closest(answering)) box.remove();
  });
  title.focus();
}

/**
 * By what it was decided, what was promised, and what of it can't be taken over.
 * @param {Reopened} again
 * @param {View} view
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
