"""Sessions to print: one as rich as a real one, and one in which every word tries to be something else."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec import convert, to_builtins
from msgspec.structs import replace

from alignment_tui.domain import records as r
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import SignedText, text_now

HOSTILE = (
    "<script>alert(1)</script> <b>x</b> <!-- y --> &lt; `code` *bold* _it_ ~~gone~~ [x](http://evil.example) "
    "![i](http://evil.example/i.png) [x] done [@click=app.quit]x[/] ${x} $a$ | a | b | http://evil.example "
    "https://evil.example/a_b www.evil.example evil.example me@evil.example mailto:me@evil.example //evil.example # x #"
)
OPENINGS = (
    "# a",
    "- a",
    "+ a",
    "* a",
    "1. a",
    "2) a",
    "> a",
    "===",
    "---",
    "```",
    "    code",
    "| a |",
    "[a]: b",
    ": a",
    "~~~",
)


@pytest.fixture
def checkout() -> Session:
    return _checkout()


@pytest.fixture
def hostile() -> Session:
    """The checkout session with words that would like to be markup, links or commands in every text field."""
    marks = iter(OPENINGS * 20)
    return _worded(_checkout(), lambda words: f"{next(marks)} {words} {HOSTILE}")


def _worded(session: Session, change: Callable[[str], str]) -> Session:
    free = {
        *(
            "title",
            "note",
            "name",
            "role",
            "text",
            "words",
            "short",
            "because",
            "reason",
            "touches_none",
            "team",
            "who",
        ),
        *("how", "when", "unit", "scale", "meter", "why", "overrule", "response", "service", "gain", "give"),
        *("accepting", "context", "facing", "decision", "changed", "now", "supersedes", "superseded_by", "continues"),
    }

    def walk(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            keep = value.get("kind") in ("everyone", "quorum")
            return value if keep else {key: walk(entry, key) for key, entry in value.items() if key != "versions"}
        if isinstance(value, (list, tuple)):
            return [walk(entry, name) for entry in value]
        return change(value) if isinstance(value, str) and name in free and value not in ("little", "good") else value

    raw = {key: walk(entry, key) for key, entry in to_builtins(session).items() if key != "versions"}
    for option in raw["options"]:
        for effect in option["effects"]:
            effect.pop("when", None)
    for wire in raw["tripwires"]:
        wire["when"] = "above"
    return convert(raw, Session)


def _checkout() -> Session:
    ana, raj, li, mo = "S1", "S2", "S3", "S4"
    day = date(2025, 2, 27)
    here = (ana, raj, li)
    session = Session(
        title="Checkout reliability",
        note="Names, roles and figures that the story does not give are made up.",
        stakeholders=(
            r.Stakeholder(id=ana, name="Ana", role="SRE lead"),
            r.Stakeholder(id=raj, name="Raj", role="partner success"),
            r.Stakeholder(id=li, name="Li", role="product"),
            r.Stakeholder(id=mo, name="Mo", role="finance"),
        ),
        deciders=(li,),
        signers=(ana, raj, li, mo),
        meetings=(
            r.Meeting(on=date(2025, 2, 24), here=(ana, raj), away=(li, mo)),
            r.Meeting(on=day, here=here, away=(mo,), passed=(li,)),
        ),
        requests=(
            r.Request(
                id="R1",
                asker=ana,
                words="No checkout outage during the sale",
                because="an hour of it costs more than any feature brings",
                must=True,
                nature="reliability",
                assumptions=(
                    r.Assumption(id="R1.A1", text="the outages come from deploys", important=True, evidence="little"),
                    r.Assumption(id="R1.A2", text="the status page counts every minute", evidence="good"),
                ),
                takes=r.Effort(person_weeks=r.Estimate(typical=6)),
                success=(r.Criterion(id="R1.K1", text="the phone stays quiet on sale days"),),
                none=("needs",),
                touches=("V1.4",),
                verdict=r.Verdict(
                    answer="will", reason="it is within 12 person-weeks and moves M1", on=day, present=here
                ),
            ),
            r.Request(
                id="R2",
                asker=raj,
                words="Partners can brand onboarding themselves, without a ticket to us",
                short="partner branding",
                because="partners leave in the second week while they wait for us",
                must=True,
                assumptions=(
                    r.Assumption(id="R2.A1", text="partners have a designer", important=True, evidence="little"),
                ),
                takes=r.Effort(person_weeks=r.Estimate(low=4, typical=6, high=9), team="Payments"),
                outside=(r.Dependency(id="R2.D1", text="the design system of the parent company"),),
                touches=("V1.2",),
                verdict=r.Verdict(
                    answer="wont",
                    reason="the theming refactoring (C2) takes 9 person-weeks",
                    on=day,
                    present=here,
                ),
            ),
            r.Request(
                id="R3",
                asker=raj,
                words="A sandbox that resets itself every night",
                because="partners break it for one another",
                takes=r.Effort(person_weeks=r.Estimate(typical=3)),
                touches=("V1.3",),
                verdict=r.Verdict(answer="will", reason="it fits beside R1", on=day, present=here),
            ),
            r.Request(
                id="R4",
                asker=mo,
                relayed_by=li,
                words="Not one failed payment while the campaign runs, please",
                because="every failed payment is a call to my team",
                merged_into="R1",
            ),
            r.Request(
                id="R5",
                asker=li,
                words="one-click reorder",
                paraphrased=True,
                needs=("R1",),
                touches_none="it is an idea, not a step",
                verdict=r.Verdict(answer="later", reason="nobody has measured the demand", on=day, present=here),
            ),
            r.Request(
                id="R6", asker=li, words="结账页面支持中文显示和本地支付方式", because="8 % of visits come from there"
            ),
        ),
        streams=(
            r.Stream(
                id="V1",
                name="Checkout for shoppers",
                who="shoppers",
                how="pay without waiting",
                when="from launch",
                steps=(
                    _step("V1.1", "Intake", "people", 30, 960, 80),
                    _step("V1.2", "Design", "people", 240, 2400, 70),
                    _step("V1.3", "Build", "process", 960, 2880, 90),
                    _step("V1.4", "Deploy", "technology", 60, 1440, 95),
                ),
                rework=(r.Rework(source="V1.3", target="V1.2", percent=10),),
            ),
            r.Stream(id="V2", name="Onboarding for partners", who="partners", how="go live in a day"),
        ),
        metrics=(
            r.Metric(
                id="M1",
                name="checkout downtime",
                unit="min/week",
                meter="the status page",
                baseline=120,
                target=90,
                stretch=60,
                by=date(2025, 6, 30),
                owner=ana,
                streams=("V1",),
                criterion="R1.K1",
                agreements=(
                    r.Agreement(person=ana, agrees=True, figures="120 -> 90 min/week by 2025-06-30"),
                    r.Agreement(person=raj, agrees=False, figures="120 -> 90 min/week by 2025-06-30", why="too soft"),
                ),
            ),
            r.Metric(
                id="M2",
                name="failed payments",
                kind="leading",
                leads="M1",
                unit="%",
                meter="the payment log",
                baseline=3,
                target=1.5,
                by=date(2025, 6, 30),
                owner=raj,
                streams=("V1",),
            ),
            r.Metric(
                id="M3",
                name="time until a new partner is live, from contract to first order",
                kind="guardrail",
                unit="d",
                meter="the partner register",
                baseline=14,
                target=14,
                threshold="at most",
                by=date(2025, 6, 30),
                owner=raj,
                streams=("V2", "V1"),
            ),
            r.Metric(id="M4", name="trust in the sale", scale="1 to 5, asked after the sale"),
        ),
        constraints=(
            r.Capacity(id="C1", person_weeks=12, until=date(2025, 4, 30)),
            r.Platform(
                id="C2",
                text="no theming without a refactoring",
                refactoring=r.Effort(person_weeks=r.Estimate(typical=9)),
            ),
            r.Order(id="C3", first="R1", then="R3"),
            r.Risk(
                id="C4",
                text="the payment provider changes its limits in March",
                likelihood="likely",
                impact="high",
                response="we keep the old integration warm",
            ),
            r.ErrorBudget(
                id="C5", service="checkout", slo_percent=99.9, window_days=30, spent_minutes=27, spent_on=day
            ),
        ),
        options=(
            r.Option(
                id="O1",
                name="Calm launch",
                requests=("R1", "R3"),
                effects=(
                    r.Effect(metric="M1", direction="better", amount=30, unit="min/week"),
                    r.Effect(metric="M3", direction="worse"),
                ),
            ),
            r.Option(
                id="O2",
                name="Everything at once",
                requests=("R1", "R2", "R3", "R5"),
                effects=(r.Effect(metric="M1", direction="better"), r.Effect(metric="M3", direction="better")),
            ),
        ),
        rankings=(
            r.Ranking(person=ana, order=("R1", "R3", "R2")),
            r.Ranking(person=raj, order=("R2", "R1", "R3")),
        ),
        fists=(
            r.Fist(option="O1", person=ana, fingers=5),
            r.Fist(option="O1", person=raj, fingers=3, why="partners will not like it"),
            r.Fist(option="O1", person=li, fingers=4),
        ),
        trade_offs=(
            r.TradeOff(
                id="T1",
                gain="uptime",
                give="branding",
                accepting="partners wait one more quarter for branding",
                bearer=raj,
                metric="M3",
                option="O1",
            ),
            r.TradeOff(id="T2", gain="branding", give="sleep", bearer=ana, metric="M1", option="O2"),
        ),
        choice=r.Choice(option="O1", on=day, decided_by=(li,), present=here),
        memo=r.Memo(
            context="the spring sale starts on 2025-04-14",
            facing="12 person-weeks, and a platform without theming",
            cadence=r.Cadence(every=1, unit="week", first=date(2025, 5, 5)),
            status="proposed",
        ),
        rule=r.Rule(kind="no objection"),
        tripwires=(r.Tripwire(id="W1", metric="M3", when="above", value=18, reopens="T1"),),
        lessons=(r.Lesson(id="L1", text="ask finance before the first meeting", on=day),),
        parked=(r.Parked(id="P1", text="who answers the phone on sale days?"),),
    )
    text = text_now(session)
    at = datetime(2025, 2, 28, 14, 1, tzinfo=UTC)
    return replace(
        session,
        versions=(r.Version(number=1, at=at, sections=text.sections),),
        signatures=(
            _signature(text, "G1", ana, "consent"),
            _signature(text, "G2", raj, "objection", "support cannot take the calls of waiting partners"),
            _signature(text, "G3", raj, "withdrawal", withdraws="G2"),
            _signature(text, "G4", raj, "reservation", "we look again after the sale"),
        ),
    )


def _step(step_id: str, name: str, lane: r.Lane, work: int, lead: int, accurate: int) -> r.Step:
    return r.Step(
        id=step_id,
        name=name,
        lane=lane,
        process_time_minutes=r.Estimate(typical=work),
        lead_time_minutes=r.Estimate(typical=lead),
        percent_complete_accurate=r.Estimate(typical=accurate),
    )


def _signature(
    text: SignedText, own: str, person: str, verdict: Any, words: str = "", withdraws: str | None = None
) -> r.Signature:
    return r.Signature(
        id=own,
        person=person,
        verdict=verdict,
        text=words,
        at=datetime(2025, 2, 28, 14, int(own[1:]), tzinfo=UTC),
        version=text.version,
        digests=text.digests,
        withdraws=withdraws,
    )
