from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Reading, Tripwire
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Moment
from alignment_tui.editing.readings import read_many
from alignment_tui.editing.scorecard import read
from alignment_tui.editing.workspace import Workspace
from tests.factories import SIGNED_AT, complete, metric, readings

TODAY = date(2025, 6, 30)
MOMENT = Moment(now=SIGNED_AT, today=TODAY)


def room() -> Session:
    wires = (
        Tripwire(id="W1", metric="M1", when="above", value=150, reopens="T1"),
        Tripwire(id="W2", metric="M2", when="below", value=3, reopens="T1"),
    )
    base = complete()
    return replace(
        base, metrics=(*base.metrics, metric(2)), readings=readings(118, 117, since=date(2025, 3, 3)), tripwires=wires
    )


some = st.lists(
    st.builds(
        Reading,
        metric=st.sampled_from(["M1", "M2"]),
        on=st.dates(date(2025, 2, 24), date(2025, 3, 20)),
        value=st.integers(0, 200),
        note=st.sampled_from(["", "x"]),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


@given(some)
def test_many_at_once_are_as_each_in_order_of_days(given_readings: list[Reading]) -> None:
    one_by_one = room()
    for one in sorted(given_readings, key=lambda one: one.on):
        one_by_one = read(one.metric, one.value, one.on, one.note)(one_by_one, MOMENT)
    at_once = read_many(given_readings)(room(), MOMENT)
    assert {one.key: one for one in at_once.readings} == {one.key: one for one in one_by_one.readings}
    latest = {one.metric: one.on for one in sorted(at_once.readings, key=lambda one: one.on)}
    for many, single in zip(at_once.tripwires, one_by_one.tripwires, strict=True):
        # Said one by one, a value in between may have reopened the trade-off for a while; a table tells only the end.
        if single.reopened_on in (None, latest.get(many.metric)):
            assert many.reopened_on == single.reopened_on


def test_a_table_is_one_change_and_one_undo() -> None:
    workspace = Workspace(Document(session=room()))
    before = workspace.session
    new = (Reading(metric="M1", on=date(2025, 3, 10), value=200), *readings(5, 4, 2, of="M2"))
    workspace.apply(read_many(new), "4 readings", now=SIGNED_AT, today=TODAY)
    assert workspace.document.rev == 1
    assert [(one.metric, one.value, one.before) for one in workspace.session.readings][:2] == [
        ("M1", 118, ()),
        ("M1", 200, (117,)),
    ]
    assert [wire.reopened_on for wire in workspace.session.tripwires] == [date(2025, 3, 10), date(2025, 3, 17)]
    workspace.undo(SIGNED_AT)
    assert workspace.session == before
