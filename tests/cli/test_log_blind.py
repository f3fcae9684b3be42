"""What was asked for blind is not told by a history either, before it is revealed."""

from pathlib import Path

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import Request, Stakeholder
from alignment_tui.domain.session import Session
from alignment_tui.editing.blind import reveal
from alignment_tui.editing.workspace import Workspace
from alignment_tui.storage.folder import Sessions
from tests.running import alignment
from tests.storage.test_journal import NOW, TODAY


def test_blind_words_are_told_when_they_are_revealed(tmp_path: Path) -> None:
    folder = Sessions(tmp_path / "s", tmp_path / "c")
    before = Session(title="x", stakeholders=(Stakeholder(id="S1", name="Ana"),))
    request = Request(id="R1", asker="S1", words="a better manager", blind=True)
    after = Session(title="x", stakeholders=before.stakeholders, requests=(request,))
    seen = folder.create("x", Document(session=before, last_ids=grown({}, after)))
    seen = folder.save("x", Document(rev=1, session=after, last_ids=grown({}, after)), seen).seen
    for form in ((), ("--json",)):
        told = alignment("log", "x", *form, "--dir", folder.folder, home=tmp_path).stdout
        assert "R1: hidden until everybody has answered" in told
        assert "manager" not in told
    space = Workspace(seen.document)
    space.apply(reveal, "revealed", now=NOW, today=TODAY)
    folder.save("x", space.document, seen)
    assert "a better manager" in alignment("log", "x", "--dir", folder.folder, home=tmp_path).stdout
