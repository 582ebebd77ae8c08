// Texts with names in braces.

/**
 * A text with every `{name}` that has a value filled in; what is put in is not searched again.
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(Object.hasOwn(values, name) ? values[name] : whole));
}
