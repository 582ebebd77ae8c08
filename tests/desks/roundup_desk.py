"""Roundup on loopback, in its own environment: python roundup_desk.py FOLDER PORT; FOLDER alone reads it."""

import json
import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

from roundup import instance
from roundup.admin import AdminTool
from roundup.cgi.wsgi_handler import RequestDispatcher


def make(folder: Path, port: str) -> None:
    """A tracker in which nobody has to log in to write a ticket."""
    admin(folder, "install", "classic", "anydbm")
    config = folder / "config.ini"
    text = config.read_text("utf-8").replace("#web = NO DEFAULT", f"web = http://127.0.0.1:{port}/")
    text = text.replace("#domain = NO DEFAULT", "domain = desk.example")
    text = text.replace("#host = NO DEFAULT", "host = localhost").replace(
        "debug = \n", f"debug = {folder}/mail\n"
    )
    config.write_text(text, "utf-8")
    with (folder / "schema.py").open("a", encoding="utf-8") as schema:
        for kind in ("issue", "file", "msg"):
            schema.write(f"db.security.addPermissionToRole('Anonymous', 'Create', {kind!r})\n")
    admin(folder, "initialise", "secret")


def admin(folder: Path, *command: str) -> None:
    """Run a command of the tracker's own tool."""
    sys.argv = ["roundup-admin", "-i", str(folder), *command]
    AdminTool().main()


def serve(folder: Path, port: str) -> None:
    """Answer until the process ends."""
    with make_server("127.0.0.1", int(port), RequestDispatcher(str(folder)), handler_class=Quiet) as server:
        server.serve_forever()


def tickets(folder: Path) -> list[dict[str, str]]:
    """What the tracker holds."""
    store = instance.open(str(folder)).open("admin")
    found = []
    for id in sorted(store.issue.list(), key=int):
        priority = store.priority.get(store.issue.get(id, "priority"), "name")
        messages = [store.msg.get(message, "content") for message in store.issue.get(id, "messages")]
        title = store.issue.get(id, "title")
        found.append({"subject": title, "body": "\n".join(messages), "priority": priority, "reporter": ""})
    store.close()
    return found


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


home, *rest = sys.argv[1:]
if rest:
    if not Path(home).exists():
        make(Path(home), rest[0])
    serve(Path(home), rest[0])
else:
    print(json.dumps(tickets(Path(home))))
