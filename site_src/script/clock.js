// The present instant, or another one that the address names, and what the visitor's clock makes of instants.

/** @import { Moment } from "wizard.view" */

const LOOK_MS = 5_000;
const MINUTE_MS = 60_000;

/**
 * How the visitor's clock shows a time.
 * @type {Intl.DateTimeFormatOptions}
 */
export const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** Another time to answer for, as in `?now=2026-11-23T17:00:00Z`, or a day for its noon; null in daily life. */
export const fixedNow = instantInAddress();

/** The present instant as the engine takes it. */
export function now() {
  return fixedNow ?? toSeconds(new Date());
}

function instantInAddress() {
  // A plus sign, as of an offset, is a blank in an address.
  const said = (new URLSearchParams(location.search).get("now") ?? "").replace(" ", "+");
  const given = new Date(/^\d{4}-\d\d-\d\d$/.test(said) ? `${said}T12:00` : said);
  return Number.isNaN(given.getTime()) ? null : toSeconds(given);
}

/** @param {Date} instant */
function toSeconds(instant) {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

/**
 * Whether the visitor's clock and the desk's show the same at a moment.
 * @param {Moment} moment
 */
export function isHere({ utc, desk, offset }) {
  return new Date(utc).getTimezoneOffset() * MINUTE_MS === Date.parse(desk + offset) - Date.parse(`${desk}Z`);
}

/**
 * Do something whenever the minute turns while the page is seen: also once a computer wakes up, whose timers slept,
 * or a page is shown again that lay still.
 * @param {() => void} action
 */
export function everyMinute(action) {
  let last = minute();
  const look = () => {
    if (document.hidden || minute() === last) return;
    last = minute();
    action();
  };
  setInterval(look, LOOK_MS);
  document.addEventListener("visibilitychange", look);
  for (const shown of ["pageshow", "focus"]) addEventListener(shown, look);
}

// It turns a second late, since a promise that is used up at closing time changes just after that.
function minute() {
  return fixedNow ?? toSeconds(new Date(Date.now() - 1000)).slice(0, 16);
}
