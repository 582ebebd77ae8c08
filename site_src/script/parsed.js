// The script begins above the page's data, and does not wait for what comes below them.

/**
 * The text of an element, once the parser has got past it.
 * @param {string} id
 */
export async function textOf(id) {
  let element = document.getElementById(id);
  for (; !isPast(element); element = document.getElementById(id)) await somethingMore();
  return element.textContent;
}

/**
 * While an element is being parsed, nothing stands behind it.
 * @param {Element | null} element
 * @returns {element is Element}
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
