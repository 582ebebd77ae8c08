// A page as the wizard's scripts find it, without a browser. To be imported before them.

import { createRequire } from "node:module";

const WORDS = {
  locale: "en-GB",
  moment: "{date}, {time}",
  moment_today: "{time} {today}",
  moment_both: "{here} (at the desk {desk}, UTC{offset})",
  fact: "{name}: {value}",
};
const FACTS = { product: { name: "Product", values: { rhythm: "Rhythm" } } };
const DETAILS = { mail: "E-mail", parts: "Parts" };
const SECRETS = { mask: "***", rules: [{ kind: "password", pattern: "(pwd=)([a-z0-9]+)", needs: ["pwd"], luhn: false }], offered: [], offered_in: [], unseen: "\u200b", digits: ["০১২৩৪৫৬৭৮৯"] };
const PAGE = { root: "../", bundle: {}, words: WORDS, lookup: null, blocks: [], details: DETAILS, kinds: { mail: "email", parts: "several" }, facts: FACTS, secrets: SECRETS, longest: { line: 300 } };

/** @type {typeof import("linkedom")} */
const { parseHTML } = createRequire(import.meta.url)("linkedom");

const script = `<script type="application/json" id="wizard-page">${JSON.stringify(PAGE)}</script>`;
const { document, window } = parseHTML(`<!doctype html><html><body>${script}<p id="wizard-status"></p><div id="wizard-notices"></div></body></html>`);

stub("self", globalThis);
stub("Element", window.Element);
stub("HTMLElement", window.HTMLElement);
stub("navigator", {});
stub("document", document);
stub("location", { search: "?now=2026-11-23T17:00:00.123Z", hash: "", pathname: "/help/wizard/" });

/**
 * Put something in the place of what a browser has.
 * @param {string} name
 * @param {unknown} value
 */
export function stub(name, value) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

/**
 * The element that some HTML makes.
 * @param {string} html
 * @returns {HTMLElement}
 */
export function made(html) {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return /** @type {HTMLElement} */ (holder.firstElementChild);
}
