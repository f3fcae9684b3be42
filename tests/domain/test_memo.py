from datetime import date
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from alignment_tui.domain.digests import digest, digests, short, whole
from alignment_tui.domain.memo import SECTION_TITLES, decision_lines, sections
from alignment_tui.domain.memo_status import reopened, status
from alignment_tui.domain.records import Cadence, Memo, Rule, Thresholds, Tripwire
from alignment_tui.domain.session import Session
from tests.factories import SIGNED_AT, complete, request, session, signature, signed


def test_the_signed_text_as_data() -> None:
    text = sections(complete())
    assert tuple(text) == tuple(SECTION_TITLES)
    assert text["will"] == [
        {
            "id": "R1",
            "voices": [{"id": "R1", "asker": "Ana", "words": "No checkout outage during the sale"}],
            "reason": "it is within 12 person-weeks and moves M1",
        }
    ]
    assert text["wont"] == []
    assert [entry["id"] for entry in text["later"]] == ["R2"]
    assert text["metrics"] == [
        {
            "id": "M1",
            "name": "checkout downtime",
            "unit": "min/week",
            "baseline": 120,
            "target": 90,
            "threshold": None,
            "by": "2025-06-30",
            "owner": "Ana",
        }
    ]
    assert text["trade_offs"] == [
        {
            "id": "T1",
            "gain": "uptime",
            "give": "branding",
            "accepting": "one more quarter",
            "bearer": "Raj",
            "metric": "M1",
        }
    ]
    assert text["error_budgets"]["budgets"] == [
        {"id": "C4", "service": "checkout", "slo_percent": 99.9, "window_days": 30, "since": None, "posture": "push"}
    ]
    assert text["error_budgets"]["thresholds"] == {
        "push_above_percent": 50,
        "push_pace": 1,
        "careful_above_percent": 25,
        "protect_above_percent": 0,
    }
    assert text["cadence"]["first"] == "2025-03-03"


def test_the_signed_text_is_plain_json() -> None:
    text = sections(complete())
    assert msgspec.json.decode(msgspec.json.encode(text)) == text
    assert sections(session())["error_budgets"] == {}
    assert sections(session())["cadence"] is None


def test_everybody_whose_words_were_merged_is_in_the_signed_text() -> None:
    base = complete()
    merged = replace(base, requests=(*base.requests, request(3, "S2", words="Stay up", merged_into="R1")))
    assert [voice["asker"] for voice in sections(merged)["will"][0]["voices"]] == ["Ana", "Raj"]


def test_moving_a_record_in_its_list_changes_nothing_that_is_signed() -> None:
    base = complete()
    moved = replace(base, requests=base.requests[::-1], metrics=base.metrics[::-1], constraints=base.constraints[::-1])
    assert digests(sections(moved)) == digests(sections(base))


def test_digests_do_not_care_about_spelling_of_json_or_letters() -> None:
    assert digest({"a": 1, "b": 90}) == digest({"b": 90.0, "a": 1})
    assert digest("Zo\u00eb") == digest("Zoe\u0308")
    assert digest({"Zo\u00eb": 1}) == digest({"Zoe\u0308": 1})
    assert digest(["a", "b"]) != digest(["b", "a"])
    assert digest({"n": 2**60}) != digest({"n": 2**60 + 1})
    assert whole({"a": "1", "b": "2"}) == whole({"b": "2", "a": "1"})
    assert short("7f3a91c2ffff") == "7f3a 91c2"


def test_the_digest_is_sha_256_over_canonical_json() -> None:
    # RFC 8785: keys sorted, no white space; printf '{"a":1}' | sha256sum
    assert digest({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


def lines(session: Session) -> dict[str, str]:
    return {line.label: line.text for line in decision_lines(session)}


def test_the_decision_is_composed_from_the_session() -> None:
    assert lines(complete()) == {
        "Context": "the spring sale starts on 2025-04-14",
        "Facing": "12 person-weeks; no theming",
        "We decided for": "O1 Calm launch: R1",
        "and against": "O2 Everything at once",
        "To achieve": "checkout downtime 120 -> 90 min/week by 2025-06-30 (M1)",
        "Accepting": "one more quarter (T1, Raj bears it)",
    }


def test_words_that_a_person_wrote_stand_as_typed() -> None:
    memo = Memo(context="c", facing="f", why="w", decision="We stay up.")
    found = lines(replace(complete(), memo=memo))
    assert (found["Facing"], found["We decided"], found["Because"]) == ("f", "We stay up.", "w")
    assert "We decided for" not in found
    assert "and against" not in found


def test_an_empty_session_has_no_decision_to_print() -> None:
    assert decision_lines(session()) == ()


def test_a_trade_off_says_what_gives_way_and_that_nobody_bears_it_yet() -> None:
    base = complete()
    bare = replace(base, trade_offs=(replace(base.trade_offs[0], accepting="", bearer=None),))
    assert lines(bare)["Accepting"] == "branding gives way to uptime (T1, nobody bears it yet)"


def said(session: Session) -> tuple[str, str, int]:
    found = status(session)
    return found.word, found.words, found.version


def test_a_memo_is_a_draft_until_somebody_proposes_it_or_signs() -> None:
    assert said(session()) == ("draft", "draft", 1)
    assert said(session(memo=Memo(status="proposed")))[0] == "proposed"
    assert said(signed(session(signers=("S1", "S2")), signature(1, "S1")))[0] == "proposed"


def test_a_memo_is_accepted_when_the_rule_is_met() -> None:
    assert said(complete()) == ("accepted", "accepted", 1)
    assert said(replace(complete(), rule=None))[0] == "proposed"


def test_what_a_person_says_of_it_comes_first() -> None:
    base = complete()
    assert said(replace(base, memo=replace(base.memo, status="withdrawn")))[0] == "withdrawn"
    assert said(replace(base, memo=replace(base.memo, superseded_by="checkout-2")))[1] == "superseded by checkout-2"


def test_a_changed_text_is_proposed_anew() -> None:
    base = complete()
    changed = replace(base, metrics=(replace(base.metrics[0], target=80),))
    assert said(changed) == ("proposed", "proposed; version 1 was accepted", 2)


def test_an_objection_reopens_what_was_accepted() -> None:
    objected = signed(complete(), signature(3, "S2", "objection", text="partners leave"))
    assert said(objected)[:2] == ("reopened", "accepted, reopened by an objection of Raj")


def tripped(on: date | None) -> Session:
    return replace(
        complete(),
        tripwires=(Tripwire(id="W1", metric="M1", when="above", value=200, reopens="T1", reopened_on=on),),
    )


def test_a_tripwire_reopens_until_a_new_version_is_accepted() -> None:
    assert said(tripped(None))[0] == "accepted"
    open_again = tripped(date(2025, 5, 5))
    assert said(open_again)[:2] == ("reopened", "accepted, T1 reopened")
    assert reopened(open_again) == ("T1",)
    amended = replace(open_again, metrics=(replace(open_again.metrics[0], target=80),))
    assert said(amended)[:2] == ("reopened", "version 1 accepted, T1 reopened")
    later = SIGNED_AT.replace(month=6)
    half = signed(amended, signature(3, "S1", at=later))
    assert said(half)[:2] == ("reopened", "version 1 accepted, T1 reopened")
    settled = signed(half, signature(4, "S2", at=later))
    assert said(settled) == ("accepted", "accepted", 2)


def test_signing_the_same_text_anew_settles_it_too() -> None:
    later = SIGNED_AT.replace(month=6)
    again = signed(tripped(date(2025, 5, 5)), signature(3, "S1", at=later), signature(4, "S2", at=later))
    assert said(again) == ("accepted", "accepted", 1)


def test_a_word_that_takes_back_one_on_an_earlier_version_is_looked_at_too() -> None:
    open_again = tripped(date(2025, 5, 5))
    amended = replace(open_again, metrics=(replace(open_again.metrics[0], target=80),))
    later = SIGNED_AT.replace(month=6)
    taken_back = signed(amended, signature(3, "S1", "withdrawal", withdraws="G1", at=later))
    assert taken_back.signatures[-1].version == 2
    assert said(taken_back)[:2] == ("reopened", "version 1 accepted, T1 reopened")
    assert reopened(taken_back) == ("T1",)


CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"memo": Memo(cadence=Cadence(every=2, first=date(2025, 3, 3)))}, "cadence"),
    ({"rule": Rule(kind="no objection")}, ""),
    ({"title": "Another title"}, ""),
    ({"note": "x"}, ""),
    ({"readings": ()}, ""),
    ({"reviews": ()}, ""),
]


@pytest.mark.parametrize(("fields", "section"), CHANGES)
def test_only_what_is_signed_changes_a_digest(fields: dict[str, Any], section: str) -> None:
    before, after = digests(sections(complete())), digests(sections(replace(complete(), **fields)))
    assert [name for name in before if before[name] != after[name]] == ([section] if section else [])


def test_thresholds_are_part_of_what_is_signed() -> None:
    base = complete()
    other = replace(base, thresholds=Thresholds(push_above_percent=40))
    assert sections(other)["error_budgets"] != sections(base)["error_budgets"]
