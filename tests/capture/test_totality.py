"""Whatever is typed is answered: understood, refused with three sentences, or skipped, and quickly."""

import random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment_tui.capture.answers import Refused, Understood
from alignment_tui.capture.forms import FORMS
from alignment_tui.capture.reading import completions, read_line
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES
from tests.capture.room import Room, filled

FULL, EMPTY = filled(), Room()
EXAMPLES = [example for form in FORMS for example in form.examples]
WORDS = sorted({word for example in EXAMPLES for word in example.split()})
PIECES = st.sampled_from(
    [*WORDS, "->", " -> ", ":", ": ", "@", "#", '"', ",", "!!", "?", "\uff1a", "1,200", "06/07", "%"]
)
stages = st.sampled_from([stage.slug for stage in STAGES])


def check(line: str, stage: StageSlug) -> None:
    for room in (FULL, EMPTY):
        answer = read_line(line, room.session, stage, room.moment())
        if isinstance(answer, Refused):
            assert answer.understood and answer.problem and answer.example
            assert answer.sentence.isprintable()
        elif isinstance(answer, Understood):
            assert answer.words.isprintable() and answer.label.isprintable()
            if answer.edit:
                assert isinstance(answer.edit(room.session, room.moment()), Session)
        else:
            assert not line.strip() or line.strip().startswith("#") or not line.isprintable()
        completions(line, room.session, stage)


@settings(max_examples=300, deadline=None)
@given(st.text(), stages)
def test_any_text_is_answered(line: str, stage: StageSlug) -> None:
    check(line, stage)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join), stages)
def test_any_words_of_the_grammar_are_answered(line: str, stage: StageSlug) -> None:
    check(line, stage)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(EXAMPLES), st.randoms(use_true_random=False), stages, st.text(max_size=3))
def test_examples_with_slips_are_answered(example: str, dice: random.Random, stage: StageSlug, slip: str) -> None:
    place = dice.randint(0, len(example))
    length = dice.choice((0, 0, 1, 2, 8))
    check(example[:place] + slip + example[place + length :], stage)


@pytest.mark.parametrize(
    "line",
    [
        "Ana: " + "x " * 100_000,
        "x" * 200_000,
        "R1 needs: " + "R2 " * 60_000,
        "here: " + "a, " * 60_000,
        "R1 assume: a " + "?" * 200_000,
        "a" + " " * 200_000 + "b: c",
        "downtime 1 -> 2 " + "@Ana " * 40_000,
        "downtime 1 -> 2 " + "#V1 " * 40_000,
        "V1 Deploy " + "30m/2d " * 30_000,
        " -> " * 50_000,
        "x even over " * 20_000,
        "Ana " * 50_000 + "consents",
        "R1 takes: " + "9" * 200_000 + "pw",
    ],
    ids=lambda line: line[:20],
)
def test_a_paste_of_any_length_is_answered_soon(line: str) -> None:
    start = perf_counter()
    for stage in STAGES:
        read_line(line, FULL.session, stage.slug, FULL.moment())
    assert perf_counter() - start < 8 * 1.0
