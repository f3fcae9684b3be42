"""The output check: does a metric count the work, or what the work is for? It asks, and never stands in the way."""

import re

from msgspec import Struct

from alignment_tui.domain.records import Metric
from alignment_tui.domain.session import Session

# Things a team makes or handles. Counting them counts work.
_WORK = (
    r"tickets?|stor(?:y|ies)|story points?|points?|tasks?|issues?|epics?|features?|launch(?:es)?|releases?|"
    r"deliver(?:y|ies)|deliverables?|milestones?|commits?|pull requests?|prs?|lines of code|loc|tests?|test cases?|"
    r"docs?|documents?|pages?|reports?|dashboards?|meetings?|workshops?|trainings?|training sessions?|interviews?|"
    r"prototypes?|designs?|mock-?ups?|screens?|endpoints?|apis?|services?|modules?|migrations?|sprints?|"
    r"deployments?|deploys?|versions?|projects?|campaigns?|emails?|posts?|articles?|videos?|slides?|courses?|"
    r"integrations?|runbooks?|playbooks?|templates?|scripts?|bugs?|experiments?"
)
# What is done to them.
_DONE = (
    r"closed|completed|done|finished|resolved|shipped|delivered|launched|released|built|written|created|made|"
    r"implemented|merged|deployed|published|held|run|trained|migrated|produced|added|developed|designed|reviewed|"
    r"fixed|sent|opened|filed|processed|conducted|documented|automated|rolled out|set up|organi[sz]ed|burned|"
    r"refactored|rewritten|tested|posted|recorded|installed"
)
# A bare order to do something.
_ORDER = (
    r"launch|ship|deliver|build|release|implement|create|write|migrate|deploy|roll out|finish|complete|develop|"
    r"design|publish|refactor|rewrite|introduce|add|set up|install|hold|run|train|automate|document|move|"
    r"upgrade|replace|integrate|make|go live with|organi[sz]e|start|open|close|test"
)
# What somebody feels or what the system does: with one of these, a count of things is a measure of effect.
_EFFECT = (
    r"delays?|late(?:ness)?|on time|times?|duration|rates?|ratio|share|percent(?:age)?|%|latency|downtime|uptime|"
    r"availability|failures?|failed|failing|errors?|defects?|escaped|incidents?|outages?|churn|retention|"
    r"conversions?|adoption|usage|used|using|users?|customers?|partners?|people|satisfaction|nps|csat|complaints?|"
    r"revenue|costs?|spend|savings?|throughput|lead|cycle|waiting|waits?|wait|age|backlog|reopened|"
    r"rolled back|rollbacks?|reaching|reach|reached|abandoned|returned|lost|without|slowdown|memory|load|"
    r"frequency|accuracy|coverage|drop-?offs?|mttr|reopens?|overdue|missed|blocked|needed|caused|per (?:user|"
    r"customer|partner|order|incident|week per)|hours|minutes|days|seconds|success(?:ful)?|views?|visits?|sales|"
    r"sign-?ups?|subscriptions?|bounce|open(?:ed)? rate|risk|burden|interruptions?|breaking|breakages?"
)

_COUNTED = re.compile(rf"\b(?:{_WORK})\b(?:\s+\w+){{0,2}}?\s+(?:{_DONE})\b", re.IGNORECASE)
_COUNT_OF = re.compile(rf"\b(?:number|count|amount|#) of (?:\w+ ){{0,2}}?(?:{_WORK})\b", re.IGNORECASE)
_DONE_FIRST = re.compile(rf"^(?:\d+\s+)?(?:{_DONE})\s+(?:\w+\s+){{0,2}}?(?:{_WORK})\b", re.IGNORECASE)
_BARE = re.compile(rf"^(?:\d+\s+|new\s+|total\s+)*(?:{_WORK})(?:\s+(?:per|a|each|every)\s+\w+)?$", re.IGNORECASE)
_NUMBERED = re.compile(rf"^\d+\s+(?:\w+\s+){{0,2}}?(?:{_WORK})\b", re.IGNORECASE)
_ORDERED = re.compile(rf"^(?:we\s+|to\s+)?(?:{_ORDER})\s+\S+", re.IGNORECASE)
_VELOCITY = re.compile(
    r"\b(?:velocity|story points?|lines of code|output|utili[sz]ation|hours (?:worked|spent))\b", re.I
)
_SHOWS_EFFECT = re.compile(rf"(?<!\w)(?:{_EFFECT})(?!\w)", re.IGNORECASE)


class Question(Struct, frozen=True, kw_only=True):
    """What the check asks the room about a metric, and a wording to start from."""

    code: str
    text: str
    rewrite: str


def counts_work(text: str) -> str:
    """Return the words by which `text` counts work instead of effect, or nothing.

    ``12 tickets closed`` and ``launch v2`` do; ``shipping delay`` and ``features reaching GA`` do not, because
    somebody feels them.
    """
    words = " ".join(text.split())
    velocity = _VELOCITY.search(words)
    if velocity:
        return velocity.group()
    for pattern in (_COUNTED, _COUNT_OF, _DONE_FIRST, _BARE, _NUMBERED, _ORDERED):
        match = pattern.search(words)
        if match and not _SHOWS_EFFECT.search(words):
            return match.group().strip()
    return ""


def questions(session: Session, metric: Metric) -> tuple[Question, ...]:
    """Return what the check would ask about a metric; nothing once it was overruled with a note."""
    if metric.overrule:
        return ()
    asked = []
    giveaway = counts_work(metric.name)
    if giveaway:
        asked.append(_ask("output", f'"{giveaway}" counts work. If it were all done, what would be different?', metric))
    if metric.baseline is None:
        asked.append(_ask("baseline", "Where does it stand today?", metric))
    if not metric.meter:
        asked.append(_ask("meter", "How and where would we read it?", metric))
    if metric.by is None and metric.threshold is None:
        asked.append(_ask("date", "By when should we see it?", metric))
    if not metric.streams:
        asked.append(_ask("beneficiary", "Who would feel it?", metric))
    return tuple(asked)


def _ask(code: str, text: str, metric: Metric) -> Question:
    rewrites = {
        "output": f"{metric.id} = time until somebody has the use of {metric.name}",
        "baseline": f"{metric.id} baseline ",
        "meter": f"{metric.id} meter: ",
        "date": f"{metric.id} by ",
        "beneficiary": f"{metric.id} #V",
    }
    return Question(code=code, text=text, rewrite=rewrites[code])
