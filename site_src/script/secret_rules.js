// The rules by which secrets are found (`secrets.js`). They come once somebody types, as most visitors never do.

import { addressOf, page } from "./words.js";

const STALLED_MS = 10_000;

/** @type {RequestCache} */
let cache = "default";
/** @type {Promise<void> | null} */
let asked = null;

/**
 * Have the rules come, unless they are there or on their way. Where they don't, whoever asks again tries again: past the
 * browser's cache, which may hold them as they came wrong.
 */
export function haveRules() {
  asked ??= load().catch((error) => {
    console.error(error);
    [asked, cache] = [null, "reload"];
  });
  return asked;
}

async function load() {
  const [place = "", integrity = ""] = page.bundle.secrets.split("#");
  const stalled = new AbortController();
  setTimeout(() => stalled.abort(), STALLED_MS);
  const how = { integrity, cache, signal: stalled.signal };
  const file = await fetch(addressOf(place), how);
  page.secrets.rules = await file.json();
}
