"""How fast the site, the wizard and the build are, in real Chromium, beside what they are held against.

    python3 -m benchmarks.speed                    all parts, about a quarter of an hour
    python3 -m benchmarks.speed clicks wire        some parts only
    python3 -m benchmarks.speed --runs 0.3         fewer runs; 2 makes twice as many

It builds the site first (or takes a built one, with --site), and writes speed.md, speed.json and charts into
benchmarks/results. The exit status is 1 where a target is missed or a part breaks off.
"""

import os
import sys
from pathlib import Path

from publisher import setup

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    python = setup.ensure_python(ROOT, "test", lambda text: print(text, file=sys.stderr, flush=True))
    if not setup.is_inside(ROOT):
        os.chdir(ROOT)
        setup.run_inside(python, ["-X", "utf8", "-m", "benchmarks.speed", *sys.argv[1:]])
    # Imported late: it needs the packages that were only just installed.
    from benchmarks.speed.measuring import main

    sys.exit(main(ROOT, __doc__, sys.argv[1:]))
