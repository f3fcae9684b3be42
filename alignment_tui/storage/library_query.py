"""What is typed to find sessions: words, and qualifiers such as ``stage:metrics``, ``is:overdue`` and ``sort:title``.

A qualifier has a colon, so that a word of somebody's title is never taken for one.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Literal

from msgspec import Struct

from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.stages import STAGES, stage_of
from alignment_tui.domain.text import cased, folded
from alignment_tui.storage.index import Row
from alignment_tui.storage.marks import late, marks, stale, status_of

Is = Literal["overdue", "stale", "mine"]
Sort = Literal["used", "title", "stage", "review"]

IS: tuple[Is, ...] = ("overdue", "stale", "mine")
SORTS: tuple[Sort, ...] = ("used", "title", "stage", "review")
SORT_WORDS: dict[Sort, str] = {
    "used": "last used first",
    "title": "by title",
    "stage": "by stage",
    "review": "by next review",
}
_IS_WORDS: dict[Is, str] = {"overdue": "overdue", "stale": "stale", "mine": "yours"}
_SLUGS: tuple[StageSlug, ...] = tuple(stage.slug for stage in STAGES)
_KNOWN: dict[str, Sequence[str]] = {"stage:": _SLUGS, "is:": IS, "sort:": SORTS}
_AFTER: dict[StageSlug | Literal[""], StageSlug] = dict(zip(("", *_SLUGS), (*_SLUGS, _SLUGS[-1]), strict=True))
_LAST = "\U0010ffff"


class Query(Struct, frozen=True):
    """What is wanted: `words` are folded, `rest` is what was typed without qualifiers, `trouble` what has no sense."""

    words: tuple[str, ...] = ()
    rest: str = ""
    stage: StageSlug | None = None
    only: tuple[Is, ...] = ()
    sort: Sort = "used"
    trouble: str = ""

    @property
    def narrows(self) -> bool:
        """Whether a qualifier leaves some sessions out."""
        return self.stage is not None or bool(self.only)

    @property
    def said(self) -> str:
        """The qualifiers in words: ``At Metrics, overdue, by title``; nothing where there are none."""
        at = [f"at {stage_of(self.stage).title}"] if self.stage else []
        order = [SORT_WORDS[self.sort]] if self.sort != "used" else []
        words = ", ".join([*at, *(_IS_WORDS[one] for one in self.only), *order])
        return words[:1].upper() + words[1:]


def query(text: str) -> Query:
    """Read what is typed. A qualifier may be cut short (``stage:met``), as it is while it is being typed."""
    rest: list[str] = []
    values: dict[str, list[str]] = {name: [] for name in _KNOWN}
    trouble = ""
    for word in text.split():
        name, value = _parted(word)
        if not name:
            rest.append(word)
        elif found := next((one for one in _KNOWN[name] if value and one.startswith(value)), ""):
            values[name].append(found)
        elif value:
            trouble = f"there is no {name}{value}: {', '.join(_KNOWN[name])}"
    kept: Any = {name: found[-1] for name, found in values.items() if found}
    only: Any = tuple(one for one in IS if one in values["is:"])
    return Query(
        words=tuple(dict.fromkeys(folded(" ".join(rest)).split())),
        rest=" ".join(rest),
        stage=kept.get("stage:"),
        only=only,
        sort=kept.get("sort:", "used"),
        trouble=trouble,
    )


def turned(text: str, name: Literal["stage:", "is:", "sort:"], value: str) -> str:
    """Return what is typed with another value of a qualifier, at its end; without one where `value` is empty.

    ``is:`` stands for several that do not exclude one another: the value is put in, or taken out where it is there.
    """
    words = text.split()
    found = [word for word in words if _is_for(word, name, value)]
    kept = [word for word in words if word not in found]
    added = [f"{name}{value}"] if value and not (name == "is:" and found) else []
    return " ".join([*kept, *added])


def text_of(row: Row, today: str, who: str) -> str:
    """Return what the words of a query are looked for in: title, people, decision, and what the row says."""
    head = row.head
    if head is None:
        return cased(row.name)
    mine = "mine" if head.is_of(who) else ""
    told = " ".join([mark.words for mark in marks(row, today)])
    return cased(f"{row.name} {head.title} {head.names} {head.decision} {told} {status_of(row)} {mine}")


def passes(row: Row, wanted: Query, today: str, who: str) -> bool:
    """Tell whether the qualifiers let a row through; its words are looked for elsewhere."""
    at_stage = wanted.stage is None or stage_at(row) == wanted.stage
    return at_stage and all(_is(one, row, today, who) for one in wanted.only)


def in_order(rows: Iterable[Row], sort: Sort, last: str = "") -> list[Row]:
    """Return rows in an order; those that are alike in it by when they were last used, `last` being the newest."""
    used = sorted(rows, key=attrgetter("mtime_ns"), reverse=True)
    if last:
        used.sort(key=lambda row: row.slug != last)
    keys: dict[Sort, Callable[[Row], Any]] = {
        "title": lambda row: folded(row.head.title if row.head else _LAST),
        "stage": lambda row: _SLUGS.index(at) if (at := stage_at(row)) else len(_SLUGS),
        "review": lambda row: (row.head.next_review if row.head else "") or _LAST,
    }
    return used if sort == "used" else sorted(used, key=keys[sort])


def stage_at(row: Row) -> StageSlug | None:
    """Return the stage where work goes on: the one after the last that was passed."""
    return None if row.head is None else _AFTER[row.head.reached]


def _is(one: Is, row: Row, today: str, who: str) -> bool:
    match one:
        case "overdue":
            return late(row, today)
        case "stale":
            return stale(row)
        case "mine":
            return row.head is not None and row.head.is_of(who)


def _parted(word: str) -> tuple[str, str]:
    """Part ``stage:metrics`` after the colon; any other word has no name."""
    folded_word = word.casefold()
    name = next((one for one in _KNOWN if folded_word.startswith(one)), "")
    return name, folded_word.removeprefix(name)


def _is_for(word: str, name: str, value: str) -> bool:
    own, given = _parted(word)
    return own == name and (name != "is:" or (bool(given) and value.startswith(given)))
