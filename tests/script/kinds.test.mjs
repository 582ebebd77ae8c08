import assert from "node:assert/strict";
import { test } from "node:test";
import { spanOn, statusOn } from "../../site_src/script/kinds.js";

/** @type {Record<string, [string, string, string][]>} */
const LISTED = {
  2: [
    ["2025-03-01", "supported", "2026-02-28"],
    ["2026-03-01", "limited", "2027-02-28"],
    ["2027-03-01", "ended", ""],
  ],
};

test("a version has a status from its first day up to the day before the next one's", () => {
  const limited = { status: "limited", last: "2027-02-28", open: false };
  assert.deepEqual(statusOn(LISTED, "2", "2026-02-28"), { status: "supported", last: "2026-02-28", open: false });
  assert.deepEqual(statusOn(LISTED, "2", "2026-03-01"), limited);
  assert.deepEqual(statusOn(LISTED, "2", "2027-02-28"), limited);
});

test("the last status has no end", () => {
  assert.deepEqual(statusOn(LISTED, "2", "2099-01-01"), { status: "ended", last: "", open: false });
});

test("before its first day nothing is known of a version", () => {
  assert.deepEqual(statusOn(LISTED, "2", "2025-02-28"), { status: "unknown", last: "", open: false });
});

test("whoever does not know the version leaves nothing for the engine to find out", () => {
  assert.deepEqual(statusOn(LISTED, "unknown", "2026-03-01"), { status: "unknown", last: "", open: false });
});

test("the status of a version that is not listed is open, whatever it is called", () => {
  for (const version of ["2.4", "", "constructor", "__proto__"]) {
    assert.deepEqual(statusOn(LISTED, version, "2026-03-01"), { status: "unknown", last: "", open: true });
  }
});

test("a day is within the first span that has not passed, as the engine counts", () => {
  const spans = { "return:days": 14, "warranty:months": 24 };
  const day = "2026-11-26";
  assert.equal(spanOn(spans, day, day), "return");
  assert.equal(spanOn(spans, "2026-11-12", day), "return");
  assert.equal(spanOn(spans, "2026-11-11", day), "warranty");
  assert.equal(spanOn(spans, "2024-11-26", day), "warranty");
  assert.equal(spanOn(spans, "2024-11-25", day), "longer-ago");
  assert.equal(spanOn(spans, "2024-02-29", "2026-02-28"), "warranty");
  assert.equal(spanOn(spans, "2024-02-29", "2026-03-01"), "longer-ago");
  for (const none of ["2026-11-27", "2025-02-30", "last spring", "20261112", "0000-01-01", "2025-13-01", "undated", ""]) {
    assert.equal(spanOn(spans, none, day), "undated", none);
  }
});

test("months from any day of some years end on the same day of the month, or on its last day", () => {
  const dayOf = (/** @type {number} */ number) => new Date(number * 864e5).toISOString().slice(0, 10);
  const first = Date.parse("2023-01-01") / 864e5;
  for (let number = first; number < first + 1500; number += 1) {
    const [year = 0, month = 0, date = 0] = dayOf(number).split("-").map(Number);
    const inMonth = Array.from({ length: 31 }, (_, at) => new Date(Date.UTC(year, month, at + 1)));
    const last = inMonth.filter((one) => one.getUTCMonth() === month % 12 && one.getUTCDate() <= date).pop();
    const lastDay = (last?.getTime() ?? 0) / 864e5;
    assert.equal(spanOn({ "a:months": 1 }, dayOf(number), dayOf(lastDay)), "a", dayOf(number));
    assert.equal(spanOn({ "a:months": 1 }, dayOf(number), dayOf(lastDay + 1)), "longer-ago", dayOf(number));
  }
});
