// Makes the least library with one trick less: node variants.mjs PYODIDE PACKAGES ENGINE LOCK EXERCISE OUT
// writes OUT/NAME.zip for each of them, in the same way as publisher/bundle/node/library.mjs.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [pyodide, packages, engine, lock, exercise, out] = process.argv.slice(2);
const { edition, answers } = JSON.parse(readFileSync(exercise, "utf8"));
const lockFileContents = readFileSync(lock, "utf8");
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")));

// As in library.mjs: telling what goes wrong takes some of the library too.
const MISHAPS = ["unknown", "().unknown", "{}['unknown']", "import unknown", "1 / 0", "f = lambda: f(); f()"];

process.on("uncaughtException", (error) => {
  console.error(String(error.message ?? error).slice(-1000));
  process.exit(1);
});

for (const docstrings of [false, true]) {
  const compiler = await loadPyodide({ indexURL: pyodide, args: docstrings ? ["-B"] : ["-OO", "-B"] });
  compiler.mountNodeFS("/home/pyodide", fileURLToPath(new URL("../..", import.meta.url)));
  compiler.mountNodeFS("/packages", packages);
  compiler.runPython("import sys; sys.path.append('/packages')");
  compiler.FS.writeFile("/engine.zip", readFileSync(engine));
  const variants = compiler.pyimport("benchmarks.start.variants");
  const modules = variants.compiled("/engine.zip");
  for (const name of docstrings ? ["docstrings"] : variants.NAMES) {
    const { ran, finder } = await exercised(variants.packed(modules, [], true));
    const [blocks, texts] = [ran, finder.unknown].map((found) => compiler.toPy(found.toJs()));
    await exercised(variants.variant(modules, blocks, texts, name), name);
  }
}
process.exit(0);

async function exercised(library, name = "noting") {
  const file = join(out, `${name}.zip`);
  writeFileSync(file, library.toJs());
  const env = { PYTHONHASHSEED: "0" };
  const python = await loadPyodide({ indexURL: pyodide, stdLibURL: file, lockFileContents, env });
  const respond = python.pyimport("wizard.boot").load(edition);
  for (const [request, expected] of Object.entries(answers)) {
    if (expected.startsWith("{") && respond(request) !== expected) throw new Error(`${name}: ${request}`);
  }
  for (const mishap of MISHAPS) {
    try {
      python.runPython(mishap);
    } catch {
      // Meant to happen.
    }
  }
  return name === "noting" && python.pyimport("encodings");
}
