"""Whether there is anything to sign, who is asked, what is read back to them, and how a word came in."""

from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.read_back import read_back
from alignment_tui.domain.records import Cadence, Meeting, Memo, Metric, TradeOff
from alignment_tui.domain.session import Session
from alignment_tui.domain.signing import absent, again, asked, not_to_sign, recorded, said_already, to_sign_again
from tests.factories import TODAY, complete, metric_target, people, session, signature, signed

UNSIGNED = replace(complete(), signatures=(), versions=())


def memo(**fields: Any) -> Session:
    return replace(UNSIGNED, memo=replace(UNSIGNED.memo, **fields))


@pytest.mark.parametrize(
    ("whole", "why"),
    [
        (UNSIGNED, ""),
        (complete(), ""),
        (metric_target(complete(), 80), ""),
        (memo(status="draft"), "the memo is a draft; status proposed"),
        (memo(status="withdrawn"), "the memo is withdrawn"),
        (memo(superseded_by="summer"), "the memo is superseded by summer"),
        (replace(UNSIGNED, signers=()), "nobody is asked to sign"),
        (session(memo=Memo(status="proposed"), signers=("S1",)), "there is nothing to sign yet"),
    ],
)
def test_why_nobody_can_sign(whole: Session, why: str) -> None:
    found = not_to_sign(whole)
    assert found.startswith(why) if why else not found


def test_who_is_away_is_not_asked_and_is_named() -> None:
    whole = session(stakeholders=people("Ana", "Raj", "Li"), signers=("S3", "S1", "S2"))
    assert (asked(whole), absent(whole)) == (("S3", "S1", "S2"), ())
    today = replace(whole, meetings=(Meeting(on=TODAY, here=("S1",), away=("S3",)),))
    assert (asked(today), absent(today)) == (("S1", "S2"), ("S3",))


def test_a_word_is_the_same_until_the_text_or_the_word_is_another() -> None:
    whole = complete()
    assert said_already(whole, "S1", "consent", "")
    assert not said_already(whole, "S1", "consent", "", with_key=True)
    assert not said_already(whole, "S1", "aside", "")
    assert not said_already(whole, "S1", "consent", "but")
    assert not said_already(metric_target(whole, 80), "S1", "consent", "")
    assert not said_already(UNSIGNED, "S1", "consent", "")
    keyed = signed(whole, signature(3, "S1", ssh=("x",)))
    assert said_already(keyed, "S1", "consent", "", with_key=True)


def test_only_words_that_the_text_left_behind_are_given_again() -> None:
    whole = complete()
    assert to_sign_again(whole) == ()
    changed = metric_target(whole, 80)
    assert to_sign_again(changed) == ("S1", "S2")
    found = again(changed, "S2")
    assert found is not None
    assert found.id == "G2"
    assert again(signed(changed, signature(3, "S2", "withdrawal", withdraws="G2")), "S2") is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "recorded by the facilitator"),
        ({"creator": "Kim"}, "recorded by the facilitator, Kim"),
        ({"own_hand": True, "creator": "ana"}, "given at their own machine, without a key, as ana"),
        ({"own_hand": True, "ssh": ("nonsense",)}, "an ssh signature that cannot be read"),
    ],
)
def test_how_a_word_came_in(fields: dict[str, Any], words: str) -> None:
    assert recorded(signature(1, "S1", **fields)) == words


def read(whole: Session) -> dict[str, list[tuple[str, str, str]]]:
    return {part.title: [(line.id, line.words, line.more) for line in part.lines] for part in read_back(whole)}


def test_the_three_things_are_read_back() -> None:
    assert read(complete()) == {
        "What we accept": [
            ("T1", "uptime even over branding, accepting one more quarter", "Raj bears it, M1 will show it")
        ],
        "How we will know": [("M1", "checkout downtime 120 -> 90 min/week by 2025-06-30", "Ana")],
        "When we review": [("", "every week from 2025-03-03", "the next on 2025-03-10")],
    }


def test_what_is_missing_is_read_back_as_missing() -> None:
    assert read(session()) == {
        "What we accept": [("", "no trade-off was accepted", "")],
        "How we will know": [("", "no metric was agreed", "")],
        "When we review": [("", "not agreed yet; review weekly from DATE says it", "")],
    }
    bare = session(
        metrics=(Metric(id="M1", name="downtime"),),
        trade_offs=(TradeOff(id="T1", gain="uptime", give="speed"),),
        memo=Memo(cadence=Cadence()),
    )
    assert read(bare)["What we accept"] == [("T1", "uptime even over speed", "nobody bears it yet")]
    assert read(bare)["How we will know"] == [("M1", "downtime no numbers yet", "no owner")]
    assert read(bare)["When we review"] == [("", "every week", "")]
