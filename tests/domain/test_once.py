"""A thing is worked out once for each object, and never taken for another object's."""

from alignment_tui.domain.once import once


def test_it_is_worked_out_once_for_one_object_and_the_same_other_arguments() -> None:
    asked: list[tuple[object, ...]] = []

    @once(kept=4)
    def work(subject: list[int], by: int = 1) -> int:
        asked.append((subject, by))
        return sum(subject) * by

    numbers = [1, 2]
    assert [work(numbers), work(numbers), work(numbers, 2), work(numbers, by=2), work(numbers, 2)] == [3, 3, 6, 6, 6]
    assert len(asked) == 3
    assert work([1, 2]) == 3
    assert len(asked) == 4


def test_an_object_that_took_the_place_of_another_is_not_taken_for_it() -> None:
    @once(kept=2)
    def work(subject: list[int]) -> int:
        return sum(subject)

    assert [work([number]) for number in range(200)] == list(range(200))


def test_what_fails_is_tried_again() -> None:
    tries: list[int] = []

    @once(kept=2)
    def work(subject: list[int]) -> int:
        tries.append(1)
        return subject[0]

    empty: list[int] = []
    for _ in range(2):
        try:
            work(empty)
        except IndexError:
            continue
    assert len(tries) == 2
