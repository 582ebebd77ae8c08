// Searches as the page does: node searches.mjs SCRIPTS DATA PHRASES OUT
// SCRIPTS has the page's scripts, DATA is the search's data and PHRASES a list, both as JSON. OUT becomes an object:
// for each phrase the ids of the first that are found, before them of what says that the policy doesn't answer, whether
// it is told that there may be no answer, and the ids of the entries that have just these words for their own.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const FIRST = 3;

const [scripts = "", data = "", phrases = "", out = ""] = process.argv.slice(2);
/** @param {string} name */
const script = (name) => import(pathToFileURL(resolve(join(scripts, name))).href);
/** @type {typeof import("../../../site_src/script/search_match.js")} */
const { WORTH, idOf, indexOf, search } = await script("search_match.js");
/** @type {typeof import("../../../site_src/script/search_words.js")} */
const { wordsOf } = await script("search_words.js");

/** @type {import("publisher.site_search.data").SearchData} */
const { entries, words } = JSON.parse(readFileSync(data, "utf8"));
const index = indexOf(entries, words.ignored);
/** @type {string[]} */
const asked = JSON.parse(readFileSync(phrases, "utf8"));
const answers = asked.map((phrase) => {
  const { found, gone, doubtful } = search(index, phrase);
  const ids = [...(gone ? [gone] : []), ...found.slice(0, FIRST)].map(idOf);
  return [phrase, { ids, doubtful: doubtful && !gone, called: called(phrase) }];
});
writeFileSync(out, JSON.stringify(Object.fromEntries(answers)));

/** @param {string} phrase */
function called(phrase) {
  const typed = new Set(wordsOf(phrase).filter((word) => !index.ignored.has(word)));
  const just = (/** @type {string[]} */ words) => words.length === typed.size && words.every((word) => typed.has(word));
  const own = index.indexed.filter(({ phrases }) =>
    phrases.some(({ words, worth }) => worth >= WORTH.title && just(words)));
  return own.map(({ entry }) => idOf(entry));
}
