import assert from "node:assert/strict";
import { test } from "node:test";
import { channelAt, dayAt, listsOver, openOn, readsAt, targetAt } from "../../site_src/script/timetable.js";

/** @import { Timetable } from "publisher.lookup.shapes" */
/** @import { ChannelView, TargetView } from "wizard.view" */

const MINUTE_MS = 60_000;

/** @param {string} instant */
const minuteOf = (instant) => Date.parse(instant) / MINUTE_MS;

// At +06:00 from 9:00 to 18:00 on the first day of each week of UTC and the next, but for one week; and a mailbox.
/** @type {Timetable} */
const TIMETABLE = {
  zone: "+06:00",
  zones: { "+06:00": [[0, 360]] },
  weeks: [[[180, 720], [1620, 2160]], [], [[0, 1080], [1080, 10_080]]],
  courses: [],
  years: { cycle: 0, kinds: [], lengths: [] },
  hours: {
    desk: { zone: "+06:00", rows: [[2968, 0], [1, 1], [1, 0]], lists: [{ name: "", first: "", last: "2026-12-16", end: "2026-12-18" }] },
    always: { zone: "+06:00", rows: [[0, 2]], lists: [] },
  },
  channels: { phone: "desk", mail: "always" },
  moves: {},
  promises: {
    soon: { hours: "desk", minutes: 240, days: 0 },
    later: { hours: "desk", minutes: 0, days: 1 },
    "at-night": { hours: "always", minutes: 60, days: 0 },
  },
  ends: null,
  longest_open: 8,
  longest_closed: 400,
};

const AT_NIGHT = /** @type {TargetView} */ ({
  clause: { id: "at-night" },
  further: /** @type {unknown[]} */ ([]),
  due: { desk: "2026-12-16T21:00" },
});

/** @param {string} now */
const phone = (now) => channelAt(TIMETABLE, "phone", now);

/**
 * @param {string} level
 * @param {string} now
 */
const due = (level, now) => targetAt(TIMETABLE, level, now).due?.desk;

/** @param {[number, number][]} clock */
const clockOf = (clock) => ({ ...TIMETABLE, zone: "clock", zones: { clock } });

test("a desk is open from its opening, which is in it, to its closing, which is not", () => {
  const closes = { utc: "2026-11-19T12:00:00Z", desk: "2026-11-19T18:00", offset: "+06:00" };
  assert.deepEqual(phone("2026-11-19T03:00:00Z"), { open: true, opens: null, closes, elsewhere: "" });
  assert.equal(phone("2026-11-19T11:59:59Z").open, true);
  assert.deepEqual([phone("2026-11-19T12:00:00Z").open, phone("2026-11-19T02:59:59Z").open], [false, false]);
  assert.equal(phone("2026-11-19T12:00:00Z").opens?.desk, "2026-11-20T09:00");
});

test("stretches that touch are one, and without an end there is no closing", () => {
  assert.deepEqual(channelAt(TIMETABLE, "mail", "2026-11-19T12:00:00Z"), { open: true, opens: null, closes: null, elsewhere: "" });
});

test("what is written is read once anything counts that is promised, with another answer too", () => {
  const promised = (/** @type {string[]} */ ...further) =>
    /** @type {TargetView} */ ({ level: { id: "soon" }, further: further.map((id) => ({ clause: { id } })) });
  const read = (/** @type {TargetView | null} */ target) => readsAt(TIMETABLE, "mail", target, "2026-11-19T12:00:00Z");
  assert.equal(read(promised())?.desk, "2026-11-20T09:00");
  assert.equal(read(promised("later"))?.desk, "2026-11-20T09:00");
  assert.equal(read(promised("later", "at-night")), null);
  assert.equal(read(null), null);
});

test("with its next opening it is told where a channel is then, if it has moved by then and not before", () => {
  /** @type {[number, string][]} */
  const moves = [[minuteOf("2026-11-19T18:00:00Z") * 60, "then: 1"], [minuteOf("2026-11-20T03:00:00Z") * 60, "then: 2"]];
  const told = (/** @type {string} */ now) => channelAt({ ...TIMETABLE, moves: { phone: moves } }, "phone", now).elsewhere;
  assert.deepEqual(["2026-11-19T11:59:59Z", "2026-11-19T12:00:00Z"].map(told), ["", "then: 2"]);
  assert.deepEqual(["2026-11-20T02:59:59Z", "2026-11-20T03:00:00Z"].map(told), ["then: 2", ""]);
});

test("a week in which a desk stays closed is passed over", () => {
  assert.equal(phone("2026-11-25T00:00:00Z").opens?.desk, "2026-12-03T09:00");
});

test("a wait that is used up at closing time ends there, and a second later on the next open day", () => {
  assert.equal(due("soon", "2026-11-19T08:00:00Z"), "2026-11-19T18:00");
  assert.equal(targetAt(TIMETABLE, "soon", "2026-11-19T08:00:01Z").due?.utc, "2026-11-20T03:00:01Z");
});

test("an open day ends at closing time, and from then on the next one counts", () => {
  assert.equal(due("later", "2026-11-19T11:59:59Z"), "2026-11-20T18:00");
  assert.equal(due("later", "2026-11-19T12:00:00Z"), "2026-12-03T18:00");
});

test("time before 1970 is counted as any other", () => {
  assert.equal(phone("1966-06-30T03:00:00Z").closes?.utc, "1966-06-30T12:00:00Z");
});

test("the desk's day turns at its own midnight", () => {
  assert.equal(dayAt(clockOf([[0, 360]]), "2026-11-23T17:59:59Z"), "2026-11-23");
  assert.equal(dayAt(clockOf([[0, 360]]), "2026-11-23T18:00:00Z"), "2026-11-24");
  assert.equal(dayAt(clockOf([[0, -210]]), "2026-03-01T03:29:59Z"), "2026-02-28");
});

test("an instant is the same in whichever zone it is written", () => {
  assert.equal(dayAt(TIMETABLE, "2026-11-24T00:00:00+06:00"), "2026-11-24");
});

/** @type {Record<string, [number, string, number, string, number]>} */
const CLOCKS = {
  "Europe/Berlin": [60, "2021-03-28T01:00Z", 120, "2021-10-31T01:00Z", 60],
  // There the clocks go back at midnight, so that a day begins twice.
  "Asia/Beirut": [120, "2021-03-27T22:00Z", 180, "2021-10-30T21:00Z", 120],
};
for (const [timeZone, [winter, spring, summer, autumn, again]] of Object.entries(CLOCKS)) {
  test(`where the clocks change, each hour of a year falls on the day of the zone's own calendar: ${timeZone}`, () => {
    const later = minuteOf(autumn) - minuteOf(spring);
    const clock = clockOf([[0, winter], [minuteOf(spring), summer], [later, again]]);
    const calendar = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
    for (let hour = Date.parse("2021-01-01"); hour < Date.parse("2022-01-01"); hour += 60 * MINUTE_MS) {
      const instant = new Date(hour).toISOString();
      assert.equal(dayAt(clock, instant), calendar.format(hour), instant);
    }
  });
}

test("of a day is told when the desk is open on it, though it has a holiday or the week of UTC turns in its midst", () => {
  const [ordinary, turned, holiday] = ["2026-11-19T08:00:00Z", "2026-11-19T17:59:59Z", "2026-11-26T08:00:00Z"];
  assert.deepEqual(openOn(TIMETABLE, "desk", ordinary, 0), [[540, 1080]]);
  assert.deepEqual(openOn(TIMETABLE, "desk", turned, 0), [[540, 1080]]);
  assert.deepEqual(openOn(TIMETABLE, "desk", holiday, 0), []);
  assert.deepEqual(openOn(TIMETABLE, "desk", turned, 7), []);
  assert.deepEqual(openOn(TIMETABLE, "always", ordinary, 0), [[0, 1440]]);
});

test("a list that ends is told of from the day after its last one on, or of an answer that is due then", () => {
  const [phone, mail] = /** @type {ChannelView[]} */ ([{ id: "phone" }, { id: "mail" }]);
  const soon = (/** @type {string} */ desk) =>
    /** @type {TargetView} */ ({ clause: { id: "soon" }, further: /** @type {unknown[]} */ ([]), due: { desk } });
  const told = (/** @type {ChannelView | undefined} */ channel, /** @type {TargetView | null} */ target, /** @type {string} */ now) =>
    listsOver(TIMETABLE, channel ? [channel] : [], target, now).map(({ last }) => last);
  assert.deepEqual(told(phone, null, "2026-12-16T17:59:59Z"), []);
  assert.deepEqual(told(phone, null, "2026-12-16T18:00:00Z"), ["2026-12-16"]);
  assert.deepEqual(told(mail, null, "2026-12-16T18:00:00Z"), []);
  assert.deepEqual(told(mail, soon("2026-12-16T18:00"), "2026-12-15T12:00:00Z"), []);
  assert.deepEqual(told(mail, soon("2026-12-17T09:00"), "2026-12-15T12:00:00Z"), ["2026-12-16"]);
  // On the evening before that: in writing nothing depends on the hours of the desk, but who calls waits for them.
  const opens = { desk: "2026-12-17T09:00" };
  const beside = (/** @type {object} */ told) =>
    listsOver(TIMETABLE, [/** @type {ChannelView} */ ({ id: "phone", opens, ...told })], AT_NIGHT, "2026-12-16T14:00:00Z");
  assert.deepEqual(beside({ in_writing: true }), []);
  assert.deepEqual(beside({}), [{ name: "", last: "2026-12-16", channel: "phone" }]);
  // From the 19th on another edition's days count.
  assert.deepEqual(told(phone, null, "2026-12-18T17:59:59Z"), ["2026-12-16"]);
  assert.deepEqual(told(phone, null, "2026-12-18T18:00:00Z"), []);
});
