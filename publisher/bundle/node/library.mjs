// Makes the least library: node library.mjs PYODIDE PACKAGES ENGINE LOCK EXERCISE OUT
//
// PACKAGES holds Python's packages that compile. Guarantees that what is written holds nothing of the standard
// library that the exercise did not run, and that with it every request of the exercise was answered as it should
// be; otherwise exits with an error. See pyodide/shrinking.py for how it works.

/** @import { PyodideAPI } from "pyodide" */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const TOOLS = "publisher/bundle/pyodide";

// Whatever goes wrong in the engine has to be told, so telling it is part of the exercise.
const MISHAPS = ["unknown", "().unknown", "{}['unknown']", "import unknown", "1 / 0", "f = lambda: f(); f()"];

process.on("uncaughtException", (error) => {
  console.error(error.message ?? error);
  process.exit(1);
});

const [pyodide = "", packages = "", engine = "", lock = "", exercise = "", out = ""] = process.argv.slice(2);
const { edition, answers } = JSON.parse(readFileSync(exercise, "utf8"));
const lockFileContents = readFileSync(lock, "utf8");
/** @type {typeof import("pyodide")} */
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);

// -OO leaves out docstrings; -B writes nothing beside our sources.
const compiler = await loadPyodide({ indexURL: pyodide, args: ["-OO", "-B"] });
compiler.mountNodeFS(`/home/pyodide/${TOOLS}`, fileURLToPath(new URL("../pyodide", import.meta.url)));
compiler.mountNodeFS("/packages", packages);
compiler.runPython("import sys; sys.path.append('/packages')");
compiler.FS.writeFile("/engine.zip", readFileSync(engine));
const shrinking = compiler.pyimport(`${TOOLS.replaceAll("/", ".")}.shrinking`);

const modules = shrinking.compiled("/engine.zip");
const { ran, finder } = await exercised(shrinking.packed(modules, [], true));
const [blocks, texts] = [ran, finder.unknown].map((found) => compiler.toPy(found.toJs()));
await exercised(shrinking.packed(shrinking.shaken(modules, blocks), texts));
process.exit(0);

/**
 * Python's first module, once a Python with this library has done the exercise; the library is left in its place.
 * @param {any} library as Python has it
 */
async function exercised(library) {
  writeFileSync(out, library.toJs());
  // With the same seed for hashes the same functions run each time.
  const env = { PYTHONHASHSEED: "0" };
  const python = await loadPyodide({ indexURL: pyodide, stdLibURL: out, lockFileContents, env });
  doExercise(python);
  return python.pyimport("encodings");
}

/** @param {PyodideAPI} python */
function doExercise(python) {
  const respond = python.pyimport("wizard.boot").load(edition);
  for (const [request, expected] of Object.entries(answers)) {
    const answer = attempt(() => respond(request));
    if (answer !== expected) throw new Error(`${request} was answered ${answer}, not ${expected}`);
  }
  for (const mishap of MISHAPS) attempt(() => python.runPython(mishap));
  python.runPython("import gc; gc.collect()"); // What goes with the garbage runs as well.
}

/**
 * What comes of it, or the kind of error.
 * @param {() => string} action
 */
function attempt(action) {
  try {
    return action();
  } catch (/** @type {any} */ error) {
    return error.type;
  }
}
