"""The merge that git asks for: 200 random pairs of edits of every kind lose nothing, and order does not matter."""

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import Parked
from alignment_tui.domain.session import Session
from alignment_tui.storage.git_merging import NotMerged, looks_like_a_session, merged_file, with_theirs
from alignment_tui.storage.reading import Stamp, decoded, encoded
from tests.driver import example
from tests.factories import complete, metric, request, session
from tests.git.edits import edited
from tests.git.nothing_lost import doubled, lost

PAIRS = 200
BATCHES = 8


def document(session: Session) -> Document:
    return Document(session=session, last_ids=grown({}, session))


BASES = (
    example("checkout"),
    document(complete()),
    document(session(requests=(request(1), request(2, asker="S2")), metrics=(metric(1),), signers=("S1", "S2"))),
)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_pairs_lose_nothing_and_either_order_gives_the_same(batch: int) -> None:
    for seed in range(batch, PAIRS, BATCHES):
        base = BASES[seed % len(BASES)]
        ann, bo = edited(base, seed, "ann"), edited(base, seed, "bo", minutes=7)
        one, other = (merged_file(encoded(base), encoded(a), encoded(b)) for a, b in ((ann, bo), (bo, ann)))
        result = decoded(one.data, Stamp(0, 0, 0)).document
        assert [*lost(base, ann, bo, result.session)] == [], seed
        assert [*lost(base, bo, ann, result.session)] == [], seed
        assert [*doubled(result.session)] == [], seed
        assert len(one.conflicts) == len(other.conflicts), seed
        if not one.conflicts:
            assert one.data == other.data, seed
        assert result.rev >= max(ann.rev, bo.rev)


def test_the_random_edits_are_of_every_kind() -> None:
    """Some pairs meet in a conflict, some add one id twice, some sign; most merge."""
    conflicts = renames = signatures = 0
    for seed in range(0, PAIRS, 2):
        base = BASES[seed % len(BASES)]
        ann, bo = edited(base, seed, "ann"), edited(base, seed, "bo", minutes=7)
        found = merged_file(encoded(base), encoded(ann), encoded(bo))
        conflicts += bool(found.conflicts)
        renames += b'"formerly"' in found.data
        signatures += found.data.count(b'"digests"') > encoded(base).count(b'"digests"')
    assert 1 <= conflicts < PAIRS / 8
    assert renames > 5
    assert signatures > 5


def parked(*texts: str) -> Document:
    entries = tuple(Parked(id=f"P{number}", text=text) for number, text in enumerate(texts, 1))
    return document(replace(session(), parked=entries))


def test_a_file_that_both_added_keeps_what_either_has() -> None:
    one = merged_file(b"", encoded(parked("ours")), encoded(parked("theirs")))
    assert one.conflicts == ()
    kept = decoded(one.data, Stamp(0, 0, 0)).document.session.parked
    assert {entry.text for entry in kept} == {"ours", "theirs"}
    renamed = replace(parked("theirs"), session=replace(parked("theirs").session, title="Another"))
    [conflict] = merged_file(b"", encoded(parked("ours")), encoded(renamed)).conflicts
    assert (conflict.collection, conflict.ours, conflict.theirs) == ("title", "Checkout reliability", "Another")


@pytest.mark.parametrize("data", [b"{", b"<<<<<<< ours\n", b'{"format": 99, "rev": 0, "session": {"title": "x"}}'])
def test_what_cannot_be_read_is_not_merged(data: bytes) -> None:
    good = encoded(parked("x"))
    for versions in ((data, good, good), (good, data, good), (good, good, data)):
        with pytest.raises(NotMerged):
            merged_file(*versions)


def test_other_json_is_none_of_our_business() -> None:
    assert not looks_like_a_session(b'{"name": "x"}', b"[1]", b"")
    assert looks_like_a_session(b"", b"", encoded(parked("x")))


def test_what_is_gone_by_now_stays_away_when_it_is_settled() -> None:
    base, ours, theirs = parked("base"), parked("ours"), parked("theirs")
    [conflict] = merged_file(encoded(base), encoded(ours), encoded(theirs)).conflicts
    assert with_theirs(ours.session, conflict, theirs.session).parked[0].text == "theirs"
    assert with_theirs(parked().session, conflict, theirs.session).parked == ()
