// Taking the ticket along: copied, saved as a file, or in the form that a channel's link opens.

/** @import { ChannelView, Ticket } from "wizard.view" */
import { isPart } from "./channels.js";
import { el, select } from "./dom.js";
import { tell } from "./telling.js";
import { ticketText } from "./ticket.js";
import { say } from "./words.js";

const NOTICE_MS = 6_000;

/**
 * Copy a text, and say so; where the browser forbids it, select it where it stands. True where it was copied.
 * @param {string} text
 * @param {string} selector of where it stands
 */
export async function copied(text, selector) {
  const shown = select(selector);
  const done = await copyAlong(text);
  if (!done) {
    shown.closest("details")?.setAttribute("open", "");
    shown.focus();
    getSelection()?.selectAllChildren(shown);
  }
  tell(say(done ? "copied" : "selected"), { answering: true, forMs: NOTICE_MS });
  return done;
}

/**
 * Copy a text, if the browser lets the page. True where it did.
 * @param {string} text
 */
async function copyAlong(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Say what a link to a channel does with the ticket, which is copied where the link carries only a part of it. Whether
 * a mail program opens no page can know.
 * @param {ChannelView} channel
 * @param {Ticket} ticket
 */
export async function follow(channel, ticket) {
  const mail = channel.kind === "email" && say(channel.address ? "mail_opens" : "mail_opens_blank", channel);
  const copied = isPart(channel) && say((await copyAlong(ticketText(ticket))) ? "copied_along" : "not_copied");
  const words = [copied, mail].filter(Boolean).join(" ");
  if (words) tell(words, { answering: true, forMs: mail ? 0 : NOTICE_MS });
}

/**
 * Save a text as a file.
 * @param {string} text
 * @param {string} name
 * @param {string} type its media type
 */
export function download(text, name, type = "text/plain") {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
