"""Every leaf of a session changed, one at a time: exactly the signatures on its section go stale, and no other.

What is signed is written down here once more, by hand, as the table that trust in a signature rests on.
"""

import json
import random
import unicodedata
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain import records as r
from alignment_tui.domain.document import Document
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import stale_sections, standings, text_now
from alignment_tui.storage.reading import Stamp, decoded, encoded
from alignment_tui.storage.schema import schema
from tests.domain.leaves import Leaf, changed, leaves
from tests.driver import example, kept
from tests.factories import metric_target, signature, signed
from tests.ui.form_samples import NOON, full_session

Sections = set[str]


def built() -> Session:
    """A session in which every field says something, signed twice: on another target first, then as it is."""
    full = full_session()
    requests = (
        *full.requests,
        r.Request(
            id="R4",
            asker="S2",
            words="Zoe\u0308 pays",
            verdict=r.Verdict(answer="will", reason="it fits", follows="O1"),
        ),
        r.Request(id="R5", asker="S1", words="Stay up", merged_into="R4"),
        r.Request(id="R6", asker="S3", words="Themes", verdict=r.Verdict(answer="wont", reason="too large")),
        r.Request(id="R7", asker="S4", words="Dates", verdict=r.Verdict(answer="later", reason="in July")),
    )
    base = replace(
        full,
        created=NOON,
        note="made up",
        continues="winter",
        continued_in=("summer",),
        playbook="half-day",
        no_constraints=("order",),
        requests=requests,
        signatures=(),
        versions=(),
        signers=("S1", "S2"),
        deciders=("S3",),
    )
    budgets = tuple(
        replace(one, id="C6", service="payments") for one in base.constraints if isinstance(one, r.ErrorBudget)
    )
    base = replace(base, constraints=(*base.constraints, *budgets))
    earlier = signed(metric_target(base, 7), signature(1, "S1", "objection", text="a harm", ssh=("x",)))
    whole = metric_target(earlier, base.metrics[0].target)
    return signed(
        whole,
        signature(2, "S2", "reservation", text="in July", own_hand=True),
        signature(3, "S1"),
        signature(4, "S1", "withdrawal", withdraws="G3"),
        signature(5, "S1"),
    )


SESSIONS = {
    "checkout": example("checkout").session,
    "free-threaded-python": example("free-threaded-python").session,
    "every field": built(),
}

# What is signed


def root(session: Session, request: r.Request) -> r.Request:
    """The request under which somebody's words are decided; one in a circle stands for itself."""
    way = [request]
    while way[-1].merged_into and way[-1] not in way[:-1]:
        way.append(next(one for one in session.requests if one.id == way[-1].merged_into))
    return way[-1]


def verdict(session: Session, request: r.Request) -> Sections:
    end = root(session, request).verdict
    return {end.answer} if end else set()


def of_request(session: Session, leaf: Leaf) -> Sections:
    return verdict(session, leaf.holder)


def of_merging(session: Session, leaf: Leaf) -> Sections:
    """A voice leaves one decision and joins another."""
    new = changed(session, leaf)
    assert new is not None
    here, there = (next(one for one in side.requests if one.id == leaf.holder.id) for side in (session, new))
    return verdict(session, here) | verdict(new, there)


def of_verdict(session: Session, leaf: Leaf) -> Sections:
    owner = next(one for one in session.requests if one.verdict is leaf.holder)
    return verdict(session, owner) if owner.merged_into is None else set()


def of_answer(session: Session, leaf: Leaf) -> Sections:
    new = changed(session, leaf)
    assert new is not None
    return of_verdict(session, leaf) and {leaf.value, new.requests[leaf.path[1]].verdict.answer}


def of_no_verdict(session: Session, leaf: Leaf) -> Sections:
    return {"wont"} if leaf.holder.merged_into is None else set()


def accepted(session: Session) -> list[r.TradeOff]:
    choice = session.choice.option if session.choice else None
    return [one for one in session.trade_offs if one.option in (None, choice)]


def of_trade_off(session: Session, leaf: Leaf) -> Sections:
    return {"trade_offs"} if leaf.holder in accepted(session) else set()


def of_option(session: Session, leaf: Leaf) -> Sections:
    new = changed(session, leaf)
    assert new is not None
    same = [one.id for one in accepted(new)] == [one.id for one in accepted(session)]
    return set() if same else {"trade_offs"}


def of_metric_id(session: Session, leaf: Leaf) -> Sections:
    shown = any(one.metric == leaf.value for one in accepted(session))
    return {"metrics", "trade_offs"} if shown else {"metrics"}


def of_name(session: Session, leaf: Leaf) -> Sections:
    """A name stands wherever its person asks, owns or bears."""
    who = leaf.holder.id
    found: Sections = set()
    for request in session.requests:
        if request.asker == who:
            found |= verdict(session, request)
    if any(metric.owner == who for metric in session.metrics):
        found.add("metrics")
    if any(one.bearer == who for one in accepted(session)):
        found.add("trade_offs")
    return found


def of_threshold(session: Session, leaf: Leaf) -> Sections:
    """They are signed with the budgets they are held against."""
    return {"error_budgets"} if any(isinstance(one, r.ErrorBudget) for one in session.constraints) else set()


def always(section: str) -> Callable[[Session, Leaf], Sections]:
    return lambda session, leaf: {section}


SIGNED: dict[str, Callable[[Session, Leaf], Sections]] = {
    "Stakeholder.name": of_name,
    "Request.id": of_request,
    "Request.asker": of_request,
    "Request.words": of_request,
    "Request.merged_into": of_merging,
    "Request.verdict": of_no_verdict,
    "Verdict.answer": of_answer,
    "Verdict.reason": of_verdict,
    "Metric.id": of_metric_id,
    **{
        f"Metric.{name}": always("metrics")
        for name in ("name", "unit", "baseline", "target", "threshold", "by", "owner")
    },
    **{f"TradeOff.{name}": of_trade_off for name in ("id", "gain", "give", "accepting", "bearer", "metric")},
    "TradeOff.option": of_option,
    "Choice.option": of_option,
    "Session.choice": of_option,
    **{
        f"ErrorBudget.{name}": always("error_budgets")
        for name in ("id", "service", "slo_percent", "window_days", "since")
    },
    **{f"Thresholds.{name}": of_threshold for name in r.Thresholds.__struct_fields__},
    **{f"Cadence.{name}": always("cadence") for name in ("every", "unit", "first")},
    "Memo.cadence": always("cadence"),
}
NOT_THE_TEXT = ("signatures", "versions")
"""What the words themselves and the texts they are on consist of; they have a test of their own below."""


def stale(session: Session) -> dict[str, Sections]:
    words = [one for one in session.signatures if one.verdict != "withdrawal"]
    return {one.id: {section.section for section in stale_sections(session, one)} for one in words}


def text_leaves(session: Session) -> Iterator[Leaf]:
    return (leaf for leaf in leaves(session) if leaf.path[0] not in NOT_THE_TEXT)


@pytest.mark.parametrize("name", SESSIONS)
def test_each_leaf_breaks_the_signatures_on_its_section_and_no_other(name: str) -> None:
    session = SESSIONS[name]
    before, told = stale(session), 0
    for leaf in text_leaves(session):
        new = changed(session, leaf)
        if new is None:
            continue
        told += 1
        expected = SIGNED[leaf.name](session, leaf) if leaf.name in SIGNED else set()
        after = {own: found - before[own] for own, found in stale(new).items()}
        already = {own: expected - before[own] for own in before}
        assert after == already, (leaf.path, leaf.value)
    assert told > 100


def test_the_built_session_has_every_field_and_each_can_be_changed() -> None:
    """Nothing escapes: every field of the published schema is a leaf here, or holds leaves."""
    session = SESSIONS["every field"]
    reached = {leaf.name for leaf in leaves(session)}
    reached |= {f"{type(part).__name__}.{name}" for part in _parts(session) for name in part.__struct_fields__}
    filled = {leaf.name for leaf in leaves(session) if leaf.value not in (None, "", (), {})}
    holders = {f"{type(part).__name__}.{name}" for part in _parts(session) for name in _holding(part)}
    for kind, definition in schema()["$defs"].items():
        if kind in ("Document", "Version"):
            continue
        for field in definition.get("properties", {}):
            if field == "kind" and kind in ("Capacity", "Platform", "Order", "Risk", "ErrorBudget"):
                continue  # the tag that tells one kind of constraint from another
            assert f"{kind}.{field}" in reached, (kind, field)
            if field in ("created", "creator", "formerly", "extra"):
                continue  # the same in every record
            assert f"{kind}.{field}" in filled | holders, (kind, field)
    changeable = {leaf.name for leaf in text_leaves(session) if changed(session, leaf) is not None}
    assert {name for name in SIGNED if name not in ("Session.choice", "Memo.cadence")} <= changeable


def _parts(holder: Any) -> Iterator[Any]:
    yield holder
    for name in holder.__struct_fields__:
        value = getattr(holder, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, r.Part):
                yield from _parts(item)


def _holding(part: Any) -> Iterator[str]:
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if isinstance(value, r.Part) or (isinstance(value, tuple) and value):
            yield name


# The words and the texts they are on


def test_each_leaf_of_a_kept_text_breaks_the_words_on_it() -> None:
    session = SESSIONS["every field"]
    for place, version in enumerate(session.versions):
        on_it = {one.id for one in session.signatures if one.version == version.number and one.verdict != "withdrawal"}
        for section, way in _ways(version.sections):
            forged = json.loads(json.dumps(version.sections))
            _forge(forged, way)
            try:
                versions = list(session.versions)
                versions[place] = replace(version, sections=forged)
                new = replace(session, versions=tuple(versions))
            except RuleBroken:
                continue  # the file is refused
            broken = {own for own, found in stale(new).items() if section in found}
            assert on_it <= broken, way
            untouched = set(stale(session)) - on_it
            assert all(stale(new)[own] == stale(session)[own] for own in untouched), way


def _ways(sections: dict[str, Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for section, value in sections.items():
        yield from ((section, (section, *way)) for way in _leaf_ways(value))


def _leaf_ways(value: Any) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from ((key, *way) for way in _leaf_ways(item))
    elif isinstance(value, list) and value:
        for place, item in enumerate(value):
            yield from ((place, *way) for way in _leaf_ways(item))
    else:
        yield ()


def _forge(holder: Any, way: tuple[Any, ...]) -> None:
    for step in way[:-1]:
        holder = holder[step]
    old = holder[way[-1]]
    holder[way[-1]] = old + 1 if isinstance(old, int | float) else f"{old or ''}x"


def test_each_leaf_of_a_word_that_binds_it_to_its_text_breaks_it() -> None:
    session = SESSIONS["every field"]
    word = session.signatures[-1]
    for section in word.digests:
        forged = replace(word, digests={**word.digests, section: "0" * 64})
        assert _sections(session, forged) == {section}
        without = {name: digest for name, digest in word.digests.items() if name != section}
        assert _sections(session, replace(word, digests=without)) == {section}
    assert _sections(session, replace(word, digests={**word.digests, "more": "0" * 64})) == {"more"}
    assert _sections(session, replace(word, version=1)) == {"metrics"}
    assert _sections(session, replace(word, at=word.at + timedelta(days=1), text="other words")) == set()


def _sections(session: Session, word: r.Signature) -> Sections:
    return {one.section for one in stale_sections(session, word)}


# The same text in another spelling


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("seed", range(4))
def test_keys_in_another_order_other_white_space_and_other_letters_are_the_same_text(name: str, seed: int) -> None:
    session = SESSIONS[name]
    chance = random.Random(seed)  # noqa: S311 - to shuffle, not a secret
    form = ("NFC", "NFD")[seed % 2]
    plain = json.loads(encoded(kept(session)))
    text = json.dumps(_respelled(plain, chance, form), indent=chance.choice([None, 1, 7]), ensure_ascii=bool(seed // 2))
    spread = text.replace("\n", "\r\n\t ") + "\n \n"
    again = decoded(spread.encode(), Stamp(0, 0, 0)).document.session
    assert text_now(again).digests == text_now(session).digests
    assert text_now(again).short == text_now(session).short
    assert stale(again) == stale(session)
    assert [one.verdict for one in standings(again)] == [one.verdict for one in standings(session)]


def _respelled(value: Any, chance: random.Random, form: Any) -> Any:
    if isinstance(value, dict):
        items = list(value.items())
        chance.shuffle(items)
        return {key: _respelled(item, chance, form) for key, item in items}
    if isinstance(value, list):
        return [_respelled(item, chance, form) for item in value]
    return unicodedata.normalize(form, value) if isinstance(value, str) else value


def test_letters_spelt_otherwise_are_another_file_and_the_same_text() -> None:
    session = SESSIONS["every field"]
    spelt = [unicodedata.normalize("NFC", one.words) for one in session.requests]
    other = replace(
        session, requests=tuple(replace(one, words=words) for one, words in zip(session.requests, spelt, strict=True))
    )
    assert other != session
    assert stale(other) == stale(session)
    assert encoded(Document(session=other)) != encoded(Document(session=session))
