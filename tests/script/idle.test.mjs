import assert from "node:assert/strict";
import { test } from "node:test";
import { stub } from "./page.mjs";
import { isSparing } from "../../site_src/script/idle.js";

/**
 * @param {unknown} connection what the browser says of the line, if anything
 * @param {boolean} reduced whether less data is preferred
 */
function sparing(connection, reduced = false) {
  stub("navigator", { connection });
  stub("matchMedia", () => ({ matches: reduced }));
  return Boolean(isSparing());
}

test("who asked to save data or has a slow line is spared, and who can't tell is not", () => {
  assert.equal(sparing({ saveData: true, effectiveType: "4g" }), true);
  assert.equal(sparing(undefined, true), true);
  for (const effectiveType of ["slow-2g", "2g", "3g"]) assert.equal(sparing({ effectiveType }), true);
  for (const line of [undefined, {}, { saveData: false, effectiveType: "4g" }]) assert.equal(sparing(line), false);
});
