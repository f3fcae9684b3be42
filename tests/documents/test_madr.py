import re
from datetime import date

import pytest
import yaml
from markdown_it import MarkdownIt
from msgspec.structs import replace

from alignment_tui.documents.madr import as_madr
from alignment_tui.domain.records import Memo
from alignment_tui.domain.session import Session
from tests.pages.examples import CASES, example

TODAY = date(2025, 6, 2)
SECTIONS = [
    "## Context and Problem Statement",
    "## Decision Drivers",
    "## Considered Options",
    "## Decision Outcome",
    "### Consequences",
    "### Confirmation",
    "## Pros and Cons of the Options",
    "## More Information",
]


def parts(record: str) -> tuple[dict[str, object], str]:
    _, metadata, body = record.split("---\n", 2)
    return yaml.safe_load(metadata), body


def section(body: str, heading: str) -> list[str]:
    level = heading.partition(" ")[0]
    found = re.search(rf"^{re.escape(heading)}\n\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", body, re.M | re.S)
    assert found, heading
    return [text for text in found.group(1).splitlines() if text]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_it_has_the_sections_of_the_form_in_their_order(case: object) -> None:
    record = as_madr(example(CASES[0]).session, TODAY)
    headings = [text for text in record.splitlines() if text.startswith("#")]
    assert headings[0] == "# Checkout reliability: Calm launch"
    assert [text for text in headings if text in SECTIONS] == SECTIONS
    assert record.endswith("\n")
    assert "\n\n\n" not in record


def test_the_metadata_say_who_decided_and_when() -> None:
    metadata, _ = parts(as_madr(example(CASES[0]).session, TODAY))
    assert metadata == {
        "status": "accepted",
        "date": date(2025, 3, 3),
        "decision-makers": ["Li", "Ana", "Raj"],
        "consulted": ["Mo"],
    }


def test_the_decision_is_told_with_what_it_costs() -> None:
    _, body = parts(as_madr(example(CASES[0]).session, TODAY))
    outcome = section(body, "## Decision Outcome")
    assert outcome[0].startswith('Chosen option: "O1 Calm launch", because the last launch')
    costs = section(body, "### Consequences")
    assert "* Good, because M1 gets better by 30 min/week (checkout downtime)" in costs
    assert any(text.startswith("* Bad, because of one more quarter of waiting") for text in costs)
    assert "* Bad, because it breaks a must of Raj (R2)" in section(body, "### O1 Calm launch")
    assert any("cannot be done" in text for text in section(body, "### O2 Everything at once"))


def test_every_argument_is_good_neutral_or_bad(checkout: Session) -> None:
    _, body = parts(as_madr(checkout, TODAY))
    for heading in ("### Consequences", "### O1 Calm launch", "### O2 Everything at once"):
        assert all(re.match(r"\* (Good|Neutral|Bad), because ", text) for text in section(body, heading))


def test_an_empty_session_is_a_draft_with_what_the_form_requires() -> None:
    metadata, body = parts(as_madr(Session(title="New"), TODAY))
    assert metadata == {"status": "draft", "date": TODAY}
    for heading in ("## Context and Problem Statement", "## Considered Options", "## Decision Outcome"):
        assert section(body, heading)


def test_what_replaced_it_stands_in_its_status(checkout: Session) -> None:
    record = as_madr(replace(checkout, memo=Memo(superseded_by="calm-launch-2")), TODAY)
    assert parts(record)[0]["status"] == "superseded by calm-launch-2"


def test_what_is_asked_for_blind_stays_hidden(checkout: Session) -> None:
    hidden = replace(checkout, requests=tuple(replace(one, blind=True) for one in checkout.requests))
    record = as_madr(hidden, TODAY)
    for request in checkout.requests:
        assert request.words not in record
        assert not request.because or request.because not in record
        assert all(assumed.text not in record for assumed in request.assumptions)


def test_hostile_words_are_nothing_but_text(hostile: Session) -> None:
    record = as_madr(hostile, TODAY)
    metadata, body = parts(record)
    assert set(metadata) == {"status", "date", "decision-makers"}
    assert metadata["decision-makers"] == [hostile.name_of(one) for one in ("S3", "S1", "S2", "S4")]
    parser = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
    tokens = parser.parse(body)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or []}
    assert kinds <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    }
    assert sum(token.type == "heading_open" for token in tokens) == sum(
        text.startswith("#") for text in body.split("\n")
    )


@pytest.mark.parametrize(
    "said", ['"', "\\", "---", "a: b", "- x", "{x}", "\x1b]0;x\x07", "x\ny: z", "\u2028", "!!python/x"]
)
def test_no_name_ends_its_line_of_metadata(said: str, checkout: Session) -> None:
    people = tuple(replace(one, name=f"{one.name} {said}") for one in checkout.stakeholders)
    metadata, _ = parts(as_madr(replace(checkout, stakeholders=people), TODAY))
    assert metadata["decision-makers"] == [people[at].name for at in (2, 0, 1, 3)]
