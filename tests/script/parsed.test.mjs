import assert from "node:assert/strict";
import { test } from "node:test";
import { stub } from "./page.mjs";
import { textOf } from "../../site_src/script/parsed.js";

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
 * @param {{nextSibling: object | null, textContent: string} | null} element
 */
function parsedSoFar(element, readyState = "loading") {
  stub("document", { readyState, getElementById: () => element, addEventListener: () => {} });
}

test("an element's text is read only once the parser has got past it", async () => {
  parsedSoFar(null);
  const text = textOf("data");
  parsedSoFar({ nextSibling: null, textContent: "ha" });
  parse();
  await null;
  parsedSoFar({ nextSibling: {}, textContent: "half and whole" });
  parse();
  assert.equal(await text, "half and whole");
});

test("the last element of a document is whole when the document is", async () => {
  parsedSoFar({ nextSibling: null, textContent: "whole" }, "interactive");
  assert.equal(await textOf("data"), "whole");
});
