"""Orders to do something, given (`launch v2`) or told (`shipped the gateway`): a metric that is one counts work."""

from alignment_tui.domain.phrases import Group, Phrase
from alignment_tui.domain.work_words import (
    AREAS,
    BOUNDARY,
    BUILDS,
    EFFECT,
    FILLERS,
    HANDLERS,
    INCOMING,
    MADE,
    MAKERS,
    MOVES,
    ORDER,
    PARTICLES,
    PEOPLE,
    TRAINERS,
)


def order_at(phrase: Phrase, start: int) -> tuple[str, Group] | None:
    """Return the order a phrase gives and what it is given for; nothing where its first word is a noun after all.

    ``launch v2`` is an order and ``launch delay`` is not: what follows has to be something that is made.
    """
    if phrase.bases(start, start + 2) == ["go", "live"]:
        return "launch", phrase.group(start + 2 + (phrase.base(start + 2) in ("on", "with")))
    verb = phrase.verb(start)
    if not verb:
        return None
    place = start + 1
    while phrase.base(place) in PARTICLES or (phrase.base(place - 1) in ("and", "or") and phrase.verb(place)):
        place += 1
    place += phrase.base(place) in ("that", "those")
    moves = verb in MOVES and phrase.base(place) == "to"
    if place >= len(phrase.words) or (phrase.base(place) in BOUNDARY and not moves):
        return None
    group = phrase.group(place + moves)
    return (verb, group) if moves or _is_for(phrase, start, verb, group, place) else None


def _is_for(phrase: Phrase, start: int, verb: str, group: Group, place: int) -> bool:
    head, told = group.head, phrase.words[start].is_told
    pointed = phrase.words[place].is_number or phrase.base(place) in FILLERS or phrase.base(place - 1) == "that"
    if head in PEOPLE:
        return verb in TRAINERS
    if verb == "have":
        return head in MADE and pointed
    if (group.numbered and head == "time") or (verb in BUILDS and head in AREAS):
        return True
    if head in EFFECT or not (head or group.numbered):
        return False
    if verb in ORDER and not told:
        return True
    if head in MADE:
        return pointed or verb != "open"
    if head in INCOMING:
        return pointed or (told and verb in HANDLERS)
    if verb in ORDER:
        return pointed or phrase.words[start].typed.casefold().endswith("ed")
    made = not told and (verb in MAKERS or _orders_again(phrase, group.end))
    return pointed or made or (verb == "move" and phrase.base(group.end) == "to")


def _orders_again(phrase: Phrase, place: int) -> bool:
    return any(
        phrase.base(at) == "and" and phrase.verb(at + 1) in ORDER for at in range(max(place, 0), len(phrase.words))
    )
