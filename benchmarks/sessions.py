"""Sessions to measure with: as people fill them, but made and not typed."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import (
    Assumption,
    Criterion,
    Effort,
    Estimate,
    Metric,
    Reading,
    Request,
    Stakeholder,
    Verdict,
)
from alignment_tui.domain.session import Session
from alignment_tui.storage.reading import encoded

_TITLE = "Checkout reliability"
_CREATED = datetime(2024, 1, 2, 9, 30, tzinfo=UTC)
_FIRST_DAY = date(2015, 1, 5)
_PEOPLE = ("Ana", "Raj", "Li", "Mo", "Kim", "Eva", "Noor", "Jan")
_WANTS = ("no outage during the sale", "partners brand onboarding themselves", "one bill for all", "answers in a day")


def small() -> Document:
    """Return a session of some 30 KB: four weeks into a case of eight people."""
    return _document(requests=26, metrics=4, readings=9)


def large() -> Document:
    """Return a session of some 1 MB: ten years of weekly numbers for fifteen metrics, and two hundred requests."""
    return _document(requests=200, metrics=15, readings=520)


def titled(title: str, *, little: bool) -> bytes:
    """Return the bytes of a session as `small`, or of one just begun, with a title of its own."""
    return _bytes(little).replace(_TITLE.encode(), title.encode())


@cache
def _bytes(little: bool) -> bytes:
    return encoded(_document(requests=1, metrics=0, readings=0) if little else small())


def _document(*, requests: int, metrics: int, readings: int) -> Document:
    session = Session(
        title=_TITLE,
        created=_CREATED,
        stakeholders=tuple(
            Stakeholder(id=f"S{number}", name=name, role="engineer", created=_CREATED, creator="Kim")
            for number, name in enumerate(_PEOPLE, start=1)
        ),
        requests=tuple(_request(number) for number in range(1, requests + 1)),
        metrics=tuple(_metric(number) for number in range(1, metrics + 1)),
        readings=tuple(
            Reading(
                metric=f"M{number}",
                on=_FIRST_DAY + timedelta(weeks=week),
                value=100 + (week * number) % 37,
                note="the week after the failover drill" if week % 4 == 0 else "",
            )
            for week in range(readings)
            for number in range(1, metrics + 1)
        ),
    )
    return Document(rev=requests, last_ids=grown({}, session), session=session)


def _request(number: int) -> Request:
    return Request(
        id=f"R{number}",
        created=_CREATED,
        creator="Kim",
        asker=f"S{number % len(_PEOPLE) + 1}",
        words=f"Request {number}: {_WANTS[number % len(_WANTS)]}, whatever else we do this quarter",
        because="an hour of it costs more than any feature brings, and people remember it for a year",
        assumptions=(
            Assumption(id=f"R{number}.A1", text="traffic doubles in spring", important=True, evidence="little"),
        ),
        needs=(f"R{number - 1}",) if number % 5 == 0 else (),
        takes=Effort(person_weeks=Estimate(typical=6)),
        success=(Criterion(id=f"R{number}.K1", text="nobody calls us about it during the whole of the sale"),),
        verdict=Verdict(answer="later", reason="it is more than we can do", present=("S1", "S2"))
        if number % 3 == 0
        else None,
    )


def _metric(number: int) -> Metric:
    return Metric(
        id=f"M{number}",
        created=_CREATED,
        creator="Kim",
        name=f"checkout downtime {number}",
        unit="min/week",
        meter="the status page",
        baseline=120,
        target=90,
        by=date(2026, 6, 30),
        owner=f"S{number % len(_PEOPLE) + 1}",
    )
