"""Working a thing out once: what a session is made of never changes, and a screen asks for the same again and again."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

S = TypeVar("S")
P = ParamSpec("P")
R = TypeVar("R")


def once(kept: int) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Return a decorator that keeps so many of the latest results, told apart by the very object given first.

    That one is looked up by identity, which costs nothing however large it is; it must not change. The others are
    compared, so they have to be hashable.
    """

    def decorated(work: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        results: dict[Any, tuple[S, R]] = {}

        @wraps(work)
        def looked_up(subject: S, /, *arguments: P.args, **named: P.kwargs) -> R:
            key = (id(subject), arguments, *named.items())
            found = results.get(key)
            # The object is kept with its result, so that no other can have its id meanwhile.
            if found is None:
                if len(results) >= kept:
                    results.clear()
                found = results[key] = subject, work(subject, *arguments, **named)
            return found[1]

        return looked_up

    return decorated
