// The links that open a channel with the ticket filled in, by the engine's own rules (`wizard/ticket/links.py`, which
// says them; the forms are data of `wizard/ticket/forms.py`). Tests hold the two to the same bytes.

/** @import { Form } from "wizard.ticket.forms" */
/** @import { Layout, Line } from "wizard.ticket.layout" */
/** @import { Ticket } from "wizard.view" */
/** @import { Say } from "./ticket_text.js" */
import { cleaning, start } from "./letters.js";
import { own } from "./own.js";
import { fullest, linesOf, summaryOf } from "./ticket_text.js";

/** @typedef {Record<string, unknown>} Material */
/** @typedef {Record<string, string>} Written */
/** @typedef {{form: Form, layout: Layout, material: Material, ticket: Ticket}} Filling */

/** @type {WeakMap<Written, RegExp>} */
const runs = new WeakMap();

/**
 * The link to a form with a ticket in it; `whole` where all that the customer gave is in it.
 * @param {Filling} filling
 */
export function ticketLink(filling) {
  const { form, material, ticket } = filling;
  const { id = "" } = /** @type {{id?: string}} */ (material.severity ?? {});
  const desk = { severity: own(form.severities, id) };
  const known = { ...material, subject: ticket.subject, body: "body", desk };
  const parts = partsOf(filling, known);
  const at = form.parts.findIndex((entry, place) => namesBody(entry) && parts.has(place));
  const entry = form.parts[at];
  if (!entry) {
    fillUp(filling, known, parts);
    return { address: [...parts.values()].join("&"), whole: false };
  }
  const { body, whole } = bodyOf(filling, form.longest - [...parts.values()].join("&").length);
  parts.set(at, fullest(entry, known, saying(filling, body)) ?? "");
  return { address: [...parts.values()].join("&"), whole };
}

/** @param {Line[]} entry */
function namesBody(entry) {
  return entry.some(({ template }) => template.some((part, place) => place % 2 === 1 && part === "body"));
}

/**
 * @param {Filling} filling
 * @param {Material} known
 */
function partsOf(filling, known) {
  const { form } = filling;
  let left = form.longest_parts;
  /** @type {Map<number, string>} */
  const found = new Map();
  for (const [place, entry] of form.parts.entries()) {
    const bare = place ? "" : (entry[0]?.template ?? []).filter((_, at) => at % 2 === 0).join("");
    const text = fullest(entry, known, saying(filling, "")) ?? bare;
    if (text && (text.length < left || !place)) {
      found.set(place, text);
      left -= text.length + 1;
    }
  }
  return found;
}

/**
 * @param {Filling} filling
 * @param {Material} known
 * @param {Map<number, string>} parts
 */
function fillUp(filling, known, parts) {
  const { form } = filling;
  let room = form.longest - [...parts.values()].join("&").length;
  for (const [place, text] of parts) {
    const fuller = fullest(form.parts[place] ?? [], known, saying(filling, "", room));
    if (fuller && fuller.length - text.length <= room) {
      room -= fuller.length - text.length;
      parts.set(place, fuller);
    }
  }
}

/**
 * @param {Filling} filling
 * @param {string} body
 * @param {number} [more]
 * @returns {Say}
 */
function saying({ form, layout }, body, more = 0) {
  return (path, value) => {
    if (path === "body") return encoded(body, form.body_written);
    const share = path === "subject" ? form.longest_subject : form.longest_text;
    const text = String(value);
    let said = starting(layout, text, share + more, form.written);
    if (path !== "subject" && said !== text) {
      const end = layout.letters.ellipsis;
      said = starting(layout, text, share + more - encoded(end, form.written).length, form.written) + end;
    }
    return encoded(said, form.written);
  };
}

/**
 * The ticket, or a shorter one, that takes at most `room` characters.
 * @param {Filling} filling
 * @param {number} room
 */
function bodyOf({ form, layout, material, ticket }, room) {
  const { trimmed } = cleaning(layout.letters);
  const { body_written, written, subject_apart } = form;
  const body = trimmed(ticket.body);
  const whole = subject_apart ? body : `${ticket.subject}\n\n${body}`;
  if (starting(layout, whole, room, body_written) === whole) return { body: whole, whole: true };
  const subject = subject_apart ? starting(layout, ticket.subject, form.longest_subject, written) : "";
  const cut = !subject.includes(summaryOf(layout, material));
  const brief = new Brief(form, layout, subject, room);
  /**
   * @param {Line[][]} entries
   * @param {Material} more
   */
  const lines = (entries, more = {}) => linesOf(entries, { ...material, ...more }, trimmed);
  /** @type {(place: number) => [number, string]} */
  const fact = (place) => [place, lines(layout.facts.slice(place, place + 1)).join("")];
  const first = /** @type {[number, string][]} */ (subject ? [] : [[-1, ticket.subject]]);
  const [needed = [], others = []] = layout.fact_order;
  brief.takeFacts([[...first, ...needed.map(fact)], others.map(fact)]);
  const all = lines([layout.clauses]).join(" ");
  const kept = brief.keepsRoom(all);
  brief.takeTexts(lines(layout.texts, { cut }));
  brief.takeWords(all, kept, lines([layout.words]));
  const end = brief.whole ? [] : [layout.shortened];
  return { body: [...brief.paragraphs, ...end].join("\n\n"), whole: brief.whole };
}

/** A shorter ticket while it is written: its paragraphs, and what room is left for more. */
class Brief {
  /** @type {string[]} */
  paragraphs = [];
  whole = true;
  #form;
  #layout;
  #subject;
  #left;

  /**
   * @param {Form} form
   * @param {Layout} layout
   * @param {string} subject
   * @param {number} room
   */
  constructor(form, layout, subject, room) {
    this.#form = form;
    this.#layout = layout;
    this.#subject = subject;
    this.#left = room - this.#size(`\n\n${layout.shortened}`);
  }

  /** @param {[number, string][][]} groups of facts by their places, those first that matter most */
  takeFacts(groups) {
    /** @type {[number, string][]} */
    const taken = [];
    for (const group of groups) {
      const said = this.whole ? group.filter(([, fact]) => fact) : [];
      const fit = said.filter(([, fact]) => this.#take(`${fact}\n`));
      this.whole &&= fit.length === said.length;
      taken.push(...fit);
    }
    const sorted = taken.sort(([first], [second]) => first - second);
    this.paragraphs.push(sorted.map(([, fact]) => fact).join("\n"));
  }

  /** @param {string} paragraph */
  keepsRoom(paragraph) {
    return this.#size(paragraph) <= Math.floor(this.#left / this.#layout.numbers) && this.#take(`\n\n${paragraph}`);
  }

  /** @param {string[]} texts */
  takeTexts(texts) {
    const { reserve } = this.#layout;
    const sizes = texts.map((text) => this.#size(`\n\n${text}`));
    let spare = sizes.reduce((left, needed) => left - Math.min(needed, reserve), this.#left);
    for (const [at, text] of texts.entries()) {
      const needed = sizes[at] ?? 0;
      const more = Math.max(Math.min(needed - reserve, spare), 0);
      const left = this.#left;
      this.#takeBeginning(text, needed, Math.min(Math.min(needed, reserve) + more, left));
      spare += Math.min(needed, reserve) - (left - this.#left);
    }
  }

  /**
   * @param {string} numbers
   * @param {boolean} kept
   * @param {string[]} clauses
   */
  takeWords(numbers, kept, clauses) {
    const cited = kept || this.#take(`\n\n${numbers}`) ? numbers : "";
    const words = clauses.filter((clause) => this.whole && this.#take(`\n\n${clause}`));
    this.paragraphs.push(...[cited, ...words].filter(Boolean));
  }

  /**
   * @param {string} text
   * @param {number} needed
   * @param {number} room
   */
  #takeBeginning(text, needed, room) {
    let taken = text;
    if (needed > room) {
      this.whole = false;
      const { shortest, letters: { ellipsis: end } } = this.#layout;
      taken = starting(this.#layout, text, room - this.#size(`\n\n${end}`), this.#form.body_written);
      const said = taken.replace(/^[^:]*(?::[ \n]*|$)/, "");
      taken = [...said].length < shortest || this.#subject.includes(said) ? "" : taken + end;
    }
    if (taken && this.#take(`\n\n${taken}`)) this.paragraphs.push(taken);
  }

  /** @param {string} text */
  #take(text) {
    const needed = this.#size(text);
    const fits = needed <= this.#left;
    if (fits) this.#left -= needed;
    return fits;
  }

  /** @param {string} text */
  #size(text) {
    return encoded(start(text, this.#form.longest), this.#form.body_written).length;
  }
}

/**
 * The longest beginning of a text, in whole letters, that takes at most `room` characters when encoded.
 * @param {Layout} layout
 * @param {string} text
 * @param {number} room
 * @param {Written} written
 */
function starting(layout, text, room, written) {
  if (text.length <= room && encoded(text, written).length <= room) return text;
  let left = room;
  let place = 0;
  for (const letter of text) {
    left -= encoded(letter, written).length;
    if (left < 0) {
      const { beginning, trimmed } = cleaning(layout.letters);
      return trimmed(beginning(text, place));
    }
    place += 1;
  }
  return text;
}

/**
 * @param {string} text
 * @param {Written} written
 */
function encoded(text, written) {
  return text.replace(runsOf(written), (run) => own(written, run) ?? encodeURIComponent(run));
}

/**
 * Finds the letters that are written in a way of their own, each by itself, and all between two of them at once.
 * @param {Written} written
 */
function runsOf(written) {
  const letters = Object.keys(written).map((letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`).join("");
  const found = runs.get(written) ?? new RegExp(`[${letters}]|[^${letters}]+`, "gu");
  runs.set(written, found);
  return found;
}
