// The files and lines by which a case is taken along, for programs: node along.mjs PAGE, with the page's data in the
// file PAGE. Each line of the input is [outcome, now, link] as JSON, and is answered by a line with all of them.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [file = ""] = process.argv.slice(2);
const textContent = readFileSync(file, "utf8");
Object.assign(globalThis, { document: { getElementById: () => ({ textContent }) }, location: { search: "" } });
const { contacts, mailDraft, reminder, spoken } = await import("../../site_src/script/paper.js");

for await (const line of createInterface({ input: process.stdin })) {
  const [outcome, now, again] = JSON.parse(line);
  const made = {
    mail: mailDraft(outcome),
    calendar: reminder(outcome, { now, again }),
    contacts: contacts(outcome),
    spoken: spoken(outcome),
  };
  process.stdout.write(`${JSON.stringify(made)}\n`);
}
