// The ways to reach the desk: the one to take first with what it promises, and the others in a line each.

/** @import { Timetable } from "publisher.lookup.shapes" */
/** @import { ChannelView, FurtherView, ListedView, Outcome, TargetView } from "wizard.view" */
import { clauseLinks } from "./clauses.js";
import { now } from "./clock.js";
import { action, all, el, folded, icon, note } from "./dom.js";
import { dayWords, momentWords, shortMoment } from "./times.js";
import { channelAt } from "./timetable.js";
import { say } from "./words.js";

/**
 * The channel to take first, its state, and by when one hears back: each promise with the channel that it is for.
 * @param {Outcome} outcome
 */
export function firstPart({ route, channels, target, listed }) {
  const first = channels[0];
  if (!first) return null;
  const written = channels.find(({ reply }) => reply === "by-target");
  return el(
    "div",
    { class: "wizard-first" },
    route && el("p", {}, route),
    isPart(first) && carried(first),
    channelLink(first, "wizard-button wizard-main"),
    stateLine(first),
    listedLines(listed, first.id),
    laterNote(first),
    spokenThere(first),
    first.reply === "at-once" && el("p", { class: "wizard-reply" }, say("at_once")),
    target && written && replyLine(target, written === first ? "reply_by" : "reply_if_written"),
    target && written && sooner(target),
    listedLines(listed, ""),
    !isPart(first) && carried(first),
    action("to-ticket", say("to_ticket")),
  );
}

/**
 * What is known of the days told of only until some day, beside the channel that depends on them or, by no id, the
 * deadline that does.
 * @param {ListedView[]} listed
 * @param {string} beside
 */
function listedLines(listed, beside) {
  return listed.map(({ name: season, last, channel }) => {
    if (channel !== beside) return null;
    return el("p", { class: "stale" }, say(season ? "season_known" : "holidays_known", { season, day: dayWords(last) }));
  });
}

/**
 * How to object, where the case belongs to others.
 * @param {Outcome} outcome
 */
export function appealPart({ route, channels: [first] }) {
  return el("p", {}, route, " ", first && channelLink(first, ""));
}

/**
 * Every channel but the one that stands above, in a line each; and what there is to know of all of them.
 * @param {Pick<Outcome, "channels" | "listed">} outcome
 * @param {ChannelView} [above]
 */
export function channelRows({ channels, listed }, above) {
  const others = channels.filter((channel) => channel !== above);
  return [
    others.length > 0 && el("ul", { class: "wizard-other-ways" }, others.map((channel) => channelRow(channel, listed))),
    folded("wizard-about-ways", say("about_ways"), el("ul", {}, channels.map(aboutChannel))),
  ];
}

/**
 * Whether a link may bring less than the ticket, which is to be known before it is followed.
 * @param {ChannelView} channel
 */
export function isPart({ filled, shortened, login }) {
  return filled && (shortened || login);
}

/**
 * @param {ChannelView} channel
 * @param {ListedView[]} listed
 */
function channelRow(channel, listed) {
  return el(
    "li",
    {},
    (isPart(channel) || !channel.filled) && carried(channel),
    channelLink(channel, "") ?? el("span", {}, channel.name),
    el("span", { class: "wizard-note" }, shortState(channel)),
    listedLines(listed, channel.id),
    laterNote(channel),
    spokenThere(channel),
  );
}

/**
 * What its address becomes, if that isn't told with its next opening.
 * @param {ChannelView} channel
 */
function laterNote({ later, elsewhere, in_writing }) {
  return (in_writing || !elsewhere) && later && note(later);
}

/** @param {ChannelView} channel */
function aboutChannel(channel) {
  const { name, reason, clauses, note: about } = channel;
  return el(
    "li",
    {},
    el("strong", {}, name),
    el("p", {}, reason, " ", clauseLinks(clauses)),
    about && note(about),
    spokenThere(channel),
    note(say("channel_says", channel)),
  );
}

/** @param {ChannelView} channel */
function spokenThere({ languages }) {
  const names = Object.entries(languages).map(([code, name], at) => [at > 0 && ", ", el("span", { lang: code }, name)]);
  return names.length > 0 && note(`${say("languages")} `, names);
}

/**
 * The link that opens a channel, where it has one; or the place to go to.
 * @param {ChannelView} channel
 * @param {string} style
 * @param {string} [words]
 */
export function channelLink(channel, style, words) {
  const { id, kind, name, address, link, in_writing, web_page } = channel;
  if (!link) return address ? el("strong", { class: "wizard-place" }, say(`ways.${kind}`, { name, address })) : null;
  return el(
    "a",
    {
      class: style || null,
      href: link,
      target: web_page ? "_blank" : null,
      // With no referrer at all, some desks take the form for a forged one.
      rel: web_page ? "noopener" : null,
      "data-writes-to": in_writing && id,
      "data-address": address || null, // for paper
    },
    style && icon(kind),
    words ?? say(`ways.${kind}`, { name, address }),
    web_page && el("span", { class: "wizard-hidden" }, ` ${say("new_tab")}`),
  );
}

/** @param {ChannelView} channel */
function stateLine(channel) {
  const busy = channel.in_writing ? channel.reads : !channel.open;
  return el("p", { class: busy ? "wizard-state wizard-closed" : "wizard-state wizard-open" }, stateWords(channel));
}

/**
 * Whether somebody answers now, of the channels that stand below every question.
 * @param {Timetable} timetable
 */
export function tellOpen(timetable) {
  for (const shown of all("[data-channel]")) {
    shown.textContent = openWords(channelAt(timetable, shown.dataset.channel ?? "", now()));
  }
}

/**
 * Nobody has to be there for a mailbox to take something; somebody has to for a call.
 * @param {ChannelView} channel
 */
function stateWords(channel) {
  const { in_writing, reads } = channel;
  if (in_writing) return reads ? say("takes_read_from", { moment: momentWords(reads) }) : say("takes_tickets");
  return openWords(channel);
}

/**
 * @param {Pick<ChannelView, "open" | "opens" | "closes" | "elsewhere">} channel
 * @param {"closed_until" | "opens"} key
 */
function openWords({ open, opens, closes, elsewhere }, key = "closed_until", worded = momentWords) {
  if (open) return closes ? say("open_until", { moment: worded(closes) }) : say("open_now");
  return opens ? say(key, { moment: worded(opens) }) + elsewhere : say("closed");
}

// It stands in front of the link, so that it is read before that is followed.
/** @param {ChannelView} channel */
function shortState(channel) {
  if (!channel.address) return say("no_address");
  return channel.in_writing ? say("takes_tickets") : openWords(channel, "opens", shortMoment);
}

/**
 * @param {TargetView} target
 * @param {"reply_by" | "reply_if_written"} key
 */
function replyLine({ due, text, clause }, key) {
  const words = due ? say(key, { moment: momentWords(due) }) : text;
  return el("p", { class: "wizard-reply wizard-due" }, words, " ", clauseLinks([clause]));
}

/**
 * What else is promised, and by when.
 * @param {FurtherView} further
 */
export function furtherPart({ name, text, clause, due }) {
  const by = due && [" ", el("strong", {}, say("further_by", { moment: momentWords(due) }))];
  return el("p", {}, el("span", { class: "wizard-name" }, name), " ", text, " ", clauseLinks([clause]), by);
}

/**
 * What another answer or clause promises before that, which nobody should have to look for.
 * @param {TargetView} target
 */
function sooner({ due, further }) {
  return further.filter((promise) => due && promise.due && promise.due.utc < due.utc).map(furtherPart);
}

/**
 * What to know before a link is followed, in front of which it stands.
 * @param {ChannelView} channel
 */
export function carried({ in_writing, filled, link, shortened, holds_ticket, login }) {
  if (!in_writing || !link) return null;
  if (!filled) return note(say("opens_empty"));
  if (!shortened && !login) return note(say("carries_ticket"));
  const copies = say(navigator.clipboard ? "copies_along" : "copy_before");
  const why = [shortened && say(holds_ticket ? "carries_part" : "carries_fields"), login && say("asks_login")].filter(Boolean);
  return el("p", { class: "wizard-note wizard-carries-part" }, why.join(" "), " ", copies);
}
