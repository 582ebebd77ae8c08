// How a ticket is written, for the tests: small limits, so that they are reached.

/** @import { Layout } from "wizard.ticket.layout" */
/** @import { Letters } from "wizard.ticket.letters" */

/** @type {Letters} */
export const LETTERS = {
  longest: 40,
  behind: 10,
  longest_of_kind: { subject: 12, line: 12, email: 12 },
  longest_summary: 10,
  removed: [
    [0x00, 0x08],
    [0x0b, 0x1f],
    [0x202a, 0x202e],
  ],
  spaces: "\t\n \u00a0\u3000",
  replacement: "?",
  ellipsis: "…",
  joined: "300-36f 200d",
  joining: "200d",
  paired: "1f1e6-1f1ff",
  longest_letter: 4,
};

/** @type {Layout} */
export const LAYOUT = {
  facts: [],
  fact_order: [[]],
  body: [
    [{ template: ["TRIAGE"] }],
    [{ template: ["Severity: ", "severity.name", ""] }],
    [{ template: ["Version: ", "version.text", ""] }, { template: ["Version: not given"], needs: "version" }],
    [{ template: ["- ", "label", ": ", "text", ""], each: "cited" }],
  ],
  texts: [[{ template: ["What: ", "details.story.text", ""] }], [{ template: ["More: ", "details.more.text", ""] }]],
  clauses: [{ template: ["", "label", ""], each: "cited" }],
  words: [{ template: ["- ", "label", ": ", "text", ""], each: "cited" }],
  shortened: "(cut)",
  reserve: 240,
  shortest: 12,
  numbers: 4,
  summary: [{ template: ["", "details.what.text", ""] }, { template: ["", "asked.topic.label", ""] }],
  around: [
    { template: ["[", "product", "] ", "summary", ""] },
    { template: ["", "severity.name", ": ", "summary", ""] },
  ],
  file_name: ["ticket-", "date", ".txt"],
  letters: LETTERS,
};

/** @type {import("wizard.ticket.secrets").Secrets} */
export const SECRETS = {
  mask: "***",
  offered: ["email"],
  offered_in: ["paragraph"],
  unseen: "\u200b",
  digits: ["০১২৩৪৫৬৭৮৯"],
  rules: [
    { kind: "password", pattern: "(pwd=)([a-z0-9]+)", needs: ["pwd"], luhn: false },
    { kind: "card", pattern: "(\\b)([0-9]{16})", needs: ["4"], luhn: true },
    { kind: null, pattern: "(v)(at@[a-z]+)", needs: ["@"], luhn: false },
    { kind: "email", pattern: "(\\b|v)([a-z]+@[a-z]+)", needs: ["@"], luhn: false },
  ],
};
