"""The engine's entry in the browser: texts in, texts out."""

from __future__ import annotations

import json

import pytest

from tests.wizard.helpers import DESK_OPEN, PRODUCTION_DOWN, ask, real
from wizard.boot import load
from wizard.codec import encode
from wizard.protocol import BadRequest


def test_the_browser_gets_the_same_view_as_everybody_else() -> None:
    answer = load(json.dumps(encode(real())))
    request = {"answers": PRODUCTION_DOWN, "now": DESK_OPEN, "page": ""}
    assert json.loads(answer(json.dumps(request))) == json.loads(json.dumps(ask(real(), PRODUCTION_DOWN)))


def test_texts_of_any_script_and_unpaired_surrogates_cross_the_border() -> None:
    answer = load(json.dumps(encode(real())))
    typed = {"description": "\u09ac\u09be\u0982\u09b2\u09be \ud83d\ude00 \ud800", "strange": "\udfff"}
    view = json.loads(answer(json.dumps({"answers": PRODUCTION_DOWN | typed, "now": DESK_OPEN})))
    assert "\u09ac\u09be\u0982\u09b2\u09be \U0001f600 ?" in view["outcome"]["ticket"]["body"]
    assert view["ignored"] == ["strange=\udfff"]


def test_a_request_that_can_t_be_understood_is_refused_there_too() -> None:
    with pytest.raises(BadRequest):
        load(json.dumps(encode(real())))("[]")
