"""Capacity against demand: what there is, what is asked for, and by how much it is over."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec import Struct

from alignment_tui.domain.quantities import exact, number, rounded
from alignment_tui.domain.records import Capacity, Number, Request
from alignment_tui.domain.requests import demand
from alignment_tui.domain.session import Session


class Balance(Struct, frozen=True, kw_only=True):
    """Person-weeks there are against those asked for. No team is everybody; `available` is `None` where not said.

    `over_by` is how far typical demand exceeds what there is, 0 where it fits, `None` where nobody said.
    """

    team: str
    available: Number | None
    until: date | None
    low: Number
    typical: Number
    high: Number
    over_by: Number | None


def balances(session: Session, requests: Iterable[Request] | None = None) -> tuple[Balance, ...]:
    """Return the whole, then every team that has capacity or is asked for any.

    A capacity without a team is everybody's; without one, the whole is the sum of the teams. Amounts of one team
    until different days add up.
    """
    asked = demand(session, requests)
    amounts: dict[str, list[Capacity]] = {}
    for record in session.constraints:
        if isinstance(record, Capacity):
            amounts.setdefault(record.team, []).append(record)
    whole = amounts.get("") or [record for records in amounts.values() for record in records]
    by_team = {team.team: team for team in asked.teams if team.team}
    teams = [team for team in amounts if team]
    teams += [team for team in by_team if team not in amounts]
    rows = [_balance("", whole, (asked.low, asked.typical, asked.high))]
    for team in teams:
        wanted = by_team.get(team)
        figures = (wanted.low, wanted.typical, wanted.high) if wanted else (0, 0, 0)
        rows.append(_balance(team, amounts.get(team, []), figures))
    return tuple(rows)


def whole(session: Session, requests: Iterable[Request] | None = None) -> Balance:
    """Return the balance of everybody together."""
    return balances(session, requests)[0]


def balance_words(balance: Balance) -> str:
    """Say a balance: ``19 of 12 person-weeks, 7 too many``, ``9 of 12 person-weeks``."""
    asked = rounded(balance.typical, 3)
    of = f"{balance.team} " if balance.team else ""
    if balance.available is None:
        return f"{of}{asked} person-weeks asked for, nobody said how many there are"
    over = f", {rounded(balance.over_by, 3)} too many" if balance.over_by else ""
    return f"{of}{asked} of {rounded(balance.available, 3)} person-weeks{over}"


def _balance(team: str, records: list[Capacity], asked: tuple[Number, Number, Number]) -> Balance:
    available = sum((exact(record.person_weeks) for record in records), Fraction(0)) if records else None
    ends = [record.until for record in records if record.until]
    low, typical, high = asked
    return Balance(
        team=team,
        available=None if available is None else number(available),
        until=max(ends, default=None),
        low=low,
        typical=typical,
        high=high,
        over_by=None if available is None else number(max(exact(typical) - available, Fraction(0))),
    )
