import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from msgspec.structs import replace

from alignment_tui.documents.cells import cells
from alignment_tui.documents.map_canvas import plain
from alignment_tui.documents.stream_layout import laid_out, longest_wait
from alignment_tui.documents.value_stream_map import map_bands, map_lines
from alignment_tui.domain import records as r
from alignment_tui.domain.session import Session
from tests.portion import some

LANES: tuple[r.Lane, ...] = ("people", "process", "technology")
WIDTHS = (40, 76, 88, 120, 200)


def _step(number: int, name: str = "", work: int | None = 10, lead: int | None = 100, **more: object) -> r.Step:
    known: dict[str, object] = {"lane": LANES[number % 3], **more}
    return r.Step(
        id=f"V1.{number}",
        name=name or f"Step {number}",
        process_time_minutes=None if work is None else r.Estimate(typical=work),
        lead_time_minutes=None if lead is None else r.Estimate(typical=lead),
        **known,  # type: ignore[arg-type]
    )


def _stream(count: int, parallel: bool = False) -> r.Stream:
    beside = {2: "V1.1"} if parallel else {}
    steps = (_step(at, work=at * 10, lead=at * 500, parallel_with=beside.get(at)) for at in range(1, count + 1))
    return r.Stream(id="V1", name="Checkout", steps=tuple(steps))


def _of(*steps: r.Step, rework: tuple[r.Rework, ...] = ()) -> r.Stream:
    return r.Stream(id="V1", name="Checkout", steps=steps, rework=rework)


def _back(source: int, target: int, percent: float = 10) -> r.Rework:
    return r.Rework(source=f"V1.{source}", target=f"V1.{target}", percent=percent)


def _arrows(lines: list[str]) -> Iterator[str]:
    """Yield the dashes of every arrow, its head with them."""
    for line in lines:
        if not line.startswith(("LT", "PT", "%", "waits")):
            yield from re.findall("[╌╍╭╰├┬─]*▸", line)


def test_the_map_has_every_step_its_times_and_what_goes_back(checkout: Session) -> None:
    for width in WIDTHS:
        drawn = "\n".join(map_lines(checkout.streams[0], width))
        for words in ("Intake", "Design", "Build", "Deploy", "people", "technology", "4.5 d", "10 %", "5 d", "95"):
            assert words in drawn


def test_the_map_as_it_is_in_a_small_terminal(checkout: Session) -> None:
    assert map_lines(checkout.streams[0], 76, {"V1.2": "R1 R3"}) == [
        "people      ╌╌╌▸[Intake]╍╍╍╍╍╍╍╍╍▸[Design]╮",
        "process                               ▴   ╰╌╌╌╌╌╌╌▸[Build ]╮",
        "technology                            ┊                ┊   ╰╌╌╌╌▸[Deploy]",
        "                                      ╰╌╌╌╌╌ 10 % ╌╌╌╌╌╯",
        "waits       1.9 d          4.5 d             4 d            2.9 d",
        "LT          ├── 2 d ───┤├───── 5 d ──────┤├───── 6 d ─────┤├─── 3 d ────┤",
        "PT                30 m               4 h              2 d           1 h",
        "%C/A               80                70               90            95",
        "asked by                            R1 R3",
    ]


def test_the_map_with_frames_and_the_waits_in_their_arrows(checkout: Session) -> None:
    assert map_lines(checkout.streams[0], 104) == [
        "                       ┌────────┐               ┌────────┐",
        "people      ╌╌ 1.9 d ╌▸│ Intake │╍╍╍╍ 4.5 d ╍╍╍▸│ Design │╮",
        "                       └────────┘               └────────┘┊             ┌────────┐",
        "process                                              ▴    ╰╌╌╌ 4 d ╌╌╌╌▸│ Build  │╮",
        "                                                     ┊                  └────────┘┊          ┌────────┐",
        "technology                                           ┊                       ┊    ╰╌ 2.9 d ╌▸│ Deploy │",
        "                                                     ┊                       ┊               └────────┘",
        "                                                     ╰╌╌╌╌╌╌╌╌╌ 10 % ╌╌╌╌╌╌╌╌╯",
        "LT          ├─────── 2 d ───────┤├───────── 5 d ─────────┤├──────── 6 d ─────────┤├─────── 3 d ───────┤",
        "PT                        30 m                      4 h                     2 d                  1 h",
        "%C/A                       80                       70                      90                   95",
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", some(range(3, 26), 8))
def test_no_line_is_over_the_width_and_no_step_is_lost(count: int, width: int) -> None:
    stream = replace(_stream(count, parallel=True), rework=(_back(count, 1, 3), _back(2, 2), _back(3, 2, 100)))
    lines = map_lines(stream, width)
    assert max(map(cells, lines)) <= width
    text = "\n".join(lines)
    assert all(re.search(rf"[│\[] *Step {number} *[│\]]", text) for number in range(1, count + 1))
    assert [step for band in map_bands(stream, width) for step in band.steps] == [step.id for step in stream.steps]


@pytest.mark.parametrize("width", WIDTHS[1:])
@pytest.mark.parametrize("count", [3, 8, 25])
def test_a_wait_is_as_long_as_it_takes_and_a_day_as_long_everywhere(count: int, width: int) -> None:
    layout = laid_out(_stream(count), width)
    free = [place for band in layout.bands for place in band if place.wait > (11 if layout.words_inside else 3)]
    scales = [Fraction(place.wait, int(longest_wait(place.steps))) for place in free]
    assert free
    assert all(abs(place.wait - max(scales) * longest_wait(place.steps)) < 1.5 for place in free)


def test_arrows_are_drawn_as_long_as_their_places() -> None:
    lines = map_lines(_of(_step(0, lead=110), _step(3, lead=1010), _step(6, lead=510)), 76)
    short, long, middle = (len(arrow) for arrow in _arrows(lines))
    assert long / middle == pytest.approx(2, rel=0.1)
    assert long / short == pytest.approx(10, rel=0.5)


def test_bands_are_as_few_as_they_can_be_and_about_as_wide() -> None:
    for count in (8, 14, 25):
        stream = _of(*(_step(at, lead=300) for at in range(1, count + 1)))
        sizes = [len(band) for band in laid_out(stream, 76, (2,), words_inside=False).bands]
        assert max(sizes) - min(sizes) <= 1


def test_what_does_not_wait_has_a_line_and_what_nobody_said_a_question_mark() -> None:
    lines = map_lines(_of(_step(3, "Now", 10, 10), _step(6, "Later", 10, 20), _step(9, "Some day", None, 30)), 76)
    assert lines[0].startswith("people      ─▸[ Now  ]╌")
    rung = next(line for line in lines if line.startswith("waits"))
    assert rung.split() == ["waits", "0", "10", "m", "?"]


def test_the_longest_wait_is_drawn_heavier(checkout: Session) -> None:
    for width in WIDTHS:
        heavy = [line for line in map_lines(checkout.streams[0], width) if "╍" in line]
        assert len(heavy) == 1
        assert re.search("╍+( 4.5 d ╍+)?▸[│\\[] ?Design", heavy[0])


def test_steps_beside_each_other_share_a_place_and_each_has_its_own_wait() -> None:
    both = _of(_step(1), _step(2, "Repair", 10, 410), _step(3, "Contents", 10, 210, parallel_with="V1.2"), _step(4))
    (band,) = laid_out(both, 76, (2,), words_inside=False).bands
    assert [len(place.steps) for place in band] == [1, 2, 1]
    lines = map_lines(both, 76)
    assert any("6.7 h/3.3 h" in line for line in lines)
    repair, contents = (next(line for line in lines if name in line) for name in ("Repair", "Contents"))
    assert contents.count("─") > repair.count("─") == 0


def test_ways_part_and_meet_again_and_frames_that_meet_share_their_line() -> None:
    steps = (_step(3, "Ask"), _step(6, "Do"), _step(9, "Check", parallel_with="V1.6"), _step(7, "Give"))
    assert [line[26:] for line in map_lines(_of(*steps), 88)[:6]] == [
        " ┌────────┐               ┌────────┐",
        "▸│  Ask   │┬╌╌╌ 1.5 h ╌╌╌▸│   Do   │╮",
        " └────────┘┊              ├────────┤┊",
        "           ╰╌╌╌ 1.5 h ╌╌╌▸│ Check  │┤",
        "                          └────────┘┊              ┌────────┐",
        "                                    ╰╌╌╌ 1.5 h ╌╌╌▸│  Give  │",
    ]


def test_a_stream_without_steps_has_no_map() -> None:
    assert map_lines(r.Stream(id="V1", name="Checkout")) == []


def test_what_goes_back_over_two_bands_is_said_at_both_ends() -> None:
    lines = map_lines(replace(_stream(25), rework=(_back(25, 1, 3),)), 76)
    assert any("3 % from Step 25" in line for line in lines)
    assert any("3 % to Step 1" in line for line in lines)


@pytest.mark.parametrize("percent", [0, 33.3, 100])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_loop_has_its_percentage_and_points_at_the_step_that_gets_it_again(percent: float, width: int) -> None:
    names = ("A step of some length", "Another one", "The last of them all")
    steps = [_step(number, name, lane="people") for number, name in enumerate(names, start=1)]
    bands = map_bands(_of(*steps, rework=(_back(3, 1, percent), _back(2, 2, percent))), width)
    text = "\n".join(plain(line) for band in bands for line in band.lines)
    assert text.count(f"{percent:g} %") >= 2
    head = next(line for band in bands if "V1.1" in band.steps for line in map(plain, band.lines) if "▴" in line)
    assert head.index("▴") > 12


def test_beside_others_a_loop_says_whose_it_is() -> None:
    steps = (_step(1, "Ask"), _step(2, "Repair"), _step(3, "Contents", parallel_with="V1.2"))
    text = "\n".join(map_lines(_of(*steps, rework=(_back(2, 1, 12), _back(3, 1, 7))), 120))
    assert "12 % from Repair" in text
    assert "7 % from Contents" in text


def test_only_a_band_where_something_is_asked_for_says_so() -> None:
    bands = map_bands(_stream(25), 76, {"V1.1": "R1", "V1.2": ""})
    assert [any(plain(line).startswith("asked by") for line in band.lines) for band in bands].count(True) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_long_and_wide_names_are_cut_to_their_box(width: int) -> None:
    names = (
        "Review of the architecture by all boards",
        "検索結果の確認と承認をもう一度すべての部署で行う",
        "x" * 300,
        "é",
    )
    lines = map_lines(_of(*(_step(at, name) for at, name in enumerate(names))), width)
    assert max(map(cells, lines)) <= width
    boxed = [cell.strip() for line in lines for cell in re.findall(r"[│\[]([^│\[\]┊]+)[│\]]", line)]
    assert sum("…" in name for name in boxed) == 3
    assert all(name.startswith(("Review of", "検索結果", "xxxx", "é")) for name in boxed if name)


def test_a_step_can_be_told_on_the_map_by_its_id() -> None:
    (band,) = map_bands(_of(_step(1), _step(2)), 88)
    own = {span.text.strip() for line in band.lines for span in line if "V1.2" in span.steps}
    assert "Step 2" in own
    assert "Step 1" not in own
    assert any(text.startswith("┌") for text in own)
