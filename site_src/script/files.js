// Fetches the worker's files. Guarantees:
// - Nothing is used that is not, byte for byte, what the page was made with: each address says the hash behind `#`.
// - A file that comes wrong, or not at all, is asked for once more past the browser's cache, which may hold it so.
// - Whoever waits for a file hears of every part that comes.
// - A file that the host sends as large as it is comes from the `.gz` beside it, where there is one.
// - A response that is right is handed on as it came: only with that does a browser keep WebAssembly compiled for
//   the next visit.

/** @typedef {{file: Response, right: Promise<void>}} Opened a file that comes in, and whether it is the right one */

const GZIP = [0x1f, 0x8b];

// The worker gives Pyodide another one.
const { fetch } = self;

let heard = () => {};

/**
 * Be told of each part of a file that comes.
 * @param {() => void} action
 */
export function hearParts(action) {
  heard = action;
}

/**
 * The response with a file's content. Throws where there is no such file, or it is another one.
 * @param {string} address
 * @param {RequestInit} [how]
 */
export function fetchFile(address, how = {}) {
  return taken(opened, address, whole, how);
}

/**
 * The same of a file that runs already, without a second try: that might bring another one than runs.
 * @param {string} address
 */
export async function fetchOnce(address) {
  return whole(await opened(address, {}));
}

/**
 * The same of a file without a `.gz` beside it, or whose `.gz` has another name.
 * @param {string} address
 * @param {RequestInit} [how]
 */
export function fetchSmall(address, how = {}) {
  return taken(openedAsItIs, address, whole, how);
}

/**
 * The WebAssembly of a file, which compiles while it comes in.
 * @param {string} address
 */
export function compileFile(address) {
  return taken(opened, address, compiled, {});
}

/**
 * The module of a file. A browser can't be told what an imported one has to be, so it is not imported from there.
 * @param {string} address
 */
export async function importFile(address) {
  const content = await (await fetchFile(address)).blob();
  return import(URL.createObjectURL(new Blob([content], { type: "text/javascript" })));
}

/**
 * What is made of a file, which is asked for a second time where the first goes wrong.
 * @template Made
 * @param {(address: string, how: RequestInit) => Promise<Opened>} open
 * @param {string} address
 * @param {(opened: Opened) => Promise<Made>} make
 * @param {RequestInit} how
 */
async function taken(open, address, make, how) {
  try {
    return await make(await open(address, how));
  } catch {
    return make(await open(address, { ...how, cache: "reload" }));
  }
}

/** @param {Opened} opened */
async function whole({ file, right }) {
  await right;
  return file;
}

/** @param {Opened} opened */
async function compiled({ file, right }) {
  const module = WebAssembly.compileStreaming(file);
  module.catch(() => {}); // A wrong file is told as such, by `right`, and not as one that doesn't compile.
  await right;
  return module;
}

/**
 * @param {string} address
 * @param {RequestInit} how
 * @returns {Promise<Opened>}
 */
async function openedAsItIs(address, how) {
  const [place = "", hash = ""] = address.split("#");
  return checked(await sound(fetch(place, how)), place, hash);
}

/**
 * @param {string} address
 * @param {RequestInit} how
 * @returns {Promise<Opened>}
 */
async function opened(address, how) {
  const [place = "", hash = ""] = address.split("#");
  const superseded = new AbortController();
  const plain = await sound(fetch(place, { ...how, signal: superseded.signal }));
  const packed = isPacked(plain) ? null : await sound(fetch(`${place}.gz`, how)).catch(() => null);
  if (!packed?.body) return checked(plain, place, hash);
  superseded.abort();
  // It is as if the host had sent it packed; whoever gets it from a cache need not look for the `.gz` again.
  const content = new Response(await unpacked(packed.body), withHeader(plain, "content-encoding", "gzip"));
  return checked(content, place, hash);
}

/**
 * @param {Response} response
 * @param {string} place
 * @param {string} hash
 * @returns {Opened}
 */
function checked(response, place, hash) {
  const right = check(response.clone(), place, hash);
  right.catch(() => {}); // Whoever takes the file hears it.
  return { file: typed(response, place), right };
}

/**
 * @param {Response} response
 * @param {string} place
 * @param {string} hash as in an attribute `integrity`
 */
async function check(response, place, hash) {
  const content = await contentOf(response);
  // Browsers have no digest where the page itself came on an open line, and could be anybody's.
  if (!self.crypto?.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const name = place.slice(place.lastIndexOf("/") + 1);
  if (`sha256-${btoa(String.fromCharCode(...digest))}` !== hash) throw new Error(`${name} is not the file it should be`);
}

/** @param {Response} response */
async function contentOf({ body }) {
  const parts = [];
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    parts.push(part.value);
    heard();
  }
  const content = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    content.set(part, at);
    at += part.length;
  }
  return content;
}

/** @param {Promise<Response>} asked */
async function sound(asked) {
  const response = await asked;
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response;
}

/**
 * Where nothing here could unpack a file, it has to do as it is.
 * @param {Response} response
 */
function isPacked(response) {
  return response.headers.has("content-encoding") || !self.DecompressionStream;
}

/**
 * Many hosts don't know the type of WebAssembly, and a browser compiles no other.
 * @param {Response} response
 * @param {string} place
 */
function typed(response, place) {
  const type = "application/wasm";
  if (!place.endsWith(".wasm") || response.headers.get("content-type") === type) return response;
  return new Response(response.body, withHeader(response, "content-type", type));
}

/**
 * The headers of a response with one more or another one.
 * @param {Response} response
 * @param {string} name
 * @param {string} value
 */
function withHeader(response, name, value) {
  const headers = new Headers(response.headers);
  headers.set(name, value);
  return { headers };
}

/**
 * Some hosts say that a `.gz` is encoded, so that the browser has unpacked it already: its first bytes tell.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 */
async function unpacked(body) {
  const [look, whole] = body.tee();
  const reader = look.getReader();
  const { value: first } = await reader.read();
  reader.cancel();
  return GZIP.every((byte, at) => first?.[at] === byte) ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}
