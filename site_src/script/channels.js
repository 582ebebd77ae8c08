// The ways to reach the desk, the best one first, and whether they are open.

/** @import { ChannelView, Outcome } from "wizard.view" */
import { clauseLinks } from "./clauses.js";
import { el, icon } from "./dom.js";
import { momentWords } from "./times.js";
import { say } from "./words.js";

/**
 * The route and its channels, the first of which stands out.
 * @param {Outcome} outcome
 */
export function channelsPart({ route, channels }) {
  return el(
    "section",
    { class: "wizard-channels", "aria-labelledby": "wizard-channels" },
    el("h3", { id: "wizard-channels" }, say("headings.channels")),
    route && el("p", {}, route),
    el("ol", {}, channels.map((channel, at) => channelItem(channel, at === 0))),
  );
}

/**
 * @param {ChannelView} channel
 * @param {boolean} first
 */
function channelItem(channel, first) {
  return el(
    "li",
    { class: first ? "wizard-channel wizard-first" : "wizard-channel" },
    el("h4", {}, channel.name),
    openState(channel),
    el("p", {}, channel.reason, " ", clauseLinks(channel.clauses)),
    el("div", { class: "wizard-ways" }, channelLink(channel, first), first && toTicket(channel)),
    carried(channel),
    channel.note && el("p", { class: "wizard-note" }, channel.note),
    el("p", { class: "wizard-note" }, say("channel_says", channel)),
  );
}

/** @param {ChannelView} channel */
function openState({ open, opens, closes }) {
  const words = open
    ? closes ? say("open_until", { moment: momentWords(closes) }) : say("open_now")
    : opens ? say("closed_until", { moment: momentWords(opens) }) : say("closed");
  return el("p", { class: open ? "wizard-state wizard-open" : "wizard-state wizard-closed" }, words);
}

/**
 * The link that opens a channel, where it has one.
 * @param {ChannelView} channel
 * @param {boolean} first
 */
export function channelLink({ kind, name, address, link, open, web_page }, first) {
  if (!link) return null;
  return el(
    "a",
    {
      class: first && open !== false ? "wizard-button wizard-main" : "wizard-button",
      href: link,
      target: web_page ? "_blank" : null,
      rel: web_page ? "noopener noreferrer" : null,
    },
    icon(kind),
    say(`ways.${kind}`, { name, address }),
    web_page && el("span", { class: "wizard-hidden" }, ` ${say("new_tab")}`),
  );
}

/**
 * In writing the ticket comes first, and it stands further down.
 * @param {ChannelView} channel
 */
function toTicket({ in_writing }) {
  if (!in_writing) return null;
  const attributes = { type: "button", class: "wizard-button", "data-action": "to-ticket" };
  return el("button", attributes, say("to_ticket"));
}

/** @param {ChannelView} channel */
function carried({ in_writing, filled, link }) {
  if (!in_writing || !link) return null;
  return el("p", { class: "wizard-note" }, say(filled ? "carries_ticket" : "opens_empty"));
}
