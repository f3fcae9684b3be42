from datetime import UTC, datetime

from msgspec.structs import replace

from alignment_tui.domain.playbook import SIX_DAYS, Playbook
from alignment_tui.domain.records import Thresholds
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Moment
from alignment_tui.editing.playbooks import walk_by

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
MOMENT = Moment(now=NOON, today=NOON.date(), who="Kim")
STRICT = Playbook(slug="strict", name="Strict", thresholds=Thresholds(careful_above_percent=40))
CALM = Playbook(slug="calm", name="Calm", thresholds=Thresholds(careful_above_percent=10))


def test_a_playbook_brings_its_thresholds() -> None:
    chosen = walk_by(STRICT)(Session(title="x"), MOMENT)
    assert (chosen.playbook, chosen.thresholds) == ("strict", STRICT.thresholds)
    again = walk_by(CALM, STRICT)(chosen, MOMENT)
    assert (again.playbook, again.thresholds) == ("calm", CALM.thresholds)
    assert walk_by(SIX_DAYS, CALM)(again, MOMENT).thresholds == Thresholds()


def test_what_a_group_agreed_itself_stays() -> None:
    agreed = replace(Session(title="x"), thresholds=Thresholds(push_pace=2))
    assert walk_by(STRICT)(agreed, MOMENT).thresholds == Thresholds(push_pace=2)
