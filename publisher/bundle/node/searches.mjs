// Searches as the page does: node searches.mjs SCRIPTS ASKED OUT
// SCRIPTS has the page's scripts, ASKED is a list of the searches' data, each with its phrases. OUT becomes a list of
// objects: for each phrase the ids of the first that are found, before them of what says that the policy doesn't
// answer, whether it is told that there may be no answer, and the ids of the entries that have just these words for
// their own.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const FIRST = 3;

const [scripts = "", asked = "", out = ""] = process.argv.slice(2);
/** @param {string} name */
const script = (name) => import(pathToFileURL(resolve(join(scripts, name))).href);
/** @type {typeof import("../../../site_src/script/search_match.js")} */
const { WORTH, idOf, indexOf, search } = await script("search_match.js");
/** @type {typeof import("../../../site_src/script/search_words.js")} */
const { wordsOf } = await script("search_words.js");

/** @type {[import("publisher.site_search.data").SearchData, string[]][]} */
const all = JSON.parse(readFileSync(asked, "utf8"));
writeFileSync(out, JSON.stringify(all.map(([data, phrases]) => found(data, phrases))));

/** @param {import("publisher.site_search.data").SearchData} data @param {string[]} phrases */
function found({ entries, words }, phrases) {
  const index = indexOf(entries, words.ignored);
  const answers = phrases.map((phrase) => {
    const { found, gone, doubtful } = search(index, phrase);
    const ids = [...(gone ? [gone] : []), ...found.slice(0, FIRST)].map(idOf);
    return [phrase, { ids, doubtful: doubtful && !gone, called: called(index, phrase) }];
  });
  return Object.fromEntries(answers);
}

/** @param {ReturnType<typeof indexOf>} index @param {string} phrase */
function called(index, phrase) {
  const typed = new Set(wordsOf(phrase).filter((word) => !index.ignored.has(word)));
  const just = (/** @type {string[]} */ words) => words.length === typed.size && words.every((word) => typed.has(word));
  const own = index.indexed.filter(({ phrases }) =>
    phrases.some(({ words, worth }) => worth >= WORTH.title && just(words)));
  return own.map(({ entry }) => idOf(entry));
}
