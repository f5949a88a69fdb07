"""Lifecycles: the stages a deliverable moves through, kept as data."""

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.messages.message import joined, untranslated
from wgtrack.model.base import Record, as_words
from wgtrack.model.fields import declared, itself
from wgtrack.model.kinds import kind
from wgtrack.model.value import Value
from wgtrack.model.values import check_days, check_key, check_line, check_stage

Outcome = Literal["active", "done", "dropped"]


@frozen(kw_only=True, repr=False, eq=False)
class Stage(Value):
    """One stage: which may follow it, and what being in it means for the deliverable."""

    code: str = field(validator=check_stage, metadata=declared(holds="code"))
    title: str = field(validator=check_line)
    #: Stages that may follow, the usual one first.
    next: tuple[str, ...] = field(default=(), converter=as_words)
    #: Usual working days from entering this stage to leaving it.
    usual_days: int | None = field(default=None, validator=check_days)
    #: ``done`` and ``dropped`` end the work; a deliverable in any other stage is still owed.
    outcome: Outcome = "active"
    #: A deliverable may begin its life here; the first stage always may.
    start: bool = False


def as_stages(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Stages in their order, as a value."""
    return tuple(stages)


@kind("lifecycle", "lifecycles", shares_keys=False)
@frozen(kw_only=True, repr=False, eq=False)
class Lifecycle(Record):
    """An ordered set of stages, one seed file each."""

    key: str = field(validator=check_key)
    title: str = field(validator=check_line, metadata=declared(searched=True))
    stages: tuple[Stage, ...] = field(converter=as_stages, metadata=declared(table="stage", moves=itself))

    def __attrs_post_init__(self) -> None:
        """Refuse a lifecycle that names a stage it does not have."""
        codes = [stage.code for stage in self.stages]
        if not codes:
            raise InputError(
                untranslated("the lifecycle '{key}' has no stages", key=self.key),
                untranslated("add at least one [[stage]]"),
            )
        if len(set(codes)) < len(codes):
            raise InputError(
                untranslated("the lifecycle '{key}' has a stage twice", key=self.key),
                untranslated("give each stage its own code"),
            )
        for stage in self.stages:
            unknown = [code for code in stage.next if code not in codes]
            if unknown:
                raise InputError(
                    untranslated(
                        "stage '{stage}' of lifecycle '{key}' is followed by '{unknown}', which is no stage",
                        stage=stage.code,
                        key=self.key,
                        unknown=unknown[0],
                    ),
                    untranslated("choose from {codes}", codes=joined(codes)),
                )
        if not any(stage.outcome == "done" for stage in self.stages):
            raise InputError(
                untranslated("the lifecycle '{key}' has no stage that ends in success", key=self.key),
                untranslated('mark one with outcome = "done"'),
            )

    def stage(self, code: str) -> Stage | None:
        """The stage with this code, or None."""
        return next((stage for stage in self.stages if stage.code == code), None)

    def position(self, code: str) -> int:
        """Place of a stage in the usual order, from 0."""
        return next(place for place, stage in enumerate(self.stages) if stage.code == code)

    @property
    def final(self) -> str:
        """The first stage that ends in success: what a deliverable is due for unless it says otherwise."""
        return next(stage.code for stage in self.stages if stage.outcome == "done")

    @property
    def starts(self) -> tuple[str, ...]:
        """Stages a deliverable may begin in."""
        return tuple(stage.code for place, stage in enumerate(self.stages) if stage.start or place == 0)
