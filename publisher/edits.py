"""The commands that edit a policy's file: what changes is shown first, then the file is replaced whole."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publisher.analysis.verify import verify
from publisher.editing.accepting import accepted
from publisher.new_policy import new_policy
from publisher.policy_file.checks.examples import Failure, failures_of, told
from publisher.policy_file.edition_file import edition_files, load_edition, load_text, read_text
from publisher.policy_file.editions import editions_of
from publisher.policy_file.findings import Refused, instead
from publisher.policy_file.policy_text import Loaded, RawText
from wizard.media import USES

Say = Callable[[str], None]


class NotDone(Exception):
    """An edit that was asked for and can't be made; the message says what would be right."""


@dataclass(frozen=True)
class OpenPolicy:
    """A policy's file as it was read, to be edited."""

    path: Path
    words: Path
    raw: RawText
    others: tuple[Loaded, ...]
    """The other editions of the policy."""

    @property
    def text(self) -> str:
        """What stands in it; edits keep its line ends."""
        return self.raw.raw.decode()

    def load(self, text: str | None = None) -> Loaded:
        """The edition of the file, or of another text in its place. Raises Refused."""
        raw = self.raw if text is None else RawText(text.encode(), self.raw.name)
        return editions_of(load_text(raw, self.words), self.others).main

    def write(self, text: str) -> None:
        """Replace the file by another text, unless it was changed meanwhile. Raises NotDone or OSError."""
        # A link is followed, so that it stays one.
        path = self.path.resolve()
        if path.read_bytes() != self.raw.raw:
            raise NotDone(f"{self.path} was changed meanwhile, and nothing was written. Run this again.")
        new = path.with_name(f".{path.name}.new")
        try:
            new.write_bytes(text.encode())
            new.chmod(path.stat().st_mode)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)


def open_policy(path: Path, words: Path) -> OpenPolicy:
    """A policy's file, to be edited. Raises Refused."""
    others = tuple(load_edition(file, words) for file in edition_files(path))
    return OpenPolicy(path, words, read_text(path), others)


def begin_policy(path: Path, company: str | None, email: str | None, day: date) -> None:
    """Write a small policy; what is not given is asked for in the terminal. Raises NotDone or OSError."""
    if path.exists():
        raise NotDone(f"{path} is there already, and nothing was written. Name another file.")
    try:
        company = (company or input("The company's name: ")).strip()
        email = (email or input("The e-mail address of its support: ")).strip()
    except EOFError:
        raise NotDone("Nobody answers; give --company NAME and --email ADDRESS.") from None
    if not company:
        raise NotDone("A policy needs the company's name; nothing was written.")
    use = USES["email"]
    try:
        use.check(email)
    except ValueError as error:
        raise NotDone(f"'{email}' is no e-mail address: {error}; write one such as {use.example}") from None
    path.write_text(new_policy(company, email, day), "utf-8")


def accept_examples(policy: OpenPolicy, named: Collection[str], every: bool, say: Say) -> int:
    """Take what comes as what the named examples expect, or all; 1 while some come out otherwise, else 0.

    Raises Refused, NotDone, NotEdited or OSError.
    """
    loaded = policy.load()
    known = [example.id for example in loaded.policy.examples]
    for name in named:
        if name not in known:
            raise NotDone(f"'{name}' is no example of {policy.path}{instead(name, known)}")
    left = _failures(loaded)
    taken = [one for one in left if one.comes is not None and (every or one.example in named)]
    if taken:
        text = accepted(policy.text, taken)
        loaded = policy.load(text)
        left = _failures(loaded)
        policy.write(text)
    for one in taken:
        say(f"{one.example}: {'.'.join(map(str, one.path[2:]))} is now {one.comes or 'left out'}")
    for one in left:
        say(str(told(one, loaded.source)))
    say(f"{policy.path}: {len(taken)} new results taken, {len(left)} come out otherwise than expected.")
    return 1 if left else 0


def _failures(loaded: Loaded) -> list[Failure]:
    """What comes out otherwise than the examples expect. Raises Refused where not every case is decided."""
    if errors := verify(loaded.edition, loaded.source).errors:
        raise Refused(errors)
    return failures_of(loaded)
