// An outcome that rests on answers such as "I'm not sure" names how many these are, and leads to them.

/** @import { Answer } from "wizard.view" */
import { el } from "./dom.js";
import { answersIn, fragment } from "./lookup.js";
import { say } from "./words.js";

/**
 * The link to the questions that were left open; the answers to the others stay.
 * @param {Answer[]} asked
 */
export function exactPart(asked) {
  const known = asked.filter(({ unsure }) => !unsure);
  const count = asked.length - known.length;
  if (!count) return null;
  const link = { class: "wizard-button", href: `#${fragment(answersIn(known))}` };
  return el("p", { class: "wizard-exact" }, el("a", link, say("exact", { count })));
}
