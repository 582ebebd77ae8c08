// Stock Pyodide as its documentation shows it in a module worker, with the wizard's engine as a zip.

import { loadPyodide } from "./pyodide/pyodide.mjs";

let respond = null;

self.onmessage = async ({ data }) => {
  if (data.kind === "start") respond = start();
  else {
    const view = (await respond)(JSON.stringify(data.request));
    self.postMessage({ kind: "answer", id: data.id, view: JSON.parse(view) });
  }
};

async function start() {
  const [python, engine, edition, entry] = await Promise.all([
    loadPyodide(),
    fetch("engine.zip").then((file) => file.arrayBuffer()),
    fetch("edition.json").then((file) => file.text()),
    fetch("entry.py").then((file) => file.text()),
  ]);
  python.unpackArchive(engine, "zip");
  python.runPython(entry);
  return python.globals.get("load")(edition);
}
