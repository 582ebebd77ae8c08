// What a page says of the present moment: whether somebody answers, by when, and where "now" is in its pictures.
// It looks up when desks are open (`timetable.js`) and decides nothing; without it the page says the hours in words.

/** @import { NowData } from "publisher.pages.page_data" */
/** @import { Moment } from "wizard.view" */
import { TIME, everyMinute, fixedNow, isHere, now } from "./clock.js";
import { all, el, shape } from "./dom.js";
import { fill } from "./fill.js";
import { parsed } from "./parsed.js";
import { tellStale } from "./stale.js";
import { channelAt, clockAt, dayAt, inHours, openOn, targetAt } from "./timetable.js";

const MINUTE_MS = 60_000;

/** @type {NowData} */
let data;
/** Whether anything is said of the present moment. */
let said = false;

parsed("now-data").then(begin);

function begin() {
  data = JSON.parse(document.getElementById("now-data")?.textContent ?? "");
  tell();
  everyMinute(tell);
  if (fixedNow) addEventListener("click", keepMoment, true);
}

/**
 * Who looks at the site as of another moment goes on doing so on its next page.
 * @param {MouseEvent} event
 */
function keepMoment({ target }) {
  const link = target instanceof Element ? target.closest("a") : null;
  if (!link || link.origin !== location.origin || link.pathname === location.pathname) return;
  const address = new URL(link.href);
  address.searchParams.set("now", fixedNow ?? "");
  link.href = address.href;
}

function tell() {
  const at = now();
  if (!holds(at)) return;
  for (const element of all("[data-channel]")) tellState(element, at);
  for (const element of all("[data-level]")) tellSoon(element, at);
  for (const element of all("[data-week]")) markWeek(element, at);
  for (const element of all("[data-first]")) markToday(element, at);
  tellStale(data.timetable, at);
}

/**
 * Whether the page's edition of the policy is in force: of no other one it is said what is open. What was said
 * until then goes.
 * @param {string} at
 */
function holds(at) {
  const { begins = "", ends = "" } = /** @type {HTMLElement | null} */ (document.querySelector(".edition"))?.dataset ?? {};
  const does = begins <= at && (!ends || at < ends);
  if (!does && said) location.reload();
  said = does;
  return does;
}

/**
 * @param {HTMLElement} element
 * @param {string} at
 */
function tellState(element, at) {
  const { open, opens, closes, elsewhere } = channelAt(data.timetable, element.dataset.channel ?? "", at);
  if (open) element.textContent = closes ? worded("open_until", "until", closes) : data.words.open;
  else element.textContent = opens ? worded("closed_until", "opens", opens) + elsewhere : data.words.closed;
  if (element.parentElement) element.parentElement.dataset.open = String(open);
}

/**
 * @param {HTMLElement} element
 * @param {string} at
 */
function tellSoon(element, at) {
  const due = at >= data.begins && targetAt(data.timetable, element.dataset.level ?? "", at).due;
  element.hidden = !due;
  if (due) element.textContent = worded("soon", "until", due);
}

/**
 * Mark the present moment in a picture of a week, or of several seasons' weeks.
 * @param {HTMLElement} element
 * @param {string} at
 */
function markWeek(element, at) {
  const week = element.dataset.week ?? "";
  const moment = clockAt(data.timetable, week, at);
  const clock = new Date(`${moment.desk}Z`);
  const minutes = clock.getUTCHours() * 60 + clock.getUTCMinutes();
  const openAfter = (/** @type {number} */ days) => openOn(data.timetable, week, at, days);
  // Each row is of the next such day, of which today is the first; the days of rows begin with Monday.
  const after = (/** @type {HTMLElement} */ row) => (Number(row.dataset.day) + 8 - clock.getUTCDay()) % 7;
  const rows = [...all("[data-day]", element)];
  const seasons = rows.length > 7;
  const today = openAfter(0);
  for (const gone of all(".bar-now, .only-then", element)) gone.remove();
  // A week of a season knows of no holiday.
  if (!seasons) for (const row of rows) drawDay(row, openAfter(after(row)));
  // Of the weeks of several seasons that one is marked which alone is open as today.
  const like = rows.filter((row) => !after(row) && (!seasons || (today.length > 0 && isUsual(row, today))));
  for (const row of rows) row.toggleAttribute("data-today", row === like[0] && like.length === 1);
  const place = `${minutes / 14.4}%`;
  const line = shape("line", { class: "bar-now", x1: place, x2: place, y1: "-25%", y2: "125%" });
  element.querySelector("[data-today] svg")?.append(line);
  for (const said of all(".week-now", element)) {
    const words = nowWords(moment);
    said.hidden = false;
    said.textContent = seasons ? fill(data.words.today, { now: words, times: timesOf(today) }) : words;
  }
  for (const row of all(".week-yours", element)) markYours(row, moment, minutes);
}

/**
 * A day in place of what is usual on its weekday, which `pictures.css` hides then.
 * @param {HTMLElement} row
 * @param {[number, number][]} open
 */
function drawDay(row, open) {
  if (!row.toggleAttribute("data-unusual", !isUsual(row, open))) return;
  row.lastElementChild?.append(el("span", { class: "only-then" }, timesOf(open)));
  const bars = open.map(([from, to]) =>
    shape("rect", { class: "bar-open only-then", x: `${from / 14.4}%`, width: `${(to - from) / 14.4}%`, height: "100%" }),
  );
  row.querySelector("svg")?.append(...bars);
}

/**
 * Whether the week's picture shows a day as it is; it knows of no holiday.
 * @param {HTMLElement} row
 * @param {[number, number][]} open
 */
function isUsual(row, open) {
  const drawn = [...row.querySelectorAll("rect")].map((bar) => {
    const [x = 0, width = 0] = ["x", "width"].map((name) => Number.parseFloat(bar.getAttribute(name) ?? ""));
    return [x, x + width].map((share) => Math.round(share * 14.4));
  });
  return String(drawn) === String(open);
}

/** @param {[number, number][]} open */
function timesOf(open) {
  const times = open.map(([from, to]) => fill(data.range, { opens: inHours(from), closes: inHours(to) }));
  return times.join(", ") || data.words.closed;
}

/**
 * What the visitor's clock shows at the desk's hours, where that is another time.
 * @param {HTMLElement} row
 * @param {Moment} moment
 * @param {number} minutes
 */
function markYours(row, moment, minutes) {
  row.hidden = isHere(moment);
  for (const [at, tick] of [...row.querySelectorAll("text")].entries()) {
    const later = (at + 1) * 6 * 60 - minutes;
    tick.textContent = timeOf(new Date(Date.parse(moment.utc) + later * MINUTE_MS));
  }
}

/**
 * Beyond its last day a picture goes on as it ends.
 * @param {HTMLElement} element
 * @param {string} at
 */
function markToday(element, at) {
  const [first = 0, last = 0] = [element.dataset.first, element.dataset.last].map((day) => Date.parse(day ?? ""));
  const share = (Date.parse(dayAt(data.timetable, at)) - first) / (last - first);
  element.style.setProperty("--today-share", String(Math.min(share, 1)));
  for (const mark of all(".timeline-today", element)) mark.hidden = share < 0;
}

/**
 * A sentence with an instant in it, by the visitor's clock.
 * @param {"open_until" | "closed_until" | "soon"} sentence
 * @param {"until" | "opens"} order
 * @param {Moment} moment
 */
function worded(sentence, order, moment) {
  const instant = new Date(moment.utc);
  const here = fill(data.words[order], { day: dayOf(instant), time: timeOf(instant) });
  return fill(data.words[sentence], { moment: isHere(moment) ? here : fill(data.words.yours, { moment: here }) });
}

/** @param {Moment} moment */
function nowWords(moment) {
  const desk = fill(data.words.opens, { day: weekday(new Date(`${moment.desk}Z`), "UTC"), time: moment.desk.slice(11) });
  if (isHere(moment)) return fill(data.words.here, { desk });
  const instant = new Date(moment.utc);
  const here = fill(data.words.opens, { day: weekday(instant), time: timeOf(instant) });
  return fill(data.words.both, { desk, offset: moment.offset, here });
}

/**
 * The day of an instant: today, a weekday within a week, else with its date.
 * @param {Date} instant
 */
function dayOf(instant) {
  const days = Math.round((midnight(instant) - midnight(new Date(now()))) / (24 * 60 * MINUTE_MS));
  if (days === 0) return new Intl.RelativeTimeFormat(data.locale, { numeric: "auto" }).format(0, "day");
  if (days < 7) return weekday(instant);
  return instant.toLocaleString(data.locale, { weekday: "long", day: "numeric", month: "long" });
}

/** @param {Date} instant */
function midnight(instant) {
  return new Date(instant).setHours(0, 0, 0, 0);
}

/**
 * @param {Date} instant
 * @param {string} [timeZone]
 */
function weekday(instant, timeZone) {
  return instant.toLocaleString(data.locale, { weekday: "long", timeZone });
}

/** @param {Date} instant */
function timeOf(instant) {
  return instant.toLocaleString(data.locale, TIME);
}
