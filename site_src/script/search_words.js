// A text as the words by which it is found: without case, endings and doubled letters, in any script. What sounds alike
// is one letter, for Bengali in English letters is written as it is heard: hocche, hosse, hochche.

// A number with points in it is one: a clause's, a version's, a time.
const PIECE = /\d[\p{L}\p{M}\p{N}]*(?:\.\d+)+|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const VERSION = /^\d{1,3}(?:\.\d{1,3}){2}$/;
const HUMP = /(\p{Ll})(\p{Lu})/gu;
const PHONE = /\+?\d(?:[\s().-]{0,2}\d){7,}/g;
const PHONE_END = 8; // What a number has in common with itself, however it is dialled.
/** @type {[RegExp, number][]} */
const ENGLISH = [[/at(?:e[ds]?|ing|ions?)$/, 4], [/ly$/, 4], [/(?:ing|ions?|e[ds])$/, 3], [/[se]$/, 3]];
const BENGALI = /(?:গুলোর|গুলো|গুলি|দের|টার|টির|টা|টি|ের|কে|তে|রা|ে)$/u;
/** @type {[RegExp, string][]} */
const ALIKE = [
  [/ph/g, "f"], [/^sh|\Bc*ch/g, "s"], [/([bdgjkt])h/g, "$1"], [/v/g, "b"], [/z/g, "j"], [/([aeiou])y/g, "$1i"],
  [/ী/g, "ি"], [/ূ/g, "ু"], [/ণ/g, "ন"], [/[শষ]/g, "স"], [/ঁ/g, ""],
];
const UNHEARD = /\u200c|\u200d|['’`]/g;
const BENGALI_ZERO = 0x09e6;
const SHORTEST = 3; // Letters that are left of a word without its ending, at least; beside English ones: theirs.

/** @type {Map<string, string>} */
const stems = new Map();

/**
 * The words of a text, in their order.
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  return pieces(text).map(stem);
}

/**
 * The pieces of which a text's words are made, before their endings go.
 * @param {string} text
 */
export function pieces(text) {
  return [...clear(text).matchAll(PIECE)].flatMap(([piece]) => humps(piece)).map((piece) => piece.toLowerCase());
}

/**
 * A word without its ending; each is worked out once.
 * @param {string} piece
 */
export function stem(piece) {
  const known = stems.get(piece) ?? bare(piece);
  stems.set(piece, known);
  return known;
}

/** @param {string} piece */
function bare(piece) {
  if (/\d/.test(piece)) return piece;
  if (/^[a-z]+$/.test(piece)) return single(heard(english(piece)));
  const left = piece.replace(BENGALI, "");
  return heard([...left].length < SHORTEST ? piece : left);
}

/** @param {string} word */
function heard(word) {
  return ALIKE.reduce((before, [written, letter]) => before.replace(written, letter), word);
}

/**
 * What is written in several ways, in one: figures, times, versions and telephone numbers.
 * @param {string} text
 */
function clear(text) {
  return text.normalize("NFKC")
    .replace(UNHEARD, "")
    .replace(/[০-৯]/g, (digit) => String(digit.charCodeAt(0) - BENGALI_ZERO))
    .replace(PHONE, (number) => ` ${number.replace(/\D/g, "").slice(-PHONE_END)} `)
    .replace(/\bv\.?\s?(?=\d)/gi, "version ")
    .replace(/(\d)\s*([ap])\.?m\b/gi, "$1 $2m")
    .replace(/(\d)\s?h(?:rs?)?\b/gi, "$1 hour ");
}

/**
 * `userName` is meant as one word or as two; a number with two points is a version's.
 * @param {string} piece
 */
function humps(piece) {
  if (VERSION.test(piece)) return ["version", piece];
  const parts = piece.replace(HUMP, "$1 $2").split(" ");
  return parts.length > 1 ? [piece, ...parts] : parts;
}

/** @param {string} piece */
function english(piece) {
  if (piece.endsWith("ss")) return piece;
  const plain = piece.replace(/(..)ie[ds]$/, "$1y");
  for (const [ending, left] of ENGLISH) {
    const bare = plain.replace(ending, "");
    if (bare !== plain && bare.length >= left) return bare;
  }
  return plain;
}

/** @param {string} piece */
function single(piece) {
  return piece.replace(/(.)\1/g, "$1");
}
