"""One session in which every field of every record says something."""

from datetime import UTC, date, datetime

from alignment_tui.domain.records import (
    Agreement,
    Assumption,
    Cadence,
    Capacity,
    Choice,
    Criterion,
    Dependency,
    Effect,
    Effort,
    ErrorBudget,
    Estimate,
    Fist,
    Lesson,
    LockedLimits,
    Meeting,
    Memo,
    Metric,
    Option,
    Order,
    Parked,
    Part,
    Passed,
    Platform,
    Ranking,
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
    Thresholds,
    TimeOfDay,
    TradeOff,
    Tripwire,
    Verdict,
    Version,
)
from alignment_tui.domain.session import Session

DAY = date(2025, 5, 12)
NOON = datetime(2025, 5, 12, 12, tzinfo=UTC)


def full_session() -> Session:
    return Session(
        title="Everything said",
        stakeholders=(
            Stakeholder(id="S1", name="Ana", role="SRE lead", created=NOON, creator="Jo", extra={"tool": 1}),
            Stakeholder(id="S2", name="Raj [partner] success"),
            Stakeholder(id="S3", name="Li, of product"),
            Stakeholder(id="S4", name="ana"),
        ),
        meetings=(Meeting(on=DAY, here=("S1", "S2"), away=("S3",), passed=("S2",)),),
        requests=(
            Request(id="R1", asker="S1", words="No checkout outage during the sale"),
            Request(
                id="R2",
                asker="S2",
                words="Partners can brand [/] onboarding themselves, without a ticket to us",
                relayed_by="S3",
                paraphrased=True,
                blind=True,
                short="branding [x]",
                because="partners leave in the second week",
                must=True,
                nature="security",
                assumptions=(
                    Assumption(id="R2.A1", text="partners have a designer", important=True, evidence="little"),
                    Assumption(id="R2.A2", text="they will use it", important=False),
                ),
                needs=("R1",),
                outside=(Dependency(id="R2.D1", text="a page engine that can be themed"),),
                takes=Effort(person_weeks=Estimate(low=4, typical=6, high=9.5), team="Platform"),
                success=(
                    Criterion(id="R2.K1", text="a partner goes live in a day"),
                    Criterion(id="R2.K2", text="without a ticket"),
                ),
                none=("assume", "success"),
                merged_into="R1",
                touches=("V1.1", "V2.1"),
                touches_none="it does not",
                verdict=Verdict(answer="wont", reason="too large", on=DAY, decided_by=("S3",), present=("S1", "S3")),
            ),
            Request(id="R3", asker="S4", words="A sandbox that resets itself"),
        ),
        streams=(
            Stream(
                id="V1",
                name="Checkout",
                who="shoppers",
                how="pay without waiting",
                when="from launch",
                steps=(
                    Step(
                        id="V1.1",
                        name="Build",
                        lane="people",
                        process_time_minutes=Estimate(low=20, typical=30, high=60),
                        lead_time_minutes=Estimate(low=480, typical=960, high=1440),
                        percent_complete_accurate=Estimate(typical=80),
                    ),
                    Step(id="V1.2", name="Deploy", lane="technology", parallel_with="V1.1"),
                ),
                rework=(Rework(source="V1.2", target="V1.1", percent=12.5),),
            ),
            Stream(id="V2", name="Checkout later", future_of="V1", steps=(Step(id="V2.1", name="Build"),)),
        ),
        metrics=(
            Metric(id="M1", name="checkout downtime"),
            Metric(
                id="M2",
                name="failed payments",
                kind="leading",
                leads="M1",
                unit="%",
                scale="payments that fail",
                meter="the payment log",
                baseline=3.5,
                target=1,
                threshold="at most",
                stretch=-1,
                by=DAY,
                owner="S1",
                streams=("V1",),
                agreements=(Agreement(person="S1", agrees=False, figures="3.5 -> at most 1 %", why="too fast"),),
                overrule="it was heard",
                criterion="R2.K1",
                limits=LockedLimits(
                    centre=3, lower=1.5, upper=4.5, range_limit=2, readings=13, reason="a new provider", on=DAY
                ),
            ),
            Metric(id="M3", name="onboarding time"),
        ),
        constraints=(
            Capacity(id="C1", person_weeks=12, team="Payments", until=DAY),
            Platform(id="C2", text="no theming", refactoring=Effort(person_weeks=Estimate(typical=9), team="Web")),
            Order(id="C3", first="R1", then="R2"),
            Risk(id="C4", text="the provider changes", likelihood="possible", impact="high", response="we wait"),
            ErrorBudget(
                id="C5", service="checkout", slo_percent=99.9, window_days=30, since=DAY, spent_minutes=27, spent_on=DAY
            ),
        ),
        options=(
            Option(
                id="O1",
                name="Calm launch",
                requests=("R1", "R2"),
                effects=(Effect(metric="M1", direction="better", amount=30, unit="min/week"),),
            ),
            Option(id="O2", name="Everything"),
        ),
        rankings=(Ranking(person="S1", order=("R2", "R1")), Ranking(person=None, order=("R1", "R2"))),
        fists=(
            Fist(option="O1", person="S2", fingers=3, why="only if branding has a date"),
            Fist(option="O2", person="S1", fingers=1, why="too much at once", blind=True),
        ),
        trade_offs=(
            TradeOff(
                id="T1", gain="uptime", give="branding", accepting="a quarter", bearer="S2", metric="M1", option="O1"
            ),
            TradeOff(id="T2", gain="uptime", give="speed"),
        ),
        choice=Choice(option="O1", on=DAY, decided_by=("S3",), present=("S1", "S3")),
        memo=Memo(
            context="the spring sale",
            facing="12 person-weeks",
            why="nobody was happy",
            decision="we do it",
            cadence=Cadence(every=2, unit="month", first=DAY),
            review_at=TimeOfDay(at="10:00", zone="Europe/Berlin"),
            status="proposed",
            supersedes="winter",
            superseded_by="summer",
        ),
        thresholds=Thresholds(push_above_percent=90, push_pace=1.5, careful_above_percent=80, protect_above_percent=5),
        rule=Rule(kind="quorum", needed=4, of=5),
        versions=(Version(number=1, at=NOON, sections={"will": [{"id": "R1"}]}),),
        signatures=(
            Signature(
                id="G1",
                person="S1",
                verdict="reservation",
                text="July",
                at=NOON,
                version=1,
                digests={"will": "a"},
                own_hand=True,
                ssh=("-----BEGIN SSH SIGNATURE-----", "U1NIU0lH", "-----END SSH SIGNATURE-----"),
            ),
            Signature(id="G2", person="S1", verdict="withdrawal", at=NOON, version=1, digests={}, withdraws="G1"),
        ),
        readings=(Reading(metric="M1", on=DAY, value=91.25, note="a holiday", before=(90, 92.5)),),
        tripwires=(Tripwire(id="W1", metric="M1", when="above", value=40, reopens="T1", reopened_on=DAY),),
        reviews=(Review(on=DAY, changed="less", how="read", why="R1", now="go on", present=("S1",)),),
        lessons=(Lesson(id="L1", text="name limits early", on=DAY),),
        parked=(Parked(id="P1", text="a status page"),),
        passed=(Passed(stage="requests", stood_on={"R1": "ab"}),),
    )


def everything(session: Session) -> list[Part]:
    """Return every record and every part inside one, the whole before its parts."""
    whole = [entry for _, entry in session.entries()]
    whole += [one for one in (session.choice, session.memo, session.rule, session.thresholds) if one is not None]
    return [part for entry in whole for part in _with_inner(entry)]


def _with_inner(part: Part) -> list[Part]:
    found = [part]
    for name in part.__struct_fields__:
        value = getattr(part, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part) and not isinstance(inner, Estimate):
                found += _with_inner(inner)
    return found
