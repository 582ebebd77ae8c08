// The search, from the moment at which its dialog is first opened (`site.js` opens it): a combobox by the ARIA
// pattern whose options are links, and under every list the ways to reach a person, with their state. Of several editions
// of the policy, whatever page it is opened on, the one in force answers, and the dialog says which one that is.

/** @import { SearchChannel, SearchData } from "publisher.site_search.data" */
/** @import { SearchEntry } from "./search_match.js" */
/** @import { Moment } from "wizard.view" */
import { TIME, isHere, now } from "./clock.js";
import { el, select } from "./dom.js";
import { fill } from "./fill.js";
import { idOf, indexOf, search } from "./search_match.js";
import { channelAt } from "./timetable.js";

const MOST = 6;
const NONE = -1;
const PAUSE_MS = 400; // A screen reader tells of the answers once nobody types.
const WEEK_MS = 7 * 24 * 60 * 60_000;

const dialog = /** @type {HTMLDialogElement} */ (select("#find"));
const field = /** @type {HTMLInputElement} */ (select("#find-field"));
const list = select("#find-list");
const said = select("#find-said");
const status = select("#find-status");
const ways = select("#find-ways");
const { root = "", data = "", editions = "[]" } = dialog.dataset;
/** @type {string[][]} Of several editions: from when on each is searched, its file, its pages' folder, its period. */
const searches = JSON.parse(editions);
const holding = searches.filter(([begins = ""]) => begins <= now()).pop();
const own = searches.find(([, file]) => file === data);
// Without a network another edition's file may not be here.
const { folder, period, told } = await read(holding).catch(() => read(own));
if (period) {
  select("#find-period").textContent = period;
  select(".find p > a").setAttribute("href", `${root}${folder}a-z/`);
}
/** @type {SearchData} */
const { locale, words, entries, channels, timetable } = told;
const index = indexOf(entries, words.ignored);

let active = NONE;
let pause = 0;

// Opened again, it tells the states of that moment: the field is entered anew.
for (const event of ["input", "focus"]) field.addEventListener(event, show);
field.addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[/** @type {keyof typeof steps} */ (event.key)];
  if (!step || list.hidden) return;
  event.preventDefault();
  // Before the first option and behind the last one it is the field's turn.
  const places = list.children.length + 1;
  activate((active + 1 + step + places) % places - 1);
});
field.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  /** @type {HTMLElement | undefined} */ (list.children[Math.max(active, 0)])?.click();
});
list.addEventListener("click", () => dialog.close());
show();

/** @param {string[]} [edition] */
async function read([, file = data, folder = "", period = ""] = []) {
  return { folder, period, told: await (await fetch(root + file)).json() };
}

function show() {
  const { found, gone, doubtful } = search(index, field.value);
  const shown = found.slice(0, MOST);
  list.replaceChildren(...shown.map(option));
  list.hidden = shown.length === 0;
  field.setAttribute("aria-expanded", String(!list.hidden));
  activate(NONE);
  ways.replaceChildren(...channels.map(way));
  const doubt = list.hidden ? words.none : doubtful ? words.doubtful : "";
  said.textContent = field.value.trim() && (gone?.title ?? doubt);
  clearTimeout(pause);
  pause = setTimeout(tell, PAUSE_MS, shown.length);
}

/** @param {number} count */
function tell(count) {
  const counted = fill(count === 1 ? words.one : words.many, { count });
  status.textContent = field.value.trim() && `${said.textContent} ${list.hidden ? "" : counted}`;
}

/** @param {number} at */
function activate(at) {
  active = at;
  field.removeAttribute("aria-activedescendant");
  for (const [number, answer] of [...list.children].entries()) {
    answer.setAttribute("aria-selected", String(number === at));
    if (number !== at) continue;
    field.setAttribute("aria-activedescendant", answer.id);
    answer.scrollIntoView({ block: "nearest" });
  }
}

/**
 * @param {SearchEntry} entry
 * @param {number} at
 */
function option(entry, at) {
  const { path, title, around } = entry;
  const channel = channels.find(({ id }) => id === idOf(entry));
  const line = channel ? fill(words.state, { name: title, state: stateOf(channel) }) : title;
  const attributes = { id: `find-${at}`, class: "find-answer", role: "option", tabindex: "-1", href: root + folder + path };
  return el("a", attributes, el("span", {}, line), around && el("span", { class: "find-around" }, around));
}

/** @param {SearchChannel} channel */
function way(channel) {
  const { link, way, name, later } = channel;
  const opener = link ? el("a", { href: link }, way) : el("span", {}, name);
  const told = [stateOf(channel), later].filter(Boolean).join(" · ");
  return el("li", {}, opener, el("span", { class: "find-around" }, told));
}

/**
 * What is in writing has no hours here.
 * @param {SearchChannel} channel
 */
function stateOf({ id, way }) {
  if (!way) return words.no_address;
  if (!timetable.channels[id]) return words.takes_tickets;
  const { open, opens, closes, elsewhere } = channelAt(timetable, id, now());
  if (open) return closes ? fill(words.open_until, { time: timeOf(closes) }) : words.open_now;
  return opens ? fill(words.closed_until, { time: timeOf(opens) }) + elsewhere : words.closed;
}

/**
 * An instant by the visitor's clock, as shortly as it can be told now.
 * @param {Moment} moment
 */
function timeOf(moment) {
  const instant = new Date(moment.utc);
  const present = new Date(now());
  const isToday = instant.toDateString() === present.toDateString();
  const far = instant.getTime() - present.getTime() >= WEEK_MS;
  const time = instant.toLocaleString(locale, {
    ...TIME,
    weekday: isToday ? undefined : "long",
    day: far ? "numeric" : undefined,
    month: far ? "long" : undefined,
  });
  return isHere(moment) ? time : fill(words.your_time, { time });
}
