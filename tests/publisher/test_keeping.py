"""What takes long to make is made by one of all who want it, and there whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publisher.bundle.keeping import made_once


def test_of_all_who_want_a_file_at_once_one_makes_it_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    wanted, made = tmp_path / "kept/library.zip", list[int]()

    def slowly_by(number: int) -> Callable[[], bytes]:
        def make() -> bytes:
            made.append(number)
            time.sleep(0.3)
            return b"whole"

        return make

    with ThreadPoolExecutor(4) as many:
        paths = list(many.map(lambda number: made_once(wanted, slowly_by(number)), range(4)))
    assert paths == [wanted] * 4
    assert len(made) == 1
    assert {path.name: path.read_bytes() for path in wanted.parent.iterdir()} == {"library.zip": b"whole"}


def test_where_it_cannot_be_made_nothing_is_kept_and_the_next_one_tries_again(tmp_path: Path) -> None:
    def fails() -> bytes:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        made_once(tmp_path / "file", fails)
    assert made_once(tmp_path / "file", lambda: b"whole").read_bytes() == b"whole"
