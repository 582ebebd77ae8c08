//# sourceURL=probe.js
// What watches every measured page. It runs before any script of the page; REQUEST stands for the first
// request as JSON. Times are milliseconds since the navigation began.

(() => {
  window.bench = {
    first: JSON.stringify(REQUEST),
    /** When the engine's first answer was there. */
    answered: null,
    /** When the first question reacted to a click: the next question was in the page. */
    reacted: null,
    /** The worker that holds the engine, and how many there have been: a second one replaced the first. */
    worker: null,
    workers: 0,

    answer() {
      this.answered ??= performance.now();
    },

    /** Click the first option of the first question again and again until another question is there. */
    tap(first) {
      const asked = first ?? firstOption();
      document.querySelector(".wizard-option")?.click();
      nextFrame().then(() => {
        const now = firstOption();
        if (asked && now && now !== asked) bench.reacted = performance.now();
        else bench.tap(asked);
      });
    },

    /** When an outcome was painted; see watchOutcome. */
    decided: null,

    /** Wait for an outcome: whatever its form, its ticket can be copied. */
    watchOutcome() {
      const observer = new MutationObserver(async () => {
        if (!document.querySelector("[data-action=copy]")) return;
        observer.disconnect();
        await nextFrame();
        bench.decided = performance.now();
      });
      observer.observe(document, { subtree: true, childList: true });
    },

    /** Put requests to the engine one by one: the milliseconds of each, and how many had an outcome. */
    async call(requests) {
      const times = [];
      let outcomes = 0;
      for (const [number, request] of requests.entries()) {
        const began = performance.now();
        const { kind, view } = await ask(`call-${number}`, request);
        if (kind !== "answer") throw new Error(`the engine failed at ${JSON.stringify(request)}`);
        times.push(performance.now() - began);
        if (view.outcome) outcomes += 1;
      }
      return [times, outcomes];
    },

    /** The next question's times after the last click on an option, as a promise; see watchClicks. */
    lastClick: null,

    /** Measure real clicks on options: how late they are heard, and whether Python boots meanwhile. */
    watchClicks() {
      window.addEventListener("click", (event) => event.target.closest(".wizard-option") && watch(event), {
        capture: true,
      });
    },

    /** Where the middle of an option is, by its place in the list, once it can be seen. */
    place(index) {
      const option = document.querySelectorAll(".wizard-option")[index];
      option.scrollIntoView({ block: "nearest", behavior: "instant" });
      const { x, y, width, height } = option.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    },

    /** Return to the first question from another one, as the browser's Back would, until it stands where it stays. */
    again() {
      const returned = nextQuestion(heading()).then(nextFrame);
      sessionStorage.clear();
      history.pushState(null, "", location.pathname);
      dispatchEvent(new PopStateEvent("popstate"));
      return returned;
    },
  };

  // An option that no script takes yet would lead away from the page.
  window.addEventListener("click", (event) => event.preventDefault());

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

  // A script that takes the first question over may write more into its heading.
  function firstOption() {
    return document.querySelector(".wizard-option")?.textContent.replace(/\s/g, "");
  }

  function heading() {
    return document.getElementById("wizard-heading")?.textContent;
  }

  function ask(id, request) {
    return new Promise((resolve) => {
      bench.worker.addEventListener("message", function hear({ data }) {
        if (data.id !== id) return;
        bench.worker.removeEventListener("message", hear);
        resolve(data);
      });
      bench.worker.postMessage({ kind: "ask", id, request });
    });
  }

  // The next question may come at once, or from the engine's worker.
  function watch(event) {
    const [booting, heard] = [bench.answered === null, performance.now() - event.timeStamp];
    bench.lastClick = nextQuestion(heading()).then(async () => {
      performance.mark("bench-changed"); // The frame that comes next shows it.
      await nextFrame();
      return { booting, heard };
    });
  }

  function nextQuestion(before) {
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!heading() || heading() === before) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  }

  // A task that is posted while a frame is made runs once it is done.
  function nextFrame() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    });
  }
})();
