// Tickets, written by the engine's own layout (`wizard/ticket/layout.py`, which says how it is to be read; the
// engine's side is `wizard/ticket/writing.py`). Tests hold the two to the same bytes.

/** @import { Layout, Line } from "wizard.ticket.layout" */
/** @import { Letters } from "wizard.ticket.letters" */
/** @import { DetailView, Masked, Ticket } from "wizard.view" */
/** @import { Hidden } from "./secrets.js" */
import { cleaning, start } from "./letters.js";
import { own } from "./own.js";
import { masked, maskedIn } from "./secrets.js";

/** @typedef {(path: string, value: unknown) => string} Say how the value that a path leads to is put into a template */

/**
 * The ticket that a layout makes of its material.
 * @param {Layout} layout
 * @param {Record<string, unknown>} material
 * @returns {Ticket}
 */
export function ticketOf(layout, material) {
  const { oneLine, shortened, trimmed } = cleaning(layout.letters);
  let subject = shortened(summaryOf(layout, material));
  for (const { template } of layout.around) subject = filled(template, { ...material, summary: subject }) ?? subject;
  const lines = linesOf([...layout.facts, ...layout.body], material, trimmed);
  return {
    subject: oneLine(subject),
    body: lines.map((line) => `${line}\n`).join(""),
    file_name: filled(layout.file_name, material) ?? "",
  };
}

/**
 * What a subject says of the case, still in its full length.
 * @param {Layout} layout
 * @param {Record<string, unknown>} material
 */
export function summaryOf({ summary }, material) {
  return first(summary, material)[0] ?? "";
}

/**
 * The lines that come.
 * @param {Line[][]} entries
 * @param {Record<string, unknown>} material
 * @param {(text: string) => string} trimmed
 */
export function linesOf(entries, material, trimmed) {
  return entries.flatMap((entry) => first(entry, material)).map(trimmed);
}

/**
 * A detail with what was given for it, as a ticket takes it, and the secrets in it.
 * @param {Layout} layout
 * @param {DetailView} detail
 * @param {string | string[] | undefined} given
 * @param {Hidden} hidden
 * @returns {{detail: DetailView, masked: Masked[]}}
 */
export function filledIn({ letters }, detail, given, hidden) {
  if (detail.options.length > 0) {
    const picked = detail.options.filter(({ id }) => [given].flat().includes(id));
    const text = picked.map(({ label }) => label).join(", ");
    return { detail: checked({ ...detail, value: picked.map(({ id }) => id), text }), masked: [] };
  }
  const longest = letters.longest_of_kind[detail.kind];
  const { text: typed, length } = cleaned(letters, detail, given);
  const whole = masked(typed, detail.kind, hidden, [0, length]);
  const text = longest ? start(whole, longest) : whole;
  return { detail: checked({ ...detail, value: text, text }), masked: maskedIn(typed, detail, hidden, [0, length]) };
}

/**
 * A detail with what is wrong with it, as `wizard/ticket/details.py` has it. How an address and the signs of a mask are
 * told is no data, as the engine goes over them without an expression: tests hold the two to the same problems.
 * @param {DetailView} detail
 * @returns {DetailView}
 */
function checked(detail) {
  if (!detail.text) return { ...detail, problem: detail.required ? "missing" : "" };
  const reachable = detail.kind !== "email" || /^[^@ ]+@[^@ ]*[^@ .]\.+[^@ .][^@ ]*$/u.test(detail.text);
  if (!reachable) return { ...detail, problem: "no-address" };
  const written = detail.pattern.length === 0 || detail.pattern.some((mask) => fits(detail.text, mask));
  return { ...detail, problem: written ? "" : "no-match" };
}

/** @type {Record<string, RegExp>} */
const LETTERS_OF = { A: /^[a-z]$/i, 9: /^[0-9]$/, "*": /^[a-z0-9]$/i };

/**
 * Whether a text is written as a mask says, letter by letter.
 * @param {string} text
 * @param {string} mask
 */
function fits(text, mask) {
  const [letters, wanted] = [[...text], [...mask]];
  return letters.length === wanted.length && letters.every((letter, at) => isOne(letter, wanted[at] ?? ""));
}

/**
 * @param {string} letter
 * @param {string} of
 */
function isOne(letter, of) {
  const kind = own(LETTERS_OF, of);
  if (kind) return kind.test(letter);
  return letter === of || (/^[a-z]$/i.test(letter) && letter.toLowerCase() === of.toLowerCase());
}

/**
 * A typed text with what may end a secret behind it, and how much of it is read.
 * @param {Letters} letters
 * @param {DetailView} detail
 * @param {string | string[] | undefined} given
 */
function cleaned(letters, { kind }, given) {
  const { clean, oneLine } = cleaning(letters);
  const typed = typeof given === "string" ? given : "";
  const read = letters.longest_of_kind[kind] ? oneLine : clean;
  return { text: read(typed, letters.longest + letters.behind), length: read(typed).length };
}

/**
 * What the first line of an entry says that comes.
 * @param {Line[]} entry
 * @param {unknown} material
 * @param {Say} say
 * @returns {string[]}
 */
export function first(entry, material, say = asText) {
  for (const line of entry) {
    const said = each(line, material, say);
    if (said.length > 0) return said;
  }
  return [];
}

/**
 * What the line of an entry says of whose names the most say something, the others left empty; null where none does.
 * @param {Line[]} entry
 * @param {unknown} material
 * @param {Say} say
 */
export function fullest(entry, material, say) {
  let found = null;
  let most = -1;
  for (const { template } of entry) {
    const values = template.map((part, place) => place % 2 === 1 && reached(material, part));
    const count = values.filter(says).length;
    if (count <= most) continue;
    most = count;
    const parts = template.map((part, place) => {
      if (place % 2 === 0) return part;
      return says(values[place]) ? say(part, values[place]) : "";
    });
    found = count > 0 || template.length === 1 ? parts.join("") : null;
  }
  return found;
}

/**
 * @param {Line} line
 * @param {unknown} material
 * @param {Say} say
 */
function each(line, material, say) {
  if (line.needs && !says(reached(material, line.needs))) return [];
  if (!line.each) {
    const said = filled(line.template, material, say);
    return said === null ? [] : [said];
  }
  const things = reached(material, line.each);
  const said = Array.isArray(things) ? things.map((thing) => filled(line.template, thing, say)) : [];
  return said.filter((text) => text !== null);
}

/**
 * A template with what its names say; null where one of them says nothing.
 * @param {string[]} template
 * @param {unknown} thing
 * @param {Say} [say]
 */
function filled(template, thing, say = asText) {
  let said = "";
  for (const [place, part] of template.entries()) {
    const value = place % 2 === 0 || reached(thing, part);
    if (!says(value)) return null;
    said += place % 2 === 0 ? part : say(part, value);
  }
  return said;
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

/** @type {Say} */
function asText(_path, value) {
  return String(value);
}

/** @param {unknown} value */
function says(value) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
