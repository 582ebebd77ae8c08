// The one door between the page and Python.
//
// In:   {kind: "start", files, whole, packs}   once, first: the files' absolute addresses, whether to take the
//                                             whole library, and whether the host compresses scripts
//       {kind: "ask", id, request}
//       {kind: "fetch", files}                instead of all that: bring the files into the browser's cache
// Out:  {kind: "ready"}                       Python has started
//       {kind: "answer", id, view}
//       {kind: "failed", id, reason}          without an id: Python can't be started
//       {kind: "incomplete", id, reason}      the same, perhaps for want of something in the least library

import { fetchAhead, Incomplete, startEngine } from "./python.js";

let answering = null;
let hasWhole = false;

self.onmessage = ({ data }) => {
  if (data.kind === "ask") {
    answer(data);
  } else if (data.kind === "fetch") {
    fetchAhead(data.files).finally(() => self.close());
  } else {
    answering = start(data);
    answering.catch(() => {}); // It has been told already.
  }
};

async function start({ files, whole, packs }) {
  hasWhole = whole;
  try {
    const respond = await startEngine(files, { whole, packs });
    self.postMessage({ kind: "ready" });
    return respond;
  } catch (error) {
    tellFailed(error instanceof Incomplete ? "incomplete" : "failed", error);
    throw error;
  }
}

async function answer({ id, request }) {
  try {
    const respond = await answering;
    self.postMessage({ kind: "answer", id, view: JSON.parse(respond(JSON.stringify(request))) });
  } catch (error) {
    // Whatever the engine stumbles over, with the whole library it may not.
    tellFailed(hasWhole ? "failed" : "incomplete", error, id);
  }
}

function tellFailed(kind, error, id) {
  self.postMessage({ kind, id, reason: reasonOf(error) });
}

// Of Python's errors the last line says it all; what was typed may stand in the lines above it.
function reasonOf(error) {
  return String(error?.message ?? error).trim().split("\n").at(-1);
}
