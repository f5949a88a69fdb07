"""Questions about a status report: what to do next, what is due, overdue or waiting, and finding items."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from wgtrack.dates import Resolver
from wgtrack.errors import InputError, UnknownKeyError, choose_from, closest
from wgtrack.messages.message import untranslated
from wgtrack.model.fields import searched_texts
from wgtrack.model.programme import WorkProgramme
from wgtrack.status.report import (
    FINISHED,
    VERDICTS,
    WORST_FIRST,
    ItemKind,
    ItemStatus,
    StatusReport,
    shown_fields,
    shown_value,
)

Found = tuple[ItemStatus, ...]

_WITHIN = r"\s*(?P<count>\d{1,6})\s*(?P<unit>wd|d|w|m)\s*"
_NEVER = date.max
KINDS: tuple[ItemKind, ...] = ("task", "milestone", "deliverable")
_NOT_AHEAD = frozenset({*FINISHED, "past_limit", "overdue"})

#: How items can be sorted: the name -> what is compared, None for those that come last.
SORTS: dict[str, Callable[[ItemStatus], Any]] = {
    "due": lambda item: item.due and item.due.date,
    "target": lambda item: item.target and item.target.date,
    "limit": lambda item: item.limit and item.limit.date,
    "key": lambda item: item.key,
    "title": lambda item: _plain(item.title),
    "group": lambda item: item.group,
    "owner": lambda item: item.owners or None,
    "verdict": lambda item: WORST_FIRST.index(item.verdict),
    "progress": lambda item: item.progress,
    "done": lambda item: item.done_on,
}


def sorts() -> tuple[str, ...]:
    """Everything that items can be sorted by: the shown fields too."""
    return (*SORTS, *(name for name in shown_fields() if name not in SORTS))


def next_items(report: StatusReport, *, owner: str | None = None) -> Found:
    """What can be worked on now, by whoever owns it (or this owner): first what needs attention, then by date."""
    urgency = {key: place for place, key in enumerate(report.attention)}
    ready = [item for item in report.items if item.ready and _is_owned(item, owner)]
    ready.sort(key=lambda item: (urgency.get(item.key, len(urgency)), _due_date(item)))
    return tuple(ready)


def due_items(report: StatusReport, within: str = "10wd", *, owner: str | None = None) -> Found:
    """Unfinished items whose target (else limit) comes within some time from today, the next one first.

    ``within`` is a number of working days (``10wd``), days (``14d``), weeks (``2w``) or months (``1m``), each counted
    in the item's own group; what is late already is not among them. InputError if it cannot be read.
    """
    match = re.fullmatch(_WITHIN, within, re.ASCII)
    if match is None:
        raise InputError(
            untranslated("cannot read the time {time}", code="unreadable", time=repr(within)),
            untranslated("write 10wd, 14d, 2w or 1m"),
        )
    count, unit = int(match["count"]), match["unit"]
    is_near = (lambda item: (item.due_working_days or 0) <= count) if unit == "wd" else _until(f"{count}{unit}")
    found = [item for item in report.items if _is_ahead(item) and _is_owned(item, owner) and is_near(item)]
    return tuple(sorted(found, key=_due_date))


def _until(step: str) -> Callable[[ItemStatus], bool]:
    """Whether an item is due no later than a step of calendar days, weeks or months from its today."""
    resolver = Resolver(WorkProgramme())  # such steps need no record

    def is_near(item: ItemStatus) -> bool:
        today = _due_date(item) - timedelta(days=item.due_calendar_days or 0)
        until = resolver.resolve(f"{today.isoformat()} + {step}", "")
        return until is not None and _due_date(item) <= until.date

    return is_near


def owned(items: Found, owner: str | None) -> Found:
    """Those of some items that this party owns, all if None."""
    return tuple(item for item in items if _is_owned(item, owner))


def waiting_items(report: StatusReport, *, owner: str | None = None) -> Found:
    """Items that wait: first for whoever has the ball, the longest wait in front, then for other work, by date."""
    found = [item for item in report.items if "waiting" in item.flags and _is_owned(item, owner)]
    found.sort(key=lambda item: (item.waiting.since if item.waiting else _NEVER, _due_date(item)))
    return tuple(found)


def find_items(
    programme: WorkProgramme,
    items: Iterable[ItemStatus],
    *,
    kinds: Collection[str] = (),
    area: str | None = None,
    owner: str | None = None,
    verdict: str | Collection[str] | None = None,
    tag: str | None = None,
    text: str | None = None,
    sort: str | None = None,
    **shown: object,
) -> Found:
    """Those of some items of a programme that fit everything that is asked for.

    ``kinds`` are of ``task``, ``milestone``, ``deliverable``, all if empty.
    ``verdict`` is one or several (in one text, with commas between). ``text``: all of its words stand in the item's key,
    title, names, tags, note, or in the names of its owners; case and width of characters do not count. ``sort`` is one
    of ``sorts()``, backwards with ``-`` in front; without it the order stays. UnknownKeyError for an area or owner that is not
    on record, InputError for an unknown kind, verdict or sort. ``shown`` are values of fields that lists show, by name.
    """
    wanted = _wanted(shown)
    check_keys(programme, area=area, owner=owner)
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        message = untranslated("there is no kind of item '{kind}'", code="unknown_kind", kind=unknown[0])
        raise InputError(message, choose_from(KINDS))
    verdicts = None if verdict is None else _verdicts(verdict)
    words = _plain(text or "").split()
    found = [
        item
        for item in items
        if (not kinds or item.kind in kinds)
        and (area is None or item.area == area)
        and _is_owned(item, owner)
        and (verdicts is None or item.verdict in verdicts)
        and (tag is None or tag in item.tags)
        and all(_has(item, name, value) for name, value in wanted.items())
        and _has_words(item, words, programme)
    ]
    return tuple(found) if sort is None else _in_order(found, sort)


def _wanted(shown: Mapping[str, object]) -> Mapping[str, object]:
    """The conditions on shown fields that say something."""
    unknown = [name for name in shown if name not in shown_fields()]
    if unknown:
        message = untranslated("items cannot be found by '{name}'", code="unknown_field", name=unknown[0])
        raise InputError(message, choose_from(shown_fields()))
    return {name: value for name, value in shown.items() if value is not None}


def _has(item: ItemStatus, name: str, wanted: object) -> bool:
    value = shown_value(item, name)
    return wanted in value if isinstance(value, tuple) else value == wanted


def check_keys(programme: WorkProgramme, *, area: str | None = None, owner: str | None = None) -> None:
    """UnknownKeyError for an area or owner that is not on record: nothing found would look like nothing to do."""
    if area is not None and area not in programme.areas:
        raise UnknownKeyError("area", area, programme.areas)
    if owner is not None and owner not in programme.parties:
        raise UnknownKeyError("party", owner, programme.parties)


def _verdicts(asked: str | Collection[str]) -> frozenset[str]:
    """Verdicts by name; ``at risk`` and ``at-risk`` are understood too."""
    names = asked.split(",") if isinstance(asked, str) else asked
    found = frozenset(name.strip().casefold().replace(" ", "_").replace("-", "_") for name in names)
    unknown = sorted(found.difference(VERDICTS))
    if unknown:
        message = untranslated("there is no verdict '{verdict}'", code="unknown_verdict", verdict=unknown[0])
        raise InputError(message, choose_from(VERDICTS))
    return found


def _in_order(items: list[ItemStatus], sort: str) -> Found:
    name, backwards = sort.removeprefix("-"), sort.startswith("-")
    known = sorts()
    if name not in known:
        message = untranslated("cannot sort by '{name}'", code="unknown_sort", name=name)
        raise InputError(message, choose_from(closest(name, known) or known))
    value: Callable[[ItemStatus], Any] = SORTS.get(name) or (lambda item: shown_value(item, name))
    dated = sorted((item for item in items if value(item) is not None), key=value, reverse=backwards)
    return (*dated, *(item for item in items if value(item) is None))


def _has_words(item: ItemStatus, words: list[str], programme: WorkProgramme) -> bool:
    if not words:
        return True
    text = _searched(item, programme)
    return all(word in text for word in words)


def _searched(item: ItemStatus, programme: WorkProgramme) -> str:
    record = programme.tasks.get(item.key) or programme.deliverables[item.key]
    parts = [*searched_texts(record)]
    for owner in record.owners:
        party = programme.parties.get(owner)
        parts += [owner, *([party.name, *(name for _, name in party.names)] if party else ())]
    return _plain("\n".join(parts))


def _plain(text: str) -> str:
    """A text as it is compared: full-width and half-width, capital and small letters are the same."""
    return unicodedata.normalize("NFKC", text).casefold()


def _is_owned(item: ItemStatus, owner: str | None) -> bool:
    return owner is None or owner in item.owners


def _is_ahead(item: ItemStatus) -> bool:
    """Whether it is owed by a date that has not passed."""
    return item.due is not None and item.verdict not in _NOT_AHEAD


def _due_date(item: ItemStatus) -> date:
    return _NEVER if item.due is None else item.due.date
