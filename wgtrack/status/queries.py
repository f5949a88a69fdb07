"""Questions about a status report: what to do next, what is due, overdue or waiting, and finding items."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, cast

from wgtrack.dates import Resolver
from wgtrack.errors import InputError, UnknownKeyError, choose_from, closest, did_you_mean
from wgtrack.messages.message import untranslated
from wgtrack.model.fields import searched_texts
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import STATES
from wgtrack.model.selection import Keys, chosen
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
    "area": lambda item: item.area,
    "owner": lambda item: item.owners or None,
    "state": lambda item: STATES.index(item.state),
    "lifecycle": lambda item: getattr(item.record, "lifecycle", None),
    "verdict": lambda item: WORST_FIRST.index(item.verdict),
    "progress": lambda item: item.progress,
    "done": lambda item: item.done_on,
}


def sorts() -> tuple[str, ...]:
    """Everything that items can be sorted by: the stage they are in, and the shown fields too."""
    return (*SORTS, "stage", *(name for name in shown_fields() if name not in SORTS))


def next_items(report: StatusReport, *, owner: Keys = None) -> Found:
    """What can be worked on now, by whoever owns it (or this owner): first what needs attention, then by date."""
    urgency = {key: place for place, key in enumerate(report.attention)}
    ready = [item for item in report.items if item.ready and _is_owned(item, owner)]
    ready.sort(key=lambda item: (urgency.get(item.key, len(urgency)), _due_date(item)))
    return tuple(ready)


def due_items(report: StatusReport, within: str = "10wd", *, owner: Keys = None) -> Found:
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


def owned(items: Found, owner: Keys) -> Found:
    """Those of some items that this party owns, all if None."""
    return tuple(item for item in items if _is_owned(item, owner))


def waiting_items(report: StatusReport, *, owner: Keys = None) -> Found:
    """Items that wait: first for whoever has the ball, the longest wait in front, then for other work, by date."""
    found = [item for item in report.items if "waiting" in item.flags and _is_owned(item, owner)]
    found.sort(key=lambda item: (item.waiting.since if item.waiting else _NEVER, _due_date(item)))
    return tuple(found)


def find_items(
    programme: WorkProgramme,
    items: Iterable[ItemStatus],
    *,
    kinds: Collection[str] = (),
    area: Keys = None,
    owner: Keys = None,
    verdict: Keys = None,
    state: Keys = None,
    stage: Keys = None,
    lifecycle: Keys = None,
    tag: Keys = None,
    text: str | None = None,
    due_before: date | None = None,
    due_after: date | None = None,
    without: Mapping[str, object] | None = None,
    sort: str | None = None,
    **shown: object,
) -> Found:
    """Those of some items of a programme that fit everything that is asked for.

    Of several values of one filter any will do. ``kinds`` are of ``task``, ``milestone``, ``deliverable``, all if empty.
    ``verdict``, ``state`` (several also in one text, with commas between), ``stage`` and ``lifecycle`` are words. ``text``: all
    of its words stand in the item's key, title, names, tags, note, or in the names of its owners; case and width of characters do
    not count. ``due_before`` and ``due_after``: its target, else its limit, falls before or after that day. ``without`` are filters
    by name none of whose values an item may have. ``sort`` is one of ``sorts()``, backwards with ``-`` in front; without it the
    order stays. ``shown`` are values of fields that lists show, by name.

    UnknownKeyError for an area, owner or lifecycle that is not on record, InputError for an unknown kind, verdict, state, stage, filter
    or sort.
    """
    wanted = {"area": area, "owner": owner, "verdict": verdict, "state": state, "stage": stage, "lifecycle": lifecycle}
    asked = filters(programme, kind=kinds, tag=tag, **wanted, **shown)
    excluded = filters(programme, **(without or {}))
    words = _plain(text or "").split()
    found = [
        item
        for item in items
        if all(any(value in values(item) for value in given) for values, given in asked)
        and not any(value in values(item) for values, given in excluded for value in given)
        and (due_before is None or (item.due is not None and item.due.date < due_before))
        and (due_after is None or (item.due is not None and item.due.date > due_after))
        and _has_words(item, words, programme)
    ]
    return tuple(found) if sort is None else _in_order(found, sort, programme)


#: Filters by name, and the values of an item that each looks at.
FILTERS: dict[str, Callable[[ItemStatus], Collection[object]]] = {
    "kind": lambda item: (item.kind,),
    "group": lambda item: (item.group,),
    "area": lambda item: (item.area,),
    "owner": lambda item: item.owners,
    "verdict": lambda item: (item.verdict,),
    "state": lambda item: (item.state,),
    "stage": lambda item: (item.stage,),
    "lifecycle": lambda item: (getattr(item.record, "lifecycle", None),),
    "tag": lambda item: item.tags,
}
Filter = tuple[Callable[[ItemStatus], Collection[object]], frozenset[object]]


def filter_names() -> tuple[str, ...]:
    """Everything that items can be found by, or left out by: the shown fields too."""
    return tuple(dict.fromkeys((*FILTERS, *shown_fields())))


def filters(programme: WorkProgramme, **wanted: object) -> list[Filter]:
    """The filters that name a value, each with its values; an error for a name or a value that there is not."""
    found: list[Filter] = []
    for name, given in wanted.items():
        if name not in filter_names():
            message = untranslated("items cannot be found by '{name}'", code="unknown_field", name=name)
            raise InputError(message, did_you_mean(closest(name, filter_names()), choose_from(filter_names())))
        values = _values(name, given)
        if values:
            _check_values(programme, name, values)
            found.append((FILTERS.get(name) or _shown(name), values))
    return found


def _values(name: str, given: object) -> frozenset[object]:
    """The values of one filter: one, or any of several."""
    if given is None:
        return frozenset()
    if name in {"verdict", "state"}:
        return frozenset(_words(given))
    return frozenset(given) if isinstance(given, Collection) and not isinstance(given, str) else frozenset({given})


def _shown(name: str) -> Callable[[ItemStatus], Collection[object]]:
    def values(item: ItemStatus) -> Collection[object]:
        value = shown_value(item, name)
        return value if isinstance(value, tuple) else (value,)

    return values


def _check_values(programme: WorkProgramme, name: str, values: Collection[object]) -> None:
    """Refuse what no item can have: nothing found would look like nothing to do."""
    if name in _KEYS:
        kind = _KEYS[name]
        for key in values:
            if key not in programme.of_kind(kind):
                raise UnknownKeyError(kind, str(key), programme.of_kind(kind))
    known = _stages(programme) if name == "stage" else _CHOICES.get(name)
    unknown = [] if known is None else sorted(str(value) for value in values if value not in known)
    if known is not None and unknown:
        template, code = _UNKNOWN[name]
        message = untranslated(template, code=code, **{name: unknown[0]})
        near = closest(unknown[0], known) if name == "stage" else ()
        there_are = choose_from(known) if known else untranslated("none is on record yet")
        raise InputError(message, did_you_mean(near, there_are))


#: Filters whose values are keys, and the kind of record; and those with a few words to choose from.
_KEYS = {"group": "group", "area": "area", "owner": "party", "lifecycle": "lifecycle"}
_CHOICES: dict[str, tuple[str, ...]] = {"kind": KINDS, "verdict": VERDICTS, "state": STATES}
_UNKNOWN = {
    "kind": ("there is no kind of item '{kind}'", "unknown_kind"),
    "verdict": ("there is no verdict '{verdict}'", "unknown_verdict"),
    "state": ("there is no state '{state}'", "unknown_state"),
    "stage": ("no lifecycle on record has a stage '{stage}'", "unknown_stage"),
}


def _stages(programme: WorkProgramme) -> tuple[str, ...]:
    every = (stage.code for lifecycle in programme.lifecycles.values() for stage in lifecycle.stages)
    return tuple(dict.fromkeys(every))


def check_keys(programme: WorkProgramme, *, area: Keys = None, owner: Keys = None) -> None:
    """UnknownKeyError for an area or owner that is not on record: nothing found would look like nothing to do."""
    for name, keys in (("area", area), ("owner", owner)):
        _check_values(programme, name, chosen(keys))


def _words(given: object) -> Iterator[str]:
    """Words of a fixed list; ``at risk`` and ``at-risk`` are understood too."""
    for text in (given,) if isinstance(given, str) else cast("Collection[str]", given):
        for name in text.split(","):
            if name.strip():
                yield name.strip().casefold().replace(" ", "_").replace("-", "_")


def _in_order(items: list[ItemStatus], sort: str, programme: WorkProgramme) -> Found:
    name, backwards = sort.removeprefix("-"), sort.startswith("-")
    if name not in sorts():
        message = untranslated("cannot sort by '{name}'", code="unknown_sort", name=name)
        raise InputError(message, did_you_mean(closest(name, sorts()), choose_from(sorts())))
    value: Callable[[ItemStatus], Any] = SORTS.get(name) or (lambda item: shown_value(item, name))
    if name == "stage":
        value = partial(_place_of_stage, programme)
    dated = sorted((item for item in items if value(item) is not None), key=value, reverse=backwards)
    return (*dated, *(item for item in items if value(item) is None))


def _place_of_stage(programme: WorkProgramme, item: ItemStatus) -> tuple[str, int] | None:
    """How far an item has come in its lifecycle; None for what has none."""
    lifecycle = programme.lifecycles.get(getattr(item.record, "lifecycle", ""))
    codes = [stage.code for stage in lifecycle.stages] if lifecycle else []
    return (lifecycle.key, codes.index(item.stage)) if lifecycle and item.stage in codes else None


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


def _is_owned(item: ItemStatus, owner: Keys) -> bool:
    """Whether it is owned by any of these; by anyone where none is named."""
    keys = chosen(owner)
    return not keys or not frozenset(keys).isdisjoint(item.owners)


def _is_ahead(item: ItemStatus) -> bool:
    """Whether it is owed by a date that has not passed."""
    return item.due is not None and item.verdict not in _NOT_AHEAD


def _due_date(item: ItemStatus) -> date:
    return _NEVER if item.due is None else item.due.date
