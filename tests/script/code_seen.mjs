// What a camera reads in the codes that the page draws: node code_seen.mjs CODE DECODER, with the page's module CODE,
// and a DECODER of pictures. The input is a JSON list of texts, and so is the output; each code has its quiet zone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const SCALE = 4;
const QUIET = 4;

const [{ codeOf }, { default: read }] = await Promise.all(
  process.argv.slice(2).map((file) => import(pathToFileURL(file).href)),
);

/**
 * The code as a picture of red, green, blue and opacity.
 * @param {ReturnType<typeof import("../../site_src/script/code.js").codeOf>} code
 */
function seen({ path, width }) {
  const size = width * SCALE;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    const places = [Number(x), Number(y)];
    assert(places.every((place) => place >= QUIET && place < width - QUIET));
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      const begin = (row * size + Number(x) * SCALE) * 4;
      for (let at = begin; at < begin + SCALE * 4; at += 1) data[at] = at % 4 === 3 ? 255 : 0;
    }
  }
  return { width: size, height: size, data };
}

/** @type {string[]} */
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => read(seen(codeOf(text))))));
