"""For the reference page: methods are made of functions whose first argument is the tracker, so it is left out there."""

from typing import Any

import griffe

FIRST = frozenset({"session", "_session", "reading", "self", "tracker"})


class FirstArgument(griffe.Extension):
    """Leaves out the first argument of the methods of a class."""

    def on_function(self, *, func: Any, **_: Any) -> None:
        """Look at each function that is documented."""
        if func.parent is not None and func.parent.is_class and func.parameters and func.parameters[0].name in FIRST:
            func.parameters._params.pop(0)  # noqa: SLF001 - griffe has no public way
