// The page's side of stock Pyodide in a worker: starts it, and puts the first request.

const worker = new Worker("worker.js", { type: "module" });
worker.postMessage({ kind: "start", engine: "../engine/engine.zip", edition: "../engine/edition.json" });
