// The wizard's page: takes what the visitor does, asks the engine, shows what it answers. Guarantees:
// - What was picked or typed is kept from the frame that shows it, whether or not Python has loaded.
// - Nothing waits for Python that the look-up knows, which the engine made at build: the next question, and the
//   outcome with its instants. Where Python never comes, that is what there is.
// - Only the newest answer of the engine is shown, and an update never moves focus, caret or scroll.
// - Nothing is sent anywhere.

/** @import { Answers, AtOutcome, AtQuestion, Files, ShownOutcome, ShownView } from "./shapes.d.ts" */
import { alongActions } from "./along.js";
import { tellOpen } from "./channels.js";
import { everyMinute, fixedNow, now } from "./clock.js";
import { morph, select } from "./dom.js";
import { comingWords, elsewhere, goneWords, lastingPage, todayPart } from "./edition.js";
import { Engine } from "./engine.js";
import { isSparing, whenIdle } from "./idle.js";
import { outcomeStage } from "./outcome.js";
import { fragment, lookedUp, questionsLeft, writtenAnew } from "./lookup.js";
import { markPicked, questionStage, refuseEmpty, waitingStage } from "./question.js";
import { rehearse } from "./rehearsal.js";
import { compareAgain, takeReturned } from "./returned.js";
import { afterComing, bring, coming, heading, lead, root, showAtOnce, showNew, stage } from "./stage.js";
import { tellStale } from "./stale.js";
import { haveRules } from "./secret_rules.js";
import { canFind } from "./secrets.js";
import { State, withoutSecrets } from "./state.js";
import { copied, download, follow } from "./taking.js";
import { notice, notices, quieten, saying, tell, tellGone } from "./telling.js";
import { fieldValue, fileText, fillField, foundIn, offered, ticketText, tooLong } from "./ticket.js";
import { momentWords, wholeInstant } from "./times.js";
import { toldBy, toldText, troubleBox } from "./trouble.js";
import { addressOf, page, say } from "./words.js";

const TYPING_MS = 150;
const PATIENCE_MS = 500;
const RIGHT = 2;
const RETRY_MS = 5_000;

/** @typedef {"arrived" | "moved" | "updated" | "confirmed"} How why something is shown: see `ask` */

const trouble = select("#wizard-trouble");
const state = new State(tellKept);

/** @type {ShownView | null} */
let view = null;
let turn = 0;
/** Whether Python has begun to start. */
let begun = false;
let ready = false;
/** @type {Error | null} */
let failed = null;
let waiting = false;
/** The link with which the visitor came, until it has been read. */
let arrivedBy = location.href;
/** Details whose problems are told beside their fields. */
const told = new Set();
let summed = false;
/** Whether it was said that not all that was typed is kept. */
let saidUnkept = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing;

const files = addresses();
const engine = new Engine(files, { ready: whenReady, still: whenStill });

/** @type {Record<string, (button: HTMLElement) => void>} */
const actions = {
  answer: (button) => answer(button.closest("form"), button.dataset.answer ?? ""),
  change: (button) => change(button.dataset.question ?? ""),
  follow: (link) => {
    location.hash = link.dataset.to ?? "";
  },
  back: () => change(view?.asked[view.asked.length - 1]?.question ?? ""),
  restart,
  retry,
  erase,
  undo,
  "to-ticket": () => lead(select("#wizard-details")),
  "to-field": (button) => toField(button.dataset.field ?? ""),
  copy: () => taken(copied(ticketText(ticket()), "#wizard-paper")),
  "copy-subject": () => taken(copied(ticket().subject, "#wizard-paper")),
  "copy-body": () => taken(copied(ticket().body, "#wizard-paper")),
  "copy-told": () => copied(toldText(toldBy(withoutSecrets(state))), "#wizard-told"),
  secret: (button) => toggleSecret(Number(button.dataset.secret)),
  "mask-offered": maskOffered,
  download: () => download(fileText(outcome(), state), ticket().file_name),
  ...alongActions(outcome),
};

begin();

function begin() {
  if (handOn(() => location.hash.slice(1))) return;
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-action]");
    // With a key held, a link opens in a tab or window of its own.
    const isApart = button instanceof HTMLAnchorElement && (event.ctrlKey || event.metaKey || event.shiftKey);
    if (!(button instanceof HTMLElement) || isApart) return;
    // What stands there until the next frame is answered already, as a held key clicks on it. The second click of a
    // double click would answer the question that the first one brought.
    if (coming) bring();
    else if (event.detail < 2) actions[button.dataset.action ?? ""]?.(button);
    // Last, so that an option still leads on as a link where something here fails.
    event.preventDefault();
  });
  root.addEventListener("click", writes);
  root.addEventListener("auxclick", writes);
  root.addEventListener("contextmenu", writes);
  root.addEventListener("submit", submitted);
  root.addEventListener("focusin", ({ target }) => isField(target) && haveRules());
  root.addEventListener("input", typed);
  // What fills fields in by itself may tell of it by this alone; and a field that is left is looked at.
  root.addEventListener("change", left);
  addEventListener("popstate", () => read("moved"));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", comeBack);
  // A phone may end a page that is hidden without another word.
  document.addEventListener("visibilitychange", () => document.hidden && state.flush());
  everyMinute(tick);
  if (fixedNow) notice("as_of", say("as_of", { moment: wholeInstant(fixedNow) }));
  if (goneWords()) notice("gone", goneWords());
  tick();
  const takePassed = takeReturned(reopened, open);
  read("arrived");
  takePassed();
  rehearse();
  if (!isSparing()) whenIdle(beginPython);
}

function beginPython() {
  begun = true;
  haveRules();
  if (!waiting) ask("confirmed");
}

// --- what the visitor does ---

/** @param {How} how */
function read(how) {
  state.read();
  waiting = !ready && Object.keys(state.answers).length > 0;
  if (!ready) showAtOnce(waiting ? waitingStage(toldBy({ ...state, details: {} })) : undefined);
  ask(how);
}

/**
 * @param {HTMLFormElement | null} form
 * @param {string} given
 */
function answer(form, given) {
  const question = form?.dataset.question ?? "";
  settle();
  if (!waiting) state.push();
  state.answers[question] = given;
  delete state.before[question];
  waiting = true;
  ask("moved");
  if (!waiting) return;
  markPicked(select("form", root), given);
  if (!ready) tell(say("kept"), { answering: true });
}

/** @param {string} question */
function change(question) {
  state.push();
  state.before[question] = state.answers[question];
  delete state.answers[question];
  ask("moved");
}

function restart() {
  // By voice the button is pressed from within a field, which on its way out would tell once more what it holds.
  if (isField(document.activeElement)) document.activeElement.blur();
  const gone = toldBy(state);
  // What a ticket that came back said goes with it.
  /** @type {HTMLFormElement} */ (select(".wizard-returned form", root)).reset();
  state.push();
  state.forget();
  ask("moved");
  state.catchUp(); // Who reloads before the paint would come back to what the entry before this holds.
  tellGone("restarted", gone);
}

function erase() {
  const gone = toldBy({ ...state, answers: {} });
  state.erase();
  told.clear();
  summed = false;
  fillFields();
  ask("updated");
  tellGone("erased", gone);
}

/** @param {number} at */
function toggleSecret(at) {
  const secret = view?.outcome && foundIn(view.outcome, state)[at];
  if (secret) state.turn([secret.text]);
  ask("updated");
}

function maskOffered() {
  state.turn(offered(foundIn(outcome(), state)).map(({ text }) => text));
  // The button is gone in a moment; what it did is listed here.
  select(".wizard-secrets").focus();
  ask("updated");
}

function undo() {
  const moves = !view?.outcome;
  if (moves) state.push();
  state.undo();
  tell("");
  if (!moves) fillFields();
  ask(moves ? "moved" : "updated");
  if (!moves) lead(select("#wizard-details"));
}

// Something new is told, or the page is left: what was forgotten is so for good.
function settle() {
  if (state.settle()) tell("");
}

function leave() {
  settle();
  state.flush();
}

/**
 * A page that the browser held goes on as it was, but for what was forgotten on another one since.
 * @param {PageTransitionEvent} event
 */
function comeBack({ persisted }) {
  if (!persisted || !state.isForgotten()) return;
  root.hidden = true;
  location.reload();
}

function fillFields() {
  for (const field of root.querySelectorAll("[data-detail]")) {
    if (isField(field)) fillField(field, state.details);
  }
}

async function retry() {
  trouble.replaceChildren();
  failed = null;
  ready = false;
  const late = new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  if (await Promise.race([isRepublished(), late])) {
    location.reload();
  } else {
    engine.restart();
    ask("moved");
  }
}

// If the site was published anew, the files that this page names may be gone, and a reload brings those of today. What
// was told outlives it.
async function isRepublished() {
  try {
    // The one script that can't be asked for past the cache, which may hold it as it came wrong.
    await fetch(files.worker, { cache: "reload" });
    const answered = await fetch(location.pathname, { cache: "no-cache" });
    const html = await answered.text();
    return answered.ok && !Object.values(page.bundle).every((path) => html.includes(path));
  } catch {
    return false;
  }
}

/** @param {Event} event */
function submitted(event) {
  event.preventDefault();
  const field = root.querySelector("#wizard-other");
  if (!isField(field)) return;
  if (field.value.trim()) answer(field.form, field.value.trim());
  else if (view?.question) refuseEmpty(field, view.question.kind);
}

/** @param {Event} event */
function typed({ target }) {
  if (!isField(target)) return;
  if (target.id === "wizard-other") state.draft(target.form?.dataset.question ?? "", target.value);
  if (!target.dataset.detail) return;
  settle();
  state.keep(target.dataset.detail, fieldValue(target));
  clearTimeout(typing);
  typing = setTimeout(ask, TYPING_MS, "updated");
}

/** @param {Event} event */
function left(event) {
  const { target } = event;
  if (isField(target) && target.dataset.detail) told.add(target.dataset.detail);
  typed(event);
}

/**
 * Whoever takes the ticket along hears what is wrong with it, unless they are still to copy what is selected; nothing
 * is kept from being sent.
 * @param {Promise<void | boolean>} [done]
 */
async function taken(done) {
  const isSelected = (await done) === false;
  const wrong = view?.outcome?.details.filter(({ problem }) => problem) ?? [];
  for (const { id } of wrong) told.add(id);
  summed = true;
  if (view) draw(view, false);
  if (wrong.length > 0 && !isSelected) lead(select(".wizard-problems"));
}

/** @param {string} detail */
function toField(detail) {
  const field = select(`[data-detail="${detail}"]`, root);
  field.closest("details")?.setAttribute("open", "");
  field.focus();
}

function tick() {
  if (page.lookup) {
    tellStale(page.lookup.timetable, now());
    tellOpen(page.lookup.timetable);
  }
  if (view?.outcome && !waiting) ask("updated");
}

/**
 * A link that writes to a channel has all that was typed until now, whichever way it is opened; where it carries a
 * part of the ticket, the whole of it is copied on the way.
 * @param {MouseEvent} event
 */
function writes({ target, type, button }) {
  const link = target instanceof Element && target.closest("[data-writes-to]");
  if (!(link instanceof HTMLAnchorElement)) return;
  const { channels, ticket } = outcome();
  const channel = channels.find(({ id }) => id === link.dataset.writesTo);
  if (!channel) return;
  // It may have been drawn anew, and this one is still followed.
  link.href = channel.link;
  if (type === "contextmenu" || button === RIGHT) return;
  taken(follow(channel, ticket));
}

// --- asking the engine ---

/**
 * `how` says why: the visitor "arrived", or "moved" on or back, or what is shown is only "updated". The look-up
 * shows at once what it knows, and Python's own view then "confirmed" it.
 * @param {How} how
 */
function ask(how) {
  if (how === "moved" && handOn(() => fragment(Object.entries(withoutSecrets(state).answers)))) return;
  turn += 1;
  if (canFind(page.secrets) || !state.isTyped()) askAtOnce(how);
  else askWithRules(turn, how);
}

/**
 * What was typed waits for the rules by which secrets in it are found; while there are none, it is left out.
 * @param {number} mine
 * @param {How} how
 */
async function askWithRules(mine, how) {
  const come = haveRules();
  await Promise.race([come, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  const late = !canFind(page.secrets);
  if (mine === turn) askAtOnce(how);
  await come;
  if (!canFind(page.secrets)) return;
  state.flush();
  if (late) ask("updated");
}

/** @param {How} how */
function askAtOnce(how) {
  const found = viewOfLookup(how);
  if (found) show(found, how);
  else state.replace();
  const mine = turn;
  if (!found) askEngine(mine, how);
  else if (begun || found.outcome?.open) afterComing(() => mine === turn && askEngine(mine, "confirmed"));
}

/**
 * Where Python is there and has no answer within moments, the look-up answers first.
 * @param {number} mine
 * @param {How} how
 */
async function askEngine(mine, how) {
  begun = true;
  let shown = how;
  const late = setTimeout(() => {
    if (mine === turn && ready && lookUpInstead(how)) shown = "confirmed";
  }, PATIENCE_MS);
  try {
    const answers = { ...state.details, ...state.answers };
    const answered = await engine.ask({ answers, now: now(), page: lastingPage(), turned: state.turned });
    if (mine === turn) answeredBy(answered, shown);
  } catch (/** @type {any} */ error) {
    if (mine === turn) fail(error, shown);
  } finally {
    clearTimeout(late);
  }
}

/**
 * From here on the look-up answers, as far as it can. True where it does.
 * @param {How} how
 */
function lookUpInstead(how) {
  ready = false;
  const found = viewOfLookup(how);
  if (found) show(found, how);
  return found !== null;
}

/**
 * Where the look-up is itself at fault, the engine still answers.
 * @param {How} how
 */
function viewOfLookup(how) {
  try {
    // What is only updated, and what Python alone can settle, waits for it where it is there.
    if (ready && how === "updated") return null;
    const found = lookedUp(page, state, { now: now(), address: lastingPage(), first: !view?.outcome });
    return ready && found?.outcome?.open ? null : found;
  } catch (error) {
    console.error(error);
    return null;
  }
}

/**
 * A ticket that came back, as Python reads it; at its own answers, or at those that are shown.
 * @param {string} ticket
 * @param {Answers} [answers]
 * @returns {Promise<any>}
 */
function reopened(ticket, answers) {
  return engine.ask({ ticket, answers, now: now(), page: lastingPage() });
}

/**
 * Show the answers of a ticket that was read.
 * @param {any} view
 */
function open(view) {
  turn += 1;
  state.push();
  state.answers = view.answers;
  answeredBy(view, "moved");
  bring();
}

/**
 * Where another edition of the policy takes the case. True where it does.
 * @param {() => string} answers
 */
function handOn(answers) {
  const other = elsewhere();
  if (other) location.replace(`${other}#${answers()}`.replace(/#$/, ""));
  return other !== null;
}

/**
 * @param {ShownView} answered
 * @param {How} how
 */
function answeredBy(answered, how) {
  const wasOpen = view?.outcome?.open;
  ready = true;
  failed = null;
  show(answered, how);
  if (wasOpen && answered.outcome) tellSettled(answered.outcome);
}

// A link to which something was added on its way is read as a ticket is that came back.
async function mend() {
  const [link, here] = [arrivedBy, location.hash];
  arrivedBy = "";
  const { view: mended } = await reopened(link);
  if (here === location.hash && mended && mended.ignored.length === 0) open(mended);
}

/**
 * @param {ShownView} answered
 * @param {How} how
 */
function show(answered, how) {
  const isNew = !samePlace(view, answered);
  view = answered;
  waiting = false;
  trouble.replaceChildren();
  // Where nothing is asked before the edition's day, the answers wait for it.
  const early = view.asked.length === 0 && view.outcome?.policy.early && comingWords();
  const ignored = !early && how !== "moved" && how !== "updated" && view.ignored.length > 0;
  if (ignored) notice("ignored", say("ignored"));
  if (!early) state.take(view.answers);
  const here = early ? fragment(Object.entries(withoutSecrets(state).answers)) : view.address;
  if (isNew && how === "moved") state.replaceSoon(here);
  else state.replace(here);
  draw(view, isNew, how === "moved");
  tellToday(view.outcome);
  if (how === "moved") {
    arrive();
    compareAgain(view.answers, reopened);
  } else if (how === "arrived" && view.asked.length) greet();
  if (ignored && arrivedBy) mend();
}

/**
 * @param {ShownView} view
 * @param {boolean} isNew
 * @param {boolean} [moves]
 */
function draw(view, isNew, moves = false) {
  const fresh = view.outcome ? drawnOutcome(view, isNew) : drawnQuestion(view, isNew);
  const place = view.outcome ? "outcome" : view.asked.length ? "question" : "first";
  if (isNew) showNew({ fresh, place, rest: drawRest }, moves);
  else morph(stage(), fresh);
}

function drawRest() {
  state.catchUp();
  if (!view || waiting) return;
  if (view.outcome) outcome();
  else draw(view, false);
}

/**
 * @param {ShownView & AtQuestion} view
 * @param {boolean} first
 */
function drawnQuestion(view, first) {
  const left = questionsLeft(page, state.answers, now());
  return questionStage(view, { left, before: state.before[view.question.id], first });
}

/**
 * @param {ShownView & AtOutcome} shown
 * @param {boolean} first
 */
function drawnOutcome(shown, first) {
  return outcomeStage(shown, { typed: state.details, turned: state.turned, told, summed }, failed, first);
}

function arrive() {
  quieten();
  notices.querySelector("[data-notice=ignored]")?.remove();
  if (!coming) lead(heading(), stage());
}

// Who came with a link and did nothing yet begins at the heading; an update moves nobody.
function greet() {
  if (document.activeElement === document.body) heading().focus({ preventScroll: true });
}

/**
 * @param {Error} error
 * @param {How} how
 */
function fail(error, how) {
  failed = error;
  // What was done a moment ago is still told.
  if (!saying) quieten();
  if (!lookUpInstead(how)) showTrouble(error, how);
}

/**
 * @param {Error} error
 * @param {How} how
 */
function showTrouble(error, how) {
  waiting = false;
  if (!stage().querySelector("form")) stage().replaceChildren();
  const box = troubleBox("failed", error, toldBy(withoutSecrets(state)));
  // Laid over what is there, so that it is not announced again at every letter.
  if (trouble.firstChild) morph(trouble.firstChild, box);
  else trouble.append(box);
  if (how === "moved") trouble.scrollIntoView({ block: "nearest" });
}

/**
 * @param {ShownView | null} before
 * @param {ShownView} now
 */
function samePlace(before, now) {
  return before?.question?.id === now.question?.id && !before?.outcome === !now.outcome;
}

// --- what the page tells ---

function whenReady() {
  ready = true;
  trouble.replaceChildren();
  keepPython().catch(() => {}); // Some browsers have no service workers, or refuse them in a frame.
}

// Who has used Python once will have it without a network too.
async function keepPython() {
  const { active } = (await navigator.serviceWorker?.ready) ?? {};
  active?.postMessage("python");
}

// Only those who wait for Python hear that its start takes long.
function whenStill() {
  if (view?.outcome?.open) tell(say("still"), { busy: !ready });
  else if (waiting && !trouble.hasChildNodes()) trouble.replaceChildren(troubleBox("still", null, []));
}

/**
 * The status was still open: once it is known, that is said in the status line, wherever the reader is on the page.
 * @param {ShownOutcome} outcome
 */
function tellSettled({ verdict, target }) {
  const due = target?.due ? say("reply_by", { moment: momentWords(target.due) }) : "";
  tell(say("settled", { verdict: verdict.title, due }));
}

/** @param {boolean} all */
function tellKept(all) {
  if (!all && !saidUnkept) tell(say("not_kept"), { answering: true });
  saidUnkept ||= !all;
  // By now a long text was looked through, and what is behind the ticket's end is known.
  if (view?.outcome && tooLong(view.outcome.details, state.details).length > 0) draw(view, false);
}

/** @param {ShownOutcome | null} shown */
async function tellToday(shown) {
  const mine = turn;
  const part = await todayPart(withoutSecrets(state).answers, shown);
  notices.querySelector("[data-notice=today]")?.remove();
  if (part && mine === turn) notices.append(part);
}

function ticket() {
  return outcome().ticket;
}

/** The outcome with all that was typed until now, as whoever takes it along expects it. */
function outcome() {
  if (!view?.outcome) throw new Error("no outcome is shown");
  view = writtenAnew(page, view, state, { now: now(), address: lastingPage() });
  draw(view, false);
  return view.outcome;
}

/**
 * @param {unknown} target
 * @returns {target is HTMLInputElement | HTMLTextAreaElement}
 */
function isField(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** @returns {Files} */
function addresses() {
  const absolute = Object.entries(page.bundle).map(([name, path]) => [name, addressOf(path)]);
  return Object.fromEntries(absolute);
}
