import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { stub } from "./page.mjs";

/** @import { Files, Order } from "../../site_src/script/shapes.d.ts" */

// A worker that says only what a test lets it say.
class FakeWorker extends EventTarget {
  /** @type {FakeWorker[]} */
  static all = [];
  /** @type {Order[]} */
  orders = [];
  ended = false;

  constructor() {
    super();
    FakeWorker.all.push(this);
  }

  /** @param {Order} order */
  postMessage(order) {
    this.orders.push(order);
  }

  terminate() {
    this.ended = true;
  }

  /** @param {unknown} told a `Told`; the views are texts here */
  say(told) {
    this.dispatchEvent(Object.assign(new Event("message"), { data: told }));
  }

  /** Answer every question that was put so far by its own `page`. */
  answerAll() {
    for (const order of this.orders.splice(0)) {
      if (order.kind === "ask") this.say({ kind: "answer", id: order.id, view: `view of ${order.request.page}` });
    }
  }
}

/** @type {{action: () => void, ms: number}[]} */
let waiting = [];
stub("setTimeout", (/** @type {() => void} */ action, /** @type {number} */ ms) => waiting.push({ action, ms }));
stub("clearTimeout", (/** @type {number} */ number) => {
  if (waiting[number - 1]) waiting[number - 1] = { action: () => {}, ms: 0 };
});
stub("Worker", FakeWorker);
const { Engine } = await import("../../site_src/script/engine.js");

const DEADLINE_MS = 10_000;
const STILL_MS = 30_000;
const STALLED_MS = 40_000;
const FILES = /** @type {Files} */ ({ worker: "worker.js" });

/** @type {string[]} */
let told;

beforeEach(() => {
  FakeWorker.all = [];
  waiting = [];
  told = [];
});

function engine() {
  return new Engine(FILES, { ready: () => told.push("ready"), still: () => told.push("still") });
}

/** @param {string} page */
function request(page) {
  return { answers: {}, now: "2026-11-23T17:00:00Z", page };
}

/** The worker that was made last. */
function worker() {
  return /** @type {FakeWorker} */ (FakeWorker.all.at(-1));
}

// Everything that promises still have to settle.
async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await null;
}

/** @param {number} ms */
async function pass(ms) {
  for (const { action } of waiting.filter((one) => one.ms === ms)) action();
  await settled();
}

async function isReady() {
  worker().say({ kind: "ready" });
  await settled();
}

test("the first question starts Python, and is put once Python is there", async () => {
  const answered = engine().ask(request("a"));
  assert.deepEqual(worker().orders.map(({ kind }) => kind), ["start"]);
  await isReady();
  worker().answerAll();
  assert.equal(await answered, "view of a");
  assert.deepEqual(told, ["ready"]);
});

test("every question gets its own answer, whatever their order", async () => {
  const asking = engine();
  const answered = ["a", "b", "c"].map((page) => asking.ask(request(page)));
  await isReady();
  worker().orders.reverse();
  worker().answerAll();
  assert.deepEqual(await Promise.all(answered), ["view of a", "view of b", "view of c"]);
  assert.equal(FakeWorker.all.length, 1);
});

test("after the deadline a new worker is asked once more", async () => {
  const answered = engine().ask(request("a"));
  await isReady();
  const late = worker();
  await pass(DEADLINE_MS);
  assert.ok(late.ended);
  await isReady();
  worker().answerAll();
  assert.equal(await answered, "view of a");
});

test("a question that is late a second time fails", async () => {
  const answered = engine().ask(request("a"));
  const failed = assert.rejects(answered, /no answer in time/);
  await isReady();
  await pass(DEADLINE_MS);
  await isReady();
  await pass(DEADLINE_MS);
  await failed;
});

test("where the least library lacks something, the whole one takes over and is asked again", async (context) => {
  context.mock.method(console, "warn", () => {});
  const answered = engine().ask(request("a"));
  await isReady();
  worker().say({ kind: "incomplete", id: 1, reason: "no module" });
  await settled();
  assert.deepEqual(FakeWorker.all.map(({ orders: [first] }) => first?.kind === "start" && first.whole), [false, true]);
  await isReady();
  worker().answerAll();
  assert.equal(await answered, "view of a");
});

test("what the whole library can't answer has failed", async (context) => {
  context.mock.method(console, "warn", () => {});
  const answered = engine().ask(request("a"));
  worker().say({ kind: "incomplete", reason: "no module" });
  await settled();
  worker().say({ kind: "incomplete", reason: "still no module" });
  await assert.rejects(answered, /still no module/);
});

test("what a worker says that was replaced is not heard", async () => {
  const asking = engine();
  asking.restart();
  const first = worker();
  asking.restart();
  first.say({ kind: "ready" });
  first.say({ kind: "failed", reason: "too late" });
  assert.deepEqual(told, []);
  const answered = asking.ask(request("a"));
  await isReady();
  worker().answerAll();
  assert.equal(await answered, "view of a");
});

test("Python that can't be started fails every question, until it is started again", async () => {
  const asking = engine();
  const answered = asking.ask(request("a"));
  worker().say({ kind: "failed", reason: "no WebAssembly" });
  await assert.rejects(answered, /no WebAssembly/);
  await assert.rejects(asking.ask(request("b")), /no WebAssembly/);
  asking.restart();
  const again = asking.ask(request("c"));
  await isReady();
  worker().answerAll();
  assert.equal(await again, "view of c");
});

test("a worker that doesn't load fails the question, and the browser's own report is spared", async () => {
  const answered = engine().ask(request("a"));
  const event = new Event("error", { cancelable: true });
  worker().dispatchEvent(event);
  await assert.rejects(answered, /the worker did not load/);
  assert.ok(event.defaultPrevented);
});

test("a start that takes long is told, and goes on", async () => {
  const answered = engine().ask(request("a"));
  await pass(STILL_MS);
  assert.deepEqual(told, ["still"]);
  await isReady();
  worker().answerAll();
  assert.equal(await answered, "view of a");
});

test("where files stop coming, the whole library is tried, then it has failed, and can be tried again", async (context) => {
  context.mock.method(console, "warn", () => {});
  const asking = engine();
  const answered = asking.ask(request("a"));
  worker().say({ kind: "come" });
  await pass(STALLED_MS);
  assert.deepEqual(FakeWorker.all.map(({ ended }) => ended), [true, false]);
  await pass(STALLED_MS);
  await assert.rejects(answered, /a file does not come/);
  assert.ok(worker().ended);
  asking.restart();
  assert.deepEqual(FakeWorker.all.map(({ orders: [first] }) => first?.kind === "start" && first.whole), [false, true, false]);
  const again = asking.ask(request("b"));
  await isReady();
  worker().answerAll();
  assert.equal(await again, "view of b");
});

test("as long as files come, a start is not given up", async () => {
  const asking = engine();
  asking.restart();
  const before = waiting.filter(({ ms }) => ms === STALLED_MS);
  worker().say({ kind: "come" });
  assert.equal(waiting.filter(({ ms }) => ms === STALLED_MS).length, before.length);
  await isReady();
  assert.deepEqual(waiting.filter(({ ms }) => ms === STALLED_MS), []);
});
