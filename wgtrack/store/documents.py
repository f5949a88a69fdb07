"""The files of issued reports, kept by what is in them: the journal holds their hashes, and so vouches for every byte."""

import re
import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Protocol

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.model.records import IssuedReport
from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.snapshots import layout_of_kind

#: Bytes of the largest file: so few that any can be exported, and read again in bounded memory.
MOST_BYTES = 45_000_000


class Files(Protocol):
    """Where files are kept."""

    def keep(self, name: str, packed: bytes) -> None:
        """Keep a file by the hash of its content, if it is not there yet."""

    def document(self, name: str) -> bytes | None:
        """The packed file with this hash."""


_HASH = re.compile("[0-9a-f]{64}", re.ASCII)


def keep(storage: Files, content: bytes) -> str:
    """Keep a file, once however often it comes; returns its SHA-256 in hexadecimal digits.

    Raises:
        InputError: it is larger than any may be.
    """
    if len(content) > MOST_BYTES:
        raise InputError(
            untranslated("a file of a report has {number} bytes", number=len(content)),
            untranslated("keep to {most_bytes}: report on its committees one by one", most_bytes=MOST_BYTES),
        )
    name = sha256(content).hexdigest()
    storage.keep(name, zlib.compress(content, level=9))
    return name


def read(storage: Files, name: str) -> bytes:
    """The file with this hash, byte for byte; DamagedValueError where it is missing or another one."""
    packed = _packed(storage, name)
    if packed is None:
        raise DamagedValueError(f"the file {name} of an issued report is missing")
    return unpacked(name, packed)


def unpacked(name: str, packed: Any) -> bytes:
    """What was packed, if it is the file with this hash; else DamagedValueError."""
    try:
        # No more than a file may have: a stranger's could be unpacked to any length.
        content = zlib.decompressobj().decompress(packed, MOST_BYTES)
    except (zlib.error, TypeError) as error:
        raise DamagedValueError(f"the file {name} of an issued report cannot be read ({error})") from error
    if sha256(content).hexdigest() != name:
        raise DamagedValueError(f"the file {name} of an issued report is not the one that was issued")
    return content


def not_kept(storage: Files, names: Iterable[str]) -> list[str]:
    """Those of some files that are not kept yet, each once."""
    return [name for name in dict.fromkeys(names) if _packed(storage, name) is None]


def _packed(storage: Files, name: str) -> Any:
    """The packed file; None for a name that is no hash, and may be no text that can be asked for."""
    return storage.document(name) if _HASH.fullmatch(name) else None


def named(number: int, at: str, kind: str, new: str | None) -> Sequence[tuple[str, str]]:
    """The files that an entry of the journal names: format and hash, in the order of formats; none but for a report.

    Raises:
        DamagedValueError: the entry cannot be read.
    """
    if kind != "report" or new is None:
        return ()
    report = layout_of_kind(kind).decode(number, at, new)
    assert isinstance(report, IssuedReport)  # noqa: S101 - what the kind says
    return report.documents
