"""A folder of sessions, and documents to keep in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import Request, Stakeholder
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return Sessions(tmp_path / "sessions", tmp_path / "cache")


@pytest.fixture
def make() -> Callable[..., Document]:
    def made(title: str = "Checkout", requests: int = 2, note: str = "") -> Document:
        session = Session(
            title=title,
            note=note,
            stakeholders=(Stakeholder(id="S1", name="Ann Öztürk", role="CFO"),),
            requests=tuple(
                Request(id=f"R{number}", asker="S1", words=f"request {number} 漢字 [/] ${{x}}")
                for number in range(1, requests + 1)
            ),
        )
        return Document(session=session, last_ids=grown({}, session))

    return made
