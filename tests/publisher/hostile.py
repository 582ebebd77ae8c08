"""Text that visitors may type and that must do no harm."""

HOSTILE = (
    "Invoice\u202efdp.exe",
    "\x00\x01\x1f\x7f\x85\x9f",
    "\ud83d and \ude00 alone",
    "\ud83d\u202e\ude00 \ud83d\x00\ude00 \ud83d\u200e\ude00 parted",
    "a\r\nb\rc\n\n\nd\u2028e\u2029f",
    " \t\u00a0\u3000 both ends \u3000\ufeff\u200b ",
    "\ufeff\u180e\u200b\u200c\u200d",
    "\u0995\u09cd\u09b7 \u09ac\u09be\u0982\u09b2\u09be \u0964",
    "\U0001f469\u200d\U0001f4bb\ufe0f \U0001f1e7\U0001f1e9",
    "\u0645\u0631\u062d\u0628\u0627 \u200f\u061c\u2067abc\u2069 \u05e9\u05dc\u05d5\u05dd",
    "{summary} {severity.name} {{}} {0} $& $1 $` %s",
    "__proto__ constructor <b>&amp;</b> \\u202e",
    "Answer expected by: never",
    "e\u0301" * 100,
    "x" * 299 + "\U0001f600" + "y" * 10,
    "\U0001f600" * 121,
    "z" * 19_999 + "\U0001f600\U0001f600",
    "w" * 30_000,
    "\r\n" * 15_000 + "end",
    " " * 25_000 + "beyond",
)
"""Controls, bidirectional marks, lone surrogates, line ends, spaces, scripts, joined emoji, and too much."""
