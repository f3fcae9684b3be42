"""Every finding appears when its cause does, and only then: the complete session leaves nothing hanging."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.blocking import blocking
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.flow import findings, stage_findings
from alignment_tui.domain.memo_findings import Outside
from alignment_tui.domain.records import (
    Agreement,
    Assumption,
    Cadence,
    Capacity,
    ErrorBudget,
    Fist,
    Meeting,
    Memo,
    Order,
    Platform,
    Reading,
    Rework,
    Risk,
    Tripwire,
    Verdict,
)
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import place_of
from tests.factories import TODAY, complete, effort, request, signature, signed, step, stream

Change = Callable[[Session], Session]


def of(collection: str, place: int = 0, **fields: Any) -> Change:
    """Change fields of one record."""

    def change(session: Session) -> Session:
        entries = list(getattr(session, collection))
        entries[place] = replace(entries[place], **fields)
        return replace(session, **{collection: tuple(entries)})

    return change


def whole(**fields: Any) -> Change:
    """Change fields of the session."""
    return lambda session: replace(session, **fields)


def more(collection: str, *entries: Any) -> Change:
    """Add records."""
    return lambda session: replace(session, **{collection: (*getattr(session, collection), *entries)})


def swapped(place: int, record: Any) -> Change:
    """Put another constraint in the place of one."""

    def change(session: Session) -> Session:
        entries = list(session.constraints)
        entries[place] = record
        return replace(session, constraints=tuple(entries))

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(session: Session) -> Session:
        for one in changes:
            session = one(session)
        return session

    return change


R3 = request(3, "S1", verdict=Verdict(answer="will", reason="x"), takes=effort(7), because="x", touches=("V1.1",))
OBJECTION = signature(3, "S2", "objection", text="partners leave")
SPENT = ErrorBudget(id="C4", service="checkout", slo_percent=99.9, window_days=30, spent_minutes=50)

CASES: list[tuple[str, str, str, str, Change]] = [
    ("warn", "requests", "no-requests", "", whole(requests=(), constraints=(), options=(), choice=None, trade_offs=())),
    ("warn", "requests", "because", "R1", of("requests", because="")),
    ("warn", "requests", "layers", "R2", of("requests", 1, none=("assume",))),
    (
        "warn",
        "requests",
        "evidence",
        "R1.A1",
        of("requests", assumptions=(Assumption(id="R1.A1", text="so", important=True, evidence="little"),)),
    ),
    ("warn", "requests", "term", "R1", of("requests", because="it should be <fast>")),
    (
        "warn",
        "requests",
        "not-heard",
        "S2",
        both(
            of("requests", 1, asker="S1"),
            whole(meetings=(Meeting(on=TODAY, here=("S1", "S2")),)),
        ),
    ),
    (
        "warn",
        "requests",
        "attendance",
        "S2",
        both(of("requests", 1, asker="S1"), whole(meetings=(Meeting(on=TODAY, here=("S1",)),))),
    ),
    (
        "warn",
        "value-stream",
        "no-streams",
        "",
        both(of("metrics", streams=()), of("requests", touches=()), whole(streams=())),
    ),
    ("warn", "value-stream", "who-how-when", "V1", of("streams", when="")),
    ("warn", "value-stream", "no-steps", "V1", both(of("requests", touches=()), of("streams", steps=()))),
    ("warn", "value-stream", "times", "V1.1", of("streams", steps=(step(1, "Deploy", 30),))),
    (
        "warn",
        "value-stream",
        "rework",
        "V1",
        of(
            "streams",
            steps=(step(1, "A", 1, 2, 3), step(2, "B", 1, 2, 3)),
            rework=(Rework(source="V1.1", target="V1.2", percent=5),),
        ),
    ),
    ("warn", "value-stream", "touches", "R2", of("requests", 1, touches_none="")),
    ("warn", "metrics", "no-metrics", "", lambda session: _without_metric(session)),
    ("warn", "metrics", "stream", "M1", of("metrics", streams=())),
    ("warn", "metrics", "stream-metric", "V2", more("streams", stream(id="V2", name="Onboarding"))),
    ("warn", "metrics", "baseline", "M1", of("metrics", baseline=None)),
    ("warn", "metrics", "target", "M1", of("metrics", target=None)),
    ("warn", "metrics", "date", "M1", of("metrics", by=None)),
    ("warn", "metrics", "owner", "M1", of("metrics", owner=None)),
    ("warn", "metrics", "meter", "M1", of("metrics", meter="")),
    ("warn", "metrics", "leads", "M1", of("metrics", kind="leading")),
    ("warn", "metrics", "output", "M1", of("metrics", name="12 tickets closed")),
    ("warn", "metrics", "term", "M1", of("metrics", meter="the <usual> page")),
    ("warn", "metrics", "numbers", "M1", of("metrics", target=80)),
    ("warn", "metrics", "numbers", "M1", of("metrics", agreements=(Agreement(person="S1", agrees=False),))),
    ("block", "constraints", "cycle", "R1", more("constraints", Order(id="C6", first="R2", then="R1"))),
    (
        "warn",
        "constraints",
        "unnamed",
        "",
        lambda session: replace(session, constraints=tuple(one for one in session.constraints if one.id != "C3")),
    ),
    (
        "warn",
        "constraints",
        "team-capacity",
        "",
        both(
            of("requests", 1, takes=effort(3, team="Web")), swapped(0, Capacity(id="C1", person_weeks=9, team="Core"))
        ),
    ),
    (
        "warn",
        "constraints",
        "spent",
        "C4",
        swapped(3, ErrorBudget(id="C4", service="checkout", slo_percent=99.9, window_days=30)),
    ),
    ("warn", "constraints", "refactoring", "C2", swapped(1, Platform(id="C2", text="no theming"))),
    ("warn", "constraints", "weight", "C3", swapped(2, Risk(id="C3", text="it rains"))),
    (
        "warn",
        "constraints",
        "response",
        "C3",
        swapped(2, Risk(id="C3", text="it rains", likelihood="likely", impact="low")),
    ),
    ("block", "trade-offs", "choice", "", whole(choice=None)),
    ("block", "trade-offs", "verdict", "R2", of("requests", 1, verdict=None)),
    ("warn", "trade-offs", "reason", "R2", of("requests", 1, verdict=Verdict(answer="later"))),
    ("block", "trade-offs", "over-capacity", "O1", swapped(0, Capacity(id="C1", person_weeks=5))),
    ("block", "trade-offs", "over-capacity", "", more("requests", R3)),
    ("block", "trade-offs", "bearer", "T1", of("trade_offs", bearer=None)),
    ("block", "trade-offs", "freeze", "R1", both(swapped(3, SPENT), of("requests", nature=None))),
    ("warn", "trade-offs", "trade-off-metric", "T1", of("trade_offs", metric=None)),
    ("warn", "trade-offs", "will-metric", "R1", of("requests", touches=())),
    ("warn", "trade-offs", "ultimatum", "R2", of("requests", 1, must=True)),
    ("warn", "trade-offs", "order", "R1", swapped(4, Order(id="C5", first="R2", then="R1"))),
    ("warn", "trade-offs", "contradiction", "R1", of("requests", verdict=Verdict(answer="wont", reason="x"))),
    ("warn", "trade-offs", "unsized", "R1", of("requests", takes=None)),
    (
        "warn",
        "trade-offs",
        "fist",
        "O1",
        whole(fists=(Fist(option="O1", person="S1", fingers=5), Fist(option="O1", person="S2", fingers=2, why="no"))),
    ),
    (
        "warn",
        "trade-offs",
        "champion",
        "O1",
        whole(fists=(Fist(option="O1", person="S1", fingers=3), Fist(option="O1", person="S2", fingers=3))),
    ),
    ("warn", "memo", "context", "", lambda session: replace(session, memo=replace(session.memo, context=""))),
    ("warn", "memo", "cadence", "", whole(memo=Memo(context="x"))),
    ("warn", "memo", "first-review", "", whole(memo=Memo(context="x", cadence=Cadence()))),
    ("block", "sign-off", "signers", "", whole(signers=())),
    ("warn", "sign-off", "rule", "", whole(rule=None)),
    ("warn", "sign-off", "objection", "G3", lambda session: signed(session, OBJECTION)),
    ("warn", "sign-off", "undecided", "S2", lambda session: replace(session, signatures=session.signatures[:1])),
    ("warn", "sign-off", "stale-signature", "G1", of("requests", words="Something else")),
    (
        "warn",
        "scorecard",
        "tripwire",
        "W1",
        whole(tripwires=(Tripwire(id="W1", metric="M1", when="above", value=100, reopens="T1"),)),
    ),
    ("warn", "scorecard", "review-overdue", "", whole(reviews=())),
    ("warn", "scorecard", "no-readings", "M1", whole(readings=())),
    ("warn", "scorecard", "drift", "M1", of("metrics", target=80)),
    (
        "warn",
        "scorecard",
        "unaccepted-miss",
        "M1",
        both(of("trade_offs", metric=None), whole(readings=(Reading(metric="M1", on=date(2025, 3, 2), value=130),))),
    ),
]


def _without_metric(session: Session) -> Session:
    options = tuple(replace(option, effects=()) for option in session.options)
    trade_offs = tuple(replace(one, metric=None) for one in session.trade_offs)
    return replace(session, metrics=(), options=options, trade_offs=trade_offs, readings=())


def found(session: Session, today: date = date(2025, 3, 4)) -> tuple[Finding, ...]:
    return findings(session, today)


def test_a_complete_session_leaves_nothing_hanging() -> None:
    assert found(complete()) == ()


@pytest.mark.parametrize(
    ("level", "stage", "code", "about", "change"), CASES, ids=[f"{case[2]}-{place}" for place, case in enumerate(CASES)]
)
def test_a_finding_appears_with_its_cause(level: str, stage: str, code: str, about: str, change: Change) -> None:
    hits = [one for one in found(change(complete())) if (one.stage, one.code, one.about) == (stage, code, about)]
    assert [one.level for one in hits] == [level]
    assert hits[0].message.strip() == hits[0].message != ""
    assert hits[0].mend


@pytest.mark.parametrize("change", [case[-1] for case in CASES], ids=[case[2] for case in CASES])
def test_what_blocks_is_the_same_without_a_look_at_the_rest(change: Change) -> None:
    session = change(complete())
    assert blocking(session) == tuple(one for one in found(session) if one.level == "block")


def test_more_than_one_page_is_a_finding_once_somebody_counted() -> None:
    assert [one.code for one in findings(complete(), TODAY, outside=Outside(pages=2))] == ["pages"]
    assert findings(complete(), TODAY, outside=Outside(pages=1)) == ()


NEW = replace(complete(), memo=replace(complete().memo, supersedes="winter"))
OLD = replace(complete(), memo=replace(complete().memo, superseded_by="summer"))


def said_of(session: Session, slug: str, **memos: Memo | None) -> list[str]:
    return [f"{one.message} / {one.mend}" for one in findings(session, TODAY, outside=Outside(slug=slug, memos=memos))]


def test_a_memo_that_replaces_another_asks_that_the_other_says_so() -> None:
    assert said_of(NEW, "summer", winter=Memo(superseded_by="summer")) == []
    assert said_of(NEW, "summer", winter=Memo(superseded_by="autumn")) == [
        "this memo supersedes winter, and winter does not say so / in winter, type: superseded by summer"
    ]
    assert said_of(OLD, "winter", summer=Memo(supersedes="winter")) == []
    assert said_of(OLD, "winter", summer=Memo()) == [
        "this memo is superseded by summer, and summer does not say so / in summer, type: supersedes winter"
    ]


def test_a_memo_that_names_a_session_that_is_not_there_or_itself_is_asked_about() -> None:
    assert "there is no session of that name here" in said_of(NEW, "summer", winter=None)[0]
    assert "says that it supersedes itself" in said_of(NEW, "winter", winter=NEW.memo)[0]
    assert "says that it is superseded by itself" in said_of(OLD, "summer", summer=OLD.memo)[0]


def test_what_nobody_looked_up_is_not_judged() -> None:
    assert said_of(NEW, "summer") == said_of(OLD, "winter") == []


def test_what_blocks_comes_first_and_then_the_order_of_the_stages() -> None:
    some = found(both(whole(signers=()), of("requests", because="", verdict=None), of("metrics", meter=""))(complete()))
    assert [one.level for one in some] == sorted(one.level for one in some)
    for level in ("block", "warn"):
        places = [place_of(one.stage) for one in some if one.level == level]
        assert places == sorted(places)


def test_the_memo_has_every_blocking_finding() -> None:
    some = found(both(whole(signers=()), of("requests", because=""))(complete()))
    assert [one.code for one in stage_findings(some, "memo")] == ["signers"]
    assert [one.code for one in stage_findings(some, "requests")] == ["because"]


def test_messages_name_people_and_words_not_only_ids() -> None:
    some = found(of("requests", 1, verdict=None)(complete()))
    assert next(one.message for one in some if one.code == "verdict") == (
        'R2, Raj\'s "Partners can brand onboarding themselves" has no verdict yet'
    )


def test_trade_offs_of_an_option_that_was_not_chosen_do_not_block() -> None:
    assert "bearer" not in [one.code for one in found(of("trade_offs", bearer=None, option="O2")(complete()))]


def test_an_overruled_output_is_no_finding() -> None:
    some = found(of("metrics", name="12 tickets closed", overrule="we mean it")(complete()))
    assert "output" not in [one.code for one in some]


def test_a_freeze_lets_reliability_and_security_work_pass() -> None:
    assert "freeze" not in [one.code for one in found(swapped(3, SPENT)(complete()))]
