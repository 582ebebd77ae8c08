"""The engine's entry where the wizard's own is not used: takes an edition, returns a function of requests."""

from __future__ import annotations

import json
from collections.abc import Callable

from wizard.codec import decode
from wizard.edition import Edition
from wizard.protocol import respond


def load(edition_json: str) -> Callable[[str], str]:
    """Return the function that answers requests by this edition; all three are JSON."""
    edition = decode(Edition, json.loads(edition_json))
    return lambda request: json.dumps(respond(edition, json.loads(request)))
