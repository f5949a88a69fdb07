"""A calendar written as iCalendar: RFC 5545, with names by RFC 7986 and relations by RFC 9253."""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import icalendar

from wgtrack.interchange.ical.entries import CalendarEvent, Component, Relation, Todo
from wgtrack.interchange.ical.feed import Feed
from wgtrack.interchange.ical.timing import clear, utc

#: How often subscribers are asked to look again.
_REFRESH = timedelta(hours=12)
_NO_VERSION = "-//wgtrack//wgtrack//EN"  # a version in it would change the bytes of every calendar with each release


def written(feed: Feed) -> bytes:
    """The calendar as a file: UTF-8, CRLF, lines of at most 75 octets."""
    calendar = icalendar.Calendar()
    for name, value in _head(feed):
        calendar.add(name, value)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for component in (*map(_event, feed.events), *map(_todo, feed.todos)):
        calendar.add_component(component)
    if feed.days is not None:
        calendar.subcomponents.insert(0, _zone(feed.timezone, feed.days))
        calendar.add_missing_timezones(*_years(feed.days))
    text: bytes = calendar.to_ical(sorted=False)
    return text


def _head(feed: Feed) -> Iterator[tuple[str, object]]:
    yield "prodid", _NO_VERSION
    yield "version", "2.0"
    yield "calscale", "GREGORIAN"
    # Twice each: as the standard has it, and as most clients still look for it.
    yield "name", feed.name
    yield "x-wr-calname", icalendar.vText(feed.name)
    yield "description", feed.description
    yield "x-wr-caldesc", icalendar.vText(feed.description)
    yield "x-wr-timezone", icalendar.vText(feed.timezone)
    yield "x-published-ttl", icalendar.vDuration(_REFRESH)


def _zone(name: str, days: tuple[date, date]) -> icalendar.Timezone:
    return icalendar.Timezone.from_tzinfo(ZoneInfo(name), name, *_years(days))


def _years(days: tuple[date, date]) -> tuple[date, date]:
    """Whole years, so that the description of a zone changes no more often than need be."""
    return date(days[0].year - 1, 1, 1), date(days[1].year + 2, 1, 1)


def _event(event: CalendarEvent) -> icalendar.Event:
    made = icalendar.Event()
    _add_common(made, event.component)
    starts, ends = clear(event.starts, event.ends)
    made.add("dtstart", starts)
    if ends is not None:
        made.add("dtend", ends)
    made.add("status", event.status)
    made.add("transp", "OPAQUE" if event.busy else "TRANSPARENT")
    if event.place:
        made.add("location", event.place)
    _add_alarms(made, event.component)
    return made


def _todo(todo: Todo) -> icalendar.Todo:
    made = icalendar.Todo()
    _add_common(made, todo.component)
    made.add("due", clear(todo.due)[0])
    made.add("status", todo.status)
    if todo.percent is not None:
        made.add("percent-complete", todo.percent)
    if todo.completed is not None:
        made.add("completed", utc(todo.completed))
    _add_alarms(made, todo.component)
    return made


def _add_common(made: icalendar.Component, component: Component) -> None:
    revision = component.revision
    made.add("uid", component.uid)
    # Without a METHOD it says when the component was last revised (RFC 5545, section 3.8.7.2).
    made.add("dtstamp", utc(revision.modified))
    made.add("created", utc(revision.created))
    made.add("last-modified", utc(revision.modified))
    made.add("sequence", revision.sequence)
    made.add("summary", component.summary)
    if component.description:
        made.add("description", component.description)
    if component.categories:
        made.add("categories", list(component.categories))
    for relation in component.relations:
        made.add("related-to", relation.uid, parameters=_parameters(relation))


def _parameters(relation: Relation) -> dict[str, str]:
    if relation.gap is None:
        return {"RELTYPE": relation.kind}
    sign = "-" if relation.gap < 0 else ""
    return {"RELTYPE": relation.kind, "GAP": f"{sign}P{abs(relation.gap)}D"}


def _add_alarms(made: icalendar.Component, component: Component) -> None:
    for instant in component.alarms:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", component.summary)
        alarm.add("trigger", utc(instant), parameters={"VALUE": "DATE-TIME"})
        made.add_component(alarm)
