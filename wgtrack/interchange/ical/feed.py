"""The calendar of a group: its events, and the deadlines of what it owes, from a work programme and its journal."""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import frozen

from wgtrack.interchange.ical.components import Components, Wishes
from wgtrack.interchange.ical.entries import CalendarEvent, Todo, When
from wgtrack.interchange.ical.revisions import Revisions
from wgtrack.messages.languages import Language
from wgtrack.messages.message import translatable
from wgtrack.model.journal import Entry
from wgtrack.model.programme import WorkProgramme, zone_name


@frozen(kw_only=True)
class Feed:
    """A calendar and what stands in it."""

    name: str
    description: str
    #: BCP 47 tag of the language of its texts.
    language: str
    timezone: str
    #: The first and the last day that anything stands on; None for an empty calendar.
    days: tuple[date, date] | None
    events: tuple[CalendarEvent, ...]
    todos: tuple[Todo, ...]


def calendar_feed(
    programme: WorkProgramme,
    entries: Iterable[Entry],
    at: datetime,
    *,
    language: Language,
    group: str | None = None,
    wishes: Wishes | None = None,
) -> Feed:
    """The calendar of a group with its committees, as of an aware instant; ``entries`` are all of the journal until then.

    Raises:
        UnknownKeyError: there is no such group or owner.
        InputError: an alarm cannot be read, or there is a choice of groups.
    """
    key = group or programme.only_group()
    made = Components(programme, Revisions(entries), at=at, language=language, group=key, wishes=wishes or Wishes())
    events, todos = tuple(made.events()), tuple(made.todos())
    name = programme.groups[key].name
    return Feed(
        name=name,
        description=language.tell(translatable("Events and deadlines of {group}", group=name)),
        language=language.tag,
        timezone=zone_name(programme, key),
        days=_days([*(event.starts for event in events), *(todo.due for todo in todos)]),
        events=events,
        todos=todos,
    )


def _days(moments: Iterable[When]) -> tuple[date, date] | None:
    days = sorted(moment.date() if isinstance(moment, datetime) else moment for moment in moments)
    return (days[0], days[-1]) if days else None
