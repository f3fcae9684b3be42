"""Day 6, the sign-off and the weeks after, line by line."""

from datetime import date
from typing import Any

import pytest

from tests.capture.room import TODAY, Room, filled


def made(room: Room, own: str) -> Any:
    return room.session.find(own)


def test_the_memo() -> None:
    room = filled("memo")
    for line in (
        "context: the sale: spring",
        "facing: 12 person-weeks",
        "why: it pays",
        "decision: calm",
        "status proposed",
        "supersedes winter",
    ):
        room.say(line)
    memo = room.session.memo
    assert (memo.context, memo.facing, memo.why, memo.decision) == (
        "the sale: spring",
        "12 person-weeks",
        "it pays",
        "calm",
    )
    assert (memo.status, memo.supersedes) == ("proposed", "winter")
    room.say("superseded by autumn")
    assert room.session.memo.superseded_by == "autumn"
    assert 'instead of "calm"' in room.say("memo decision: bold").words


@pytest.mark.parametrize(
    ("line", "every", "unit", "first"),
    [
        ("review weekly from 2025-05-05", 1, "week", date(2025, 5, 5)),
        ("review monthly from 5 May 2025", 1, "month", date(2025, 5, 5)),
        ("review every 2 weeks from 2025-05-05", 2, "week", date(2025, 5, 5)),
        ("review every 3 months", 3, "month", None),
    ],
)
def test_the_cadence(line: str, every: int, unit: str, first: date | None) -> None:
    room = filled("memo")
    room.say(line)
    cadence = room.session.memo.cadence
    assert cadence is not None
    assert (cadence.every, cadence.unit, cadence.first) == (every, unit, first)


@pytest.mark.parametrize(
    ("line", "at", "zone"),
    [
        ("review at 9:30", "09:30", ""),
        ("review at 14:00 europe/berlin", "14:00", "Europe/Berlin"),
        ("review weekly from 2025-05-05 at 10:00 UTC", "10:00", "UTC"),
    ],
)
def test_the_time_of_the_reviews(line: str, at: str, zone: str) -> None:
    room = filled("memo")
    assert f"at {at}" in room.say(line).words
    found = room.session.memo.review_at
    assert found
    assert (found.at, found.zone) == (at, zone)
    assert bool(room.session.memo.cadence) == ("weekly" in line)


def test_why_is_the_reviews_in_the_scorecard_and_the_memos_elsewhere() -> None:
    room = filled("scorecard")
    assert room.say("why: nobody deployed on Fridays").words.startswith("today's review, why")
    assert room.say("memo why: it pays").words.startswith("the memo's why")
    room.stage = "requests"
    assert room.say("why: it pays well").words.startswith("the memo's why")
    assert room.say("review why: luck").words.startswith("today's review, why")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("rule everyone", ("everyone", None, None)),
        ("rule no objection", ("no objection", None, None)),
        ("rule quorum 4 of 5", ("quorum", 4, 5)),
        ("rule quorum 2", ("quorum", 2, None)),
    ],
)
def test_the_rule(line: str, rule: tuple[Any, ...]) -> None:
    room = filled("sign-off")
    room.say(line)
    found = room.session.rule
    assert found is not None
    assert (found.kind, found.needed, found.of) == rule


def test_each_persons_word_is_bound_to_the_text() -> None:
    room = filled("sign-off")
    room.say("signers: Ana, Raj, Li")
    room.say("Ana consents")
    room.say("Raj objects: partners leave: now")
    room.say("Li consents, but: the date is tight")
    found = room.session.signatures
    assert [(one.person, one.verdict, one.text) for one in found] == [
        ("S1", "consent", ""),
        ("S2", "objection", "partners leave: now"),
        ("S3", "reservation", "the date is tight"),
    ]
    assert found[0].digests and found[0].digests == found[1].digests == found[2].digests
    assert [one.number for one in room.session.versions] == [1]
    assert "G2" in room.say("Raj withdraws").words
    assert (room.session.signatures[-1].verdict, room.session.signatures[-1].withdraws) == ("withdrawal", "G2")
    assert "nothing" in room.refusal("Raj withdraws").casefold()
    room.say("Raj stands aside")
    assert room.session.signatures[-1].verdict == "aside"


def test_a_changed_text_is_a_new_version() -> None:
    room = filled("sign-off")
    room.say("Ana consents")
    room.say("R1 will: it moves M1")
    room.say("Ana, Raj consent")
    assert [one.number for one in room.session.versions] == [1, 2]
    assert [one.version for one in room.session.signatures] == [1, 2, 2]
    assert room.session.signatures[0].digests != room.session.signatures[1].digests


def test_signing_locks_the_limits_of_metrics_with_six_readings() -> None:
    room = filled("sign-off")
    room.say("Raj objects: a harm")
    assert made(room, "M1").limits is None
    room.say("Ana consents")
    assert made(room, "M1").limits.readings == 6
    assert made(room, "M2").limits is None
    locked = made(room, "M1").limits
    room.say("M1 300 on 2025-02-17")
    room.say("Ana consents")
    assert made(room, "M1").limits == locked
    room.say("M1 lock: a new process")
    assert (made(room, "M1").limits.reason, made(room, "M1").limits.readings) == ("a new process", 7)


def test_the_rule_is_chosen_before_the_round() -> None:
    room = filled("sign-off")
    room.say("rule everyone")
    room.say("Ana consents")
    assert "Ana already spoke" in room.refusal("rule no objection")


def test_words_about_people_are_read_in_every_stage() -> None:
    room = filled("metrics")
    assert room.say("Li passes").label == "Li passes"
    assert room.session.meetings[0].passed == ("S3",)
    assert room.say("Raj objects: partners leave").label == "Raj objects"


def test_readings_and_their_corrections() -> None:
    room = filled("scorecard")
    room.say("M2 7")
    room.say("M2 8")
    assert "instead of 8" in room.say("M2 9 a month").words
    room.say("M2 9.5 on 12 May 2025: the week of the sale")
    found = [one for one in room.session.readings if one.metric == "M2"]
    assert [(one.on, one.value, one.before, one.note) for one in found] == [
        (TODAY, 9, (7, 8), ""),
        (date(2025, 5, 12), 9.5, (), "the week of the sale"),
    ]


def test_the_review_and_lessons() -> None:
    room = filled("scorecard")
    room.say("here: Ana")
    for line in ("changed: less", "review how: with care", "why: luck", "now: go on", "lesson: ask first"):
        room.say(line)
    review = room.session.reviews[0]
    assert (review.on, review.changed, review.how, review.why, review.now) == (
        TODAY,
        "less",
        "with care",
        "luck",
        "go on",
    )
    assert review.present == ("S1",)
    assert (room.session.lessons[0].text, room.session.lessons[0].on) == ("ask first", TODAY)


def test_a_tripwire_reopens_what_was_agreed() -> None:
    room = filled("scorecard")
    room.say("tripwire M3 above 20 d reopens T1")
    room.say("tripwire M1 signals up reopens T1")
    found = room.session.tripwires
    assert [(one.metric, one.when, one.value, one.reopens) for one in found] == [
        ("M3", "above", 20, "T1"),
        ("M1", "signals up", None, "T1"),
    ]
    room.say("M3 21")
    assert room.session.tripwires[0].reopened_on == TODAY
    room.say("M3 12")
    assert room.session.tripwires[0].reopened_on is None


def test_a_tripwire_that_was_agreed_after_its_reading_is_acted_on_by_a_person() -> None:
    room = filled("scorecard")
    room.say("tripwire M1 above 100 min/week reopens T1")
    assert room.session.tripwires[0].reopened_on is None
    understood = room.say("W1 trips")
    assert (understood.words, understood.label) == ("W1 fires, so T1 is open again", "W1 reopens T1")
    assert room.session.tripwires[0].reopened_on == date(2025, 2, 10)
    assert "W1 does not fire" in room.refusal("W1 trips")
    assert "There is no W9" in room.refusal("W9 trips")


@pytest.mark.parametrize(
    ("stage", "line", "answer"),
    [
        ("memo", "context:", "missing"),
        ("memo", "context the sale", "may be"),
        ("memo", "review fortnightly from 2025-05-05", "may be a"),
        ("memo", "review every week", "every 2 weeks"),
        ("memo", "review every 0 weeks", "at least 1"),
        ("memo", "review weekly from 05/05", "not one sure day"),
        ("memo", "status accepted", "follows from the signatures"),
        ("memo", "status great", "draft, proposed or withdrawn"),
        ("memo", "supersedes the winter launch", "no spaces"),
        ("memo", "superseded by the winter launch", "no spaces"),
        ("memo", "superseded by", "The name of the later session is missing"),
        ("memo", "status superseded", "superseded by SESSION"),
        ("memo", "review at 25:00", "A time of day is 14:00"),
        ("memo", "review at noon", "A time of day is 14:00"),
        ("memo", "review at", "A time of day is 14:00"),
        ("memo", "review at 10:00 Berlin", "Europe/Berlin?"),
        ("memo", "review at 10:00 Nowhere", "no time zone"),
        ("memo", "review weekly from 2025-05-05 at ten", "A time of day is 14:00"),
        ("sign-off", "rule majority", "quorum 4 of 5"),
        ("sign-off", "rule quorum 6 of 5", "at most all"),
        ("sign-off", "rule quorum 0 of 5", "at least 1"),
        ("sign-off", "Raaj consents", 'Nobody called "Raaj" is known'),
        ("sign-off", "Raj objects", "a concrete harm"),
        ("sign-off", "Ana consents, but", "How it goes on"),
        ("sign-off", "Ana consents, but:", "reservation is missing"),
        ("sign-off", "Ana withdraws", "said nothing"),
        ("sign-off", "drop G1: oops", "There is no G1"),
        ("scorecard", "M1 91 on 12/05", "not one sure day"),
        ("scorecard", "M1 1,091", "two ways"),
        ("scorecard", "M1 91 apples", "neither"),
        ("scorecard", "M9 91", "There is no M9"),
        ("scorecard", "M1 ninety", "cannot be said of it"),
        ("scorecard", "M1 9x", "9x is not a number"),
        ("scorecard", "M2 lock: why", "0 readings"),
        ("scorecard", "M1 lock", "not said like that"),
        ("scorecard", "changed:", "missing"),
        ("scorecard", "lesson", "may be a lesson"),
        ("scorecard", "tripwire M2 over 40 reopens T1", "above or below"),
        ("scorecard", "tripwire M2 above forty reopens T1", "not a number"),
        ("scorecard", "tripwire M2 above 40 reopens T9", "There is no T9"),
        ("scorecard", "tripwire M2 signals reopens T1", "signals up"),
    ],
)
def test_the_nearest_wrong_lines(stage: Any, line: str, answer: str) -> None:
    assert answer in filled(stage).refusal(line)


def test_somebody_who_does_not_sign_is_told_so() -> None:
    room = filled("sign-off")
    room.say("signers: Ana")
    assert "Raj is not among the signers" in room.refusal("Raj consents")
