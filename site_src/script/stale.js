// What a page says once the last listed holiday is over, since nobody may have made the site again; and what it says no
// more once it is so no more.

/** @import { Timetable } from "publisher.lookup.shapes" */
import { dayAt } from "./timetable.js";

/**
 * Show what is true from the day after its own on, by the policy's clock, and hide what has ended.
 * @param {Timetable} timetable
 * @param {string} now
 */
export function tellStale(timetable, now) {
  const lines = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-until]"));
  for (const line of lines) line.hidden = dayAt(timetable, now) <= (line.dataset.until ?? "");
  const ending = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-gone]"));
  for (const line of ending) line.hidden = Date.parse(now) >= Date.parse(line.dataset.gone ?? "");
}
