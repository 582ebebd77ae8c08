"""The wizard in a terminal: the same questions and the same outcome, through the engine's one door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from publisher.language.interface import Language, ReturnedWords, TerminalWords, WizardWords
from wizard.outcome.blocks import BLOCKS, blocks_of
from wizard.policy import Emergency
from wizard.versions.names import NEWER
from wizard.words import fill

Json = dict[str, Any]
Engine = Callable[[Json], Json]
"""Gives the engine's view for answers, at one moment."""
Ask = Callable[[str], str]
"""Shows a prompt and gives back the line that was typed. Raises EOFError where there is none."""


def interview(
    engine: Engine,
    emergencies: list[tuple[Emergency, Json]],
    language: Language,
    ask: Ask,
    say: Callable[[str], None],
) -> Json:
    """Ask every question that matters, then the details; the view with the outcome.

    The emergencies, each with its answers, are heard before the first question.
    """
    words = language.terminal
    answers: Json = _emergency(emergencies, language, ask, say) if emergencies else {}
    view = engine(answers)
    while question := view["question"]:
        answers[question["id"]] = _answer(question, words, ask, say)
        view = engine(answers)
    for line in _head(view["outcome"], words):
        say(line)
    say(f"\n{words.details}")
    answers |= {detail["id"]: _detail(detail, words, ask, say) for detail in view["outcome"]["details"]}
    return engine(answers)


def outcome_lines(outcome: Json, language: Language) -> Iterator[str]:
    """The whole outcome as lines of text: its blocks in their order, then the ticket."""
    yield from _head(outcome, language.terminal)
    for block in blocks_of(outcome["lead"]["elsewhere"]):
        if block.place and block.shape == "procedures":
            for procedure in outcome[block.field]:
                yield from _part(procedure["intro"] or procedure["name"], map(_clause, procedure["steps"]))
        elif block.place and block.shape in SHAPES:
            lines = SHAPES[block.shape](outcome[block.field], outcome, language)
            yield from _part(language.terminal_headings[block.field], lines)
    yield from _masked(outcome, language.wizard)
    yield from _ticket(outcome, language)


def left_open(asked: list[Json], language: Language) -> Iterator[str]:
    """The questions that were answered by "not sure", where there are any."""
    names = [question["name"] for question in asked if question["unsure"]]
    if names:
        yield f"\n{fill(language.wizard.exact, count=str(len(names)))}: {', '.join(names)}"


def explained(outcome: Json, words: TerminalWords) -> Iterator[str]:
    """How each table decided: the row, the facts that it named, and the words of its clauses."""
    for step in outcome["why"]:
        yield from ("", f"{step['title']} {step['result']['name']}")
        facts = ", ".join(f"{fact}: {value}" for fact, value in step["facts"].items())
        yield fill(words.row, table=step["table"], row=str(step["row"]), facts=facts or words.any_facts)
        yield from (f"  §{cited['label']} {cited['text']}" for cited in step["clauses"])


def compared(again: Json, words: ReturnedWords) -> Iterator[str]:
    """What a ticket that came back said then, and what of it comes out otherwise today."""
    yield from _part(words.said, _about(again, words))
    for change in again["changes"]:
        yield fill(words.then, was=change["was"] or words.nothing)
        yield " " + fill(words.today, today=change["today"] or words.nothing)
    question = again["view"]["question"]
    if question:
        yield fill(words.asks, question=question["text"])
    if not again["compared"]:
        yield words.says_nothing
    elif not (question or again["changes"]):
        yield words.still
    if not question:
        yield words.reported_now


def _about(again: Json, words: ReturnedWords) -> Iterator[str]:
    """By what it was decided, what it said, and what of it can't be taken over."""
    then, today = again["policy"]["was"], again["policy"]["today"]
    if then:
        yield fill(words.decided_by, policy=then)
    if then and today and then != today:
        yield fill(words.decides_now, policy=today)
    yield from again["said"]
    yield from (words.over,) if again["over"] else ()
    yield from (words.several_tickets,) if again["several"] else ()
    yield from (fill(words.left_out, answer=answer) for answer in again["view"]["ignored"])


def _emergency(
    emergencies: list[tuple[Emergency, Json]], language: Language, ask: Ask, say: Callable[[str], None]
) -> Json:
    """The answers of the emergency that is picked; empty where nobody picks one."""
    say(f"\n{language.wizard.emergencies}")
    listed = [
        {"id": emergency.id, "label": emergency.name, "help": emergency.text} for emergency, _ in emergencies
    ]
    for line in _numbered(listed):
        say(line)
    picked = _picked(ask(language.terminal.pick_emergency).strip(), listed)
    return next((answers for emergency, answers in emergencies if emergency.id == picked), {})


def _answer(question: Json, words: TerminalWords, ask: Ask, say: Callable[[str], None]) -> str:
    options = question["options"]
    say(f"\n{question['text']}")
    if question["help"]:
        say(question["help"])
    for line in _numbered(options):
        say(line)
    typed_too = bool(question["input"])
    prompt = fill(words.pick_or_type[question["kind"]] if typed_too else words.pick, last=str(len(options)))
    while True:
        typed = ask(prompt).strip()
        picked = _picked(typed, options)
        # A version may itself be a small number: what is listed comes first, and is shown with its number.
        if picked or (typed_too and typed):
            return picked or typed
        say(fill(words.not_offered, answer=typed, last=str(len(options))))


def _detail(detail: Json, words: TerminalWords, ask: Ask, say: Callable[[str], None]) -> Any:
    say("\n" + " ".join(filter(None, (detail["name"], detail["required"] and words.required))))
    if detail["help"]:
        say(detail["help"])
    if detail["kind"] == "several":
        for line in _numbered(detail["options"]):
            say(line)
        typed = ask(words.pick_several).replace(",", " ").split()
        return [picked for number in typed if (picked := _picked(number, detail["options"]))]
    if detail["kind"] != "paragraph":
        return ask(words.type_line)
    say(words.type_paragraph)
    return "\n".join(iter(lambda: ask(""), ""))


def _numbered(options: list[Json]) -> Iterator[str]:
    for number, option in enumerate(options, 1):
        yield f"  {number}  {option['label']}" + (f" ({option['help']})" if option["help"] else "")


def _picked(typed: str, options: list[Json]) -> str:
    """The id of the option whose number was typed; empty where there is none."""
    numbers = {str(number): str(option["id"]) for number, option in enumerate(options, 1)}
    return numbers.get(typed, "")


def _head(outcome: Json, words: TerminalWords) -> Iterator[str]:
    """What to do, the verdict, and beside it what else is decided, in one line."""
    title, verdict = outcome["lead"]["title"], outcome["verdict"]
    yield from ("", title, "=" * len(title), verdict["title"])
    yield from filter(None, (verdict["text"], _early(outcome["policy"], words)))
    named = (NAMES[block.shape](outcome, block.field, words) for block in BLOCKS if block.shape in NAMES)
    yield from filter(None, (", ".join(filter(None, named)),))


def _early(policy: Json, words: TerminalWords) -> str:
    early = policy["early"]
    return fill(words.early, day=early, effective=policy["effective"]) if early else ""


def _version(outcome: Json, field: str, words: TerminalWords) -> str:
    version = outcome[field]
    if version is None:
        return ""
    name = " ".join(filter(None, (version["product"], version["version"])))
    said = ": ".join(filter(None, (name, version["status"]["name"])))
    until = words.version_out if version["status"]["id"] == NEWER else words.version_until
    return fill(until, version=said, day=version["last"]) if version["last"] else said


NAMES: dict[str, Callable[[Json, str, TerminalWords], str]] = {
    "name": lambda outcome, field, _: outcome[field]["name"] if outcome[field] else "",
    "level": lambda outcome, field, _: outcome["target"]["level"]["name"] if outcome["target"] else "",
    "version": _version,
}
"""The shapes of what stands beside the verdict, by a few words each."""


def _ticket(outcome: Json, language: Language) -> Iterator[str]:
    ticket = outcome["ticket"]
    heading = language.terminal_headings["details"]
    yield from ("", heading, "-" * len(heading), ticket["subject"], "", ticket["body"].rstrip())


def _masked(outcome: Json, words: WizardWords) -> Iterator[str]:
    """What the ticket is without, and where each stood."""
    hidden = [secret for secret in outcome["masked"] if not secret["shown"]]
    count = words.masked_one if len(hidden) == 1 else fill(words.masked_several, count=str(len(hidden)))
    return _part(count, (_place(secret, words) for secret in hidden))


def _place(secret: Json, words: WizardWords) -> str:
    kind = words.secrets[secret["kind"]]
    return fill(words.masked_at, kind=kind, name=secret["name"], line=str(secret["line"]))


def _channels(channels: list[Json], outcome: Json, language: Language) -> Iterator[str]:
    yield from filter(None, (outcome["route"],))
    for channel in channels:
        yield _channel(channel, outcome["target"], language.terminal)
        yield from _listed(outcome, channel["id"], language)
    yield from _listed(outcome, "", language)


def _listed(outcome: Json, beside: str, language: Language) -> Iterator[str]:
    for known in outcome["listed"]:
        if known["channel"] == beside:
            text = language.wizard.season_known if known["name"] else language.wizard.holidays_known
            yield fill(text, season=known["name"], day=known["last"])


def _channel(channel: Json, target: Json, words: TerminalWords) -> str:
    # By when one hears back helps nobody who can't find the way there.
    there = channel["address"]
    state, reply = (_state(channel, words), _reply(channel, target, words)) if there else ("", "")
    about = "; ".join(filter(None, (state, ", ".join(channel["languages"].values()))))
    # What is told with its next opening isn't told twice.
    later = "" if channel["elsewhere"] and not channel["in_writing"] else channel["later"]
    address = " · ".join(filter(None, (there or words.no_address, later)))
    said = (f"{channel['name']}:", address, about and f"({about})", reply, channel["reason"], channel["note"])
    return " ".join(filter(None, said))


def _state(channel: Json, words: TerminalWords) -> str:
    reads, opens = channel["reads"], channel["opens"]
    if channel["in_writing"]:
        # A mailbox is never closed; it may be that nobody reads it just now.
        return fill(words.reads, moment=_moment(reads, words)) if reads else words.takes_tickets
    if channel["open"]:
        return words.open_now
    if not opens:
        return str(channel["hours"])
    return fill(words.opens, moment=_moment(opens, words)) + str(channel["elsewhere"])


def _reply(channel: Json, target: Json, words: TerminalWords) -> str:
    """By when one hears back there, where that is promised."""
    if channel["reply"] == "at-once":
        return words.at_once
    due = target["due"] if channel["reply"] else None
    return fill(words.due, moment=_moment(due, words)) if due else ""


def _target(target: Json, _outcome: Json, language: Language) -> Iterator[str]:
    if not target:
        return
    words = language.terminal
    yield target["text"] + _labels([target["clause"]])
    if target["starts"]:
        yield fill(words.starts, moment=_moment(target["starts"], words))
    for further in target["further"]:
        due = fill(words.further_by, moment=_moment(further["due"], words)) if further["due"] else ""
        text = further["text"] + _labels([further["clause"]])
        yield " ".join(filter(None, (f"{further['name']}:", text, due)))
    if target["taken_by"]:
        yield _clause(target["taken_by"])


def _moment(moment: Json, words: TerminalWords) -> str:
    here = datetime.fromisoformat(moment["utc"]).astimezone().strftime("%Y-%m-%d %H:%M")
    return fill(words.moment, local=here, desk=moment["desk"].replace("T", " "), offset=moment["offset"])


def _clause(cited: Json) -> str:
    return f"{cited['text']} (§{cited['label']})"


def _labels(clauses: list[Json]) -> str:
    return f" ({', '.join('§' + clause['label'] for clause in clauses)})" if clauses else ""


def _part(heading: str, lines: Any) -> Iterator[str]:
    """A heading with its lines; nothing where there are no lines."""
    listed = list(lines)
    if listed:
        yield from ("", heading, *(f"- {line}" for line in listed))


SHAPES: dict[str, Callable[[Any, Json, Language], Iterable[str]]] = {
    "channels": _channels,
    "target": _target,
    "texts": lambda texts, *_: texts,
    "reasons": lambda reasons, *_: (reason["text"] + _labels(reason["clauses"]) for reason in reasons),
    "clauses": lambda clauses, *_: map(_clause, clauses),
    "readings": lambda readings, *_: (reading["text"] for reading in readings),
}
"""The lines of each shape of a block; there are none for what the ticket or `--explain` says already."""
