"""The one door: makes the site, serves it, checks the policy, tries the wizard, runs the tests.

Guarantees that every command finds its environment set up, and that one that can't be set up ends with a
plain message and exit status 1. The steps themselves live in publisher/; this file only knows what each
command needs.
"""

import sys

# Said before anything else is read, as an older Python could not read it; for the same reason this file,
# unlike all others, imports nothing from __future__.
if sys.version_info < (3, 11):
    sys.exit(
        "This needs Python 3.11 or newer, and %s is Python %d.%d.\n"
        "Install a newer one from your system's packages or from python.org, then run it by its name,\n"
        "such as: python3.11 build.py" % (sys.executable, sys.version_info[0], sys.version_info[1])
    )

import argparse
import gc
import os
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from publisher import setup

ROOT = Path(__file__).resolve().parent
PARTS: Mapping[str, Callable[..., Any]] = {
    "pyodide": setup.ensure_pyodide,
    "node": setup.ensure_node,
    "holidays": setup.ensure_holidays,
    "tools": partial(setup.ensure_programs, name="tools"),
    "npm": setup.ensure_npm,
    "axe": setup.ensure_axe,
    "packages": partial(setup.ensure_packages, name="script-checks", manifest=ROOT / "tests/script"),
    "desks": setup.ensure_desks,
}
"""What commands can need beside their Python: each is set up when needed, and told to them by its name."""
FOR_SITES, FOR_SWEEPS = ("pyodide", "node"), ("desks", "tools")


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit status."""
    args = read_arguments(arguments)
    try:
        with setup.stoppable():
            set_up(args, arguments)
    except setup.SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("\nSet-up was stopped and what it had begun is taken away. Run the same command again to set up.")
        return 1
    return run_tests(args) if args.command == "test" else run_step(args)


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; `build` is meant where no command is named."""
    given = list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given.insert(0, "build")
    parser = make_parser()
    args, others = parser.parse_known_args(given)
    if args.command == "test":
        args.pytest = others
    elif others:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    return args


def make_parser() -> argparse.ArgumentParser:
    """Describe every command and what it needs set up."""
    parser = argparse.ArgumentParser(
        prog="build.py", description="Without a command, makes the site: see `build.py build --help`."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, help: str, needs: Sequence[str] = ()) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
        command.set_defaults(needs=needs)
        return command

    build = add("build", "make the site from the policy (the default)", FOR_SITES)
    add_policy(build)
    build.add_argument("--site", type=Path, default=beside("site"), metavar="DIR", help="where the site goes")
    build.add_argument("--strict", action="store_true", help="refuse while readings are unconfirmed")

    serve = add("serve", "make the site and show it in a local browser", FOR_SITES)
    add_policy(serve)
    serve.add_argument("--port", type=int, default=8000, help="the local port (default: %(default)s)")

    explained = "say what is wrong with the policy, worth a look and unconfirmed, making nothing"
    check = add("check", explained, ["node"])
    add_policy(check)
    explained = (
        "what is published: a site's folder or address, a file or a git revision (default: the last site)"
    )
    check.add_argument("--published", metavar="PUBLISHED", help=explained)

    verify = add("verify", "prove that no customer can get lost, making nothing", ["node"])
    add_policy(verify)

    explained = "write a small policy to begin with, which builds as it is"
    new = add("new", explained)
    new.add_argument("policy", type=Path, metavar="FILE", help="where it goes; nothing is overwritten")
    explained = "%s; without it, it is asked for"
    new.add_argument("--company", metavar="NAME", help=explained % "the company's name")
    new.add_argument("--email", metavar="ADDRESS", help=explained % "where support is written to")

    explained = "take the new results of the policy's examples as right; without a name, say what comes"
    accept = add("accept", explained)
    add_file(accept)
    accept.add_argument("examples", nargs="*", metavar="EXAMPLE", help="an example, by its id")
    accept.add_argument("--all", action="store_true", help="take those of all examples")

    explained = "ask what was settled of an unconfirmed reading, and write it into the policy"
    confirm = add("confirm", explained)
    add_file(confirm)
    confirm.add_argument("reading", metavar="READING", help="the reading, by its id")
    explained = "what a field is to be, in place of asking; the end of its name is enough"
    confirm.add_argument(
        "--set", action="append", type=setting, default=[], metavar="FIELD=VALUE", help=explained
    )
    confirm.add_argument("--accept", action="store_true", help="take the new results of examples as right")
    confirm.add_argument(
        "--yes", action="store_true", help="ask nothing, and keep all fields that --set doesn't name"
    )

    diff = add("diff", "say what an edit of the policy does to customers")
    explained = "%s policy: a file, a git revision, or a published site's folder or address (default: %s)"
    diff.add_argument("old", nargs="?", default="HEAD", metavar="OLD", help=explained % ("the old", "HEAD"))
    working = beside("policy.yaml")
    diff.add_argument("new", nargs="?", metavar="NEW", help=explained % ("the new", working))
    diff.set_defaults(policy=working)
    diff.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="how to say it")
    diff.add_argument("--details", action="store_true", help="tell each of many changes with all its cases")
    diff.add_argument("--exit-code", action="store_true", help="exit with 1 where any outcome changed")

    explained = "propose a country's public holidays as a text to paste, which somebody has to look through"
    holidays = add("holidays", explained, ["holidays"])
    explained = "its code, such as US, or with a region DE-BY"
    holidays.add_argument("country", type=str.upper, metavar="COUNTRY", help=explained)
    explained = "the years for holidays that no rule gives (default: this one and the next)"
    holidays.add_argument("years", type=int, nargs="*", metavar="YEAR", help=explained)

    explained = "say whether a published folder is what would be built"
    published = add("verify-site", explained, FOR_SITES)
    add_policy(published)
    published.add_argument("folder", metavar="DIR", help="the folder, or a copy of it")

    explained = "say which pinned packages are out of date, and which have a known weakness"
    outdated = add("outdated", explained, ["tools", "npm"])
    outdated.set_defaults(manifests=setup.MANIFESTS)

    triage = add("triage", "ask the wizard's questions in the terminal")
    add_policy(triage)
    explained = "take the answers from a JSON file: by question, what --json prints under `takes`"
    triage.add_argument("--answers", type=Path, metavar="FILE", help=explained)
    triage.add_argument("--emergency", metavar="ID", help="take the answers that an emergency stands for")
    triage.add_argument("--ticket", type=Path, metavar="FILE", help="reopen a ticket's text as of today")
    explained = "decide as at 2026-11-23T09:30Z, 2026-11-23T09:30 by the policy's clock, or a day's noon"
    triage.add_argument("--now", metavar="WHEN", help=explained)
    triage.add_argument("--explain", action="store_true", help="show how each decision table decided")
    triage.add_argument("--json", action="store_true", help="print the outcome as JSON, and ask nothing")

    needs = (*FOR_SITES, "holidays", "axe", "packages")
    test = add("test", "run the linters, the type checkers and the tests", needs)
    test.add_argument("--require-browser", action="store_true", help="fail where a browser is missing")
    test.add_argument("--sweeps", action="store_true", help="run the long sweeps too, as CI does")
    test.epilog = "All other arguments go to pytest, for instance: build.py test -k hours"
    return parser


def add_file(command: argparse.ArgumentParser) -> None:
    """Let `command` take another policy than the project's own."""
    explained = "the policy (default: %(default)s)"
    default = beside("policy.yaml")
    command.add_argument("--policy", type=file_named, default=default, metavar="FILE", help=explained)


def add_policy(command: argparse.ArgumentParser) -> None:
    """Let `command` take another policy than the project's own, and another language than the policy's."""
    add_file(command)
    explained = "another language than the policy's: its texts stand in policy.CODE.yaml beside the policy"
    command.add_argument("--language", type=language_code, metavar="CODE", help=explained)


def file_named(text: str) -> Path:
    """Return the path of a file from the working folder, as proposed commands name it too."""
    try:
        return Path(os.path.relpath(text) if Path(text).is_absolute() else text)
    except ValueError:  # It is on another drive of Windows.
        return Path(text)


def setting(text: str) -> tuple[str, str]:
    """Return the field and the value of `FIELD=VALUE`. Raises ArgumentTypeError."""
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is no FIELD=VALUE")
    return name.strip(), value.strip()


def language_code(text: str) -> str:
    """Return the code of a language, such as "bn" or "pt-BR", which names files. Raises ArgumentTypeError."""
    if not re.fullmatch("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no code of a language, such as 'bn' or 'pt-BR'")
    return text


def beside(name: str) -> Path:
    """Return the path of a file of this project, short where that is enough."""
    return Path(name) if Path.cwd() == ROOT else ROOT / name


def set_up(args: argparse.Namespace, arguments: Sequence[str]) -> None:
    """Ensure what the command needs, going on inside the virtual environment.

    Raises SetupError when it is not there and can't be made.
    """
    python = setup.ensure_python(ROOT, "test" if args.command == "test" else "build", say)
    if not setup.is_inside(ROOT):
        setup.run_inside(python, ["-X", "utf8", str(ROOT / "build.py"), *arguments])
    args.root = ROOT
    for part in (*args.needs, *(FOR_SWEEPS if getattr(args, "sweeps", False) else ())):
        setattr(args, part, PARTS[part](root=ROOT, say=say))


def say(text: str) -> None:
    """Tell the person at the terminal; standard output stays free for what was asked for."""
    print(text, file=sys.stderr, flush=True)


def run_step(args: argparse.Namespace) -> int:
    """Run one of the publisher's commands and return its exit status."""
    # Little of what a step makes is ever garbage; looking for it as often as usual takes time for nothing.
    gc.set_threshold(100_000)
    # Imported late: it needs the packages that were only just installed.
    from publisher import commands

    step: Callable[[argparse.Namespace], int] = getattr(commands, args.command.replace("-", "_"))
    status = step(args)
    # Nor is it looked for at the end, when all goes anyway.
    gc.freeze()
    return status


def run_tests(args: argparse.Namespace) -> int:
    """Run all checks, so that every problem is seen at once, and return the first failing status."""
    script = ["tests.script.script_checks", args.node, args.packages, args.pyodide.parent]
    quick = run_side_by_side([["ruff", "check"], ["mypy"], script])
    surroundings = {**os.environ, **({"HELP_REQUIRE_BROWSER": "1"} if args.require_browser else {})}
    # The many processes that tests start need not compile all modules again.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    chosen = [] if args.sweeps else ["-m", "not sweep"]
    # Many tests wait for a browser more than they work.
    tests = ["pytest", "-n", "4", "--dist", "worksteal", *chosen, *args.pytest]
    failed = [done for done in (*quick, run_module(tests, env=surroundings)) if done.returncode]
    for done in failed:
        # Said last, so that what failed early isn't lost above the tests' closing line.
        say(f"Failed: {done.args[2]}")
    return failed[0].returncode if failed else 0


def run_side_by_side(modules: Sequence[Sequence[str | Path]]) -> list[subprocess.CompletedProcess[str]]:
    """Run these at the same time, and show what each said once it has ended."""
    run = partial(run_module, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    from concurrent.futures import ThreadPoolExecutor

    ended = []
    with ThreadPoolExecutor() as beside:
        for done in beside.map(run, modules):
            print(done.stdout, end="", flush=True)
            ended.append(done)
    return ended


def run_module(module: Sequence[str | Path], **how: Any) -> subprocess.CompletedProcess[str]:
    """Run a module of Python's with its arguments."""
    return subprocess.run([sys.executable, "-m", *module], cwd=ROOT, check=False, **how)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
