"""Lifecycles: the stages a deliverable moves through, and the timetables and limits of the rules, kept as data."""

import re
from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.model.base import Record
from wgtrack.model.fields import declared, itself
from wgtrack.model.kinds import kind
from wgtrack.model.lifecycle_refusals import refusals
from wgtrack.model.stages import ExtensionRule, Stage, Track, as_stages, as_tracks
from wgtrack.model.values import as_day, check_key, check_line, check_order, check_text

__all__ = ["Lifecycle", "LifecycleError", "Stage", "faults_of"]

_KEY = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"


def check_lifecycle_key(instance: object, attribute: object, value: str) -> None:
    """Refuse what cannot name a lifecycle; unlike other keys it may begin with a digit (``3gpp-spec``), for it is no anchor."""
    if not isinstance(value, str) or not re.fullmatch(_KEY, value):
        check_key(instance, attribute, value)


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
        if faults := [*refusals(self.key, self.stages, self.tracks)]:
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
        if self.verify or (self.extension is not None and self.extension.verify):
            return True
        return any(stage.is_unchecked for stage in self.stages) or any(track.is_unchecked for track in self.tracks)
