// The present instant, or another one that the address names.

/** Another time to answer for, as in `?now=2026-11-23T17:00:00Z`; null in daily life. */
export const fixedNow = instantInAddress();

/** The present instant as the engine takes it. */
export function now() {
  return fixedNow ?? toSeconds(new Date());
}

function instantInAddress() {
  const given = new Date(new URLSearchParams(location.search).get("now") ?? "");
  return Number.isNaN(given.getTime()) ? null : toSeconds(given);
}

/** @param {Date} instant */
function toSeconds(instant) {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
