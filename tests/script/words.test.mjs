import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.mjs";
import { fill } from "../../site_src/script/fill.js";
import { toldBy, toldText } from "../../site_src/script/trouble.js";
import { factWords, say } from "../../site_src/script/words.js";

test("every name in braces that has a value is filled in, and all others stay", () => {
  assert.equal(fill("{a} of {b}, {a}{c}", { a: 1, b: "two" }), "1 of two, 1{c}");
});

test("what is filled in is not searched again", () => {
  assert.equal(fill("{a}{b}", { a: "{b}", b: "{a}" }), "{b}{a}");
});

test("a name that every object has is no value", () => {
  assert.equal(fill("{constructor} {toString}", {}), "{constructor} {toString}");
});

test("a text of the page is said by its key", () => {
  assert.equal(say("fact", { name: "Product", value: "Rhythm" }), "Product: Rhythm");
});

test("a fact or a value that the policy has no words for goes by its id", () => {
  assert.deepEqual(factWords("product", "rhythm"), { name: "Product", value: "Rhythm" });
  assert.deepEqual(factWords("product", "other"), { name: "Product", value: "other" });
  assert.deepEqual(factWords("colour", "red"), { name: "colour", value: "red" });
  assert.deepEqual(factWords("product", "toString"), { name: "Product", value: "toString" });
  assert.deepEqual(factWords("__proto__", "constructor"), { name: "__proto__", value: "constructor" });
});

test("what was told is worded without Python: the answers, and all details that are not empty", () => {
  const answers = { product: "rhythm" };
  const details = { mail: "", parts: ["a", "b"], unknown: "x" };
  assert.equal(toldText(toldBy({ answers, details })), "Product: Rhythm\nParts: a,b\nunknown: x");
});
