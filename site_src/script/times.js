// Instants in words: by the visitor's clock, and by the desk's where the two differ.

/** @import { Moment } from "wizard.view" */
import { TIME, isHere, now } from "./clock.js";
import { page, say } from "./words.js";

const MINUTE_MS = 60_000;

/** @type {Record<"date" | "time" | "weekday" | "day" | "month", Intl.DateTimeFormatOptions>} */
const FORMS = {
  date: { weekday: "long", day: "numeric", month: "long" },
  time: TIME,
  weekday: { weekday: "short" },
  day: { day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
};
/**
 * A browser takes longer to make one of these than to draw a question.
 * @type {Map<keyof typeof FORMS, Intl.DateTimeFormat>}
 */
const formats = new Map();
/** @type {Intl.RelativeTimeFormat | undefined} */
let relative;

/**
 * The engine's moment in words.
 * @param {Moment} moment
 */
export function momentWords(moment) {
  const { utc, desk, offset } = moment;
  const [here, there] = [hereAt(utc), new Date(`${desk}Z`)];
  const [date, time] = [worded("date", here), worded("time", here)];
  const isToday = date === worded("date", hereAt(now()));
  const words = isToday ? say("moment_today", { today: todayWord(), time }) : say("moment", { date, time });
  if (isHere(moment)) return words;
  const atDesk = date === worded("date", there) ? worded("time", there) : wholeWords(there);
  return say("moment_both", { here: words, desk: atDesk, offset });
}

/**
 * A moment in as few words as tell it apart from others within a week, by the visitor's clock.
 * @param {Pick<Moment, "utc">} moment
 */
export function shortMoment({ utc }) {
  const here = hereAt(utc);
  const isToday = worded("date", here) === worded("date", hereAt(now()));
  return isToday ? worded("time", here) : `${worded("weekday", here)} ${worded("time", here)}`;
}

/**
 * An instant in full, by the visitor's clock.
 * @param {string} utc
 */
export function wholeInstant(utc) {
  return wholeWords(hereAt(utc));
}

/**
 * A day in words, or a month.
 * @param {string} day by ISO
 */
export function dayWords(day) {
  return worded(day.length > "YYYY-MM".length ? "day" : "month", new Date(day));
}

function todayWord() {
  relative ??= new Intl.RelativeTimeFormat(page.words.locale, { numeric: "auto" });
  return relative.format(0, "day");
}

/**
 * What the visitor's clock shows at an instant, as if that were UTC: so whoever travels with the page has it right.
 * @param {string} utc
 */
function hereAt(utc) {
  const instant = new Date(utc);
  return new Date(instant.getTime() - instant.getTimezoneOffset() * MINUTE_MS);
}

/** @param {Date} shown what a clock shows, as if that were UTC */
function wholeWords(shown) {
  return say("moment", { date: worded("date", shown), time: worded("time", shown) });
}

/**
 * @param {keyof typeof FORMS} form
 * @param {Date} shown
 */
function worded(form, shown) {
  const format = formats.get(form) ?? new Intl.DateTimeFormat(page.words.locale, { ...FORMS[form], timeZone: "UTC" });
  formats.set(form, format);
  return format.format(shown);
}
