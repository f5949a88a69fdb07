"""What a change says when it is done: one calm sentence, worded the same for every kind of record."""

from collections.abc import Iterator, Sequence

import wgtrack
from wgtrack.dates import Deadline, Resolver
from wgtrack.formats.cells import pad
from wgtrack.formats.sections import PROVISIONAL
from wgtrack.messages.phrases import count_words, day_words, due_words, late_words, one_line, promise_words, short_day
from wgtrack.model.base import Record
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Deliverable, Event, Item, Task
from wgtrack.rules.moved_deadlines import MovedDeadline


def added(record: Record, programme: WorkProgramme) -> str:
    """``task TR-9 added: Survey of pilots, due 9 September 2016``."""
    kind = getattr(record, "kind", "") if isinstance(record, Task) else KIND_OF[type(record)]
    title = getattr(record, "title", None) or getattr(record, "name", "")
    words = f"{kind} {record.key} added" + (f": {one_line(title)}" if title else "")
    if isinstance(record, Event):
        starts = Resolver(programme).starts(record)
        return f"{words}, on {due_words(starts, weekday=True)!s}" if starts else words
    return words + (with_target(record, programme) if isinstance(record, Item) else "")


def finished(item: Task | Deliverable, programme: WorkProgramme) -> str:
    """``done on 6 September 2016, 2 working days early``."""
    if item.done_on is None:
        return item.state
    resolver = Resolver(programme)
    target = resolver.target(item)
    when = f"done on {day_words(item.done_on)!s}"
    return f"{when}, {_against(item, target, resolver)}" if target else when


def _against(item: Task | Deliverable, target: Deadline, resolver: Resolver) -> str:
    """How the day of finishing compares with the target."""
    assert item.done_on is not None  # noqa: S101 - the caller asked
    calendar = resolver.calendar(item.group)
    if item.done_on > target.date:
        working = calendar.working_days_between(target.date, item.done_on)
        return f"{late_words((item.done_on - target.date).days, working)!s} late"
    if item.done_at is not None and target.has_passed(item.done_at):
        return f"after it was due ({due_words(target)!s})"
    early = calendar.working_days_between(item.done_on, target.date)
    return f"{count_words(early, 'working day')} early" if early else "on time"


def with_target(item: Item, programme: WorkProgramme) -> str:
    """``, due 18 September 2016 (summit - 1wd)``; nothing for an item without a target."""
    if item.target is None:
        return ""
    target = Resolver(programme).target(item)
    if target is None:
        return f", due {item.target} (no date yet)"
    return f", due {promise_words(target)!s}{' ~ provisional' if target.provisional else ''}"


def moved(key: str, deadlines: Sequence[MovedDeadline], programme: WorkProgramme) -> str:
    """What moved: the record that was asked for first, then everything that depends on it."""
    own = [each for each in deadlines if each.key == key]
    others = [each for each in deadlines if each.key != key]
    if not own:
        return f"{key} is on these dates already; no deadline moved"
    lines = [f"{key} moved", *moved_lines(own, programme)]
    return "\n".join([*lines, *(moved_with(others, programme) or ["nothing else moved with it"])])


def others_moved(key: str, tracker: wgtrack.Tracker) -> list[str]:
    """The deadlines of other records that moved with the last change of one; nothing for none."""
    others = [each for each in tracker.moved() if each.key != key]
    return moved_with(others, tracker.programme()) if others else []


def moved_with(deadlines: Sequence[MovedDeadline], programme: WorkProgramme) -> list[str]:
    """How many deadlines moved with a change, and each of them; nothing for none."""
    if not deadlines:
        return []
    count = f"{count_words(len(deadlines), 'deadline')} moved with it (wd: working days)"
    return [count, *moved_lines(deadlines, programme)]


def moved_lines(deadlines: Sequence[MovedDeadline], programme: WorkProgramme) -> Iterator[str]:
    """One line per date that moved, with weekdays and working days of its own group's calendar."""
    resolver = Resolver(programme)
    key = max((len(each.key) for each in deadlines), default=0)
    which = max((len(_which(each)) for each in deadlines), default=0)
    for each in deadlines:
        group = getattr(programme.find(each.key), "group", None)
        dates = f"{_date(each.before)} -> {_date(each.after)}"
        yield f"  {pad(each.key, key)}  {pad(_which(each), which)}  {dates}{_by_how_much(each, resolver, group)}"


def _which(moved: MovedDeadline) -> str:
    return moved.which.replace("_", " ")


def _date(deadline: Deadline | None) -> str:
    """``Sun 18 Sep 2016``; as coarse as it was given, with ``~`` behind a provisional one."""
    if deadline is None:
        return "no date"
    words = short_day(deadline.date) if deadline.precision == "day" else due_words(deadline)
    return f"{words!s}{PROVISIONAL if deadline.provisional else ''}"


def _by_how_much(each: MovedDeadline, resolver: Resolver, group: str | None) -> str:
    if each.before is None or each.after is None or group is None:
        return ""
    days = resolver.calendar(group).working_days_between(each.before.date, each.after.date)
    if days == 0:
        return "  no working day between"
    return f"  {abs(days)} wd {'later' if days > 0 else 'earlier'}"
