import assert from "node:assert/strict";
import { test } from "node:test";
import { isKnown, lookThrough, masked, maskedIn } from "../../site_src/script/secrets.js";
import { SECRETS } from "./layout.mjs";

/** @import { DetailView } from "wizard.view" */

const DETAIL = /** @type {DetailView} */ (/** @type {unknown} */ ({ id: "log", name: "Log", kind: "paragraph" }));

/** @param {string[]} turned */
const hidden = (...turned) => ({ rules: SECRETS, turned });

test("a secret is masked, and what stands around it stays", () => {
  assert.equal(masked("a pwd=x1 b pwd=y2", "line", hidden()), "a pwd=*** b pwd=***");
  assert.equal(masked("nothing here", "line", hidden()), "nothing here");
});

test("a secret that is to be shown stays, wherever it stands", () => {
  assert.equal(masked("pwd=x1 pwd=y2 pwd=x1", "line", hidden("x1")), "pwd=x1 pwd=*** pwd=x1");
});

test("only a number with its check digit is a card's", () => {
  assert.equal(masked("4111111111111111 4111111111111112", "line", hidden()), "*** 4111111111111112");
});

test("each secret is told with its kind and its line", () => {
  const told = maskedIn("one\npwd=x1\n4111111111111111", DETAIL, hidden("x1"));
  assert.deepEqual(
    told.map(({ kind, line, text, shown }) => [kind, line, text, shown]),
    [["password", 2, "x1", true], ["card", 3, "4111111111111111", false]],
  );
});

test("a text that was masked once is masked already", () => {
  const once = masked("pwd=x1", "line", hidden());
  assert.equal(masked(once, "line", hidden()), once);
});

test("behind the beginning of a text too, secrets are masked, also one that begins before", () => {
  assert.equal(masked("pwd=abcdef rest pwd=x1", "line", hidden(), [6, 22]), "*** rest pwd=***");
  assert.equal(masked("pwd=abcdef rest", "line", hidden("abcdef"), [6, 15]), "cdef rest");
});

test("of a secret that goes beyond the length that is read, nothing is left", () => {
  assert.equal(masked("a pwd=abcdef rest", "line", hidden(), [0, 9]), "a pwd=***");
  assert.equal(masked("a pwd=abcdef rest", "line", hidden("abcdef"), [0, 9]), "a pwd=abc");
  assert.equal(masked("a pwd=abcdef rest", "line", hidden(), [0, 3]), "a p");
  assert.deepEqual(maskedIn("pwd=x1 pwd=y2", DETAIL, hidden(), [0, 8]).map(({ text }) => text), ["x1"]);
});

test("an address stays until it is to be masked, in what tells of the case alone", () => {
  assert.equal(masked("to a@b", "paragraph", hidden()), "to a@b");
  assert.equal(masked("to a@b", "paragraph", hidden("a@b")), "to ***");
  assert.equal(masked("a@b", "email", hidden("a@b")), "a@b");
  assert.deepEqual(maskedIn("a@b", DETAIL, hidden()).map(({ kind, shown }) => [kind, shown]), [["email", true]]);
});

test("what only looks like a secret is kept from the rules after it", () => {
  assert.deepEqual(maskedIn("vat@b", DETAIL, hidden()), []);
});

test("a name is read over what nobody sees, and digits of other scripts are digits, each at its place", () => {
  assert.equal(masked("a p\u200bwd=x\u200b1 b", "line", hidden()), "a p\u200bwd=*** b");
  assert.deepEqual(maskedIn("p\u200bwd=x\u200b1", DETAIL, hidden()).map(({ text }) => text), ["x\u200b1"]);
  assert.equal(masked("a ৪১১১১১১১১১১১১১১১ b", "line", hidden()), "a *** b");
});

test("a long text is looked through in several turns, and only to the end where that is still wanted", async () => {
  const text = "pwd=x1 ".repeat(9_000);
  /** @type {string[]} */
  const others = [];
  setTimeout(() => others.push("a key"));
  await lookThrough(text, "line", SECRETS, () => false);
  assert.deepEqual([others, isKnown(text, "line")], [["a key"], false]);
  await lookThrough(text, "line", SECRETS, () => true);
  assert(isKnown(text, "line"));
  assert.equal(masked(text, "line", hidden()), "pwd=*** ".repeat(9_000));
});

test("without rules all of a text is masked, and none is taken for looked through", async () => {
  const none = { rules: { ...SECRETS, rules: [] }, turned: ["my words"] };
  assert.equal(masked("my words", "paragraph", none), "***");
  assert.equal(masked("", "paragraph", none), "");
  assert.equal(masked("my words", "paragraph", none, [3, 8]), "***");
  assert.deepEqual(maskedIn("pwd=x1", DETAIL, none), []);
  await lookThrough("pwd=x9", "paragraph", none.rules, () => true);
  assert.equal(isKnown("pwd=x9", "paragraph"), false);
  assert.equal(masked("pwd=x9", "paragraph", hidden()), "pwd=***");
});

test("the lines of ten thousand secrets are counted in time that grows with them", () => {
  const told = maskedIn("pwd=x1\n".repeat(10_000), DETAIL, hidden());
  assert.deepEqual([told[0]?.line, told[9_999]?.line], [1, 10_000]);
});
