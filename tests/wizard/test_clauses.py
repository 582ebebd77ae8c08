"""What can be cited, and under which label."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tests.wizard.helpers import real, real_policy, small_policy
from wizard.clauses import citable
from wizard.policy import Clause, Procedure, Section, Subsection


def test_clauses_are_labelled_as_the_published_policy_numbers_them() -> None:
    labels = {id: cited.label for id, cited in real().clauses.items()}
    assert labels["scope"] == "1"
    assert labels["scope-setup"] == "1.1"
    assert labels["scope-misuse"] == "1.7"
    assert labels["portal"] == "2.2"
    assert labels["critical"] == "3b"
    assert labels["critical-target"] == "3b.2"
    assert labels["bug-fixes"] == "3c.3"
    assert labels["no-fixed-resolution"] == "5.3"
    assert labels["escalate-to-leadership"] == "8.3"
    assert labels["commitment"] == "0.1"


def test_no_two_clauses_of_the_real_policy_have_one_id_or_one_label() -> None:
    """But for section 8, whose only procedure has no number of its own."""
    cited = list(citable(real_policy()))
    assert len({one.id for one in cited}) == len(cited)
    twice = {label for label, count in Counter(one.label for one in cited).items() if count > 1}
    assert twice == {"8"}


def test_a_clause_knows_its_section_and_one_of_the_preamble_has_none() -> None:
    assert real().clauses["critical-target"].section == "levels"
    assert real().clauses["purpose"].section == ""


def test_a_channel_is_cited_by_its_name_and_what_it_promises() -> None:
    assert real().clauses["portal"].text == "Support Portal: Response within 24 hours for standard tickets"


def test_channels_are_numbered_on_from_the_clauses_that_stand_before_them() -> None:
    (section,) = small_policy().sections
    before = (Clause(id="one", text="One"), Clause(id="two", text="Two"))
    cited = {
        one.id: one.label
        for one in citable(replace(small_policy(), sections=(replace(section, clauses=before),)))
    }
    assert (cited["one"], cited["two"], cited["web"], cited["phone"]) == ("1.1", "1.2", "1.3", "1.4")


def test_every_clause_of_a_policy_can_be_cited() -> None:
    clause = {
        name: (Clause(id=name, text=name),)
        for name in ("clauses", "included", "responsibilities", "versions")
    }
    steps = Procedure(id="steps", name="Steps", steps=(Clause(id="step", text="Step"),))
    section = Section(id="s", number="7", title="S", procedures=(steps,), **clause)  # type: ignore[arg-type]
    found = {one.id for one in citable(replace(small_policy(), sections=(section,)))}
    assert found == {"why", "s", "clauses", "included", "responsibilities", "versions", "steps", "step"}


def test_clauses_of_parts_without_a_number_are_counted_on_in_their_section() -> None:
    def procedure(name: str, number: str = "") -> Procedure:
        return Procedure(id=name, number=number, name=name, steps=(Clause(id=f"{name}-step", text=name),))

    parts = (procedure("a"), procedure("b", "x"), procedure("c"))
    section = Section(id="s", number="7", title="S", clauses=(Clause(id="o", text="O"),), procedures=parts)
    labels = {one.id: one.label for one in citable(replace(small_policy(), sections=(section,)))}
    assert [labels[id] for id in ("o", "a-step", "b-step", "c-step")] == ["7.1", "7.2", "7x.1", "7.3"]


def test_a_number_that_is_written_in_full_is_the_label_itself() -> None:
    step = Procedure(id="p", number="7.2", name="P", steps=(Clause(id="s", number="7.2(a)", text="S"),))
    clauses = tuple(
        Clause(id=id, number=number, text=id) for id, number in (("a", "7.1"), ("b", ".7"), ("c", "(7)"))
    )
    section = Section(id="seven", number="7", title="S", clauses=clauses, procedures=(step,))
    labels = {one.id: one.label for one in citable(replace(small_policy(), sections=(section,)))}
    assert [labels[id] for id in "abcps"] == ["7.1", "7.7", "7(7)", "7.2", "7.2(a)"]


def test_a_clause_is_cited_by_its_own_number_and_the_others_by_their_places() -> None:
    clauses = (
        Clause(id="a", text="A"),
        Clause(id="b", number=".1.1", text="B"),
        Clause(id="c", number="(c)", text="C"),
        Clause(id="d", text="D"),
    )
    section = Section(id="s", number="7", title="S", clauses=clauses)
    labels = {one.id: one.label for one in citable(replace(small_policy(), sections=(section,)))}
    assert [labels[id] for id in "abcd"] == ["7.1", "7.1.1", "7(c)", "7.4"]


def test_clauses_are_counted_in_the_published_order() -> None:
    section = Section(
        id="s",
        number="7",
        title="S",
        clauses=(Clause(id="a", text="A"),),
        responsibilities=(Clause(id="b", text="B"),),
        order=("responsibilities", "clauses"),
    )
    labels = [one.label for one in citable(replace(small_policy(), sections=(section,))) if one.id in "ab"]
    assert labels == ["7.1", "7.2"]
    assert [part.id for part in section.parts if isinstance(part, Clause)] == ["b", "a"]


def test_a_clause_beside_sections_is_a_paragraph_of_the_whole_and_all_are_on_its_page() -> None:
    inner = Subsection(id="t", number="7.1", title="T", clauses=(Clause(id="b", text="B"),))
    section = Section(id="s", number="7", title="S", clauses=(Clause(id="a", text="A"),), sections=(inner,))
    found = [
        (one.id, one.label) for one in citable(replace(small_policy(), sections=(section,))) if one.section
    ]
    assert found == [("s", "7"), ("a", "7 ¶1"), ("t", "7.1"), ("b", "7.1.1")]
    assert {one.section for one in citable(replace(small_policy(), sections=(section,)))} == {"", "s"}
