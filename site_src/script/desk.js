// The policy's clock, as the look-up carries it: no zone and no summer time stands in a script.

const MINUTE_MS = 60_000;

/**
 * The day (ISO) that it is at an instant by a clock: an offset from UTC in minutes, then by turns a minute of UTC
 * and the offset that holds from it on.
 * @param {number[]} clock
 * @param {string} now
 */
export function dayAt([first = 0, ...changes], now) {
  const minute = Math.floor(Date.parse(now) / MINUTE_MS);
  let offset = first;
  for (let at = 0; at < changes.length && (changes[at] ?? 0) <= minute; at += 2) offset = changes[at + 1] ?? offset;
  return new Date((minute + offset) * MINUTE_MS).toISOString().slice(0, 10);
}
