// When Python is begun, which nobody waits for: not before the page stands idle, and where the line is slow or dear, not
// before it has work to do.

const IDLE_AFTER_MS = 300;
const IDLE_AT_LAST_MS = 3000;
const SLOW_LINES = ["slow-2g", "2g", "3g"];

/** Whether the visitor asked to save data, or has a line on which Python takes a minute to come. */
export function isSparing() {
  const { saveData, effectiveType = "" } = navigator.connection ?? {};
  return saveData || SLOW_LINES.includes(effectiveType) || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/**
 * Not every browser says when it is idle.
 * @param {() => void} action
 */
export function whenIdle(action) {
  if ("requestIdleCallback" in self) requestIdleCallback(action, { timeout: IDLE_AT_LAST_MS });
  else setTimeout(action, IDLE_AFTER_MS);
}
