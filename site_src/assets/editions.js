// Of several editions of the policy: marks the one that holds at this moment, by the desk's midnight, which stands in
// the page as an instant, and leads on to it from the home page. Without this script each page says in words when its
// edition holds.

const present = instant();

for (const note of document.querySelectorAll(".edition, .edition [data-begins]")) {
  const { begins = "", ends = "" } = /** @type {HTMLElement} */ (note).dataset;
  const when = present < begins ? "coming" : ends && present >= ends ? "ended" : "holds";
  if (note.matches(".edition")) note.toggleAttribute("data-holds", when === "holds");
  for (const mark of note.querySelectorAll(":scope > [data-when], :scope > p > [data-when]")) {
    /** @type {HTMLElement} */ (mark).hidden = /** @type {HTMLElement} */ (mark).dataset.when !== when;
  }
}

// What is said of the days before has gone; on pages that are told the minute, `stale.js` hides it while they are open.
for (const past of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-gone]"))) {
  past.hidden = present >= (past.dataset.gone ?? "");
}

// Whoever begins at the home page begins with the edition in force, as the wizard does; pages to read stay.
const home = document.querySelector(".edition[data-begins-here]:not([data-holds])");
const holding = home?.querySelector("li > [data-when=holds]:not([hidden])")?.parentElement?.querySelector("a");
if (holding && navigator.onLine) location.replace(holding.href + location.search);

/** The present instant, or that which the address names, as `clock.js` reads it where a page has that. */
function instant() {
  const said = (new URLSearchParams(location.search).get("now") ?? "").replace(" ", "+");
  const given = new Date(/^\d{4}-\d\d-\d\d$/.test(said) ? `${said}T12:00` : said);
  const shown = Number.isNaN(given.getTime()) ? new Date() : given;
  return `${shown.toISOString().slice(0, 19)}Z`;
}
