"""Small builders for records, and one session that leaves nothing hanging, for every test that needs one."""

from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from alignment_tui.domain.records import (
    Agreement,
    Assumption,
    Cadence,
    Capacity,
    Choice,
    Criterion,
    Effect,
    Effort,
    ErrorBudget,
    Estimate,
    Meeting,
    Memo,
    Metric,
    Number,
    Option,
    Order,
    Platform,
    Reading,
    Request,
    Review,
    Rework,
    Risk,
    Rule,
    Signature,
    Stakeholder,
    Step,
    Stream,
    TradeOff,
    Verdict,
    Version,
)
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import text_now

TODAY = date(2025, 3, 3)
SIGNED_AT = datetime(2025, 3, 1, 10, tzinfo=UTC)
NAMES = ("Ana", "Raj", "Li", "Mo", "Kim", "Eva", "Noor", "Jan")


def people(*names: str) -> tuple[Stakeholder, ...]:
    """Stakeholders S1, S2, ... with these names."""
    return tuple(Stakeholder(id=f"S{place}", name=name) for place, name in enumerate(names, start=1))


def session(**fields: Any) -> Session:
    """A session with Ana, Raj and Li, unless told otherwise."""
    return Session(**{"title": "Checkout reliability", "stakeholders": people(*NAMES[:3]), **fields})


def estimate(*values: Number) -> Estimate:
    """One number, or low, typical and high."""
    if len(values) == 1:
        return Estimate(typical=values[0])
    low, typical, high = values
    return Estimate(low=low, typical=typical, high=high)


def effort(*values: Number, team: str = "") -> Effort:
    """Person-weeks, one number or low, typical and high."""
    return Effort(person_weeks=estimate(*values), team=team)


def request(number: int = 1, asker: str = "S1", **fields: Any) -> Request:
    """Request R1, R2, ..."""
    return Request(**{"id": f"R{number}", "asker": asker, "words": f"request {number}", **fields})


def step(
    number: int,
    name: str = "",
    work: Number | Estimate | None = None,
    lead: Number | Estimate | None = None,
    share: Number | Estimate | None = None,
    **fields: Any,
) -> Step:
    """Step V1.1, V1.2, ... with process time, lead time (minutes) and %C/A."""
    return Step(
        id=f"V1.{number}",
        name=name or f"Step {number}",
        process_time_minutes=_as_estimate(work),
        lead_time_minutes=_as_estimate(lead),
        percent_complete_accurate=_as_estimate(share),
        **fields,
    )


def stream(*steps: Step, **fields: Any) -> Stream:
    """Stream V1 of these steps."""
    usual: dict[str, Any] = {"id": "V1", "name": "Checkout", "who": "shoppers", "how": "pay without waiting"}
    return Stream(**{**usual, "when": "from launch", "steps": steps, **fields})


def golden_stream(rework_percent: Number | None = None) -> Stream:
    """The stream of the golden values, with rework from Build back to Design where a percentage is given."""
    loops = () if rework_percent is None else (Rework(source="V1.3", target="V1.2", percent=rework_percent),)
    return stream(
        step(1, "Intake", 30, 960, 80),
        step(2, "Design", 240, 2400, 70),
        step(3, "Build", 960, 2880, 90),
        step(4, "Deploy", 60, 1440, 95),
        rework=loops,
    )


def metric(number: int = 1, **fields: Any) -> Metric:
    """Metric M1, M2, ...: a downtime to bring down."""
    usual: dict[str, Any] = {"name": "checkout downtime", "unit": "min/week", "baseline": 120, "target": 90}
    return Metric(**{"id": f"M{number}", **usual, "by": date(2025, 6, 30), **fields})


def readings(*values: Number, of: str = "M1", since: date = date(2025, 3, 3)) -> tuple[Reading, ...]:
    """One reading a week."""
    return tuple(
        Reading(metric=of, on=date.fromordinal(since.toordinal() + 7 * week), value=value)
        for week, value in enumerate(values)
    )


def signature(number: int, person: str, verdict: Any = "consent", **fields: Any) -> Signature:
    """Signature G1, G2, ... on version 1; its digests are to be given, or come from `signed`."""
    usual = {"at": SIGNED_AT, "version": 1, "digests": {}}
    return Signature(**{"id": f"G{number}", "person": person, "verdict": verdict, **usual, **fields})


def signed(base: Session, *signatures: Signature) -> Session:
    """`base` with its text kept as the next version, and these signatures bound to it."""
    text = text_now(base)
    versions = base.versions
    if text.is_new:
        versions = (*versions, Version(number=text.version, at=SIGNED_AT, sections=text.sections))
    bound = [replace(one, digests=text.digests, version=text.version) for one in signatures]
    return replace(base, versions=versions, signatures=(*base.signatures, *bound))


def metric_target(whole: Session, target: Number | None) -> Session:
    """The session with another target for its first metric."""
    return replace(whole, metrics=(replace(whole.metrics[0], target=target), *whole.metrics[1:]))


def complete() -> Session:
    """A session of two people that is signed, read and reviewed, and leaves nothing hanging."""
    figures = "120 -> 90 min/week by 2025-06-30"
    base = session(
        stakeholders=people("Ana", "Raj"),
        deciders=("S1",),
        signers=("S1", "S2"),
        meetings=(Meeting(on=date(2025, 2, 28), here=("S1", "S2")),),
        requests=(
            request(
                1,
                "S1",
                words="No checkout outage during the sale",
                because="an hour of it costs more than any feature brings",
                must=True,
                nature="reliability",
                assumptions=(Assumption(id="R1.A1", text="traffic doubles", important=True, evidence="good"),),
                takes=effort(6),
                success=(Criterion(id="R1.K1", text="nobody calls us during the sale"),),
                none=("needs",),
                touches=("V1.1",),
                verdict=Verdict(answer="will", reason="it is within 12 person-weeks and moves M1"),
            ),
            request(
                2,
                "S2",
                words="Partners can brand onboarding themselves",
                because="partners leave while they wait",
                takes=effort(4, 9, 12),
                success=(Criterion(id="R2.K1", text="a partner goes live in a day"),),
                none=("assume", "needs"),
                touches_none="onboarding is a stream of its own",
                verdict=Verdict(answer="later", reason="the theming refactoring takes 9 person-weeks"),
            ),
        ),
        streams=(stream(step(1, "Deploy", 30, 960, 90)),),
        metrics=(
            metric(
                1,
                meter="the status page",
                owner="S1",
                streams=("V1",),
                agreements=(
                    Agreement(person="S1", agrees=True, figures=figures),
                    Agreement(person="S2", agrees=True, figures=figures),
                ),
            ),
        ),
        constraints=(
            Capacity(id="C1", person_weeks=12, until=date(2025, 4, 30)),
            Platform(id="C2", text="no theming", refactoring=effort(9)),
            Risk(id="C3", text="the sale moves", likelihood="possible", impact="high", response="freeze earlier"),
            ErrorBudget(id="C4", service="checkout", slo_percent=99.9, window_days=30, spent_minutes=10),
            Order(id="C5", first="R1", then="R2"),
        ),
        options=(
            Option(id="O1", name="Calm launch", requests=("R1",), effects=(Effect(metric="M1", direction="better"),)),
            Option(id="O2", name="Everything at once", requests=("R1", "R2")),
        ),
        trade_offs=(
            TradeOff(
                id="T1",
                gain="uptime",
                give="branding",
                accepting="one more quarter",
                bearer="S2",
                metric="M1",
                option="O1",
            ),
        ),
        choice=Choice(option="O1", on=date(2025, 2, 28), decided_by=("S1",), present=("S1", "S2")),
        memo=Memo(
            context="the spring sale starts on 2025-04-14",
            cadence=Cadence(first=date(2025, 3, 3)),
            status="proposed",
        ),
        rule=Rule(kind="everyone"),
    )
    agreed = signed(base, signature(1, "S1"), signature(2, "S2"))
    return replace(
        agreed, readings=readings(118, since=date(2025, 3, 2)), reviews=(Review(on=TODAY, changed="nothing yet"),)
    )


def _as_estimate(value: Number | Estimate | None) -> Estimate | None:
    return value if value is None or isinstance(value, Estimate) else Estimate(typical=value)
