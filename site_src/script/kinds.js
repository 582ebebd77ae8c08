// What an answer means for all that follows, by the kind of its question; the engine's side is `wizard/kinds/`.

/** @import { QuestionView } from "wizard.view" */
/** @import { Given, Known, VersionStatus } from "./shapes.d.ts" */
import { own } from "./own.js";

const UNKNOWN = "unknown"; // As the engine calls a version of which nothing is known.

/** @type {Record<QuestionView["kind"], (known: Known, given: Given) => void>} */
const MEANINGS = {
  choice: (known, { question, answer }) => {
    known.facts[question.id] = answer;
  },
  product: (known, { question, answer, option }) => {
    known.facts[question.id] = answer;
    known.product = option && answer !== UNKNOWN ? { id: answer, name: option.label } : null;
  },
  version: (known, { question, answer, day, lookup }) => {
    const found = statusOn(lookup.phases[known.product?.id ?? ""] ?? {}, answer, day);
    known.version = { text: answer === UNKNOWN ? "" : answer, product: known.product, ...found };
    known.facts[question.id] = found.status;
  },
};

/**
 * What an answer to a question of a kind adds to what is known: no fact where only the engine can tell it.
 * @param {QuestionView["kind"]} kind
 */
export function meaningOf(kind) {
  return MEANINGS[kind];
}

/**
 * The status of a version on a day, with its last day; `open` where only the engine can tell.
 * @param {Record<string, [string, string, string][]>} listed
 * @param {string} version
 * @param {string} day
 * @returns {VersionStatus}
 */
export function statusOn(listed, version, day) {
  if (version === UNKNOWN) return { status: UNKNOWN, last: "", open: false };
  const phases = own(listed, version) ?? [];
  const [, status = UNKNOWN, last = ""] = phases.filter(([first]) => first <= day).pop() ?? [];
  return { status, last, open: phases.length === 0 };
}
