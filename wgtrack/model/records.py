"""The records of a working group, as frozen values; a change is ``attrs.evolve``."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

import attrs
from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.model.base import Names, Record, as_names, as_tags, as_words, listed
from wgtrack.model.fields import deadline, declared, reference
from wgtrack.model.kinds import kind
from wgtrack.model.values import (
    Estimate,
    Link,
    Mandate,
    StagePlanned,
    StageReached,
    Waiting,
    as_day,
    as_expression,
    check_days,
    check_key,
    check_line,
    check_order,
    check_percent,
    check_text,
    one_of,
    optional_expression,
)

RoleName = Literal["authority", "secretariat", "chair", "vice-chair", "member", "editor", "adviser", "liaison"]
ROLE_NAMES: tuple[RoleName, ...] = (
    "authority",
    "secretariat",
    "chair",
    "vice-chair",
    "member",
    "editor",
    "adviser",
    "liaison",
)
State = Literal["open", "active", "done", "dropped"]
STATES: tuple[State, ...] = ("open", "active", "done", "dropped")
PartyKind = Literal["organisation", "person"]
TaskKind = Literal["task", "milestone"]

_optional_text = attrs.validators.optional(check_text)


@kind("group", "groups")
@frozen(kw_only=True, repr=False, eq=False)
class Group(Record):
    """A working group or a committee of one; zone and calendar are its parent's where it has none."""

    key: str = field(validator=check_key)
    name: str = field(validator=check_line)
    names: Names = field(default=(), converter=as_names)
    parent: str | None = field(default=None, metadata=reference("group", ties="committees", above=True))
    timezone: str | None = None
    calendar: str | None = field(default=None, metadata=reference("calendar"))
    mandate: Mandate | None = None
    since: date | None = field(default=None, converter=as_day)
    until: date | None = field(default=None, converter=as_day)
    #: Working days before a target in which an item is ``due_soon``.
    warning_days: int = 5
    #: Working days without a change after which an active item is ``stale``.
    stale_days: int = 10

    def __attrs_post_init__(self) -> None:
        """Keep the group's days in order."""
        check_order(f"the group '{self.key}'", self.since, self.until)
        if self.warning_days < 0 or self.stale_days < 1:
            raise InputError(
                f"the windows of group '{self.key}' are out of range",
                "warn from 0 days on, and call stale from 1 day on",
            )


@kind("party", "parties")
@frozen(kw_only=True, repr=False, eq=False)
class Party(Record):
    """An organisation or a person; a person's affiliation is another party."""

    key: str = field(validator=check_key)
    name: str = field(validator=check_line)
    names: Names = field(default=(), converter=as_names)
    kind: PartyKind = field(default="organisation", validator=one_of(("organisation", "person")))
    affiliation: str | None = field(default=None, metadata=reference("party", ties="affiliations", above=True))
    #: What the party is: its post, or its part in the matter.
    description: str | None = field(default=None, validator=_optional_text)


@kind("role", "roles", shares_keys=False)
@frozen(kw_only=True, repr=False, eq=False)
class Role(Record):
    """A party's role in a group, from a day to a day (both included)."""

    key: str = field(validator=check_line)
    party: str = field(metadata=reference("party"))
    group: str = field(metadata=reference("group"))
    role: RoleName = field(validator=one_of(ROLE_NAMES))
    since: date | None = field(default=None, converter=as_day)
    until: date | None = field(default=None, converter=as_day)

    def __attrs_post_init__(self) -> None:
        """Keep the role's days in order."""
        check_order(f"the role '{self.key}'", self.since, self.until)


def as_links(links: Iterable[Link | str]) -> tuple[Link, ...]:
    """Links, or their texts (``TR-1 SS + 2wd``)."""
    return tuple(map(Link.of, listed(links)))


def as_estimate(days: Estimate | float | str | tuple[float, ...] | list[float] | None) -> Estimate | None:
    """An estimate, or what one can be read from; None where there is none."""
    return None if days is None else Estimate.of(days)


def as_reached(stages: Iterable[StageReached]) -> tuple[StageReached, ...]:
    """Stages that were reached, as a value."""
    return tuple(stages)


def as_planned(stages: Iterable[StagePlanned]) -> tuple[StagePlanned, ...]:
    """Stages that are planned, as a value."""
    return tuple(stages)


def role_key(group: str, role: str, party: str, term: int = 1) -> str:
    """The key of a role: made, since nobody types one; a second term gets ``:2``."""
    return f"{group}:{role}:{party}" + (f":{term}" if term > 1 else "")


@kind("area", "areas")
@frozen(kw_only=True, repr=False, eq=False)
class Area(Record):
    """One strand of a group's mandate."""

    key: str = field(validator=check_key)
    title: str = field(validator=check_line)
    names: Names = field(default=(), converter=as_names)
    group: str = field(metadata=reference("group"))


@kind("event", "events")
@frozen(kw_only=True, repr=False, eq=False)
class Event(Record):
    """Something with a date that others hang on; ``starts`` and ``ends`` are deadline expressions."""

    key: str = field(validator=check_key)
    title: str = field(validator=check_line)
    names: Names = field(default=(), converter=as_names)
    group: str = field(metadata=reference("group"))
    starts: str = field(converter=as_expression, metadata=deadline(promised=True))
    #: Last day; the day it starts if None.
    ends: str | None = field(default=None, converter=optional_expression, metadata=deadline(promised=True))
    place: str | None = field(default=None, validator=_optional_text)
    dropped: bool = False


@frozen(kw_only=True, repr=False, eq=False)
class Item(Record):
    """What a task and a deliverable have in common: an owner, a promise and a state."""

    key: str = field(validator=check_key)
    title: str = field(validator=check_line)
    names: Names = field(default=(), converter=as_names)
    group: str = field(metadata=reference("group"))
    area: str | None = field(default=None, metadata=reference("area"))
    owners: tuple[str, ...] = field(default=(), converter=as_words, metadata=reference("party"))
    estimate: Estimate | None = field(default=None, converter=as_estimate)
    state: State = field(default="open", validator=one_of(STATES), metadata=declared(by_verb=True))
    #: The promised date, as a deadline expression; moves later only with a reason.
    target: str | None = field(default=None, converter=optional_expression, metadata=deadline(promised=True))
    #: The date after which the work fails, as a deadline expression.
    limit: str | None = field(default=None, converter=optional_expression, metadata=deadline(promised=True))
    #: The event the item was promised for.
    serves: str | None = field(default=None, metadata=reference("event"))
    started_on: date | None = field(default=None, converter=as_day)
    done_on: date | None = field(default=None, converter=as_day, metadata=declared(by_verb=True))
    #: The instant of finishing where it is known, for targets that are due at an hour.
    done_at: datetime | None = field(default=None, metadata=declared(by_verb=True))
    tags: tuple[str, ...] = field(default=(), converter=as_tags)
    waiting: Waiting | None = field(default=None, metadata=declared(by_verb=True))

    def __attrs_post_init__(self) -> None:
        """Keep the item's days in order and its state true."""
        check_order(f"'{self.key}'", self.started_on, self.done_on)
        if (self.state == "done") != (self.done_on is not None):
            raise InputError(
                f"'{self.key}' is {self.state} but its day of finishing is {self.done_on or 'missing'}",
                "an item has done_on when, and only when, it is done",
            )

    @property
    def finished(self) -> bool:
        """Nothing is owed any more: done or dropped."""
        return self.state in {"done", "dropped"}


@kind("deliverable", "deliverables")
@frozen(kw_only=True, repr=False, eq=False)
class Deliverable(Item):
    """A document the group owes; moves through the stages of a lifecycle."""

    doctype: str = field(default="document", validator=check_line, metadata=declared(label="type"))
    lifecycle: str = field(default="white-paper", metadata=reference("lifecycle"))
    #: Every stage entered, in order; the last one is where it is.
    reached: tuple[StageReached, ...] = field(
        default=(), converter=as_reached, metadata=declared(label="stage", by_verb=True)
    )
    planned: tuple[StagePlanned, ...] = field(
        default=(), converter=as_planned, metadata=declared(label="planned stage")
    )
    #: The stage that the target is for; the lifecycle's final one if None.
    due_stage: str | None = field(default=None, metadata=declared(holds="code"))

    @property
    def kind(self) -> Literal["deliverable"]:
        """The word for it, as tasks have one."""
        return "deliverable"

    @property
    def stage(self) -> str | None:
        """The stage it is in, or None before the first."""
        return self.reached[-1].stage if self.reached else None


@kind("task", "tasks")
@frozen(kw_only=True, repr=False, eq=False)
class Task(Item):
    """A piece of work, or a milestone: a task of no duration."""

    kind: TaskKind = field(default="task", validator=one_of(("task", "milestone")), metadata=declared(by_verb=True))
    percent: int = field(default=0, validator=check_percent)
    #: Working days of work left, where that is known better than by estimate and percent.
    remaining: float | None = field(default=None, validator=check_days)
    #: It cannot start before this deadline expression's day.
    not_before: str | None = field(default=None, converter=optional_expression, metadata=deadline())
    #: What it waits for.
    after: tuple[Link, ...] = field(
        default=(),
        converter=as_links,
        metadata=declared(holds="links", kinds=("task", "event", "deliverable"), ties="links", label="waits for"),
    )
    parent: str | None = field(default=None, metadata=reference("task", ties="parent tasks", above=True))
    deliverables: tuple[str, ...] = field(default=(), converter=as_words, metadata=reference("deliverable"))
    #: A milestone with ``white-paper@review`` here is reached when the deliverable reaches that stage.
    reached_by: str | None = field(default=None, metadata=declared(holds="stage", kinds=("deliverable",)))

    def __attrs_post_init__(self) -> None:
        """Keep milestones and tasks apart."""
        Item.__attrs_post_init__(self)
        if self.reached_by is not None and self.kind != "milestone":
            raise InputError(f"the task '{self.key}' cannot be reached by a stage", "make it a milestone")
        days = self.remaining or (0 if self.estimate is None else self.estimate.pessimistic)
        if self.kind == "milestone" and days:
            raise InputError(
                f"the milestone '{self.key}' takes no working days", "leave its estimate out, or make it a task"
            )


@kind("baseline", "baselines", shares_keys=False)
@frozen(kw_only=True, repr=False, eq=False)
class Baseline(Record):
    """A name for the record as it was at an instant, to measure slips against; a note says what it is."""

    key: str = field(validator=check_key)
    at: datetime = field(metadata=declared(label="instant"))


def report_key(group: str, number: int) -> str:
    """The key of an issued report: made, as that of a role."""
    return f"{group}:report:{number}"


def as_pairs(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of texts, as a value that is in order."""
    return tuple(sorted(dict(pairs).items()))


@kind("report", "reports", shares_keys=False)
@frozen(kw_only=True, repr=False)
class IssuedReport(Record):
    """A report as it was handed out: its number in its group, what it tells of, and the files it was written to."""

    key: str = field(validator=check_line)
    group: str = field(metadata=reference("group"))
    #: 1, 2 ... in its group; a number is never used twice.
    number: int
    #: The instant that it is true for, and the one that its changes are counted from (None: the beginning of the record).
    at: datetime
    since: datetime | None = None
    #: BCP 47 tag.
    language: str = field(validator=check_line)
    #: Name of each format that it was written in, with the SHA-256 of the file, in hexadecimal digits.
    documents: tuple[tuple[str, str], ...] = field(converter=as_pairs)
