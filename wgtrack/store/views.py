"""What a view of a kind shows to other programs: one column for each field, in the order of its class.

wgtrack itself never reads one.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import attrs

from wgtrack.model.kinds import plural_of
from wgtrack.model.programme import KINDS
from wgtrack.store.codecs import Codec, codec_of, dumps
from wgtrack.store.snapshots import FROM_ENTRY


class ViewColumn(NamedTuple):
    """One field, as its column shows it."""

    name: str
    #: The class of what a snapshot keeps of it: text, a whole number, a number, or a list or object.
    type: type
    #: What stands in the snapshot where it is left out: text, a number or None.
    default: str | float | None


def shown() -> dict[str, tuple[str, Sequence[ViewColumn]]]:
    """By the name of its view, each kind with its columns."""
    return {plural_of(kind): (kind, tuple(_columns(cls))) for kind, cls in KINDS.items()}


def _columns(cls: type) -> Iterator[ViewColumn]:
    for field in attrs.fields(cls):
        if field.name not in FROM_ENTRY:
            codec = codec_of(field.type)
            yield ViewColumn(field.name, codec.kept, _default(field.default, codec))


def _default(default: Any, codec: Codec) -> Any:
    if default is attrs.NOTHING or default is None:
        return None
    plain = codec.encode(default)
    return dumps(plain) if isinstance(plain, list | dict) else plain
