import assert from "node:assert/strict";
import { test } from "node:test";
import { statusOn } from "../../site_src/script/kinds.js";

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
