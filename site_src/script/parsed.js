// The script begins above the page's data, and does not wait for what comes below them.

/**
 * Wait until the parser has got past an element.
 * @param {string} id
 */
export async function parsed(id) {
  while (!isPast(document.getElementById(id))) await somethingMore();
}

/**
 * While an element is being parsed, nothing stands behind it.
 * @param {Element | null} element
 */
function isPast(element) {
  return element !== null && (element.nextSibling !== null || document.readyState !== "loading");
}

/** @returns {Promise<void>} */
function somethingMore() {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener("readystatechange", () => resolve(), { once: true });
  });
}
