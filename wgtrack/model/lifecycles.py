"""Lifecycles: the stages a deliverable moves through, and the timetables and limits of the rules, kept as data."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.model.base import Record, as_words
from wgtrack.model.durations import Duration, check_calendar_duration, check_duration
from wgtrack.model.fields import declared, itself
from wgtrack.model.kinds import kind
from wgtrack.model.value import Value
from wgtrack.model.values import (
    as_day,
    check_days,
    check_key,
    check_line,
    check_order,
    check_stage,
    check_text,
    one_of,
    require_line,
)
from wgtrack.saying import joined, untranslated

Outcome = Literal["active", "done", "dropped", "withdrawn"]
#: Stages in which nothing is owed any more because the document was given up, or is no longer in force.
ENDED: frozenset[Outcome] = frozenset({"dropped", "withdrawn"})

_KEY = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|24:00"


def check_lifecycle_key(instance: object, attribute: object, value: str) -> None:
    """Refuse what cannot name a lifecycle; unlike other keys it may begin with a digit (``3gpp-spec``), for it is no anchor."""
    if not isinstance(value, str) or not re.fullmatch(_KEY, value):
        check_key(instance, attribute, value)


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
    #: The longest that the rules allow, where the length may be chosen; and whether ``length`` is itself the least.
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


class LifecycleError(InputError):
    """A lifecycle that cannot be: it says the first fault; ``faults`` has them all."""

    faults: tuple[InputError, ...] = ()

    @classmethod
    def of(cls, faults: Iterable[InputError]) -> "LifecycleError":
        """The error that says these faults, of which there is one at least."""
        every = tuple(faults)
        error = cls(every[0].message, every[0].hint)
        error.faults = every
        return error


def faults_of(error: InputError) -> tuple[InputError, ...]:
    """All that an error is about: several faults of a lifecycle, else itself."""
    return error.faults if isinstance(error, LifecycleError) else (error,)


@kind("lifecycle", "lifecycles", shares_keys=False)
@frozen(kw_only=True, repr=False, eq=False)
class Lifecycle(Record):
    """An ordered set of stages, one seed file each."""

    key: str = field(validator=check_lifecycle_key)
    title: str = field(validator=check_line, metadata=declared(searched=True))
    stages: tuple[Stage, ...] = field(converter=as_stages, metadata=declared(table="stage", moves=itself))
    edition: str | None = field(
        default=None, validator=check_text, metadata=declared("Which edition of the rules it follows.")
    )
    valid_from: date | None = field(default=None, converter=as_day, metadata=declared("First day of these rules."))
    valid_until: date | None = field(default=None, converter=as_day, metadata=declared("Last day of these rules."))
    tracks: tuple[Track, ...] = field(
        default=(), converter=as_tracks, metadata=declared("Its timetables.", table="track")
    )
    extension: ExtensionRule | None = field(
        default=None, metadata=declared("What the rules allow when limits are moved.")
    )
    verify: bool = field(default=False, metadata=declared("Something in it is unchecked: no source was read for it."))

    def __attrs_post_init__(self) -> None:
        """Refuse a lifecycle that names a stage it does not have, or names something twice."""
        check_order(f"the lifecycle '{self.key}'", self.valid_from, self.valid_until)
        if faults := [*_faults(self)]:
            raise LifecycleError.of(faults)

    def stage(self, code: str) -> Stage | None:
        """The stage with this code, or None."""
        return next((stage for stage in self.stages if stage.code == code), None)

    def position(self, code: str) -> int:
        """Place of a stage in the usual order, from 0."""
        return next(place for place, stage in enumerate(self.stages) if stage.code == code)

    def track(self, code: str) -> Track | None:
        """The track with this code, or None."""
        return next((track for track in self.tracks if track.code == code), None)

    @property
    def final(self) -> str:
        """The first stage that ends in success: what a deliverable is due for unless it says otherwise."""
        return next(stage.code for stage in self.stages if stage.outcome == "done")

    @property
    def starts(self) -> tuple[str, ...]:
        """Stages a deliverable may begin in."""
        return tuple(stage.code for place, stage in enumerate(self.stages) if stage.start or place == 0)

    @property
    def is_unchecked(self) -> bool:
        """Something in it has no source that was read."""
        extension = self.extension is not None and self.extension.verify
        return self.verify or extension or any(part.is_unchecked for part in (*self.stages, *self.tracks))


def _faults(lifecycle: Lifecycle) -> Iterator[InputError]:
    """All that keeps a lifecycle from being one."""
    codes = [stage.code for stage in lifecycle.stages]
    if not codes:
        yield InputError(
            untranslated("the lifecycle '{key}' has no stages", key=lifecycle.key),
            untranslated("add at least one [[stage]]"),
        )
        return
    if len(set(codes)) < len(codes):
        yield InputError(
            untranslated("the lifecycle '{key}' has a stage twice", key=lifecycle.key),
            untranslated("give each stage its own code"),
        )
    for stage in lifecycle.stages:
        yield from _stage_faults(lifecycle.key, stage, codes)
    if not any(stage.outcome == "done" for stage in lifecycle.stages):
        yield InputError(
            untranslated("the lifecycle '{key}' has no stage that ends in success", key=lifecycle.key),
            untranslated('mark one with outcome = "done"'),
        )
    yield from _alias_faults(lifecycle)
    yield from _track_faults(lifecycle, codes)


def _stage_faults(key: str, stage: Stage, codes: list[str]) -> Iterator[InputError]:
    for code in stage.next:
        if code not in codes:
            yield InputError(
                untranslated(
                    "stage '{stage}' of lifecycle '{key}' is followed by '{other}', which is no stage",
                    stage=stage.code,
                    key=key,
                    other=code,
                ),
                untranslated("choose from {codes}", codes=joined(codes)),
            )
    for code in stage.repeats:
        if code not in stage.next:
            yield InputError(
                untranslated(
                    "stage '{stage}' of lifecycle '{key}' repeats '{other}', which may not follow it",
                    stage=stage.code,
                    key=key,
                    other=code,
                ),
                untranslated("name it in next too"),
            )
    for code in stage.until:
        if code not in codes:
            yield InputError(
                untranslated(
                    "the limit of stage '{stage}' of lifecycle '{key}' ends with '{other}', which is no stage",
                    stage=stage.code,
                    key=key,
                    other=code,
                ),
                untranslated("choose from {codes}", codes=joined(codes)),
            )


def _alias_faults(lifecycle: Lifecycle) -> Iterator[InputError]:
    """A name that people write stands for one stage, and is no other stage's code."""
    taken = {stage.code.casefold(): stage.code for stage in lifecycle.stages}
    for stage in lifecycle.stages:
        for alias in stage.aliases:
            before = taken.setdefault(alias.casefold(), stage.code)
            if before != stage.code:
                yield InputError(
                    untranslated(
                        "'{alias}' stands for stage '{before}' and for stage '{stage}' of lifecycle '{key}'",
                        alias=alias,
                        before=before,
                        stage=stage.code,
                        key=lifecycle.key,
                    ),
                    untranslated("leave it with one of them"),
                )


def _track_faults(lifecycle: Lifecycle, codes: list[str]) -> Iterator[InputError]:
    named = [track.code for track in lifecycle.tracks]
    if len(set(named)) < len(named):
        yield InputError(
            untranslated("the lifecycle '{key}' has a track twice", key=lifecycle.key),
            untranslated("give each track its own code"),
        )
    for track in lifecycle.tracks:
        for code in (*track.starts, *(one.stage for one in track.dates)):
            if code not in codes:
                yield InputError(
                    untranslated(
                        "track '{track}' of lifecycle '{key}' names '{other}', which is no stage",
                        track=track.code,
                        key=lifecycle.key,
                        other=code,
                    ),
                    untranslated("choose from {codes}", codes=joined(codes)),
                )
