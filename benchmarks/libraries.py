"""Folders of sessions made from the examples, each at another point of its life: to measure with, and to look at.

``python -m benchmarks.libraries FOLDER 2000`` fills a folder; ``--hostile`` adds titles and files nobody wants.
"""

import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.flow import move_on
from alignment_tui.domain.records import Reading, Request, Review, Signature, Version
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import text_now
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.reading import encoded
from tests.running import ROOT

_SUBJECTS = (
    *("Checkout reliability", "Partner onboarding", "Search that finds", "Invoices on time", "Calm on-call weeks"),
    *("The mobile app", "A platform for themes", "Fewer refunds", "One login for all", "Data people trust"),
    *("Faster releases", "Support without tickets", "The spring sale", "Accessible forms", "Costs of the cloud"),
)
_NAMES = ("Ana", "Raj", "Li", "Mo", "Kim", "Eva", "Noor", "Jan", "Ida", "Omar", "Zoë", "Chen", "Yuki", "Sam", "Bo")
_HOSTILE = (
    "a \x1b[31mred\x1b[0m title \x00 with \x9b2J controls",
    "[/] [@click=app.quit]leave[/] ${x} </script>",
    "x" * 200,
    "Ein langer Titel ohne Ende, " * 8,
    "結帳流程的可靠性與合作夥伴的自助上線，以及我們願意放棄的一切",
    "\u202eكيف نعرف أن ذلك نجح؟",
    "موثوقية الدفع قبل التخفيضات",
    "👩‍👩‍👧‍👦 family e\u0301 \U000e0041",
)
_BROKEN = {"empty": b"", "half": b'{"format": 1, "session": {', "newer": b'{"format": 99, "session": {"title": "n"}}'}

Life = Callable[[Session, date], Session]


def _followed(session: Session, today: date) -> Session:
    """Reviewed today, with a reading of today for each metric."""
    read = tuple(Reading(metric=one.id, on=today, value=one.target or 1) for one in session.metrics)
    return replace(
        session, readings=(*session.readings, *read), reviews=(*session.reviews, Review(on=today, changed="little"))
    )


def _begun(session: Session, today: date) -> Session:
    return Session(
        title=session.title, created=session.created, stakeholders=session.stakeholders, requests=_bare(session)
    )


def _at_metrics(session: Session, today: date) -> Session:
    begun = replace(_begun(session, today), streams=(), metrics=())
    return move_on(begun, "requests", "value-stream")


def _unsigned(session: Session, today: date) -> Session:
    passed = tuple(one for one in session.passed if one.stage not in ("sign-off",))
    return replace(session, versions=(), signatures=(), readings=(), reviews=(), lessons=(), passed=passed)


def _objected(session: Session, today: date) -> Session:
    text, person = text_now(session), session.signers[-1]
    said = Signature(
        id=f"G{len(session.signatures) + 1}",
        person=person,
        verdict="objection",
        text="partners leave in the second week",
        at=session.versions[-1].at,
        version=text.version,
        digests=text.digests,
    )
    return replace(session, signatures=(*session.signatures, said))


def _changed(session: Session, today: date) -> Session:
    first, *others = session.metrics
    return replace(session, metrics=(replace(first, target=(first.target or 1) + 1), *others))


def _missed(session: Session, today: date) -> Session:
    read = tuple(Reading(metric=one.id, on=today, value=(one.baseline or 1) * 3) for one in session.metrics)
    return replace(session, readings=(*session.readings, *read))


def _replaced(session: Session, today: date) -> Session:
    return replace(session, memo=replace(session.memo, superseded_by="session-00000"))


def _as_it_is(session: Session, today: date) -> Session:
    return session


_LIVES: tuple[Life, ...] = (
    *(_followed, _begun, _as_it_is, _unsigned, _objected, _at_metrics),
    *(_changed, _followed, _missed, _replaced, _begun, _followed),
)


def fill(folder: Path, many: int, today: date | None = None) -> None:
    """Write `many` sessions into a folder, the first the newest."""
    folder.mkdir(parents=True, exist_ok=True)
    examples = Sessions(ROOT / "sessions")
    models = [examples.load(slug).document.session for slug in examples.slugs()]
    for number in range(many):
        model = models[0] if number % 4 else models[1]
        title = f"{_SUBJECTS[number % len(_SUBJECTS)]} {number // len(_SUBJECTS) + 1}"
        people = tuple(
            replace(one, name=f"{_NAMES[(number * 7 + place) % len(_NAMES)]} {'ABCDEFGH'[place]}.")
            for place, one in enumerate(model.stakeholders)
        )
        named = _signed_anew(replace(model, title=title, stakeholders=people))
        session = _LIVES[number % len(_LIVES)](named, (today or date.today()) - timedelta(days=number % 5))
        path = folder / f"session-{number:05}.json"
        path.write_bytes(encoded(Document(rev=number, last_ids=grown({}, session), session=session)))
        at = path.stat().st_mtime - 3_600 * number
        os.utime(path, (at, at))


def fill_with_hostile(folder: Path) -> None:
    """Add sessions whose titles try every trick, and files that are no sessions."""
    good = encoded(Document(session=Session(title="TITLE")))
    for number, title in enumerate(_HOSTILE):
        escaped = "".join(f"\\u{ord(char):04x}" if ord(char) < 0x20 or char in '"\\' else char for char in title)
        (folder / f"hostile-{number}.json").write_bytes(good.replace(b"TITLE", escaped.encode()))
    for name, data in _BROKEN.items():
        (folder / f"broken-{name}.json").write_bytes(data)
    (folder / "a\x1b[31m-name.json").write_bytes(good)


def _signed_anew(session: Session) -> Session:
    """Bind the signatures to the text as it is with other names in it."""
    bare = replace(session, versions=(), signatures=())
    text = text_now(bare)
    signatures = tuple(replace(one, version=1, digests=text.digests) for one in session.signatures)
    version = Version(number=1, at=session.versions[0].at, sections=text.sections)
    return replace(bare, versions=(version,), signatures=signatures)


def _bare(session: Session) -> tuple[Request, ...]:
    return tuple(replace(one, touches=(), touches_none="", verdict=None, merged_into=None) for one in session.requests)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
    if "--hostile" in sys.argv:
        fill_with_hostile(Path(sys.argv[1]))
