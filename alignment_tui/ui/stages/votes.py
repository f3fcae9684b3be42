"""Forced ranking and fist to five in lines: rows for the list, and how they came out."""

from msgspec.structs import replace

from alignment_tui.documents.rankings import last_rank, spread
from alignment_tui.domain.rankings import mean_words, order_of, ranking, spread_words
from alignment_tui.domain.records import Fist, Ranking
from alignment_tui.domain.requests import root_of, said
from alignment_tui.domain.session import Session
from alignment_tui.domain.votes import CHAMPIONS_FROM, LEGEND, PASSES_FROM, FistResult, fist, fist_words
from alignment_tui.ui.lines import BLANK, Line, Role, columns, cut, line, paragraph
from alignment_tui.ui.stages.base import id_room

_DRAWN, _DRAWN_ROOMY, _ROOMY = 24, 36, 100
_SPREAD_WORDS = 30
_NAME, SHORT_NAME = 18, 8
WITH_WHY = 60


def ranking_row(session: Session, one: Ranking, width: int) -> Line:
    """Return one ranking: whose it is, and the requests in its order."""
    whose = session.name_of(one.person) or "All together"
    return columns(width, (whose, _NAME, "text"), (" ".join(one.order), 0, "text"))


def ranking_lines(session: Session, width: int) -> list[Line]:
    """Return how the ranking came out: each request with its mean, its spread drawn and said, and its words."""
    together, ranked = order_of(session, None), ranking(session)
    lines: list[Line] = []
    if together:
        lines.append(line(("All together   ", "dim"), (cut(" ".join(together), width - 15), "strong")))
    if ranked:
        lines.append(line(("mean   from the best rank to the worst, ● is the mean", "dim")))
    for row in ranked:
        picture = spread(row, last_rank(ranked), _DRAWN_ROOMY if width >= _ROOMY else _DRAWN)
        own = said(root_of(session, row.request)) if width >= _ROOMY else ""
        lines.append(
            columns(
                width,
                (mean_words(row), 5, "accent"),
                (row.request, id_room(session.requests), "strong"),
                (picture, len(picture), "text"),
                (spread_words(session, row), _SPREAD_WORDS if own else 0, "dim"),
                (own, 0, "text") if own else None,
            )
        )
    return lines


def fist_row(session: Session, one: Fist, width: int) -> Line:
    """Return one fist: who, how many fingers in a picture and in words, and why where there is room."""
    fingers = None if one.blind else one.fingers
    if width < WITH_WHY:
        shown = f"{picture(fingers)}  {fingers_words(fingers)}".strip()
        return columns(width, (session.name_of(one.person), SHORT_NAME, "text"), (shown, 0, role_of(fingers)))
    return columns(
        width,
        (session.name_of(one.person), _NAME, "text"),
        (picture(fingers), 5, role_of(fingers)),
        (fingers_words(fingers), 20, role_of(fingers)),
        ("" if one.blind else one.why, 0, "text"),
    )


def fist_lines(session: Session, option_id: str, width: int) -> list[Line]:
    """Return how a fist to five stands: the outcome in words, everybody's fingers, and what is said against it."""
    result = fist(session, option_id)
    name = next(option.name for option in session.options if option.id == option_id)
    lines = [
        line((cut(f"{option_id} {name}", width), "strong")),
        *paragraph(fist_words(session, result), width, outcome_role(result)),
        BLANK,
    ]
    for one in session.fists:
        if one.option == option_id:
            lines.append(fist_row(session, replace(one, why=""), width))
            lines.extend(paragraph(f'"{one.why}"', width, "quote", indent=_NAME + 2) if one.why else [])
    return lines


def outcome_role(result: FistResult) -> Role:
    """Return how weighty an outcome is: good where it passes and somebody champions it."""
    if result.hidden or result.waiting or not result.votes:
        return "dim"
    return "good" if result.passes and not result.no_champion else "warn"


def picture(fingers: int | None) -> str:
    """Draw fingers: ``●●●○○``; nothing where they are hidden."""
    return "" if fingers is None else "●" * fingers + "○" * (5 - fingers)


def fingers_words(fingers: int | None) -> str:
    """Say fingers: ``3 can live with it``."""
    return "has shown, hidden" if fingers is None else f"{fingers} {LEGEND[fingers]}"


def role_of(fingers: int | None) -> Role:
    """Return the role of so many fingers."""
    if fingers is None:
        return "dim"
    return "warn" if fingers < PASSES_FROM else "good" if fingers >= CHAMPIONS_FROM else "text"
