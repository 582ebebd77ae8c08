// In the place of `offline.js` this takes back what browsers keep of the site, and the worker that keeps it.

import { cacheName } from "./kept.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => {
  // It waits for the end of this, so this can't wait for it.
  worker.registration.unregister();
  event.waitUntil(caches.delete(cacheName(worker.registration)));
});
