// Clauses of the policy as links to where they stand on the site.

/** @import { Cited } from "wizard.clauses" */
import { el } from "./dom.js";
import { page, say } from "./words.js";

/**
 * Links by label (such as §3b.2), which describe themselves by the clauses' words.
 * @param {Cited[]} clauses
 */
export function clauseLinks(clauses) {
  return clauses.map((clause) => [clauseLink(clause, clause.text), " "]);
}

/**
 * A list of clauses in their own words, each with its link, which does not say them again.
 * @param {Cited[]} clauses
 * @param {"ul" | "ol"} name
 */
export function clauseList(clauses, name = "ul") {
  const style = { class: "wizard-clauses" };
  return el(name, style, clauses.map((clause) => el("li", {}, clause.text, " ", clauseLink(clause, null))));
}

/**
 * @param {Cited} clause
 * @param {string | null} title
 */
function clauseLink(clause, title) {
  const section = clause.section ? `${clause.section}/` : "";
  const href = `${page.root}policy/${section}#${clause.id}`;
  return el("a", { class: "wizard-clause", href, title }, say("clause", clause));
}
