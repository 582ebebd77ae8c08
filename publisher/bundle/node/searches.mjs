// Searches as the page does: node searches.mjs SCRIPTS DATA PHRASES OUT
// SCRIPTS has the page's scripts, DATA is the search's data and PHRASES a list, both as JSON. OUT becomes an object:
// for each phrase the ids of the first that are found, before them of what says that the policy doesn't answer, and
// whether it is told that there may be no answer.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const FIRST = 3;

const [scripts = "", data = "", phrases = "", out = ""] = process.argv.slice(2);
/** @type {typeof import("../../../site_src/script/search_match.js")} */
const { idOf, indexOf, search } = await import(pathToFileURL(resolve(join(scripts, "search_match.js"))).href);

/** @type {import("publisher.site_search.data").SearchData} */
const { entries, words } = JSON.parse(readFileSync(data, "utf8"));
const index = indexOf(entries, words.ignored);
/** @type {string[]} */
const asked = JSON.parse(readFileSync(phrases, "utf8"));
const answers = asked.map((phrase) => {
  const { found, gone, doubtful } = search(index, phrase);
  const ids = [...(gone ? [gone] : []), ...found.slice(0, FIRST)].map(idOf);
  return [phrase, { ids, doubtful: doubtful && !gone }];
});
writeFileSync(out, JSON.stringify(Object.fromEntries(answers)));
