import assert from "node:assert/strict";
import { test } from "node:test";
import { cleaning, start } from "../../site_src/script/letters.js";
import { LETTERS } from "./layout.mjs";

const { beginning, clean, oneLine, shortened, trimmed } = cleaning(LETTERS);

test("control and bidirectional characters never get in, from the first to the last of each range", () => {
  for (const [first, last] of LETTERS.removed) {
    const codes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    // Before it could be one of these, a carriage return has ended a line.
    for (const code of codes.filter((number) => number !== 13)) {
      assert.equal(clean(`a${String.fromCodePoint(code)}b`), "ab", `U+${code.toString(16)}`);
    }
  }
});

test("every kind of line end becomes the one", () => {
  assert.equal(clean("a\r\nb\rc\nd"), "a\nb\nc\nd");
});

test("white space at both ends goes, and what is within stays", () => {
  assert.equal(clean("\u3000 \n a \u00a0 b\t\n"), "a \u00a0 b");
  assert.equal(trimmed(" a \n"), " a");
  assert.equal(clean(" \u3000"), "");
});

test("half of a pair of surrogates is replaced, and a whole one is a letter", () => {
  assert.equal(clean("a\ud83db\ude00c😀"), "a?b?c😀");
});

test("no more letters are read than allowed, counted as code points", () => {
  assert.equal(clean("a".repeat(50)), "a".repeat(40));
  assert.equal(clean("😀".repeat(50)), "😀".repeat(40));
  assert.equal(start("a😀b", 2), "a😀");
});

test("in one line, words stand one space apart", () => {
  assert.equal(oneLine("\n a \u3000\t b\r\n\r\nc "), "a b c");
});

test("a line that is too long ends with an ellipsis that counts, without white space before it", () => {
  assert.equal(shortened("0123456789"), "0123456789");
  assert.equal(shortened("0123456789a"), "012345678…");
  assert.equal(shortened("0123456  9a"), "0123456…");
  assert.equal(shortened("😀".repeat(11)), `${"😀".repeat(9)}…`);
});

test("no text is cut within a letter that has several code points", () => {
  assert.equal(beginning("ae\u0301b", 2), "a");
  assert.equal(beginning("ae\u0301b", 3), "ae\u0301");
  assert.equal(beginning("a👩\u200d💻b", 2), "a");
  assert.equal(beginning("a👩\u200d💻b", 3), "a");
  assert.equal(beginning("a👩\u200d💻b", 4), "a👩\u200d💻");
  assert.equal(beginning(`a${"\u0301".repeat(9)}`, 7), `a${"\u0301".repeat(6)}`);
});
