"""OpenSLO v1 files read as error budgets: each objective is one; documents of other kinds are skipped and said so.

https://github.com/OpenSLO/OpenSLO says what such a file holds; docs/exchange.md says what of it a session keeps.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from alignment_tui.domain.error_budget import DAY_MINUTES
from alignment_tui.domain.quantities import calendar_time, exact, number, plain
from alignment_tui.domain.records import ErrorBudget, Number
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded, visible
from alignment_tui.exchange.openslo_origin import Origin, origin_of
from alignment_tui.exchange.openslo_slo import Objective, read_slo
from alignment_tui.exchange.report import Report, Row, refused_row
from alignment_tui.exchange.yaml_places import Place, read_places
from alignment_tui.yaml_files import ConfigRefused

VERSION = "openslo/v1"
MOST = 500


class BudgetDraft(Struct, frozen=True, kw_only=True):
    """An error budget to take in. `standing` is the one of the session that it says anew, if there is one."""

    service: str
    slo_percent: Number
    window_days: Number
    since: date | None
    origin: Origin
    standing: str = ""


def read_budgets(path: Path, session: Session, today: date) -> Report[BudgetDraft]:
    """Return what an OpenSLO file would bring into the session; of calendar windows the one that holds `today`.

    An SLO is taken whole or refused whole. Raises `ConfigRefused` for a file that is no YAML to read.
    """
    found: list[Objective | Row[BudgetDraft]] = []
    for document in read_places(path):
        found += _document(document, today)
        if len(found) > MOST:
            raise ConfigRefused(path, f"more than {MOST} documents and objectives: take some out", line=document.line)
    services = Counter(folded(one.service) for one in found if isinstance(one, Objective))
    budgets = [other for other in session.constraints if isinstance(other, ErrorBudget)]
    seen: dict[tuple[str, int], int] = {}
    rows: list[Row[BudgetDraft]] = []
    for one in found:
        if isinstance(one, Row):
            rows.append(one)
            continue
        came_from = one.origin.name, one.origin.objective
        if came_from in seen:
            why = f"an SLO of the name {one.origin.name} stands on line {seen[came_from]} already"
            rows.append(Row(line=one.line, what=f"SLO {one.slo}", verdict="refused", why=why, key="metadata.name"))
            continue
        seen[came_from] = one.line
        rows.append(row := _row(one, budgets, alone=services[folded(one.service)] == 1))
        budgets = [budget for budget in budgets if budget.id != row.id]
    return Report(path=path, rows=tuple(rows))


def _document(document: Place, today: date) -> Iterator[Objective | Row[BudgetDraft]]:
    """Yield the objectives of a document, or the row that says why there are none."""
    what = "a document"
    try:
        version, kind = document.need("apiVersion").words(), document.need("kind").words()
        what = f"{kind} {_name(document)}".rstrip()
        if version != VERSION:
            yield _skipped(document, what, f"its apiVersion is {version}: only {VERSION} is read")
        elif kind != "SLO":
            yield _skipped(document, what, "only an SLO has an error budget")
        else:
            yield from read_slo(document, today)
    except ConfigRefused as refusal:
        yield refused_row(refusal, visible(what))


def _skipped(document: Place, what: str, why: str) -> Row[BudgetDraft]:
    return Row(line=document.line, what=visible(what[:80]), verdict="skipped", why=visible(why[:120]))


def _name(document: Place) -> str:
    metadata = document.get("metadata")
    return metadata.said("name") if metadata else ""


def _row(one: Objective, budgets: Sequence[ErrorBudget], *, alone: bool) -> Row[BudgetDraft]:
    """Return the row of an objective; its service is told from others of the same name by the SLO's own name."""
    apart = "" if alone else f": {', '.join(filter(None, (one.slo, one.label)))}"
    service = one.named or one.service + apart
    window = one.window
    standing = _standing(budgets, one, service)
    draft = BudgetDraft(
        service=service,
        slo_percent=one.slo_percent,
        window_days=window.days,
        since=window.since,
        origin=one.origin,
        standing=standing.id if standing else "",
    )
    minutes = exact(window.days) * DAY_MINUTES
    rolls = f"from {window.since.isoformat()}" if window.since else "rolling"
    what = f"{service} {plain(one.slo_percent)} % over {calendar_time(number(minutes))}, {rolls}"
    if standing and _says_the_same(standing, draft, own=bool(one.named)):
        return Row(line=one.line, what=what, verdict="skipped", why=f"{standing.id} says so already", id=standing.id)
    why = f"{standing.id} again" if standing else ""
    return Row(line=one.line, what=what, verdict="taken", why=why, notes=one.notes, draft=draft, id=draft.standing)


def _standing(budgets: Sequence[ErrorBudget], one: Objective, service: str) -> ErrorBudget | None:
    """Return the budget that came from this objective, or one that says the same of the service."""
    for budget in budgets:
        origin = origin_of(budget)
        if origin and (origin.name, origin.objective) == (one.origin.name, one.origin.objective):
            return budget
    figures = (folded(service), one.slo_percent, one.window.days)
    return next((it for it in budgets if (folded(it.service), it.slo_percent, it.window_days) == figures), None)


def _says_the_same(standing: ErrorBudget, draft: BudgetDraft, *, own: bool) -> bool:
    """Tell whether a draft brings nothing new; what a session wrote itself (`own`) knows no more than it does."""
    told = draft.service, draft.slo_percent, draft.window_days, draft.since
    known = standing.service, standing.slo_percent, standing.window_days, standing.since
    return told == known and (own or origin_of(standing) in (None, draft.origin))
