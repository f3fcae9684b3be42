"""The page in a real browser: what it fetches, and whether it fits a phone, a laptop and paper."""

import json
import re
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from alignment_tui.documents.html import as_html, screen_maps
from alignment_tui.documents.traced import traced_memo
from alignment_tui.domain.session import Session
from tests.documents.outside import browse, run
from tests.documents.test_html import name, parsed, words
from tests.pages.examples import CASES, example
from tests.portion import paired, some

_HARNESS = """<!doctype html><iframe src="/memo.html" width="WIDTH" height="800" frameborder="0"></iframe><script>
onload = () => {
  const page = document.querySelector("iframe").contentDocument;
  const wide = [...page.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > WIDTH + 1);
  document.title = JSON.stringify({
    scrolls: page.documentElement.scrollWidth, wide: wide.map(e => e.outerHTML.slice(0, 60)),
    size: parseFloat(getComputedStyle(page.querySelector(".notes p")).fontSize),
    styled: getComputedStyle(page.querySelector("ul")).listStyleType,
    maps: [...page.querySelectorAll("svg")].filter(e => e.clientWidth > 0).map(e => e.className.baseVal),
  });
};
</script>"""


class Site:
    """A site of one page on this machine that remembers whatever is asked of it, by whatever name."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(f"{self.headers['Host']} {self.path}")
                body = site.pages.get(self.path)
                self.send_response(404 if body is None else 200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write((body or "").encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def _page(session: Session) -> str:
    return as_html(traced_memo(session, date(2025, 2, 28)), screen_maps(session.streams))


def test_a_page_of_hostile_words_asks_for_nothing_and_runs_nothing(
    hostile: Session, site: Site, tmp_path: Path
) -> None:
    site.pages["/memo.html"] = _page(hostile)
    everything_is_us = f"--host-resolver-rules=MAP * 127.0.0.1:{site.server.server_port}"
    shown = browse(f"{site.address}/memo.html", tmp_path, everything_is_us, "--dump-dom")
    here = site.address.removeprefix("http://")
    # The browser itself asks its maker for the time.
    asked = {request for request in site.asked if not request.partition(" ")[0].endswith(".google.com")}
    assert asked <= {f"{here} /memo.html", f"{here} /favicon.ico"}
    page = parsed(f"<!doctype html>{shown.partition('>')[2]}")
    assert not {name(one) for one in page.iter()} & {"script", "img", "iframe", "link", "b", "code"}
    assert hostile.requests[0].words in words(page)


@pytest.mark.parametrize(
    ("room", "which"), paired([(390, "narrow"), (768, "wide"), (1280, "wide")], ["checkout", "hostile"])
)
def test_it_fits_a_phone_a_tablet_and_a_laptop(
    room: tuple[int, str], which: str, site: Site, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    width, map_shown = room
    site.pages["/memo.html"] = _page(request.getfixturevalue(which))
    site.pages["/"] = _HARNESS.replace("WIDTH", str(width))
    shown = browse(f"{site.address}/", tmp_path, f"--window-size={width + 40},900", "--dump-dom")
    (title,) = re.findall(r"<title>(.*?)</title>", shown)
    told = json.loads(title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert told["wide"] == []
    assert told["scrolls"] <= width
    assert told["size"] >= 14
    assert told["styled"] == "none"
    assert set(told["maps"]) == {map_shown}


_WALK = """<!doctype html><iframe src="/memo.html" width="1000" height="800"></iframe><script>
onload = () => {
  const frame = document.querySelector("iframe"), page = frame.contentDocument, seen = [];
  const stand = () => page.querySelector(":target");
  frame.contentWindow.location.hash = "#START";
  for (const step of STEPS) {
    const link = [...stand().querySelectorAll("a")].find(a => a.getAttribute("href") === step);
    if (!link) { seen.push(`no link to ${step} at ${frame.contentWindow.location.hash}`); break; }
    link.click();
    seen.push([frame.contentWindow.location.hash, stand().textContent.trim().slice(0, 200)]);
  }
  document.title = JSON.stringify(seen);
};
</script>"""


_WALKS = [
    ("R1", ["#M1", "#M1--2"], "91 min/week on 2025-05-26"),
    ("M1--2", ["#R1"], "“No checkout outage during the sale”"),
    ("R1", ["#V1.4", "#R5"], "“Every team writes its deploy log the same way"),
    ("T1", ["#M3", "#M3--2", "#R2"], "“Partners can brand onboarding themselves"),
    ("R2", ["#R2--3", "#V2.2", "#R2"], "“Partners can brand onboarding themselves"),
    ("R2", ["#M3", "#T1"], "uptime even over branding"),
    ("O1", ["#R1", "#O1"], "Calm launch"),
]


@pytest.mark.parametrize(("start", "steps", "words"), some(_WALKS, 3))
def test_the_way_from_words_to_the_number_and_back_is_clicked(
    start: str, steps: list[str], words: str, site: Site, tmp_path: Path
) -> None:
    session = example(CASES[0]).session
    site.pages["/memo.html"] = as_html(traced_memo(session, date(2025, 6, 2)), screen_maps(session.streams))
    site.pages["/"] = _WALK.replace("START", start).replace("STEPS", json.dumps(steps))
    shown = browse(f"{site.address}/", tmp_path, "--dump-dom")
    (title,) = re.findall(r"<title>(.*?)</title>", shown)
    seen = json.loads(title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert [one[0] if isinstance(one, list) else one for one in seen] == steps
    assert words in seen[-1][1]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_on_paper_the_annex_begins_a_page_and_nothing_is_lost(paper: str, checkout: Session, tmp_path: Path) -> None:
    size = "" if paper == "letter" else "<style>@page { size: a4 }</style>"
    written, printed = tmp_path / "memo.html", tmp_path / "memo.pdf"
    written.write_text(
        _page(checkout).replace("style-src", "style-src 'unsafe-inline'", 1).replace("</head>", f"{size}</head>")
    )
    browse(written.as_uri(), tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    pages = run("pdftotext", "-layout", printed, "-").split("\f")
    (annex,) = [page for page in pages if page.lstrip().startswith("Annex")]
    assert pages.index(annex) in (1, 2)
    whole = " ".join("".join(pages).split())
    for request in checkout.requests[:3]:
        assert " ".join(request.words.split()[:4]) in whole
    assert f"1 of {len(pages) - 1}" in whole
