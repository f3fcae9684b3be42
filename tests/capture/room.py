"""A room to speak in: lines go in as they are typed, and the session is there to look at."""

from datetime import UTC, date, datetime

from alignment_tui.capture.following import follow
from alignment_tui.capture.reading import Context, Refused, Understood, read_line
from alignment_tui.domain.document import Document
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Moment
from alignment_tui.editing.workspace import Workspace

NOW = datetime(2025, 3, 3, 10, tzinfo=UTC)
TODAY = date(2025, 3, 3)

FILLED = """
Ana, SRE lead: No checkout outage during the sale
Raj: Partners can brand onboarding themselves
Li: Search that finds what I mean
Raj: A sandbox that resets itself
R1 assume: the sale is in spring
stream Checkout for shoppers: pay without waiting, from launch
V1 Build 2d/6d
V1 Test 1d/2d
V1 Deploy 30m/2d
stream Onboarding for partners: a page of their own, in a week
metric: checkout downtime 120 -> 90 min/week
metric: partner setups 7 -> at least 7 a month
metric: onboarding time 14 -> 10 d
capacity 3pw Search
platform: no theming
risk: the bank changes its gateway
slo search 99.5% 7d
option Calm: R1
option Bold: R1 R2
trade-off: uptime even over branding
Ana: another one
M1 120 on 2025-01-06
M1 118 on 2025-01-13
M1 119 on 2025-01-20
M1 117 on 2025-01-27
M1 121 on 2025-02-03
M1 118 on 2025-02-10
"""


class Room:
    """A session at a stage, with the line at its bottom."""

    def __init__(self, lines: str = "", stage: StageSlug = "requests") -> None:
        self.workspace = Workspace(Document(session=Session(title="Checkout reliability")), who="Kim")
        self.context = Context()
        self.stage = stage
        self.today = TODAY
        for line in lines.strip().splitlines():
            self.say(line)

    @property
    def session(self) -> Session:
        return self.workspace.session

    def moment(self) -> Moment:
        return self.workspace.moment(NOW, self.today)

    def read(self, line: str) -> Understood | Refused | None:
        return read_line(line, self.session, self.stage, self.moment(), self.context)

    def say(self, line: str) -> Understood:
        """Type a line and press Enter; it must be understood."""
        understood = self.read(line)
        assert isinstance(understood, Understood), f"{line}: {understood and understood.sentence}"
        before = self.session
        if understood.edit:
            self.workspace.apply(understood.edit, understood.label, now=NOW, today=self.today)
        self.context = follow(self.context, understood, before, self.session)
        self.stage = understood.goes_to or self.stage
        return understood

    def refusal(self, line: str) -> str:
        """Type a line that must be refused; returns all it answers."""
        refused = self.read(line)
        assert isinstance(refused, Refused), f"{line}: {refused and refused.words}"
        assert refused.understood and refused.problem and refused.example
        return refused.sentence


def filled(stage: StageSlug = "requests") -> Room:
    """A room with something of everything: R1-R5, V1, V2, M1-M3, C1-C4, O1, O2, T1."""
    room = Room(FILLED)
    room.stage = stage
    return room
