"""Day 5 on the screen: options, what each gives up, and how every request ends."""

from collections.abc import Sequence
from datetime import date

from alignment_tui.domain import trade_offs as rules
from alignment_tui.domain.records import Choice, Fist, Option, Ranking, Request, TradeOff
from alignment_tui.domain.requests import said, standing
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.verdicts import suggested_verdicts
from alignment_tui.ui.lines import BLANK, Line, Role, columns, headed, labelled, paragraph
from alignment_tui.ui.stages.base import StageView, entry_of, fields, rows_of
from alignment_tui.ui.stages.option_table import option_table
from alignment_tui.ui.stages.votes import fist_lines, fist_row, ranking_lines, ranking_row
from alignment_tui.ui.widgets.record_list import Row

ANSWERS = {"will": "we will", "wont": "we won't", "later": "not yet"}
_ANSWER_ROLES: dict[str, Role] = {"will": "good", "wont": "text", "later": "text"}


class TradeOffsView(StageView):
    """Options, trade-offs, then every request with its verdict, and votes where there are any."""

    slug = "trade-offs"
    begin = (
        "Put sets of requests side by side, and say what each gives up:",
        "option Calm launch: R1 R3",
        "O1 M1 better 30 min/week",
        "uptime even over branding, accepting one more quarter @Raj #M3 #O1",
        "choose O1",
        "R2 wont: the theming refactoring takes 9 person-weeks",
    )

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        chosen = [Row("choice", "choice")] if session.choice else []
        return [
            *rows_of("options", session.options, "Options"),
            *chosen,
            *rows_of("trade_offs", session.trade_offs, "Trade-offs"),
            *rows_of("requests", standing(session), "How each request ends"),
            *rows_of("rankings", session.rankings, "Rankings"),
            *rows_of("fists", session.fists, "Fist to five"),
        ]

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        match entry_of(session, row):
            case Option() as option:
                here = session.choice is not None and session.choice.option == option.id
                mark = "chosen" if here else "" if rules.option_figures(session, option).feasible else "not possible"
                return columns(
                    width,
                    (option.id, 4, "dim"),
                    (option.name, 0, "strong" if here else "text"),
                    (" ".join(option.requests), 24, "dim"),
                    (mark, -12, "good" if here else "warn"),
                )
            case Choice() as choice:
                by = f" by {named(session, choice.decided_by)}" if choice.decided_by else ""
                return columns(width, ("", 4, "dim"), (f"{choice.option} was chosen{by}", 0, "dim"))
            case TradeOff() as trade:
                bearer = f"{session.name_of(trade.bearer)} bears it" if trade.bearer else "nobody bears it"
                return columns(
                    width,
                    (trade.id, 4, "dim"),
                    (rules.trade_off_words(trade), 0, "text"),
                    (bearer, -20, "text" if trade.bearer else "warn"),
                )
            case Request() as request:
                answer = request.verdict.answer if request.verdict else ""
                return columns(
                    width,
                    (request.id, 4, "dim"),
                    (session.name_of(request.asker), 10, "text"),
                    (said(request), 0, "text"),
                    (ANSWERS.get(answer, "no verdict yet"), -14, _ANSWER_ROLES.get(answer, "warn")),
                )
            case Ranking() as one:
                return ranking_row(session, one, width)
            case Fist() as one:
                return fist_row(session, one, width)
            case _:
                return BLANK

    def aside(self, session: Session, today: date) -> str:
        open_ones = [request for request in standing(session) if request.verdict is None]
        return f"{len(open_ones)} without a verdict" if open_ones and session.options else ""

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        match entry_of(session, row):
            case Option() as option:
                return option_table(session, option, width)
            case Choice() as choice:
                return fields(
                    width,
                    ("Chosen", choice.option),
                    ("By", named(session, choice.decided_by)),
                    ("On", choice.on.isoformat() if choice.on else ""),
                    ("Present", named(session, choice.present)),
                )
            case TradeOff() as trade:
                return _trade_off_detail(session, trade, width)
            case Request() as request:
                return _verdict_detail(session, request, width)
            case Ranking():
                return ranking_lines(session, width)
            case Fist() as one:
                return fist_lines(session, one.option, width)
            case _:
                return []


def _trade_off_detail(session: Session, trade: TradeOff, width: int) -> list[Line]:
    metric = next((item for item in session.metrics if item.id == trade.metric), None)
    return [
        *headed(trade.id, f"{trade.gain} even over {trade.give}", width),
        *fields(
            width,
            ("Accepting", trade.accepting),
            ("Borne by", session.name_of(trade.bearer) or "nobody yet"),
            ("Shown by", f"{metric.id} {metric.name}" if metric else "no metric yet"),
            ("Belongs to", trade.option or ""),
        ),
    ]


def _verdict_detail(session: Session, request: Request, width: int) -> list[Line]:
    lines = headed(request.id, session.name_of(request.asker), width)
    lines.extend(paragraph(f'"{request.words}"', width, "quote"))
    lines.extend(fields(width, ("Because", request.because)))
    if request.verdict:
        lines.extend(
            fields(
                width,
                ("Verdict", f"{ANSWERS[request.verdict.answer]}: {request.verdict.reason or 'no reason said'}"),
                ("Present", named(session, request.verdict.present)),
            )
        )
    else:
        suggestion = next((item for item in suggested_verdicts(session) if item.request == request.id), None)
        if suggestion:
            lines.extend(labelled("Perhaps", f"{request.id} {suggestion.answer}: {suggestion.reason}", width, "dim"))
    return lines
