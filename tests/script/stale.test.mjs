import assert from "node:assert/strict";
import { test } from "node:test";
import { made } from "./page.mjs";
import { tellStale } from "../../site_src/script/stale.js";

const IN_DHAKA = /** @type {any} */ ({
  zone: "+06:00",
  zones: { "+06:00": [[0, 360]] },
  // From 9:00 to 18:00 on Thursdays and Wednesdays.
  weeks: [[[180, 720], [8820, 9360]]],
  years: {},
  hours: { desk: { zone: "+06:00", rows: [[0, 0]], lists: [{ name: "", first: "", last: "2026-12-16", end: "" }] } },
  channels: { phone: "desk" },
  moves: {},
  promises: { soon: { hours: "desk", minutes: 240, days: 0 } },
  ends: null,
  longest_open: 8,
  longest_closed: 400,
});

test("what is true after the last listed holiday is told from the next day on, by the policy's clock", () => {
  const line = made('<p data-until="2026-12-16" hidden></p>');
  document.body.append(line);
  tellStale(IN_DHAKA, "2026-12-16T17:59:59Z");
  assert.equal(line.hidden, true);
  tellStale(IN_DHAKA, "2026-12-16T18:00:00Z");
  assert.equal(line.hidden, false);
});

test("a deadline behind the last listed holiday is told with that, and one before it without", () => {
  document.body.append(made('<div><b data-level="soon"></b><p data-until="2026-12-16" hidden></p></div>'));
  const line = /** @type {HTMLElement} */ (document.querySelector("[data-level] + p"));
  /** @param {string} now */
  const told = (now) => {
    tellStale(IN_DHAKA, now);
    return !line.hidden;
  };
  // An answer takes four hours, the last ones of a Wednesday, or also some of the next day.
  assert.deepEqual(["2026-12-16T08:00:00Z", "2026-12-16T08:01:00Z"].map(told), [false, true]);
});

test("an opening behind the last listed holiday is told with that", () => {
  document.body.append(made('<div><b data-channel="phone"></b><p data-until="2026-12-16" hidden></p></div>'));
  const line = /** @type {HTMLElement} */ (document.querySelector("[data-channel] + p"));
  /** @param {string} now */
  const told = (now) => {
    tellStale(IN_DHAKA, now);
    return !line.hidden;
  };
  document.querySelector("[data-level]")?.remove();
  assert.deepEqual(["2026-12-16T02:00:00Z", "2026-12-16T12:00:00Z"].map(told), [false, true]);
});

test("an address is told until the instant from which on it is another one", () => {
  const address = made('<div data-gone="2027-01-31T18:00:00Z"></div>');
  document.body.append(address);
  tellStale(IN_DHAKA, "2027-01-31T17:59:59Z");
  assert.equal(address.hidden, false);
  tellStale(IN_DHAKA, "2027-01-31T18:00:00Z");
  assert.equal(address.hidden, true);
});
