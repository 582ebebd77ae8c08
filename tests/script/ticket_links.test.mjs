import assert from "node:assert/strict";
import { test } from "node:test";
import { ticketLink } from "../../site_src/script/ticket_links.js";
import { ticketOf } from "../../site_src/script/ticket_text.js";
import { LAYOUT as TICKET } from "./layout.mjs";

/** @import { Form } from "wizard.ticket.forms" */

const LAYOUT = { ...TICKET, facts: TICKET.body.slice(0, 2), fact_order: [[0, 1]], body: TICKET.body.slice(2) };

/**
 * How much of a link goes to what, as the engine has it.
 * @param {number} whole
 */
function longest(whole) {
  const [longest_subject, longest_text] = [Math.floor((whole * 2) / 5), Math.floor(whole / 5)];
  return { longest: whole, longest_subject, longest_text, longest_parts: Math.floor((whole * 3) / 4) };
}

/** @type {Form} */
const FORM = {
  parts: [
    [{ template: ["https://desk.example/new?s=", "subject", ""] }],
    [{ template: ["b=", "body", ""] }],
    [{ template: ["p=", "desk.severity", ""] }],
  ],
  ...longest(120),
  written: { " ": "+" },
  body_written: { " ": "+", "\n": "%3Cbr%3E" },
  severities: { high: "1" },
  filled: true,
  subject_apart: true,
  holds_ticket: true,
  login: false,
};

/**
 * @param {Record<string, unknown>} material
 * @param {Partial<Form>} [form]
 */
function linkOf(material, form) {
  return ticketLink({ form: { ...FORM, ...form }, layout: LAYOUT, material, ticket: ticketOf(LAYOUT, material) });
}

const asked = { topic: { label: "A & b" } };

test("a ticket that fits goes along whole, each letter written as the form takes it", () => {
  const { address, whole } = linkOf({ asked, severity: { id: "low", name: "Low" } });
  assert.equal(address, "https://desk.example/new?s=Low%3A+A+%26+b&b=TRIAGE%3Cbr%3ESeverity%3A+Low");
  assert.equal(whole, true);
});

test("a part of which nothing is known is left out", () => {
  assert.match(linkOf({ asked, severity: { id: "high", name: "High" } }).address, /&p=1$/);
  assert.doesNotMatch(linkOf({ asked, severity: { id: "constructor", name: "High" } }).address, /&p=/);
});

test("what is too long is cut between letters, with the customer's text last, and says so", () => {
  const details = { story: { text: "😀".repeat(20) } };
  const { address, whole } = linkOf({ asked, details, version: { text: "x".repeat(400) } }, longest(280));
  assert.equal(whole, false);
  assert.ok(address.length <= 280);
  const body = new URL(address).searchParams.get("b");
  assert.equal(body, `TRIAGE<br><br>What: ${"😀".repeat(13)}…<br><br>(cut)`);
});

test("a beginning that tells nothing is left out", () => {
  const details = { story: { text: "😀".repeat(20) } };
  const { address } = linkOf({ asked, details, version: { text: "x".repeat(200) } }, longest(160));
  assert.equal(new URL(address).searchParams.get("b"), "TRIAGE<br><br>(cut)");
});

test("a form without a place for the subject gets it at the beginning of the body", () => {
  const parts = [[{ template: ["https://wa.example/?text=", "body", ""] }]];
  const { address } = linkOf({ asked }, { parts, subject_apart: false });
  assert.equal(address, "https://wa.example/?text=A+%26+b%3Cbr%3E%3Cbr%3ETRIAGE");
});

test("a form that takes no body carries less than the ticket", () => {
  assert.equal(linkOf({ asked }, { parts: FORM.parts.slice(0, 1) }).whole, false);
});

test("a name that says nothing is left empty where its part holds more", () => {
  const parts = [[{ template: ["https://desk.example/new?text=", "details.company.text", "%0A", "body", ""] }]];
  const { address } = linkOf({ asked }, { parts });
  assert.equal(address, "https://desk.example/new?text=%0ATRIAGE");
});

test("a text of its own gets what room there is in a link without a body", () => {
  const parts = [...FORM.parts.slice(0, 1), [{ template: ["d=", "details.story.text", ""] }]];
  const { address } = linkOf({ asked, details: { story: { text: "x".repeat(400) } } }, { parts });
  assert.equal(address.length, FORM.longest);
});
