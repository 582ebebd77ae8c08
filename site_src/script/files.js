// Fetches the worker's files. Guarantees:
// - A file that the host sends as large as it is comes from the `.gz` beside it, where there is one.
// - A response that is right is handed on as it came: only with that does a browser keep WebAssembly compiled for
//   the next visit.

const GZIP = [0x1f, 0x8b];

// The worker gives Pyodide another one.
const { fetch } = self;

/**
 * The response with a file's content. Throws where there is no such file.
 * @param {string} address
 */
export async function fetchFile(address) {
  const superseded = new AbortController();
  const plain = await sound(fetch(address, { signal: superseded.signal }));
  const packed = isPacked(plain) ? null : await sound(fetch(`${address}.gz`)).catch(() => null);
  if (!packed?.body) return typed(plain, address);
  superseded.abort();
  return typed(new Response(await unpacked(packed.body)), address);
}

/**
 * A module; `packs` says whether the host compresses scripts.
 * @param {string} address
 * @param {boolean} packs
 */
export async function importScript(address, packs) {
  if (packs) return import(address);
  const content = await (await fetchFile(address)).blob();
  const local = URL.createObjectURL(new Blob([content], { type: "text/javascript" }));
  return import(local).catch(() => import(address));
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
 * @param {string} address
 */
function typed(response, address) {
  const type = "application/wasm";
  if (!address.endsWith(".wasm") || response.headers.get("content-type") === type) return response;
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
