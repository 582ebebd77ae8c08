// The timetable, compiled at build (`publisher/lookup/timetable.py`, which says how it is to be read): here is only
// counted along stretches of open time; no weekday, holiday, zone or summer time stands in a script. Tests hold
// every instant to the engine's (`wizard/hours.py`). Instants are counted in seconds since 1970.

/** @import { Timetable, TimetableHours } from "publisher.lookup.shapes" */
/** @import { ChannelView, ListedView, Moment, TargetView } from "wizard.view" */

/** @typedef {{clause: {id: string}, due: Moment | null}} Promised by when it is due */
/** @typedef {Promised & {further: Promised[]}} Due by when a level's answers are due */
/** @typedef {Iterable<[number, number, number]>} Stretches when it is open: the first second, the first one after it,
 * and how many days before it began */
/** @typedef {readonly [number, number][]} Changes how much later than the one before, and what holds from there on */

const SECOND_MS = 1000;
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const WEEK = 7 * DAY;

/**
 * The day (ISO) that it is by the policy's clock.
 * @param {Timetable} timetable
 * @param {string} now
 */
export function dayAt({ zones, zone }, now) {
  const second = secondOf(now);
  return written(second + offsetAt(zones[zone], second)).slice(0, 10);
}

/**
 * Whether a channel is open, and when that changes.
 * @param {Timetable} timetable
 * @param {string} channel
 * @param {string} now
 * @returns {Pick<ChannelView, "open" | "opens" | "closes" | "elsewhere">}
 */
export function channelAt(timetable, channel, now) {
  const second = secondOf(now);
  const hours = hoursOf(timetable, timetable.channels[channel]);
  const opens = opening(stretches(timetable, hours, second));
  const open = opens === second;
  const closes = open ? closing(timetable, stretches(timetable, hours, second), second) : null;
  const moved = timetable.moves[channel]?.filter(([at]) => at > second && at <= (opens ?? 0)).pop();
  return {
    open,
    opens: momentOf(timetable, hours, open ? null : opens),
    closes: momentOf(timetable, hours, closes),
    elsewhere: moved ? moved[1] : "",
  };
}

/**
 * A channel as the edition in force at an instant has it.
 * @param {ChannelView} channel
 * @param {string} now
 * @returns {ChannelView}
 */
export function reachedAt(channel, now) {
  return { ...channel, ...channel.moves.filter(({ since }) => Date.parse(since) <= Date.parse(now)).pop() };
}

/**
 * Whether the edition in force at an instant has a channel.
 * @param {ChannelView} channel
 * @param {string} now
 */
export function isThere({ begins, ends }, now) {
  const at = Date.parse(now);
  return !(at < Date.parse(begins)) && !(at >= Date.parse(ends));
}

/**
 * When that is read which is written to a channel, where nobody does just now: in the hours in which anything counts
 * that is promised, with another answer too; where nothing is, in the channel's own.
 * @param {Timetable} timetable
 * @param {string} channel
 * @param {TargetView | null} target
 * @param {string} now
 */
export function readsAt(timetable, channel, target, now) {
  const promised = target && [target.level.id, ...target.further.map(({ clause }) => clause.id)];
  const clocks = promised?.map((id) => timetable.promises[id]?.hours) ?? [timetable.channels[channel]];
  return opensAgain(timetable, clocks.map((id) => hoursOf(timetable, id)), secondOf(now));
}

/**
 * When the first of some hours begin again; null where some hold just now, or none of them again.
 * @param {Timetable} timetable
 * @param {TimetableHours[]} several
 * @param {number} second
 */
function opensAgain(timetable, several, second) {
  const found = several.map((hours) => ({ hours, opens: opening(stretches(timetable, hours, second)) ?? Infinity }));
  const { hours, opens } = found.reduce((first, next) => (next.opens < first.opens ? next : first));
  return opens === second || opens === Infinity ? null : momentOf(timetable, hours, opens);
}

/**
 * From when on a level's time counts, and when its answer is due; or what its clause of this id promises further. Once
 * the edition is over neither is told, as what it promised is counted from when the case was reported.
 * @param {Timetable} timetable
 * @param {string} level
 * @param {string} now
 * @returns {Pick<TargetView, "starts" | "due">}
 */
export function targetAt(timetable, level, now) {
  const { hours: id = "", minutes = 0, days = 0 } = timetable.promises[level] ?? {};
  if (isOver(timetable, now)) return { starts: null, due: null };
  const hours = hoursOf(timetable, id);
  const ahead = () => stretches(timetable, hours, secondOf(now));
  const due = days > 0
    ? afterOpenDays(ahead(), timetable.zones[hours.zone], days)
    : afterOpenTime(ahead(), minutes * MINUTE);
  return { starts: momentOf(timetable, hours, opening(ahead())), due: momentOf(timetable, hours, due) };
}

/**
 * The lists of days that end before what is told (`lists_over` in `wizard/outcome/instants.py`).
 * @param {Timetable} timetable
 * @param {(Pick<ChannelView, "id" | "opens"> & {in_writing?: boolean})[]} channels
 * @param {Due | null} target
 * @param {string} now
 * @returns {ListedView[]}
 */
export function listsOver(timetable, channels, target, now) {
  const day = dayAt(timetable, now);
  const promised = target ? [target, ...target.further] : [];
  const spoken = channels.filter(({ in_writing }) => !target || !in_writing);
  const told = [
    ...promised.map(({ clause, due }) => /** @type {const} */ (["", timetable.promises[clause.id]?.hours, due])),
    ...spoken.map(({ id, opens }) => /** @type {const} */ ([id, timetable.channels[id], opens])),
  ];
  /** @type {ListedView[]} */
  const over = [];
  for (const [channel, hours, instant] of told) {
    const until = instant?.desk.slice(0, day.length) ?? day;
    for (const { name, first, last, end } of hoursOf(timetable, hours).lists) {
      const known = over.some((list) => list.name === name && (list.last === last || list.channel === channel));
      if (last < until && first <= until && (!end || day <= end) && !known) over.push({ name, last, channel });
    }
  }
  return over;
}

/**
 * What a desk's clock shows now.
 * @param {Timetable} timetable
 * @param {string} hours
 * @param {string} now
 */
export function clockAt(timetable, hours, now) {
  return /** @type {Moment} */ (momentOf(timetable, hoursOf(timetable, hours), secondOf(now)));
}

/**
 * When it is open on a day of the desk's clock, counted from the present one, in minutes of that day.
 * @param {Timetable} timetable
 * @param {string} id
 * @param {string} now
 * @param {number} after
 */
export function openOn(timetable, id, now, after) {
  const hours = hoursOf(timetable, id);
  const clock = (/** @type {number} */ second) => second + offsetAt(timetable.zones[hours.zone], second);
  const midnight = (Math.floor(clock(secondOf(now)) / DAY) + after) * DAY;
  const within = (/** @type {number} */ second) => Math.min(Math.max(clock(second) - midnight, 0), DAY) / MINUTE;
  /** @type {[number, number][]} */
  const open = [];
  /** @type {[number, number] | undefined} */
  let last;
  for (const [opens, closes] of stretches(timetable, hours, secondOf(now) + (after - 2) * DAY)) {
    if (clock(opens) >= midnight + DAY) break;
    if (last?.[1] === within(opens)) {
      last[1] = within(closes);
    } else if (within(closes) > within(opens)) {
      last = [within(opens), within(closes)];
      open.push(last);
    }
  }
  return open;
}

/**
 * The open stretches from a second on.
 * @param {Timetable} timetable
 * @param {TimetableHours} hours
 * @param {number} from
 * @returns {Generator<[number, number, number], void>}
 */
function* stretches(timetable, { rows }, from) {
  const longest = timetable.longest_closed * DAY;
  let latest = from;
  for (let week = Math.floor(from / WEEK); week * WEEK - latest <= longest; week++) {
    for (const [opens, closes, before = 0] of timetable.weeks[patternAt(timetable, rows, week)] ?? []) {
      const [begins, ends] = [Math.max(week * WEEK + opens * MINUTE, from), week * WEEK + closes * MINUTE];
      if (begins - latest > longest) return;
      if (ends <= from) continue;
      yield [begins, ends, before];
      latest = ends;
    }
  }
}

/**
 * The pattern of a week, where need be by the course of its year.
 * @param {Timetable} timetable
 * @param {Changes} rows
 * @param {number} week
 */
function patternAt({ courses, years }, rows, week) {
  const held = heldAt(rows, week);
  if (held >= 0) return held;
  let left = ((week % years.cycle) + years.cycle) % years.cycle;
  let kind = 0;
  for (kind of years.kinds) {
    const length = years.lengths[kind] ?? 0;
    if (left < length) break;
    left -= length;
  }
  return heldAt(courses[~held]?.[kind] ?? [], left);
}

/** @param {Stretches} ahead */
function opening(ahead) {
  for (const [opens] of ahead) return opens;
  return null;
}

/**
 * The end of the stretches that touch, from the one that is open now.
 * @param {Timetable} timetable
 * @param {Stretches} ahead
 * @param {number} now
 */
function closing({ longest_open }, ahead, now) {
  let ends = now;
  for (const [opens, closes] of ahead) {
    if (opens > ends) break;
    ends = closes;
    if (ends - now > longest_open * DAY) return null;
  }
  return ends;
}

/**
 * When so much open time has passed; at closing time, if it is used up exactly then.
 * @param {Stretches} ahead
 * @param {number} wait
 */
function afterOpenTime(ahead, wait) {
  let left = wait;
  for (const [opens, closes] of ahead) {
    if (left <= closes - opens) return opens + left;
    left -= closes - opens;
  }
  return null;
}

/**
 * The closing of an open day, counted from the first.
 * @param {Stretches} ahead
 * @param {Changes | undefined} offsets
 * @param {number} days
 */
function afterOpenDays(ahead, offsets, days) {
  let [left, day, ends] = [days, Number.NaN, 0];
  for (const [opens, closes, before] of ahead) {
    const on = Math.floor((opens + offsetAt(offsets, opens)) / DAY) - before;
    if (on !== day) {
      if (left < 0) break;
      day = on;
      left -= 1;
    }
    ends = closes;
  }
  return left < 0 ? ends : null;
}

/**
 * An instant with what the desk's clock shows then.
 * @param {Timetable} timetable
 * @param {TimetableHours} hours
 * @param {number | null} second
 * @returns {Moment | null}
 */
function momentOf({ zones }, { zone }, second) {
  if (second === null) return null;
  const offset = offsetAt(zones[zone], second);
  return {
    utc: `${written(second)}Z`,
    desk: written(second + offset).slice(0, "YYYY-MM-DDTHH:MM".length),
    offset: (offset < 0 ? "-" : "+") + inHours(Math.abs(offset) / MINUTE),
  };
}

/**
 * Minutes as hours and minutes, such as `09:00`.
 * @param {number} minutes
 */
export function inHours(minutes) {
  return [minutes / 60, minutes % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}

/**
 * How far a clock is ahead of UTC, in seconds.
 * @param {Changes | undefined} offsets
 * @param {number} second
 */
function offsetAt(offsets, second) {
  return heldAt(offsets ?? [], Math.floor(second / MINUTE)) * MINUTE;
}

/**
 * What holds at a place; the first of the changes also before it.
 * @param {Changes} changes
 * @param {number} place
 */
function heldAt(changes, place) {
  let held = changes[0]?.[1] ?? 0;
  let from = 0;
  for (const [later, what] of changes) {
    from += later;
    if (from > place) break;
    held = what;
  }
  return held;
}

/**
 * @param {Timetable} timetable
 * @param {string | undefined} id
 */
function hoursOf({ hours }, id = "") {
  const found = hours[id];
  if (!found) throw new Error(`no hours ${id}`);
  return found;
}

/**
 * Whether the edition is over.
 * @param {Timetable} timetable
 * @param {string} now
 */
function isOver({ ends }, now) {
  return ends !== null && secondOf(now) >= ends * MINUTE;
}

/** @param {string} now */
function secondOf(now) {
  return Math.floor(Date.parse(now) / SECOND_MS);
}

/** @param {number} second */
function written(second) {
  return new Date(second * SECOND_MS).toISOString().slice(0, 19);
}
