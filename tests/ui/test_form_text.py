from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import NODEFAULT

from alignment_tui.domain import records
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Assumption, Estimate, Metric, Part, Record, Request, Rework, Step, Stream
from alignment_tui.domain.text import visible
from alignment_tui.ui.dialogs.form_draft import Blank, Draft, Unreadable
from alignment_tui.ui.dialogs.form_fields import FormField, fields_of
from alignment_tui.ui.dialogs.form_links import Links
from alignment_tui.ui.dialogs.form_text import text_of, value_of, word_of
from tests.ui.form_samples import everything, full_session

SESSION = full_session()
LINKS = Links(SESSION, today=date(2025, 5, 12))
PARTS = everything(SESSION)
KINDS = sorted(
    (
        kind
        for kind in vars(records).values()
        if isinstance(kind, type) and issubclass(kind, Part) and kind not in (Part, Record, Estimate)
    ),
    key=lambda kind: kind.__name__,
)
FIELDS = [(kind, field) for kind in KINDS for field in fields_of(kind)]


def named(value: Any) -> str:
    return f"{value.__name__}" if isinstance(value, type) else ".".join(getattr(value, "path", ("",)))


def field_of(kind: type[Part], *path: str) -> FormField:
    return next(field for field in fields_of(kind) if field.path == path)


def standing(part: Part, field: FormField) -> Any:
    value: Any = part
    for name in field.path:
        value = getattr(value, name) if value is not None else None
    return value


def test_every_kind_of_record_has_a_sample() -> None:
    assert {type(part) for part in PARTS} == set(KINDS)


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=named)
def test_every_field_has_a_sample_that_says_something(kind: type[Part], field: FormField) -> None:
    found = [standing(part, field) for part in PARTS if type(part) is kind]
    assert any(value not in (None, "", (), field.blank) for value in found)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{type(part).__name__}-{part.key}")
def test_opened_and_saved_unchanged_is_the_same_record(part: Part) -> None:
    assert Draft(part, LINKS).build() is part


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{type(part).__name__}-{part.key}")
def test_every_value_is_read_back_from_its_text(part: Part) -> None:
    for field in fields_of(type(part)):
        if field.kind in ("fixed", "part", "parts"):
            continue
        value = standing(part, field)
        text = text_of(value, field, LINKS)
        if text or not (field.nested or field.blank is NODEFAULT):
            assert value_of(text, field, LINKS) == value


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{type(part).__name__}-{part.key}")
def test_a_record_typed_from_nothing_equals_the_one_it_was_typed_from(part: Part) -> None:
    model = Draft(part, LINKS)
    shown = {field.path[0] for field in model.fields if field.kind != "fixed"}
    rest = {name: getattr(part, name) for name in part.__struct_fields__ if name not in shown}
    draft = Draft(Blank(kind=type(part), given=rest), LINKS)
    draft.texts.update(model.texts)
    draft.parts.update(model.parts)
    assert draft.build() == part


SETTABLE = [(kind, field) for kind, field in FIELDS if field.kind != "fixed" and not field.part]
OTHER_NUMBERS = {
    "": "5",
    "person-weeks": "5pw",
    "percent": "70%",
    "days": "90d",
    "calendar time": "2h",
    "work time": "20-45-65m",
}
OTHER_OF_A_FORM = {"at": "14:30", "zone": "UTC"}
OTHER_TEXTS = {"text": "said otherwise", "date": "29 Feb 2024", "numbers": "1, 2"}


def another(field: FormField, value: Any) -> str:
    """Return a text that means something else than `value`."""
    if field.kind in ("number", "estimate", "whole"):
        return OTHER_NUMBERS[field.unit] if field.kind != "whole" else str(value + 1)
    if field.kind in ("link", "links"):
        return next(
            one.id.lower() for one in reversed(LINKS.targets(field.pattern)) if value not in (one.id, (one.id,))
        )
    if field.kind in ("choice", "words"):
        return next(word_of(one) for one in field.choices if value not in (one, (one,)))
    return OTHER_OF_A_FORM.get(field.path[-1], OTHER_TEXTS[field.kind])


@pytest.mark.parametrize(("kind", "field"), SETTABLE, ids=named)
def test_every_field_can_be_set_through_its_text(kind: type[Part], field: FormField) -> None:
    part = next(part for part in PARTS if type(part) is kind and standing(part, field) not in (None, "", ()))
    draft = Draft(part, LINKS)
    draft.texts[field.path] = text = another(field, standing(part, field))
    meant = value_of(text, field, LINKS)
    assert meant != standing(part, field)
    try:
        built = draft.build()
    except Unreadable as refused:  # another field has to change with it, and the record says which
        assert str(refused) in ALLOWED_REFUSALS
    else:
        assert standing(built, field) == meant
        assert [other for other in fields_of(kind) if standing(built, other) != standing(part, other)] == [field]


ALLOWED_REFUSALS = (
    "M2 leads M1, so its kind is leading, not outcome",
    "a quorum says how many, such as: rule quorum 4 of 5",
    "a tripwire is above or below a value, or signals up or down",
    "push, careful and protect begin at 70 %, 80 %, 5 %: these go down, between 100 and 0",
)


@given(st.text())
def test_words_survive_as_the_record_keeps_them(words: str) -> None:
    kept = visible(words).strip()
    field = field_of(Request, "because")
    assert value_of(text_of(kept, field, LINKS), field, LINKS) == kept


NUMBERS = st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 6))


@given(NUMBERS)
def test_numbers_survive(value: int | float) -> None:
    field = field_of(Metric, "baseline")
    assert value_of(text_of(value, field, LINKS), field, LINKS) == value


@given(st.lists(st.integers(0, 10**7) | st.sampled_from([0.5, 7.25, 480, 2400, 9600, 19200]), min_size=3, max_size=3))
def test_times_survive(values: list[int | float]) -> None:
    low, typical, high = sorted(values)
    for time in (Estimate(typical=typical), Estimate(low=low, typical=typical, high=high)):
        for name in ("process_time_minutes", "percent_complete_accurate"):
            field = field_of(Step, name)
            assert value_of(text_of(time, field, LINKS), field, LINKS) == time


@given(st.dates())
def test_dates_survive(day: date) -> None:
    field = field_of(Metric, "by")
    assert value_of(text_of(day, field, LINKS), field, LINKS) == day


@pytest.mark.parametrize(
    ("kind", "path", "text", "words"),
    [
        (Metric, ("by",), "06/07", "not one sure day"),
        (Metric, ("by",), "2025-02-30", "no day of the calendar"),
        (Metric, ("baseline",), "1,5", "two ways"),
        (Metric, ("baseline",), "many", "not a number"),
        (Metric, ("owner",), "Nobody", "nothing here is called Nobody"),
        (Metric, ("owner",), "ana", "S1 and S4: say which by its id"),
        (Metric, ("kind",), "output", "none of outcome, leading, guardrail"),
        (Step, ("process_time_minutes",), "30", "needs one unit"),
        (Step, ("process_time_minutes",), "20-30m", "low-typical-high"),
        (Request, ("takes", "person_weeks"), "9-6-4", "does not rise"),
        (Request, ("touches",), "Build", "V1.1 and V2.1"),
    ],
)
def test_a_bad_text_is_refused_with_a_hint(kind: type[Part], path: tuple[str, ...], text: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        value_of(text, field_of(kind, *path), LINKS)


def test_what_a_record_refuses_is_told_in_its_own_words_beside_the_field() -> None:
    step = SESSION.streams[0].steps[0]
    draft = Draft(step, LINKS)
    draft.texts["process_time_minutes",] = "1-2-4w"
    with pytest.raises(Unreadable, match="Build: process time is longer than lead time") as refused:
        draft.build()
    assert refused.value.field.path == ("process_time_minutes",)


def test_an_empty_request_is_told_at_its_words() -> None:
    draft = Draft(Blank(kind=Request, given={"id": "R9", "asker": "S1"}), LINKS)
    with pytest.raises(Unreadable, match="what was said is missing") as refused:
        draft.build()
    assert refused.value.field.label == "In their own words"


def test_an_inner_part_that_lost_everything_is_gone() -> None:
    draft = Draft(SESSION.requests[1], LINKS)
    draft.texts["takes", "person_weeks"] = draft.texts["takes", "team"] = ""
    built = draft.build()
    assert isinstance(built, Request)
    assert built.takes is None
    assert built.verdict == SESSION.requests[1].verdict


def test_a_team_without_weeks_says_what_is_missing() -> None:
    draft = Draft(SESSION.requests[0], LINKS)
    draft.texts["takes", "team"] = "Web"
    with pytest.raises(Unreadable, match="cannot be left empty") as refused:
        draft.build()
    assert refused.value.field.path == ("takes", "person_weeks")


def test_a_step_that_leaves_takes_its_loops_along() -> None:
    stream = SESSION.streams[0]
    draft = Draft(stream, LINKS)
    lost = draft.put_parts(field_of(Stream, "steps"), stream.steps[1:])
    built = draft.build()
    assert isinstance(built, Stream)
    assert lost == 1
    assert (built.rework, built.steps[0].parallel_with) == ((), None)


def test_inside_a_stream_a_step_is_called_by_its_name() -> None:
    stream = SESSION.streams[0]
    newcomer = Step(id="V1.3", name="Test")
    inside = LINKS.within("V1", (*stream.steps, newcomer))
    field = field_of(Rework, "target")
    assert text_of("V1.1", field, inside) == "Build"
    assert value_of("test", field, inside) == "V1.3"


def test_an_assumption_does_not_say_more_than_was_said() -> None:
    draft = Draft(Blank(kind=Assumption, given={"id": "R1.A1"}), LINKS)
    draft.texts["text",] = "all is well"
    assert draft.build() == Assumption(id="R1.A1", text="all is well")
