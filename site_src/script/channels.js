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
    carried(channel),
    el("div", { class: "wizard-ways" }, copyFirst(channel), channelLink(channel, first), first && toTicket(channel)),
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
export function channelLink({ kind, name, address, link, open, web_page, filled, shortened, login }, first) {
  if (!link) return null;
  return el(
    "a",
    {
      class: first && open !== false ? "wizard-button wizard-main" : "wizard-button",
      href: link,
      target: web_page ? "_blank" : null,
      // With no referrer at all, some desks take the form for a forged one.
      rel: web_page ? "noopener" : null,
      "data-copies": filled && (shortened || login) ? "" : null,
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

// It stands in front of the link, so that it is read before that is followed.
/** @param {ChannelView} channel */
function carried({ in_writing, filled, link, shortened, login }) {
  if (!in_writing || !link) return null;
  if (!filled) return el("p", { class: "wizard-note" }, say("opens_empty"));
  if (!shortened && !login) return el("p", { class: "wizard-note" }, say("carries_ticket"));
  const copies = say(navigator.clipboard ? "copies_along" : "copy_before");
  const why = [shortened && say("carries_part"), login && say("asks_login")].filter(Boolean);
  return el("p", { class: "wizard-note wizard-carries-part" }, why.join(" "), " ", copies);
}

/**
 * Where one has to log in, what a link carries may get lost on the way.
 * @param {ChannelView} channel
 */
function copyFirst({ filled, login }) {
  if (!filled || !login) return null;
  return el("button", { type: "button", class: "wizard-button", "data-action": "copy" }, icon("copy"), say("copy"));
}
