// Instants in words: by the visitor's clock, and by the desk's where the two differ.

/** @import { Moment } from "wizard.view" */
import { now } from "./clock.js";
import { page, say } from "./words.js";

export { fixedNow, now } from "./clock.js";

/** @type {Intl.DateTimeFormatOptions} */
const DATE = { weekday: "long", day: "numeric", month: "long" };
/** @type {Intl.DateTimeFormatOptions} */
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/**
 * The engine's moment in words.
 * @param {Moment} moment
 */
export function momentWords({ utc, desk, offset }) {
  const instant = new Date(utc);
  const here = instantWords(instant);
  if (-instant.getTimezoneOffset() === minutesOf(offset)) return here;
  const there = new Date(`${desk}Z`);
  const sameDay = dateOf(instant) === dateOf(there, "UTC");
  const atDesk = sameDay ? timeOf(there, "UTC") : instantWords(there, "UTC");
  return say("moment_both", { here, desk: atDesk, offset });
}

/**
 * @param {Date} instant
 * @param {string} [zone]
 */
function instantWords(instant, zone) {
  const [date, time] = [dateOf(instant, zone), timeOf(instant, zone)];
  const today = !zone && date === dateOf(new Date(now()));
  return today ? say("moment_today", { today: todayWord(), time }) : say("moment", { date, time });
}

/**
 * A moment in as few words as tell it apart from others within a week, by the visitor's clock.
 * @param {Pick<Moment, "utc">} moment
 */
export function shortMoment({ utc }) {
  const instant = new Date(utc);
  const today = dateOf(instant) === dateOf(new Date(now()));
  const day = new Intl.DateTimeFormat(page.words.locale, { weekday: "short" }).format(instant);
  return today ? timeOf(instant) : `${day} ${timeOf(instant)}`;
}

/**
 * An instant in full, by the visitor's clock.
 * @param {string} utc
 */
export function wholeInstant(utc) {
  const instant = new Date(utc);
  return say("moment", { date: dateOf(instant), time: timeOf(instant) });
}

/**
 * A day in words, or a month.
 * @param {string} day by ISO
 */
export function dayWords(day) {
  const known = /** @type {Intl.DateTimeFormatOptions} */ (day.length > "YYYY-MM".length ? { day: "numeric" } : {});
  /** @type {Intl.DateTimeFormatOptions} */
  const long = { ...known, month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(page.words.locale, long).format(new Date(day));
}

function todayWord() {
  return new Intl.RelativeTimeFormat(page.words.locale, { numeric: "auto" }).format(0, "day");
}

/**
 * @param {Date} instant
 * @param {string} [timeZone]
 */
function dateOf(instant, timeZone) {
  return new Intl.DateTimeFormat(page.words.locale, { ...DATE, timeZone }).format(instant);
}

/**
 * @param {Date} instant
 * @param {string} [timeZone]
 */
function timeOf(instant, timeZone) {
  return new Intl.DateTimeFormat(page.words.locale, { ...TIME, timeZone }).format(instant);
}

/** @param {string} offset as `+06:00` */
function minutesOf(offset) {
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return (offset[0] === "-" ? -1 : 1) * (hours * 60 + minutes);
}
