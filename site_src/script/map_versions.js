// How far a version is supported, as far as the map knows.

/** @import { WizardMap } from "publisher.lookup.shapes" */
/** @import { Named, VersionView } from "wizard.view" */

const UNKNOWN = "unknown"; // As the engine calls it, and the answer of who doesn't know.
const DAY_MS = 86_400_000;

/** @typedef {{status: string, open: boolean}} Status */
/** @typedef {Status & {question: string, text: string, product: Named | null | undefined}} Version */

/**
 * The status of a version; `open` where it was typed, or changes about now: the desk's day isn't known here.
 * @param {WizardMap} map
 * @param {Named | null | undefined} product
 * @param {string} version
 * @param {string} now
 * @returns {Status}
 */
export function statusOf(map, product, version, now) {
  if (version === UNKNOWN) return { status: UNKNOWN, open: false };
  const listed = map.versions?.[product?.id ?? ""] ?? {};
  const since = (Object.hasOwn(listed, version) && listed[version]) || [];
  const [before, after] = [-1, 1].map((days) => statusOn(since, dayOf(now, days)));
  return before && before === after ? { status: before, open: false } : { status: UNKNOWN, open: true };
}

/**
 * The version as an outcome names it, of what was answered and its status in words.
 * @param {Version} version
 * @param {Pick<VersionView, "status" | "advice">} words
 * @returns {VersionView}
 */
export function versionView({ text, product }, { status, advice }) {
  return { product: product?.name ?? "", version: text === UNKNOWN ? "" : text, status, advice, last: "" };
}

/**
 * @param {[string, string][]} since
 * @param {string} day
 */
function statusOn(since, day) {
  return since.filter(([first]) => first <= day).at(-1)?.[1];
}

/**
 * @param {string} now
 * @param {number} days
 */
function dayOf(now, days) {
  return new Date(Date.parse(now) + days * DAY_MS).toISOString().slice(0, 10);
}
