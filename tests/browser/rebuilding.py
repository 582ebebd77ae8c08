"""Builds of a site that differ in every style and script of ours, and in every page: each says its number."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

from publisher.hosting.offline import WITHDRAWAL, WORKER, LoadedLater, write_offline

SAID = """(() => {
  const of = (element) => element && getComputedStyle(element).getPropertyValue("--build");
  const styles = [of(document.documentElement), of(document.querySelector("#wizard"))];
  const page = document.querySelector("meta[name=build]")?.content;
  return [...new Set([page, ...styles.filter(Boolean), ...(self.builds ?? []).map(String)])];
})()"""
"""The numbers of the builds that a page, its styles and its scripts are of."""


def rebuilt(site: Path, to: Path, number: int) -> Path:
    """A copy of a built site as another build of it."""
    shutil.copytree(site, to, copy_function=os.link)
    [style], [script], [wizard] = (
        list((to / "assets").glob(names)) for names in ("site-*.css", "site-*.js", "wizard-*")
    )
    names = {one.name: re.sub(r"-\w+", f"-{number:010x}", one.name) for one in (style, script, wizard)}
    says = {
        style: f":root{{--build:{number}}}",
        script: f";(self.builds??=[]).push({number});",
        wizard / "wizard.css": f"#wizard{{--build:{number}}}",
        wizard / "start.js": f";(self.builds??=[]).push({number});",
        wizard / "search.js": f"//{number}",
        wizard / "code.js": f"//{number}",
    }
    for file, more in says.items():
        _write(file, file.read_text("utf-8") + more)
    for one in (style, script, wizard):
        one.rename(one.with_name(names[one.name]))
    for file in (*to.rglob("*.html"), to / "_headers", to / WORKER):
        text = file.read_text("utf-8")
        for old, new in names.items():
            text = text.replace(old, new)
        mark = f'<meta charset="utf-8"><meta name="build" content="{number}">'
        _write(file, text.replace('<meta charset="utf-8">', mark, 1))
    _keep_offline(to)
    return to


def _write(file: Path, text: str) -> None:
    """Write a file anew, as others are the same one; what lies packed beside it is of the old one."""
    for kind in ("", ".gz", ".br"):
        Path(f"{file}{kind}").unlink(missing_ok=True)
    file.write_text(text, "utf-8")


def _keep_offline(site: Path) -> None:
    data, script = (site / WORKER).read_text("utf-8").split("\n", 1)
    told = json.loads(data.removeprefix("self.site=").removesuffix(";"))
    loaded = [path for path in told["files"] if path.startswith("assets/")]
    withdrawal = (site / "hosting" / WITHDRAWAL).read_bytes()
    for file in (site / WORKER, site / "hosting" / WITHDRAWAL):
        file.unlink()
    later = LoadedLater([], told["python"])
    write_offline(site, loaded, told["locale"], later, {WORKER: script.encode(), WITHDRAWAL: withdrawal})
