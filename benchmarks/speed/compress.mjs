// Compresses files as hard as it goes: reads [[from, to], ...] as JSON, writes to.br and to.gz for each.

import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const [from, to] of JSON.parse(readFileSync(0, "utf8"))) {
  const content = readFileSync(from);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  writeFileSync(`${to}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${to}.gz`, gzipSync(content, { level: 9 }));
}
