// Of several editions of the policy, each has a wizard's page of its own. Guarantees:
// - A case is taken by the edition that holds at its moment, by the desk's midnight; the page of another one hands it on.
// - A link that names its edition, as those in tickets do, opens under that one, and it is said what today's says.
// - No other edition's files are loaded before the moment asks for them.

/** @import { EditionWizard, PageData } from "publisher.pages.page_data" */
/** @import { Answers, ShownOutcome } from "./shapes.d.ts" */
import { el } from "./dom.js";
import { fill } from "./fill.js";
import { lookedUp } from "./lookup.js";
import { momentWords, now } from "./times.js";
import { addressOf, page, say } from "./words.js";

const NAME = "edition";
const HANDED_ON = "wizard handed on";
const AGAIN_MS = 3000;
const { editions } = page;
const named = new URLSearchParams(location.search).get(NAME) ?? "";
const pinned = editions?.all.find(({ day }) => day === named);
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

/**
 * Where the case at hand belongs to another edition: the address of its page with the answers; else null.
 * @param {string} hash
 */
export function elsewhere(hash) {
  const wanted = pinned ?? inForce();
  // Without a network nobody is sent away; the page says that its edition does not hold.
  if (!wanted || wanted.day === page.edition || !navigator.onLine || handedOnJustNow()) return null;
  return addressOf(wanted.page) + location.search + (hash && `#${hash}`);
}

// Pages of two builds may think differently of the same moment; then nobody is sent to and fro.
function handedOnJustNow() {
  try {
    const last = Number(sessionStorage.getItem(HANDED_ON));
    sessionStorage.setItem(HANDED_ON, `${Date.now()}`);
    return Date.now() - last < AGAIN_MS;
  } catch {
    return false;
  }
}

/** What is to be said of a link that names an edition which the site does not have; empty where it has it. */
export function goneWords() {
  return !named || named === page.edition || pinned ? "" : say("gone_edition", { day: named });
}

/**
 * Of answers under an edition that is not in force (any more): what today's says of them; else null.
 * @param {Answers} answers
 * @param {ShownOutcome} shown
 */
export async function todayPart(answers, shown) {
  const holding = inForce();
  const own = editions?.all.find(({ day }) => day === page.edition);
  if (!editions || !own || !holding || holding === own) return null;
  const { words } = editions;
  const hash = new URLSearchParams(/** @type {Record<string, string>} */ (answers)).toString().replaceAll("+", "%20");
  const others = new URLSearchParams(location.search);
  others.delete(NAME);
  const search = `?${others}`.replace(/^\?$/, "");
  const link = el("a", { href: `${addressOf(editions.plain)}${search}#${hash}` }, words.go_on);
  const says = await todayWords(holding, answers, shown).catch(() => "");
  return el("p", { "data-notice": "today" }, `${fill(words.decided_by, { first: own.date })} ${says} `, link);
}

/**
 * The address of a ticket's answers under the edition of a day; null where that is this page's or unknown.
 * @param {string} day
 * @param {string} answers
 */
export function ownPage(day, answers) {
  const own = editions?.all.find((one) => one.day === day);
  if (!editions || !own || day === page.edition) return null;
  const words = fill(editions.words.own, { first: own.date });
  return el("a", { href: `${addressOf(own.page)}?${NAME}=${day}#${answers}` }, words);
}

/**
 * What today's edition says, by the look-up in its own page.
 * @param {EditionWizard} holding
 * @param {Answers} answers
 * @param {ShownOutcome} shown
 */
async function todayWords(holding, answers, shown) {
  today ??= pageData(addressOf(holding.page));
  const found = lookedUp(await today, { answers, details: {}, turned: [] }, now(), "")?.outcome;
  if (!editions || !found) return "";
  const says = toldShortly(found);
  if (JSON.stringify(says) === JSON.stringify(toldShortly(shown))) return editions.words.today_same;
  return fill(editions.words.today_says, says);
}

/** @param {ShownOutcome} outcome */
function toldShortly({ lead, verdict, target }) {
  const due = target?.due ? ` (${momentWords(target.due)})` : "";
  return { headline: lead.title, verdict: verdict.title, promise: target ? `${target.text}${due}.` : "" };
}

/** @param {string} address */
async function pageData(address) {
  const html = await (await fetch(address)).text();
  const data = new DOMParser().parseFromString(html, "text/html").getElementById("wizard-page");
  return /** @type {PageData} */ (JSON.parse(data?.textContent ?? ""));
}

/** The edition in force at this moment; before all of them the first. */
function inForce() {
  return editions && (editions.all.filter(({ begins }) => begins <= now()).pop() ?? editions.all[0]);
}
