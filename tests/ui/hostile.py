"""Words that would like to be more than words, in every text of every record."""

from collections.abc import Callable, Iterator

from msgspec import inspect
from msgspec.structs import replace

from alignment_tui.domain.records import Part
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import fit_to_show, visible
from tests.driver import Facilitator
from tests.ui.form_samples import full_session

TRICKS = "[/] [x] done [@click=app.quit]x[/] ${x} \x1b[31m \u202e \x00 \x9b1m \U000e0041 </script>"
SHOWN = "[/] [x] done [@click=app.quit]x[/] ${x} ␛[31m \ufffd ␀ \ufffd1m \ufffd </script>"
_NOT_SAID = {"creator", "formerly"}


def hostile_session() -> Session:
    """A session in which every text of every record says its own words and then tries every trick."""
    full = full_session()
    requests = tuple(replace(request, blind=False) for request in full.requests)
    fists = tuple(replace(fist, blind=False) for fist in full.fists)
    untouched = replace(requests[2], touches_none="it touches nothing")
    shown = replace(full, requests=(*requests[:2], untouched), fists=fists)
    return worded(shown, lambda words: f"{words} {TRICKS}")


def worded(session: Session, change: Callable[[str], str]) -> Session:
    """Return the session with every text of every record changed, and all links as they are."""
    entries = {name: tuple(_worded(entry, change) for entry in getattr(session, name)) for name in Session.COLLECTIONS}
    singles = {name: _worded(value, change) for name in ("choice", "memo", "rule") if (value := getattr(session, name))}
    return replace(session, title=change(session.title), note=change(session.note), **entries, **singles)


def texts_of(part: Part) -> Iterator[tuple[str, str]]:
    """Yield every text of a record and of the parts inside it: the field's name, and the text as it may be shown."""
    for field in _fields(part):
        value = getattr(part, field.name)
        if value and _is_text(field):
            yield f"{type(part).__name__}.{field.name}", " ".join(visible(value).split())
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                yield from texts_of(inner)


def assert_harmless(room: Facilitator) -> None:
    """Hold that what is on the screen is printable, and that nothing on it can be clicked to act."""
    for strip in room.app.screen._compositor.render_strips():
        for segment in strip:
            assert fit_to_show(segment.text), (segment.text, room.screen_text())
            assert not (segment.style and segment.style.meta.get("@click")), segment.text
            assert not (segment.style and segment.style.link), segment.text


def _worded(part: Part, change: Callable[[str], str]) -> Part:
    changes: dict[str, object] = {}
    for field in _fields(part):
        value = getattr(part, field.name)
        if value and _is_text(field):
            changes[field.name] = change(value)
        elif isinstance(value, Part):
            changes[field.name] = _worded(value, change)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            changes[field.name] = tuple(_worded(inner, change) for inner in value)
    return replace(part, **changes)


def _fields(part: Part) -> tuple[inspect.Field, ...]:
    info = inspect.type_info(type(part))
    return info.fields if isinstance(info, inspect.StructType) else ()


def _is_text(field: inspect.Field) -> bool:
    return isinstance(field.type, inspect.StrType) and field.type.pattern is None and field.name not in _NOT_SAID
