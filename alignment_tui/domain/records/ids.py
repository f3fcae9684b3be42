"""The ids of records, and the marks by which `references` tells a name from a link."""

from typing import Annotated

from msgspec import Meta


def own(pattern: str) -> Meta:
    """Mark a field as the id that a record bears."""
    return Meta(pattern=pattern, extra={"names": True})


def link(pattern: str) -> Meta:
    """Mark a field as an id that points to another record."""
    return Meta(pattern=pattern, extra={"refers": True})


# An id names its record (``own``) or refers to another (``link``); `references` reads these marks.
STAKEHOLDER, REQUEST, STREAM, METRIC, CONSTRAINT, OPTION, TRADE_OFF, SIGNATURE = (
    rf"^{letter}[1-9][0-9]*$" for letter in "SRVMCOTG"
)
STEP = r"^V[1-9][0-9]*\.[1-9][0-9]*$"
CRITERION = r"^R[1-9][0-9]*\.K[1-9][0-9]*$"

ToStakeholder = Annotated[str, link(STAKEHOLDER)]
ToRequest = Annotated[str, link(REQUEST)]
ToStream = Annotated[str, link(STREAM)]
ToStep = Annotated[str, link(STEP)]
ToMetric = Annotated[str, link(METRIC)]
ToOption = Annotated[str, link(OPTION)]
ToTradeOff = Annotated[str, link(TRADE_OFF)]
ToCriterion = Annotated[str, link(CRITERION)]
ToSignature = Annotated[str, link(SIGNATURE)]
