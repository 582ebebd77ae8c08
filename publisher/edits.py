"""The commands that edit a policy's file: what changes is shown first, then the file is replaced whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from publisher.analysis.verify import verify
from publisher.editing.accepting import accepted
from publisher.editing.confirming import (
    NotUnderstood,
    OpenField,
    confirmed,
    left_open,
    named,
    not_asked,
    on_what_is_gone,
    reading_in,
)
from publisher.editing.splicing import in_line
from publisher.mendable import Mendable
from publisher.policy_file.checks.examples import Failure, failures_of, told
from publisher.policy_file.edition_file import (
    around,
    beside,
    load_edition,
    load_text,
    name_of,
    other_files,
    read_text,
    texts_beside,
)
from publisher.policy_file.editions import Editions, editions_of
from publisher.policy_file.findings import Refused, command, instead
from publisher.policy_file.policy_text import Loaded, RawText
from publisher.policy_file.short_forms import in_full
from publisher.policy_file.source import Source, read_source
from wizard.policy import Policy

Say = Callable[[str], None]
Edited = Mapping[str, str]
"""Texts in place of those of a policy's files, by the words of `BESIDE`; its own has no word."""
Ask = Callable[[str], str]
"""Asks a question in the terminal. Raises EOFError where nobody answers."""


class NotDone(Mendable):
    """An edit that was asked for and can't be made; the message says what would be right."""


@dataclass(frozen=True)
class OpenPolicy:
    """A policy's file and those beside it as they were read, to be edited."""

    path: Path
    words: Path
    raw: RawText
    beside: Mapping[str, RawText]
    others: tuple[Loaded, ...]
    """The other editions of the policy."""

    @property
    def text(self) -> str:
        """What stands in it; edits keep its line ends."""
        return self.raw.raw.decode()

    def load(self, edited: Edited | None = None) -> Editions:
        """The editions, of the files the main one, with other texts in the place of some. Raises Refused."""
        new = {word: RawText(text.encode(), self._raw(word).name) for word, text in (edited or {}).items()}
        main = load_text(
            new.pop("", self.raw),
            self.words,
            beside={**self.beside, **new},
            around=around(self.path),
        )
        return editions_of(main, self.others)

    def accepting(self, failures: Collection[Failure], edited: Edited | None = None) -> Edited:
        """The texts in which examples expect what comes. Raises Refused or NotEdited."""
        holder = next((word for word, raw in self.beside.items() if "examples" in read_source(*raw).data), "")
        edited = edited or {}
        if not failures:
            return edited
        text = edited.get(holder) or self._raw(holder).raw.decode()
        return {**edited, holder: accepted(text, failures)}

    def write(self, edited: Edited) -> None:
        """Replace files by other texts, unless one was changed meanwhile. Raises NotDone or OSError."""
        # A link is followed, so that it stays one.
        files = {word: (beside(self.path, word) if word else self.path).resolve() for word in edited}
        for word, file in files.items():
            if file.read_bytes() != self._raw(word).raw:
                raise NotDone(f"{file} was changed meanwhile, and nothing was written. Run this again.")
        for word, file in files.items():
            new = file.with_name(f".{file.name}.new")
            try:
                new.write_bytes(edited[word].encode())
                new.chmod(file.stat().st_mode)
                new.replace(file)
            finally:
                new.unlink(missing_ok=True)

    def _raw(self, word: str) -> RawText:
        return self.beside[word] if word else self.raw


def open_policy(path: Path, words: Path, reading: str = "") -> OpenPolicy:
    """A policy's file and those beside it, to be edited. Raises Refused.

    Another edition that only a `reading` spoils, which is to be confirmed in each, is taken without it.
    """
    others = tuple(_other_edition(file, words, reading) for file in other_files(path).values())
    return OpenPolicy(path, words, read_text(path, name_of(path)), texts_beside(path), others)


def _other_edition(path: Path, words: Path, reading: str) -> Loaded:
    try:
        return load_edition(path, words)
    except Refused:
        raw = read_text(path, name_of(path))
        if _has_reading(raw, reading):
            text, _ = confirmed(raw.raw.decode(), in_full(read_source(*raw), Policy), reading, {})
            _, text = on_what_is_gone(text)
            without = RawText(text.encode(), raw.name)
            with suppress(Refused):
                return load_text(without, words, beside=texts_beside(path), around=around(path))
        raise


def _has_reading(raw: RawText, id: str) -> bool:
    """Whether a reading of that name stands in a policy's file."""
    try:
        reading_in(in_full(read_source(*raw), Policy), id)
    except (NotUnderstood, Refused):
        return False
    return True


def accept_examples(policy: OpenPolicy, named: Collection[str], every: bool, say: Say) -> int:
    """Take what comes as what the named examples expect, or all; 1 while some come out otherwise, else 0.

    Raises Refused, NotDone, NotEdited or OSError.
    """
    loaded = policy.load().main
    known = [example.id for example in loaded.policy.examples]
    for name in named:
        if name not in known:
            raise NotDone(f"'{name}' is no example of {policy.path}{instead(name, known)}")
    left = _failures(loaded)
    wanted = (failure for failure in left if every or failure.example in named)
    taken = [failure for failure in wanted if failure.comes is not None]
    if taken:
        edited = policy.accepting(taken)
        loaded = policy.load(edited).main
        left = _failures(loaded)
        policy.write(edited)
    for failure in taken:
        field = ".".join(map(str, failure.path[2:]))
        say(f"{failure.example}: {field} is now {failure.comes or 'left out'}")
    for failure in left:
        say(str(told(failure, loaded.source)))
    counts = f"new results taken: {len(taken)}; {len(left)} come out otherwise than expected"
    elsewhere = _failing_elsewhere(policy, every)
    say(f"{policy.path}: {counts}{f' here{elsewhere}' if elsewhere else '.'}")
    return 1 if left else 0


def _failing_elsewhere(policy: OpenPolicy, every: bool) -> str:
    """How many examples of each other edition come out otherwise, and how to go on there; empty for none."""
    counted = ((len(_failures(other)), other.source.name) for other in policy.others)
    return "".join(f", {count} in {file}{_way_on(every, file)}" for count, file in counted if count)


def _way_on(every: bool, file: str) -> str:
    """How to go on with the examples of another edition, which come out otherwise too."""
    if every:
        return f", which are not taken with these; take those by: {command('accept --all', file)}"
    return f"; look at those by: {command('accept', file)}"


@dataclass(frozen=True)
class Settled:
    """What was settled of a reading, as far as it is said by options and not asked."""

    reading: str
    answers: Mapping[str, str] = field(default_factory=dict)
    """By the field's name, or the end of it."""
    accept: bool = False
    """Whether the new results of examples are right."""
    write: bool = False
    """Whether to write it without asking."""


def confirm_reading(policy: OpenPolicy, settled: Settled, ask: Ask, say: Say) -> int:
    """Put what was settled into the file and take the reading out, once it was shown whom that touches.

    The exit status. Raises Refused, NotDone, NotEdited or OSError.
    """
    source = in_full(read_source(*policy.raw), Policy)
    if source.findings:
        raise Refused(source.findings)
    text = _answered(policy, source, settled, ask, say)
    before, now = _as_it_is(policy), _without(policy, text, say)
    say(_changes(policy, before, now))
    taken = _new_results(before, now.main, settled, ask, say)
    edited = policy.accepting(taken, {"": text})
    if not (settled.write or _yes(ask, f"Write this to {policy.path}? [y/N] ")):
        raise NotDone("Nothing was written.")
    policy.write(edited)
    say(f"{policy.path} is written, without '{settled.reading}'.")
    if taken:
        say(f"New results are taken of: {', '.join(dict.fromkeys(failure.example for failure in taken))}.")
    for reading in on_what_is_gone(text)[0]:
        go_on = command(f"confirm {reading}", policy.raw.name)
        say(f"'{reading}' is on what is gone, too, and is next: {go_on}")
    for line in _elsewhere(policy, settled.reading):
        say(line)
    return 0


def _answered(policy: OpenPolicy, source: Source, settled: Settled, ask: Ask, say: Say) -> str:
    """The text with what was settled, and without the reading. Raises NotDone or NotEdited."""
    try:
        _, reading = reading_in(source, settled.reading)
        fields = tuple(left_open(source, reading))
        answers = {named(fields, name): answer for name, answer in settled.answers.items()}
        say(f"{settled.reading}: {reading.get('reading', '')}\n({reading.get('reason', '')})")
        for line in not_asked(source, reading):
            say(line)
        if not answers and not settled.write:
            answers = _asked(fields, ask, say)
        text, waits = confirmed(policy.text, source, settled.reading, answers)
    except NotUnderstood as error:
        raise NotDone(f"{error}. Nothing was written.") from None
    if waits and (settled.write or not _yes(ask, f"{_waits(waits)}. Is it right as it stands? [y/N] ")):
        by_hand = " If it is right as it stands, say so without --yes." if settled.write else ""
        raise NotDone(f"Nothing was written. {_waits(waits)}.{by_hand}")
    return text


def _without(policy: OpenPolicy, text: str, say: Say) -> Editions:
    """The policy by a text without the reading. Raises Refused, with a word before it.

    Others that are on what is gone as well are not in its way, and no reason either.
    """
    with suppress(Refused):
        return policy.load({"": text})
    try:
        return policy.load({"": on_what_is_gone(text)[1]})
    except Refused:
        say("Nothing was written. Mend this first, then run the same command again:")
        raise


def _elsewhere(policy: OpenPolicy, reading: str) -> Iterator[str]:
    """Each other edition in which a reading stands, with how to confirm it there."""
    for other in around(policy.path).others:
        if _has_reading(other, reading):
            there = command(f"confirm {reading}", other.name)
            yield f"'{reading}' still stands in {other.name}. If it is settled there too: {there}"


def _new_results(
    before: Editions | Refused, loaded: Loaded, settled: Settled, ask: Ask, say: Say
) -> list[Failure]:
    """The examples of which something else comes now. Raises NotDone where that isn't right.

    Examples that have to be mended are told, and are in the way only where they were right before.
    """
    failed = _failures(loaded)
    for failure in failed:
        say(str(told(failure, loaded.source)))
    to_mend = {failure.example for failure in failed if failure.comes is None}
    if isinstance(before, Editions) and to_mend - {failure.example for failure in _failures(before.main)}:
        raise NotDone("Nothing was written. An example has to be mended first.")
    if to_mend:
        say("What these examples lack is to be mended, too, before or after: it isn't in the way of this.")
    failed = [failure for failure in failed if failure.comes is not None]
    if failed and not (settled.accept or _yes(ask, "Take these new results of examples as right? [y/N] ")):
        raise NotDone("Nothing was written. Mend the examples first, or say --accept.")
    return failed


def _asked(fields: Collection[OpenField], ask: Ask, say: Say) -> dict[OpenField, str]:
    """What is answered for each field; an empty answer leaves what stands there."""
    answers = {}
    for left in fields:
        there = in_line(left.value) if left.value else "nothing"
        say(f"\n{left.name}, {left.how}. Enter keeps what stands there: {there}")
        if answer := ask("> ").strip():
            answers[left] = answer
    return answers


def _waits(fields: Collection[str]) -> str:
    return f"This stays open until one of these is set: {', '.join(fields)}"


def _yes(ask: Ask, question: str) -> bool:
    return ask(question).strip().lower() in ("y", "yes")


def _as_it_is(policy: OpenPolicy) -> Editions | Refused:
    try:
        return policy.load()
    except Refused as refused:
        return refused


def _changes(policy: OpenPolicy, old: Editions | Refused, now: Editions) -> str:
    """What the edit changes for whom, as `diff` tells it; in the time of its own edition alone."""
    # Imported late, as most commands have no need of it.
    from publisher.analysis.difference.formats import text
    from publisher.named_policy import named as named_policy
    from publisher.steps_between import reports_of

    if isinstance(old, Refused):
        return _why_not_told(policy, old)
    # The edit touches no page of the program.
    was, is_now = (named_policy(editions)._replace(pages={}) for editions in (old, now))
    names = (policy.path.name, f"{policy.path.name}, confirmed")
    reports = reports_of(was, is_now, names)
    return "\n".join(text(report) for report in reports if report.new in (names[1], is_now.called))


def _why_not_told(policy: OpenPolicy, refused: Refused) -> str:
    """Why nothing is compared with a file that can't be read: not by what only follows from its readings."""
    readings, without = on_what_is_gone(policy.text)
    try:
        policy.load({"": without})
    except Refused:
        return f"The file has mistakes as it is, so what this changes in it can't be told:\n{refused}"
    names = " and ".join(f"'{reading}'" for reading in readings)
    return f"With {names} the file can't be read any more, so what changes without that can't be told."


def _failures(loaded: Loaded) -> list[Failure]:
    """What comes out otherwise than the examples expect. Raises Refused where not every case is decided."""
    if errors := verify(loaded.edition, loaded.source).errors:
        raise Refused(errors)
    return failures_of(loaded)
