import assert from "node:assert/strict";
import { test } from "node:test";
import { made } from "./page.mjs";
import { tellStale } from "../../site_src/script/stale.js";

const IN_DHAKA = /** @type {any} */ ({ zone: "+06:00", zones: { "+06:00": [[0, 360]] } });

test("what is true after the last listed holiday is told from the next day on, by the policy's clock", () => {
  const line = made('<p data-until="2026-12-16" hidden></p>');
  document.body.append(line);
  tellStale(IN_DHAKA, "2026-12-16T17:59:59Z");
  assert.equal(line.hidden, true);
  tellStale(IN_DHAKA, "2026-12-16T18:00:00Z");
  assert.equal(line.hidden, false);
});

test("an address is told until the instant from which on it is another one", () => {
  const address = made('<div data-gone="2027-01-31T18:00:00Z"></div>');
  document.body.append(address);
  tellStale(IN_DHAKA, "2027-01-31T17:59:59Z");
  assert.equal(address.hidden, false);
  tellStale(IN_DHAKA, "2027-01-31T18:00:00Z");
  assert.equal(address.hidden, true);
});
