// What every measured page is watched by. It runs before any script of the page; REQUEST stands for the first
// request, as JSON. Times are milliseconds since the navigation began.

window.bench = {
  first: JSON.stringify(REQUEST),
  /** When the engine's first answer was there. */
  answered: null,
  /** When the first question reacted to a click: the next one stood in the page. */
  reacted: null,
  /** The worker that holds the engine, and how many there have been: a second one took over from the first. */
  worker: null,
  workers: 0,
  answer() {
    this.answered ??= performance.now();
  },
};

window.Worker = class extends window.Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => data?.kind === "answer" && bench.answer());
  }

  // Whatever the page itself asks, and when, the first request is the same everywhere.
  postMessage(message, ...rest) {
    super.postMessage(message, ...rest);
    if (message?.kind !== "start") return;
    bench.worker = this;
    bench.workers += 1;
    super.postMessage({ kind: "ask", id: "bench", request: REQUEST });
  }
};
