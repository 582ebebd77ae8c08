// Finds the entries that fit what was typed. Theory of operation:
//
// An entry has phrases: the words that customers have for it, its title, what stands around it, and what tables
// join it with. Each kind is worth less than the one before. A word counts by how few entries have it. What is
// typed stands for the word that it equals; if there is none, for those that it begins or misses by a letter or
// two. An entry's score adds
// - for each word that was typed, the most that it counts in any of the entry's phrases, and
// - the most that one phrase counts by all its words that were typed, by how much of the phrase these are.
// So a rare word leads to an entry, and of several the one that is called just so comes first.
//
// What the policy doesn't answer is found only where one of its phrases was typed whole.

/** @import { SearchEntry } from "publisher.site_search.data" */
import { pieces, stem, wordsOf } from "./search_words.js";

/** @typedef {{words: Set<string>, worth: number, whole: number}} Phrase `whole` is what all its words count */
/** @typedef {{entry: SearchEntry, phrases: Phrase[], worth: Map<string, number>}} Indexed */
/** @typedef {Map<string, number>} Likeness the words that a typed one may stand for, each with how surely */
/** @typedef {{entry: SearchEntry, score: number, whole: number}} Hit `whole` is the share of its best phrase */

const WORTH = { also: 3, title: 2, around: 1, joined: 0.9 };
const KINDS = /** @type {(keyof typeof WORTH)[]} */ (Object.keys(WORTH));
const BEGUN = 0.8;
const EDITED = [1, 0.7, 0.5];
const EDITS_FROM = [4, 8]; // Letters from which on one edit is allowed, and two.
const BEGUN_FROM = 3;
const LEAST = 0.3; // Of the best score: a list needs no tail of chance.
const WHOLE = 0.99;
const KNOWN = 0.5; // Of what was typed: with less, the answers may be to another question.

export class Matcher {
  /**
   * @param {SearchEntry[]} entries
   * @param {string} ignored words that say nothing of what is searched for
   */
  constructor(entries, ignored) {
    this.ignored = new Set(wordsOf(ignored));
    this.entries = entries.map((entry) => this.indexed(entry));
    /** @type {Map<string, number>} */
    const times = new Map();
    for (const { worth } of this.entries) for (const word of worth.keys()) times.set(word, (times.get(word) ?? 0) + 1);
    this.most = Math.log(1 + entries.length);
    this.rare = new Map([...times].map(([word, count]) => [word, Math.log(1 + entries.length / count)]));
    for (const { phrases } of this.entries) {
      for (const phrase of phrases) phrase.whole = sum([...phrase.words], (word) => this.rare.get(word) ?? 0);
    }
  }

  /**
   * The entries that fit, the best first; the one that says that the policy doesn't answer; and whether so little of
   * what was typed is known that it may be about something else.
   * @param {string} text
   */
  search(text) {
    const typed = this.typed(text);
    const meant = typed.map((word, at) => this.meanings(word, at === typed.length - 1));
    const hits = this.entries.map((one) => this.hit(one, meant)).filter(({ score }) => score > 0);
    hits.sort((one, other) => other.score - one.score);
    const found = hits.filter(({ entry }) => leads(entry));
    const best = found[0]?.score ?? 0;
    const gone = hits.find(({ entry, whole }) => !leads(entry) && whole > WHOLE);
    const known = sum(meant, (words) => Math.max(0, ...words.values()));
    return {
      found: found.filter(({ score }) => score >= LEAST * best).map(({ entry }) => entry),
      gone: gone && gone.score >= best ? gone.entry : null,
      doubtful: known < KNOWN * typed.length,
    };
  }

  /**
   * The words of what was typed; where two in a row are known as one, that one as well.
   * @param {string} text
   */
  typed(text) {
    const all = pieces(text);
    const told = all.filter((piece) => !this.ignored.has(stem(piece)));
    const joined = all.slice(1).map((piece, at) => stem(all[at] + piece)).filter((word) => this.rare.has(word));
    return [...new Set([...(told.length ? told : all).map(stem), ...joined])];
  }

  /**
   * @param {string} word
   * @param {boolean} last it may not be typed to its end yet
   * @returns {Likeness}
   */
  meanings(word, last) {
    if (this.rare.has(word) && !last) return new Map([[word, 1]]);
    /** @type {Likeness} */
    const found = new Map();
    for (const known of this.rare.keys()) {
      const near = likeness(word, known);
      if (near) found.set(known, near);
    }
    if (this.rare.has(word)) for (const known of found.keys()) if (!known.startsWith(word)) found.delete(known);
    return found;
  }

  /**
   * @param {Indexed} indexed
   * @param {Likeness[]} meant
   * @returns {Hit}
   */
  hit({ entry, phrases, worth }, meant) {
    /** @param {string} word */
    const count = (word) => this.rare.get(word) ?? 0;
    const alone = sum(meant, (words) =>
      Math.max(0, ...[...words].map(([word, near]) => near * count(word) * (worth.get(word) ?? 0))));
    let [together, best] = [0, 0];
    for (const phrase of phrases) {
      const there = sum(meant, (words) =>
        Math.max(0, ...[...words].map(([word, near]) => phrase.words.has(word) ? near * count(word) : 0)));
      const share = phrase.whole ? Math.min(1, there / phrase.whole) : 0;
      together = Math.max(together, phrase.worth * there * share);
      best = Math.max(best, share);
    }
    return { entry, score: alone + together, whole: best };
  }

  /**
   * @param {SearchEntry} entry
   * @returns {Indexed}
   */
  indexed(entry) {
    const phrases = KINDS.flatMap((kind) => {
      const texts = (entry[kind] ?? "").split(";");
      return texts.map((text) => this.phrase(text, WORTH[kind]));
    });
    const worth = new Map();
    for (const phrase of phrases) {
      for (const word of phrase.words) worth.set(word, Math.max(worth.get(word) ?? 0, phrase.worth));
    }
    return { entry, phrases, worth };
  }

  /**
   * @param {string} text
   * @param {number} worth
   * @returns {Phrase}
   */
  phrase(text, worth) {
    const all = wordsOf(text);
    const told = all.filter((word) => !this.ignored.has(word));
    return { words: new Set(told.length ? told : all), worth, whole: 0 };
  }
}

/**
 * Whether an entry leads anywhere, or only says that the policy doesn't answer.
 * @param {SearchEntry} entry
 */
function leads({ path }) {
  return !path.startsWith("#");
}

/**
 * The id by which the policy calls an entry.
 * @param {SearchEntry} entry
 */
export function idOf({ path }) {
  return path.slice(path.indexOf("#") + 1);
}

/**
 * How surely what was typed stands for a known word; 0 where it doesn't.
 * @param {string} word
 * @param {string} known
 */
function likeness(word, known) {
  if (word === known) return 1;
  if (/\d/.test(word)) return 0;
  if (word.length >= BEGUN_FROM && known.startsWith(word)) return BEGUN;
  const edits = EDITS_FROM.filter((letters) => word.length >= letters).length;
  for (let many = 1; many <= edits; many++) {
    if (Math.abs(word.length - known.length) <= many && distance(word, known) <= many) return EDITED[many] ?? 0;
  }
  return 0;
}

/**
 * Letters that are added, left out, changed, or swapped with their neighbour.
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  let [before, row] = [/** @type {number[]} */ ([]), Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const ways = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1)];
      if (swapped) ways.push((before[j - 2] ?? 0) + 1);
      next.push(Math.min(...ways));
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}

/**
 * @template One
 * @param {One[]} all
 * @param {(one: One) => number} worth
 */
function sum(all, worth) {
  return all.reduce((so_far, one) => so_far + worth(one), 0);
}
