import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOf } from "../../site_src/script/search_words.js";

/**
 * How many of the texts differ by their words.
 * @param {string[]} texts
 */
function distinct(...texts) {
  return new Set(texts.map((text) => wordsOf(text).join(" "))).size;
}

test("case, width, quotes and doubled letters make no other word", () => {
  assert.equal(distinct("can't cancel", "CAN’T Cancel", "ｃａｎｔ cancell", "cant  cancel!"), 1);
});

test("a word is found by its English forms", () => {
  assert.equal(distinct("crash", "crashes", "crashed", "crashing"), 1);
  assert.equal(distinct("configure", "configures", "configured", "configuring", "configuration", "configurations"), 1);
  assert.equal(distinct("update", "updates", "updated", "updating"), 1);
  assert.equal(distinct("reply", "replies", "replied"), 1);
});

test("a word is found by its Bengali forms, with or without joiners", () => {
  assert.equal(distinct("ফোন", "ফোনের", "ফোনটা", "ফোনে"), 1);
  assert.equal(distinct("অ্যাকাউন্ট", "অ‌্যাকাউন্টে"), 1);
});

test("what sounds alike is one word, in English letters and in Bengali ones", () => {
  assert.equal(distinct("hocche", "hosse", "hochche", "hoche"), 1);
  assert.equal(distinct("bhule gechi shob", "vule gesi sob", "bule gecchi sob"), 1);
  assert.equal(distinct("kothay thik", "kothai tik", "kotay thik"), 1);
  assert.equal(distinct("জরুরী", "জরুরি"), 1);
  assert.equal(distinct("পুরাণ", "পুরান"), 1);
  assert.equal(distinct("chat", "sat"), 2);
  assert.equal(distinct("telephone photo", "telefon foto"), 1);
});

test("a telephone number is one word, however it is dialled", () => {
  assert.equal(distinct("+8801722313635", "01722-313635", "0172 231 3635", "(+880) 1722.313.635"), 1);
});

test("a number with points in it is one word, and one with two of them is a version", () => {
  assert.deepEqual(wordsOf("§4.2"), ["4.2"]);
  assert.deepEqual(wordsOf("2.1.4"), [...wordsOf("version"), "2.1.4"]);
  assert.deepEqual(wordsOf("10.0.0.1"), ["10.0.0.1"]);
});

test("versions, times, figures and labels are told in one way", () => {
  assert.equal(distinct("version 1", "v1", "V 1", "v.1"), 1);
  assert.equal(distinct("9am to 6pm", "9 AM to 6 p.m.", "9 am to 6 pm"), 1);
  assert.equal(distinct("24 hours", "24h", "24 hrs", "২৪ hour"), 1);
  assert.deepEqual(wordsOf("§3b GMT+6"), ["3b", "gmt", "6"]);
});

test("a name with a hump is one word and two", () => {
  assert.deepEqual(wordsOf("userName"), ["usernam", "user", "nam"]);
});
