// The service worker: once any page was visited, the whole site opens without a network. Guarantees:
// - A page comes from the network, fresh whatever the host says of caching. Only where that fails, or says nothing for
//   some seconds, the kept page stands in for it, and says of which day it is.
// - The files of one build are kept, each with its own hash, or none of them. A new build waits until no page of the one
//   before is open, so no page ever meets files of two.
// - Where browsers can be told so, nothing waits until the worker has started: they ask the host for a page themselves,
//   and the worker beside it, and find by themselves what the page loads.
// - Python, which is large, is kept only once it was used.
// - What is not of this build is left to the browser.

/** @import { OfflineSite } from "publisher.hosting.offline" */
/** @typedef {ExtendableEvent & {addRoutes?: (route: object) => Promise<void>}} RoutedEvent */
import { fetchFile, fetchSmall } from "./files.js";
import { cacheName } from "./kept.js";

const PATIENCE_MS = 4000;
/** @type {RequestCache} */
const NEWEST = "no-cache";
/** How browsers come to pages: by the host, or where it does not send them, by the worker. */
const PAGES = { condition: { requestMode: "navigate" }, source: "race-network-and-fetch-handler" };
/** What a host says of pages that are to be asked for each time. */
const ASKED = /no-cache|max-age=0\b/;
/** The line of each page that only a kept one shows. */
const HIDDEN = /<p class="kept" hidden>([^<]*)/;

const worker = /** @type {ServiceWorkerGlobalScope & {site: OfflineSite}} */ (/** @type {unknown} */ (self));
const { site, registration } = worker;
const { scope } = registration;
const NAME = cacheName(registration);
/** How they come to what pages load: it is kept under its own address, or not at all. */
const LASTING = { condition: { urlPattern: "assets/*" }, source: { cacheName: NAME } };
const FILES = new Map(Object.entries({ ...site.files, ...site.python }));
/** Where it is kept when this build was last seen to be the one that is published. */
const SEEN = key(site.build);

worker.addEventListener("install", (event) => event.waitUntil(install(event)));
worker.addEventListener("activate", (event) => event.waitUntil(forget()));
worker.addEventListener("message", (event) => {
  if (event.data === "python") event.waitUntil(keep(site.python));
});
worker.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path === null || !FILES.has(path)) return;
  event.respondWith(isLasting(path) ? keptOrFetched(event.request, path) : page(event, path));
});

/** @param {RoutedEvent} event */
async function install(event) {
  const [largest = ""] = Object.keys(site.python);
  const hasPython = await kept(largest);
  await keep({ ...site.files, ...(hasPython ? site.python : {}) });
  await see();
  const routes = (await isFresh("")) ? [LASTING, PAGES] : [LASTING];
  await event.addRoutes?.(routes).catch(() => {}); // They can wait for this worker.
}

/**
 * Whether the host has a page asked for each time, so that it is fresh however it is asked for.
 * @param {string} path
 */
async function isFresh(path) {
  return ASKED.test((await kept(path))?.headers.get("cache-control") ?? "");
}

/**
 * Keep files, all or none.
 * @param {Record<string, string>} files their hashes by path
 */
async function keep(files) {
  const cache = await caches.open(NAME);
  const known = new Set((await cache.keys()).map(({ url }) => url));
  const missing = Object.entries(files).filter(([path]) => !known.has(place(path)));
  const come = missing.map(async ([path, hash]) => ({
    at: place(path),
    file: forAnybody(await toKeep(path, `${scope}${path}#${hash}`)),
  }));
  const fetched = await Promise.all(come);
  const put = await Promise.allSettled(fetched.map(({ at, file }) => cache.put(at, file)));
  if (put.every(({ status }) => status === "fulfilled")) return;
  await Promise.all(fetched.map(({ at }) => cache.delete(at)));
  throw new Error("there is no room for all of it");
}

/**
 * A file by its path and its address. A page that the browser has may be that of another build.
 * @param {string} path
 * @param {string} address
 */
function toKeep(path, address) {
  if (isLasting(path)) return fetchFile(address, { priority: "low" });
  return fetchSmall(address, { priority: "low", cache: NEWEST });
}

/**
 * The hash says what it is, whatever else the host would make it depend on: a route compares each request with that.
 * @param {Response} response
 */
function forAnybody(response) {
  const headers = new Headers(response.headers);
  headers.delete("vary");
  return new Response(response.body, { headers });
}

/** @param {string} path */
function isLasting(path) {
  return path.startsWith("assets/");
}

/** Forget what earlier builds kept, unless a later one is keeping something already. */
async function forget() {
  if (registration.installing || registration.waiting) return;
  const cache = await caches.open(NAME);
  const own = new Set([SEEN, ...[...FILES.keys()].map(place)]);
  const others = (await cache.keys()).filter(({ url }) => !own.has(url));
  await Promise.all(others.map((other) => cache.delete(other)));
}

/**
 * @param {FetchEvent} event
 * @param {string} path
 */
async function page(event, path) {
  const hung = new AbortController();
  const asked = newest(event.request, path, hung.signal);
  const response = await Promise.race([asked.catch(() => {}), patience()]);
  if (response && response.status < 500) {
    event.waitUntil(lookAgain());
    return response;
  }
  const standIn = await kept(path);
  if (!standIn) return asked;
  hung.abort();
  return dated(standIn);
}

/**
 * @param {Request} request
 * @param {string} path
 * @param {AbortSignal} signal
 */
async function newest(request, path, signal) {
  // As it came, it is the one that the browser has sent already.
  return fetch(request, (await isFresh(path)) ? { signal } : { signal, cache: NEWEST });
}

/** @returns {Promise<undefined>} */
function patience() {
  return new Promise((end) => setTimeout(end, PATIENCE_MS));
}

/**
 * @param {Request} request
 * @param {string} path
 */
async function keptOrFetched(request, path) {
  return (await kept(path)) ?? fetch(request);
}

/**
 * What is kept, if anything is; a browser may refuse its caches, and may empty them.
 * @param {string} path
 */
function kept(path) {
  return caches.match(place(path), { cacheName: NAME }).catch(() => undefined);
}

/**
 * A kept page that says of which day it is. Once redirected, a response could not be a page.
 * @param {Response} response
 */
async function dated(response) {
  const day = new Intl.DateTimeFormat(site.locale, { dateStyle: "long" }).format(await seen());
  const html = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const shown = html.replace(HIDDEN, (_, words) => `<p class="kept">${words.replace("{day}", day)}`);
  return new Response(shown, { headers });
}

/**
 * Once a day, find out whether this build is still the one that is published. Another site of the origin may have
 * emptied all caches since, and then it is kept anew.
 */
async function lookAgain() {
  if ((await seen()).toDateString() === new Date().toDateString()) return;
  await registration.update();
  if (registration.installing || registration.waiting) return;
  await keep(site.files);
  await see();
}

async function see() {
  const cache = await caches.open(NAME);
  await cache.put(SEEN, new Response(new Date().toISOString()));
}

async function seen() {
  const found = await caches.match(SEEN, { cacheName: NAME });
  return new Date((await found?.text()) ?? 0);
}

/**
 * The path of a request from the site's root, as the build calls it; null for what no build has.
 * @param {Request} request
 */
function pathOf({ method, url }) {
  const [place = ""] = url.split(/[?#]/);
  if (method !== "GET" || !place.startsWith(scope)) return null;
  return place.slice(scope.length).replace(/(^|\/)index\.html$/, "$1");
}

/**
 * The address under which a file is kept: its own, or where that is also another build's, one of its hash.
 * @param {string} path
 */
function place(path) {
  return isLasting(path) ? scope + path : key(FILES.get(path) ?? "");
}

/** @param {string} hash */
function key(hash) {
  return new URL(`?${encodeURIComponent(hash)}`, scope).href;
}
