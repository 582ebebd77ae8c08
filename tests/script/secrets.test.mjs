import assert from "node:assert/strict";
import { test } from "node:test";
import { masked, maskedFrom, maskedIn } from "../../site_src/script/secrets.js";
import { SECRETS } from "./layout.mjs";

/** @import { DetailView } from "wizard.view" */

const DETAIL = /** @type {DetailView} */ (/** @type {unknown} */ ({ id: "log", name: "Log" }));

test("a secret is masked, and what stands around it stays", () => {
  assert.equal(masked("a pwd=x1 b pwd=y2", SECRETS), "a pwd=*** b pwd=***");
  assert.equal(masked("nothing here", SECRETS), "nothing here");
});

test("a secret that is to be shown stays, wherever it stands", () => {
  assert.equal(masked("pwd=x1 pwd=y2 pwd=x1", SECRETS, ["x1"]), "pwd=x1 pwd=*** pwd=x1");
});

test("only a number with its check digit is a card's", () => {
  assert.equal(masked("4111111111111111 4111111111111112", SECRETS), "*** 4111111111111112");
});

test("each secret is told with its kind and its line", () => {
  const told = maskedIn("one\npwd=x1\n4111111111111111", DETAIL, SECRETS, ["x1"]);
  assert.deepEqual(
    told.map(({ kind, line, text, shown }) => [kind, line, text, shown]),
    [["password", 2, "x1", true], ["card", 3, "4111111111111111", false]],
  );
});

test("a text that was masked once is masked already", () => {
  const once = masked("pwd=x1", SECRETS);
  assert.equal(masked(once, SECRETS), once);
});

test("behind the beginning of a text too, secrets are masked, also one that begins before", () => {
  assert.equal(maskedFrom("pwd=abcdef rest pwd=x1", 6, SECRETS, []), "*** rest pwd=***");
  assert.equal(maskedFrom("pwd=abcdef rest", 6, SECRETS, ["abcdef"]), "cdef rest");
});
