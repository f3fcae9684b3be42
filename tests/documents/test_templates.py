"""Templates of one's own: what docs/templates.md promises, and that none can do more than that."""

import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markdown_it import MarkdownIt

from alignment_tui.documents.memo import memo_document
from alignment_tui.documents.template_data import template_data
from alignment_tui.documents.template_files import TemplateRefused, template_named, templates_in
from alignment_tui.documents.template_process import filled
from alignment_tui.documents.template_rendering import render
from alignment_tui.documents.traced import traced_memo
from alignment_tui.domain.session import Session
from tests.documents.test_memo import TODAY
from tests.pages.examples import CASES, example
from tests.running import ROOT

PAGE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")


def put(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def data_of(session: Session) -> dict[str, Any]:
    return template_data(session, memo_document(session, TODAY))


def here(folder: Path, name: str, session: Session) -> str:
    return render(folder, template_named(folder, name), data_of(session))


def refusal(folder: Path, name: str, session: Session) -> str:
    with pytest.raises(TemplateRefused) as refused:
        here(folder, name, session)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_the_example_of_the_page_writes_what_the_page_says(tmp_path: Path) -> None:
    (template,) = re.findall(r"```jinja\n(.*?)```", PAGE, re.S)
    (expected,) = re.findall(r"```markdown\n(.*?)```", PAGE, re.S)
    put(tmp_path, news__md=template)
    session = example(CASES[0]).session
    (found,) = templates_in(tmp_path)
    assert (found.name, found.kind) == ("news", "Markdown")
    assert found.about == "What was decided, for those who were not in the room."
    assert filled(tmp_path, found, template_data(session, traced_memo(session, TODAY))) == expected


def test_the_page_names_every_field_that_there_is(checkout: Session) -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    told = {word for names in re.findall(r"`([\w`, ]+)`", PAGE) for word in re.findall(r"\w+", names)}
    apart = {"push_above_percent", "push_pace", "careful_above_percent", "protect_above_percent"}
    assert keys(data_of(checkout)) - apart <= told


def test_the_data_is_plain_and_says_all_that_the_memo_says(checkout: Session) -> None:
    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(type(key) is str and plain(inner) for key, inner in value.items())
        if isinstance(value, list):
            return all(map(plain, value))
        return value is None or type(value) in (str, int, float, bool)

    data = data_of(checkout)
    assert plain(data)
    for request in checkout.requests:
        assert request.words in str(data)


WALK = """{% macro entry(e) %}{{ e.id }} {{ e.text }} {{ e.figures }} {{ e.aside }}
{% for note in e.notes %}{{ note }}
{% endfor %}
{% for inner in e.entries %}{{ entry(inner) }}{% endfor %}
{% endmacro %}
{% for section in memo.front + memo.annex %}{{ section.heading }}
{% for block in section.blocks %}
{% if block.kind == "entries" %}{% for e in block.entries %}{{ entry(e) }}{% endfor %}{% endif %}
{% endfor %}
{% endfor %}
"""


def test_hostile_words_stay_words_in_every_kind(hostile: Session, tmp_path: Path) -> None:
    put(tmp_path, all__html=f"<!doctype html><title>x</title><p>{WALK}", all__md=WALK, all__txt=WALK)
    page = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(here(tmp_path, "all.html", hostile))
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} == {
        *("html", "head", "title", "body", "p"),
    }
    assert hostile.requests[0].words in "".join(page.itertext())
    parser = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
    tokens = parser.parse(here(tmp_path, "all.md", hostile))
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak"}
    assert all(line.isprintable() for line in here(tmp_path, "all.txt", hostile).splitlines())


@pytest.mark.parametrize(
    "escape",
    [
        "{{ memo.title }}",
        "{{ memo.title|e }}",
        "{{ memo.title|forceescape }}",
        "{{ memo.title ~ memo.title }}",
        "{{ [memo.title, memo.title]|join(' ') }}",
        "{% set x %}{{ memo.title }}{% endset %}{{ x }}{{ x ~ memo.title }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(memo.title) }}",
        "{% filter upper %}{{ memo.title }}{% endfilter %}",
        "{{ '%s'|format(memo.title) }}{{ '{}'.format(memo.title) }}",
        "{{ (memo.title|e).unescape() }}{{ memo.title|striptags }}",
        "{% call(x) q() %}{{ x }}{% endcall %}",
    ],
)
def test_no_way_of_writing_lets_a_title_be_markup(escape: str, checkout: Session, tmp_path: Path) -> None:
    quoting = "{% macro q() %}{{ caller(memo.title) }}{% endmacro %}"
    put(tmp_path, x__html=f"<p>{quoting}{escape}</p>")
    titled = data_of(checkout) | {"title": '<img src=x onerror="alert(1)"> & <b>'}
    written = render(tmp_path, template_named(tmp_path, "x"), titled)
    assert not re.search(r"<(?!/?p>)", written), written
    assert "&lt;" in written.lower() or "striptags" in escape


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a\n{{ memo.titel }}", 2, "there is no 'titel' in it"),
        ("{{ nothing }}", 1, "'nothing' is undefined"),
        ("a\n\n{% for %}", 3, "Expected"),
        ("a\n{% if memo %}", 2, "Unexpected end of template"),
        ("{{ memo.title|safe }}", 1, "No filter named 'safe'"),
        ("{{ memo.title|urlize }}", 1, "No filter named 'urlize'"),
        ("x\n{% autoescape false %}{{ memo.title }}{% endautoescape %}", 2, "escaping cannot be switched off"),
        ("x\n{% include 'auto.txt' %}", 1, "escaping cannot be switched off"),
        ("\n{{ memo.__class__ }}", 2, "unsafe"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", 1, "unsafe"),
        ("{{ memo|attr('__class__') }}", 1, "unsafe"),
        ("{{ '{0.__class__}'.format(memo) }}", 1, "unsafe"),
        ("{{ self.__init__.__globals__ }}", 1, "unsafe"),
        ("{{ cycler.__init__.__globals__.os }}", 1, "unsafe"),
        ("{{ memo.update({'title': 'x'}) }}", 1, "'update' of 'dict' object is unsafe"),
        ("{{ memo.front.append(1) }}", 1, "'append' of 'list' object is unsafe"),
        ("a\n{% include 'absent.md' %}", 2, "absent.md: there is no such file"),
        ("{% include '../secret.txt' %}", 1, "leads out of the folder"),
        ("{% include '/etc/passwd' %}", 1, "there is no such file"),
        ("{% include 'link.txt' %}", 1, "leads out of the folder"),
        ("{% include 'loop.md' %}", 0, ""),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{{ range(1000000) }}", 1, "Range too big"),
    ],
)
def test_what_is_wrong_is_one_line_with_file_line_and_reason(
    text: str, line: int, reason: str, checkout: Session, tmp_path: Path
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    put(folder, bad__md=text, loop__md="{% include 'loop.md' %}", auto__txt="{% autoescape false %}{% endautoescape %}")
    told = refusal(folder, "bad", checkout)
    assert told.startswith("template ")
    assert reason in told
    assert "secret" not in told.replace("secret.txt", "")
    if line and "auto.txt" not in text:
        assert told.startswith(f"template bad.md, line {line}: ")


@pytest.mark.parametrize("data", [b"\xff\xfe{{ memo.title }}", b"x" * 300_000])
def test_a_file_that_is_no_text_or_too_large_is_refused(data: bytes, checkout: Session, tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(data)
    assert "template bad.md" in refusal(tmp_path, "bad", checkout)


def test_parts_and_parents_are_found_in_the_folder_and_escape_as_the_template_does(
    checkout: Session, tmp_path: Path
) -> None:
    put(tmp_path, _base__md="# {% block head %}x{% endblock %}", _part__txt="{{ memo.title }}")
    put(
        tmp_path,
        own__md="{% extends '_base.md' %}{% block head %}{{ super() }} {% include '_part.txt' %}{% endblock %}",
    )
    titled = data_of(checkout) | {"title": "*bold*"}
    assert render(tmp_path, template_named(tmp_path, "own"), titled) == "# x \\*bold\\*"
    assert [one.name for one in templates_in(tmp_path)] == ["own"]


def test_two_templates_of_one_name_are_called_with_their_endings(checkout: Session, tmp_path: Path) -> None:
    put(tmp_path, a__md="m", a__txt="t", b__html="h", notes__yaml="")
    assert [one.name for one in templates_in(tmp_path)] == ["a.md", "a.txt", "b"]
    with pytest.raises(TemplateRefused, match=r"there is a\.md, a\.txt, b"):
        template_named(tmp_path, "a")
    assert templates_in(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "longer than"),
        ("{{ 'x' * 9999999999 }}", "more memory"),
        ("{{ '%9999999999d'|format(1) }}", "template"),
        ("{% for a in range(99999) %}{{ 'x' * 1000 }}{% endfor %}", "more than 4 MB"),
    ],
)
def test_time_memory_and_length_have_an_end(text: str, words: str, checkout: Session, tmp_path: Path) -> None:
    put(tmp_path, hungry__txt=text)
    with pytest.raises(TemplateRefused, match=words):
        filled(tmp_path, template_named(tmp_path, "hungry"), data_of(checkout), seconds=2)
