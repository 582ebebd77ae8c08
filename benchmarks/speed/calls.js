// Puts requests to the engine's worker, one after the other: how many milliseconds each took, and how many of
// them had an outcome.

async (requests) => {
  const times = [];
  let outcomes = 0;
  for (const [at, request] of requests.entries()) {
    const id = `call-${at}`;
    const began = performance.now();
    const { kind, view } = await new Promise((resolve) => {
      bench.worker.addEventListener("message", function hear({ data }) {
        if (data.id !== id) return;
        bench.worker.removeEventListener("message", hear);
        resolve(data);
      });
      bench.worker.postMessage({ kind: "ask", id, request });
    });
    if (kind !== "answer") throw new Error(`the engine failed at ${JSON.stringify(request)}`);
    times.push(performance.now() - began);
    if (view.outcome) outcomes += 1;
  }
  return [times, outcomes];
};
