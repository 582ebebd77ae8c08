// The one door between the page and Python: what comes in is an `Order`, what goes out is `Told`.

/** @import { Failed, Files, Order, Request, Start, Told } from "./shapes.d.ts" */
import { hearParts } from "./files.js";
import { fetchAhead, Incomplete, startEngine } from "./python.js";

/** @type {ReturnType<typeof start>} */
let answering;
let hasWhole = false;

self.onmessage = ({ data }) => {
  /** @type {Order} */
  const order = data;
  if (order.kind === "ask") {
    answer(order.id, order.request);
  } else if (order.kind === "fetch") {
    fetchAhead(order.files).finally(() => self.close());
  } else {
    answering = start(order.files, order);
    answering.catch(() => {}); // It has been told already.
  }
};

/**
 * @param {Files} files
 * @param {Start} how
 */
async function start(files, how) {
  hasWhole = how.whole;
  hearParts(() => tell({ kind: "come" }));
  try {
    const respond = await startEngine(files, how);
    tell({ kind: "ready" });
    return respond;
  } catch (error) {
    tellFailed(error instanceof Incomplete ? "incomplete" : "failed", error);
    throw error;
  }
}

/**
 * @param {number} id
 * @param {Request} request
 */
async function answer(id, request) {
  try {
    const respond = await answering;
    tell({ kind: "answer", id, view: JSON.parse(respond(JSON.stringify(request))) });
  } catch (error) {
    // Whatever the engine stumbles over, with the whole library it may not.
    tellFailed(hasWhole ? "failed" : "incomplete", error, id);
  }
}

/**
 * @param {Failed["kind"]} kind
 * @param {unknown} error
 * @param {number} [id]
 */
function tellFailed(kind, error, id) {
  tell({ kind, id, reason: reasonOf(error) });
}

/** @param {Told} told */
function tell(told) {
  self.postMessage(told);
}

/**
 * Of Python's errors the last line says it all; what was typed may stand in the lines above it.
 * @param {any} error whatever was thrown
 */
function reasonOf(error) {
  return String(error?.message ?? error).trim().split("\n").pop() ?? "";
}
