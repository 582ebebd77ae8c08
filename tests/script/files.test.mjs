import assert from "node:assert/strict";
import { createHash, webcrypto } from "node:crypto";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { stub } from "./page.mjs";

/** @type {Record<string, (how: RequestInit) => Response>} what the host sends, by address */
let host = {};
stub("crypto", webcrypto);
stub(
  "fetch",
  async (/** @type {string} */ address, /** @type {RequestInit} */ how = {}) =>
    host[address]?.(how) ?? new Response("", { status: 404 }),
);
const { compileFile, fetchFile, fetchOnce, fetchSmall, hearParts } = await import("../../site_src/script/files.js");

const TEXT = "a text that is worth being packed ".repeat(20);

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

/**
 * The address of a file by its name, with the hash of a content.
 * @param {string} name
 * @param {string} content
 */
function hashed(name, content = TEXT) {
  return `${name}#sha256-${createHash("sha256").update(content).digest("base64")}`;
}

test("a response that the host compressed is handed on as it came", async () => {
  const sent = new Response(TEXT, { headers: { "content-encoding": "br" } });
  host = { "a.zip": () => sent, "a.zip.gz": sends(packed("another")) };
  assert.equal(await fetchFile(hashed("a.zip")), sent);
});

test("a file that is sent as large as it is comes from the packed one beside it", async () => {
  host = { "a.zip": sends("another"), "a.zip.gz": sends(packed(TEXT)) };
  assert.equal(await textOf(hashed("a.zip")), TEXT);
});

test("a packed file that the browser has unpacked already is not unpacked again", async () => {
  host = { "a.zip": sends("another"), "a.zip.gz": sends(TEXT) };
  assert.equal(await textOf(hashed("a.zip")), TEXT);
});

test("without a packed one beside it the file does as it is", async () => {
  const sent = new Response(TEXT);
  host = { "a.zip": () => sent };
  assert.equal(await fetchFile(hashed("a.zip")), sent);
});

test("a file that the browser's cache holds wrong comes from the host; one that runs already is refused", async () => {
  const other = TEXT.replace("worth", "Worth");
  host = { "a.zip": ({ cache }) => sends(cache === "reload" ? TEXT : other, { "content-encoding": "br" })() };
  assert.equal(await textOf(hashed("a.zip")), TEXT);
  await assert.rejects(fetchOnce(hashed("a.zip")), /^Error: a.zip is not the file it should be/);
});

test("every part of a file that comes is heard of", async () => {
  let parts = 0;
  hearParts(() => {
    parts += 1;
  });
  const stream = new ReadableStream({
    start: (controller) => {
      for (const text of [TEXT.slice(0, 7), TEXT.slice(7)]) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
  host = { "a.zip": sends(/** @type {any} */ (stream), { "content-encoding": "br" }) };
  assert.equal(await textOf(hashed("a.zip")), TEXT);
  assert.equal(parts, 2);
});

test("an empty file stays empty", async () => {
  host = { "a.zip": sends(""), "a.zip.gz": sends("") };
  assert.equal(await textOf(hashed("a.zip", "")), "");
});

test("a small file is asked for by itself alone", async () => {
  host = { "lock.json": sends(TEXT), "lock.json.gz": sends("another") };
  assert.equal(await (await fetchSmall(hashed("lock.json"))).text(), TEXT);
  await assert.rejects(fetchSmall(hashed("lock.json", "another")), /^Error: lock.json is not the file it should be/);
});

test("a file that is not there fails with its status", async () => {
  host = {};
  await assert.rejects(fetchFile(hashed("a.zip")), /^Error: 404/);
});

test("a file of which one byte is another is refused by its name, packed or not, and so is one without a hash", async () => {
  const wrong = /^Error: a.zip is not the file it should be/;
  const other = TEXT.replace("worth", "Worth");
  host = { "assets/a.zip": sends(other) };
  await assert.rejects(fetchFile(hashed("assets/a.zip")), wrong);
  host = { "assets/a.zip": sends(TEXT), "assets/a.zip.gz": sends(packed(other)) };
  await assert.rejects(fetchFile(hashed("assets/a.zip")), wrong);
  await assert.rejects(fetchFile("assets/a.zip"), wrong);
  host = { "assets/a.zip": sends(other, { "content-encoding": "br" }) };
  await assert.rejects(fetchFile(hashed("assets/a.zip")), wrong);
});

test("WebAssembly has its type whatever the host says, and one that is right is not touched", async () => {
  host = { "a.wasm": sends(TEXT) };
  assert.equal((await fetchFile(hashed("a.wasm"))).headers.get("content-type"), "application/wasm");
  const sent = new Response(TEXT, { headers: { "content-type": "application/wasm" } });
  host = { "a.wasm": () => sent };
  assert.equal(await fetchFile(hashed("a.wasm")), sent);
});

test("WebAssembly that still compiles is refused where it is another", async () => {
  const right = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  const other = new Uint8Array([...right, 0, 2, 1, 120]);
  host = { "a.wasm": sends(right), "other.wasm": sends(other) };
  const [, hash] = hashed("", /** @type {any} */ (right)).split("#");
  assert.ok((await compileFile(`a.wasm#${hash}`)) instanceof WebAssembly.Module);
  await assert.rejects(compileFile(`other.wasm#${hash}`), /^Error: other.wasm is not the file it should be/);
});
