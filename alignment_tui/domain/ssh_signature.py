"""What a real signature is put on, and which key is in it. Making and checking one is ssh-keygen's own work.

The armour and what it holds are those of OpenSSH's PROTOCOL.sshsig.
"""

import base64
import binascii
import hashlib
from collections.abc import Sequence

from msgspec import to_builtins

from alignment_tui.domain.digests import canonical, digest
from alignment_tui.domain.records import Signature
from alignment_tui.domain.session import Session

NAMESPACE = "alignment-memo"
"""Keeps a signature on a memo from being taken for one on anything else, such as a commit."""

_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MAGIC = b"SSHSIG\x00\x00\x00\x01"


def statement(session: Session, entry: Signature) -> bytes:
    """Return the bytes that an ssh signature is put on: what was said, when, and the digest of every section.

    A withdrawal names what it takes back by the digest of that. Ids, the version's number and the person's name are
    not in it, so that a merge or a corrected name breaks nothing: whose word it is, is told by whose key it is.
    """
    said = _said(entry)
    if entry.withdraws:
        said["withdraws"] = digest(_said(next(one for one in session.signatures if one.id == entry.withdraws)))
    return canonical(said)


def armour(entry: Signature) -> str:
    """Return the ssh signature of an entry as a file has it."""
    return "".join(f"{line}\n" for line in entry.ssh)


def fingerprint(lines: Sequence[str]) -> str:
    """Return the fingerprint of the key in an armoured signature, ``SHA256:...``; empty where it cannot be read."""
    try:
        if (lines[0], lines[-1]) != (_BEGIN, _END):
            return ""
        blob = base64.b64decode("".join(lines[1:-1]), validate=True)
    except (IndexError, ValueError, binascii.Error):
        return ""
    start = len(_MAGIC) + 4
    size = int.from_bytes(blob[len(_MAGIC) : start], "big")
    key = blob[start : start + size]
    if not blob.startswith(_MAGIC) or not key or len(key) < size:
        return ""
    return f"SHA256:{base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip('=')}"


def _said(entry: Signature) -> dict[str, object]:
    return {
        "at": to_builtins(entry.at),
        "digests": entry.digests,
        "text": entry.text,
        "verdict": entry.verdict,
    }
