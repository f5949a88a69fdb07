"""The report as data: everything that any format writes, computed once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple

from attrs import frozen

from wgtrack.dates import Deadline
from wgtrack.history.promises import Trend
from wgtrack.history.replay import ChangeRef
from wgtrack.history.slips import Slip
from wgtrack.messages.message import Text, Wording
from wgtrack.planning.bars import Timeline
from wgtrack.planning.forecast import Forecast
from wgtrack.planning.load import OwnerLoad
from wgtrack.planning.plan import Plan
from wgtrack.status.report import GroupInfo, ItemStatus, StatusReport, Verdict


class StageTrack(NamedTuple):
    """One stage of a deliverable's lifecycle: when it was to be entered, and when it was."""

    code: str
    title: str
    #: The day promised for entering it; for the stage that the target is for, the target. None without one.
    planned: Deadline | None
    #: The day it was entered (the last time, if more than once); None if it was not.
    reached: date | None
    #: Working days of the group from the day planned to the day it was entered, or to now where that is overdue; 0 in time,
    #: None without a plan, and for a stage that was passed over.
    working_days_late: int | None
    #: It was entered, or is still to be, after its date has passed: by no working day perhaps, but late.
    late: bool
    #: The deliverable stands here at the instant of the report.
    current: bool


class DeliverableTrack(NamedTuple):
    """A deliverable with the stages of its lifecycle, in their usual order (side stages only if entered or planned)."""

    item: ItemStatus
    stages: tuple[StageTrack, ...]


BallReason = Literal["waiting", "owner"]


class Ball(NamedTuple):
    """One item that a party must act on now."""

    item: ItemStatus
    #: ``waiting``: the record says the party has the ball; ``owner``: it owns the item and nothing holds it up.
    reason: BallReason
    #: What it is asked for, where the record says so.
    what: str | None
    #: The day since which the ball is with it: for ``waiting`` as recorded; for ``owner`` the last of the days on which the
    #: item was added, given to this owner, taken up again, the last thing that it waits for was there, or it could begin.
    since: date
    #: From then to the day of the report, in calendar days and working days of the item's group; not counting that day.
    calendar_days: int
    working_days: int


class PartyTurn(NamedTuple):
    """A party that must act now, and on what: most urgent first."""

    #: Key of the party; None for a name that is no party on record, and for nobody.
    party: str | None
    #: Its name, as written where it is no party on record; ``nobody`` (a message) for items that nobody owns.
    name: Text
    balls: tuple[Ball, ...]


class Finished(NamedTuple):
    """An item that was finished since the last report."""

    item: ItemStatus
    act: ChangeRef


class Changed(NamedTuple):
    """An item or event to which something was done since the last report: it was started, added, dropped ..."""

    key: str
    title: str
    kind: str
    act: ChangeRef


DateName = Literal["target", "limit", "stage", "starts", "ends"]


class Moved(NamedTuple):
    """A date that moved since the last report: once for each move."""

    key: str
    title: str
    kind: str
    #: Which of its dates: the target or limit of an item, the day planned for a stage, the first or last day of an event.
    which: DateName
    #: Code of the stage of a ``stage``.
    stage: str | None
    before: Deadline | None
    after: Deadline | None
    #: Signed: positive is later; None where one of the two dates is missing.
    working_days: int | None
    calendar_days: int | None
    #: Who moved it, when and why; ``act.key`` is another record where it moved with what it hangs on.
    act: ChangeRef


class Reached(NamedTuple):
    """A stage that a deliverable entered since the last report."""

    key: str
    title: str
    stage: str
    stage_title: str
    on: date
    act: ChangeRef


class Changes(NamedTuple):
    """What changed since the last report: then and now side by side, in the order in which it took effect.

    What came and went in between is not told, except for dates: every move of each is.
    """

    #: Done now, and not then.
    finished: tuple[Finished, ...]
    #: Begun since, and neither finished nor dropped.
    started: tuple[Changed, ...]
    #: Finished or dropped then, and owed again now.
    reopened: tuple[Changed, ...]
    #: On record now, and not then; events too.
    added: tuple[Changed, ...]
    #: Given up since, or taken off the record (``act.action`` is ``undo``); events too.
    dropped: tuple[Changed, ...]
    moved: tuple[Moved, ...]
    #: Stages that were entered and not left by an undo.
    reached: tuple[Reached, ...]

    @property
    def any(self) -> bool:
        """Whether anything changed at all."""
        return any(self)


class VerdictChange(NamedTuple):
    """An item whose verdict is another than at the last report; ``before`` is None where it was not on record then."""

    item: ItemStatus
    before: Verdict | None


class Coming(NamedTuple):
    """Something that is due, planned or starts from the day of the report to that of the next one."""

    #: ``due``: its target, ``limit``: its limit; ``finish``: planned to be finished, and not due in that time; ``stage``: the
    #: day planned for a stage; ``event``: it starts.
    kind: Literal["due", "limit", "finish", "stage", "event"]
    key: str
    title: str
    on: date
    deadline: Deadline | None
    #: Code of the stage of a ``stage``.
    stage: str | None = None
    #: The day it can be finished by the plan; None for stages and events.
    finish: date | None = None


class BurnPoint(NamedTuple):
    """How much work there was, was promised and was done at the end of a day, in working days of likely estimates."""

    day: date
    #: All work on record that is not dropped; an item without an estimate counts 1 (as in an area's progress).
    scope: float
    done: float
    #: What was promised (as the promises stood on that day) to be done by that day.
    promised: float


class BurnUp(NamedTuple):
    """Work done and promised over time."""

    #: One for each day on which a number changed, oldest first; the last is the day of the report.
    points: tuple[BurnPoint, ...]
    #: What is promised from the report on, by the dates as they stand now: cumulated, oldest first. Scope and what is done
    #: stay as they are now.
    ahead: tuple[BurnPoint, ...]
    #: Days by which all work is done in 50, 80 and 95 of 100 samples; None without a forecast.
    p50: date | None
    p80: date | None
    p95: date | None


@frozen(kw_only=True)
class Report:
    """A status report of a group with its committees: what every format writes.

    Names and titles in it are in the report's language where the record has them. Texts that the package made are
    messages (``wgtrack.messages.message``), which a ``Language`` tells in the report's language.
    """

    #: BCP 47 tag of the language that it is written in.
    language: str
    #: Verdicts now, countdowns, areas, items, what needs attention.
    status: StatusReport
    #: Its number, if it was issued.
    number: int | None
    #: The instant that changes are counted from, in the group's zone; None counts from the beginning of the record.
    since: datetime | None
    #: The number of the report that was issued then, if one was.
    since_number: int | None
    #: The answer: on time or not, by how much, why.
    headline: Wording
    #: How many items had each verdict then; None without ``since``.
    totals_before: Mapping[Verdict, int] | None
    #: Items whose verdict is another than then, worst first; empty without ``since``.
    verdict_changes: tuple[VerdictChange, ...]
    deliverables: tuple[DeliverableTrack, ...]
    #: Who must act now, the one with the most urgent item first; ``None`` (nobody) last.
    turns: tuple[PartyTurn, ...]
    changes: Changes
    #: The day of the next report: given, or as long after this one as this one is after the last (14 days without one).
    next_report: date
    coming: tuple[Coming, ...]
    #: Plans of open deliverables, the one shortest of time first.
    plans: tuple[Plan, ...]
    #: Why there are none, where the work cannot be planned as it is linked; then there are no loads, and no bars of what is ahead.
    no_plan: Text | None
    #: Of all open work; None where nothing is open or numpy is not installed, and why in ``no_forecast``.
    forecast: Forecast | None
    no_forecast: Text | None
    #: Unfinished items whose date rests on a provisional calendar.
    provisional: tuple[ItemStatus, ...]
    #: Every item beside the first date that it was promised for.
    slips: tuple[Slip, ...]
    #: Of every item that was ever promised for a date, from the beginning of the record on.
    trends: tuple[Trend, ...]
    timeline: Timeline
    burn_up: BurnUp
    load: tuple[OwnerLoad, ...]
    #: Names of parties by key.
    names: Mapping[str, str]

    def __repr__(self) -> str:
        return f"<Report of {self.group.key} at {self.at.isoformat()}: {self.headline!s}>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from wgtrack import notebooks  # noqa: PLC0415 - only notebooks ask for it

        return notebooks.page(self)

    @property
    def group(self) -> GroupInfo:
        """The group it is about."""
        return self.status.group

    @property
    def at(self) -> datetime:
        """The instant it is true for, in the group's zone."""
        return self.status.at


class PortfolioRow(NamedTuple):
    """One group on top, with its committees, in a portfolio."""

    group: GroupInfo
    open: int
    overdue: int
    at_risk: int
    done: int
    progress: int
    worst: Verdict | None
    next_deadline: ItemStatus | None
    #: The last change that took effect up to the report, in the group's zone.
    last_activity: datetime | None
    headline: Wording


@frozen(kw_only=True)
class Portfolio:
    """All groups of a record side by side."""

    language: str
    #: In the zone of the groups on top where they share one, else in UTC.
    at: datetime
    rows: tuple[PortfolioRow, ...]

    def __repr__(self) -> str:
        return f"<Portfolio at {self.at.isoformat()}: {len(self.rows)} groups>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from wgtrack import notebooks  # noqa: PLC0415 - only notebooks ask for it

        return notebooks.page(self)
