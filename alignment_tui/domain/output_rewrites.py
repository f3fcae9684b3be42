"""What to ask, and which wording to start from, where a metric counts work: by what kind of work it is.

The question is the old one of evaluation, "so that who can do what?" (W. K. Kellogg Foundation, Logic Model
Development Guide, 2004: outputs are what is done, outcomes what changes for those it is done for).
"""

from msgspec import Struct

from alignment_tui.domain.work_counted import Work
from alignment_tui.domain.work_words import LESS, MORE, PEOPLE, PRODUCT_ORDERS, SERVED

NOBODY_NAMED = "customers"


class Rewrite(Struct, frozen=True):
    """A question about some work, a wording that measures its effect, and figures as an example of how it may move."""

    question: str
    wording: str
    figures: str


class _Kind(Struct, frozen=True):
    question: str
    wording: str
    figures: str


_SUPPORT = _Kind("What do {who} notice {when}?", "time until {problem} is solved", "5 -> 2 d")
_FAULTS = _Kind("What do {who} notice {when}?", "failures that {who} run into", "9 -> 3 a week")
_SECURITY = _Kind("What is safer {when}?", "time a known weakness stays open", "30 -> 7 d")
_PRODUCT = _Kind(
    "What can {who} do {once} that they cannot do today?", "share of {who} who use {it} every week", "10 -> 40 %"
)
_PLATFORM = _Kind(
    "What goes wrong less, or faster, for {who} {once}?", "share of changes that cause a failure", "20 -> 5 %"
)
_FLOW = _Kind(
    "How long do {who} wait for what they asked for?", "time from a wish of {who} until they have it", "30 -> 12 d"
)
_LEARNING = _Kind(
    "What do those who took part do differently afterwards?",
    "share of those who took part who use it a month later",
    "20 -> 60 %",
)
_RESEARCH = _Kind(
    "What will be decided differently because of it?",
    "share of decisions that rest on what {who} said or did",
    "20 -> 70 %",
)
_CHECKING = _Kind(
    "What reaches {who} less often because of it?", "faults found by {who} instead of us", "9 -> 3 a month"
)
_ADVICE = _Kind("What can readers do without asking?", "share of questions answered without asking us", "40 -> 70 %")
_REPORTING = _Kind(
    "Which decision is taken sooner, or better, because of it?", "time until a decision has its figures", "10 -> 2 d"
)
_OUTREACH = _Kind("What do those it reaches do then?", "share of those reached who try it", "2 -> 5 %")
_SETTLING = _Kind(
    "What is settled by it that was not settled before?", "time until an open question is decided", "10 -> 3 d"
)
_GIVING = _Kind(
    "What can those who get it do that they could not do before?",
    "share of those who got it who can do without it a year later",
    "20 -> 50 %",
)
_HIRING = _Kind(
    "What waits today because nobody is there to do it?", "time work waits for somebody who can do it", "15 -> 5 d"
)
_SERVED = _Kind(
    "What can {it} do afterwards that they could not do before?",
    "share of {it} who get what they came for",
    "50 -> 70 %",
)
_ANYTHING = _Kind(
    "If it were all done, what would be different for {who}?", "time until {who} have the use of {it}", "30 -> 12 d"
)
_BY_HEAD = (
    (_SUPPORT, "case claim complaint enquiry incident inquiry issue problem query question request ticket"),
    (_FAULTS, "bug defect error fault fix"),
    (_SECURITY, "finding patch vulnerability"),
    (
        _PRODUCT,
        """
        app checkout driver enhancement epic feature flow form frontend gateway improvement installer
        integration journey launch login mvp onboarding page portal product release rollout screen search
        setting site sso story tool usecase version website widget
        """,
    ),
    (
        _PLATFORM,
        """
        api architecture backend cluster code component database deploy deployment device endpoint
        infrastructure library log machine microservice migration module pipeline platform refactoring repo
        repository server service software subsystem system update upgrade
        """,
    ),
    (
        _FLOW,
        """
        action activity build commit complete cr deliverable delivery developer development engineering
        initiative item line loc milestone mr person phase point pr program programme project sprint staff
        storypoint subtask task team utilisation utilization velocity work
        """,
    ),
    (_LEARNING, "bootcamp class course lesson seminar session training tutorial webinar workshop"),
    (_RESEARCH, "experiment interview mockup persona pilot poc prototype response study survey wireframe"),
    (_CHECKING, "analysis assessment audit drill evaluation inspection review scan test testcase"),
    (
        _ADVICE,
        """
        checklist doc document documentation faq guide guideline handbook manual note playbook runbook spec
        specification standard template wiki
        """,
    ),
    (_REPORTING, "dashboard dataset kpi memo metric model report"),
    (
        _OUTREACH,
        """
        ad advert advertisement announcement article blog brochure call campaign casestudy channel
        conference contact content demo email event flyer hackathon leaflet letter meetup newsletter
        pamphlet piece podcast post presentation pressrelease publication talk time tweet video whitepaper
        word
        """,
    ),
    (
        _SETTLING,
        """
        agenda ceremony committee meeting plan policy proposal retro retrospective rfc roadmap standup
        strategy
        """,
    ),
    (_GIVING, "box certificate grant kit licence license loan material meal package permit resume"),
)


def rewrite_of(work: Work, who: str) -> Rewrite:
    """Return what to ask about some work and a wording to start from; `who` is served by it, where that is known."""
    purpose = _purpose(work.tail)
    if purpose:
        return Rewrite(f"It is there {work.tail}: would that not show whether it worked?", purpose, "")
    kind = _kind(work)
    named = _named(work) if work.ordered or kind in (_SERVED, _ANYTHING) else f"the new {_lowered(work)}"
    many = work.thing.endswith("s") and not work.thing.endswith("ss")
    verb = "are" if many else "is"
    words = {
        "who": who or NOBODY_NAMED,
        "it": named,
        "when": f"when {_lowered(work)} {verb} {'done' if work.ordered or not work.done else work.done}",
        "once": f"once {named} {verb} there" if work.thing else "once it is done",
        "problem": f"a problem of {who}" if who else "a customer's problem",
    }
    return Rewrite(kind.question.format(**words), kind.wording.format(**words), kind.figures)


def _kind(work: Work) -> _Kind:
    if work.ordered and work.done in ("appoint", "hire", "recruit"):
        return _HIRING
    if work.head in PEOPLE and work.thing:
        told = {"brief", "coach", "educate", "mentor", "teach", "train", "trained", "coached", "taught"}
        asked = {"interview", "interviewed", "survey", "surveyed"}
        other = _SERVED if work.done in SERVED else _ANYTHING
        return _LEARNING if work.done in told else _RESEARCH if work.done in asked else other
    known = next((kind for kind, heads in _BY_HEAD if work.head in heads.split()), None)
    return known or (_PRODUCT if work.ordered and work.thing and work.done in PRODUCT_ORDERS else _ANYTHING)


def _named(work: Work) -> str:
    """Return the thing as it can stand in a sentence: with an article where one, or a number, was typed before it."""
    if not work.thing:
        return "it"
    before = work.words.partition(work.thing)[0].split()
    bare = work.ordered and len(before) == 1
    return work.thing if bare or work.thing[:1].isupper() else f"the {work.thing}"


def _lowered(work: Work) -> str:
    """Return the thing without the capital it has only because a phrase begins with it."""
    thing = work.thing or "it"
    return thing[0].lower() + thing[1:] if work.words.startswith(thing) and thing[1:2].islower() else thing


def _purpose(tail: str) -> str:
    """Return what a phrase says it is for: ``churn`` of ``to reduce churn``."""
    to, _, rest = tail.partition(" ")
    verb, _, effect = rest.partition(" ")
    return effect if to == "to" and verb.casefold() in LESS | MORE and verb != "get" else ""
