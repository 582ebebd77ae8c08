import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.mjs";
import { fixedNow, now } from "../../site_src/script/clock.js";
import { dayWords, momentWords, shortMoment, wholeInstant } from "../../site_src/script/times.js";

// The address of the page has `now=2026-11-23T17:00:00.123Z`.
const EVENING = { utc: "2026-11-24T17:30:00Z", desk: "2026-11-24T23:30", offset: "+06:00" };
const ZONES = ["Pacific/Kiritimati", "Asia/Kathmandu", "UTC", "America/St_Johns", "Pacific/Pago_Pago"];

/**
 * Run something as on a machine in another place.
 * @template T
 * @param {string} zone
 * @param {() => T} action
 */
function inZone(zone, action) {
  const { TZ } = process.env;
  process.env.TZ = zone;
  try {
    return action();
  } finally {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  }
}

test("another time in the address stands for the present, to the second", () => {
  assert.equal(fixedNow, "2026-11-23T17:00:00Z");
  assert.equal(now(), fixedNow);
});

test("where the visitor's clock is the desk's, a moment is told once", () => {
  assert.equal(inZone("Asia/Dhaka", () => momentWords(EVENING)), "Tuesday 24 November, 23:30");
});

test("elsewhere a moment is told by both clocks, with the desk's day where it is another one", () => {
  const told = inZone("Europe/Berlin", () => momentWords(EVENING));
  assert.equal(told, "Tuesday 24 November, 18:30 (at the desk 23:30, UTC+06:00)");
  const later = { utc: "2026-11-24T18:30:00Z", desk: "2026-11-25T00:30", offset: "+06:00" };
  const next = inZone("Europe/Berlin", () => momentWords(later));
  assert.equal(next, "Tuesday 24 November, 19:30 (at the desk Wednesday 25 November, 00:30, UTC+06:00)");
});

test("an offset west of Greenwich counts backwards, with its minutes", () => {
  const moment = { utc: "2026-01-12T15:00:00Z", desk: "2026-01-12T11:30", offset: "-03:30" };
  assert.equal(inZone("America/St_Johns", () => momentWords(moment)), "Monday 12 January, 11:30");
});

test("the visitor's own day is called today", () => {
  const tonight = { utc: "2026-11-23T18:30:00Z", desk: "2026-11-24T00:30", offset: "+06:00" };
  assert.match(inZone("UTC", () => momentWords(tonight)), /^18:30 today /);
  assert.equal(inZone("Asia/Dhaka", () => momentWords(tonight)), "Tuesday 24 November, 00:30");
});

test("a moment in short says the day only where it isn't the visitor's own", () => {
  assert.equal(inZone("Asia/Dhaka", () => shortMoment(EVENING)), "Tue 23:30");
  assert.equal(inZone("UTC", () => shortMoment({ ...EVENING, utc: "2026-11-23T18:30:00Z" })), "18:30");
});

test("an instant in full is never called today", () => {
  assert.equal(inZone("UTC", () => wholeInstant("2026-11-23T17:00:00Z")), "Monday 23 November, 17:00");
});

test("a day is the same day wherever the visitor is", () => {
  for (const zone of ZONES) {
    assert.equal(inZone(zone, () => dayWords("2026-03-01")), "1 March 2026", zone);
    assert.equal(inZone(zone, () => dayWords("2026-03")), "March 2026", zone);
  }
});
