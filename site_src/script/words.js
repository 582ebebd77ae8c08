// The page's words, which stand in the page as JSON; no word stands in a script.

/** @import { PageData } from "publisher.pages.page_data" */
/** @import { WordGroup, WordKey } from "./shapes.d.ts" */
import { fill } from "./fill.js";
import { own } from "./own.js";

/**
 * All that the page tells its script.
 * @type {PageData}
 */
export const page = JSON.parse(document.getElementById("wizard-page")?.textContent ?? "");

/**
 * The whole address of something of the site.
 * @param {string} path from the root of this page's edition
 */
export function addressOf(path) {
  return new URL(page.root + path, document.baseURI).href;
}

/**
 * A text of the page by its key, such as `copy` or `tones.ask`, with every `{name}` filled in; what is put in
 * is not searched again.
 * @param {WordKey} key
 * @param {Record<string, unknown>} values
 */
export function say(key, values = {}) {
  const [group = "", name = ""] = key.split(".");
  /** @type {string | Record<string, string>} */
  const words = page.words[/** @type {WordGroup} */ (group)];
  return fill(/** @type {string} */ (typeof words === "string" ? words : words[name]), values);
}

/**
 * The words for a fact and its value, as far as the policy has some.
 * @param {string} id
 * @param {string} value
 */
export function factWords(id, value) {
  const fact = own(page.facts, id);
  return { name: fact?.name ?? id, value: (fact && own(fact.values, value)) ?? value };
}
