"""The chain of hashes over the journal, by which a change to any entry is noticed.

Each entry keeps a hash of 32 bytes: the SHA-256 of the bytes of the hash before it, followed by one line for each of
``COLUMNS`` that has a value, in that order::

    name SPACE length COLON value LINE-FEED

``name`` is the column's name, ``value`` the column's value as it is stored (text in UTF-8, a whole number in decimal), and
``length`` the number of bytes of the value, in decimal. A column without a value (NULL) has no line. Before the first entry,
in the order of ``number``, stands ``START``: 32 zero bytes.

Since names are fixed and every value says its length, two different entries never give the same bytes; since a column without
a value has no line, a column that a later version adds leaves the hashes of the entries before it as they are.
"""

from collections.abc import Sequence
from operator import index

#: The columns of a journal entry that its hash covers: all but the hash itself.
COLUMNS = ("number", "step", "action", "kind", "key", "at", "recorded_at", "by", "why", "undoes", "previous", "new")
#: What stands for the hash before the first entry.
START = bytes(32)

_NAMES = tuple(name.encode() for name in COLUMNS)


def digest(before: bytes, entry: Sequence[str | int | None]) -> bytes:
    """The hash of an entry: 32 bytes.

    ``before`` is the hash of the entry before it, and ``entry`` the values of ``COLUMNS``. Bytes that are no UTF-8 are given
    as Python's ``surrogateescape`` reads them.

    Raises:
        TypeError: a value is neither text nor a whole number nor None.
        UnicodeEncodeError: a text holds half a character.
    """
    from hashlib import sha256  # noqa: PLC0415 - takes 3 ms to import, and a reader of the record hashes nothing

    lines = [before]
    for name, value in zip(_NAMES, entry, strict=True):
        if value is not None:
            raw = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else b"%d" % index(value)
            lines.append(b"%b %d:%b\n" % (name, len(raw), raw))
    return sha256(b"".join(lines)).digest()
