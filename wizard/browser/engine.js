// The page's side of the worker's door. Guarantees:
// - A question asked before Python has started is answered once it has.
// - Every call ends: after a deadline the worker is replaced and the call made once more, then it fails.
// - A start in which nothing moves for a while is reported, and goes on.

const DEADLINE_MS = 10_000;
const STILL_MS = 30_000;

class Late extends Error {}

export class Engine {
  #calls = new Map();
  #count = 0;
  #files;
  #told;
  #worker = null;
  #started = null;
  #watchdog = 0;

  /** `files` are absolute addresses; `told` has the functions `ready` and `still`. */
  constructor(files, told) {
    this.#files = files;
    this.#told = told;
    this.restart();
  }

  /** Begin with a new worker; calls that wait for the old one fail as late. */
  restart() {
    this.#worker?.terminate();
    this.#failCalls(new Late("the worker was replaced"));
    this.#started = resolvers();
    this.#started.promise.catch(() => {});
    this.#watch();
    try {
      this.#boot();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The view for a request. */
  async ask(request) {
    const worker = this.#worker;
    try {
      return await this.#call(request);
    } catch (error) {
      if (!(error instanceof Late)) throw error;
      if (worker === this.#worker) this.restart();
      return this.#call(request);
    }
  }

  #boot() {
    this.#worker = new Worker(this.#files.worker, { type: "module" });
    const { pyodide, engine, edition } = this.#files;
    this.#worker.addEventListener("message", ({ data }) => this.#hear(data));
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail(new Error(event.message || "the worker did not load"));
    });
    this.#worker.postMessage({ kind: "start", pyodide, engine, edition });
  }

  #hear(message) {
    if (message.kind === "progress") this.#moved(message.step);
    else if (message.id === undefined) this.#fail(new Error(message.reason));
    else this.#settle(message);
  }

  #moved(step) {
    if (step !== "ready") return this.#watch();
    clearTimeout(this.#watchdog);
    this.#told.ready();
    return this.#started.resolve();
  }

  #settle({ kind, id, view, reason }) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (kind === "answer") call?.resolve(view);
    else call?.reject(new Error(reason));
  }

  async #call(request) {
    await this.#started.promise;
    const id = ++this.#count;
    const call = resolvers();
    this.#calls.set(id, call);
    const deadline = setTimeout(() => call.reject(new Late("no answer in time")), DEADLINE_MS);
    this.#worker.postMessage({ kind: "ask", id, request });
    return call.promise.finally(() => clearTimeout(deadline));
  }

  #watch() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#told.still(), STILL_MS);
  }

  #fail(error) {
    clearTimeout(this.#watchdog);
    this.#started.reject(error);
    this.#failCalls(error);
  }

  #failCalls(error) {
    for (const call of this.#calls.values()) call.reject(error);
    this.#calls.clear();
  }
}

function resolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}
