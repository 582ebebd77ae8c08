// What the page reads off a timetable, for programs: node timetable.mjs. The input is [timetable, instants] as JSON;
// the output has the day, the channels and the targets at each instant.

import { readFileSync } from "node:fs";
import { channelAt, dayAt, targetAt } from "../../site_src/script/timetable.js";

const [timetable, instants] = JSON.parse(readFileSync(0, "utf8"));

/** @param {string} now */
function readAt(now) {
  const channels = Object.keys(timetable.channels).map((id) => [id, channelAt(timetable, id, now)]);
  const targets = Object.keys(timetable.promises).map((id) => [id, targetAt(timetable, id, now)]);
  return [dayAt(timetable, now), Object.fromEntries(channels), Object.fromEntries(targets)];
}

process.stdout.write(JSON.stringify(instants.map(readAt)));
