import hashlib
import re
from base64 import b64decode
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.documents import html
from alignment_tui.documents.blocks import Entries, Entry, Fields, Heading, MemoDocument, Paragraph, Quote, Ref, line
from alignment_tui.documents.html import as_html, screen_maps
from alignment_tui.documents.tags import escaped
from alignment_tui.documents.traced import traced_memo
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import visible
from tests.pages.examples import CASES, example

TODAY = date(2025, 2, 28)
STYLE = (Path(html.__file__).parent / "templates" / "memo.css").read_text()
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "footer", "section", "div"),
    *("h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "a", "span", "q", "svg", "g", "path", "rect", "text"),
}
ATTRIBUTES = {
    *("lang", "dir", "id", "class", "href", "charset", "content", "name", "http-equiv", "aria-label", "role"),
    *("aria-labelledby", "viewBox", "width", "height", "x", "y", "rx", "d", "fill", "fill-opacity", "stroke"),
    *("stroke-width", "stroke-dasharray", "text-anchor", "font-size", "font-weight", "font-family", "xmlns"),
}


def parsed(page: str) -> Element:
    """Read a page as browsers do, and refuse what they would only forgive."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return root


def page_of(session: Session, today: date = TODAY) -> Element:
    return parsed(as_html(traced_memo(session, today), screen_maps(session.streams)))


def name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def words(element: Element) -> str:
    return "".join(element.itertext())


def test_nothing_but_what_a_memo_needs_is_on_the_page(checkout: Session, hostile: Session) -> None:
    for session in (checkout, hostile):
        for element in page_of(session).iter():
            assert name(element) in ELEMENTS
            assert {key.rpartition("}")[2] for key in element.keys()} <= ATTRIBUTES  # noqa: SIM118 # an Element is no mapping
            assert element.get("href", "#").startswith("#")


def test_hostile_words_are_shown_letter_by_letter(hostile: Session) -> None:
    shown = words(page_of(hostile))
    for request in hostile.requests:
        assert request.words in shown
        assert request.because in shown
    assert hostile.title in shown
    assert all(char.isprintable() or char == "\n" for char in shown)


@given(st.text(max_size=40), st.sampled_from(["R1", "", "-"]))
def test_any_words_become_text_and_nothing_else(said: str, own: str) -> None:
    entry = Entry(id=own, head=line(said), figures=line(said), aside=said, notes=(line(said), line(Quote(said))))
    document = MemoDocument(
        title=said,
        kind=said,
        day=TODAY,
        front=(Heading(said), Paragraph(line(said)), Fields(((said, line(said)),)), Entries((entry,))),
    )
    page = as_html(document)
    shown = page.replace(escaped(said), "") if said else page
    root = parsed(page)
    assert {name(element) for element in root.iter()} <= ELEMENTS
    assert not said.strip() or words(root).count(visible(said)) >= 9
    assert "<script" not in shown


def test_the_policy_allows_the_one_style_sheet_and_nothing_else(checkout: Session) -> None:
    page = page_of(checkout)
    (policy,) = (one.get("content", "") for one in page.iter("meta") if one.get("http-equiv"))
    allowed = re.fullmatch(r"default-src 'none'; style-src 'sha256-(\S+)'; base-uri 'none'; form-action 'none'", policy)
    (style,) = (one.text or "" for one in page.iter("style"))
    assert allowed
    assert b64decode(allowed.group(1)) == hashlib.sha256(style.encode()).digest()
    assert style == STYLE
    assert not re.search(r"url\(|@import|expression", style)


def test_every_link_leads_somewhere_and_no_name_is_given_twice(checkout: Session, hostile: Session) -> None:
    for session in (checkout, hostile):
        page = page_of(session)
        names = [one.get("id") for one in page.iter() if one.get("id")]
        assert len(names) == len(set(names))
        assert {one.get("href", "")[1:] for one in page.iter("a")} <= set(names)


def test_the_page_can_be_found_through_without_seeing_it(checkout: Session) -> None:
    page = page_of(checkout)
    assert page.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(list(page.iter(landmark))) == 1
    levels = [int(name(one)[1]) for one in page.iter() if name(one) in {"h1", "h2", "h3"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(then - now <= 1 for now, then in pairwise(levels))
    for picture in page.iter():
        if name(picture) == "svg":
            assert picture.get("role") == "img"
            assert (picture.get("aria-label") or "").startswith("Value stream map of Checkout")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "paper"])
def test_every_ink_can_be_read_on_every_ground(scheme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", STYLE, re.S)[scheme]
    colours = dict(re.findall(r"--(\w+): (#\w+);", block))
    colours = {
        key: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:]) for key, value in colours.items()
    }
    for ink in ("ink", "soft", "accent", "words", "alarm"):
        for ground in ("ground", "sheet", "wash"):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def _entry(page: Element, own: str) -> Element:
    return next(one for one in page.iter("li") if one.get("id") == own)


def _links(element: Element) -> set[str]:
    return {one.get("href", "") for one in element.iter("a")}


def test_from_a_request_the_way_leads_on_to_its_metric_and_the_latest_reading() -> None:
    page = page_of(example(CASES[0]).session, date(2025, 6, 2))
    assert {"#R1", "#M1", "#T1", "#O1"} <= _links(next(one for one in page.iter("dl")))
    assert "#M1--2" in _links(_entry(page, "M1"))
    reading = _entry(page, "M1--2")
    assert "91 min/week" in words(reading)
    assert "#M1" in _links(reading)


def test_from_anything_that_names_a_request_the_way_leads_back_to_its_words(checkout: Session) -> None:
    page = page_of(checkout)
    assert words(_entry(page, "R1")).count("“No checkout outage during the sale”") == 1
    for named_by in ("C3", "O1", "V1.4", "M1", "R1--2"):
        naming = next(one for one in page.iter("li") if one.get("id") == named_by)
        assert {"#R1", "#R1.K1"} & _links(naming), named_by
    trail = next(one for one in _entry(page, "R1").iter("p") if one.get("class") == "trail")
    assert {"#C3", "#O1", "#V1.4", "#R1--2"} <= _links(trail)
    assert "#M1" in _links(_entry(page, "R1")) - _links(trail)


@pytest.mark.parametrize(
    ("slug", "href"),
    [
        ("winter-launch", "winter-launch.html"),
        ("zażółć", "za%C5%BC%C3%B3%C5%82%C4%87.html"),
        ("javascript:alert(1)", None),
        ("//evil.example/x", None),
        ("../secret", None),
        ("a/b", None),
        ("x y", None),
        ("x.html#y", None),
        ("data", "data.html"),
    ],
)
def test_a_memo_that_replaces_another_links_to_it_where_the_name_is_safe(
    slug: str, href: str | None, checkout: Session
) -> None:
    replacing = replace(checkout, memo=replace(checkout.memo, supersedes=slug, superseded_by=slug))
    rows = {words(row[0]): row[1] for row in page_of(replacing).iter("div") if len(row) == 2 and name(row[0]) == "dt"}
    for label in ("Replaces", "Replaced by"):
        assert words(rows[label]) == slug
        assert [one.get("href") for one in rows[label].iter("a")] == ([href] if href else [])


def test_what_only_looks_like_an_id_is_no_link() -> None:
    entry = Entry(id="R1", head=line(Quote("R1 is what M1 says (R1)")), notes=(line("because of R1"), line(Ref("M9"))))
    document = MemoDocument(title="R1", kind="R1", day=TODAY, front=(Entries((entry,)),))
    assert _links(next(parsed(as_html(document)).iter("main"))) == {"#R1"}
