"""Tables of trackers become requests in their askers' words, and every row says what became of it."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.session import Session
from alignment_tui.domain.text import visible
from alignment_tui.exchange.csv_table import MOST_BYTES, MOST_ROWS
from alignment_tui.exchange.report import Report
from alignment_tui.exchange.requests_csv import EXTRA, RequestDraft, read_requests
from alignment_tui.yaml_files import ConfigRefused
from tests import factories

EMPTY = Session(title="Checkout")

JIRA = """\
Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Assignee,Reporter,Reporter Id,Creator,Labels,Labels,\
Labels,Description,Custom field (Story Points),Comment,Comment
"Keep the filters, please",WEB-142,10001,Story,Backlog,WEB,High,Ada,Bo Ng,5f1a,Bo Ng,ux,,,"h2. Context

He said ""keep them"".
* one",5,"2025; Bo: ok",
Keyboard navigation,WEB-148,10002,Story,To Do,WEB,Low,,Ana,77,Ana,,a11y,,,,,
Old thing,WEB-1,10003,Bug,Done,WEB,Low,,Ana,77,Ana,,,,,,,
"""

PROJECT_TSV = (
    "Title\tURL\tAssignees\tStatus\tLabels\tRepository\tMilestone\n"
    "Tests that wait for nothing\thttps://github.com/acme/web/issues/7\tdm, ian\tIn Progress\tdebt\tacme/web\t\n"
    "An idea of somebody\t\t\t\t\t\t\n"
)

GITHUB_CSV = """\
number;title;state;labels;author;body
12;Ship "dark" mode;OPEN;"ux; theme";octo;"first

second"
13;Closed one;CLOSED;;octo;
"""


def read(folder: Path, content: str | bytes, session: Session = EMPTY, **options: bool | str) -> Report[RequestDraft]:
    path = folder / "tickets.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_requests(path, session, asker=str(options.get("asker", "")), closed=bool(options.get("closed")))


def told(report: Report[RequestDraft]) -> list[tuple[int, str, str]]:
    return [(row.line, row.verdict, row.what) for row in report.rows]


def test_what_jira_exports(tmp_path: Path) -> None:
    report = read(tmp_path, JIRA)
    assert told(report) == [
        (2, "taken", "Bo Ng: Keep the filters, please"),
        (6, "taken", "Ana: Keyboard navigation"),
        (7, "skipped", "Ana: Old thing"),
    ]
    assert report.rows[2].why == "it is Done"
    assert report.drafts[0] == RequestDraft(asker="Bo Ng", words="Keep the filters, please", ticket="WEB-142")


def test_what_a_github_project_exports(tmp_path: Path) -> None:
    report = read(tmp_path, PROJECT_TSV, asker="Kim")
    assert told(report) == [
        (2, "taken", "Kim: Tests that wait for nothing"),
        (3, "taken", "Kim: An idea of somebody"),
    ]
    assert [draft.ticket for draft in report.drafts] == ["https://github.com/acme/web/issues/7", ""]


def test_what_tools_export_from_github(tmp_path: Path) -> None:
    report = read(tmp_path, GITHUB_CSV)
    assert told(report) == [(2, "taken", 'octo: Ship "dark" mode'), (5, "skipped", "octo: Closed one")]
    assert report.drafts[0].ticket == "12"
    assert read(tmp_path, GITHUB_CSV, closed=True).count("taken") == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_marks_and_line_ends(tmp_path: Path, delimiter: str, mark: str, ending: str) -> None:
    header = delimiter.join(("Issue key", '"Summary"', "Reporter"))
    rows = ending.join((header, delimiter.join(("A-1", '"a,b;c\td"', "Ana")), delimiter.join(("A-2", "two", "Li")), ""))
    report = read(tmp_path, (mark + rows).encode())
    assert told(report) == [(2, "taken", "Ana: a,b;c d"), (3, "taken", "Li: two")]


def test_excel_may_say_its_delimiter_first(tmp_path: Path) -> None:
    assert told(read(tmp_path, "sep=;\r\nTitle;Author\r\na, b;Ana\r\n")) == [(3, "taken", "Ana: a, b")]


@pytest.mark.parametrize("words", ["SUMMARY", "title", "Issue_Title", " Summary "])
@pytest.mark.parametrize("asker", ["Reporter", "AUTHOR", "author.login", "Created by", "creator", "user"])
def test_names_of_columns(tmp_path: Path, words: str, asker: str) -> None:
    assert told(read(tmp_path, f"{asker},{words}\nAna,hello\n")) == [(2, "taken", "Ana: hello")]


def test_who_reported_asks_and_who_typed_it_only_where_nobody_did(tmp_path: Path) -> None:
    report = read(tmp_path, "Creator,Reporter,Summary\nBot,Ana,one\nLi,,two\n", asker="Kim")
    assert [draft.asker for draft in report.drafts] == ["Ana", "Li"]


ROWS = {
    "blank": (" ; ;", "skipped", "blank"),
    "no words": ("A-1;;Ana", "refused", "what was said is missing"),
    "white words": ("A-1; \u00a0 ;Ana", "refused", "what was said is missing"),
    "no asker": ("A-1;words;", "refused", "nobody is named who asks for it"),
    "formula": ("A-1;=HYPERLINK(1);Ana", "refused", "begins with =, as a formula does: write what it says"),
    "formula asker": ("A-1;words;=1+1", "refused", "begins with =, as a formula does: write what it says"),
    "too many cells": ("A-1;words;Ana;more", "refused", "4 cells, where the first line names 3 columns"),
    "empty cells more": ("A-1;words;Ana;;;", "taken", ""),
    "minus": ("A-1;-50 % latency;Ana", "taken", ""),
    "at": ("A-1;@ana asks again;Ana", "taken", ""),
    "arrow": ("A-1;=> faster;Ana", "taken", ""),
}


@pytest.mark.parametrize("name", ROWS)
def test_each_row_says_what_became_of_it(tmp_path: Path, name: str) -> None:
    row, verdict, why = ROWS[name]
    report = read(tmp_path, f"Key;Summary;Reporter\n{row}\nA-9;the next;Li\n")
    assert (report.rows[0].verdict, report.rows[0].why) == (verdict, why)
    assert report.rows[1].verdict == "taken"
    assert "\n" not in report.place_of(report.rows[0])


def test_a_short_row_lacks_only_what_it_lacks(tmp_path: Path) -> None:
    report = read(tmp_path, "Summary,Reporter,Key\nwords,Ana\nwords\n")
    assert [row.verdict for row in report.rows] == ["taken", "refused"]


def test_the_same_is_taken_once(tmp_path: Path) -> None:
    report = read(tmp_path, "Key,Summary,Reporter\nA-1,One,Ana\nA-1,Other,Ana\nA-2,ONE ,ana\nA-3,One,Li\n")
    assert [row.why for row in report.rows] == [
        "",
        "A-1 stands on line 2 already",
        "what ana says stands on line 2 already",
        "",
    ]


def test_what_is_in_the_session_is_not_taken_again(tmp_path: Path) -> None:
    session = factories.session(
        requests=(
            factories.request(1, "S1", words="Reworded since", extra={EXTRA: "A-1"}),
            factories.request(2, "S2", words="Two"),
            factories.request(3, "S3", words="Number", extra={EXTRA: "12"}),
        )
    )
    report = read(tmp_path, "Key,Summary,Reporter\nA-1,One,Ana\nA-2,two,RAJ\n12,Of another project,Li\n", session)
    assert [(row.why, row.id) for row in report.rows] == [
        ("A-1 is R1 already", "R1"),
        ("what RAJ says is R2 already", "R2"),
        ("", ""),
    ]


def test_extra_of_other_tools_is_no_trouble(tmp_path: Path) -> None:
    session = factories.session(requests=(factories.request(1, extra={EXTRA: ["no", "text"]}),))
    assert read(tmp_path, "Key,Summary,Reporter\nA-1,One,Ana\n", session).count("taken") == 1


FILES = {
    "empty": (b"", "the first line names the columns"),
    "only blank lines": (b"\n\n\n", "the first line names the columns"),
    "no words column": (b"Foo,Reporter\na,b\n", "no column is called Summary or Title: there are Foo, Reporter"),
    "UTF-16": ("Summary,Reporter\na,b\n".encode("utf-16"), "UTF-16"),
    "UTF-16 without mark": ("Summary,Reporter\n".encode("utf-16-le"), "UTF-16"),
    "not UTF-8": (b"Summary,Reporter\na\xe9,b\n", "line 2"),
    "open quote": (b'Summary,Reporter\na,b\n"open,b\nc,d\n', "line 3: a quote is opened here and never closed"),
    "half quote": (b'Summary,Reporter\n"a"b,c\n', "line 2: a closing quote"),
    "huge cell": (b"Summary,Reporter\na" + b"x" * 200_000 + b",b\n", "line 2: a cell holds more than"),
    "many rows": (b"Summary,Reporter\n" + b"a,b\n" * (MOST_ROWS + 1), f"more than {MOST_ROWS} rows"),
    "large": (b"Summary,Reporter\n" + b"a,b\n" * (MOST_BYTES // 4), "larger than 16 MB"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_table_is_one_line(tmp_path: Path, name: str) -> None:
    content, words = FILES[name]
    with pytest.raises(ConfigRefused) as refusal:
        read(tmp_path, content)
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_only_names_of_columns_are_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, "Summary,Reporter\n").rows == ()


def test_words_that_a_terminal_would_obey_are_harmless(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, 'Summary,Reporter,Key\n"a\x1b[31m\n  b\u202e",A\x9bna,K\x00-1\n').drafts
    assert draft.words == "a␛[31m b\N{REPLACEMENT CHARACTER}"
    assert draft.asker.isprintable() and draft.ticket.isprintable()


CELL = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() and not text.strip().startswith("=") and "\r" not in text and "\n" not in text
)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6), st.sampled_from(",;\t"), st.booleans())
def test_whatever_a_writer_of_csv_writes_is_read_word_for_word(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str, quote: bool
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL)
    writer.writerow(["Summary", "Reporter", "Issue key"])
    writer.writerows([*row, f"A-{at}"] for at, row in enumerate(rows))
    content = text.getvalue().encode()
    report = read(tmp_path_factory.mktemp("csv"), content)
    assert len(report.rows) == len(rows)
    taken = {(draft.words, draft.asker) for draft in report.drafts}
    for row, (words, asker) in zip(report.rows, rows, strict=True):
        if row.verdict == "taken":
            assert (visible(words.strip()), visible(asker.strip())) in taken
        else:
            assert row.why.startswith(("what ", "what was said is missing")), row.why
