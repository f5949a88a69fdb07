"""What a status report says in words, before a format lays it out."""

from collections.abc import Mapping
from datetime import date, datetime

from wgtrack.deadlines import Deadline
from wgtrack.deadlines.words import counted, due_words, offset_words, weekday_words
from wgtrack.instants import end_of_day, zone
from wgtrack.status.report import FLAGS, Countdown, Flag, ItemStatus, StatusReport, UnderWay, Verdict

#: Verdicts as they are said, good news first: the order of the totals.
VERDICT_WORDS: Mapping[Verdict, str] = {
    "done": "done",
    "done_late": "done late",
    "on_track": "on track",
    "due_soon": "due soon",
    "at_risk": "at risk",
    "overdue": "overdue",
    "past_limit": "past limit",
    "undated": "undated",
    "dropped": "dropped",
}
_FLAG_WORDS: Mapping[Flag, tuple[str, str]] = {
    "waiting": ("is waiting", "are waiting"),
    "stale": ("is stale", "are stale"),
    "provisional": ("has a provisional date", "have provisional dates"),
}
#: Verdicts of unfinished items of which no date has passed.
_AHEAD: frozenset[Verdict] = frozenset({"on_track", "due_soon", "at_risk", "undated"})
#: Stands behind a date that may still change.
PROVISIONAL = "~"
PROVISIONAL_LEGEND = "~ provisional: rests on a year whose official days are not published yet"
NOTHING_URGENT = "Nothing needs attention."


def as_of(report: StatusReport) -> str:
    """When and where the report holds: day, time, zone and offset."""
    return instant_words(report.at, report.group.timezone)


def instant_words(at: datetime, zone_name: str) -> str:
    """An instant in a zone: day, time, zone and offset."""
    place = zone_name if zone_name == "UTC" else f"{zone_name} ({offset_words(at)})"
    return f"{weekday_words(at.date())}, {_time(at, zone_name)}, {place}"


def _time(at: datetime, zone_name: str) -> str:
    if at == end_of_day(at.date(), zone(zone_name)):
        return "end of day"
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def coming(report: StatusReport) -> tuple[Countdown, ...]:
    """The events to count down to, without those that have begun."""
    begun = {event.key for event in report.under_way}
    return tuple(event for event in report.countdown if event.key not in begun)


def day_in_zone(deadline: Deadline, report: StatusReport) -> str:
    """The day with its weekday, and with its zone where that is not the report's: a day elsewhere is another day."""
    words = due_words(deadline, weekday=True)
    zone_name = str(deadline.ends.tzinfo)
    return words if zone_name in {report.group.timezone, words.rpartition(" ")[2]} else f"{words} ({zone_name})"


def under_way_words(event: UnderWay, report: StatusReport) -> str:
    """``under way: day 2 of 6, until Saturday 24 September 2016``."""
    which = f"day {event.day} of {event.days}, " if event.days > 1 else ""
    return f"under way: {which}until {day_in_zone(event.ends, report)}"


def countdown_words(event: Countdown) -> str:
    """How far away it is, in calendar and working days."""
    if not event.calendar_days:
        return "today"
    days = counted(event.calendar_days, "calendar day")
    coarse = "at the latest " if event.starts.precision in {"month", "quarter"} else ""
    return f"{coarse}in {days}, with {counted(event.working_days, 'working day')} before it"


def deliverables(report: StatusReport) -> list[ItemStatus]:
    """The documents that are owed or were handed over, in the order of the report."""
    return [item for item in report.items if item.kind == "deliverable" and item.verdict != "dropped"]


def stage_words(item: ItemStatus) -> str:
    """Where a deliverable is on its lifecycle: ``at stage drafting``."""
    return f"at stage {item.stage}" if item.stage else "at no stage yet"


def why_words(item: ItemStatus) -> str:
    """The reasons for the verdict, without those for the flags."""
    return "; ".join(item.reasons[: 2 if item.verdict in {"at_risk", "past_limit"} else 1])


def deadlines(report: StatusReport) -> list[ItemStatus]:
    """Unfinished items with a date that has not passed, the next one first."""
    ahead = [item for item in report.items if item.due is not None and item.verdict in _AHEAD]
    ahead.sort(key=lambda item: item.due.date if item.due else date.max)
    return ahead


def left_words(item: ItemStatus) -> str:
    """``today``, or how many working days are left."""
    if not item.due_calendar_days:
        return "today"
    return counted(item.due_working_days or 0, "working day")


def owner_words(item: ItemStatus, report: StatusReport) -> str:
    """Names of the owners, or their keys where the record has no more; empty if nobody owns it."""
    return ", ".join(report.names.get(owner, owner) for owner in item.owners)


def by_key(report: StatusReport) -> Mapping[str, ItemStatus]:
    """The items by key."""
    return {item.key: item for item in report.items}


def totals_words(report: StatusReport) -> str:
    """``24 items: 5 done, 1 overdue, 18 on track.`` Only what there is; the numbers add up."""
    if not report.items:
        return "There is no work on record yet."
    parts = [f"{report.totals[verdict]} {words}" for verdict, words in VERDICT_WORDS.items() if report.totals[verdict]]
    return f"{counted(len(report.items), 'item')}: {', '.join(parts)}."


def flags_words(report: StatusReport) -> str:
    """``4 are waiting, 1 is stale.``, or nothing."""
    parts = []
    for flag in FLAGS:
        number = sum(flag in item.flags for item in report.items)
        if number:
            parts.append(f"{number} {_FLAG_WORDS[flag][number > 1]}")
    return f"Of these, {' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}." if parts else ""
