// What the page's script looks up, for programs: node looked_up.mjs PAGE, with the page's data in the file PAGE.
// Each line of the input is [{answers, details}, now, address] as JSON, and is answered by a line with the view.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { lookedUp } from "../../site_src/script/lookup.js";

const [file = ""] = process.argv.slice(2);
const page = JSON.parse(readFileSync(file, "utf8"));

for await (const line of createInterface({ input: process.stdin })) {
  const [told, now, address] = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(lookedUp(page, told, { now, address }))}\n`);
}
