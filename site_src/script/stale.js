// Lines that come and go while a page is open. That holidays are listed up to a day is said once that day is over, or
// once an instant lies behind it that the page tells: nobody may have built the site anew. What holds until an instant
// goes then.

/** @import { Timetable } from "publisher.lookup.shapes" */
import { all } from "./dom.js";
import { channelAt, dayAt, listsOver, targetAt } from "./timetable.js";

/**
 * Show what is true from the day after its own on, by the policy's clock, and hide what has ended.
 * @param {Timetable} timetable
 * @param {string} now
 */
export function tellStale(timetable, now) {
  const [day, over] = [dayAt(timetable, now), overBeforeTold(timetable, now)];
  for (const line of all("[data-until]")) {
    line.hidden = day <= (line.dataset.until ?? "") && !over.has(line.dataset.until);
  }
  for (const line of all("[data-gone]")) line.hidden = now >= (line.dataset.gone ?? "");
}

/**
 * The last days of the lists that end before an answer is due or a channel opens, as the page tells.
 * @param {Timetable} timetable
 * @param {string} now
 * @returns {Set<string | undefined>}
 */
function overBeforeTold(timetable, now) {
  const told = [...all("[data-level], [data-channel]")];
  const found = told.flatMap(({ dataset: { level, channel: id = "" } }) =>
    level
      ? listsOver(timetable, [], { clause: { id: level }, ...targetAt(timetable, level, now), further: [] }, now)
      : listsOver(timetable, [{ id, ...channelAt(timetable, id, now) }], null, now),
  );
  return new Set(found.map(({ last }) => last));
}
