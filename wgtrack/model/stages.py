"""Stages of a lifecycle with their times, and the timetables and rules of extension that go with them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.model.base import as_words
from wgtrack.model.durations import Duration, check_calendar_duration, check_duration
from wgtrack.model.fields import declared
from wgtrack.model.value import Value
from wgtrack.model.values import as_day, check_days, check_line, check_stage, check_text, one_of, require_line

Outcome = Literal["active", "done", "dropped", "withdrawn"]
#: Stages in which nothing is owed any more because the document was given up, or is no longer in force.
ENDED: frozenset[Outcome] = frozenset({"dropped", "withdrawn"})

_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|24:00"


def check_hour(_instance: object, _attribute: object, value: str | None) -> None:
    """Refuse what is no hour of a day; ``24:00`` is its end."""
    if value is not None and not (isinstance(value, str) and re.fullmatch(_HOUR, value, re.ASCII)):
        raise InputError(
            untranslated("{hour} is no hour of a day", hour=repr(value)), untranslated("write it as 23:59 or 24:00")
        )


def as_aliases(aliases: Iterable[str]) -> tuple[str, ...]:
    """Other names of a stage, each a line of text, as a value."""
    found = as_words(aliases)
    for alias in found:
        require_line("alias", alias)
    return found


@frozen(kw_only=True, repr=False, eq=False)
class StageWindow(Value):
    """A period in which others answer, such as a ballot: calendar time, the same for all. A rule only proposes its days."""

    length: str = field(
        validator=check_calendar_duration, metadata=declared("How long it is open: 12w, 84d, 2m, without working days.")
    )
    longest: str | None = field(
        default=None, validator=check_calendar_duration, metadata=declared("The longest that may be chosen.")
    )
    least: bool = field(default=False, metadata=declared("The length is the least that the rules allow."))
    zone: str | None = field(
        default=None, validator=check_text, metadata=declared("The zone whose days are meant: UTC, CET.")
    )
    closes: str | None = field(
        default=None, validator=check_hour, metadata=declared("The hour of the last day at which it closes.")
    )
    note: str | None = field(default=None, validator=check_text)
    verify: bool = field(default=False, metadata=declared("No source was read for it."))

    def closing(self, opening: date) -> date:
        """The last day of a window that opens on this day: weeks close on the weekday on which they opened."""
        return Duration.of(self.length).after(opening)


@frozen(kw_only=True, repr=False, eq=False)
class Stage(Value):
    """One stage: which may follow it, how long it takes, and what being in it means for the deliverable."""

    code: str = field(validator=check_stage, metadata=declared(holds="code"))
    title: str = field(validator=check_line)
    #: Stages that may follow, the usual one first.
    next: tuple[str, ...] = field(default=(), converter=as_words)
    #: Usual working days from entering this stage to leaving it; newer files say it with ``usual``.
    usual_days: int | None = field(default=None, validator=check_days)
    #: ``done``, ``dropped`` and ``withdrawn`` end the work; a deliverable in any other stage is still owed.
    outcome: Outcome = field(default="active", validator=one_of(("active", "done", "dropped", "withdrawn")))
    #: A deliverable may begin its life here; the first stage always may.
    start: bool = False
    usual: str | None = field(
        default=None, validator=check_duration, metadata=declared("How long it usually takes: 60wd, 84d, 12w, 2m.")
    )
    window: StageWindow | None = field(default=None, metadata=declared("The period that others have in this stage."))
    limit: str | None = field(
        default=None, validator=check_duration, metadata=declared("The longest it may last after it was entered: 3y.")
    )
    then: str | None = field(
        default=None, validator=check_text, metadata=declared("What happens when the limit passes, in words.")
    )
    until: tuple[str, ...] = field(
        default=(),
        converter=as_words,
        metadata=declared(
            "Stages that end the limit when they are entered; leaving the stage does where none is named."
        ),
    )
    grace: str | None = field(
        default=None,
        validator=check_duration,
        metadata=declared("How long after its target the stage may still be entered before the rules end the work."),
    )
    aliases: tuple[str, ...] = field(
        default=(), converter=as_aliases, metadata=declared("What people write for it: CD, DIS, WGLC.")
    )
    repeats: tuple[str, ...] = field(
        default=(),
        converter=as_words,
        metadata=declared("Of the stages that may follow, the earlier ones that are no step back: a next round."),
    )
    verify: bool = field(default=False, metadata=declared("Something in it is unchecked: no source was read for it."))
    note: str | None = field(default=None, validator=check_text)

    @property
    def lasts(self) -> Duration | None:
        """How long it usually takes; None where nobody says. A window counts: nothing goes on before it has closed."""
        if self.usual is not None:
            return Duration.of(self.usual)
        if self.usual_days is not None:
            return Duration(self.usual_days, "wd")
        return Duration.of(self.window.length) if self.window else None

    @property
    def is_unchecked(self) -> bool:
        """Something in it has no source that was read."""
        return self.verify or (self.window is not None and self.window.verify)


@frozen(kw_only=True, repr=False, eq=False)
class TrackDate(Value):
    """When a track wants one stage entered: so long after the start."""

    stage: str = field(validator=check_stage)
    target: str | None = field(
        default=None, validator=check_duration, metadata=declared("The usual time after the start.")
    )
    limit: str | None = field(
        default=None, validator=check_duration, metadata=declared("The latest time after the start.")
    )
    verify: bool = False


def as_dates(dates: Iterable[TrackDate]) -> tuple[TrackDate, ...]:
    """Dates of a track, as a value."""
    return tuple(dates)


@frozen(kw_only=True, repr=False, eq=False)
class Track(Value):
    """A timetable: targets and limits of stages, counted from the day on which a project enters one of ``starts``."""

    code: str = field(validator=check_stage)
    title: str = field(validator=check_line)
    #: Any of these starts the clock, whichever is entered first.
    starts: tuple[str, ...] = field(converter=as_words)
    dates: tuple[TrackDate, ...] = field(default=(), converter=as_dates)
    valid_from: date | None = field(default=None, converter=as_day)
    valid_until: date | None = field(default=None, converter=as_day)
    then: str | None = field(
        default=None, validator=check_text, metadata=declared("What happens when a limit passes, in words.")
    )
    note: str | None = field(default=None, validator=check_text)
    verify: bool = False

    def of_stage(self, code: str) -> TrackDate | None:
        """What it says of one stage."""
        return next((one for one in self.dates if one.stage == code), None)

    @property
    def is_unchecked(self) -> bool:
        """Something in it has no source that was read."""
        return self.verify or any(one.verify for one in self.dates)


@frozen(kw_only=True, repr=False, eq=False)
class ExtensionRule(Value):
    """What the rules allow when limits are moved."""

    longest: str | None = field(
        default=None, validator=check_duration, metadata=declared("How much later, all in all: 9m.")
    )
    times: int | None = field(default=None, validator=check_days, metadata=declared("How often."))
    ask_before: str | None = field(
        default=None,
        validator=check_duration,
        metadata=declared("How long before the limit it has to be asked for: 2m."),
    )
    by: str | None = field(default=None, validator=check_text, metadata=declared("Who decides, in words."))
    note: str | None = field(default=None, validator=check_text)
    verify: bool = False


def as_stages(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Stages in their order, as a value."""
    return tuple(stages)


def as_tracks(tracks: Iterable[Track]) -> tuple[Track, ...]:
    """Tracks in their order, as a value."""
    return tuple(tracks)
