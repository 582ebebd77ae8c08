// Puts our scripts and styles into one file each, with all that they import:
// node scripts.mjs PACKAGES FOLDER OUT ENTRY...
// PACKAGES is a node_modules, FOLDER has the sources, and OUT becomes an object of JSON: the text of each ENTRY.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";

const [packages = "", folder = "", out = "", ...entries] = process.argv.slice(2);
// With these and newer an outcome comes from the look-up; the whole wizard needs what Pyodide needs, which is newer.
const FLOORS = ["chrome90", "firefox90", "safari15"];

// Nobody's click waits for functions to be compiled: Chromium, from 136 on, does it for the whole file while that comes
// in, and not on the page's thread.
const AHEAD = "//# allFunctionsCalledOnLoad\n";
const NEEDED_AT_CLICKS = "start.js";

/** @type {typeof import("esbuild")} */
const { buildSync } = createRequire(join(resolve(packages), "/"))("esbuild");

try {
  const { outputFiles = [] } = bundled();
  const texts = outputFiles.map(({ path, text }) => [basename(path), hinted(basename(path), text)]);
  writeFileSync(out, JSON.stringify(Object.fromEntries(texts)));
} catch (/** @type {any} */ { message, errors = [{ text: message }] }) {
  for (const { text, location } of errors) console.error(location ? `${placeOf(location)}: ${text}` : text);
  process.exit(1);
}

function bundled() {
  return buildSync({
    absWorkingDir: resolve(folder),
    entryPoints: entries,
    outdir: resolve(folder),
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: FLOORS,
    // Lowered for a rare bug of Chrome 90 only, which nothing here meets.
    supported: { "optional-chain": true },
    charset: "utf8",
    nodePaths: [resolve(packages)],
    // What Pyodide only imports under Node.js.
    external: ["node:*", "ws"],
    logLevel: "silent",
  });
}

/**
 * @param {string} name
 * @param {string} text
 */
function hinted(name, text) {
  return name === NEEDED_AT_CLICKS ? AHEAD + text : text;
}

/** @param {import("esbuild").Location} location */
function placeOf({ file, line, column }) {
  return `${file}:${line}:${column + 1}`;
}
