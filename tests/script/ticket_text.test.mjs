import assert from "node:assert/strict";
import { test } from "node:test";
import { filledIn, ticketOf } from "../../site_src/script/ticket_text.js";
import { LAYOUT, SECRETS } from "./layout.mjs";

/** @import { DetailView } from "wizard.view" */

const HIDDEN = { rules: SECRETS, turned: [] };

/** @type {DetailView} */
const DETAIL = {
  id: "what",
  kind: "line",
  name: "What",
  help: "",
  required: true,
  autocomplete: "",
  options: [],
  at_hand: true,
  value: "",
  text: "",
  problem: "",
  pattern: [],
};

/** @param {Record<string, unknown>} material */
const linesOf = (material) => ticketOf(LAYOUT, material).body.split("\n");

test("a line comes only where every name in it says something", () => {
  assert.deepEqual(linesOf({ severity: { name: "High" } }), ["TRIAGE", "Severity: High", ""]);
  for (const severity of [null, {}, { name: "" }, "High"]) assert.deepEqual(linesOf({ severity }), ["TRIAGE", ""]);
});

test("of an entry only the first line that comes is written", () => {
  assert.deepEqual(linesOf({ version: { text: "2" } }), ["TRIAGE", "Version: 2", ""]);
  assert.deepEqual(linesOf({ version: { text: "" } }), ["TRIAGE", "Version: not given", ""]);
});

test("a line of a list comes once for each thing in it that has all it names", () => {
  const cited = [{ label: "1", text: "One." }, { label: "2" }, { label: "3", text: "Three." }];
  assert.deepEqual(linesOf({ cited }), ["TRIAGE", "- 1: One.", "- 3: Three.", ""]);
});

test("nothing that a customer or the policy wrote is searched for names, and names that all objects have say nothing", () => {
  const asked = { topic: { label: "{date} severity.name" } };
  const ticket = ticketOf({ ...LAYOUT, around: [], summary: [{ template: ["", "asked.topic.label", ""] }] }, { asked });
  assert.equal(ticket.subject, "{date} se…");
  const named = [{ template: ["", "constructor.name", ""] }];
  assert.equal(ticketOf({ ...LAYOUT, body: [named] }, {}).body, "");
});

test("the subject is the customer's own words, else the first answer, with what comes around them", () => {
  const asked = { topic: { label: "A fault" } };
  const details = { what: { text: "No sound at all" } };
  assert.equal(ticketOf(LAYOUT, { asked, details }).subject, "No sound…");
  assert.equal(ticketOf(LAYOUT, { asked }).subject, "A fault");
  assert.equal(ticketOf(LAYOUT, { asked, severity: { name: "High" } }).subject, "High: A fault");
  const whole = { asked, product: "Rhythm", severity: { name: "High" } };
  assert.equal(ticketOf(LAYOUT, whole).subject, "High: [Rhythm] A fault");
});

test("no line ends with white space", () => {
  assert.deepEqual(linesOf({ severity: { name: "High \u3000" } }), ["TRIAGE", "Severity: High", ""]);
});

test("the file is named by the desk's day", () => {
  assert.equal(ticketOf(LAYOUT, { date: "2026-11-24" }).file_name, "ticket-2026-11-24.txt");
});

test("a detail of one line is one line of limited length, and any other keeps its lines", () => {
  assert.equal(filledIn(LAYOUT, DETAIL, " No\n sound at all ", HIDDEN).detail.text, "No sound at ");
  assert.equal(filledIn(LAYOUT, { ...DETAIL, kind: "paragraph" }, " No\n sound at all ", HIDDEN).detail.text, "No\n sound at all");
});

test("of a detail's options those count that were picked and that there are, in their own order", () => {
  const options = ["a", "b", "c"].map((id) => ({ id, label: id.toUpperCase(), help: "", unsure: false }));
  const several = filledIn(LAYOUT, { ...DETAIL, kind: "several", options }, ["c", "x", "a"], HIDDEN).detail;
  assert.deepEqual([several.value, several.text], [["a", "c"], "A, C"]);
});

test("what was not given, or not as a text where a text is due, is empty", () => {
  assert.equal(filledIn(LAYOUT, DETAIL, undefined, HIDDEN).detail.text, "");
  assert.equal(filledIn(LAYOUT, DETAIL, ["a"], HIDDEN).detail.text, "");
});

test("a detail says what is wrong with it: the desk needs it, or no answer can reach the address", () => {
  /** @param {Partial<DetailView>} changed @param {string} given */
  const problem = (changed, given) => filledIn(LAYOUT, { ...DETAIL, ...changed }, given, HIDDEN).detail.problem;
  assert.equal(problem({}, " "), "missing");
  assert.equal(problem({ required: false }, ""), "");
  assert.equal(problem({ kind: "email" }, "a@b.c"), "");
  for (const wrong of ["ab", "a@b", "@b.c", "a@.b", "a@b.", "a@b@c.d", "a b@c.d"]) assert.equal(problem({ kind: "email" }, wrong), "no-address");
  assert.equal(problem({}, "ab"), "");
  const pattern = ["SN-AA-99", "***"];
  for (const right of ["SN-ab-12", "sn-AB-00", "a1B"]) assert.equal(problem({ pattern }, right), "", right);
  for (const wrong of ["SN-ab-1", "SN-ab-123", "SN_ab-12", "SN-äb-12", "a-b", "SN-ab-1٣", "ſN-ab-12"])
    assert.equal(problem({ pattern }, wrong), "no-match", wrong);
});
