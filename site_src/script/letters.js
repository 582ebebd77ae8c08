// Which letters of what visitors type get into a ticket. What that is, is data of the engine's (`Letters` in
// `wizard/ticket/letters.py`); here it is applied. Letters are counted as code points.

/** @import { Letters } from "wizard.ticket.letters" */

/**
 * To make one takes longer than to draw a question.
 * @type {WeakMap<Letters, ReturnType<typeof cleaningBy>>}
 */
const made = new WeakMap();

/**
 * What cleans texts by some data.
 * @param {Letters} letters
 */
export function cleaning(letters) {
  const by = made.get(letters) ?? cleaningBy(letters);
  made.set(letters, by);
  return by;
}

/** @param {Letters} letters */
function cleaningBy(letters) {
  const removed = new RegExp(`[${ranges(letters.removed)}]`, "gu");
  const spaces = new Set(letters.spaces);
  const blank = new RegExp(`[${letters.spaces}]+`);

  // By hand: for a regular expression the time grows with the square of a row of spaces that is not at the end.
  /**
   * A text without white space at its end.
   * @param {string} text
   */
  const trimmed = (text) => {
    let end = text.length;
    while (spaces.has(text.charAt(end - 1))) end -= 1;
    return text.slice(0, end);
  };

  /**
   * A text of several lines, without what could harm a ticket.
   * @param {string} text
   */
  const clean = (text, longest = letters.longest) => {
    if (!text) return ""; // The expressions are only made once they have work to do.
    const lines = start(text, longest).replaceAll("\r\n", "\n").replaceAll("\r", "\n");
    // In this order: two halves that only a removed letter parts are no letter.
    const kept = lines.replace(/\p{Surrogate}/gu, letters.replacement).replace(removed, "");
    let begin = 0;
    while (spaces.has(kept.charAt(begin))) begin += 1;
    return trimmed(kept.slice(begin));
  };

  /**
   * The whole letters within the first code points of a text.
   * @param {string} text
   * @param {number} longest
   */
  const beginning = (text, longest) => {
    const points = [...text.slice(0, 2 * longest + 2)].slice(0, longest + 1);
    const within = withinLetter(points, letters);
    const last = Math.max(longest - letters.longest_letter, -1);
    let end = longest;
    while (end > Math.max(last, 0) && within(end)) end -= 1;
    return points.slice(0, end > last ? end : longest).join("");
  };

  return {
    clean,
    trimmed,
    beginning,
    /**
     * The same in one line.
     * @param {string} text
     */
    oneLine: (text, longest = letters.longest) => clean(text, longest).split(blank).filter(Boolean).join(" "),
    /**
     * A subject of no more letters than it may have, with an ellipsis where it was cut.
     * @param {string} text
     */
    shortened: (text) => {
      const longest = letters.longest_summary;
      if (start(text, longest) === text) return text;
      return trimmed(beginning(text, longest - [...letters.ellipsis].length)) + letters.ellipsis;
    },
  };
}

/**
 * A number of letters from the beginning of a text.
 * @param {string} text
 * @param {number} letters
 */
export function start(text, letters) {
  // A letter has two units at most: a text of millions need not be taken apart for its first letters.
  return text.length <= letters ? text : [...text.slice(0, 2 * letters)].slice(0, letters).join("");
}

/**
 * How many letters a text has.
 * @param {string} text
 */
export function lettersIn(text) {
  return text.length - (text.match(/[\u{10000}-\u{10ffff}]/gu) ?? []).length;
}

/**
 * Tells whether a place in a text is within a letter (`_within_a_letter` in `wizard/ticket/letters.py`).
 * @param {string[]} points
 * @param {Letters} letters
 */
function withinLetter(points, letters) {
  const [isBefore, isBehind, isPaired] = [letters.joined, letters.joining, letters.paired].map((codes) => {
    const parts = codes.split(" ").map((part) => part.split("-").map((code) => `\\u{${code}}`).join("-"));
    return new RegExp(`[${parts.join("")}]`, "u");
  });
  /** @param {number} place */
  const paired = (place) => isPaired?.test(points[place] ?? "");
  return (/** @type {number} */ place) => {
    const after = points[place];
    if (after === undefined) return false;
    if (!paired(place) || !paired(place - 1)) return isBefore?.test(after) || isBehind?.test(points[place - 1] ?? "");
    let start = place;
    while (paired(start - 1)) start -= 1;
    return (place - start) % 2 === 1;
  };
}

/** @param {[number, number][]} all */
function ranges(all) {
  return all.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join("");
}

/** @param {number} codePoint */
function escaped(codePoint) {
  return `\\u{${codePoint.toString(16)}}`;
}
