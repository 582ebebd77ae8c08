import assert from "node:assert/strict";
import { test } from "node:test";
import { made } from "./page.mjs";
import { el, morph, select } from "../../site_src/script/dom.js";

const NAMES = /** @type {const} */ (["p", "div", "ul", "b"]);

test("an element takes lists of lists, and leaves out what is null or false", () => {
  const children = ["x", null, /** @type {const} */ (false), [["y"], [el("b", {}, "z")]], ""];
  const element = el("p", { class: "a", title: null, hidden: false, id: "" }, children);
  assert.equal(element.outerHTML, made('<p class="a" id="">xy<b>z</b></p>').outerHTML);
});

test("text is never taken for HTML", () => {
  assert.equal(el("p", {}, "<b>x</b>").children.length, 0);
});

test("an element that the template should have and has not is named", () => {
  assert.throws(() => select("#nobody"), /no #nobody/);
});

// Numbers that look random and are the same every time.
function* numbers(seed = 1) {
  for (let number = seed; ; ) {
    number = (number * 48_271) % 2_147_483_647;
    yield number;
  }
}

/**
 * @param {() => number} next
 * @returns {HTMLElement}
 */
function randomTree(next, depth = 0) {
  const attributes = { class: next() % 2 ? `c${next() % 3}` : null, title: next() % 3 ? null : `t${next() % 2}` };
  const children = Array.from({ length: depth < 4 ? next() % 4 : 0 }, () =>
    next() % 3 ? randomTree(next, depth + 1) : `text ${next() % 3}`,
  );
  return el(NAMES[next() % NAMES.length] ?? "p", depth ? attributes : {}, children);
}

test("whatever stood there becomes like what is to stand there", () => {
  const random = numbers();
  const next = () => /** @type {number} */ (random.next().value);
  for (let round = 0; round < 300; round += 1) {
    const [old, fresh] = [el("div", {}, randomTree(next)), el("div", {}, randomTree(next))];
    const wanted = fresh.outerHTML;
    morph(old, fresh);
    assert.equal(old.outerHTML, wanted);
  }
});

test("what only changes its text or its attributes stays the same element", () => {
  const old = made('<ul><li class="a">one</li><li>two</li></ul>');
  const items = [...old.children];
  morph(old, made('<ul><li class="b">1</li><li>2</li><li>3</li></ul>'));
  assert.deepEqual([...old.children].slice(0, 2), items);
  assert.equal(old.outerHTML, made('<ul><li class="b">1</li><li>2</li><li>3</li></ul>').outerHTML);
});

test("what is of another kind is replaced where it stands", () => {
  const old = made("<div><p>one</p><p>two</p></div>");
  const last = old.lastElementChild;
  morph(old, made("<div><ul></ul><p>two</p></div>"));
  assert.equal(old.firstElementChild?.nodeName, "UL");
  assert.equal(old.lastElementChild, last);
});

test("what a visitor has opened stays open", () => {
  const old = made('<details open=""><summary>Why</summary></details>');
  morph(old, made("<details><summary>Because</summary></details>"));
  assert.ok(old.hasAttribute("open"));
  assert.equal(old.textContent, "Because");
});
