// Watches real clicks on options: when the next question stands in the page, and when it is painted.

window.clicks = {
  /** Settles with the times of the click that was made last, in milliseconds. */
  last: null,

  /** Where the middle of an option is, by its place in the list, once it can be seen. */
  place(at) {
    const option = document.querySelectorAll(".wizard-option")[at];
    option.scrollIntoView({ block: "nearest", behavior: "instant" });
    const { x, y, width, height } = option.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  },

  /** Begin with the first question again, as the browser's Back would. */
  again() {
    sessionStorage.clear();
    history.pushState(null, "", location.pathname);
    dispatchEvent(new PopStateEvent("popstate"));
  },
};

window.addEventListener(
  "click",
  (event) => {
    if (!event.target.closest(".wizard-option")) return;
    const began = performance.now();
    // What promises settle at once is still a part of the click's event.
    clicks.last = nextQuestion(asked()).then(async () => {
      if (event.eventPhase === Event.NONE) throw new Error("the next question was waited for");
      document.body.getBoundingClientRect(); // Style and layout, which would come right after this.
      const wall = performance.now() - began;
      await nextFrame();
      return { wall, painted: performance.now() - event.timeStamp };
    });
  },
  { capture: true },
);

function asked() {
  return document.getElementById("wizard-heading")?.textContent;
}

function nextQuestion(before) {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!asked() || asked() === before) return;
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
