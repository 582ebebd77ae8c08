// Fetches the worker's files. Guarantees:
// - Nothing is used that is not, byte for byte, what the page was made with: each address says the hash behind `#`.
// - A file that the host sends as large as it is comes from the `.gz` beside it, where there is one.
// - A response that is right is handed on as it came: only with that does a browser keep WebAssembly compiled for
//   the next visit.

/** @typedef {{file: Response, right: Promise<void>}} Opened a file that comes in, and whether it is the right one */

const GZIP = [0x1f, 0x8b];

// The worker gives Pyodide another one.
const { fetch } = self;

/**
 * The response with a file's content. Throws where there is no such file, or it is another one.
 * @param {string} address
 */
export async function fetchFile(address) {
  const { file, right } = await opened(address);
  await right;
  return file;
}

/**
 * The same of a file that is too small to lie packed beside itself.
 * @param {string} address
 */
export async function fetchSmall(address) {
  const [place = "", hash = ""] = address.split("#");
  const { file, right } = checked(await sound(fetch(place)), place, hash);
  await right;
  return file;
}

/**
 * The WebAssembly of a file, which compiles while it comes in.
 * @param {string} address
 */
export async function compileFile(address) {
  const { file, right } = await opened(address);
  const module = WebAssembly.compileStreaming(file);
  module.catch(() => {}); // Why it is no WebAssembly is told before that it is none.
  await right;
  return module;
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
 * @param {string} address
 * @returns {Promise<Opened>}
 */
async function opened(address) {
  const [place = "", hash = ""] = address.split("#");
  const superseded = new AbortController();
  const plain = await sound(fetch(place, { signal: superseded.signal }));
  const packed = isPacked(plain) ? null : await sound(fetch(`${place}.gz`)).catch(() => null);
  if (!packed?.body) return checked(plain, place, hash);
  superseded.abort();
  return checked(new Response(await unpacked(packed.body)), place, hash);
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
  // Browsers have no digest where the page itself came on an open line, and could be anybody's.
  if (!self.crypto?.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  const name = place.slice(place.lastIndexOf("/") + 1);
  if (`sha256-${btoa(String.fromCharCode(...digest))}` !== hash) throw new Error(`${name} is not the file it should be`);
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
  return new Response(response.body, { headers: { "content-type": type } });
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
