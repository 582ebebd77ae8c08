import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAt } from "../../site_src/script/desk.js";

const MINUTE_MS = 60_000;

/** @param {string} instant */
const minuteOf = (instant) => Date.parse(instant) / MINUTE_MS;

test("the desk's day turns at its own midnight", () => {
  assert.equal(dayAt([360], "2026-11-23T17:59:59Z"), "2026-11-23");
  assert.equal(dayAt([360], "2026-11-23T18:00:00Z"), "2026-11-24");
  assert.equal(dayAt([-210], "2026-03-01T03:29:59Z"), "2026-02-28");
});

test("an instant is the same in whichever zone it is written", () => {
  assert.equal(dayAt([360], "2026-11-24T00:00:00+06:00"), "2026-11-24");
});

const CLOCKS = {
  "Europe/Berlin": [60, minuteOf("2021-03-28T01:00Z"), 120, minuteOf("2021-10-31T01:00Z"), 60],
  // There the clocks go back at midnight, so that a day begins twice.
  "Asia/Beirut": [120, minuteOf("2021-03-27T22:00Z"), 180, minuteOf("2021-10-30T21:00Z"), 120],
};
for (const [timeZone, clock] of Object.entries(CLOCKS)) {
  test(`where the clocks change, each hour of a year falls on the day of the zone's own calendar: ${timeZone}`, () => {
    const calendar = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
    for (let hour = Date.parse("2021-01-01"); hour < Date.parse("2022-01-01"); hour += 60 * MINUTE_MS) {
      const instant = new Date(hour).toISOString();
      assert.equal(dayAt(clock, instant), calendar.format(hour), instant);
    }
  });
}
