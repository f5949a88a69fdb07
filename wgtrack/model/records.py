"""The records of a working group, as frozen values; a change is ``attrs.evolve``."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

import attrs
from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.messages.message import iso_day, untranslated
from wgtrack.model import calendars, lifecycles  # noqa: F401 - kinds are in the order in which they name each other
from wgtrack.model.base import Names, Record, as_names, as_tags, as_words, listed
from wgtrack.model.fields import deadline, declared, itself, reference
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
    check_number,
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
NAMES = declared(
    "Name in another language, such as zh-Hans=...", option="--name-in", metavar="LANG=NAME", searched=True
)
GROUP = "Group or committee it belongs to."


@kind("party", "parties")
@frozen(kw_only=True, repr=False, eq=False)
class Party(Record):
    """An organisation or a person; a person's affiliation is another party."""

    key: str = field(validator=check_key)
    name: str = field(validator=check_line, metadata=declared("What the party is called.", searched=True))
    names: Names = field(default=(), converter=as_names, metadata=NAMES)
    kind: PartyKind = field(
        default="organisation",
        validator=one_of(("organisation", "person")),
        metadata=declared("organisation or person; organisation if left out.", by_verb=True, once=True, metavar="KIND"),
    )
    affiliation: str | None = field(
        default=None,
        metadata=reference(
            "party",
            help="Party that it belongs to or works for.",
            ties="affiliations",
            above=True,
            named_by="has in it",
        ),
    )
    description: str | None = field(
        default=None,
        validator=_optional_text,
        metadata=declared("Its post, or its part in the matter.", searched=True),
    )


@kind("group", "groups")
@frozen(kw_only=True, repr=False, eq=False)
class Group(Record):
    """A working group or a committee of one; zone and calendar are its parent's where it has none."""

    key: str = field(validator=check_key)
    name: str = field(validator=check_line, metadata=declared("What the group is called.", searched=True))
    names: Names = field(default=(), converter=as_names, metadata=NAMES)
    parent: str | None = field(
        default=None,
        metadata=reference(
            "group",
            help="Group that it is a committee of.",
            ties="committees",
            above=True,
            named_by="committees",
            dates=True,
        ),
    )
    timezone: str | None = field(
        default=None,
        metadata=declared("Time zone; the parent's if left out.", holds="zone", metavar="ZONE", moves=itself),
    )
    calendar: str | None = field(
        default=None,
        metadata=reference(
            "calendar",
            help="Working days: a country (CN), a part of one (DE-BE), none, or a calendar of your own; "
            "the parent's if left out.",
            dates=True,
        ),
    )
    mandate: Mandate | None = field(default=None, metadata=declared(option=None))
    since: date | None = field(default=None, converter=as_day, metadata=declared("First day of the group."))
    until: date | None = field(default=None, converter=as_day, metadata=declared("Last day of the group."))
    warning_days: int = field(
        default=5,
        metadata=declared("Working days before a target in which work is due soon; 5 if left out.", metavar="DAYS"),
    )
    stale_days: int = field(
        default=10,
        metadata=declared(
            "Working days without a change after which active work is stale; 10 if left out.",
            metavar="DAYS",
            least=1,
        ),
    )

    def __attrs_post_init__(self) -> None:
        """Keep the group's days in order."""
        check_order(f"the group '{self.key}'", self.since, self.until)
        if self.warning_days < 0 or self.stale_days < 1:
            raise InputError(
                untranslated("the windows of group '{key}' are out of range", key=self.key),
                untranslated("warn from 0 days on, and call stale from 1 day on"),
            )


@kind("role", "roles", shares_keys=False)
@frozen(kw_only=True, repr=False, eq=False)
class Role(Record):
    """A party's role in a group, from a day to a day (both included)."""

    key: str = field(validator=check_line)
    party: str = field(metadata=reference("party", help="Key of the party.", option=None))
    group: str = field(metadata=reference("group", help="Key of the group.", option=None))
    role: RoleName = field(validator=one_of(ROLE_NAMES), metadata=declared(f"{', '.join(ROLE_NAMES)}.", option=None))
    since: date | None = field(default=None, converter=as_day, metadata=declared("First day of the role."))
    until: date | None = field(default=None, converter=as_day, metadata=declared("Last day of the role."))

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
    title: str = field(validator=check_line, metadata=declared("What the strand is about.", searched=True))
    names: Names = field(default=(), converter=as_names, metadata=NAMES)
    group: str = field(metadata=reference("group", help=GROUP, named_by="areas"))


@kind("event", "events")
@frozen(kw_only=True, repr=False, eq=False)
class Event(Record):
    """Something with a date that others depend on; ``starts`` and ``ends`` are deadline expressions."""

    key: str = field(validator=check_key)
    title: str = field(validator=check_line, metadata=declared("What the event is called.", searched=True))
    names: Names = field(default=(), converter=as_names, metadata=NAMES)
    group: str = field(metadata=reference("group", help=GROUP))
    starts: str = field(
        converter=as_expression,
        metadata=deadline("The day or instant it starts.", phrase="starts by", promised=True, main=True, once=True),
    )
    ends: str | None = field(
        default=None,
        converter=optional_expression,
        metadata=deadline(
            "Its last day; the day it starts if left out.",
            phrase="ends by",
            promised=True,
            otherwise="starts",
            once=True,
        ),
    )
    place: str | None = field(default=None, validator=_optional_text, metadata=declared("Where it is.", searched=True))
    dropped: bool = field(default=False, metadata=declared(option=None, moves=itself))

    @property
    def closed(self) -> bool:
        """It was dropped."""
        return self.dropped

    @property
    def given_up(self) -> bool:
        """It was dropped, and stays on record."""
        return self.dropped


def _outcome(state: State) -> str:
    """How it finished; that work on it has begun moves no date."""
    return state if state in {"done", "dropped"} else ""


@frozen(kw_only=True, repr=False, eq=False)
class Item(Record):
    """What a task and a deliverable have in common: an owner, a promise and a state."""

    key: str = field(validator=check_key)
    title: str = field(validator=check_line, metadata=declared("What is to be done.", searched=True))
    names: Names = field(default=(), converter=as_names, metadata=NAMES)
    group: str = field(metadata=reference("group", help=GROUP))
    area: str | None = field(default=None, metadata=reference("area", help="Strand of the mandate."))
    owners: tuple[str, ...] = field(
        default=(), converter=as_words, metadata=reference("party", help="Who owes it.", option="--owner")
    )
    estimate: Estimate | None = field(
        default=None,
        converter=as_estimate,
        metadata=declared(
            "Working days it takes: 5, or 3/5/9 for at best, most likely, at worst.",
            unit="working days",
            metavar="DAYS",
        ),
    )
    priority: int | None = field(
        default=None,
        validator=check_number,
        metadata=declared("How urgent it is among the rest: 1 comes first.", least=1, shown=True),
    )
    state: State = field(
        default="open", validator=one_of(STATES), metadata=declared(by_verb=True, option=None, moves=_outcome)
    )
    target: str | None = field(
        default=None,
        converter=optional_expression,
        metadata=deadline("The promised date.", promised=True, main=True, once=True),
    )
    limit: str | None = field(
        default=None,
        converter=optional_expression,
        metadata=deadline("The date after which it fails.", promised=True, once=True),
    )
    serves: str | None = field(
        default=None,
        metadata=reference("event", help="Event it was promised for.", phrase="serves", named_by="serve it"),
    )
    started_on: date | None = field(default=None, converter=as_day, metadata=declared(option=None))
    done_on: date | None = field(
        default=None, converter=as_day, metadata=declared(by_verb=True, option=None, moves=itself)
    )
    #: The instant of finishing where it is known, for targets that are due at an hour.
    done_at: datetime | None = field(default=None, metadata=declared(by_verb=True, option=None, moves=itself))
    tags: tuple[str, ...] = field(
        default=(),
        converter=as_tags,
        metadata=declared("A word to find it by.", option="--tag", metavar="TAG", searched=True),
    )
    waiting: Waiting | None = field(default=None, metadata=declared(by_verb=True, option=None))

    def __attrs_post_init__(self) -> None:
        """Keep the item's days in order and its state true."""
        check_order(f"'{self.key}'", self.started_on, self.done_on)
        if (self.state == "done") != (self.done_on is not None):
            raise InputError(
                untranslated(
                    "'{key}' is {state} but its day of finishing is {done_on}",
                    key=self.key,
                    state=self.state,
                    done_on=iso_day(self.done_on) if self.done_on else "missing",
                ),
                untranslated("an item has done_on when, and only when, it is done"),
            )

    @property
    def finished(self) -> bool:
        """Nothing is owed any more: done or dropped."""
        return self.state in {"done", "dropped"}

    closed = finished

    @property
    def given_up(self) -> bool:
        """It was dropped, and stays on record."""
        return self.state == "dropped"


@kind("deliverable", "deliverables")
@frozen(kw_only=True, repr=False, eq=False)
class Deliverable(Item):
    """A document the group owes; moves through the stages of a lifecycle."""

    doctype: str = field(
        default="document",
        validator=check_line,
        metadata=declared("What sort of document it is.", label="type", option="--type"),
    )
    lifecycle: str = field(
        default="white-paper",
        metadata=reference(
            "lifecycle",
            help="Stages it moves through, such as iso or ietf; white-paper if left out.",
            once=True,
            moves=itself,
        ),
    )
    #: Every stage entered, in order; the last one is where it is.
    reached: tuple[StageReached, ...] = field(
        default=(),
        converter=as_reached,
        metadata=declared(label="stage", by_verb=True, option=None, moves=itself),
    )
    planned: tuple[StagePlanned, ...] = field(
        default=(), converter=as_planned, metadata=declared(label="planned stage", option=None)
    )
    due_stage: str | None = field(
        default=None,
        metadata=declared("Stage that the target is for; the last one if left out.", holds="code"),
    )

    @property
    def kind(self) -> Literal["deliverable"]:
        """The word for it, as tasks have one."""
        return "deliverable"

    @property
    def stage(self) -> str | None:
        """The stage it is in, or None before the first."""
        return self.reached[-1].stage if self.reached else None

    def is_settled(self, name: str) -> bool:
        """Whether this is the date of a stage that it has entered."""
        return any(name == f"@{entered.stage}" for entered in self.reached)


@kind("task", "tasks")
@frozen(kw_only=True, repr=False, eq=False)
class Task(Item):
    """A piece of work, or a milestone: a task of no duration."""

    kind: TaskKind = field(
        default="task", validator=one_of(("task", "milestone")), metadata=declared(by_verb=True, option=None)
    )
    percent: int = field(default=0, validator=check_percent, metadata=declared(option=None))
    after: tuple[Link, ...] = field(
        default=(),
        converter=as_links,
        metadata=declared(
            "What it waits for: KEY, KEY SS, 'KEY FF + 2wd', 'KEY, at most 20wd' or DELIVERABLE@STAGE.",
            holds="links",
            kinds=("task", "event", "deliverable"),
            ties="links",
            label="waits for",
            phrase="waits for",
            named_by="wait for it",
        ),
    )
    not_before: str | None = field(
        default=None,
        converter=optional_expression,
        metadata=deadline("Day before which it cannot start.", phrase="cannot start before"),
    )
    remaining: float | None = field(
        default=None,
        validator=check_days,
        metadata=declared("Working days of work left, if known better than by estimate.", metavar="DAYS"),
    )
    parent: str | None = field(
        default=None,
        metadata=reference(
            "task",
            help="Task that it is a part of.",
            ties="parent tasks",
            above=True,
            phrase="is part of",
            named_by="parts",
        ),
    )
    deliverables: tuple[str, ...] = field(
        default=(),
        converter=as_words,
        metadata=reference(
            "deliverable",
            help="Document that it helps to make.",
            option="--deliverable",
            phrase="works on",
            named_by="work on it",
        ),
    )
    reached_by: str | None = field(
        default=None,
        metadata=declared(
            "Milestone that is reached when a deliverable reaches a stage.",
            holds="stage",
            kinds=("deliverable",),
            phrase="is reached by",
            named_by="reached by it",
        ),
    )

    def __attrs_post_init__(self) -> None:
        """Keep milestones and tasks apart."""
        Item.__attrs_post_init__(self)
        if self.reached_by is not None and self.kind != "milestone":
            raise InputError(
                untranslated("the task '{key}' cannot be reached by a stage", key=self.key),
                untranslated("make it a milestone"),
            )
        days = self.remaining or (0 if self.estimate is None else self.estimate.pessimistic)
        if self.kind == "milestone" and days:
            raise InputError(
                untranslated("the milestone '{key}' takes no working days", key=self.key),
                untranslated("leave its estimate out, or make it a task"),
            )


@kind("baseline", "baselines", shares_keys=False, by_verb=True)
@frozen(kw_only=True, repr=False, eq=False)
class Baseline(Record):
    """A name for the record as it was at an instant, to measure slips against; a note says what it is."""

    key: str = field(validator=check_key)
    at: datetime = field(metadata=declared(label="instant", option=None))


def report_key(group: str, number: int) -> str:
    """The key of an issued report: made, as that of a role."""
    return f"{group}:report:{number}"


def as_pairs(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of texts, as a value that is in order."""
    return tuple(sorted(dict(pairs).items()))


@kind("report", "reports", shares_keys=False, by_verb=True)
@frozen(kw_only=True, repr=False)
class IssuedReport(Record):
    """A report as it was handed out: its number in its group, what it tells of, and the files it was written to."""

    key: str = field(validator=check_line)
    group: str = field(metadata=reference("group"))
    #: 1, 2 ... in its group; a number is never used twice.
    number: int
    #: The instant that it is true for, and the one that its changes are counted from (None: the beginning of the record).
    at: datetime = field(metadata=declared(label="instant"))
    since: datetime | None = None
    #: BCP 47 tag.
    language: str = field(validator=check_line)
    #: Name of each format that it was written in, with the SHA-256 of the file, in hexadecimal digits.
    documents: tuple[tuple[str, str], ...] = field(converter=as_pairs)
