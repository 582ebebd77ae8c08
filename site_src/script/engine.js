// The page's side of the worker's door. Guarantees:
// - A question asked before Python has started is answered once it has; the first one starts it.
// - Every call ends: after a deadline the worker is replaced and the call made once more, then it fails.
// - A start that takes long is reported, and goes on as long as anything of its files comes.
// - Where the least library lacks something or doesn't come, a worker with the whole one takes over, and only the
//   console hears.

/** @import { Files, Order, Request, ShownView, Told } from "./shapes.d.ts" */

const DEADLINE_MS = 10_000;
const STILL_MS = 30_000;
const STALLED_MS = 40_000;

class Late extends Error {}

export class Engine {
  /** @type {Map<number, Settling<ShownView>>} */
  #calls = new Map();
  #count = 0;
  #files;
  #told;
  /** @type {Worker | null} */
  #worker = null;
  #whole = false;
  /** @type {Settling<void> | null} */
  #started = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #still;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #stalled;

  /**
   * Nothing is started yet.
   * @param {Files} files
   * @param {{ready: () => void, still: () => void}} told
   */
  constructor(files, told) {
    this.#files = files;
    this.#told = told;
  }

  /** Begin anew, whatever failed before. */
  restart() {
    this.#whole = false;
    this.#begin();
  }

  // With a new worker; calls that wait for the old one fail as late.
  #begin() {
    const late = new Late("the worker was replaced");
    this.#worker?.terminate();
    this.#started?.reject(late);
    this.#failCalls(late);
    this.#started = resolvers();
    this.#started.promise.catch(() => {});
    this.#rest();
    this.#still = setTimeout(() => this.#told.still(), STILL_MS);
    this.#watch();
    try {
      this.#boot();
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * The view for a request; the first one starts Python.
   * @param {Request} request
   */
  async ask(request) {
    if (!this.#started) this.#begin();
    const worker = this.#worker;
    try {
      return await this.#call(request);
    } catch (error) {
      if (!(error instanceof Late)) throw error;
      if (worker === this.#worker) this.#begin();
      return this.#call(request);
    }
  }

  #boot() {
    const worker = new Worker(this.#files.worker, { type: "module" });
    this.#worker = worker;
    // What a worker said before it was replaced may be heard after that.
    worker.addEventListener("message", ({ data }) => worker === this.#worker && this.#hear(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#fail(new Error(event.message || "the worker did not load"));
    });
    this.#tell({ kind: "start", files: this.#files, whole: this.#whole });
  }

  /** @param {Order} order */
  #tell(order) {
    this.#worker?.postMessage(order);
  }

  /** @param {Told} message */
  #hear(message) {
    if (message.kind === "come") this.#watch();
    else if (message.kind === "ready") this.#isReady();
    else if (message.kind === "incomplete") this.#fallBack(message.reason);
    else if (message.kind === "answer") this.#take(message.id)?.resolve(message.view);
    else if (message.id === undefined) this.#fail(new Error(message.reason));
    else this.#take(message.id)?.reject(new Error(message.reason));
  }

  /** @param {string} reason */
  #fallBack(reason) {
    if (this.#whole) {
      this.#fail(new Error(reason));
      return;
    }
    console.warn(`Starting again with the whole library: ${reason}`);
    this.#whole = true;
    this.#begin();
  }

  #isReady() {
    this.#rest();
    this.#told.ready();
    this.#started?.resolve();
  }

  /**
   * The call that has been answered.
   * @param {number} id
   */
  #take(id) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }

  /**
   * @param {Request} request
   * @returns {Promise<ShownView>}
   */
  async #call(request) {
    await this.#started?.promise;
    const id = ++this.#count;
    const call = resolvers();
    this.#calls.set(id, call);
    const deadline = setTimeout(() => call.reject(new Late("no answer in time")), DEADLINE_MS);
    this.#tell({ kind: "ask", id, request });
    return call.promise.finally(() => clearTimeout(deadline));
  }

  // From the last part of a file that came.
  #watch() {
    clearTimeout(this.#stalled);
    this.#stalled = setTimeout(() => this.#fallBack("a file does not come"), STALLED_MS);
  }

  #rest() {
    clearTimeout(this.#still);
    clearTimeout(this.#stalled);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#rest();
    this.#worker?.terminate();
    this.#started?.reject(error);
    this.#failCalls(error);
  }

  /** @param {unknown} error */
  #failCalls(error) {
    for (const call of this.#calls.values()) call.reject(error);
    this.#calls.clear();
  }
}

/**
 * @template T
 * @typedef {{promise: Promise<T>, resolve: (value: T) => void, reject: (error: unknown) => void}} Settling
 */

/**
 * @template T
 * @returns {Settling<T>}
 */
function resolvers() {
  const made = /** @type {Settling<T>} */ ({});
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}
