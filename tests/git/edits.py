"""Random edits of every kind, made as people make them: lines, forms, moves, removals, readings and signatures."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from msgspec import json
from msgspec.structs import replace

from alignment_tui.capture.answers import Context, Understood
from alignment_tui.capture.forms import FORMS
from alignment_tui.capture.reading import read_line
from alignment_tui.domain.document import Document
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.records import Part, Reading, Record, Signature, Version
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.records import move, put, remove, set_single
from alignment_tui.editing.sign_off import sign, sign_again, withdraw
from alignment_tui.editing.workspace import Workspace

TODAY = date(2025, 3, 10)
BEGUN = datetime(2025, 3, 10, 9, tzinfo=UTC)
_FIXED = {"id", "created", "creator", "formerly", "extra", "metric", "on", "number", "person", "kind"}

_VOCABULARY = ("calm", "fast", "whole", "late", "early", "safe", "plain", "漢字", "[x]", "sale", "week", "team", "page")

Draw = Callable[[random.Random, Session], Edit | None]


def edited(document: Document, seed: int, who: str, minutes: int = 0, most: int = 6) -> Document:
    """Return the document after a few random edits by one person; the same for the same seed."""
    chance = random.Random(f"{seed} {who}")  # noqa: S311 - to choose edits, not a secret
    space = Workspace(document, who=who)
    wanted = chance.randint(1, most)
    for turn in range(200):
        now = BEGUN + timedelta(minutes=minutes, seconds=turn)
        try:
            edit = chance.choices(DRAWS, WEIGHTS)[0](chance, space.session)
            if edit and space.apply(edit, "edited", now=now, today=TODAY):
                wanted -= 1
        except (AlignmentError, ValueError):
            continue
        if not wanted:
            break
    return space.document


def said(chance: random.Random, session: Session) -> Edit | None:
    """Say one of the examples of the grammar, in the stage where it belongs."""
    form = chance.choice(FORMS)
    text = chance.choice(form.examples)
    stage = form.stage if form.stage != "any" else chance.choice(STAGES).slug
    moment = Moment(now=BEGUN, today=TODAY, who="")
    understood = read_line(text, session, stage, moment, Context())
    return understood.edit if isinstance(understood, Understood) else None


def asked(chance: random.Random, session: Session) -> Edit | None:
    """Ask for something new: both sides give it the same id."""
    words = f"{chance.choice(session.stakeholders).name}: {_words(chance)}"
    understood = read_line(words, session, "requests", Moment(now=BEGUN, today=TODAY, who=""), Context())
    return understood.edit if isinstance(understood, Understood) else None


def retold(chance: random.Random, session: Session) -> Edit | None:
    """Change one field of one record, whatever it is."""
    entry = _any_record(chance, session)
    names = [name for name in entry.__struct_fields__ if name not in _FIXED]
    name = chance.choice(names)
    value = _otherwise(chance, getattr(entry, name))
    if value is None:
        return None
    new = replace(entry, **{name: value})
    return put(json.decode(json.encode(new), type=type(entry)))  # what no file may hold is refused here


def entitled(chance: random.Random, session: Session) -> Edit | None:
    """Change what the session itself says."""
    name = chance.choice(["title", "note", "continues"])
    return set_single(name, _words(chance))


def removed(chance: random.Random, session: Session) -> Edit | None:
    """Remove a record, or a part of one."""
    ids = [own for _, entry in session.entries() for own in _ids(entry)]
    return remove(chance.choice(ids))


def moved(chance: random.Random, session: Session) -> Edit | None:
    """Move a record to another place."""
    ids = [own for _, entry in session.entries() for own in _ids(entry)]
    return move(chance.choice(ids), chance.choice([-3, -2, -1, 1, 2, 3]))


def measured(chance: random.Random, session: Session) -> Edit | None:
    """Read a metric; both sides may read the same one on the same day."""
    if not session.metrics:
        return None
    on = TODAY - timedelta(days=chance.randint(0, 40))
    return put(Reading(metric=chance.choice(session.metrics).id, on=on, value=chance.randint(1, 200)))


def signed(chance: random.Random, session: Session) -> Edit | None:
    """Sign the text as it stands, or take back what was said."""
    if not session.signers:
        return None
    name = session.name_of(chance.choice(session.signers))
    seal = _seal if chance.random() < 0.5 else None
    return chance.choice(
        [
            withdraw(name, own_hand=True, seal=seal),
            sign_again(name),
            sign(name, "reservation", _words(chance), seal=seal),
            sign(name, "objection", _words(chance), seal=seal),
            sign(name, "consent", own_hand=True, seal=seal),
        ]
    )


def _seal(statement: bytes) -> tuple[str, ...]:
    """Stand for a key: what is kept is bound to the very bytes that were signed, as a real signature is."""
    return "-----BEGIN SSH SIGNATURE-----", sha256(statement).hexdigest(), "-----END SSH SIGNATURE-----"


DRAWS: tuple[Draw, ...] = (said, asked, retold, entitled, removed, moved, measured, signed)
WEIGHTS = (20, 10, 25, 3, 12, 12, 8, 10)


def _words(chance: random.Random) -> str:
    return " ".join(chance.choices(_VOCABULARY, k=4))


def _any_record(chance: random.Random, session: Session) -> Part:
    entries = [entry for _, entry in session.entries() if not isinstance(entry, Signature | Version)]
    return chance.choice(entries)


def _otherwise(chance: random.Random, value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return _words(chance) if chance.random() < 0.9 else ""
    if isinstance(value, int | float):
        return value + chance.randint(1, 9)
    if isinstance(value, date):
        return value + timedelta(days=chance.randint(1, 9))
    if isinstance(value, tuple) and len(value) > 1:
        return value[1:] if chance.random() < 0.5 else (*value[1:], value[0])
    return None


def _ids(entry: Part) -> list[str]:
    inner = [
        item.id
        for name in entry.__struct_fields__
        for item in (getattr(entry, name) if isinstance(getattr(entry, name), tuple) else ())
        if isinstance(getattr(item, "id", None), str)
    ]
    return [entry.id, *inner] if isinstance(entry, Record) else inner
