// Finds the entries that fit what was typed. Theory of operation:
//
// An entry has phrases: the words that customers have for it, its title, what stands around it, and what tables
// join it with. Each kind is worth less than the one before. A word counts by how few entries have it. What is
// typed stands for the word that it equals; if there is none, for those that it begins, goes on from or misses by a
// letter or two. An entry's score adds
// - for each word that was typed, the most that it counts in any of the entry's phrases, and
// - the most that one phrase counts by all its words that were typed, by how much of the phrase these are.
// So a rare word leads to an entry, and of several the one that is called just so comes first.
//
// What the policy doesn't answer is found only where one of its phrases was typed whole. Whether the answer may be to
// another question is told by how much of what was typed is in none of the good answers: customers often ask for one
// thing in the words of two.

/** @import { SearchEntries } from "publisher.site_search.data" */
import { pieces, stem, wordsOf } from "./search_words.js";

/** @typedef {{[field in keyof SearchEntries]: string}} SearchEntry */
/** @typedef {{all: string[], words: string[], worth: number, whole: number}} Phrase `words` are those that are not
ignored, `whole` is what all of them count */
/** @typedef {{entry: SearchEntry, phrases: Phrase[], worth: Map<string, number>}} Indexed */
/** @typedef {{rare: Map<string, number>, most: number, ignored: Set<string>, indexed: Indexed[]}} Index */
/** @typedef {Map<string, number>} Meanings the words that a typed one may stand for, and what each counts */
/** @typedef {Indexed & {score: number, called: boolean}} Hit `called` where all of a phrase for it, or of its title,
was typed */

export const WORTH = { also: 3, title: 2, around: 1, joined: 0.9 };
const FIELDS = /** @type {(keyof typeof WORTH)[]} */ (Object.keys(WORTH));
const SURE = [1, 0.7, 0.5]; // With no edit, with one, with two.
const EDITS_FROM = [4, 8]; // Letters from which on one edit is allowed, and two.
const BEGUN = 0.8;
const LONGER = 0.5; // For what is typed as a longer form of a word: an ending that is not cut, or a compound.
const LONGER_FROM = 6;
const BEGUN_FROM = 5; // Letters that begin a word; fewer of the last one, which is still being typed.
const LAST_BEGUN_FROM = 3;
const FIGURE = /\d/;
const LEAST = 0.25; // Of the best score: a list needs no tail of chance.
const GOOD = 0.7; // Of the best score: what counts more is as good an answer, or says that the policy doesn't answer.
const KNOWN = 0.55; // Of what was typed: with less of it in the good answers, they may be to another question.
const CALLED_KNOWN = 0.35; // The same where the best entry is called so.

/**
 * @param {SearchEntries} lists
 * @param {string} ignored words that say nothing of what is searched for
 * @returns {Index}
 */
export function indexOf(lists, ignored) {
  const left = new Set(wordsOf(ignored));
  const entries = lists.path.map((_, at) => entryAt(lists, at));
  const indexed = entries.map((entry) => indexedEntry(entry, entries, left));
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const { worth } of indexed) for (const word of worth.keys()) times.set(word, (times.get(word) ?? 0) + 1);
  const rare = new Map([...times].map(([word, count]) => [word, Math.log(1 + indexed.length / count)]));
  for (const { phrases } of indexed) {
    for (const phrase of phrases) phrase.whole = sum(phrase.words, (word) => rare.get(word) ?? 0);
  }
  return { rare, most: Math.log(1 + indexed.length), ignored: left, indexed };
}

/**
 * The entries that fit, the best first; the one that says that the policy doesn't answer; and whether so little of
 * what was typed is in the good ones that they may be about something else.
 * @param {Index} index
 * @param {string} text
 */
export function search(index, text) {
  const all = pieces(text);
  const typed = typedWords(index, all);
  const meant = typed.map((word, at) => meanings(index, word, at === typed.length - 1));
  // A version or a model that nothing here has doesn't make it another question.
  const told = meant.filter((words, at) => words.size || !FIGURE.test(typed[at] ?? ""));
  const whole = sum(told, (words) => words.size ? Math.max(...words.values()) : index.most);
  const near = meant.flatMap((words, at) => [...words.keys()].filter((word) => !word.startsWith(typed[at] ?? "")));
  const heard = new Set([...all.map(stem), ...typed, ...near]);
  const hits = index.indexed.map((indexed) => hit(indexed, meant)).filter(({ score }) => score > 0);
  hits.sort((first, second) => second.score - first.score);
  const found = hits.filter(leads);
  const [best = { score: 0, called: false }] = found;
  const good = hits.filter(({ score }) => score > GOOD * best.score);
  const gone = good.find((hit) => !leads(hit) && saysSo(hit, heard));
  const leading = good.filter(leads);
  const there = sum(meant, (words) => most(words, (word) => Number(leading.some(({ worth }) => worth.has(word)))));
  return {
    found: found.filter(({ score }) => score >= LEAST * best.score).map(({ entry }) => entry),
    gone: gone?.entry ?? null,
    doubtful: there < (best.called ? CALLED_KNOWN : KNOWN) * whole,
  };
}

/**
 * The id by which the policy calls an entry.
 * @param {SearchEntry} entry
 */
export function idOf({ path }) {
  return path.replace(/.*#/, "");
}

/**
 * The words of what was typed; where two in a row are known as one, that one as well.
 * @param {Index} index
 * @param {string[]} all
 */
function typedWords({ ignored, rare }, all) {
  const words = all.map(stem);
  const told = words.filter((word) => !ignored.has(word));
  const joined = all.slice(1).map((piece, at) => stem(all[at] + piece)).filter((word) => rare.has(word));
  return [...new Set([...joined, ...(told.length ? told : words)])];
}

/**
 * @param {Index} index
 * @param {string} word
 * @param {boolean} last it may not be typed to its end yet
 * @returns {Meanings}
 */
function meanings({ rare }, word, last) {
  const known = rare.get(word);
  if (known && !last) return new Map([[word, known]]);
  /** @type {Meanings} */
  const found = new Map();
  for (const [other, count] of rare) {
    const sure = likeness(word, other, last ? LAST_BEGUN_FROM : BEGUN_FROM);
    if (sure && (!known || other.startsWith(word))) found.set(other, sure * count);
  }
  return found;
}

/**
 * How surely what was typed stands for a known word; 0 where it doesn't.
 * @param {string} word
 * @param {string} known
 * @param {number} begunFrom
 */
function likeness(word, known, begunFrom) {
  if (word === known) return 1;
  if (FIGURE.test(word)) return 0;
  if (word.length >= begunFrom && known.startsWith(word)) return BEGUN;
  if (known.length >= LONGER_FROM && word.startsWith(known)) return LONGER;
  if (Math.abs(word.length - known.length) > EDITS_FROM.length) return 0;
  const most = EDITS_FROM.filter((letters) => Math.min(word.length, known.length) >= letters).length;
  return SURE[distance(word, known, most)] ?? 0;
}

/**
 * Letters that are added, left out, changed, or swapped with their neighbour; past `most` they are not counted.
 * @param {string} word
 * @param {string} known
 * @param {number} most
 * @returns {number}
 */
function distance(word, known, most) {
  let same = 0;
  while (same < word.length && word[same] === known[same]) same++;
  const [left, right] = [word.slice(same), known.slice(same)];
  if (!left && !right) return 0;
  if (!most || Math.abs(left.length - right.length) > most) return Infinity;
  const changed = left[0] === right[1] && left[1] === right[0] ? 2 : 1;
  return 1 + Math.min(
    distance(left.slice(1), right, most - 1),
    distance(left, right.slice(1), most - 1),
    distance(left.slice(changed), right.slice(changed), most - 1),
  );
}

/**
 * @param {Indexed} indexed
 * @param {Meanings[]} meant
 * @returns {Hit}
 */
function hit(indexed, meant) {
  const alone = sum(meant, (words) => most(words, (word) => indexed.worth.get(word) ?? 0));
  if (!alone) return { ...indexed, score: 0, called: false };
  let called = false;
  const together = indexed.phrases.map(({ words, worth, whole }) => {
    const there = sum(meant, (typed) => most(typed, (word) => Number(words.includes(word))));
    called ||= there >= whole && worth >= WORTH.title;
    return there && worth * there * Math.min(1, there / whole);
  });
  return { ...indexed, score: alone + Math.max(...together), called };
}

/**
 * The most that a typed word counts by any of its meanings.
 * @param {Meanings} words
 * @param {(word: string) => number} worth
 */
function most(words, worth) {
  let found = 0;
  for (const [word, count] of words) found = Math.max(found, count * worth(word));
  return found;
}

/**
 * Whether one of the customers' phrases for what the policy doesn't answer was typed whole.
 * @param {Indexed} indexed
 * @param {Set<string>} heard
 */
function saysSo({ phrases }, heard) {
  return phrases.some(({ all, worth }) => worth === WORTH.also && all.every((word) => heard.has(word)));
}

/**
 * Whether an entry leads anywhere, or only says that the policy doesn't answer.
 * @param {Indexed} indexed
 */
function leads({ entry }) {
  return !entry.path.startsWith("#");
}

/**
 * @param {SearchEntries} lists
 * @param {number} at
 */
function entryAt(lists, at) {
  const fields = Object.entries(lists).map(([field, values]) => [field, values[at] ?? ""]);
  return /** @type {SearchEntry} */ (Object.fromEntries(fields));
}

/**
 * @param {SearchEntry} entry
 * @param {SearchEntry[]} entries
 * @param {Set<string>} ignored
 * @returns {Indexed}
 */
function indexedEntry(entry, entries, ignored) {
  const others = entry.joined.split(" ").flatMap((at) => entries[parseInt(at)] ?? []);
  const joined = others.map(({ title, around, also }) => `${title};${around};${also}`).join(";");
  const texts = { ...entry, joined };
  const phrases = FIELDS.flatMap((field) =>
    texts[field].split(/[;·]/).map((text) => phrase(text, WORTH[field], ignored)));
  /** @type {Map<string, number>} */
  const worth = new Map();
  // From the least on, so that what is worth most stays.
  for (const phrase of [...phrases].reverse()) for (const word of phrase.words) worth.set(word, phrase.worth);
  return { entry, phrases, worth };
}

/**
 * @param {string} text
 * @param {number} worth
 * @param {Set<string>} ignored
 * @returns {Phrase}
 */
function phrase(text, worth, ignored) {
  const all = wordsOf(text);
  const told = all.filter((word) => !ignored.has(word));
  return { all, words: [...new Set(told.length ? told : all)], worth, whole: 0 };
}

/**
 * @template Part
 * @param {Part[]} all
 * @param {(part: Part) => number} worth
 */
function sum(all, worth) {
  return all.reduce((before, part) => before + worth(part), 0);
}
