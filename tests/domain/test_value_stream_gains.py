from msgspec.structs import replace

from alignment_tui.domain.value_stream_gains import gain_rows
from tests.factories import estimate, golden_stream, step, stream


def test_every_figure_stands_beside_the_one_it_would_be() -> None:
    now = golden_stream(10)
    faster = replace(now.steps[1], lead_time_minutes=now.steps[1].process_time_minutes)
    better = replace(now.steps[0], percent_complete_accurate=estimate(90))
    then = replace(now, id="V2", future_of="V1", steps=(better, faster, *now.steps[2:]))
    assert [(row.what, row.now, row.then, row.change, row.turn) for row in gain_rows(now, then)] == [
        ("Lead time, LT", "16 d", "11.5 d", "4.5 d less", "better"),
        ("Work, PT", "2.7 d", "2.7 d", "as now", "same"),
        ("Activity ratio", "16.8 %", "23.4 %", "6.6 points more", "better"),
        ("Rolled %C/A", "47.9 %", "53.9 %", "6 points more", "better"),
        ("Expected rework", "1.1 d", "5.2 h", "3.6 h less", "better"),
    ]


def test_what_gets_worse_says_so() -> None:
    now, then = stream(step(1, "A", 10, 20, 90)), stream(step(1, "A", 15, 40, 80))
    assert [(row.change, row.turn) for row in gain_rows(now, then)] == [
        ("20 m more", "worse"),
        ("5 m more", "worse"),
        ("12.5 points less", "worse"),
        ("10 points less", "worse"),
        ("as now", "same"),
    ]


def test_what_is_missing_is_a_question_mark_and_never_a_gain() -> None:
    now, then = stream(step(1, "A", 10, 20, 90)), stream(step(1, "A", 10))
    rows = {row.what: row for row in gain_rows(now, then)}
    assert (rows["Lead time, LT"].then, rows["Lead time, LT"].change) == ("?", "not known yet")
    assert rows["Work, PT"].turn == "same"
    assert {row.turn for row in rows.values()} == {"unknown", "same"}
