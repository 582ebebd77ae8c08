"""The facts of one and the same moment in both policies, as far as they can occur together."""

from __future__ import annotations

from publisher.analysis.moments import instants as instants
from wizard.edition import Edition
from wizard.facts import moment

Both = tuple[dict[str, str], dict[str, str]]
"""What holds in the old policy and in the new one."""


def moments(old: Edition, new: Edition) -> tuple[Both, ...]:
    """Every combination of the moment's facts in both policies."""
    at = sorted({*instants(old), *instants(new)})
    found = [(moment(old, instant), moment(new, instant)) for instant in at]
    unlike = {(tuple(before.items()), tuple(now.items())): (before, now) for before, now in found}
    return tuple(unlike[key] for key in sorted(unlike))
