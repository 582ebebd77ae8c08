import assert from "node:assert/strict";
import { test } from "node:test";
import { lookedUp, questionsLeft } from "../../site_src/script/lookup.js";
import { LAYOUT, SECRETS } from "./layout.mjs";

/** @import { Lookup, LookupOutcomes, LookupQuestion } from "publisher.lookup.shapes" */
/** @import { ShownOutcome } from "../../site_src/script/shapes.d.ts" */

const NOW = "2026-11-23T05:00:00Z";
const ADDRESS = "https://help.example/wizard/";
const FACTS = { product: { name: "Product", values: {} }, version: { name: "Version", values: {} } };

/**
 * @param {string} id
 * @param {LookupQuestion["kind"]} kind
 * @param {string[]} options
 * @returns {LookupQuestion}
 */
function question(id, kind, ...options) {
  const offered = options.map((option) => ({ id: option, label: option.toUpperCase(), help: "", unsure: false }));
  const input = kind === "version" ? "text" : "";
  return { id, kind, text: `${id}?`, help: "", options: offered, input, longest: input ? 60 : 0 };
}

/** @param {string} text */
const cited = (text) => ({ id: text, label: text, text, section: "", quote: "" });

const LISTS = { instead: [], channels: [], prepare: [], procedures: [], details: [], cited: [], readings: [], why: [] };

// `~index` leads to a value.
/** @type {LookupOutcomes} */
const OUTCOMES = {
  tables: [["verdict", 0]],
  pieces: [
    ["verdict", 1, ""],
    ["version", 2, ""],
    ["procedures", ~2, ""],
    ["steps", 4, "reset"],
    ["prepare", ~4, ""],
    ["prepare", ~5, ""],
    ["instead", ~13, ""],
    ["route", 5, ""],
    ["channels", 3, ""],
    ["target", ~15, ""],
    ["why", ~16, ""],
    ["readings", 6, ""],
  ],
  empty: { verdict: null, version: null, target: null, ...LISTS, route: "" },
  nodes: [
    ["topic", { fault: ~6 }, ~7],
    ["verdict", { covered: ~8 }, ~9],
    ["version", { supported: ~10 }, ~18],
    ["desk", { open: ~11 }, ~12],
    ["topic", { fault: ~3 }, ~0],
    ["known", { no: ~14 }, ~0],
    ["version?", { asked: ~17 }, ~0],
  ],
  values: [
    null,
    null,
    [{ id: "reset", name: "Reset", intro: "", steps: [] }],
    [cited("step")],
    [cited("a"), cited("b")],
    [cited("b"), cited("c")],
    ["1", "covered"],
    ["2", "ask"],
    { id: "covered", title: "Covered" },
    { id: "ask", title: "Ask" },
    { status: { id: "supported", name: "Supported" }, advice: "" },
    [{ id: "desk", open: null, opens: null, closes: null, since: "", moves: [] }],
    [{ id: "mail", open: null, opens: null, closes: null, since: "", moves: [] }],
    ["Ask others.", "Look elsewhere."],
    "We find out.",
    { level: { id: "plain", name: "Plain" }, clause: cited("plain"), starts: null, due: null, further: [] },
    [{ table: "verdict", row: 1, facts: { topic: "unasked", version: "unasked", device: "unasked" } }],
    [{ id: "half-a-year", text: "It is half a year." }],
    { status: { id: "unknown", name: "Unknown" }, advice: "" },
  ],
};

/** @type {Lookup} */
const LOOKUP = {
  since: "2026-01-01",
  early: null,
  settled: {},
  start: 2,
  questions: [
    question("topic", "choice", "fault", "wish"),
    question("version", "version", "2", "unknown"),
    question("product", "product", "rhythm", "unknown"),
  ],
  states: [
    { question: 0, next: { fault: -1, wish: -1 } },
    { question: 1, next: { 2: 0, unknown: 0 }, typed: 0, settled: { "": { known: "no" } } },
    { question: 2, next: { rhythm: 1, unknown: 0 }, settled: { unknown: { version: "unknown" } } },
  ],
  outcomes: OUTCOMES,
  layout: LAYOUT,
  forms: {},
  phases: { rhythm: { 2: [["2025-01-01", "supported", "2026-12-31"]] } },
  product: null,
  // On the first day of each week of UTC, from 9:00 to 18:00.
  timetable: {
    zone: "+06:00",
    zones: { "+06:00": [[0, 360]] },
    weeks: [[[180, 720]]],
    courses: [],
    years: { cycle: 0, kinds: [], lengths: [] },
    hours: { day: { zone: "+06:00", rows: [[0, 0]], lists: [] } },
    channels: { desk: "day", mail: "day" },
    moves: {},
    promises: { plain: { hours: "day", minutes: 60, days: 0 } },
    ends: null,
    longest_open: 8,
    longest_closed: 400,
  },
};
const TO_THE_END = { product: "rhythm", version: "2", topic: "fault" };

/**
 * @param {Record<string, string>} answers
 * @param {Partial<Lookup>} [other]
 * @param {string} [now]
 */
function view(answers, other, now = NOW) {
  return lookedUp({ lookup: { ...LOOKUP, ...other }, facts: FACTS, secrets: SECRETS }, { answers, details: {} }, { now, address: ADDRESS });
}

/**
 * @param {Record<string, string>} answers
 * @param {string} [now]
 * @returns {Partial<ShownOutcome>}
 */
function outcome(answers, now) {
  return view(answers, {}, now)?.outcome ?? {};
}

test("the first question without an answer is asked, by its number on the way there", () => {
  assert.equal(view({})?.question?.id, "product");
  const { id, number } = view({ product: "rhythm", version: "2" })?.question ?? {};
  assert.deepEqual([id, number], ["topic", 3]);
  assert.equal(view({ product: "unknown" })?.question?.number, 2);
});

test("the answers on the way are told in its order, with their words", () => {
  const asked = view({ version: "9.9", product: "rhythm" })?.asked;
  assert.deepEqual(asked, [
    { question: "product", name: "Product", text: "product?", answer: "rhythm", label: "RHYTHM", unsure: false },
    { question: "version", name: "Version", text: "version?", answer: "9.9", label: "9.9", unsure: false },
  ]);
});

test("the address holds the answers on the way, and answers that lie ahead are kept beside it", () => {
  const { address, answers } = view({ topic: "fault", product: "rhythm" }) ?? {};
  assert.equal(address, "product=rhythm");
  assert.deepEqual(answers, { product: "rhythm", topic: "fault" });
  assert.equal(view({ product: "rhythm", version: "2&x=é" })?.address, "product=rhythm&version=2%26x%3D%C3%A9");
});

test("an answer that is neither offered nor can be typed is named, and its question asked again", () => {
  for (const product of ["other", "constructor", ""]) {
    const asked = view({ product, topic: "fault" });
    assert.equal(asked?.question?.id, "product");
    assert.deepEqual([asked?.ignored, asked?.answers], [[`product=${product}`], { topic: "fault" }]);
  }
});

test("an answer that says that one does not know is known as such", () => {
  const questions = LOOKUP.questions.map((one) => ({
    ...one,
    options: one.options.map((option) => ({ ...option, unsure: option.id === "unknown" })),
  }));
  assert.equal(view({ product: "unknown" }, { questions })?.asked[0]?.unsure, true);
});

test("how many questions are left is told only while no answers are kept for later ones", () => {
  const states = LOOKUP.states.map((state, left) => ({ ...state, left }));
  const page = { lookup: { ...LOOKUP, states }, facts: FACTS, secrets: SECRETS };
  const left = (/** @type {Record<string, string>} */ answers) => questionsLeft(page, answers, NOW);
  assert.deepEqual([left({}), left({ product: "rhythm" }), left(TO_THE_END)], [2, 1, 0]);
  assert.equal(left({ product: "rhythm", topic: "fault" }), null);
});

test("names that every object has are no answers", () => {
  assert.equal(view(Object.create({ product: "rhythm" }))?.question?.id, "product");
});

test("before the day from which on the look-up holds, by the desk's clock, the engine is asked", () => {
  assert.equal(view({}, {}, "2025-12-31T17:59:59Z"), null);
  assert.equal(view({}, {}, "2025-12-31T18:00:00Z")?.question?.id, "product");
});

test("without a look-up, or without outcomes at the end, the engine is asked", () => {
  assert.equal(lookedUp({ lookup: null, facts: {}, secrets: SECRETS }, { answers: {}, details: {} }, { now: NOW, address: ADDRESS }), null);
  assert.equal(view(TO_THE_END, { outcomes: null }), null);
});

test("an outcome is made of the pieces to which the facts and the results of tables lead", () => {
  assert.equal(outcome(TO_THE_END).verdict?.id, "covered");
  assert.equal(outcome({ ...TO_THE_END, topic: "wish" }).verdict?.id, "ask");
});

test("facts that an answer settles count, also those of a typed one", () => {
  assert.equal(outcome({ ...TO_THE_END, version: "9.9" }).route, "We find out.");
  assert.equal(outcome(TO_THE_END).route, "");
});

test("parts of several pieces stand once, texts as they are, and steps in their procedure", () => {
  const { instead, prepare, procedures } = outcome(TO_THE_END);
  assert.deepEqual(instead, ["Ask others.", "Look elsewhere."]);
  assert.deepEqual(prepare?.map(({ id }) => id), ["a", "b", "c"]);
  assert.deepEqual(procedures?.map(({ steps }) => steps.map(({ id }) => id)), [["step"]]);
});

test("what was looked up for some answers does not stay for others", () => {
  assert.equal(outcome(TO_THE_END).procedures?.[0]?.steps.length, 1);
  assert.equal(outcome({ ...TO_THE_END, topic: "wish" }).procedures?.[0]?.steps.length, 0);
});

test("an outcome tells the version with its product and the last day of its status", () => {
  const { version, open } = outcome(TO_THE_END);
  const status = { id: "supported", name: "Supported" };
  assert.deepEqual(version, { status, advice: "", product: "RHYTHM", version: "2", last: "2026-12-31" });
  assert.equal(open, false);
  assert.equal(outcome({ ...TO_THE_END, version: "9.9" }).open, true);
  assert.equal(outcome({ product: "unknown", topic: "fault" }).version, null);
});

test("the channels are those for what is open at the instant, with when that changes", () => {
  const [open] = outcome(TO_THE_END, "2026-11-19T03:00:00Z").channels ?? [];
  assert.deepEqual([open?.id, open?.open, open?.closes?.desk], ["desk", true, "2026-11-19T18:00"]);
  const [closed] = outcome(TO_THE_END, "2026-11-19T12:00:00Z").channels ?? [];
  assert.deepEqual([closed?.id, closed?.open, closed?.opens?.desk], ["mail", false, "2026-11-26T09:00"]);
});

test("a target tells from when on its time counts and when it is due, and the ticket says it too", () => {
  const layout = { ...LAYOUT, body: [[{ template: ["", "due.date", " ", "due.time", " ", "due.offset", ""] }]] };
  const { target, ticket } = view(TO_THE_END, { layout }, "2026-11-19T12:00:00Z")?.outcome ?? {};
  assert.deepEqual([target?.starts?.desk, target?.due?.desk], ["2026-11-26T09:00", "2026-11-26T10:00"]);
  assert.equal(ticket?.body, "2026-11-26 10:00 +06:00\n");
});

test("why tells the facts that a row looked at, and a reading stands only where it is rested on", () => {
  const { why, readings } = outcome(TO_THE_END);
  assert.deepEqual(why?.map(({ facts }) => facts), [{ topic: "fault", version: "supported", device: "unasked" }]);
  assert.deepEqual(readings?.map(({ id }) => id), ["half-a-year"]);
  assert.deepEqual(outcome({ product: "unknown", topic: "fault" }).readings, []);
});

test("the ticket leads back to the answers, if any were asked for", () => {
  const layout = { ...LAYOUT, body: [[{ template: ["", "address", ""] }]] };
  const { ticket } = view(TO_THE_END, { layout })?.outcome ?? {};
  assert.equal(ticket?.body, `${ADDRESS}#product=rhythm&version=2&topic=fault\n`);
  assert.equal(view({}, { layout, start: -1 })?.outcome?.ticket.body, "");
});
