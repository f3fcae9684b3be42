"""The lines of the library: what stands over the list, a session in a row, and what is told under it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

from alignment_tui.domain.stages import stage_of
from alignment_tui.domain.text import cased, visible
from alignment_tui.storage.index import Row
from alignment_tui.storage.inside import Match
from alignment_tui.storage.library_query import Sort, stage_at
from alignment_tui.storage.marks import marks, status_of
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.lines import BLANK, Line, Role, between, columns, cut, cut_line, fit, line, paragraph, width_of

ROOMY, WIDE = 96, 150
_LEAST_CONTEXT = 12
_LEAST_TITLE = 12
_OF_NO_ID = {"memo": "memo", "reviews": "review"}

FIRST_STEPS: tuple[Line, ...] = (
    line("Type a title and press ", ("Enter", "key"), ": the session opens, and you can type."),
    line("There, type what people say:  ", ("Ana, SRE lead: No outage during the sale", "accent")),
    line("Or open an example below: it is a copy, where nothing can go wrong."),
)


class Late(NamedTuple):
    """What is late in the library: reviews as (since when, title), the longest overdue first, and missing readings."""

    overdue: Sequence[tuple[str, str]] = ()
    missing: int = 0


def late_in(rows: Sequence[Row], today: str) -> Late:
    """Return what is late as of `today`, an ISO date."""
    heads = [row.head for row in rows if row.head is not None and (row.head.next_review or row.head.reading_days)]
    overdue = sorted((head.next_review, head.title) for head in heads if head.review_overdue(today))
    return Late(overdue, sum(head.readings_due(today) for head in heads))


def title_lines(count: int | None, folder: Path, late: Late, width: int) -> list[Line]:
    """Return what stands over the list: the program, the folder, the question, and which reviews are overdue.

    The count is `None` while nobody has counted yet.
    """
    start = line(" ", ("alignment-tui", "strong"))
    said = f"{_many(count, 'session')} in " if count is not None else "sessions in "
    place = _end_of(visible(str(folder)), width - width_of(start) - len(said) - 3)
    return [
        between(start, line((f"{said}{place} ", "dim")), width),
        BLANK,
        line("   ", ("What do people want, and what will we do?", "accent")),
        line("   ", (cut(late_words(late, width - 6), width - 6), "warn")),
    ]


def late_words(late: Late, width: int) -> str:
    """Say what is late, with as many titles as there is room for; empty where nothing is."""
    missing = f"{_many(late.missing, 'reading')} {'is' if late.missing == 1 else 'are'} missing" if late.missing else ""
    if not late.overdue:
        return missing
    words = f"{_many(len(late.overdue), 'review')} {'is' if len(late.overdue) == 1 else 'are'} overdue: "
    reviews = [f"{title} (since {day})" for day, title in late.overdue]
    tail = f"; {missing}" if missing else ""
    for ending in (tail, ""):
        said = f"{words}{_as_many(reviews, width - len(words) - len(ending))}{ending}"
        if cell_len(said) <= width:
            return said
    (day, title), *others = late.overdue
    since = f" (since {day}){f', {spaced(len(others))} more' if others else ''}"
    room = width - len(words) - len(since)
    ending = tail if room - len(tail) >= _LEAST_TITLE else ""
    return f"{words}{cut(title, max(room - len(ending), _LEAST_TITLE))}{since}{ending}"


def session_line(row: Row, width: int, today: str, sort: Sort = "used", *, dated: bool = True) -> Line:
    """Return a session in a row: its title, what wants a look in a word, where it is, and when it was last used."""
    if row.head is None:
        return columns(width, (row.name, 28, "text"), (row.error, 0, "bad"))
    found = marks(row, today)
    # An example is a story of its own time: nothing in it is late for whoever looks at it.
    word = f"{found[0].word}{f' +{len(found) - 1}' if len(found) > 1 else ''}" if found and dated else ""
    roomy, at = width >= ROOMY, stage_of(stage_at(row) or "requests").title
    people = ", ".join(row.head.people)
    return columns(
        width,
        (row.head.title, 0, "text"),
        (people, 30, "dim") if width >= WIDE else None,
        (word, 21, "bad" if found and found[0].grave else "warn"),
        (_many(row.head.requests, "request"), 12, "dim") if roomy else None,
        (f"at {at}" if roomy else at, 15 if roomy else 12, "dim"),
        (_day(row, sort, roomy), 16 if roomy else 10, "dim") if dated else None,
    )


def match_line(match: Match, title: str, words: Sequence[str], width: int) -> Line:
    """Return what was found inside a session: whose it is, its id, and the text around the first of the words."""
    own = _OF_NO_ID.get(match.where.collection, match.where.key) or "note"
    name = min(30, width // 3)
    room = width - name - 10
    return (
        *columns(name, (title, 0, "text")),
        ("  ", "text"),
        (fit(own, 6), "dim"),
        ("  ", "text"),
        *_around(match.text, words, room),
    )


def about_lines(row: Row, today: str, width: int) -> list[Line]:
    """Return in at most two lines what wants a look in a session; where nothing does, how it stands."""
    if row.head is None:
        return paragraph(f"{row.name}: {row.error}", width - 2, "bad", 1)[:2]
    head, found = row.head, marks(row, today)
    role: Role = "dim" if not found else "bad" if found[0].grave else "warn"
    links = (
        f"goes on from {head.continues}" if head.continues else "",
        f"goes on in {', '.join(head.continued_in)}" if head.continued_in else "",
    )
    review = f"next review {head.next_review}" if head.next_review else ""
    calm = (status_of(row), *links, review, ", ".join(head.people), head.decision)
    said = (*(mark.words for mark in found), *links) if found else calm
    return paragraph(f"{head.title}: {'; '.join(words for words in said if words)}", width - 2, role, 1)[:2]


def foot_line(keymap: Keymap, width: int, *, typed: bool, sessions: bool) -> Line:
    """Return the keys that matter: those of every screen, before them as many of the library's as there is room for.

    Where nothing is typed the palette is opened by a sign too, which is said then. Where there are no sessions, what is
    done with them is left out.
    """
    own, everywhere = list[Line](), line()
    for entry in keymap.actions_in("library"):
        key = keymap.key(entry.id, letter=not typed and entry.id == "palette")
        if entry.footer and key:
            cell = _key(key, entry.footer)
            if entry.where == "library":
                own += [cell] if sessions else []
            else:
                everywhere = (*everywhere, *cell)
    spans = line(" ", *_key("Enter", "open"))
    for cell in own:
        if width_of((*spans, *cell, *everywhere)) > width:
            break
        spans = (*spans, *cell)
    spans = (*spans, *everywhere)
    leave = _key(keymap.key("quit"), "quit") if keymap.key("quit") else ()
    return (*spans, *leave) if width_of((*spans, *leave)) <= width else spans


def _key(key: str, word: str) -> Line:
    return line((f"{key} ", "key"), (f"{word}  ", "dim"))


def spaced(count: int) -> str:
    """Return a number with its thousands apart: ``2 000``."""
    return f"{count:,}".replace(",", " ")


def _many(count: int, what: str) -> str:
    return f"{spaced(count)} {what}{'' if count == 1 else 's'}"


def _as_many(items: Sequence[str], width: int) -> str:
    """Join as many items as there is room for, and say how many more there are."""
    words = ""
    for place, item in enumerate(items):
        longer = f"{words}, {item}" if words else item
        left = len(items) - place - 1
        if words and cell_len(longer) + (len(f", {spaced(left)} more") if left else 0) > width:
            return f"{words}, {spaced(left + 1)} more"
        words = longer
    return words


def _day(row: Row, sort: Sort, roomy: bool) -> str:
    if sort == "review":
        return (row.head.next_review if row.head else "") or "no review"
    changed = datetime.fromtimestamp(row.mtime_ns / 1e9).astimezone()
    return f"{changed:%Y-%m-%d %H:%M}" if roomy else f"{changed:%Y-%m-%d}"


def _end_of(text: str, width: int) -> str:
    """Return the end of a path: what tells it from others is there."""
    while cell_len(text) > max(width, 1):
        text = f"…{text.removeprefix('…')[1:]}"
    return text


def _around(text: str, words: Sequence[str], width: int) -> Line:
    """Return a text in at most `width` cells, with the first of the words that stands in it told apart."""
    spelt = cased(text)
    starts = [(spelt.find(word), len(word)) for word in words if word in spelt]
    if not starts or len(spelt) != len(text):  # in another spelling the letters stand elsewhere
        return line((cut(text, width), "quote"))
    start, length = min(starts)
    first = max(0, start - max(_LEAST_CONTEXT, (width - length) // 2)) if cell_len(text) > width else 0
    before = f"…{text[first + 1 : start]}" if first else text[:start]
    return cut_line(
        line((before, "quote"), (text[start : start + length], "accent"), (text[start + length :], "quote")), width
    )
