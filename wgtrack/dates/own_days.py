"""A group's own days: what it decided beside a national calendar, which outlives every new look-up."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from wgtrack.model.calendars import Calendar, NamedDays

#: How the source of a calendar begins that was looked up.
_LOOKED_UP = "holidays "


def with_own(calendar: Calendar, own: Calendar) -> Calendar:
    """A calendar that was looked up, with the days, the weekend and the words that a group decided on in ``own``."""
    named = {*own.own_plain, *_days((*own.own_off, *own.own_work))}
    return evolve(
        calendar,
        title=own.title,
        note=own.note,
        illustrative=own.illustrative,
        source=_source(calendar.source or "", own.source or ""),
        weekend=calendar.weekend if own.own_weekend is None else own.own_weekend,
        off=(*_without(calendar.off, named), *own.own_off),
        work=(*_without(calendar.work, named), *own.own_work),
        own_off=own.own_off,
        own_work=own.own_work,
        own_plain=own.own_plain,
        own_weekend=own.own_weekend,
        revision=own.revision,
    )


def kept_own(before: Calendar, after: Calendar) -> Calendar:
    """A changed copy of a national calendar, with what was changed in it noted as the group's own."""
    off, work = dict(after.off), dict(after.work)
    changed = _differing(before.off, after.off) | _differing(before.work, after.work)
    plain = changed - off.keys() - work.keys()
    own = evolve(
        after,
        own_off=(*_without(after.own_off, changed), *((day, off[day]) for day in changed & off.keys())),
        own_work=(*_without(after.own_work, changed), *((day, work[day]) for day in changed & work.keys())),
        own_plain={*after.own_plain} - changed | plain,
        own_weekend=after.own_weekend if after.weekend == before.weekend else after.weekend,
    )
    return evolve(with_own(own, own), source=after.source)


def decided(calendar: Calendar) -> tuple[object, ...]:
    """What the group decided for itself."""
    return calendar.own_off, calendar.own_work, calendar.own_plain, calendar.own_weekend


def noted(calendar: Calendar, own: Calendar) -> Calendar:
    """A calendar as it is, with another's own days where it has none of its own for them."""
    named = {*calendar.own_plain, *_days((*calendar.own_off, *calendar.own_work))}
    return evolve(
        calendar,
        own_off=(*calendar.own_off, *_without(own.own_off, named)),
        own_work=(*calendar.own_work, *_without(own.own_work, named)),
        own_plain={*calendar.own_plain, *own.own_plain} - _days((*calendar.own_off, *calendar.own_work)),
        own_weekend=own.own_weekend if calendar.own_weekend is None else calendar.own_weekend,
    )


def _differing(before: NamedDays, after: NamedDays) -> set[date]:
    return {day for day, _ in {*before} ^ {*after}}


def _without(days: NamedDays, named: Iterable[date]) -> NamedDays:
    left_out = frozenset(named)
    return tuple(pair for pair in days if pair[0] not in left_out)


def _days(named: NamedDays) -> set[date]:
    return {day for day, _ in named}


def _source(looked_up: str, own: str) -> str:
    """Where the days are from, behind what the group itself gave as its source."""
    given = "" if own.startswith(_LOOKED_UP) else own.partition(f"; {_LOOKED_UP}")[0]
    return f"{given}; {looked_up}" if given else looked_up
