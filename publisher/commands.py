"""The commands behind build.py: each takes its arguments and gives back an exit status.

Whatever is wrong with what staff wrote comes out as lines that say where, and never as a traceback. Each
command imports late what it alone needs, so that none waits for what the others need.
"""

from __future__ import annotations

import errno
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from publisher.mendable import Mendable
from publisher.pages.mkdocs_site import MkDocs
from publisher.progress import Steps
from publisher.swap import check_place, put_back

if TYPE_CHECKING:
    from publisher.analysis.verify import Report
    from publisher.language.interface import Language
    from publisher.making import Made, Sources
    from publisher.named_policy import NamedPolicy
    from publisher.policy_file.editions import Editions
    from publisher.policy_file.policy_text import Loaded, Wrong
    from wizard.policy import Policy, Reading

EMPTY: Mapping[str, Any] = {}
Command = Callable[[Namespace], int]


def plainly(command: Command) -> Command:
    """Turn what staff can mend into lines on the terminal and exit status 1."""

    @wraps(command)
    def run(args: Namespace) -> int:
        try:
            put_back(getattr(args, "site", args.root / "site"))
            return command(args)
        except Mendable as error:
            print(error, file=sys.stderr)
        except BrokenPipeError:
            sys.stderr.close()
        except OSError as error:
            print(_trouble(error, args.command), file=sys.stderr)
        except KeyboardInterrupt:
            print(file=sys.stderr)
        return 1

    return run


@plainly
def build(args: Namespace) -> int:
    """Make the site and say what was made. With `strict`, refuse while readings are unconfirmed."""
    check_place(args.site)
    if args.strict:
        _refuse_unconfirmed(args)
    steps = Steps(_say)
    with MkDocs() as mkdocs:
        # Here, so that MkDocs already loads meanwhile.
        from publisher.making import make_site

        made = make_site(_sources(args), args.site, mkdocs, steps)
    _say(_summary(made, args, steps))
    return 0


def _refuse_unconfirmed(args: Namespace) -> None:
    from publisher.checking import unconfirmed
    from publisher.policy_file.findings import Refused

    if left := [finding for _, finding in unconfirmed(_load(args).main)]:
        raise Refused(left)


@plainly
def serve(args: Namespace) -> int:
    """Make the site, show it on localhost, and make it again whenever its sources change."""
    from publisher.serving import serve_site

    return serve_site(_sources(args)._replace(for_staff=True), args.port, _say)


@plainly
def check(args: Namespace) -> int:
    """Say whether the policy can be published, what is worth a look, and what nobody has confirmed."""
    from publisher import checking
    from wizard.facts import today

    published = _published(args)
    editions = _load(args, published)
    reports = _judged(editions, args)
    if not published:
        _say("Nothing that is published is known here, so nothing is marked as new.")
    now = today(editions.main.edition, datetime.now(UTC))
    read: list[Reading] = []
    remarked: set[str] = set()
    for loaded, report in checking.with_changes(reports, editions, published, now)[0]:
        name = args.policy if loaded is editions.main else loaded.source.name
        for line in checking.told(loaded, report, checking.before(loaded, published), read, remarked):
            _say(line)
        read += loaded.edition.policy.unconfirmed
        remarked |= {remark.message for remark in report.remarks}
        _say(f"{name}: {checking.summary(loaded, report)}")
    return 1 if any(report.errors for _, report in reports) else 0


@plainly
def verify(args: Namespace) -> int:
    """Say all that can be proved of the policy: what is wrong, what is worth a look, and how large it is."""
    from publisher.analysis import transitions
    from publisher.checking import time_of

    editions = _load(args)
    reports = _judged(editions, args)
    for loaded, report in reports:
        print(*([f"{loaded.source.name}{time_of(loaded)}:"] if editions.others else []), report, sep="\n")
    if any(report.errors for _, report in reports):
        return 1
    print(*transitions.told(editions), sep="\n", end="\n" if editions.others else "")
    return 0


@plainly
def new(args: Namespace) -> int:
    """Write a small policy to begin with. A file that is there is left as it is."""
    from publisher.new_policy import begin_policy

    begin_policy(args.policy, args.company, args.email, datetime.now().astimezone().date())
    _say(f"{args.policy} is written. To see its site: python3 build.py serve --policy {args.policy}")
    _say("docs/policy.md goes through all that can stand in it, with an example of each.")
    return 0


@plainly
def accept(args: Namespace) -> int:
    """Take the new results of examples as right, keeping every other byte of the policy's file."""
    from publisher.edits import accept_examples, open_policy

    return accept_examples(open_policy(args.policy, _words(args)), args.examples, args.all, _say)


@plainly
def confirm(args: Namespace) -> int:
    """Ask what was settled of a reading, show whom it touches, and write it into the policy's file."""
    from publisher.edits import NotDone, Settled, confirm_reading, open_policy

    settled = Settled(args.reading, dict(args.set), args.accept, args.yes)
    try:
        policy = open_policy(args.policy, _words(args), args.reading)
        return confirm_reading(policy, settled, input, _say)
    except EOFError:
        raise NotDone(
            "Nobody answers here, and nothing was written. Say --set FIELD=VALUE and --yes, and --accept "
            "where examples come out otherwise."
        ) from None


@plainly
def holidays(args: Namespace) -> int:
    """Propose a country's public holidays, as a text for `hours`."""
    from publisher.holiday_proposal import known_holidays, proposal

    this = datetime.now(UTC).year
    years = sorted(args.years) or [this, this + 1]
    known, source = known_holidays(args.holidays, args.country)
    print(proposal(known, years, source))
    return 0


@plainly
def diff(args: Namespace) -> int:
    """Say which customers an edit gives another outcome, what is worded otherwise, and what has no effect."""
    from publisher.analysis.difference.formats import FORMATS
    from publisher.named_policy import are_editions_of_one, load_named
    from publisher.steps_between import report_of_following, reports_of

    new = str(args.policy) if args.new is None else args.new
    old, now = (load_named(name, args.root) for name in (args.old, new))
    one = are_editions_of_one(args.old, new)
    reports = [report_of_following(old, now)] if one else reports_of(old, now, (args.old, new))
    told = [FORMATS[args.format](report, args.details) for report in reports]
    if args.format == "json" and len(told) > 1:
        print(f"[{','.join(told)}]")
    else:
        print("\n".join(told), end="")
    return 1 if args.exit_code and any(report.changed for report in reports) else 0


@plainly
def verify_site(args: Namespace) -> int:
    """Say whether a published folder is what a build makes now; each file that is not is a line."""
    from publisher.hosting.published import differences, folder_named

    published = folder_named(args.folder)
    with MkDocs() as mkdocs, TemporaryDirectory() as folder:
        from publisher.making import make_site

        site = Path(folder) / "site"
        make_site(_sources(args), site, mkdocs, Steps(), published)
        found = list(differences(site, published))
    for line in found:
        print(f"{args.folder}/{line}")
    _say(f"{args.folder}: {len(found)} files differ." if found else f"{args.folder} is what is built here.")
    return 1 if found else 0


@plainly
def outdated(args: Namespace) -> int:
    """Say which pinned packages are out of date or have a known weakness; 1 for a weakness or no answer."""
    from publisher.supply_check import ask_all

    told = ask_all(args.root, args.tools, args.npm, args.manifests)
    print(told)
    return 1 if told.weak or told.unanswered else 0


@plainly
def triage(args: Namespace) -> int:
    """Ask the wizard's questions in the terminal, or put the answers of a file or a ticket to the engine."""
    from publisher.analysis.acceptance import accept as accept_edition
    from publisher.triage.asking import asked, heard, moment_of, replayed, takes

    editions = _load(args)
    moment = moment_of(args.now, editions)
    loaded, now = editions.at(moment), moment.isoformat()
    accept_edition(loaded)
    edition, language = loaded.edition, loaded.language
    if args.ticket:
        _reopen(editions, loaded, args, now)
        return 0
    if args.emergency:
        view = heard(edition, args.emergency, now)
    elif args.answers or args.json:
        view = replayed(edition, language, args.answers, now)
    else:
        view = asked(edition, language, now)
    _show(view, language, args, {"edition": _named(loaded), "takes": takes(edition)})
    return 0


def _reopen(editions: Editions, holding: Loaded, args: Namespace, now: str) -> None:
    """Show a ticket under the edition that decided it, where it is here, and what today's says otherwise."""
    from publisher.analysis.acceptance import accept as accept_edition
    from publisher.triage.asking import reopened
    from publisher.triage.terminal import compared
    from wizard.words import fill

    again = reopened(holding.edition, holding.language, args.ticket, now)
    own = editions.of_day(again["since"]) or holding
    accept_edition(own)
    view = again["view"] if own is holding else reopened(own.edition, own.language, args.ticket, now)["view"]
    if args.json:
        today = {"today": {"edition": _named(holding), **again["view"]}} if own is not holding else {}
        told = {name: said for name, said in again.items() if name not in ("view", "answers")}
        _show(view, own.language, args, {"edition": _named(own), **told, **today})
        return
    if own is not holding:
        print(fill(own.language.terminal.own_edition, day=again["since"]))
        if own.holds.end <= holding.holds.start:
            print(own.language.site.editions.promised)
    said = "\n".join(compared(again, holding.language.wizard.returned))
    if view["outcome"] is None:
        print(said)
    _show(view, own.language, args)
    print(said)


def _named(loaded: Loaded) -> dict[str, Any]:
    """Of which edition a view is: its days, and what tells it apart."""
    from wizard.codec import plain
    from wizard.outcome.assembly import policy_view

    named: dict[str, Any] = plain(policy_view(loaded.edition))
    return {name: named[name] for name in ("effective", "until", "digest")}


def _trouble(error: OSError, command: str) -> str:
    """What the system refused, and what to do where that is known."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full, and nothing was changed. Free some space and run the same command again."
    return f"{error.filename2 or error.filename or command}: {error.strerror}"


def _show(view: dict[str, Any], language: Language, args: Namespace, more: Mapping[str, Any] = EMPTY) -> None:
    """Print a view as text, or as JSON with what is `more`. Raises BadAnswers for text without an outcome."""
    from publisher.triage.asking import BadAnswers, incomplete
    from publisher.triage.terminal import explained, left_open, outcome_lines

    words = language.terminal
    if args.json:
        print(json.dumps({**view, **more}, ensure_ascii=False, indent=2))
        return
    if view["outcome"] is None:
        raise BadAnswers(incomplete(view, words))
    print("\n".join((*outcome_lines(view["outcome"], language), *left_open(view["asked"], language))))
    if args.explain:
        print("\n".join(explained(view["outcome"], words)))


def _sources(args: Namespace) -> Sources:
    from publisher.making import Sources

    return Sources(args.root, args.policy, args.pyodide, args.node, args.language)


def _load(args: Namespace, published: NamedPolicy | None = None) -> Editions:
    from publisher.policy_file.edition_file import load_editions

    def was(day: date) -> Policy | None:
        return published.on(day).edition.policy if published else None

    return load_editions(args.policy, _words(args), args.language, was)


def _published(args: Namespace) -> NamedPolicy | None:
    """What is published: where it is said to be, or of the project's own policy the last site."""
    from publisher.named_policy import load_named, site_made

    if args.published:
        return load_named(args.published, args.root)
    own = args.policy.resolve() == args.root / "policy.yaml"
    return site_made(args.root / "site", args.root) if own else None


def _judged(editions: Editions, args: Namespace) -> list[tuple[Loaded, Report]]:
    """All that is found in each edition; the trial of the searches takes as long as all the rest."""
    from publisher.analysis.acceptance import judged_all

    with ThreadPoolExecutor(1) as beside:
        return judged_all(editions, beside.submit(_lost_searches, editions, args).result)


def _lost_searches(editions: Editions, args: Namespace) -> list[Wrong]:
    """The searches of all editions that don't find what they should."""
    from publisher.site_search.data import search_file
    from publisher.site_search.searches import failed_searches

    found_in = [
        (loaded, search_file(loaded.policy, loaded.edition, loaded.language)) for loaded in editions.all
    ]
    return failed_searches(found_in, args.root / "site_src" / "script", args.node)


def _words(args: Namespace) -> Path:
    words: Path = args.root / "site_src" / "words"
    return words


def _summary(made: Made, args: Namespace, steps: Steps) -> str:
    from publisher.checking import readings
    from publisher.policy_file.findings import counted

    edition = made.loaded.edition
    own = args.policy.resolve() == args.root / "policy.yaml"
    see = f" (see python3 build.py check{'' if own else f' --policy {args.policy}'})" if made.remarks else ""
    lines = [
        f"{steps.total():7.2f} s  in all",
        f"{args.site}: {made.pages} pages, wizard {made.wizard_bytes / 1_000_000:.1f} MB before compression, "
        f"{made.reach}, policy in force from {edition.policy.effective.isoformat()}, "
        f"edition {edition.digest}.",
        f"{made.report.summary}",
        f"{counted(made.remarks, 'remark')}{see}, {readings(made.loaded)}",
    ]
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
