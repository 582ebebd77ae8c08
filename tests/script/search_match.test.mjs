import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf, indexOf, search } from "../../site_src/script/search_match.js";

const ENTRIES = [
  ["a/#crash", "Troubleshooting errors", "Scope", "crash;does not start", "6"],
  ["a/#phone", "Phone", "Business hours · +8801722313635", "call;opening hours", ""],
  ["a/#fast", "§3b Response within 4 business hours", "Critical support", "outage;emergency", ""],
  ["a/#slow", "§3a Response within 24 business hours", "Standard support", "support", ""],
  ["a/#login", "Assistance with accounts", "Scope", "login;password", ""],
  ["#refund", "Nothing is said of refunds.", "", "money back;refund", ""],
  ["w/#fault", "Start: Something is broken", "", "halts", ""],
];
const FIELDS = ["path", "title", "around", "also", "joined"];
const LISTS = Object.fromEntries(FIELDS.map((field, at) => [field, ENTRIES.map((entry) => entry[at] ?? "")]));
const INDEX = indexOf(/** @type {any} */ (LISTS), "the my is do i get with");

/** @param {string} text */
function first(text) {
  const [found] = search(INDEX, text).found;
  return found && idOf(found);
}

test("an entry is found by its customers' words, its title, what stands around it and what it is joined with", () => {
  assert.equal(first("it crashes"), "crash");
  assert.equal(first("accounts"), "login");
  assert.equal(first("standard"), "slow");
  assert.deepEqual(search(INDEX, "it halts").found.map(idOf), ["fault", "crash"]);
});

test("a label, a figure and a telephone number lead to what has them", () => {
  assert.equal(first("3b"), "fast");
  assert.equal(first("24 hours"), "slow");
  assert.equal(first("01722-313635"), "phone");
});

test("the entry that is called just so comes first", () => {
  assert.equal(first("opening hours"), "phone");
});

test("a word that is not typed to its end yet is taken for those that it begins, and only the last one is", () => {
  assert.equal(first("pas"), "login");
  assert.deepEqual(search(INDEX, "pas zzzz").found, []);
});

test("one edit is forgiven where both words have four letters, two from eight, and none in figures", () => {
  for (const typed of ["crsah", "crassh", "crush", "cash"]) assert.equal(first(`${typed} now`), "crash", typed);
  assert.equal(first("emregenyc now"), "fast");
  assert.equal(first("cqqsh now"), undefined);
  assert.equal(first("acall now"), undefined);
  assert.deepEqual(search(INDEX, "25 zzzz").found, []);
});

test("a longer form of a word is taken for it where nothing is called so", () => {
  assert.equal(first("passwordless"), "login");
  assert.equal(first("calling"), "phone");
  assert.deepEqual(search(INDEX, "callousness zzzz").found, []);
});

test("two words that are known as one are taken as that one", () => {
  assert.equal(first("log in"), "login");
});

test("what the policy doesn't answer is said where all of its phrase was typed, and not for a part of it", () => {
  const gone = search(INDEX, "do i get my money back").gone;
  assert.equal(gone && idOf(gone), "refund");
  assert.equal(search(INDEX, "the money").gone, null);
  assert.ok(!search(INDEX, "refund").found.some((entry) => idOf(entry) === "refund"));
});

test("where most of what was typed is in none of the good answers, that is told", () => {
  assert.equal(search(INDEX, "parrots with a phone aversion").doubtful, true);
  assert.equal(search(INDEX, "is the phone open").doubtful, false);
  assert.equal(search(INDEX, "login crash emergency").doubtful, false);
});

test("a version or a model that nothing here has raises no doubt", () => {
  assert.equal(search(INDEX, "emergency ZX81 11.04 12.10").doubtful, false);
  assert.equal(search(INDEX, "emergency parrots cages perches").doubtful, true);
});

test("where the best entry is called so, less of the rest has to be known", () => {
  assert.equal(search(INDEX, "support parrots").doubtful, false);
  assert.equal(search(INDEX, "response parrots").doubtful, true);
});

test("nothing is found where nothing is typed", () => {
  for (const typed of ["", "  ", "?!", "the"]) assert.deepEqual(search(INDEX, typed).found, [], typed);
});
