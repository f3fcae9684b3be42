"""Day 5 on the screen: options, what each gives up, and how every request ends."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from alignment_tui.domain import trade_offs as rules
from alignment_tui.domain.offers import Offer, offer_why, offered, offers
from alignment_tui.domain.records import Choice, Fist, Option, Ranking, Request, TradeOff
from alignment_tui.domain.requests import said, standing
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.verdicts import suggested_verdicts
from alignment_tui.domain.votes import fist, fist_words
from alignment_tui.ui.lines import BLANK, Line, Role, columns, cut, headed, labelled, paragraph
from alignment_tui.ui.stages.base import StageView, entry_of, fields, id_room, rows_of
from alignment_tui.ui.stages.option_table import option_table
from alignment_tui.ui.stages.votes import fist_lines, fist_row, ranking_lines, ranking_row
from alignment_tui.ui.widgets.record_list import Row

OFFERS = "offers"
ANSWERS = {"will": "we will", "wont": "we won't", "later": "not yet"}
_ANSWER_ROLES: dict[str, Role] = {"will": "good", "wont": "text", "later": "text"}


class TradeOffsView(StageView):
    """Options, trade-offs and what is offered, then every request with its verdict, and votes where there are any."""

    slug = "trade-offs"
    asks = "verdicts"
    leads_on = ("verdicts",)
    begin = (
        "Put sets of requests side by side, and say what each gives up:",
        "option Calm launch: R1 R3",
        "O1 M1 better 30 min/week",
        "uptime even over branding, accepting one more quarter @Raj #M3 #O1",
        "choose O1",
        "R2 wont: the theming refactoring takes 9 person-weeks",
    )
    detail_share = 2
    opens_at = "verdict"

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        chosen = [Row("choice", "choice")] if session.choice else []
        offering = [Row(OFFERS, one.key) for one in offers(session)]
        fists = [
            row
            for option in session.options
            for row in rows_of(
                "fists",
                [one for one in session.fists if one.option == option.id],
                f"Fist to five on {option.id}: {fist_words(session, fist(session, option.id))}",
            )
        ]
        return [
            *rows_of("options", session.options),
            *chosen,
            *rows_of("trade_offs", session.trade_offs, "Trade-offs"),
            *([Row(heading="Offered, and not taken: Enter puts one into the line"), *offering] if offering else []),
            *rows_of("requests", standing(session), "How each request ends"),
            *fists,
            *rows_of("rankings", session.rankings, "Forced ranking, the most wanted first"),
        ]

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        if row.collection == OFFERS:
            return _offer_row(session, offer_of(session, row), width)
        match entry_of(session, row):
            case Option() as option:
                here = session.choice is not None and session.choice.option == option.id
                mark = (
                    "chosen"
                    if here
                    else ""
                    if rules.all_option_figures(session)[option.id].feasible
                    else "not possible"
                )
                return columns(
                    width,
                    (option.id, id_room(session.options), "dim"),
                    (option.name, 0, "strong" if here else "text"),
                    (" ".join(option.requests), 24, "dim"),
                    (mark, -12, "good" if here else "warn"),
                )
            case Choice() as choice:
                return columns(width, ("", 4, "dim"), (_chosen_words(session, choice), 0, "dim"))
            case TradeOff() as trade:
                bearer = f"{session.name_of(trade.bearer)} bears it" if trade.bearer else "nobody bears it"
                return columns(
                    width,
                    (trade.id, id_room(session.trade_offs), "dim"),
                    (rules.trade_off_words(trade), 0, "text"),
                    (bearer, -20, "text" if trade.bearer else "warn"),
                )
            case Request() as request:
                answer = request.verdict.answer if request.verdict else ""
                return columns(
                    width,
                    (request.id, id_room(session.requests), "dim"),
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
        """Return the one thing that is to do here now, or what was chosen."""
        showing = next((one for option in session.options if (one := fist(session, option.id)).hidden), None)
        if showing is not None:
            return f"fist to five on {showing.option}: {showing.votes} of {showing.of} in"
        option = rules.chosen(session)
        if option is None:
            return "no option is chosen yet" if session.options else ""
        undecided = sum(request.verdict is None for request in standing(session))
        if undecided:
            return f"{undecided} without a verdict"
        unborne = next((one.id for one in rules.accepted(session) if one.bearer is None), "")
        return f"nobody bears {unborne}" if unborne else f"{option.id} {option.name} is chosen"

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        if row and row.collection == OFFERS:
            return _offer_detail(session, offer_of(session, row), width)
        match entry_of(session, row):
            case Option() as option:
                return option_table(session, option, width)
            case Choice() as choice:
                return fields(
                    width,
                    ("Chosen", choice.option),
                    ("By", named(session, choice.decided_by) or "nobody was said to decide"),
                    ("On", choice.on.isoformat() if choice.on else ""),
                    ("Present", named(session, choice.present) or "nobody was said to be here"),
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


def offer_of(session: Session, row: Row) -> Offer | None:
    """Return the offer that a row stands for; none where it no longer follows."""
    return next((one for one in offers(session) if one.key == row.key), None)


def _chosen_words(session: Session, choice: Choice) -> str:
    by = f" by {named(session, choice.decided_by)}" if choice.decided_by else ""
    on = f" on {choice.on.isoformat()}" if choice.on else ""
    before = f", before {named(session, choice.present)}" if choice.present else ""
    return f"{choice.option} was chosen{by}{on}{before}"


def _offer_row(session: Session, offer: Offer | None, width: int) -> Line:
    if offer is None:
        return BLANK
    one = offered(session, offer)
    over, bearer = f" even over {one.give}", f"{session.name_of(offer.bearer)} would bear it"
    words = cut(one.gain, max(8, width - 28 - cell_len(over))) + over
    return columns(width, ("", 4, "dim"), (words, 0, "dim"), (bearer, -20, "dim"))


def _offer_detail(session: Session, offer: Offer | None, width: int) -> list[Line]:
    if offer is None:
        return []
    one = offered(session, offer)
    return [
        *paragraph(rules.trade_off_words(one), width, "strong"),
        *fields(
            width,
            ("Because", offer_why(session, offer)),
            ("Borne by", session.name_of(one.bearer)),
            ("Shown by", f"{offer.give} {one.give}"),
        ),
        *labelled(
            "", "Nobody has said it yet. Enter puts it into the line, to be said in your own words.", width, "dim"
        ),
    ]


def _trade_off_detail(session: Session, trade: TradeOff, width: int) -> list[Line]:
    metric = next((item for item in session.metrics if item.id == trade.metric), None)
    return [
        *headed(trade.id, f"{trade.gain} even over {trade.give}", width),
        *fields(width, ("Accepting", trade.accepting)),
        *labelled("Borne by", session.name_of(trade.bearer) or "nobody yet", width, "text" if trade.bearer else "warn"),
        *labelled(
            "Shown by", f"{metric.id} {metric.name}" if metric else "no metric yet", width, "text" if metric else "warn"
        ),
        *fields(width, ("Belongs to", trade.option or "")),
    ]


def _verdict_detail(session: Session, request: Request, width: int) -> list[Line]:
    lines = headed(request.id, session.name_of(request.asker), width)
    lines.extend(paragraph(f'"{request.words}"', width, "quote"))
    lines.extend(fields(width, ("Because", request.because)))
    suggestion = next((item for item in suggested_verdicts(session) if item.request == request.id), None)
    if verdict := request.verdict:
        follows = f"from {verdict.follows}, as it was filled in" if verdict.follows else ""
        lines.extend(
            fields(
                width,
                ("Verdict", f"{ANSWERS[verdict.answer]}: {verdict.reason or 'no reason said'}"),
                ("Follows", follows),
                ("Decided by", named(session, verdict.decided_by)),
                ("Present", named(session, verdict.present)),
            )
        )
    if suggestion:
        lines.extend(labelled("Perhaps", f"{request.id} {suggestion.answer}: {suggestion.reason}", width, "dim"))
    return lines
