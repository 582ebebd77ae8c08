"""A text as YAML nodes, without what YAML can do and a file for staff should not.

Guarantees: nothing is composed before the depth is known and there is no alias, so no file can make this
grow or recurse. Whatever stands in the text, the answer is a node, None for an empty text, or Refused.
"""

from __future__ import annotations

from typing import Any

import yaml

from publisher.policy_file.findings import Refused, shown
from publisher.policy_file.notes import Notes
from publisher.policy_file.yaml_mistakes import in_plain_words

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_LEVELS = 40
OR_QUOTE = "Remove it, or put the whole text in quotes."

OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


def compose(text: str, notes: Notes) -> Any:
    """The root node of a text; what should not stand in it is noted. Raises Refused."""
    try:
        _scan(text, notes)
        _check_levels(text, notes)
        return yaml.compose(text, Loader=LOADER)
    # The Python loader also lets ValueError and OverflowError out, for an escape that is no character.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        notes.refuse_unless_known(*in_plain_words(error))


def _scan(text: str, notes: Notes) -> None:
    """Note what YAML can do and this file may not; refuse an alias, which could stand for anything."""
    depth, aliases = 0, False
    for token in yaml.scan(text, Loader=LOADER):
        line, column = token.start_mark.line, token.start_mark.column
        depth += isinstance(token, OPENING) - isinstance(token, CLOSING)
        if depth > MOST_LEVELS + 1:
            # Only to keep the scan short; the level itself is told by the next step.
            break
        aliases = aliases or isinstance(token, yaml.AliasToken)
        message = _not_used_here(token)
        if message:
            notes.add(line, column, message)
    if aliases:
        raise Refused(notes.findings)


def _not_used_here(token: Any) -> str:
    match token:
        case yaml.AnchorToken():
            return f"{shown('&' + token.value)} (an anchor) is not used here. {OR_QUOTE}"
        case yaml.AliasToken():
            return (
                f"{shown('*' + token.value)} (an alias) is not used here. Write out what it stands for, "
                "or put the whole text in quotes."
            )
        case yaml.TagToken():
            written = "".join(part or "" for part in token.value)
            return f"{shown(written)} (a tag) is not used here. {OR_QUOTE}"
        case yaml.DirectiveToken():
            return f"{shown('%' + token.name)} (a directive) is not used here. Remove this line."
        case yaml.ScalarToken(plain=True, value="<<"):
            return "'<<' (a merge key) is not used here. Write out the keys that it stands for."
    return ""


def _check_levels(text: str, notes: Notes) -> None:
    """Refuse what is nested too deep, and a second document: what stands above it is only a part."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        mark: Any = event.start_mark
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > MOST_LEVELS:
            notes.refuse(mark.line, mark.column, f"this is nested more than {MOST_LEVELS} levels deep.")
        if documents > 1:
            notes.refuse(mark.line, mark.column, "a second document starts here. Remove this '---'.")
