"""The aggregate: one session, whole, and the promise that every link in it leads somewhere."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct, field
from msgspec.structs import fields, force_setattr

from alignment_tui.domain.errors import NotFound, RuleBroken
from alignment_tui.domain.links import links_of
from alignment_tui.domain.records import (
    Choice,
    Constraint,
    ConstraintKind,
    Fist,
    Lesson,
    Meeting,
    Memo,
    Metric,
    Option,
    Parked,
    Part,
    Passed,
    Ranking,
    Reading,
    Request,
    Review,
    Rule,
    Signature,
    Stakeholder,
    Stream,
    Thresholds,
    ToStakeholder,
    TradeOff,
    Tripwire,
    Version,
)
from alignment_tui.domain.references import names, references
from alignment_tui.domain.text import visible


class Session(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Everything a group said, weighed, decided and measured. Lists keep the order people gave them.

    `continues` is the name of the session this one goes on from, `continued_in` of those that go on from this one.
    """

    COLLECTIONS: ClassVar[tuple[str, ...]]

    title: str
    created: datetime | None = None
    note: str = ""
    continues: str = ""
    playbook: str = ""
    continued_in: tuple[str, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    deciders: tuple[ToStakeholder, ...] = ()
    signers: tuple[ToStakeholder, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    requests: tuple[Request, ...] = ()
    streams: tuple[Stream, ...] = ()
    metrics: tuple[Metric, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    no_constraints: tuple[ConstraintKind, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    options: tuple[Option, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    fists: tuple[Fist, ...] = ()
    trade_offs: tuple[TradeOff, ...] = ()
    choice: Choice | None = None
    memo: Memo = field(default_factory=Memo)
    rule: Rule | None = None
    versions: tuple[Version, ...] = ()
    signatures: tuple[Signature, ...] = ()
    readings: tuple[Reading, ...] = ()
    tripwires: tuple[Tripwire, ...] = ()
    reviews: tuple[Review, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    parked: tuple[Parked, ...] = ()
    passed: tuple[Passed, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        force_setattr(self, "title", visible(self.title))
        force_setattr(self, "note", visible(self.note))
        force_setattr(self, "playbook", visible(self.playbook))
        force_setattr(self, "continues", visible(self.continues))
        force_setattr(self, "continued_in", tuple(map(visible, self.continued_in)))
        if not self.title.strip():
            raise RuleBroken("the session's title is missing")
        links = [links_of(getattr(self, collection)) for collection in self.COLLECTIONS]
        known = {own for found in links for own in found.bearers}
        if (
            len(known) < sum(len(found.bearers) for found in links)
            or not all(found.sound and found.targets <= known for found in links)
            or not all(target in known for _, target in self._own_references())
        ):
            self._refuse()

    def find(self, record_id: str) -> Part:
        """Return the record or nested part with this id, as people type it: any case.

        Raises `NotFound` when the session has none.
        """
        wanted = record_id.upper()
        for collection in self.COLLECTIONS:
            part = links_of(getattr(self, collection)).bearers.get(wanted)
            if part is not None:
                return part
        raise NotFound(f"there is no {wanted} here")

    def entries(self) -> Iterator[tuple[str, Part]]:
        """Yield every entry of every collection as (collection, entry), in the order of the document."""
        for collection in self.COLLECTIONS:
            for entry in getattr(self, collection):
                yield collection, entry

    def person(self, stakeholder_id: str) -> Stakeholder:
        """Return a stakeholder by id; links are checked, so an id from a record is always found."""
        return next(person for person in self.stakeholders if person.id == stakeholder_id)

    def name_of(self, stakeholder_id: str | None) -> str:
        """Return a person's name, or nothing where nobody is named."""
        return self.person(stakeholder_id).name if stakeholder_id else ""

    @property
    def latest_version(self) -> Version | None:
        """The version with the highest number, or nothing before the first signature."""
        return max(self.versions, key=lambda version: version.number, default=None)

    def _refuse(self) -> None:
        """Look once more, entry by entry, for what is wrong, and say it."""
        known = self._known_ids()
        for collection, entry in self.entries():
            for path, target in references(entry):
                if target not in known:
                    index = getattr(self, collection).index(entry)
                    raise RuleBroken(f"{collection}[{index}] ({entry.key}) {path}: there is no {target}")
        for name, target in self._own_references():
            if target not in known:
                raise RuleBroken(f"{name}: there is no {target}")

    def _known_ids(self) -> set[str]:
        known: set[str] = set()
        for collection in self.COLLECTIONS:
            keys: set[str] = set()
            for index, entry in enumerate(getattr(self, collection)):
                if entry.key in keys:
                    raise RuleBroken(f"{collection}[{index}] ({entry.key}): there are two of it")
                keys.add(entry.key)
                for own, _ in names(entry):
                    if own in known:
                        raise RuleBroken(f"{collection}[{index}] ({entry.key}): the id {own} is taken")
                    known.add(own)
        return known

    def _own_references(self) -> Iterator[tuple[str, str]]:
        for stakeholder_id in self.deciders:
            yield "deciders", stakeholder_id
        for stakeholder_id in self.signers:
            yield "signers", stakeholder_id
        if self.choice:
            for path, target in references(self.choice):
                yield f"choice {path}", target


_SINGLE_TUPLES = {"deciders", "signers", "no_constraints", "continued_in"}
Session.COLLECTIONS = tuple(
    item.name for item in fields(Session) if item.default == () and item.name not in _SINGLE_TUPLES
)
