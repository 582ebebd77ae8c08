// A worker that is made before the page's own script looks at anything: its thread takes as long to begin as the
// rest of the page to come in, and it fetches nothing before it is told to start.

/** Whether the visitor asked to save data: then nothing is begun before it is needed. */
export const sparing =
  Boolean(navigator.connection?.saveData) || matchMedia("(prefers-reduced-data: reduce)").matches;

let spare = sparing ? null : begun();

/**
 * A new worker, which may have begun already; whatever fails in it from now on can be heard.
 * @param {string} address
 */
export function newWorker(address) {
  const worker = spare ?? made(address);
  spare = null;
  return worker;
}

// What fails before anyone listens is left to the next one to tell.
function begun() {
  try {
    const worker = made(new URL("worker.js", import.meta.url));
    worker.addEventListener("error", () => {
      spare = null;
    });
    return worker;
  } catch {
    return null;
  }
}

/** @param {string | URL} address */
function made(address) {
  return new Worker(address, { type: "module" });
}
