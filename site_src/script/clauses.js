// Clauses of the policy as links to where they stand on the site.

/** @import { Cited } from "wizard.clauses" */
import { el } from "./dom.js";
import { page, say } from "./words.js";

/**
 * Links by label (such as §3b.2), each with its words for those who can't see where it leads.
 * @param {Cited[]} clauses
 */
export function clauseLinks(clauses) {
  return clauses.map((clause) => [clauseLink(clause, say("clause", clause)), " "]);
}

/**
 * A list of clauses in their own words, each with its link.
 * @param {Cited[]} clauses
 * @param {"ul" | "ol"} name
 */
export function clauseList(clauses, name = "ul") {
  return el(name, {}, clauses.map((clause) => el("li", {}, clause.text, " ", clauseLinks([clause]))));
}

/**
 * @param {Cited} clause
 * @param {string} words
 */
function clauseLink(clause, words) {
  const section = clause.section ? `${clause.section}/` : "";
  const href = `${page.root}policy/${section}#${clause.id}`;
  const whole = say("clause_whole", clause);
  return el("a", { class: "wizard-clause", href, title: clause.text, "aria-label": whole }, words);
}
