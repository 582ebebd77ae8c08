// Compresses files with Brotli: node brotli.mjs FOLDER, with [{source, target, quality}] in the jobs.json there.
// Writes TARGET.br for each into the same folder.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const folder = process.argv[2] ?? ".";
const jobs = JSON.parse(await readFile(join(folder, "jobs.json"), "utf8"));
await Promise.all(jobs.map(compress));

/** @param {{source: string, target: string, quality: number}} job */
async function compress({ source, target, quality }) {
  const content = await readFile(source);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    // These suit Pyodide best: it comes out 0.8 % larger with the usual 22 and 0, and 1.8 % with 24 and 0.
    [constants.BROTLI_PARAM_LGWIN]: 21,
    [constants.BROTLI_PARAM_NPOSTFIX]: 2,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  await writeFile(join(folder, `${target}.br`), await promisify(brotliCompress)(content, { params }));
}
