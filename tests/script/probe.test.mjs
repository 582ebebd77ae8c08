// What watches measured pages (`benchmarks/speed/probe.js`), in a page of which a test makes the frames.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { runInNewContext } from "node:vm";

const PROBE = readFileSync(new URL("../../benchmarks/speed/probe.js", import.meta.url), "utf8").replaceAll("REQUEST", "{}");

test("who is back at the first question clicks once it was painted, as the frame still scrolls to it", async () => {
  const page = watched();
  let isBack = false;
  page.bench.again().then(() => {
    isBack = true;
  });
  page.show("The first question");
  await moment();
  assert.equal(isBack, false);
  page.paint();
  await moment();
  assert.equal(isBack, true);
});

/** The probe in a page that shows nothing but a heading, with what a test does to it. */
function watched() {
  const heading = { textContent: "An outcome" };
  /** @type {Set<() => void>} */
  const hearing = new Set();
  /** @type {(() => void)[]} */
  const frames = [];
  class MutationObserver {
    /** @param {() => void} hear */
    constructor(hear) {
      this.observe = () => hearing.add(hear);
      this.disconnect = () => hearing.delete(hear);
    }
  }
  /** @type {any} */
  const window = { Worker: class {}, addEventListener() {} };
  runInNewContext(PROBE, {
    window,
    get bench() {
      return window.bench;
    },
    document: { getElementById: () => heading },
    ...{ MutationObserver, MessageChannel: Channel, PopStateEvent: class {}, dispatchEvent() {} },
    ...{ sessionStorage: { clear() {} }, history: { pushState() {} }, location: { pathname: "/" } },
    requestAnimationFrame: (/** @type {() => void} */ frame) => frames.push(frame),
  });
  return {
    bench: window.bench,
    /** @param {string} text */
    show(text) {
      heading.textContent = text;
      for (const hear of hearing) hear();
    },
    paint() {
      for (const frame of frames.splice(0)) frame();
    },
  };
}

/** One whose message comes at once. */
class Channel {
  port1 = { onmessage() {} };
  port2 = { postMessage: () => this.port1.onmessage() };
}

function moment() {
  return new Promise((resolve) => setTimeout(resolve));
}
