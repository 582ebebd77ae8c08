// Texts with names in braces.

import { own } from "./own.js";

/**
 * A text with every `{name}` that has a value filled in; what is put in is not searched again.
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(own(values, name) ?? whole));
}
