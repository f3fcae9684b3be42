from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from alignment_tui.domain.portfolio import Portfolio, card_of, portfolio
from alignment_tui.domain.records import Cadence, Capacity, Reading, Verdict
from alignment_tui.domain.session import Session
from tests.factories import complete, effort, metric, readings, signature, signed

TODAY = date(2025, 6, 16)


def followed(*values: float, **fields: Any) -> Session:
    return replace(complete(), readings=readings(*values), **fields)


def seen(**sessions: Session) -> Portfolio:
    return portfolio(card_of(slug, session, TODAY) for slug, session in sessions.items())


def agreed(session: Session) -> Session:
    return signed(replace(session, versions=(), signatures=()), signature(1, "S1"), signature(2, "S2"))


def test_every_signed_metric_stands_worst_first() -> None:
    unlinked = agreed(followed(130, trade_offs=()))
    found = seen(
        good=followed(118, 80),
        agreed=followed(130),
        unknown=followed(),
        late=unlinked,
        worse=replace(unlinked, readings=readings(240)),
    )
    assert [(one.session.slug, one.row.status) for one in found.lines] == [
        ("worse", "off track"),
        ("late", "off track"),
        ("agreed", "off track"),
        ("unknown", "no readings"),
        ("good", "on track"),
    ]
    assert [one.row.answered_by[:8] for one in found.lines][:3] == ["nobody a", "nobody a", "accepted"]
    assert (found.lines[0].owner, found.lines[0].target, found.lines[0].unit) == ("Ana", 90, "min/week")


def test_what_is_not_signed_or_has_ended_is_left_out() -> None:
    base = complete()
    unsigned = replace(base, versions=(), signatures=())
    ended = replace(base, memo=replace(base.memo, superseded_by="next"))
    assert seen(unsigned=unsigned, ended=ended) == Portfolio(lines=(), overdue=(), missing=(), promised_twice=())
    added = replace(base, metrics=(*base.metrics, metric(2)))
    assert [one.row.metric for one in seen(added=added).lines] == ["M1"]


def test_what_is_overdue_is_told_longest_first() -> None:
    weekly = replace(complete().memo, cadence=Cadence(first=date(2025, 3, 3)))
    read = (Reading(metric="M1", on=TODAY, value=100),)
    found = seen(a=followed(118, memo=weekly), b=replace(complete(), reviews=()), c=replace(followed(), readings=read))
    assert [(one.session.slug, str(one.due)) for one in found.overdue] == [
        ("b", "2025-03-03"),
        ("a", "2025-03-10"),
        ("c", "2025-03-10"),
    ]
    assert [(one.session.slug, str(one.reading.due)) for one in found.missing] == [
        ("a", "2025-03-10"),
        ("b", "2025-03-10"),
    ]


def promising(weeks: float, team: str, there: float | None, until: date | None = None) -> Session:
    base = complete()
    first, *others = base.requests
    given = () if there is None else (Capacity(id="C1", team=team, person_weeks=there, until=until),)
    others_left = tuple(one for one in base.constraints if one.id != "C1")
    return replace(
        base, requests=(replace(first, takes=effort(weeks, team=team)), *others), constraints=(*given, *others_left)
    )


def test_a_team_that_two_sessions_count_on() -> None:
    (team,) = seen(a=promising(6, "Payments", 8), b=promising(5, "payments ", 8)).promised_twice
    assert (team.team, team.typical, team.available, team.over_by) == ("Payments", 11, 8, 3)
    assert [(share.session.slug, share.typical) for share in team.shares] == [("a", 6), ("b", 5)]
    (team,) = seen(a=promising(2, "Payments", 8), b=promising(5, "Payments", None)).promised_twice
    assert team.over_by == 0
    (team,) = seen(a=promising(2, "Payments", None), b=promising(5, "Payments", None)).promised_twice
    assert (team.available, team.over_by) == (None, None)


def test_nobody_is_promised_twice_by_one_session_or_in_the_past_or_by_what_is_not_done() -> None:
    past = promising(5, "Payments", 8, until=TODAY - timedelta(days=1))
    assert seen(a=promising(6, "Payments", 8), b=past).promised_twice == ()
    other = promising(5, "Payments", 8)
    later = replace(other.requests[0], verdict=Verdict(answer="later", reason="x"))
    refused = replace(other, requests=(later, *other.requests[1:]))
    assert seen(a=promising(6, "Payments", 8), b=refused).promised_twice == ()
    assert seen(a=promising(6, "", 8), b=promising(6, "", 8)).promised_twice == ()


def test_teams_that_are_over_stand_first() -> None:
    found = seen(
        a=promising(1, "Apps", 8),
        b=promising(1, "Apps", 8),
        c=promising(6, "Payments", 8),
        d=promising(6, "Payments", 8),
        e=promising(1, "Data", None),
        f=promising(1, "Data", None),
    )
    assert [one.team for one in found.promised_twice] == ["Payments", "Data", "Apps"]
