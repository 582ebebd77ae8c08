// Stock Pyodide as its documentation shows it in a module worker, with the wizard's engine as a zip.

import { loadPyodide } from "../pyodide/pyodide.mjs";

let respond = null;

self.onmessage = async ({ data }) => {
  if (data.kind === "start") respond = start(data);
  else {
    const view = (await respond)(JSON.stringify(data.request));
    self.postMessage({ kind: "answer", id: data.id, view: JSON.parse(view) });
  }
};

async function start({ engine, edition }) {
  const [python, packed, policy, entry] = await Promise.all([
    loadPyodide(),
    fetch(engine).then((file) => file.arrayBuffer()),
    fetch(edition).then((file) => file.text()),
    fetch("../engine/entry.py").then((file) => file.text()),
  ]);
  python.unpackArchive(packed, "zip");
  python.runPython(entry);
  return python.globals.get("load")(policy);
}
