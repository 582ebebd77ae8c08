// One start of Python under Node.js, from nothing to the engine's first answer:
// node once.mjs PYODIDE LOCK EXERCISE ENGINE LIBRARY, where LIBRARY may be "stock". Prints [wall, processor] in ms.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, lock, exercise, engine, library] = process.argv.slice(2);
const { edition, request, expected } = JSON.parse(readFileSync(exercise, "utf8"));
const lockFileContents = readFileSync(lock, "utf8");
const [began, used] = [performance.now(), process.cpuUsage()];
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")));
const fsInit = async (FS) => FS.writeFile("/engine.zip", readFileSync(engine));
const stock = { indexURL: pyodide, fsInit, env: { PYTHONPATH: "/engine.zip" } };
const python = await loadPyodide(library === "stock" ? stock : { indexURL: pyodide, stdLibURL: library, lockFileContents });
const answer = python.pyimport("wizard.boot").load(edition)(request);
const { user, system } = process.cpuUsage(used);
if (answer !== expected) throw new Error(answer);
const wall = performance.now() - began;
process.stdout.write(`${JSON.stringify([wall, (user + system) / 1000])}\n`);
process.exit(0);
