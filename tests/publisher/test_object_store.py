"""A site is published to an object store by the script in the docs, and again after a change."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from publisher.hosting.builds import files_of
from publisher.hosting.headers import LASTING, REVALIDATED
from tests.conftest import program
from tests.publisher.object_store import ObjectStore
from tests.publisher.test_real_hosts import TYPES

pytestmark = pytest.mark.sweep

SCRIPT = Path(__file__).resolve().parents[2] / "docs/hosting/object-store.sh"
FOLDER = "bucket/help"


def publish(site: Path, store: ObjectStore, home: Path) -> list[tuple[str, str]]:
    """Publish a site; what the store was told, in that order."""
    told = {
        "RCLONE_CONFIG_STORE_TYPE": "s3",
        "RCLONE_CONFIG_STORE_PROVIDER": "Other",
        "RCLONE_CONFIG_STORE_ENDPOINT": store.address,
        "RCLONE_CONFIG_STORE_ACCESS_KEY_ID": "key",
        "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY": "key",
        "RCLONE_S3_NO_CHECK_BUCKET": "true",
        "HOME": str(home),
    }
    store.told.clear()
    command = ["sh", str(SCRIPT), str(site), f"store:{FOLDER}"]
    told["PATH"] = os.environ["PATH"]
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [(what, key.removeprefix(f"{FOLDER}/")) for what, key in store.told]


def test_each_file_gets_to_the_store_with_its_headers_before_the_pages_that_name_it(
    built_site: Path, tmp_path: Path
) -> None:
    program("rclone", "rclone")
    site = tmp_path / "site"
    shutil.copytree(built_site, site, copy_function=os.link)
    unsent = re.compile(r"_headers$|hosting/|.*\.br$|(?!assets/).*\.gz$")
    with ObjectStore().serving() as store:
        told = publish(site, store, tmp_path)
        wanted = {name for name in files_of(site) if not unsent.match(name)}
        assert {name for _, name in told} == wanted
        assert len(told) == len(wanted), "nothing is sent twice"
        assert max(at for at, (_, name) in enumerate(told) if name.startswith("assets/")) < min(
            at for at, (_, name) in enumerate(told) if not name.startswith("assets/")
        )
        for name in wanted:
            stored = store.objects[f"{FOLDER}/{name}"]
            assert stored.content == (site / name).read_bytes()
            lasts = name.startswith("assets/")
            assert stored.headers["cache-control"] == (LASTING if lasts else REVALIDATED), name
            kind = stored.headers["content-type"].partition(";")[0]
            assert kind in TYPES.get(Path(name).suffix, (kind,)), name
        (site / "index.html").unlink()
        (site / "index.html").write_text("new", "utf-8")
        (site / "assets/new-0123456789.css").write_text("new", "utf-8")
        gone = next((site / "assets").glob("site-*.css")).relative_to(site).as_posix()
        (site / gone).unlink()
        assert publish(site, store, tmp_path) == [
            ("PUT", "assets/new-0123456789.css"),
            ("PUT", "index.html"),
            ("DELETE", gone),
        ]
