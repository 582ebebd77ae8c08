"""What a policy refers to and has lost: told with what it was in the edition that is published."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem, shown, upwards
from publisher.policy_file.lost_lines import Known
from publisher.policy_file.remarks import name_of
from publisher.policy_file.short_forms import made_name
from wizard.policy import Part, Policy, Product

INSTEAD = re.compile(r"; (?:did you mean|write the id|known here|there is none).*", re.DOTALL)
"""What is proposed in place of a name."""
SETTLED = re.compile(r"; if that settles [^(]*\(\{command\}\)")
"""What is proposed where a reading's field is gone."""
OR_NEW = "write the new id on each line that misses it."
TITLES = ("text", "title", "label", "name", "reading")


def recalled(problems: Iterable[Problem], policy: Policy, published: Policy) -> Iterator[Problem]:
    """The problems; one that names something removed also says what that was and where it stood."""
    gone, fresh = _only_in(published, policy), _only_in(policy, published)
    was = {_id(part): path for path, part in gone.items()}
    told: set[KeyPath] = set()
    for problem in problems:
        if problem.name and problem.name in was:
            # What is gone with something else around it is told as that.
            path = min((place for place in gone if place == was[problem.name][: len(place)]), key=len)
            beside = (place for place in fresh if _around(policy, place) == _around(published, path))
            new = _new_in_place(gone[path], path, {place: fresh[place] for place in beside})
            stood = new or _where_it_stood(policy, published, path)
            if path not in told:
                told.add(path)
                id, title = _id(gone[path]), shown(_title(gone[path]))
                message = f"'{id}' is gone, which stood hereabouts in the published edition: {title}"
                way_out = ". Put it back, or mend what needs it."
                if new:
                    way_out = _in_its_place(gone[path], fresh[new], policy)
                yield Problem(stood, message + way_out, name=id, is_cause=True)
            mend = f"{INSTEAD.sub('', problem.message)}; what is gone stood about line"
            if new and _title(fresh[new]) == _title(gone[path]):
                # It has another id and is the same: nothing is settled by that.
                mend = SETTLED.sub("", mend)
            problem = replace(problem, message=mend, line_of=stood)
        yield problem


def _in_its_place(gone: Part, new: Part, policy: Policy) -> str:
    """What to do where a part stands in the place of one that is gone: the same by another id, or another."""
    was, now, title = _id(gone), _id(new), shown(_title(new))
    if _title(new) == _title(gone):
        return f"; '{now}' stands there now. Ids stay as published: put '{was}' back, or {OR_NEW}"
    examples = [example.id for example in policy.examples if was in example.answers.values()]
    tried = f", in what {_examples(examples)} answers too" if examples else ""
    asked = _asked_anew(policy) if isinstance(gone, Product) else ""
    return (
        f"; '{now}' stands there now: {title}. If that is another one in its place, write '{now}' on each "
        f"line that misses '{was}'{tried}{asked}; if it is the same one, put '{was}' back, as ids stay as "
        "published."
    )


def _asked_anew(policy: Policy) -> str:
    """Which examples answer for a version, and not yet of which of several products it is."""
    product, version = policy.product_question, policy.version_question
    examples = [
        example.id
        for example in policy.examples
        if version in example.answers and product not in example.answers
    ]
    if len(policy.products) < 2 or not product or not examples:
        return ""
    plural = "s" if len(examples) == 1 else ""
    return f"; and as there are several products, {_examples(examples)} need{plural} an answer to '{product}'"


def _examples(examples: Collection[str]) -> str:
    names = ", ".join(f"'{example}'" for example in examples)
    return f"the example {names}" if len(examples) == 1 else f"the examples {names}"


def _only_in(policy: Policy, other: Policy) -> dict[KeyPath, Part]:
    """The parts with ids that another policy has under no such name."""
    known = {_name(other, path, part) for path, part in parts(other)}
    found = ((path, part) for path, part in parts(policy) if _id(part))
    return {path: part for path, part in found if _name(policy, path, part) not in known}


def lost_items(published: Policy, here: Collection[str]) -> Known:
    """What knows the items of the published edition that have another name than these."""
    lost: dict[str, list[tuple[KeyPath, Part]]] = {}
    for path, part in parts(published):
        if _id(part) and _name(published, path, part) not in here and not _needs_no_id(published, path, part):
            lost.setdefault(_around(published, path), []).append((path, part))

    def known(within: str, item: Mapping[str, Any]) -> tuple[str, str] | None:
        among = lost.get(within, [])
        like = [candidate for candidate in among if _is_like(candidate[1], item)]
        if not like:
            return None
        path, part = like[0]
        return f"{'- ' if isinstance(path[-1], int) else ''}id: {_id(part)}", _title(part)

    return known


def _needs_no_id(policy: Policy, path: KeyPath, part: Part) -> bool:
    """Whether a part is called by what it belongs to and its key, as where no id is written."""
    around: Any = policy
    for step in path[:-1]:
        around = around[step] if isinstance(step, int) else getattr(around, step)
    return isinstance(path[-1], str) and _id(part) == made_name(str(getattr(around, "id", "")), path[-1])


def _is_like(part: Part, item: Mapping[str, Any]) -> bool:
    """Whether an item has the title of a part, or all of its texts."""
    texts = {key: value for key, value in item.items() if isinstance(value, str)}
    same = {key for key, value in texts.items() if getattr(part, key, None) == value}
    return bool(same) and (not same.isdisjoint(TITLES) or len(same) == len(texts))


def _new_in_place(gone: Part, path: KeyPath, fresh: Mapping[KeyPath, Part]) -> KeyPath:
    """Which of the new parts stands where one is gone: by its title, or else by its place."""
    alike = [place for place, part in fresh.items() if _title(part) == _title(gone)]
    return next(iter([*alike, *(place for place in fresh if place[-1] == path[-1])]), ())


def _where_it_stood(policy: Policy, published: Policy, path: KeyPath) -> KeyPath:
    """The part before one that is gone, as far as there is one still; else its list, or what it was in."""
    here = {name_of(policy, place): place for place, _ in parts(policy)}
    here |= {
        name_of(policy, place[:-1]): place[:-1]
        for place in here.values()
        if place and isinstance(place[-1], int)
    }
    before = [(*path[:-1], step) for step in reversed(range(path[-1]))] if isinstance(path[-1], int) else []
    _, *around = upwards(path)
    names = (name_of(published, place) for place in (*before, *around))
    return next(here[name] for name in names if name in here)


def _title(part: Part) -> str:
    return next((text for name in TITLES if (text := getattr(part, name, ""))), "")


def _name(policy: Policy, path: KeyPath, part: Part) -> str:
    return f"{_around(policy, path)}.{_id(part)}"


def _around(policy: Policy, path: KeyPath) -> str:
    """The names of the list that a part is in, or its own key's."""
    return name_of(policy, path[: len(path) - isinstance(path[-1], int)] if path else ())


def _id(part: Part) -> str:
    return str(getattr(part, "id", ""))
