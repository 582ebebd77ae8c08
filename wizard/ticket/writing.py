"""The ticket, written by its layout: subject and body as plain text, with all that the desk needs to begin.

The page writes tickets by the same layout (`site_src/script/ticket_text.js`) while there is no Python; tests
hold the two to the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from wizard.ticket.layout import Entry, Layout, Line, Template
from wizard.ticket.letters import LETTERS, one_line, shortened
from wizard.view import FurtherView, Moment, Ticket

Material = Mapping[str, object]
"""What templates name: an outcome's fields, `asked` and `details` by their ids, `due`, `further`, `date`,
`address`, and the day `until` which a version has its status, or on which it comes `out`."""
Say = Callable[[str, object], str]
"""How the value that a path leads to is put into a template."""


def _as_text(_path: str, value: object) -> str:
    return str(value)


def write(layout: Layout, material: Material) -> Ticket:
    """The ticket that a layout makes of its material."""
    return Ticket(
        subject=_subject(layout, material),
        body="".join(f"{line}\n" for line in lines_of((*layout.facts, *layout.body), material)),
        file_name=_filled(layout.file_name, material) or "",
    )


def lines_of(entries: Iterable[Entry], material: Material) -> list[str]:
    """The lines that come."""
    return [line.rstrip(LETTERS.spaces) for entry in entries for line in first(entry, material)]


def due_at(moment: Moment | None) -> Mapping[str, str]:
    """The date, the time and the offset of an instant by the desk's clock."""
    if moment is None:
        return {}
    date, _, time = moment.desk.partition("T")
    return {"date": date, "time": time, "offset": moment.offset}


def further_by(promised: Iterable[FurtherView]) -> Mapping[str, tuple[Material, ...]]:
    """What is promised further: with the moment by which it is, and without one."""
    told = [{"name": view.name, "text": view.text, "due": due_at(view.due)} for view in promised]
    return {
        "dated": tuple(view for view in told if view["due"]),
        "undated": tuple(view for view in told if not view["due"]),
    }


def _subject(layout: Layout, material: Material) -> str:
    (summary,) = first(layout.summary, material)
    said = shortened(summary, layout.letters.longest_summary)
    for line in layout.around:
        said = _filled(line.template, {**material, "summary": said}) or said
    return one_line(said)


def first(entry: Entry, material: Material, say: Say = _as_text) -> list[str]:
    """What the first line of an entry says that comes; nothing where none does."""
    said = (list(_lines(line, material, say)) for line in entry)
    return next(filter(None, said), [])


def fullest(entry: Entry, material: Material, say: Say) -> str | None:
    """What the line of an entry says of whose names the most say something, the others left empty.

    None where not one of them does.
    """
    reached = [[_reached(material, path) for path in line.template[1::2]] for line in entry]
    place = max(range(len(entry)), key=lambda number: sum(map(bool, reached[number])))
    parts, values = list(entry[place].template), reached[place]
    if values and not any(values):
        return None
    pairs = zip(parts[1::2], values, strict=True)
    parts[1::2] = [say(path, value) if value else "" for path, value in pairs]
    return "".join(parts)


def _lines(line: Line, material: Material, say: Say) -> Iterator[str]:
    if line.needs and not _reached(material, line.needs):
        return
    things = _reached(material, line.each) if line.each else (material,)
    for thing in things if isinstance(things, tuple) else ():
        text = _filled(line.template, thing, say)
        if text is not None:
            yield text


def _filled(template: Template, thing: object, say: Say = _as_text) -> str | None:
    """A template with what its names say; None where one of them says nothing."""
    paths = template[1::2]
    said = [_reached(thing, path) for path in paths]
    if not all(said):
        return None
    parts = list(template)
    parts[1::2] = map(say, paths, said)
    return "".join(parts)


def _reached(thing: object, path: str) -> object:
    """What a path leads to; None where it ends before."""
    for name in path.split("."):
        thing = thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)
    return thing
