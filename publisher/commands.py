"""The commands behind build.py: each takes its arguments and gives back an exit status.

Whatever is wrong with what staff wrote comes out as lines that say where, and never as a traceback.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from publisher.findings import Finding, Refused
from publisher.policy_file import load_edition, load_policy
from publisher.ports import NoPort
from publisher.site import NotBuilt
from publisher.source import read_source
from publisher.steps import Steps
from publisher.swap import NotOurs, check_ours
from publisher.terminal import compared, explained, outcome_lines
from publisher.triage import BadAnswers, asked, incomplete, reopened, replayed
from publisher.words import Language
from wizard.edition import Edition
from wizard.policy import Policy
from wizard.protocol import BadRequest, instant

if TYPE_CHECKING:
    from publisher.making import Made

EMPTY: Mapping[str, Any] = {}
Command = Callable[[Namespace], int]


def plainly(command: Command) -> Command:
    """Turn what staff can mend into lines on the terminal and exit status 1."""

    @wraps(command)
    def run(args: Namespace) -> int:
        try:
            return command(args)
        except (Refused, NotBuilt, NotOurs, NoPort, BadAnswers, BadRequest) as error:
            print(error, file=sys.stderr)
        except BrokenPipeError:
            sys.stderr.close()
        except KeyboardInterrupt:
            print(file=sys.stderr)
        return 1

    return run


@plainly
def build(args: Namespace) -> int:
    """Make the site and say what was made. With `strict`, refuse while readings are unconfirmed."""
    # Here and in `serve`, so that the commands that make no site need not wait for MkDocs.
    from publisher.making import Sources, make_site

    check_ours(args.site)
    if args.strict and (left := tuple(_unconfirmed(args, load_policy(args.policy)))):
        raise Refused(left)
    steps = Steps(_say)
    made = make_site(Sources(args.root, args.policy, args.pyodide), args.site, steps)
    _say(_summary(made, args, steps))
    return 0


@plainly
def serve(args: Namespace) -> int:
    """Make the site, show it on localhost, and make it again whenever its sources change."""
    from publisher.making import Sources
    from publisher.serving import serve_site

    return serve_site(Sources(args.root, args.policy, args.pyodide), args.port, _say)


@plainly
def check(args: Namespace) -> int:
    """Say whether the policy is valid, and which of its readings nobody has confirmed."""
    edition, _ = _edition(args)
    for finding in _unconfirmed(args, edition.policy):
        _say(str(finding))
    _say(f"{args.policy}: valid. {_readings(edition.policy)}")
    return 0


@plainly
def triage(args: Namespace) -> int:
    """Ask the wizard's questions in the terminal, or put the answers of a file or a ticket to the engine."""
    edition, language = _edition(args)
    now = instant(args.now or datetime.now(UTC).isoformat(timespec="seconds")).isoformat()
    if args.ticket:
        again = reopened(edition, language, args.ticket, now)
        _show(again.view, language, args, {"changes": [asdict(one) for one in again.changes]})
        if not args.json:
            print("\n".join(("", *compared(again.changes, language.terminal))))
        return 0
    view = replayed(edition, language, args.answers, now) if args.answers else asked(edition, language, now)
    _show(view, language, args)
    return 0


def _show(view: dict[str, Any], language: Language, args: Namespace, more: Mapping[str, Any] = EMPTY) -> None:
    """Print a view as text, or as JSON with what is `more`. Raises BadAnswers for text without an outcome."""
    words = language.terminal
    if args.json:
        print(json.dumps({**view, **more}, ensure_ascii=False, indent=2))
        return
    if view["outcome"] is None:
        raise BadAnswers(incomplete(view, words))
    print("\n".join(outcome_lines(view["outcome"], words)))
    if args.explain:
        print("\n".join(explained(view["outcome"], words)))


def _edition(args: Namespace) -> tuple[Edition, Language]:
    return load_edition(args.policy, args.root / "site_src" / "words")


def _summary(made: Made, args: Namespace, steps: Steps) -> str:
    policy = made.edition.policy
    size = f"{made.wizard_bytes / 1_000_000:.1f} MB"
    return (
        f"{steps.total():7.2f} s  in all\n"
        f"{args.site}: {made.pages} pages, wizard {size} before compression, "
        f"policy in force since {policy.effective.isoformat()}, edition {made.edition.digest}.\n"
        f"{_readings(policy)}"
    )


def _readings(policy: Policy) -> str:
    names = ", ".join(one.id for one in policy.unconfirmed)
    return f"{len(policy.unconfirmed)} unconfirmed readings" + (f": {names}." if names else ".")


def _unconfirmed(args: Namespace, policy: Policy) -> Iterator[Finding]:
    """Every unconfirmed reading, with its place, the fields that it concerns, and the reason."""
    source = read_source(args.policy, args.policy.name)
    for at, one in enumerate(policy.unconfirmed):
        fields = ", ".join(one.fields)
        yield source.finding(("unconfirmed", at), f"unconfirmed: {fields}: {one.reading} {one.reason}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
