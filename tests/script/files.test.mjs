import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { stub } from "./page.mjs";

/** @type {Record<string, () => Response>} what the host sends, by address */
let host = {};
stub("fetch", async (/** @type {string} */ address) => host[address]?.() ?? new Response("", { status: 404 }));
const { fetchFile, importScript } = await import("../../site_src/script/files.js");

const TEXT = "a text that is worth being packed ".repeat(20);
const SCRIPT = "data:text/javascript,export default 42";

/** @param {string} text */
function packed(text) {
  return new Uint8Array(gzipSync(text));
}

/**
 * @param {BodyInit} content
 * @param {Record<string, string>} headers
 */
function sends(content, headers = {}) {
  const type = { "content-type": "application/octet-stream" };
  return () => new Response(content, { headers: { ...type, ...headers } });
}

/** @param {string} address */
async function textOf(address) {
  return (await fetchFile(address)).text();
}

test("a response that the host compressed is handed on as it came", async () => {
  const sent = new Response(TEXT, { headers: { "content-encoding": "br" } });
  host = { "a.zip": () => sent, "a.zip.gz": sends(packed("another")) };
  assert.equal(await fetchFile("a.zip"), sent);
});

test("a file that is sent as large as it is comes from the packed one beside it", async () => {
  host = { "a.zip": sends("another"), "a.zip.gz": sends(packed(TEXT)) };
  assert.equal(await textOf("a.zip"), TEXT);
});

test("a packed file that the browser has unpacked already is not unpacked again", async () => {
  host = { "a.zip": sends("another"), "a.zip.gz": sends(TEXT) };
  assert.equal(await textOf("a.zip"), TEXT);
});

test("without a packed one beside it the file does as it is", async () => {
  const sent = new Response(TEXT);
  host = { "a.zip": () => sent };
  assert.equal(await fetchFile("a.zip"), sent);
});

test("an empty file stays empty", async () => {
  host = { "a.zip": sends(""), "a.zip.gz": sends("") };
  assert.equal(await textOf("a.zip"), "");
});

test("a file that is not there fails with its status", async () => {
  host = {};
  await assert.rejects(fetchFile("a.zip"), /^Error: 404/);
});

test("WebAssembly has its type whatever the host says, and one that is right is not touched", async () => {
  host = { "a.wasm": sends(TEXT) };
  assert.equal((await fetchFile("a.wasm")).headers.get("content-type"), "application/wasm");
  const sent = new Response(TEXT, { headers: { "content-type": "application/wasm" } });
  host = { "a.wasm": () => sent };
  assert.equal(await fetchFile("a.wasm"), sent);
});

test("a script comes from its address where the host compresses it", async () => {
  assert.equal((await importScript(SCRIPT, true)).default, 42);
});

test("a script that may not be run from the page's own address comes from the host's", async () => {
  host = { [SCRIPT]: sends("export default 1") };
  assert.equal((await importScript(SCRIPT, false)).default, 42);
});
