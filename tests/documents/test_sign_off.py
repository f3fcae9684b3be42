"""The signatures on the memo, in every form: verdicts and words, what broke them, how each came in, and objections."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.documents.html import as_html
from alignment_tui.documents.markdown import as_markdown
from alignment_tui.documents.memo import memo_document
from alignment_tui.documents.pdf import as_pdf
from alignment_tui.documents.stage import stage_text
from alignment_tui.documents.text import as_text
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import text_now
from tests.documents.outside import run
from tests.domain.test_ssh_signature import BLOB, lines_of
from tests.factories import complete, metric_target, people, signature, signed

TODAY = date(2025, 3, 10)
KEY = lines_of(BLOB)


def signed_twice() -> Session:
    """Raj objected to version 1 and consents, with a key, to version 2; Ana signed version 1 alone; Li is silent."""
    base = replace(
        complete(),
        stakeholders=people("Ana", "Raj", "Li", "Mo"),
        signers=("S1", "S2", "S3", "S4"),
        signatures=(),
        versions=(),
    )
    begun = signed(base, signature(1, "S1", own_hand=True, creator="ana"))
    begun = signed(begun, signature(2, "S2", "objection", text="two contracts are lost", creator="Kim"))
    begun = signed(begun, signature(3, "S4", "aside"), signature(4, "S4", "withdrawal", withdraws="G3"))
    return signed(
        metric_target(begun, 80),
        signature(5, "S2", "reservation", text="we look again in July", ssh=KEY, own_hand=True),
    )


def pdf_words(session: Session, folder: Path) -> str:
    written = folder / "memo.pdf"
    written.write_bytes(as_pdf(memo_document(session, TODAY)).data)
    return run("pdftotext", "-layout", written, "-").replace("\u200b", "")  # where a long word may be broken


def forms(session: Session, folder: Path) -> dict[str, str]:
    """The memo in its four forms, each as bare words with single spaces."""
    document = memo_document(session, TODAY)
    markdown = re.sub(r"\\([^\w\s])", r"\1", as_markdown(document)).replace("**", "").replace("- ", " ")
    page = unescape(re.sub("<[^>]*>", " ", as_html(document))).replace("\u201c", '"').replace("\u201d", '"')
    made = {
        "text": as_text(document, 120),
        "markdown": markdown,
        "html": page,
        "pdf": pdf_words(session, folder).replace("\u201c", '"').replace("\u201d", '"'),
    }
    return {name: re.sub(r"\s+", " ", words) for name, words in made.items()}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return forms(signed_twice(), tmp_path_factory.mktemp("memo"))


@pytest.mark.parametrize("form", ["text", "markdown", "html", "pdf"])
@pytest.mark.parametrize(
    "words",
    [
        "everyone consents",
        "consents, version 1",
        "stale: How we will know: M1 target was 90, now 80",
        "given at their own machine, without a key, as ana",
        "consents, with a reservation, version 2",
        "we look again in July",
        "signed with an ssh key SHA256:",
        "check with verify",
        "undecided",
        "Where nothing else is said, the word was recorded by the facilitator.",
        "Objections and what became of them",
        "objects, version 1: resolved",
        "two contracts are lost",
        "amended in between:",
        "How we will know: M1 target was 90, now 80",
        "What was said before",
        "stands aside, version 1",
        "takes it back",
    ],
)
def test_each_form_has_every_word(form: str, words: str, printed: dict[str, str]) -> None:
    found = printed[form]
    if words[0].isupper() and form == "text":  # a heading
        found, words = found.casefold(), words.casefold()
    assert words in found


def test_the_short_form_of_the_text_is_on_the_memo_in_every_form(printed: dict[str, str]) -> None:
    short = text_now(signed_twice()).short
    assert all(short in words for words in printed.values())


def test_an_open_objection_says_what_was_amended_and_who_is_to_be_asked() -> None:
    objected = signed(complete(), signature(3, "S2", "objection", text="two contracts are lost"))
    text = " ".join(as_text(memo_document(metric_target(objected, 80), TODAY)).split())
    assert "objects, version 1: open, amended since: Raj is to be asked again" in text
    assert "- amended since How we will know: M1 target was 90, now 80" in text


def test_the_stage_as_text_has_the_same_blocks() -> None:
    text = stage_text(signed_twice(), "sign-off", TODAY)
    assert "OBJECTIONS AND WHAT BECAME OF THEM" in text
    assert "1 of 4 consent: 100 % of votes cast, 25 % of those who may sign" in " ".join(text.split())
    assert "signed another text: Ana" in " ".join(text.split())


def test_a_memo_without_a_word_says_nothing_of_signatures_that_are_not_there() -> None:
    text = as_text(memo_document(replace(complete(), signatures=(), versions=()), TODAY))
    assert "recorded by the facilitator" not in text
    assert "OBJECTIONS" not in text
    assert "S1  Ana  undecided" in text


def test_an_ssh_signature_that_is_none_is_called_so() -> None:
    text = as_text(memo_document(signed(complete(), signature(3, "S1", "aside", ssh=("[/] x",))), TODAY), 120)
    assert "an ssh signature that cannot be read, check with verify" in text
