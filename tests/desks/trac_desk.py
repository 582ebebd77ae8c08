"""Trac on loopback, in its own environment: python trac_desk.py FOLDER PORT, after its database is made."""

import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

from trac.admin.console import run as admin  # noqa: E402
from trac.web import standalone  # noqa: E402

folder, port = sys.argv[1:]
if not Path(folder).exists():
    admin([folder, "initenv", "Desk", "sqlite:db/trac.db"])
    admin([folder, "permission", "add", "anonymous", "TICKET_CREATE"])
sys.argv[1:] = ["-s", "--port", port, "--hostname", "127.0.0.1", folder]
standalone.main()
