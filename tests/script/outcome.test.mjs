import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.mjs";
import { promisedToday } from "../../site_src/script/edition.js";
import { outcomeStage } from "../../site_src/script/outcome.js";
import { page } from "../../site_src/script/words.js";

Object.assign(page, { blocks: [{ place: "head", shape: "lead", field: "lead", where: "" }] });
Object.assign(page.words, {
  tones: { covered: "Covered" },
  version_is: "{name}: {status}",
  version_until: "{version} until {day}",
  version_out: "{version}; it comes out on {day}",
});

/**
 * What the first screen says below its headline of a version with a status.
 * @param {string} id
 * @param {string} name
 * @param {string} last
 * @param {string} advice
 */
function saidOf(id, name, last, advice) {
  const version = { product: "Flow", version: "3", status: { id, name }, advice, last };
  const outcome = { lead: { title: "File a ticket" }, verdict: { tone: "covered", title: "Covered" }, policy: {}, version, channels: [] };
  const stage = outcomeStage(/** @type {any} */ ({ outcome, asked: [] }), /** @type {any} */ ({}), null, true);
  return [...stage.querySelectorAll(".wizard-verdict")].map(({ textContent }) => textContent);
}

test("the status of a version is told until when it lasts, or when the version comes out, with advice and without", () => {
  assert.deepEqual(saidOf("full", "Full support", "2027-01-14", ""), ["Flow 3: Full support until 14 January 2027."]);
  assert.deepEqual(saidOf("part", "Limited", "2027-03-02", "Upgrade."), ["Flow 3: Limited until 2 March 2027. Upgrade."]);
  assert.deepEqual(saidOf("newer", "Not out yet", "2027-01-15", ""), ["Flow 3: Not out yet; it comes out on 15 January 2027."]);
  assert.deepEqual(saidOf("full", "Full support", "", ""), []);
});

test("today's edition says the same only where it promises the same further, too; else it names that as well", () => {
  const words = /** @type {any} */ ({ today_same: "Same.", today_says: "{headline}. {verdict}. {promise}" });
  const promising = (/** @type {string} */ update) =>
    /** @type {any} */ ({
      lead: { title: "Call" },
      verdict: { title: "Covered" },
      target: { text: "In an hour", hours: "9 to 18", due: null, further: [{ name: "Update", text: update, due: null }] },
    });
  assert.equal(promisedToday(words, promising("daily"), promising("daily")), "Same.");
  assert.equal(promisedToday(words, promising("hourly"), promising("daily")), "Call. Covered. In an hour. Update: hourly.");
});
