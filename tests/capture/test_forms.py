import pytest

from alignment_tui.capture.form import Form, kind_of
from alignment_tui.capture.forms import FORMS
from alignment_tui.capture.names import RESERVED
from alignment_tui.capture.reading import Context, Refused, Understood, read_line
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.stages import STAGES
from tests.capture.room import Room, filled
from tests.portion import some

EXAMPLES = [(form, example) for form in FORMS for example in form.examples]
NEEDS = {  # what the room lacks for an example to make sense
    "drop R1.A1: tested": ("R1 assume: a thing",),
    "Raj withdraws": ("Raj objects: partners leave before summer",),
    "W1 trips": ("tripwire M1 above 100 reopens T1",),
    "Ana signs again": ("Ana consents", "review every 3 weeks from 2025-05-05"),
}


def ready(stage: StageSlug) -> Room:
    room = filled(stage)
    room.context = Context(stream="V1")
    return room


@pytest.mark.parametrize(("form", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_every_example_is_read_in_its_stage(form: Form, example: str) -> None:
    room = ready("requests" if form.stage == "any" else form.stage)
    if example in NEEDS:
        for line in NEEDS[example]:
            room.say(line)
    understood = room.read(example)
    assert isinstance(understood, Understood), understood
    assert understood.words
    assert understood.label or understood.goes_to
    assert not understood.new_names, "the examples are about people who are known"


@pytest.mark.parametrize(
    ("form", "example"),
    [(form, text) for form, text in EXAMPLES if form.reach != "bare"],
    ids=lambda each: str(each)[:40],
)
def test_what_is_not_bare_is_read_the_same_in_every_stage(form: Form, example: str) -> None:
    if example.startswith("why:"):
        pytest.skip("why: is the review's in the scorecard, and says so")
    words = set()
    for stage in some(STAGES, 2):
        room = ready(stage.slug)
        if example in NEEDS:
            for line in NEEDS[example]:
                room.say(line)
        answer = room.read(example)
        assert isinstance(answer, Understood), (stage.slug, answer)
        words.add(answer.words)
    assert len(words) == 1


def test_no_name_can_be_an_opening() -> None:
    for form in FORMS:
        if form.reach == "opening":
            assert set(form.words) <= RESERVED, form.words
    for word in sorted(RESERVED):
        assert isinstance(Room().read(f"R1 by {word}"), Refused)
        assert not isinstance(Room().read(f"{word}, head of sales"), Understood)


def test_every_stage_has_forms_and_every_form_says_what_it_means() -> None:
    assert {form.stage for form in FORMS} == {"any", *(stage.slug for stage in STAGES)}
    for form in FORMS:
        assert form.means and form.what and form.examples
        assert all(kind_of(kind) == kind for kind in form.kinds)


def test_blank_lines_and_comments_are_skipped() -> None:
    room = Room()
    for line in ("", "   ", "\t", "# a comment", "#stage: metrics", "  # indented", "\u2003"):
        assert read_line(line, room.session, "requests", room.moment()) is None
