// The page's words, which stand in the page as JSON; no word stands in a script.

import { fill } from "./fill.js";
import { textOf } from "./parsed.js";

/** All that the page tells its script: `words`, `facts`, `details`, `lookup`, `root` and the bundle's files. */
export const page = JSON.parse(await textOf("wizard-page"));

/** A text of the page by its key, such as `copy` or `tones.ask`, with every `{name}` filled in; what is put in
 * is not searched again. */
export function say(key, values = {}) {
  return fill(key.split(".").reduce((words, name) => words[name], page.words), values);
}

/** The words for a fact and its value, as far as the policy has some. */
export function factWords(id, value) {
  const fact = page.facts[id];
  return { name: fact?.name ?? id, value: fact?.values[value] ?? value };
}
