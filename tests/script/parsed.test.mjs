import assert from "node:assert/strict";
import { test } from "node:test";
import { stub } from "./page.mjs";
import { parsed } from "../../site_src/script/parsed.js";

/** @type {() => void} */
let parse = () => {};
stub(
  "MutationObserver",
  class {
    /** @param {() => void} heard */
    constructor(heard) {
      parse = heard;
    }
    observe() {}
    disconnect() {}
  },
);

/**
 * A document as far as the parser has come.
 * @param {{nextSibling: object | null} | null} element
 */
function parsedSoFar(element, readyState = "loading") {
  stub("document", { readyState, getElementById: () => element, addEventListener: () => {} });
}

test("an element is waited for until the parser has got past it", async () => {
  let past = false;
  parsedSoFar(null);
  const waited = parsed("data").then(() => {
    past = true;
  });
  parsedSoFar({ nextSibling: null });
  parse();
  await null;
  assert.equal(past, false);
  parsedSoFar({ nextSibling: {} });
  parse();
  await waited;
});

test("the last element of a document is whole when the document is", async () => {
  parsedSoFar({ nextSibling: null }, "interactive");
  assert.equal(await parsed("data"), undefined);
});
