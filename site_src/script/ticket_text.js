// Tickets, written by the engine's own layout (`wizard/ticket/layout.py`, which says how it is to be read; the
// engine's side is `wizard/ticket/writing.py`). Tests hold the two to the same bytes.

/** @import { LookupLayout, LookupLine } from "publisher.lookup.shapes" */
/** @import { DetailView, Ticket } from "wizard.view" */
import { cleaning, start } from "./letters.js";
import { own } from "./own.js";

/**
 * The ticket that a layout makes of its material.
 * @param {LookupLayout} layout
 * @param {Record<string, unknown>} material
 * @returns {Ticket}
 */
export function ticketOf(layout, material) {
  const { oneLine, shortened, trimmed } = cleaning(layout.letters);
  let subject = shortened(first(layout.summary, material)[0] ?? "");
  for (const { template } of layout.around) subject = filled(template, { ...material, summary: subject }) ?? subject;
  const lines = layout.body.flatMap((entry) => first(entry, material));
  return {
    subject: oneLine(subject),
    body: lines.map((line) => `${trimmed(line)}\n`).join(""),
    file_name: filled(layout.file_name, material) ?? "",
  };
}

/**
 * A detail with what was given for it, as a ticket takes it.
 * @param {LookupLayout} layout
 * @param {DetailView} detail
 * @param {string | string[] | undefined} given
 * @returns {DetailView}
 */
export function filledIn({ letters }, detail, given = "") {
  if (detail.options.length > 0) {
    const picked = detail.options.filter(({ id }) => [given].flat().includes(id));
    const text = picked.map(({ label }) => label).join(", ");
    return { ...detail, value: picked.map(({ id }) => id), text };
  }
  const { clean, oneLine } = cleaning(letters);
  const longest = letters.longest_of_kind[detail.kind];
  const typed = typeof given === "string" ? given : "";
  const text = longest ? start(oneLine(typed), longest) : clean(typed);
  return { ...detail, value: text, text };
}

/**
 * What the first line of an entry says that comes.
 * @param {LookupLine[]} entry
 * @param {unknown} material
 * @returns {string[]}
 */
function first(entry, material) {
  for (const line of entry) {
    const said = linesOf(line, material);
    if (said.length > 0) return said;
  }
  return [];
}

/**
 * @param {LookupLine} line
 * @param {unknown} material
 */
function linesOf({ template, each, needs }, material) {
  if (needs && !says(reached(material, needs))) return [];
  const things = each ? reached(material, each) : [material];
  const said = Array.isArray(things) ? things.map((thing) => filled(template, thing)) : [];
  return said.filter((text) => text !== null);
}

/**
 * A template with what its names say; null where one of them says nothing.
 * @param {string[]} template
 * @param {unknown} thing
 */
function filled(template, thing) {
  const parts = template.map((part, place) => (place % 2 ? reached(thing, part) : part));
  return parts.every((part, place) => place % 2 === 0 || says(part)) ? parts.join("") : null;
}

/**
 * What a path leads to.
 * @param {unknown} thing
 * @param {string} path
 */
function reached(thing, path) {
  let here = thing;
  for (const name of path.split(".")) {
    here = here instanceof Object ? own(/** @type {Record<string, unknown>} */ (here), name) : undefined;
  }
  return here;
}

/** @param {unknown} value */
function says(value) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
