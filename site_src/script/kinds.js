// What an answer means for all that follows, by the kind of its question; the engine's side is `wizard/kinds/`.

const UNKNOWN = "unknown"; // As the engine calls a version of which nothing is known.

/**
 * @typedef {import("./lookup.js").Known} Known
 * @typedef {{
 *   id: string, answer: string, option: import("view").Option | undefined, day: string,
 *   lookup: import("view").Lookup
 * }} Given
 */

/** @type {Record<import("view").QuestionKind, (known: Known, given: Given) => void>} */
const MEANINGS = {
  choice: (known, { id, answer }) => {
    known.facts[id] = answer;
  },
  product: (known, { id, answer, option }) => {
    known.facts[id] = answer;
    known.product = option && answer !== UNKNOWN ? { id: answer, name: option.label } : null;
  },
  version: (known, { id, answer, day, lookup }) => {
    const found = statusOn(lookup.phases[known.product?.id ?? ""] ?? {}, answer, day);
    known.version = { text: answer === UNKNOWN ? "" : answer, product: known.product, ...found };
    known.facts[id] = found.status;
  },
};

/** What an answer to a question of a kind adds to what is known. @param {import("view").QuestionKind} kind */
export function meaningOf(kind) {
  return MEANINGS[kind];
}

/**
 * The status of a version on a day, with its last day; `open` where only the engine can tell.
 * @param {Record<string, import("view").Phase[]>} listed
 * @param {string} version
 * @param {string} day
 */
export function statusOn(listed, version, day) {
  if (version === UNKNOWN) return { status: UNKNOWN, last: "", open: false };
  const phases = Object.hasOwn(listed, version) ? (listed[version] ?? []) : [];
  const [, status = UNKNOWN, last = ""] = phases.filter(([first]) => first <= day).at(-1) ?? [];
  return { status, last, open: phases.length === 0 };
}
