// Starts Python with the engine. Guarantees:
// - Nothing that is fetched waits for anything else that is fetched.
// - A start that could fail without a word fails with one. Pyodide never settles where its WebAssembly is
//   missing, of another type or forbidden, so it is compiled here; that also begins with its first byte.
// - A failure for want of something in the least library is told apart: with the whole one it may go well.

/** @import { PyodideConfig } from "pyodide" */
/** @import { Files, Start } from "./shapes.d.ts" */
import { loadPyodide } from "pyodide";
import { compileFile, fetchFile, fetchOnce, fetchSmall, importFile } from "./files.js";

const ENGINE = "/engine.zip";

/**
 * Python's library, and how Pyodide starts with it.
 * @typedef {{archive: Promise<Response>, options: PyodideConfig}} Library
 */

/**
 * Fetch what a start will need, so that it is in the browser's cache by then.
 * @param {Files} files
 */
export function fetchAhead(files) {
  const needed = [files.wasm, files.runtime, files.library, files.edition];
  return Promise.allSettled(needed.map(async (address) => (await fetchFile(address)).blob()));
}

/** The least library lacks something. */
export class Incomplete extends Error {}

/**
 * The engine's `respond`: a text in, a text out.
 * @param {Files} files
 * @param {Start} how
 * @returns {Promise<(request: string) => string>}
 */
export async function startEngine(files, { whole }) {
  if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
  const wasm = compileFile(files.wasm);
  const script = importFile(files.runtime);
  // What runs already: a worker's own script is the one file that no browser checks.
  const worker = fetchOnce(files.worker);
  const edition = textOf(fetchFile(files.edition));
  const library = whole ? wholeLibrary(files) : leastLibrary(files);
  const python = startPython({ wasm, script, library });
  python.catch(() => {}); // Told below, unless something else is missing as well.
  await Promise.all([wasm, script, edition, worker]);
  try {
    const started = await python;
    return started.pyimport("wizard.boot").load(await edition);
  } catch (/** @type {any} */ error) {
    throw whole ? error : new Incomplete(error.message);
  }
}

/**
 * The engine is in it already, and it starts with no package.
 * @param {Files} files
 * @returns {Library}
 */
function leastLibrary(files) {
  return { archive: fetchFile(files.library), options: { lockFileContents: textOf(fetchSmall(files.lock)) } };
}

/**
 * Python reads the engine's modules from their zip, so nothing has to be unpacked.
 * @param {Files} files
 * @returns {Library}
 */
function wholeLibrary(files) {
  const lockFileContents = textOf(fetchFile(files.whole_lock));
  const engine = fetchFile(files.engine).then((file) => file.arrayBuffer());
  /** @type {NonNullable<PyodideConfig["fsInit"]>} */
  const fsInit = async (FS) => FS.writeFile(ENGINE, new Uint8Array(await engine));
  const options = { lockFileContents, fsInit, env: { PYTHONPATH: ENGINE } };
  return { archive: fetchFile(files.whole_library), options };
}

/**
 * Pyodide would fetch its WebAssembly and the library by itself; here both are on their way already.
 * @param {{wasm: Promise<WebAssembly.Module>, script: Promise<any>, library: Library}} parts
 */
async function startPython({ wasm, script, library }) {
  self.fetch = () => library.archive;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await wasm;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  const { default: createPyodideModule } = await script;
  return loadPyodide({ indexURL: "./", createPyodideModule, ...library.options });
}

/** @param {Promise<Response>} file */
async function textOf(file) {
  return (await file).text();
}
