// A text as a code that a phone's camera reads. Loaded only when somebody asks for one.

import encodeQR from "qr";

/** How wide the quiet zone around a code is, in its own squares. */
const QUIET = 4;

/**
 * The dark squares of a text's code as the path of a picture, and how many squares the picture is wide.
 * @param {string} text
 */
export function codeOf(text) {
  const rows = encodeQR(text, "raw", { ecc: "low", border: QUIET });
  const squares = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  return { path: squares.join(""), width: rows.length };
}
