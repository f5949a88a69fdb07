"""What a status report says in words, before a format lays it out."""

from collections.abc import Iterator, Mapping
from datetime import date

from wgtrack.dates import Deadline
from wgtrack.messages.message import Message, Phrase, Text, Wording, clauses, joined, plural, term, translatable
from wgtrack.messages.phrases import calendar_days, due_words, instant_words, working_days
from wgtrack.status.report import (
    FLAGS,
    Countdown,
    Flag,
    ItemStatus,
    StatusReport,
    UnderWay,
    Verdict,
    shown_fields,
    shown_value,
)

#: Verdicts as they are said, good news first: the order of the totals.
VERDICT_WORDS: Mapping[Verdict, Message] = {
    "done": translatable("done"),
    "done_late": translatable("done late"),
    "on_track": translatable("on track"),
    "due_soon": translatable("due soon"),
    "at_risk": translatable("at risk"),
    "unknown": translatable("unknown"),
    "overdue": translatable("overdue"),
    "past_limit": translatable("past limit"),
    "undated": translatable("undated"),
    "dropped": translatable("dropped"),
}
#: Flags as they are said.
FLAG_NAMES: Mapping[Flag, Message] = {
    "waiting": translatable("waiting"),
    "stale": translatable("stale"),
    "provisional": translatable("provisional"),
}
#: Verdicts of unfinished items of which no date has passed.
_AHEAD: frozenset[Verdict] = frozenset({"on_track", "due_soon", "unknown", "at_risk", "undated"})
#: Stands behind a date that may still change.
PROVISIONAL = "~"
PROVISIONAL_LEGEND = translatable("~ provisional: rests on a year whose official days are not published yet")
NOTHING_URGENT = translatable("Nothing needs attention.")


def as_of(report: StatusReport) -> Message:
    """When and where the report holds: day, time, zone and offset."""
    return instant_words(report.at, report.group.timezone)


def coming(report: StatusReport) -> tuple[Countdown, ...]:
    """The events to count down to, without those that have begun."""
    begun = {event.key for event in report.under_way}
    return tuple(event for event in report.countdown if event.key not in begun)


def day_in_zone(deadline: Deadline, report: StatusReport) -> Wording:
    """The day with its weekday, and with its zone where that is not the report's: a day elsewhere is another day."""
    words = due_words(deadline, weekday=True)
    zone_name = str(deadline.ends.tzinfo)
    is_said = zone_name == report.group.timezone or deadline.precision == "instant"
    return words if is_said else translatable("{day} ({zone})", day=words, zone=zone_name)


def under_way_words(event: UnderWay, report: StatusReport) -> Message:
    """``under way: day 2 of 6, until Saturday 24 September 2016``."""
    until = day_in_zone(event.ends, report)
    if event.days > 1:
        return translatable(
            "under way: day {day} of {days}, until {until}", day=event.day, days=event.days, until=until
        )
    return translatable("under way: until {until}", until=until)


def countdown_words(event: Countdown) -> Message:
    """How far away it is, in calendar and working days."""
    if not event.calendar_days:
        return translatable("today")
    days, working = calendar_days(event.calendar_days), working_days(event.working_days)
    if event.starts.precision in {"month", "quarter"}:
        return translatable("at the latest in {days}, with {working_days} before it", days=days, working_days=working)
    return translatable("in {days}, with {working_days} before it", days=days, working_days=working)


def deliverables(report: StatusReport) -> list[ItemStatus]:
    """The documents that are owed or were handed over, in the order of the report."""
    return [item for item in report.items if item.kind == "deliverable" and item.verdict != "dropped"]


def stage_words(item: ItemStatus) -> Message:
    """Where a deliverable is on its lifecycle: ``at stage drafting``."""
    return translatable("at stage {stage}", stage=term(item.stage)) if item.stage else translatable("at no stage yet")


def why_words(item: ItemStatus) -> Phrase:
    """The reasons for the verdict, without those for the flags."""
    return clauses(item.reasons[: 2 if item.verdict in {"at_risk", "past_limit", "unknown"} else 1])


def deadlines(report: StatusReport) -> list[ItemStatus]:
    """Unfinished items with a date that has not passed, the next one first."""
    ahead = [item for item in report.items if item.due is not None and item.verdict in _AHEAD]
    ahead.sort(key=lambda item: item.due.date if item.due else date.max)
    return ahead


def left_words(item: ItemStatus) -> Message:
    """``today``, or how many working days are left."""
    if not item.due_calendar_days:
        return translatable("today")
    return working_days(item.due_working_days or 0)


def owner_words(item: ItemStatus, report: StatusReport) -> Phrase:
    """Names of the owners, or their keys where the record has no more; empty if nobody owns it."""
    return joined(report.names.get(owner, owner) for owner in item.owners)


def by_key(report: StatusReport) -> Mapping[str, ItemStatus]:
    """The items by key."""
    return {item.key: item for item in report.items}


def totals_words(report: StatusReport) -> Message:
    """``24 items: 5 done, 1 overdue, 18 on track.`` Only what there is; the numbers add up."""
    if not report.items:
        return translatable("There is no work on record yet.")
    totals = joined(
        translatable("{number} {verdict}", number=report.totals[verdict], verdict=words)
        for verdict, words in VERDICT_WORDS.items()
        if report.totals[verdict]
    )
    return plural(len(report.items), "{number} item: {totals}.", "{number} items: {totals}.", totals=totals)


def flags_words(report: StatusReport) -> Text:
    """``4 are waiting, 1 is stale.``, or nothing."""
    numbers = {flag: sum(flag in item.flags for item in report.items) for flag in FLAGS}
    parts = [_flagged(flag, number) for flag, number in numbers.items() if number]
    if len(parts) < 2:  # noqa: PLR2004 - one needs no "and"
        return translatable("Of these, {flagged}.", flagged=parts[0]) if parts else ""
    return translatable("Of these, {flagged} and {last}.", flagged=joined(parts[:-1]), last=parts[-1])


def _flagged(flag: Flag, number: int) -> Message:
    if flag == "waiting":
        return plural(number, "{number} is waiting", "{number} are waiting")
    if flag == "stale":
        return plural(number, "{number} is stale", "{number} are stale")
    return plural(number, "{number} has a provisional date", "{number} have provisional dates")


def shown_words(item: ItemStatus) -> Iterator[tuple[Message, Text]]:
    """The shown fields in which an item has a value: what they are called, and the value."""
    if shown_fields():
        from wgtrack.formats.entry_words import words  # noqa: PLC0415 - a status of plain items does without it
        from wgtrack.formats.fields import field_name  # noqa: PLC0415 - as above

        for name in shown_fields():
            value = shown_value(item, name)
            if value not in (None, ()):
                yield field_name(name), words(value)
