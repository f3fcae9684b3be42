"""What several commands have in common: `--dir`, `--json`, and the arguments SESSION and STAGE."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from alignment_tui.domain.errors import NotFound

if TYPE_CHECKING:
    from alignment_tui.domain.records import StageSlug

F = TypeVar("F", bound=Callable[..., Any])


def _remember_folder(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.find_root().meta["folder"] = value


def folder_given(ctx: click.Context) -> str | None:
    """Return the folder given with `--dir`, before the command's name or after it."""
    given: str | None = ctx.find_root().meta.get("folder")
    return given


def folder_option(function: F) -> F:
    """Add `--dir`, which may stand before the command or after it."""
    return click.option(
        "--dir",
        metavar="FOLDER",
        expose_value=False,
        callback=_remember_folder,
        help="Where the sessions are.",
    )(function)


def json_option(function: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON.")(function)


class StageName(click.ParamType["StageSlug"]):
    """A stage by its slug or title, in any case."""

    name = "stage"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "StageSlug":
        """Return the slug, or refuse and name the eight."""
        from alignment_tui.domain.stages import stage_named

        try:
            return stage_named(str(value)).slug
        except NotFound as unknown:
            self.fail(str(unknown), param, ctx)
