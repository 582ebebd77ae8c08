// Small comforts: the contents close by Escape or a click beside them, the palette changes, the search opens over the
// page, who points at a way to the wizard finds its files already there, and the site is kept for use without a network.
// Without this script the contents still open and close by themselves, the palette is the system's, and all words of
// the search stand on a page.

/** @import { PageData } from "publisher.pages.page_data" */

const menu = select(".top-menu", HTMLDetailsElement);

function closeMenu() {
  menu.open = false;
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Node && !menu.contains(event.target)) closeMenu();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  closeMenu();
  menu.querySelector("summary")?.focus();
});

document.documentElement.classList.remove("no-js");
for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-scheme]"))) {
  button.addEventListener("click", () => choosePalette(button.dataset.scheme ?? ""));
}

const search = select(".top-search", HTMLElement);
const find = document.getElementById("find");

// An older browser has no dialog, and follows the link to the page of all words.
if (window.HTMLDialogElement && find instanceof HTMLDialogElement) {
  search.setAttribute("role", "button");
  search.setAttribute("aria-haspopup", "dialog");
  search.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openSearch(find);
  });
  find.addEventListener("click", ({ target }) => {
    if (target === find || (target instanceof Element && target.closest(".find-close"))) find.close();
  });
}

const help = select(".top-help", HTMLAnchorElement);
const pointing = ["pointerover", "focusin", "touchstart"];
const { saveData, effectiveType = "" } = navigator.connection ?? {};
const saves = saveData || matchMedia("(prefers-reduced-data: reduce)").matches;

if (!saves && !effectiveType.match(/[23]g/) && !leadsToWizard(location)) {
  for (const kind of pointing) document.addEventListener(kind, pointed, { passive: true });
}

// Staff look at pages that change too often to be kept.
if (!saves && find && document.querySelector(".kept")) {
  const offline = new URL(`${find.dataset.root}offline.js`, document.baseURI);
  addEventListener("load", () => keepSite(offline).catch(() => {})); // Without it, the site needs a network.
}

/**
 * The element that a selector names, of the kind that it is. Throws where there is none.
 * @template {Element} Kind
 * @param {string} selector
 * @param {new () => Kind} kind
 */
function select(selector, kind) {
  const element = document.querySelector(selector);
  if (element instanceof kind) return element;
  throw new Error(`no ${selector}`);
}

/** @param {string} scheme */
function choosePalette(scheme) {
  document.body.dataset.mdColorScheme = scheme;
  select(`[data-scheme]:not([data-scheme=${scheme}])`, HTMLElement).focus();
  try {
    localStorage.setItem(`${select(".top-home", HTMLAnchorElement).pathname}palette`, scheme);
  } catch {
    // Where nothing may be kept, it holds for this page.
  }
}

/**
 * Nothing of the search is loaded before somebody wants it.
 * @param {HTMLDialogElement} find
 */
async function openSearch(find) {
  closeMenu();
  find.showModal();
  const { root = "", script = "" } = find.dataset;
  const failed = select("#find-failed", HTMLElement);
  failed.hidden = true;
  try {
    await import(new URL(root + script, document.baseURI).href);
  } catch {
    failed.hidden = false;
    find.dataset.script += "?"; // Browsers keep what failed under its address.
  }
}

/** @param {URL} worker what keeps the site's pages, and the wizard but for its Python */
async function keepSite(worker) {
  await navigator.serviceWorker?.register(worker, { updateViaCache: "none" });
}

/** @param {Location | HTMLAnchorElement} place */
function leadsToWizard({ origin, pathname }) {
  return origin === help.origin && pathname === help.pathname;
}

/** @param {Event} event */
function pointed({ target }) {
  const link = target instanceof Element && target.closest("a");
  if (!link || !leadsToWizard(link)) return;
  for (const kind of pointing) document.removeEventListener(kind, pointed);
  fetchAhead(help.origin + help.pathname).catch(() => {}); // The wizard fetches them itself.
}

/**
 * The wizard's own page says which files it needs, and its worker knows how to get them.
 * @param {string} wizard its address
 */
async function fetchAhead(wizard) {
  const html = await (await fetch(wizard)).text();
  const page = new DOMParser().parseFromString(html, "text/html").getElementById("wizard-page");
  /** @type {PageData} */
  const { root, bundle } = JSON.parse(page?.textContent ?? "");
  const absolute = Object.entries(bundle).map(([name, path]) => [name, new URL(root + path, wizard).href]);
  const files = Object.fromEntries(absolute);
  new Worker(files.worker, { type: "module" }).postMessage({ kind: "fetch", files });
}
