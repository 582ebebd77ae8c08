// What a page says once the last listed holiday is over or a deadline on it is behind that day, since nobody may have made
// the site again; and what it says no more once it is so no more.

/** @import { Timetable } from "publisher.lookup.shapes" */
import { dayAt, listsOver, targetAt } from "./timetable.js";

/**
 * Show what is true from the day after its own on, by the policy's clock, and hide what has ended.
 * @param {Timetable} timetable
 * @param {string} now
 */
export function tellStale(timetable, now) {
  const lines = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-until]"));
  const [day, over] = [dayAt(timetable, now), overBeforeDue(timetable, now)];
  for (const line of lines) line.hidden = day <= (line.dataset.until ?? "") && !over.has(line.dataset.until);
  const ending = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-gone]"));
  for (const line of ending) line.hidden = Date.parse(now) >= Date.parse(line.dataset.gone ?? "");
}

/**
 * The last days of the lists that end before an answer is due whose deadline the page tells.
 * @param {Timetable} timetable
 * @param {string} now
 * @returns {Set<string | undefined>}
 */
function overBeforeDue(timetable, now) {
  const levels = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-level]"));
  const found = [...levels].flatMap(({ dataset: { level: id = "" } }) => {
    const { due } = targetAt(timetable, id, now);
    return due ? listsOver(timetable, [], { level: { id }, due, further: [] }, now) : [];
  });
  return new Set(found.map(({ last }) => last));
}
