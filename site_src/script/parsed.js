// The script begins above the page's data, and does not wait for what comes below them.

/** The text of an element, once the parser has got past it. */
export async function textOf(id) {
  while (!isPast(document.getElementById(id))) await somethingMore();
  return document.getElementById(id).textContent;
}

// While an element is being parsed, nothing stands behind it.
function isPast(element) {
  return element && (element.nextSibling || document.readyState !== "loading");
}

function somethingMore() {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener("readystatechange", resolve, { once: true });
  });
}
