import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
import typst
from msgspec.structs import replace

from alignment_tui.documents.memo import memo_document
from alignment_tui.documents.pdf import Pdf, as_pdf, front_pages, paper_maps
from alignment_tui.documents.traced import traced_memo
from alignment_tui.domain import records as r
from alignment_tui.domain.session import Session
from tests.documents.outside import run
from tests.pages.examples import CASES, example
from tests.running import environment

TODAY = date(2025, 2, 28)
SCRIPTS = "Příliš žluťoučký kůň, Ταχίστη αλώπηξ βαφής, Съешь же ещё этих мягких"


def made(session: Session) -> Pdf:
    return as_pdf(traced_memo(session, TODAY), paper_maps(session.streams))


def read(pdf: Pdf, folder: Path) -> str:
    """Return the words of a PDF as another program reads them, with single spaces."""
    written = folder / "memo.pdf"
    written.write_bytes(pdf.data)
    return " ".join(run("pdftotext", written, "-").split())


def titled(session: Session, title: str) -> Session:
    return replace(session, title=title)


def test_a_memo_of_six_requests_fits_one_page_and_its_annex_lies_behind(tmp_path: Path) -> None:
    session = example(CASES[0]).session
    pdf = made(session)
    assert pdf.front_pages == front_pages(traced_memo(session, TODAY)) == 1
    written = tmp_path / "memo.pdf"
    written.write_bytes(pdf.data)
    first, second, *_ = run("pdftotext", written, "-").split("\f")
    assert "When we review" in first
    assert second.startswith("Annex")


@pytest.mark.parametrize(("count", "pages"), [(4, 1), (12, 2)])
def test_one_page_is_what_is_counted_at_ten_points(count: int, pages: int) -> None:
    session = example(CASES[0]).session
    (model,) = (one for one in session.requests if one.id == "R1")
    more = tuple(
        replace(model, id=f"R{number}", needs=(), success=(), assumptions=(), must=False)
        for number in range(7, count + 1)
    )
    kept = tuple(one for one in session.requests if int(one.id[1:]) <= count)
    gone = {one.id for one in session.requests} - {one.id for one in kept}
    options = tuple(replace(one, requests=tuple(set(one.requests) - gone)) for one in session.options)
    constraints = tuple(
        one for one in session.constraints if not (isinstance(one, r.Order) and {one.first, one.then} & gone)
    )
    fewer = replace(
        session,
        requests=tuple(replace(one, needs=tuple(set(one.needs) - gone)) for one in (*kept, *more)),
        options=options,
        constraints=constraints,
        rankings=(),
        versions=(),
        signatures=(),
        passed=(),
    )
    assert front_pages(memo_document(fewer, TODAY)) == pages


def test_letter_paper_is_counted_as_letter_paper(tmp_path: Path) -> None:
    session = example(CASES[0]).session
    written = tmp_path / "memo.pdf"
    written.write_bytes(as_pdf(traced_memo(session, TODAY), paper="us-letter").data)
    assert "612 x 792" in run("pdfinfo", written)


def test_it_is_tagged_and_its_fonts_are_inside(checkout: Session, tmp_path: Path) -> None:
    written = tmp_path / "memo.pdf"
    written.write_bytes(made(checkout).data)
    assert re.search(r"Tagged: +yes", run("pdfinfo", written))
    assert re.search(rb"<pdfuaid:part>1<", written.read_bytes())
    kinds = set(re.findall(r"^  *(\w+)", run("pdfinfo", "-struct", written), re.M))
    assert {"H1", "H2", "L", "LI", "Link", "Figure"} <= kinds
    fonts = run("pdffonts", written).splitlines()[2:]
    assert fonts
    assert all(re.search(r" yes yes yes ", font) for font in fonts)


def test_czech_greek_and_cyrillic_are_drawn_with_the_fonts_that_come_along(checkout: Session, tmp_path: Path) -> None:
    pdf = made(titled(checkout, SCRIPTS))
    assert not set(pdf.missing) & set(SCRIPTS)
    assert SCRIPTS in read(pdf, tmp_path)


def test_letters_that_no_font_can_draw_are_named_and_shown_as_squares(
    checkout: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typst, "Fonts", lambda include_system_fonts: alone)
    pdf = made(titled(checkout, "The 结账 page"))
    assert {"结", "账", "页", "面"} <= set(pdf.missing)
    assert "The □□ page" in read(pdf, tmp_path)


def test_the_same_memo_is_the_same_file(checkout: Session) -> None:
    assert made(checkout).data == made(checkout).data


def test_hostile_words_are_printed_and_nothing_else(hostile: Session, tmp_path: Path) -> None:
    attack = (
        '#panic("x") #read("/etc/passwd") $x^2$ = h <label> @ref `raw` *b* // gone \\ #import "@preview/x:1.0.0" "; '
    )
    session = titled(hostile, attack + hostile.title)
    pdf = made(session)
    shown = read(pdf, tmp_path)
    # The lines of a long title stand beside what kind of memo it is.
    for words in (*session.title.split(), session.requests[0].words, session.requests[1].because):
        assert "".join(words.split()) in "".join(shown.split())
    written = tmp_path / "memo.pdf"
    links = run("pdfinfo", "-url", written).splitlines()[1:]
    assert not links
    assert not re.search(rb"/(JavaScript|JS|Launch|URI|EmbeddedFile|SubmitForm|OpenAction)\b", pdf.data)


def test_a_word_without_an_end_stays_in_its_column(checkout: Session, tmp_path: Path) -> None:
    endless = "https://intranet.example/" + "a" * 300
    requests = (replace(checkout.requests[0], words=endless), *checkout.requests[1:])
    written = tmp_path / "memo.pdf"
    written.write_bytes(made(replace(titled(checkout, endless), requests=requests)).data)
    boxes = re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)"', run("pdftotext", "-bbox", written, "-"))
    assert max(float(right) for _, right in boxes) <= 595 - 40


def test_pages_that_nobody_would_read_are_reckoned(checkout: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    much = memo_document(_giving(checkout, "so many " * 3_000), TODAY)
    began = time.process_time()
    endless = front_pages(memo_document(_giving(checkout, "w" * 200_000), TODAY))
    assert time.process_time() - began < 1
    assert endless > 40
    reckoned = front_pages(much)
    monkeypatch.setattr("alignment_tui.documents.pdf._MOST_LAID_OUT", 1_000_000)
    assert front_pages(much) == pytest.approx(reckoned, rel=0.25)


@pytest.mark.parametrize("title", ["w" * 6_000, "so many words " * 4_000], ids=["one word", "words"])
def test_a_title_without_an_end_leaves_room_on_its_pages(title: str, checkout: Session) -> None:
    began = time.process_time()
    assert front_pages(memo_document(titled(checkout, title), TODAY)) > 3
    assert time.process_time() - began < 3


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured where the kernel tells it")
def test_counting_pages_again_and_again_takes_no_more_memory(checkout: Session) -> None:
    used = []
    for count in range(20):
        front_pages(memo_document(titled(checkout, f"The memo {count}"), TODAY))
        status = Path("/proc/self/status").read_text().partition("VmRSS:")[2]
        used.append(int(status.split()[0]) / 1024)
    assert used[-1] - used[9] < 40, used


def test_a_word_that_fills_many_lines_costs_little(checkout: Session) -> None:
    began = time.process_time()
    assert front_pages(memo_document(_giving(checkout, "w" * 5_000), TODAY)) > 1
    assert time.process_time() - began < 1


def _giving(session: Session, accepting: str) -> Session:
    """Return the session with a trade-off that accepts what is said, however long."""
    return replace(session, trade_offs=(replace(session.trade_offs[0], accepting=accepting), *session.trade_offs[1:]))


def test_every_id_that_is_explained_can_be_jumped_to(checkout: Session, tmp_path: Path) -> None:
    written = tmp_path / "memo.pdf"
    written.write_bytes(made(checkout).data)
    read_back = run("pdftohtml", "-xml", "-stdout", "-i", written)
    links = {said.strip() for said in re.findall(r'<a href="[^"]+?#\d+">(?:<[bi]>)?([^<]+)', read_back)}
    assert {"R1", "M1", "T1", "R1.K1", "V1.4"} <= links


def test_without_typst_one_line_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['typst'] = None\n"
        "from alignment_tui.cli.main import main\n"
        "sys.exit(main(['memo', 'checkout', '-o', 'memo.pdf']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True
    )
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "alignment-tui[pdf]" in done.stderr
    assert not (tmp_path / "memo.pdf").exists()
