"""The ticket, written by its layout: subject and body as plain text, with all that the desk needs to begin.

The page writes tickets by the same layout (`site_src/script/ticket_text.js`) while there is no Python; tests
hold the two to the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wizard.ticket.layout import Layout, Line, Template
from wizard.ticket.letters import LETTERS, one_line, shortened
from wizard.view import Moment, Ticket

Material = Mapping[str, object]
"""What templates name: an outcome's fields, `asked` and `details` by their ids, `due`, `date`, `address`."""


def write(layout: Layout, material: Material) -> Ticket:
    """The ticket that a layout makes of its material."""
    lines = (line for entry in layout.body for line in _first(entry, material))
    return Ticket(
        subject=_subject(layout, material),
        body="".join(f"{line.rstrip(LETTERS.spaces)}\n" for line in lines),
        file_name=_filled(layout.file_name, material) or "",
    )


def due_at(moment: Moment | None) -> Mapping[str, str]:
    """The date, the time and the offset of an instant by the desk's clock."""
    if moment is None:
        return {}
    date, _, time = moment.desk.partition("T")
    return {"date": date, "time": time, "offset": moment.offset}


def _subject(layout: Layout, material: Material) -> str:
    (summary,) = _first(layout.summary, material)
    said = shortened(summary, layout.letters.longest_summary)
    for line in layout.around:
        said = _filled(line.template, {**material, "summary": said}) or said
    return one_line(said)


def _first(entry: tuple[Line, ...], material: Material) -> list[str]:
    """What the first line of an entry says that comes; nothing where none does."""
    said = (list(_lines(line, material)) for line in entry)
    return next(filter(None, said), [])


def _lines(line: Line, material: Material) -> Iterator[str]:
    if line.needs and not _reached(material, line.needs):
        return
    things = _reached(material, line.each) if line.each else (material,)
    for thing in things if isinstance(things, tuple) else ():
        text = _filled(line.template, thing)
        if text is not None:
            yield text


def _filled(template: Template, thing: object) -> str | None:
    """A template with what its names say; None where one of them says nothing."""
    said = [_reached(thing, path) for path in template[1::2]]
    if not all(said):
        return None
    parts = list(template)
    parts[1::2] = map(str, said)
    return "".join(parts)


def _reached(thing: object, path: str) -> object:
    """What a path leads to; None where it ends before."""
    for name in path.split("."):
        thing = thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)
    return thing
