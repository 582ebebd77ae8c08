"""Writes down what the program fills in in its texts, as the English words have it.

    .venv/bin/python -m publisher.placeholder_list > publisher/policy_file/program_placeholders.py

does so anew, after the program has come to fill in something else.
"""

from __future__ import annotations

from pathlib import Path

from publisher.policy_file.placeholders import FILLED_IN, dotted, texts_in
from publisher.policy_file.source import read_source

ENGLISH = Path(__file__).parents[1] / "site_src" / "words" / "en.yaml"
HEAD = '''"""The placeholders of each text by its dotted name, made by `publisher.placeholder_list`."""

PLACEHOLDERS = {
'''


def list_text() -> str:
    """The list as its module has it."""
    written = read_source(ENGLISH.read_bytes(), ENGLISH.name).data
    found = ((dotted(path), sorted({*FILLED_IN.findall(text)})) for path, text in texts_in(written))
    return HEAD + "".join(f'    "{name}": "{" ".join(names)}",\n' for name, names in found if names) + "}\n"


if __name__ == "__main__":
    print(list_text(), end="")
