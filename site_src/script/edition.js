// Of several editions of the policy, each has a wizard's page of its own. Guarantees:
// - A case is taken by the edition that holds at its moment, by the desk's midnight; the page of another one hands it on.
// - A link that names its edition, as those in tickets do, opens under that one, and it is said what today's says.
// - Before its day an edition decides nothing: the answers stay as they came, and go along to the one in force.
// - A ticket that came back is read by the edition in force, and opens under its own.
// - No other edition's files are loaded before the moment asks for them.

/** @import { EditionWizard, PageData } from "publisher.pages.page_data" */
/** @import { EditionWords } from "publisher.language.interface" */
/** @import { Answers, ShownOutcome } from "./shapes.d.ts" */
import { now } from "./clock.js";
import { el } from "./dom.js";
import { fill } from "./fill.js";
import { fragment, lookedUp } from "./lookup.js";
import { momentWords } from "./times.js";
import { addressOf, page, say } from "./words.js";

const NAME = "edition";
const HANDED_ON = "wizard handed on";
const PASSED = "wizard returned";
const AGAIN_MS = 3000;
const { editions } = page;
const named = new URLSearchParams(location.search).get(NAME) ?? "";
const pinned = editionOf(named);
const own = editionOf(page.edition);
/** @type {Promise<PageData> | null} */
let today = null;

/** The address of the wizard that takes the edition in force, without its answers; for links that last. */
export function plainPage() {
  return editions ? new URL(addressOf(editions.plain)).pathname : location.pathname;
}

/** The link to this page's edition that a ticket has; its answers go behind it. */
export function lastingPage() {
  return `${location.origin}${plainPage()}?${NAME}=${page.edition}`;
}

/** Where the case at hand belongs to another edition: the address of its page, without the answers; else null. */
export function elsewhere() {
  const wanted = pinned ?? inForce();
  // Without a network nobody is sent away; the page says that its edition does not hold.
  if (!wanted || wanted === own || !navigator.onLine || justCameFrom(wanted.day)) return null;
  return addressOf(wanted.page) + location.search;
}

/**
 * Whether an edition's page has just handed on to here, or to one that did: pages of two builds may think differently of
 * the same moment, and then nobody is sent to and fro.
 * @param {string} day
 */
function justCameFrom(day) {
  try {
    const [last, ...days] = (sessionStorage.getItem(HANDED_ON) ?? "").split(" ");
    const before = Date.now() - Number(last) < AGAIN_MS ? days : [];
    sessionStorage.setItem(HANDED_ON, [Date.now(), ...before, page.edition].join(" "));
    return before.includes(day);
  } catch {
    return false;
  }
}

/** What is to be said of a link that names an edition which the site does not have; empty where it has it. */
export function goneWords() {
  return !named || named === page.edition || pinned ? "" : say("gone_edition", { day: named });
}

/**
 * Of answers under an edition that is not in force (any more), of which `shown` is the outcome: what today's says of
 * them, or asks; else null.
 * @param {Answers} answers
 * @param {ShownOutcome | null} shown
 */
export async function todayPart(answers, shown) {
  const holding = inForce();
  if (!editions || !own || !holding || holding === own) return null;
  const { words } = editions;
  const href = `${addressOf(editions.plain)}${searchOf("")}#${fragment(Object.entries(answers))}`;
  const says = Object.keys(answers).length > 0 && (await todayWords(holding, answers, shown).catch(() => ""));
  const promised = own.begins < holding.begins && words.promised;
  const first = fill(shown ? words.decided_by : words.asked_by, { first: own.date });
  // Of an edition to come the outcome says so itself.
  const coming = shown ? "" : comingWords();
  const told = [own.begins > holding.begins ? coming : first, promised, says].filter(Boolean).join(" ");
  return el("p", { "data-notice": "today" }, `${told} `, el("a", { href }, words.go_on));
}

/** Of an edition whose day is still to come: from when on it holds, and which one does now; empty of any other. */
export function comingWords() {
  const holding = inForce();
  if (!editions || !own || !holding || own.begins <= holding.begins) return "";
  return fill(editions.words.early, { first: own.date, today: holding.date });
}

/**
 * The link to a ticket's answers under the edition of a day; null where that is this page's or unknown.
 * @param {string} day
 * @param {Answers} answers
 */
export function ownPage(day, answers) {
  const itsOwn = editionOf(day);
  if (!editions || !itsOwn || itsOwn === own) return null;
  const words = fill(editions.words.own, { first: itsOwn.date });
  return el("a", { href: `${addressOf(itsOwn.page)}${searchOf(day)}#${fragment(Object.entries(answers))}` }, words);
}

/** The page of the edition in force; null where that is this one. */
export function pageInForce() {
  const holding = inForce();
  return holding && holding !== own ? addressOf(holding.page) + searchOf("") : null;
}

/**
 * Go to another edition's page with what `passed` gives there. True where the browser goes.
 * @param {string} address
 * @param {unknown} what
 */
export function pass(address, what) {
  if (!navigator.onLine) return false;
  try {
    sessionStorage.setItem(PASSED, JSON.stringify(what));
    location.assign(address);
    return true;
  } catch {
    return false;
  }
}

/** What another edition's page has passed to this one, once. */
export function passed() {
  try {
    const what = JSON.parse(sessionStorage.getItem(PASSED) ?? "null");
    sessionStorage.removeItem(PASSED);
    return what;
  } catch {
    return null;
  }
}

/**
 * The parameters of this page's address, with an edition or without.
 * @param {string} day
 */
function searchOf(day) {
  const parameters = new URLSearchParams(location.search);
  parameters.delete(NAME);
  if (day) parameters.set(NAME, day);
  return `?${parameters}`.replace(/^\?$/, "");
}

/**
 * What today's edition says, by the look-up in its own page.
 * @param {EditionWizard} holding
 * @param {Answers} answers
 * @param {ShownOutcome | null} shown
 */
async function todayWords(holding, answers, shown) {
  today ??= pageData(addressOf(holding.page));
  const view = lookedUp(await today, { answers, details: {} }, { now: now(), address: "" });
  if (!editions || !view) return "";
  if (view.question) return fill(editions.words.today_asks, { question: view.question.text });
  return promisedToday(editions.words, view.outcome, shown);
}

/**
 * What today's edition decides and promises; where it is all as shown, that alone.
 * @param {EditionWords} words
 * @param {ShownOutcome} found
 * @param {ShownOutcome | null} shown
 */
export function promisedToday(words, found, shown) {
  if (shown && inShort(found) === inShort(shown)) return words.today_same;
  const { lead, verdict, target } = found;
  const promised = target ? [{ ...target, name: "" }, ...target.further] : [];
  const promise = promised.map(({ name, text, due }) => {
    const said = due ? `${text} (${momentWords(due)}).` : `${text}.`;
    return name ? say("fact", { name, value: said }) : said;
  }).join(" ");
  return fill(words.today_says, { headline: lead.title, verdict: verdict.title, promise });
}

/** @param {ShownOutcome} outcome */
function inShort({ lead, verdict, target }) {
  const further = target?.further.map(({ name, text }) => [name, text]);
  return JSON.stringify([lead.title, verdict.title, target?.text, target?.hours, further]);
}

/** @param {string} address */
async function pageData(address) {
  const html = await (await fetch(address)).text();
  const data = new DOMParser().parseFromString(html, "text/html").getElementById("wizard-page");
  return /** @type {PageData} */ (JSON.parse(data?.textContent ?? ""));
}

/** @param {string} first its first day */
function editionOf(first) {
  return editions?.all.find(({ day }) => day === first);
}

/** The edition in force at this moment; before all of them the first. */
function inForce() {
  return editions && (editions.all.filter(({ begins }) => begins <= now()).pop() ?? editions.all[0]);
}
