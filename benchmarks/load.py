"""A built site behind nginx on loopback, under load: every answer right, and what each kind of visit costs.

    python3 -m benchmarks.load [SITE]

Needs nginx and wrk (Debian has both). Sends a bounded number of requests, compares each answer with the file,
then has wrk ask for all files of first visits for some seconds, and writes results/load.md.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.hosting.offline import WORKER
from tests.publisher.test_hosting import first_visit, index_of, offline_site
from tests.publisher.test_real_hosts import NGINX, running

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "load.md"
VISITS, AT_ONCE = 100, 8
"""How often each kind of visit is made, and how many at a time."""
SECONDS, CONNECTIONS = 10, 64
HEAD = """# A site under load

nginx with one process, told by the site's own snippet, on the machine that also asks. Bytes are those of the
answers with their headers, with gzip; Brotli takes a sixth less."""
PATHS = """
local paths, at = {%s}, 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at], { ["Accept-Encoding"] = "gzip" })
end
"""


class Wrong(Exception):
    """An answer is not what the site has."""


def main(site: Path) -> int:
    """Measure, write the results, and return the exit status."""
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing or not site.is_dir():
        print(f"There is no {missing[0] if missing else site}.", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        served = Path(folder) / "served/as/site"
        shutil.copytree(site, served)
        settings = NGINX.replace("{folder}/www", "{site}")
        with running(served, settings, ["nginx", "-c", "{folder}/conf", "-p", "{folder}"]) as port:
            rows = list(_visits(served, port))
            rate = _rate(served, port, Path(folder) / "paths.lua")
    text = "\n".join((HEAD, "", *_table(rows), "", rate))
    print(text)
    RESULT.write_text(f"{text}\n", "utf-8")
    return 0


def _visits(site: Path, port: int) -> Iterator[tuple[str, int, int]]:
    """Each kind of visit with its requests and bytes, once all of them were answered right."""
    told = offline_site(site)
    home = first_visit(site, "index.html")
    kept = {WORKER, *map(index_of, told["files"])} - {*home}
    kinds: dict[str, tuple[Sequence[str], bool]] = {
        "first, to the home page": (home, False),
        "first, to a section of the policy": (first_visit(site, "policy/levels/index.html"), False),
        "first, to the wizard": (first_visit(site, "wizard/index.html"), False),
        "Python beside it": (list(told["python"]), False),
        "after the first, for use without a network": (sorted(kept), False),
        "returning, a page and the worker": (["index.html", WORKER], True),
    }
    for kind, (files, again) in kinds.items():
        visit = partial(_visit, site, port, files, again)
        with ThreadPoolExecutor(AT_ONCE) as many:
            [size] = {done.result() for done in [many.submit(visit) for _ in range(VISITS)]}
        yield kind, len(files), size


def _visit(site: Path, port: int, files: Sequence[str], again: bool) -> int:
    """Make a visit and return its bytes. Raises Wrong where an answer is not the file."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    total = 0
    for name in files:
        packed = site / f"{name}.gz"
        file = packed if packed.is_file() else site / name
        headers = {"Accept-Encoding": "gzip"}
        if again:
            connection.request("HEAD", _path(name), headers=headers)
            first = connection.getresponse()
            first.read()
            headers["If-None-Match"] = first.headers["ETag"]
        connection.request("GET", _path(name), headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        wanted = (304, b"") if again else (200, file.read_bytes())
        if (answer.status, body) != wanted:
            raise Wrong(f"{name}: {answer.status}, {len(body)} bytes")
        total += len(body) + len(str(answer.headers).encode())
    connection.close()
    return total


def _path(name: str) -> str:
    return f"/{name.removesuffix('index.html')}"


def _rate(site: Path, port: int, script: Path) -> str:
    """How many requests of first visits are answered in a second, and whether any fails."""
    files = {*first_visit(site, "index.html"), *first_visit(site, "wizard/index.html")}
    script.write_text(PATHS % ", ".join(json.dumps(_path(name)) for name in sorted(files)), "utf-8")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", str(script)]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True
    ).stdout
    if re.search("Non-2xx|Socket errors", said):
        raise Wrong(said)
    patterns = (r"(\d+) requests in", r"Requests/sec:\s+(\d+)", r"99%\s+(\S+)")
    count, rate, late = (re.findall(pattern, said)[0] for pattern in patterns)
    return (
        f"wrk, {CONNECTIONS} connections, {SECONDS} s, {platform.machine()}, {os.cpu_count()} processors: "
        f"{int(count):,} requests, {int(rate):,} a second, 99 of 100 within {late}, none failed."
    )


def _table(rows: Sequence[tuple[str, int, int]]) -> Iterator[str]:
    yield f"| visit, {VISITS} times, {AT_ONCE} at once | requests | bytes | answered wrong |"
    yield "| --- | ---: | ---: | ---: |"
    for kind, requests, size in rows:
        yield f"| {kind} | {requests} | {size:,} | 0 |"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"))
