"""`mkdocs build` of pages that are already rendered, and nothing else; what the build is held against.

    python -m benchmarks.speed.bare_mkdocs SETTINGS.json

The settings take the place of those in mkdocs.yml with the same names.
"""

import json
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

if __name__ == "__main__":
    config = load_config("mkdocs.yml", **json.loads(Path(sys.argv[1]).read_text("utf-8")))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
