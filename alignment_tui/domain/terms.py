"""Terms in angle brackets: words that somebody promised to define and has not yet."""

import re
from collections.abc import Iterator

from alignment_tui.domain.records import Metric, Request

_TERM = re.compile(r"(?<![\w<])<(\w(?:[^<>]{0,60}\w)?)>")


def undefined(text: str) -> tuple[str, ...]:
    """Return the terms in angle brackets in `text`, each once; ``5 < 6 > 3`` has none."""
    return tuple(dict.fromkeys(_TERM.findall(text)))


def undefined_in_metric(metric: Metric) -> tuple[str, ...]:
    """Return the undefined terms in any wording of a metric."""
    return _all(iter((metric.name, metric.unit, metric.scale, metric.meter, metric.overrule)))


def undefined_in_request(request: Request) -> tuple[str, ...]:
    """Return the undefined terms in any wording of a request and its layers."""
    return _all(_request_texts(request))


def _request_texts(request: Request) -> Iterator[str]:
    yield from (request.words, request.short, request.because, request.touches_none)
    yield from (assumed.text for assumed in request.assumptions)
    yield from (dependency.text for dependency in request.outside)
    yield from (criterion.text for criterion in request.success)
    if request.verdict:
        yield request.verdict.reason


def _all(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for text in texts for term in undefined(text)))
