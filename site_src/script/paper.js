// A case as files and lines that other programs and people take. All of it is made of an outcome, so that it is the
// same to the byte whether that comes from Python or from the look-up. Formats: a draft of an e-mail (RFC 5322, with
// RFC 2045 and 2047), a date in a calendar (RFC 5545), an entry in an address book (vCard 3.0, RFC 2426).

/** @import { ChannelView, Outcome, TargetView } from "wizard.view" */
import { momentWords } from "./times.js";
import { isThere, reachedAt } from "./timetable.js";
import { page, say } from "./words.js";

/** @typedef {{name: string, type: string, text: string}} Saved a file: its name, its media type and its text */
/** @typedef {{now: string, again: string}} About when it is made, and the link that leads back here */

const BREAK = "\r\n";
/** Octets of a line of a calendar or an address book, and the signs of a line of base64. */
const LONGEST_LINE = 75;
const BASE64_LINE = 76;
/** Octets of the text in one encoded word, so that the first fits behind the header's name. */
const ENCODED_WORD = 36;
const DUE_MINUTES = 15;
const UTF8 = new TextEncoder();

/**
 * A draft with the whole ticket, which mail programs open for sending (`X-Unsent`); null where nobody is written to.
 * @param {Outcome} outcome
 * @returns {Saved | null}
 */
export function mailDraft({ channels, ticket }) {
  const mail = channels.find(({ kind }) => kind === "email");
  if (!mail) return null;
  const head = [
    "X-Unsent: 1",
    mail.address && `To: ${mail.address}`,
    `Subject: ${encodedWords(ticket.subject)}`,
    "MIME-Version: 1.0",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: base64",
  ];
  const body = base64(ticket.body.replaceAll("\n", BREAK)).match(new RegExp(`.{1,${BASE64_LINE}}`, "g")) ?? [];
  return saved(nameOf(ticket, "eml"), "message/rfc822", [...head.filter(Boolean), "", ...body]);
}

/**
 * The instants by which something is promised, as dates that remind of it: also of what another answer promises, which
 * may be sooner. Null where there are none. `again` is the link that leads back here.
 * @param {Outcome} outcome
 * @param {About} about
 * @returns {Saved | null}
 */
export function reminder(outcome, about) {
  const events = Object.entries(promisedBy(outcome.target)).sort(([first], [second]) => first.localeCompare(second));
  if (events.length === 0) return null;
  return saved(nameOf(outcome.ticket, "ics"), "text/calendar", [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${escaped(page.company)}//Help//EN`,
    ...events.flatMap(([rings, promises]) => eventLines(outcome, about, rings, promises)),
    "END:VCALENDAR",
  ].map(folded));
}

/**
 * What is promised by each instant.
 * @param {TargetView | null} target
 */
function promisedBy(target) {
  /** @type {Record<string, string[]>} */
  const found = {};
  const further = target?.further ?? [];
  const told = further.map(({ name, text, due }) => ({ text: say("fact", { name, value: text }), due }));
  for (const { text, due } of [...(target ? [target] : []), ...told]) {
    if (due) found[due.utc] = [...(found[due.utc] ?? []), text];
  }
  return found;
}

/**
 * @param {Outcome} outcome
 * @param {About} about
 * @param {string} rings
 * @param {string[]} promises
 */
function eventLines({ channels, ticket }, { now, again }, rings, promises) {
  const [made, due] = [now, rings].map((utc) => utc.replace(/[-:]/g, ""));
  const there = channels.filter((channel) => isThere(channel, rings));
  const reached = there.map((channel) => reachedAt(channel, rings)).filter(({ address }) => address);
  const ways = reached.map(({ name, address, later }) => say("fact", { name, value: inTime(address, later) }));
  const summary = escaped(say("along.reminder", { subject: ticket.subject }));
  const promise = promises.join("; ");
  const text = escaped([say("along.reminder_text", { promise }), ...ways, again].join("\n"));
  return [
    "BEGIN:VEVENT",
    `UID:${made}-${due}@${new URL(again).host}`,
    `DTSTAMP:${made}`,
    `DTSTART:${due}`,
    `DURATION:PT${DUE_MINUTES}M`,
    "TRANSP:TRANSPARENT",
    `SUMMARY:${summary}`,
    `DESCRIPTION:${text}`,
    `URL:${again}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${summary}`,
    "TRIGGER:PT0S",
    "END:VALARM",
    "END:VEVENT",
  ];
}

/**
 * What is said of a channel, and what its address becomes.
 * @param {string} said
 * @param {string} later
 */
function inTime(said, later) {
  return [said, later].filter(Boolean).join(" · ");
}

/**
 * The channels as one entry of an address book, with the addresses to come; null where none has an address.
 * @param {Outcome} outcome
 * @returns {Saved | null}
 */
export function contacts({ channels }) {
  const reached = channels.flatMap((channel) => [untilThen(channel), ...toCome(channel)]).filter(({ address }) => address);
  if (reached.length === 0) return null;
  const name = escaped(say("along.contacts_name", { company: page.company }));
  const notes = channels.filter(({ id }) => reached.some((channel) => channel.id === id)).map(noteOf);
  return saved(`${say("along.contacts_file")}.vcf`, "text/vcard", [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `N:${name};;;;`,
    `FN:${name}`,
    `ORG:${escaped(page.company)}`,
    ...reached.flatMap(contactLines),
    `NOTE:${escaped(notes.join("\n"))}`,
    "END:VCARD",
  ].map(folded));
}

/** @param {ChannelView} channel */
function noteOf(channel) {
  return say("fact", { name: channel.name, value: inTime(say("channel_says", channel), channel.later) });
}

/**
 * A channel by a name that says until when it is reached like that, if it is not for good.
 * @param {ChannelView} channel
 */
function untilThen(channel) {
  return channel.later ? { ...channel, name: inDays(channel.name, channel.days) } : channel;
}

/**
 * @param {string} name
 * @param {string} days
 */
function inDays(name, days) {
  return say("along.contacts_days", { name, days });
}

/**
 * A channel as later editions will have it, by names that say from when on.
 * @param {ChannelView} channel
 */
function toCome(channel) {
  const moves = channel.moves.filter(({ since }) => since > channel.since);
  return moves.map((move) => ({ ...channel, ...move, name: inDays(channel.name, move.days) }));
}

/** @type {Record<ChannelView["kind"], (address: string) => string>} */
const PROPERTIES = {
  phone: (address) => `TEL;TYPE=WORK,VOICE:${escaped(address)}`,
  email: (address) => `EMAIL;TYPE=INTERNET:${escaped(address)}`,
  web: (address) => `URL:${address}`,
  chat: (address) => `URL:${address}`,
  "in-person": (address) => `ADR;TYPE=WORK:;;${escaped(address)};;;;`,
};

/**
 * @param {ChannelView} channel
 * @param {number} place
 */
function contactLines({ kind, name, address }, place) {
  return [`item${place + 1}.${PROPERTIES[kind](address)}`, `item${place + 1}.X-ABLabel:${escaped(name)}`];
}

/**
 * What to say on the phone: the case's key facts, a line each; none where nobody is called.
 * @param {Outcome} outcome
 */
export function spoken({ channels, details, severity, target, version }) {
  if (!channels.some(({ kind }) => kind === "phone")) return [];
  const short = details.filter(({ kind, text }) => text && (kind === "subject" || kind === "line"));
  const facts = [
    ...short.map(({ name, text }) => [name, text]),
    [say("headings.severity"), severity?.name],
    [say("headings.version"), version && [version.product, version.version].filter(Boolean).join(" ")],
    [say("headings.level"), target?.level.name],
    [say("headings.target"), target?.due && say("reply_by", { moment: momentWords(target.due) })],
    ...(target?.further ?? []).map(({ name, due }) => [name, due && say("further_by", { moment: momentWords(due) })]),
  ];
  return facts.filter(([, value]) => value).map(([name, value]) => say("fact", { name, value }));
}

/**
 * The name of a file that belongs to a ticket's.
 * @param {Outcome["ticket"]} ticket
 * @param {string} ending
 */
function nameOf({ file_name }, ending) {
  return `${file_name.replace(/\.[^.]*$/, "")}.${ending}`;
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string[]} lines
 * @returns {Saved}
 */
function saved(name, type, lines) {
  return { name, type, text: lines.map((line) => line + BREAK).join("") };
}

/**
 * A text as calendars and address books write one.
 * @param {string} text
 */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

/**
 * A line, folded between letters where it is too long.
 * @param {string} line
 */
function folded(line) {
  return pieces(line, LONGEST_LINE, LONGEST_LINE - 1).join(`${BREAK} `);
}

/**
 * A subject as mail has it: as it is, or in encoded words where it has letters beyond ASCII or is long.
 * @param {string} text
 */
function encodedWords(text) {
  if (/^[ -~]{0,60}$/.test(text) && !text.includes("=?")) return text;
  return pieces(text, ENCODED_WORD, ENCODED_WORD).map((piece) => `=?utf-8?B?${base64(piece)}?=`).join(`${BREAK} `);
}

/**
 * A text in pieces of limited length in octets: one limit for the first piece, one for all others.
 * @param {string} text
 * @param {number} first
 * @param {number} others
 */
function pieces(text, first, others) {
  const found = [""];
  let room = first;
  for (const letter of text) {
    const octets = UTF8.encode(letter).length;
    if (octets > room) {
      found.push("");
      room = others;
    }
    found[found.length - 1] += letter;
    room -= octets;
  }
  return found;
}

/** @param {string} text */
function base64(text) {
  return btoa(Array.from(UTF8.encode(text), (octet) => String.fromCharCode(octet)).join(""));
}
