"""What was asked for blind is not told by a history either."""

from pathlib import Path

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import Request, Stakeholder
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from tests.running import alignment


def test_blind_words_are_not_told(tmp_path: Path) -> None:
    folder = Sessions(tmp_path / "s", tmp_path / "c")
    before = Session(title="x", stakeholders=(Stakeholder(id="S1", name="Ana"),))
    request = Request(id="R1", asker="S1", words="a better manager", blind=True)
    after = Session(title="x", stakeholders=before.stakeholders, requests=(request,))
    seen = folder.create("x", Document(session=before, last_ids=grown({}, after)))
    folder.save("x", Document(rev=1, session=after, last_ids=grown({}, after)), seen)
    for form in ((), ("--json",)):
        told = alignment("log", "x", *form, "--dir", folder.folder, home=tmp_path).stdout
        assert "R1 is new: hidden until everybody has answered" in told
        assert "manager" not in told
