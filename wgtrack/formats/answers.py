"""Answers that are no report as text, as the command line prints them: plans, slips, promises, forecasts, timelines, load, lists."""

from collections.abc import Callable, Sequence
from typing import Any

from wgtrack.errors import InputError, choose_from
from wgtrack.formats.plain import as_json, plain
from wgtrack.history.promises import Promise
from wgtrack.history.slips import Slip
from wgtrack.messages.message import untranslated
from wgtrack.planning.bars import Timeline
from wgtrack.planning.forecast import Forecast
from wgtrack.planning.load import OwnerLoad
from wgtrack.planning.plan import Plan
from wgtrack.status.checks import Finding
from wgtrack.status.report import ItemStatus

#: Version of the JSON of a forecast, whose keys only grow.
VERSION = 1
FORMATS = ("terminal", "json")


def write(answer: Any, format: str, **options: Any) -> str:  # noqa: A002 - as --format is called
    """An answer as text that ends in a line break.

    Raises:
        InputError: there is no such format, or such an answer is written as JSON alone.
    """
    if format not in FORMATS:
        raise InputError(
            untranslated("a {answer} is not written as {format}", answer=_name(answer), format=format),
            choose_from(FORMATS),
        )
    if format == "json":
        return f"{as_json(_members(answer))}\n"
    if answer in ((), []):
        return "nothing\n"
    writer = _TERMINAL.get(type(_first(answer)))
    if writer is None:
        raise InputError(
            untranslated("a {answer} is not written for a terminal", answer=_name(answer)),
            untranslated("write it as json"),
        )
    return writer(answer, **options)


def _members(answer: Any) -> Any:
    """What the JSON of an answer has."""
    if isinstance(answer, Forecast):
        return {"wgtrack": VERSION, **plain(answer)}
    if isinstance(answer, tuple | list) and isinstance(_first(answer), ItemStatus):
        from wgtrack.formats.json_.status import item_data  # noqa: PLC0415 - other answers do without it

        return [item_data(item) for item in answer]
    return answer


def _first(answer: Any) -> Any:
    """An answer, or what the first of several is."""
    is_several = type(answer) in {tuple, list}
    return answer[0] if is_several and answer else answer


def _name(answer: Any) -> str:
    return type(_first(answer)).__name__


def _plans(answer: Plan | Sequence[Plan], *, width: int | None = 80) -> str:
    from wgtrack.formats.plan import lines  # noqa: PLC0415 - each answer imports what it needs

    plans = [answer] if isinstance(answer, Plan) else answer
    return "\n\n".join("\n".join(lines(plan, width)) for plan in plans) + "\n"


def _slips(answer: Slip | Sequence[Slip], *, width: int | None = 80, **since: Any) -> str:
    from wgtrack.formats.slips import slips_lines  # noqa: PLC0415 - as above

    return _text(slips_lines([answer] if isinstance(answer, Slip) else answer, width, **since))


def _promises(answer: Promise | Sequence[Promise], *, width: int | None = 80, key: str = "it") -> str:
    from wgtrack.formats.slips import promises_lines  # noqa: PLC0415 - as above

    return _text(promises_lines([answer] if isinstance(answer, Promise) else answer, key, width))


def _forecast(answer: Forecast, *, width: int | None = 80) -> str:
    from wgtrack.formats.forecast import lines  # noqa: PLC0415 - as above

    return _text(lines(answer, width))


def _timeline(answer: Timeline, **options: Any) -> str:
    from wgtrack.formats.timeline import write  # noqa: PLC0415 - as above

    return write(answer, **options)


def _load(answer: OwnerLoad | Sequence[OwnerLoad], *, width: int = 80) -> str:
    from wgtrack.formats.load import write  # noqa: PLC0415 - as above

    return write([answer] if isinstance(answer, OwnerLoad) else answer, width=width)


def _findings(answer: Finding | Sequence[Finding], *, width: int | None = 80) -> str:
    from wgtrack.formats.tables import Table, laid_out  # noqa: PLC0415 - as above

    rows = [(one.code, one.key, str(one.message)) for one in ([answer] if isinstance(answer, Finding) else answer)]
    return _text(laid_out(Table(("check", "key", "what"), rows, ends_in_sentence=True), width))


def _text(lines: Any) -> str:
    return "\n".join(lines) + "\n"


_TERMINAL: dict[type, Callable[..., str]] = {
    Plan: _plans,
    Slip: _slips,
    Promise: _promises,
    Forecast: _forecast,
    Timeline: _timeline,
    OwnerLoad: _load,
    Finding: _findings,
}
