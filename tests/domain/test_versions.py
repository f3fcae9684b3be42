"""Any two texts that were signed, compared in words that say which record, which field, and where a request went."""

from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.records import Cadence, Verdict, Version
from alignment_tui.domain.session import Session
from alignment_tui.domain.versions import compared, edition, editions, pairs
from tests.domain.test_findings import both, of, whole
from tests.factories import SIGNED_AT, TODAY, complete, request, session, signature, signed

BASE = complete()


def said(changed: Session) -> dict[str, tuple[str, ...]]:
    before, after = edition(BASE, "1"), edition(changed, "now")
    return {one.title: one.sentences for one in compared(before.sections, after.sections)}


def test_the_versions_there_are_and_the_text_now_where_it_is_another() -> None:
    (first,) = editions(BASE)
    assert (first.number, first.name, first.signers) == (1, "version 1", ("Ana", "Raj"))
    changed = of("metrics", target=80)(BASE)
    assert [(one.number, one.name) for one in editions(changed)] == [(1, "version 1"), (2, "the text now")]
    again = signed(changed, signature(3, "S1"))
    assert [(one.number, one.signers) for one in editions(again)] == [(1, ("Ana", "Raj")), (2, ("Ana",))]
    assert [one.name for one in editions(session())] == ["the text now"]


def test_a_text_is_called_by_its_number_or_now() -> None:
    changed = of("metrics", target=80)(BASE)
    assert edition(changed, "Version 1").number == 1
    assert edition(changed, "NOW").name == "the text now"
    assert edition(BASE, "now").name == "version 1"
    for unknown in ("2", "0", "", "latest"):
        with pytest.raises(NotFound, match="1 and now"):
            edition(changed, unknown)
    with pytest.raises(NotFound, match="only now"):
        edition(session(), "1")


def test_any_two_can_be_compared_and_those_with_the_latest_come_first() -> None:
    two = signed(of("metrics", target=80)(BASE), signature(3, "S1"))
    three = of("metrics", target=70)(two)
    assert [(one.number, other.number) for one, other in pairs(three)] == [(2, 3), (1, 3), (1, 2)]
    assert pairs(BASE) == pairs(session()) == ()


def test_nothing_differs_from_itself() -> None:
    assert said(BASE) == {}


@pytest.mark.parametrize(
    ("change", "section", "sentence"),
    [
        (of("metrics", target=80), "How we will know", "M1, checkout downtime: the target was 90, now 80"),
        (of("metrics", owner=None), "How we will know", "M1, checkout downtime: the owner was Ana, now not said"),
        (of("metrics", name="downtime"), "How we will know", 'the name was "checkout downtime", now downtime'),
        (of("metrics", by=TODAY), "How we will know", "the date was 2025-06-30, now 2025-03-03"),
        (
            of("requests", words="Stay up"),
            "We will",
            'R1: the words were "No checkout outage during the sale", now "Stay',
        ),
        (
            of("requests", verdict=Verdict(answer="will", reason="x")),
            "We will",
            'the reason was "it is within 12 person-weeks and moves M1", now x',
        ),
        (
            lambda one: replace(one, requests=(*one.requests, request(3, "S2", words="Stay up", merged_into="R1"))),
            "We will",
            "R3 is new",
        ),
        (
            of("trade_offs", bearer="S1"),
            "What we accept",
            "T1, uptime even over branding: the bearer was Raj, now Ana",
        ),
        (of("trade_offs", option="O2"), "What we accept", "T1, uptime even over branding is gone"),
        (
            of("constraints", 3, slo_percent=99.5),
            "Error budget",
            "C4, checkout: the SLO in percent was 99.9, now 99.5",
        ),
        (
            lambda one: replace(one, memo=replace(one.memo, cadence=Cadence(every=2))),
            "When we review",
            'was "every week from 2025-03-03", now "every 2 weeks"',
        ),
        (whole(memo=replace(BASE.memo, cadence=None)), "When we review", "now not said"),
    ],
)
def test_every_kind_of_change_is_said(change: Any, section: str, sentence: str) -> None:
    found = said(change(BASE))
    assert list(found) == [section]
    assert sentence in " / ".join(found[section])


def test_a_request_that_went_from_one_section_to_another_is_told_in_both() -> None:
    moved = of("requests", 1, verdict=Verdict(answer="will", reason="it fits after all"))(BASE)
    called = 'R2, Raj\'s "Partners can brand onboarding themselves"'
    assert said(moved) == {
        "We will": (f'{called} came from "Not yet": it fits after all',),
        "Not yet": (f'{called} went to "We will"',),
    }


def test_what_came_and_what_went() -> None:
    new = request(3, "S2", words="A sandbox", verdict=Verdict(answer="wont", reason="no time"))
    changed = both(lambda one: replace(one, requests=(*one.requests, new)), of("requests", 1, verdict=None))(BASE)
    assert said(changed) == {
        "We won't": ('R3, Raj\'s "A sandbox" is new: no time',),
        "Not yet": ('R2, Raj\'s "Partners can brand onboarding themselves" is gone',),
    }


@pytest.mark.parametrize(
    "sections",
    [
        {},
        {"will": ["R1"]},
        {"will": "R1", "metrics": 7, "error_budgets": [], "cadence": "often", "more": {"a": [1]}},
        {
            "will": [{"id": 1, "voices": 7}],
            "trade_offs": [{"id": "T1"}],
            "metrics": [{"no": "id"}],
            "cadence": {"x": 1},
        },
        {"will": [{"id": "R1", "voices": ["x"]}], "error_budgets": {"budgets": 3, "thresholds": None}},
    ],
)
def test_a_kept_text_of_any_shape_is_compared_all_the_same(sections: dict[str, Any]) -> None:
    now = edition(BASE, "now").sections
    for before, after in ((sections, now), (now, sections)):
        assert all(section.sentences for section in compared(before, after))


def test_words_of_a_file_that_somebody_wrote_by_hand_are_made_harmless() -> None:
    sections = {"metrics": [{"id": "M1", "name": "\x1b[31m\u202e"}]}
    odd = replace(BASE, versions=(Version(number=1, at=SIGNED_AT, sections=sections),), signatures=())
    found = compared(edition(odd, "1").sections, edition(odd, "now").sections)
    assert all(sentence.isprintable() for section in found for sentence in section.sentences)
