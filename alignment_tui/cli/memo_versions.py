"""`memo --versions` and `memo --compare`: the texts that were signed, and what differs between two of them."""

from collections.abc import Iterable

from alignment_tui.cli.streams import put, put_json
from alignment_tui.documents.blocks import Block
from alignment_tui.documents.text import block_lines
from alignment_tui.documents.versions import difference_blocks, version_blocks
from alignment_tui.domain.session import Session
from alignment_tui.domain.versions import compared, edition, editions

_WIDTH = 80


def list_versions(session: Session, *, as_json: bool) -> None:
    """Write every version with its day, its digest and who signed it; last the text now, where it is another."""
    known = editions(session)
    if not as_json:
        _put(version_blocks(known))
        return
    put_json(
        [
            {
                "version": one.number,
                "text": one.short,
                "first_signed": one.at,
                "signers": one.signers,
                "now": not one.at,
            }
            for one in known
        ]
    )


def compare(session: Session, first: str, second: str, *, as_json: bool) -> None:
    """Write what differs between two versions, each told by its number or as ``now``. Raises `NotFound`."""
    before, after = edition(session, first), edition(session, second)
    if as_json:
        put_json(compared(before.sections, after.sections))
    else:
        _put(difference_blocks(before, after))


def _put(blocks: Iterable[Block]) -> None:
    put("\n".join(block_lines(tuple(blocks), _WIDTH)).rstrip("\n"))
