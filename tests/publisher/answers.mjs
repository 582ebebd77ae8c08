// Puts requests to engines that run with a library, and fails where an answer is another than expected:
// node answers.mjs PYODIDE CASES LIBRARY LOCK, where CASES is [{edition, answers: {request: answer}}].

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide = "", cases = "", library = "", lock = ""] = process.argv.slice(2);
/** @type {typeof import("pyodide")} */
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const lockFileContents = readFileSync(lock, "utf8");
const python = await loadPyodide({ indexURL: pyodide, stdLibURL: library, lockFileContents });
for (const { edition, answers } of JSON.parse(readFileSync(cases, "utf8"))) {
  const respond = python.pyimport("wizard.boot").load(edition);
  for (const [request, answer] of Object.entries(answers)) assert.equal(respond(request), answer);
}
process.exit(0);
