"""The engine's entry in the browser: an edition is loaded once, then every request is a text in, a text out.

Only texts cross the border to JavaScript, so that no value of one language has to live in the other.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from wizard.codec import decode
from wizard.edition import Edition
from wizard.protocol import respond
from wizard.reopening import respond as reopen


def load(edition_json: str) -> Callable[[str], str]:
    """The function that answers requests by this edition; both are JSON, see `wizard.protocol.respond`.

    A request with a `ticket` is one to reopen it, see `wizard.reopening.respond`.
    """
    edition: Edition = decode(Edition, json.loads(edition_json))

    def answer(request_json: str) -> str:
        request = json.loads(request_json)
        answered = reopen if isinstance(request, dict) and "ticket" in request else respond
        return json.dumps(answered(edition, request))

    return answer
