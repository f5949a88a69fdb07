"""Stages as people write them: ``2060`` for 20.60, ``dis`` for 40.00, ``WGLC`` for a last call."""

from collections.abc import Iterable

from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.messages.message import joined, untranslated
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.stages import Stage

_SEPARATORS = str.maketrans("", "", ".-_ ")


def stage_named(lifecycle: Lifecycle, text: str) -> Stage:
    """The stage that a text names: by its code, with or without separators, or by an alias; upper and lower case are one.

    Raises:
        UnknownKeyError: it names none; ``closest`` are the codes most like it.
        InputError: it could be several, which are named.
    """
    found = find_stage(lifecycle, text)
    if found is None:
        raise UnknownKeyError(f"{lifecycle.key} stage", text, [stage.code for stage in lifecycle.stages])
    return found


def find_stage(lifecycle: Lifecycle, text: str) -> Stage | None:
    """As ``stage_named``, but None where the text names no stage."""
    exact = lifecycle.stage(text)
    if exact is not None:
        return exact
    wanted = _plain(text)
    for names in (_written, _shortened):
        found = [stage for stage in lifecycle.stages if wanted and wanted in names(stage)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(lifecycle, text, found)
    begun = [stage for stage in lifecycle.stages if _begins(stage, wanted)]
    if len(begun) > 1:
        raise _several(lifecycle, text, begun)
    return None


def stage_code(lifecycle: Lifecycle, text: str) -> str:
    """The code of the stage that a text names; the text itself where it names none, for whoever says so better."""
    found = find_stage(lifecycle, text)
    return text if found is None else found.code


def _plain(text: str) -> str:
    return text.translate(_SEPARATORS).casefold()


def _written(stage: Stage) -> set[str]:
    return {_plain(name) for name in (stage.code, *stage.aliases)}


def _shortened(stage: Stage) -> set[str]:
    return {_plain(stage.title)}


def _begins(stage: Stage, wanted: str) -> bool:
    """A stage's number without what is behind the dot: ``40`` for 40.00, 40.20 and so on."""
    return bool(wanted) and wanted == _plain(stage.code.partition(".")[0]) and "." in stage.code


def _several(lifecycle: Lifecycle, text: str, found: Iterable[Stage]) -> InputError:
    return InputError(
        untranslated("'{text}' could be several stages of '{key}'", text=text, key=lifecycle.key),
        untranslated("write one of {stages}", stages=joined(f"{stage.code} ({stage.title})" for stage in found)),
    )
