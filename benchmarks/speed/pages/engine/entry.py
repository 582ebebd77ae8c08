"""The engine's entry where the wizard's own is not used: an edition in, a function of requests out."""

import json

from wizard.codec import decode
from wizard.edition import Edition
from wizard.protocol import respond


def load(edition_json):
    """The function that answers requests by this edition; both are JSON."""
    edition = decode(Edition, json.loads(edition_json))
    return lambda request: json.dumps(respond(edition, json.loads(request)))
