import assert from "node:assert/strict";
import { test } from "node:test";
import { stub } from "./page.mjs";

/** @type {EventTarget[]} */
const made = [];
let pages = 0;
stub(
  "Worker",
  class extends EventTarget {
    constructor() {
      super();
      made.push(this);
    }
  },
);

/**
 * The module as a new page loads it.
 * @param {{saves: boolean}} visitor
 */
function loaded({ saves }) {
  made.length = 0;
  stub("matchMedia", () => ({ matches: saves }));
  pages += 1;
  return import(`../../site_src/script/spare.js?page=${pages}`);
}

test("a worker begins with the page, and is used once", async () => {
  const { newWorker, sparing } = await loaded({ saves: false });
  assert.equal(sparing, false);
  assert.equal(made.length, 1);
  assert.equal(newWorker("worker.js"), made[0]);
  assert.equal(newWorker("worker.js"), made[1]);
});

test("a worker that failed before anyone listened is not used", async () => {
  const { newWorker } = await loaded({ saves: false });
  made[0]?.dispatchEvent(new Event("error"));
  assert.equal(newWorker("worker.js"), made[1]);
});

test("who saves data has no worker before it is needed", async () => {
  const { newWorker, sparing } = await loaded({ saves: true });
  assert.equal(sparing, true);
  assert.equal(made.length, 0);
  newWorker("worker.js");
  assert.equal(made.length, 1);
});
