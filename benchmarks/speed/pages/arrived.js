// What a page needs that has a link's answers and the outcome's words, to say by when an answer is due: hours of one
// desk and one target, written by hand. It knows no holidays, no half days, no other zone and no other level.

const told = JSON.parse(document.getElementById("told").textContent);

export const answers = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
export const { questions } = told;

/** The outcome as HTML, with the instant at which four open hours are over. */
export function outcomeHtml() {
  const local = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "numeric" });
  return told.html.replace("DUE", local.format(dueAfter(new Date(), told.minutes)));
}

function dueAfter(now, minutes) {
  const at = new Date(now);
  for (let left = minutes; left > 0; at.setTime(at.getTime() + 60_000)) {
    if (isOpen(at)) left -= 1;
  }
  return at;
}

function isOpen(instant) {
  const desk = new Date(instant.getTime() + 6 * 3_600_000);
  return ![5, 6].includes(desk.getUTCDay()) && desk.getUTCHours() >= 9 && desk.getUTCHours() < 18;
}
