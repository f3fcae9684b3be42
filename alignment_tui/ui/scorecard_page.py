"""All scorecards as rows: the very lines of the printed page, and where each of them leads."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from alignment_tui.documents.blocks import Entries, Entry, Heading, Paragraph, plain
from alignment_tui.documents.cells import wrapped
from alignment_tui.documents.portfolio import portfolio_blocks
from alignment_tui.documents.text import airy, entry_lines
from alignment_tui.domain.portfolio import Portfolio
from alignment_tui.domain.said import Found
from alignment_tui.domain.text import visible
from alignment_tui.ui.lines import Line, Role, line
from alignment_tui.ui.widgets.record_list import Row

_ROLES: dict[str, Role] = {"off track": "bad", "behind": "warn", "on track": "good", "fits": "good"}
_LATE, _OVER = " late", " too many"


class Target(NamedTuple):
    """Where a row leads: the session, and the record in it."""

    slug: str
    where: Found


class Page(NamedTuple):
    """The rows of the page in a width; the line and the target of each that the cursor stops at, by its key."""

    rows: list[Row]
    lines: dict[str, Line]
    targets: dict[str, Target]


def page(found: Portfolio, today: date, width: int) -> Page:
    """Return what `scorecards` prints as of `today`, its words and its order."""
    targets = _targets(found)
    made = Page([], {}, {})
    for block in portfolio_blocks(found, today):
        if isinstance(block, Heading):
            if made.rows:
                made.rows.append(Row())
            made.rows.extend(_notes(wrapped(visible(block.text), width), "strong"))
        elif isinstance(block, Paragraph):
            made.rows.extend(_notes(wrapped(plain(block.line), width), "text"))
        elif isinstance(block, Entries):
            apart = airy(block.entries)
            for place, (entry, (first, *more)) in enumerate(entry_lines(block.entries, width)):
                if apart and place:
                    made.rows.append(Row())
                key, made_target = next(targets)
                made.targets[key] = made_target
                made.lines[key] = _first_line(entry, first)
                made.rows.append(Row("entry", key))
                made.rows.extend(_notes(more, "dim"))
    return made


def _targets(found: Portfolio) -> Iterator[tuple[str, Target]]:
    """Yield a key and a target for each entry, in the order of the page."""
    for review in found.overdue:
        yield f"review {review.session.slug}", Target(review.session.slug, Found("scorecard", "", ""))
    for missing in found.missing:
        metric = Found("scorecard", "metrics", missing.reading.metric)
        yield f"reading {missing.session.slug} {missing.reading.metric}", Target(missing.session.slug, metric)
    for team in found.promised_twice:
        most = max(team.shares, key=lambda share: share.typical)
        yield f"team {team.team}", Target(most.session.slug, Found("constraints", "", ""))
    for one in found.lines:
        metric = Found("scorecard", "metrics", one.row.metric)
        yield f"metric {one.session.slug} {one.row.metric}", Target(one.session.slug, metric)


def _notes(texts: list[str], role: Role) -> Iterator[Row]:
    for text in texts:
        yield Row(note=line((text, role)))


def _first_line(entry: Entry, text: str) -> Line:
    """Tell id, words and, where it stands at the end, the state apart."""
    own = len(entry.id)
    aside = visible(entry.aside)
    if not aside or not text.endswith(aside) or len(aside) + own > len(text):
        return line((text[:own], "dim"), (text[own:], "text"))
    end = len(text) - len(aside)
    return line((text[:own], "dim"), (text[own:end], "text"), (aside, _role(aside)))


def _role(aside: str) -> Role:
    return _ROLES.get(aside) or ("warn" if aside.endswith(_LATE) else "bad" if aside.endswith(_OVER) else "dim")
