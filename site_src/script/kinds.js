// What an answer means for all that follows, by the kind of its question; the engine's side is `wizard/kinds/`.

/** @import { QuestionView } from "wizard.view" */
/** @import { Given, Known, VersionStatus } from "./shapes.d.ts" */
import { own } from "./own.js";

const RELEASE = "release"; // As the engine calls the fact that is the release.
const UNKNOWN = "unknown"; // As the engine calls a version of which nothing is known.
const LONGER_AGO = "longer-ago"; // And a day that is in no span.
const UNDATED = "undated"; // What is no day, or one that is still to come.
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What an answer to a question of a kind adds to what is known.
 * @type {Record<QuestionView["kind"], (known: Known, given: Given) => void>}
 */
export const MEANINGS = {
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
    known.facts[RELEASE] = found.open ? UNKNOWN : answer;
  },
  date: (known, { question, answer, day }) => {
    known.facts[question.id] = spanOn(question.figures ?? {}, answer, day);
  },
};

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

/**
 * The first span that a day is within on the day of the case; `spans` are lengths, by such as `return:days`.
 * @param {Record<string, number>} spans
 * @param {string} then
 * @param {string} day
 */
export function spanOn(spans, then, day) {
  if (!isDay(then) || then > day) return UNDATED;
  const ago = (Date.parse(day) - Date.parse(then)) / DAY_MS;
  const within = Object.entries(spans).find(([name, length]) =>
    name.endsWith(":months") ? monthsAfter(then, length) >= day : ago <= length,
  );
  return within?.[0].replace(/:\w+$/, "") ?? LONGER_AGO;
}

/** @param {string} text */
function isDay(text) {
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * As `wizard/dates.py` counts months.
 * @param {string} day
 * @param {number} months
 */
function monthsAfter(day, months) {
  const [from, to] = [new Date(day), new Date(day)];
  to.setUTCMonth(from.getUTCMonth() + months);
  // A day that the month lacks would be one of the next month's: then it is the month's last.
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return to.toISOString().slice(0, day.length);
}
