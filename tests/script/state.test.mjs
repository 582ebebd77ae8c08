import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { stub } from "./page.mjs";
import { State, withoutSecrets } from "../../site_src/script/state.js";

const ROOM = 200;

/** @type {{entry: any, url: string | undefined}[]} */
let entries;
/** @type {Map<string, string>} */
let storage;

// The browser's history as far as it goes here: entries that are added or replaced, and its storage.
beforeEach(() => {
  entries = [{ entry: null, url: undefined }];
  storage = new Map();
  /** @type {History["pushState"]} */
  const pushState = (entry, _, url) => {
    entries.push({ entry, url: url ? String(url) : entries.at(-1)?.url });
    location.hash = new URL(entries.at(-1)?.url ?? "", "https://example.org/").hash;
  };
  /** @type {History["replaceState"]} */
  const replaceState = (entry, _, url) => {
    const old = entries.pop();
    pushState(entry, _, url ?? old?.url);
  };
  stub("history", {
    get state() {
      return entries.at(-1)?.entry;
    },
    pushState,
    replaceState,
  });
  const methods = {
    getItem: (/** @type {string} */ key) => storage.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => {
      const size = [...storage.values()].reduce((sum, text) => sum + text.length, 0);
      if (size + value.length > ROOM) throw new Error("no room");
      storage.set(key, value);
    },
    removeItem: (/** @type {string} */ key) => storage.delete(key),
  };
  stub("sessionStorage", new Proxy(methods, {
    ownKeys: () => [...storage.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  }));
  stub("location", { search: "", hash: "", pathname: "/help/wizard/" });
});

function arrived() {
  const state = new State();
  state.read();
  return state;
}

test("a link's answers are read from its address, but nobody's link fills in the ticket", () => {
  location.hash = "#product=rhythm&mail=someone@example.org&version=4%2E2";
  assert.deepEqual(arrived().answers, { product: "rhythm", version: "4.2" });
});

test("the answers of a link that was encoded as a whole on its way are read as they were", () => {
  for (const hash of ["#product%3Drhythm%26version%3D4.2%2520b", "#product%3Drhythm&version%3D4.2%2520b"]) {
    location.hash = hash;
    assert.deepEqual(arrived().answers, { product: "rhythm", version: "4.2 b" });
  }
});

test("the address has what the engine says, and the entry also keeps the answers for later questions", () => {
  const state = arrived();
  state.answers = { product: "rhythm", later: "yes" };
  state.replace("product=rhythm");
  assert.equal(entries.at(-1)?.url, "/help/wizard/#product=rhythm");
  assert.deepEqual(arrived().answers, { product: "rhythm", later: "yes" });
});

test("what was answered makes one new entry, once its address is known", () => {
  const state = arrived();
  state.push();
  assert.equal(entries.length, 1);
  state.replace("product=rhythm");
  state.replace("product=rhythm");
  assert.equal(entries.length, 2);
});

test("an entry that can wait is written as it is then, and before the next one at the latest", () => {
  const state = arrived();
  state.push();
  state.replaceSoon("product=rhythm");
  assert.equal(entries.length, 1);
  state.answers = { product: "rhythm" };
  state.push();
  assert.deepEqual([entries.length, entries.at(-1)?.url], [2, "/help/wizard/#product=rhythm"]);
  state.answers = { product: "rhythm", version: "4.2" };
  state.replaceSoon("product=rhythm&version=4.2");
  state.flush();
  assert.deepEqual(entries.map(({ entry }) => entry?.wizard.answers), [undefined, { product: "rhythm" }, state.answers]);
});

test("whoever goes back before an entry is written makes none", () => {
  const state = arrived();
  state.push();
  state.replaceSoon("product=rhythm");
  state.read();
  state.catchUp();
  state.replace("");
  assert.deepEqual(entries.map(({ url }) => url), ["/help/wizard/"]);
});

test("an entry that stands there already is not written again", () => {
  const state = arrived();
  state.replace("");
  const [before] = entries;
  state.replace("");
  assert.equal(entries[0], before);
});

test("what is typed stays in the tab's storage, and gets into no address and no entry", () => {
  const state = arrived();
  state.keep("mail", "someone@example.org");
  state.replace("");
  assert.doesNotMatch(JSON.stringify(entries), /someone/);
  assert.deepEqual(arrived().details, { mail: "someone@example.org" });
});

test("a secret is not stored, unless it is to be in the ticket", () => {
  const state = arrived();
  state.keep("mail", "pwd=x1");
  assert.equal(state.details.mail, "pwd=x1");
  assert.deepEqual(arrived().details, { mail: "pwd=***" });
  state.turn(["x1"]);
  assert.deepEqual(arrived().details, { mail: "pwd=x1" });
  state.turn(["x1"]);
  assert.deepEqual(withoutSecrets(state).details, { mail: "pwd=***" });
});

test("a secret that was typed as an answer is in no entry, and is known here alone", () => {
  const state = arrived();
  state.answers = { version: "3 pwd=x1" };
  state.push();
  state.take({ version: "3 pwd=***" });
  state.replace("version=3%20pwd%3D***");
  assert.equal(state.answers.version, "3 pwd=x1");
  assert.doesNotMatch(JSON.stringify([entries, [...storage]]), /x1/);
  state.turn(["x1"]);
  state.replace("version=3%20pwd%3Dx1");
  assert.match(JSON.stringify(entries), /x1/);
});

test("an answer is kept as the engine keeps it", () => {
  const state = arrived();
  state.answers = { version: " 3", topic: "other" };
  state.take({ version: "3" });
  assert.deepEqual(state.answers, { version: "3" });
});

test("what was put back is masked again when the page is loaded again, in the storage too", () => {
  const state = arrived();
  state.keep("mail", "pwd=x1");
  state.turn(["x1"]);
  arrived();
  assert.doesNotMatch(JSON.stringify([...storage]), /x1/);
});

test("what was put back before all was erased is masked when it is typed again", () => {
  const state = arrived();
  state.keep("mail", "pwd=x1");
  state.turn(["x1"]);
  state.erase();
  state.keep("mail", "pwd=x1");
  assert.deepEqual(withoutSecrets(state).details, { mail: "pwd=***" });
  state.undo();
  assert.deepEqual(withoutSecrets(state).details, { mail: "pwd=x1" });
});

test("where storage is forbidden, what was typed lives as long as the page, and that is told once something is", () => {
  const forbidden = () => {
    throw new Error("forbidden");
  };
  stub("sessionStorage", { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
  /** @type {boolean[]} */
  const told = [];
  const state = new State((all) => told.push(all));
  state.read();
  state.keep("mail", "someone@example.org");
  assert.deepEqual(state.details, { mail: "someone@example.org" });
  assert.deepEqual(told, [true, false]);
});

test("what there is no room for stops nothing else from being stored, whichever was typed first", () => {
  for (const order of [["mail", "parts"], ["parts", "mail"]]) {
    const state = arrived();
    for (const id of order) state.keep(id, id === "mail" ? "x".repeat(ROOM - 20) : "a small part of it all");
    assert.deepEqual(arrived().details, { parts: "a small part of it all" });
    state.keep("mail", "short again");
    assert.deepEqual(arrived().details, { parts: "a small part of it all", mail: "short again" });
  }
});

test("a field of which the storage is damaged loses no other", () => {
  arrived().keep("mail", "someone@example.org");
  storage.set("wizard /help/wizard/ parts", "{");
  assert.deepEqual(arrived().details, { mail: "someone@example.org" });
});

test("what was typed under another edition is forgotten too", () => {
  storage.set("wizard /help/wizard/ gone", '"someone"');
  const state = arrived();
  state.keep("mail", "someone@example.org");
  state.forget();
  assert.doesNotMatch(JSON.stringify([...storage]), /someone/);
});

test("what is typed for an answer is there again after a reload", () => {
  const state = arrived();
  state.draft("version", "4.2-be");
  assert.deepEqual(arrived().before, { version: "4.2-be" });
});

test("what is forgotten can be undone, and Back brings nothing of it", () => {
  const state = arrived();
  state.answers = { product: "rhythm" };
  state.keep("mail", "someone@example.org");
  state.replace("product=rhythm");
  state.forget();
  state.push();
  state.replace("");
  assert.deepEqual([state.answers, state.details], [{}, {}]);
  assert.doesNotMatch(JSON.stringify([...storage]), /someone/);
  const [first, last] = entries;
  entries = [/** @type {typeof entries[0]} */ (first)];
  const back = arrived();
  assert.deepEqual([back.answers, back.details], [{}, {}]);
  entries = [/** @type {typeof entries[0]} */ (last)];
  state.undo();
  assert.deepEqual([state.answers, state.details], [{ product: "rhythm" }, { mail: "someone@example.org" }]);
  state.push();
  state.replace("product=rhythm");
  const again = arrived();
  assert.deepEqual([again.answers, again.details], [{ product: "rhythm" }, { mail: "someone@example.org" }]);
});

test("a page that the browser still holds knows that another one of its tab forgot everything, or what was typed", () => {
  for (const forgetting of ["forget", "erase"]) {
    const held = arrived();
    held.keep("mail", "someone@example.org");
    const other = arrived();
    assert.equal(held.isForgotten(), false);
    other[/** @type {"forget" | "erase"} */ (forgetting)]();
    assert.equal(held.isForgotten(), true);
    held.flush();
    assert.doesNotMatch(JSON.stringify([...storage]), /someone/);
    other.undo();
    assert.equal(held.isForgotten(), false);
  }
});

test("once something new is told, nothing comes back", () => {
  const state = arrived();
  state.keep("mail", "someone@example.org");
  state.erase();
  assert.equal(state.settle(), true);
  assert.equal(state.settle(), false);
  state.undo();
  assert.deepEqual(state.details, {});
});

test("a history that refuses entries stops nobody", () => {
  const state = arrived();
  const refuse = () => {
    throw new Error("too many");
  };
  stub("history", { state: null, pushState: refuse, replaceState: refuse });
  state.answers = { product: "rhythm" };
  state.push();
  state.replace("product=rhythm");
  assert.deepEqual(state.answers, { product: "rhythm" });
});
