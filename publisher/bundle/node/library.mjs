// Makes the least library: node library.mjs PYODIDE ENGINE LOCK EXERCISE OUT
//
// Guarantees that what is written holds nothing that the exercise did not load, of the standard library no function
// that it did not run, and that with it every request of the exercise was answered as it should be; fails where that
// can't be had.

/** @import { PyodideAPI } from "pyodide" */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const TOOLS = new URL("../pyodide/", import.meta.url);

// Whatever goes wrong in the engine has to be told, so telling it is part of the exercise.
const MISHAPS = ["unknown", "().unknown", "{}['unknown']", "import unknown", "1 / 0", "f = lambda: f(); f()"];

// The texts that Python had to compile.
const UNKNOWN = "import sys; next(one.unknown for one in sys.meta_path if hasattr(one, 'unknown'))";

// The same functions run each time.
const FIXED = { PYTHONHASHSEED: "0" };

process.on("uncaughtException", (error) => {
  console.error(error.message ?? error);
  process.exit(1);
});

const [pyodide = "", engine = "", lock = "", exercise = "", out = ""] = process.argv.slice(2);
const { edition, answers } = JSON.parse(readFileSync(exercise, "utf8"));
/** @type {typeof import("pyodide")} */
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);

// The whole library first, with the engine beside it, as in the browser when the least one fails.
const whole = await loadPyodide({ indexURL: pyodide });
whole.FS.writeFile("/engine.zip", readFileSync(engine));
whole.runPython("import sys; sys.path.insert(0, '/engine.zip')");
doExercise(whole);
const modules = tool(whole, "used").used();
const needed = tool(whole, "closure").needed(modules);
const compiling = tool(whole, "compiling");
let least = compiling.library(needed, "/engine.zip");

// Then what is left, until all of it has been used: without one module others may not be needed either.
/** @type {unknown[]} */
let ran = [];
for (let before = Infinity; least.length < before; ) {
  before = least.length;
  const python = await exercised(tool(whole, "running").noting(least));
  ran = tool(python, "running").ran().toJs();
  least = compiling.only(least, tool(python, "used").used().values().toJs());
}
const shaken = tool(whole, "shaking").shaken(least, whole.toPy(ran));
const { packed } = tool(whole, "packing");
const python = await exercised(packed(shaken, []));
await exercised(packed(shaken, whole.toPy(python.runPython(UNKNOWN).toJs())));
process.exit(0);

/**
 * Python with a library, which has done the exercise with it; the library is left in its place.
 * @param {any} library as Python has it
 */
async function exercised(library) {
  writeFileSync(out, library.toJs());
  const python = await loadPyodide({
    indexURL: pyodide,
    stdLibURL: out,
    lockFileContents: readFileSync(lock, "utf8"),
    env: FIXED,
  });
  doExercise(python);
  return python;
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

/**
 * A module of this project, inside Pyodide. All are put there at once, since Python looks into a folder once.
 * @param {PyodideAPI} python
 * @param {string} name
 */
function tool(python, name) {
  const folder = "/home/pyodide/publisher/bundle/pyodide";
  if (!python.FS.analyzePath(folder).exists) {
    python.FS.mkdirTree(folder);
    for (const script of readdirSync(TOOLS).filter((one) => one.endsWith(".py"))) {
      python.FS.writeFile(`${folder}/${script}`, readFileSync(new URL(script, TOOLS)));
    }
  }
  return python.pyimport(`publisher.bundle.pyodide.${name}`);
}
