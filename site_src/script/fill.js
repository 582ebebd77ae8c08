// Texts with names in braces.

/** A text with every `{name}` that has a value filled in; what is put in is not searched again. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));
}
