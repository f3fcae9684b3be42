"""The bytes an ssh signature is put on, and the key in it: read here, made and checked by ssh-keygen alone."""

import base64
import hashlib
import json
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.sign_off import text_now
from alignment_tui.domain.ssh_signature import NAMESPACE, armour, fingerprint, statement
from tests.factories import complete, signature, signed

BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


def test_the_statement_is_canonical_json_that_anybody_can_write_down() -> None:
    whole = signed(complete(), signature(3, "S2", "reservation", text="in July, \u00e9"))
    expected = {
        "at": "2025-03-01T10:00:00Z",
        "digests": text_now(whole).digests,
        "text": "in July, \u00e9",
        "verdict": "reservation",
    }
    plain = json.dumps(expected, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert statement(whole, whole.signatures[-1]) == plain


@pytest.mark.parametrize(
    "fields", [{"verdict": "objection"}, {"text": "other"}, {"digests": {"will": "a"}}, {"at": None}]
)
def test_whatever_was_said_is_in_the_statement(fields: dict[str, Any]) -> None:
    whole = signed(complete(), signature(3, "S2", "reservation", text="in July"))
    entry = whole.signatures[-1]
    later = {"at": entry.at.replace(minute=1)} if "at" in fields else fields
    assert statement(whole, replace(entry, **later)) != statement(whole, entry)


def test_ids_names_and_numbers_are_not_in_it_so_that_a_merge_breaks_nothing() -> None:
    whole = signed(complete(), signature(3, "S2", "reservation", text="in July"))
    entry = whole.signatures[-1]
    other = replace(entry, id="G9", person="S1", version=7, creator="x", formerly="G3", own_hand=True, ssh=("x",))
    assert statement(whole, other) == statement(whole, entry)
    spelt = replace(entry, text="Zoe\u0308"), replace(entry, text="Zo\u00eb")
    assert statement(whole, spelt[0]) == statement(whole, spelt[1])


def test_a_withdrawal_says_what_it_takes_back_whatever_that_is_called() -> None:
    whole = signed(complete(), signature(3, "S2", "withdrawal", withdraws="G2"))
    taken = json.loads(statement(whole, whole.signatures[-1]))["withdraws"]
    assert taken == hashlib.sha256(statement(whole, whole.signatures[1])).hexdigest()


def lines_of(blob: bytes) -> tuple[str, ...]:
    text = base64.b64encode(blob).decode()
    return (BEGIN, *(text[at : at + 70] for at in range(0, len(text), 70)), END)


def packed(*parts: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


KEY = packed(b"ssh-ed25519", b"k" * 32)
BLOB = b"SSHSIG" + struct.pack(">I", 1) + packed(KEY, NAMESPACE.encode(), b"", b"sha512", b"s" * 64)


def test_the_key_in_an_armour_is_told_by_its_fingerprint() -> None:
    expected = base64.b64encode(hashlib.sha256(KEY).digest()).decode().rstrip("=")
    assert fingerprint(lines_of(BLOB)) == f"SHA256:{expected}"
    assert armour(signature(1, "S1", ssh=lines_of(BLOB))).startswith(f"{BEGIN}\n")
    assert armour(signature(1, "S1", ssh=lines_of(BLOB))).endswith(f"{END}\n")


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("x",),
        (BEGIN, END),
        (BEGIN, "!!!", END),
        lines_of(b"SSHSIG"),
        lines_of(BLOB[:20]),
        lines_of(b"OTHER!" + BLOB[6:]),
        lines_of(b"SSHSIG" + struct.pack(">II", 1, 2**31) + b"k"),
        lines_of(BLOB)[:-1],
    ],
)
def test_what_is_no_armour_has_no_key(lines: tuple[str, ...]) -> None:
    assert fingerprint(lines) == ""


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_at_all_is_told_and_raises_nothing(lines: list[str]) -> None:
    assert fingerprint(lines) == "" or lines
