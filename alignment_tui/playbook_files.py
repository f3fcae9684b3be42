"""Playbooks from YAML files: the user's own, then those that come with the program."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import UNSET, Struct, UnsetType, structs

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.playbook import SIX_DAYS, Playbook
from alignment_tui.domain.records import Number, StageSlug, Thresholds
from alignment_tui.domain.stages import STAGES, Stage
from alignment_tui.domain.text import fit_to_show
from alignment_tui.named_yaml import find, folders_of, misnamed, names_in
from alignment_tui.yaml_files import ConfigRefused, Reader, YamlFile, read_yaml

_LONGEST_MINUTES = 24 * 60
_LONGEST_QUESTION = 120
UNPLANNED = "when needed"


class Playbooks:
    """The playbooks there are, each read when it is first asked for; one that cannot be read is told once."""

    def __init__(
        self, folders: Sequence[Path] = (), read: Reader = read_yaml, tell: Callable[[str], None] = lambda words: None
    ) -> None:
        self._folders, self._read, self._tell = folders, read, tell
        self._known: dict[str, Playbook] = {}

    def named(self, name: str) -> Playbook:
        """Return a playbook; six days where none was chosen, or where it cannot be read here."""
        if name not in self._known:
            try:
                self._known[name] = load_playbook(name, self._folders, self._read)
            except ConfigRefused as problem:
                self._known[name] = SIX_DAYS
                self._tell(str(problem))
        return self._known[name]

    def all(self) -> tuple[list[Playbook], list[ConfigRefused]]:
        """Return those that can be used and the refusals of those that cannot."""
        return load_all(self._folders)


class PlannedStage(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a playbook says of one stage; what it leaves out is as usual."""

    question: str | UnsetType = UNSET
    minutes: Number | UnsetType = UNSET
    script: tuple[str, ...] = ()


class PlannedStages(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The stages of one day."""

    requests: PlannedStage | UnsetType = UNSET
    value_stream: PlannedStage | UnsetType = UNSET
    metrics: PlannedStage | UnsetType = UNSET
    constraints: PlannedStage | UnsetType = UNSET
    trade_offs: PlannedStage | UnsetType = UNSET
    memo: PlannedStage | UnsetType = UNSET
    sign_off: PlannedStage | UnsetType = UNSET
    scorecard: PlannedStage | UnsetType = UNSET


class PlannedDay(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One day, or hour, and its stages."""

    called: str
    stages: PlannedStages


class PlannedThresholds(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Where the postures begin in a new session."""

    push_above_percent: Number = 50
    push_pace: Number = 1
    careful_above_percent: Number = 25
    protect_above_percent: Number = 0


class PlaybookFile(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A playbook as it is written."""

    name: str
    days: tuple[PlannedDay, ...]
    about: str = ""
    thresholds: PlannedThresholds = PlannedThresholds()


def playbook_folders(config_folder: Path) -> tuple[Path, ...]:
    """Return where playbooks are looked for."""
    return folders_of("playbooks", config_folder)


def playbook_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all playbooks, sorted, without reading one."""
    return names_in(folders)


def load_playbook(name: str, folders: Sequence[Path], read: Reader = read_yaml) -> Playbook:
    """Return one playbook; none chosen means six days. Raises `ConfigRefused` with file, line, key and reason."""
    if not name:
        return SIX_DAYS if not folders else load_playbook(SIX_DAYS.slug, folders, read)
    file = read(find("playbook", name, folders), PlaybookFile)
    planned = dict(_planned(file))
    return Playbook(
        slug=name,
        name=_words(file, "name", file.value.name),
        about=file.value.about,
        stages=tuple(planned.get(stage.slug) or structs.replace(stage, day=UNPLANNED) for stage in STAGES),
        thresholds=_thresholds(file),
    )


def load_all(folders: Sequence[Path], read: Reader = read_yaml) -> tuple[list[Playbook], list[ConfigRefused]]:
    """Return the playbooks that can be used and the refusals of those that cannot."""
    playbooks: list[Playbook] = []
    failures = misnamed("playbook", folders)
    for name in playbook_names(folders):
        try:
            playbooks.append(load_playbook(name, folders, read))
        except ConfigRefused as refused:
            failures.append(refused)
    return playbooks, failures


def _planned(file: YamlFile[PlaybookFile]) -> Iterator[tuple[StageSlug, Stage]]:
    if not file.value.days:
        raise file.refused("days", "a playbook needs a day at least")
    seen: dict[StageSlug, str] = {}
    for at, day in enumerate(file.value.days):
        called = _words(file, f"days[{at}].called", day.called)
        for stage in STAGES:
            plan: PlannedStage | UnsetType = getattr(day.stages, stage.slug.replace("-", "_"))
            if plan is UNSET:
                continue
            key = f"days[{at}].stages.{stage.slug}"
            if stage.slug in seen:
                raise file.refused(key, f"{stage.slug} is planned for {seen[stage.slug]} already")
            seen[stage.slug] = called
            yield stage.slug, _stage(file, key, called, stage, plan)


def _stage(file: YamlFile[PlaybookFile], key: str, day: str, usual: Stage, plan: PlannedStage) -> Stage:
    question = usual.question if plan.question is UNSET else _words(file, f"{key}.question", plan.question)
    if len(question) > _LONGEST_QUESTION:
        raise file.refused(f"{key}.question", f"longer than {_LONGEST_QUESTION} characters: it stands in one line")
    minutes = None if plan.minutes is UNSET else float(plan.minutes)
    if minutes is not None and not 0 < minutes <= _LONGEST_MINUTES:
        raise file.refused(f"{key}.minutes", f"{minutes:g} is not between 1 and {_LONGEST_MINUTES}")
    return structs.replace(usual, day=day, question=question, minutes=minutes, script=plan.script)


def _thresholds(file: YamlFile[PlaybookFile]) -> Thresholds:
    try:
        return Thresholds(**structs.asdict(file.value.thresholds))
    except RuleBroken as broken:
        raise file.refused("thresholds", str(broken)) from None


def _words(file: YamlFile[PlaybookFile], key: str, text: str) -> str:
    if not text.strip() or not fit_to_show(text):
        raise file.refused(key, "this needs words, in one line")
    return text.strip()
