// Three small comforts: the contents close by Escape or a click beside them, on small screens a button opens the
// search, and who points at a way to the wizard finds its files already there. Without this script the contents
// still open and close by themselves.

const menu = document.querySelector(".top-menu");

function closeMenu() {
  menu.open = false;
}

document.addEventListener("click", (event) => {
  if (!menu.contains(event.target)) closeMenu();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  closeMenu();
  menu.querySelector("summary").focus();
});

const search = document.querySelector(".top-search");
const toggle = document.getElementById("__search");

search.addEventListener("click", () => {
  closeMenu();
  if (!toggle.checked) toggle.click();
  document.querySelector("[data-md-component=search-query]").focus();
});

// Focus returns to where the search was opened from, not to the top of the page.
toggle.addEventListener("change", () => {
  if (!toggle.checked && search.offsetParent) search.focus();
});

const help = document.querySelector(".top-help");
const pointing = ["pointerover", "focusin", "touchstart"];
const saves = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;

if (!saves && !leadsToWizard(location)) {
  for (const kind of pointing) document.addEventListener(kind, pointed, { passive: true });
}

function leadsToWizard({ origin, pathname }) {
  return origin === help.origin && pathname === help.pathname;
}

function pointed({ target }) {
  const link = target.closest("a[href]");
  if (!link || !leadsToWizard(link)) return;
  for (const kind of pointing) document.removeEventListener(kind, pointed);
  fetchAhead(help.origin + help.pathname).catch(() => {}); // The wizard fetches them itself.
}

// The wizard's own page says which files it needs, and its worker knows how to get them.
async function fetchAhead(wizard) {
  const html = await (await fetch(wizard)).text();
  const page = new DOMParser().parseFromString(html, "text/html").getElementById("wizard-page");
  const { root, bundle } = JSON.parse(page.textContent);
  const absolute = ([name, path]) => [name, new URL(root + path, wizard).href];
  const files = Object.fromEntries(Object.entries(bundle).map(absolute));
  new Worker(files.worker, { type: "module" }).postMessage({ kind: "fetch", files });
}
