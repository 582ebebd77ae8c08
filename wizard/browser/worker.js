// The one door between the page and Python.
//
// In:   {kind: "start", pyodide, engine, edition}   absolute addresses; once, first
//       {kind: "ask", id, request}
// Out:  {kind: "progress", step}                    something has moved; the last step is "ready"
//       {kind: "answer", id, view}
//       {kind: "failed", id, reason}                without an id: Python can't be started
//
// A start that can fail without a word (see `watched`) is made to fail with one.

const BYTES_APART_MS = 1000;
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

let answering = null;

self.onmessage = ({ data }) => {
  if (data.kind === "ask") {
    answer(data);
  } else {
    answering = start(data);
    answering.catch(() => {}); // It has been told already.
  }
};

async function answer({ id, request }) {
  try {
    const respond = await answering;
    self.postMessage({ kind: "answer", id, view: JSON.parse(respond(JSON.stringify(request))) });
  } catch (error) {
    self.postMessage({ kind: "failed", id, reason: reasonOf(error) });
  }
}

async function start(files) {
  try {
    await requireWebAssembly();
    self.fetch = watched(self.fetch);
    const [python, engine, edition] = await Promise.all([
      loadPython(files.pyodide),
      fetchFile(files.engine).then((file) => file.arrayBuffer()),
      fetchFile(files.edition).then((file) => file.text()),
    ]);
    progress("python");
    const respond = loadEngine(python, engine, edition);
    progress("ready");
    return respond;
  } catch (error) {
    self.postMessage({ kind: "failed", reason: reasonOf(error) });
    throw error;
  }
}

// Where WebAssembly is switched off or forbidden, Pyodide would wait for ever.
async function requireWebAssembly() {
  if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
  await WebAssembly.compile(EMPTY_MODULE);
}

async function loadPython(indexURL) {
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  progress("loader");
  return loadPyodide({ indexURL });
}

async function fetchFile(address) {
  const file = await fetch(address);
  progress("file");
  return file;
}

// Python reads its modules from the zip itself, so nothing has to be unpacked.
function loadEngine(python, engine, edition) {
  python.FS.writeFile("/engine.zip", new Uint8Array(engine));
  python.runPython("import sys; sys.path.insert(0, '/engine.zip')");
  return python.pyimport("wizard.boot").load(edition);
}

// A fetch that says when bytes come in. Pyodide never settles when its WebAssembly is missing or comes as
// another type: the first is said here, the second put right, since many hosts don't know the type.
function watched(plainFetch) {
  return async (...request) => {
    const response = await plainFetch(...request).catch(tellMissing);
    if (!response.ok) await tellMissing(new Error(`${response.status} ${response.url}`));
    const headers = new Headers(response.headers);
    if (new URL(response.url).pathname.endsWith(".wasm")) headers.set("content-type", "application/wasm");
    return new Response(response.body.pipeThrough(counter()), { headers });
  };
}

// This worker's life ends here; an error thrown into Pyodide would only end up in the console.
function tellMissing(error) {
  self.postMessage({ kind: "failed", reason: reasonOf(error) });
  return new Promise(() => {});
}

function counter() {
  let told = 0;
  return new TransformStream({
    transform(chunk, controller) {
      if (Date.now() - told > BYTES_APART_MS) {
        told = Date.now();
        progress("bytes");
      }
      controller.enqueue(chunk);
    },
  });
}

function progress(step) {
  self.postMessage({ kind: "progress", step });
}

// Of Python's errors the last line says it all; what was typed may stand in the lines above it.
function reasonOf(error) {
  return String(error?.message ?? error).trim().split("\n").at(-1);
}
