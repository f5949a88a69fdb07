"""What can be asked of a record: every answer is a frozen value, and changes nothing."""

from collections.abc import Callable, Collection
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from wgtrack import clock
from wgtrack.collector import collector_at_rest
from wgtrack.deadlines import Resolver
from wgtrack.errors import InputError
from wgtrack.instants import day, day_meant, day_starts, has_zone, instant, zone
from wgtrack.model.base import Record
from wgtrack.model.programme import KEYED, WorkProgramme, top_zones, zone_name
from wgtrack.model.records import Group
from wgtrack.status import queries
from wgtrack.status.assess import assess, assess_each
from wgtrack.status.report import ItemStatus, StatusReport
from wgtrack.store import Store
from wgtrack.tracker.asked import At, Day, find, typed

if TYPE_CHECKING:
    from wgtrack.model.journal import Entry
    from wgtrack.planning.bars import Timeline
    from wgtrack.planning.bases import Distribution
    from wgtrack.planning.forecast import Forecast
    from wgtrack.planning.load import OwnerLoad
    from wgtrack.planning.plan import Plan
    from wgtrack.planning.schedule import Schedule
    from wgtrack.status.checks import Finding
    from wgtrack.store.storage import Upgrade


class Questions:
    """The reading half of a tracker. ``at`` is a day (its end, in the group's zone), an aware datetime, or their text."""

    def __init__(self, store: Store, by: str | None = None) -> None:
        self._store = store
        self.by = by

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database file."""
        self._store.close()

    @property
    def upgraded(self) -> "Upgrade | None":
        """What opening did to a file that was older than this wgtrack, and where it is kept as it was; else None."""
        return self._store.upgraded

    @property
    def changed(self) -> bool:
        """Whether a change was made through this tracker, and is on record."""
        return self._store.changed

    def get(self, key: str) -> Record:
        """The record with this key as it is now.

        Raises:
            UnknownKeyError: no record has it; the closest keys are named.
        """
        return find(self._store, key)

    def programme(self, at: At | None = None, group: str | None = None) -> WorkProgramme:
        """The whole record as of an instant; ``group`` says whose zone a day is meant in, where groups differ."""
        return self._store.programme(self._instant(at, group))

    def status(self, at: At | None = None, group: str | None = None) -> StatusReport:
        """Verdicts, countdown, progress and attention list of a group with its committees."""
        return self._report(at, group)

    def next(self, at: At | None = None, group: str | None = None, owner: str | None = None) -> tuple[ItemStatus, ...]:
        """What can be worked on now, most urgent first."""
        return queries.next_items(self._report(at, group, owner), owner=owner)

    def due(
        self, within: str = "10wd", at: At | None = None, group: str | None = None, owner: str | None = None
    ) -> tuple[ItemStatus, ...]:
        """Unfinished items due within so many working days (``wd``), days (``d``), weeks or months, soonest first."""
        return queries.due_items(self._report(at, group, owner), within, owner=owner)

    def overdue(
        self, at: At | None = None, group: str | None = None, owner: str | None = None
    ) -> tuple[ItemStatus, ...]:
        """Unfinished items past their target or limit, most urgent first."""
        return queries.overdue_items(self._report(at, group, owner), owner=owner)

    def waiting(
        self, at: At | None = None, group: str | None = None, owner: str | None = None
    ) -> tuple[ItemStatus, ...]:
        """Unfinished items that wait for other work, or that someone else has the ball for."""
        return queries.waiting_items(self._report(at, group, owner), owner=owner)

    def schedule(self, at: At | None = None, group: str | None = None) -> "Schedule":
        """When everything can and must start and finish, planned on real working days from the day after ``at`` on.

        ``group`` leaves out the items of other groups, after planning all of them together.

        Raises:
            PlanningError: work waits for itself, or longest lags contradict the links.
        """
        from wgtrack.planning.schedule import schedule  # noqa: PLC0415 - a status needs less

        when = self._instant(at, group)
        programme = self._store.programme(when)
        planned = schedule(programme, when)
        return planned if group is None else planned.of_groups(programme.group_and_committees(group))

    def plan(self, key: str, at: At | None = None, group: str | None = None) -> "Plan":
        """Whether one thing (a deliverable, a task, or what serves an event) will be ready, why not, and what would help.

        Raises:
            UnknownKeyError: there is no such deliverable, task or event.
            InputError: it is finished.
            PlanningError: work waits for itself, or longest lags contradict the links.
        """
        from wgtrack.planning.plan import plan  # noqa: PLC0415 - a status needs less

        when = self._instant(at, group)
        return plan(self._store.programme(when), when, key)

    def plans(self, at: At | None = None, group: str | None = None) -> "tuple[Plan, ...]":
        """The plans of all open deliverables of a group and its committees, the one shortest of time in front."""
        from wgtrack.planning.plan import plan_all  # noqa: PLC0415 - a status needs less

        when = self._instant(at, group)
        programme = self._store.programme(when)
        return plan_all(programme, when, programme.group_and_committees(group or programme.only_group()))

    def workload(self, at: At | None = None, group: str | None = None) -> "tuple[OwnerLoad, ...]":
        """The working days of work that every owner has in each week, by the early dates, beside the days there are.

        With ``group`` only the work of that group and its committees counts.

        Raises:
            PlanningError: work waits for itself, or longest lags contradict the links.
        """
        from wgtrack.planning.load import workload  # noqa: PLC0415 - a status needs less
        from wgtrack.planning.schedule import schedule  # noqa: PLC0415 - as above

        when = self._instant(at, group)
        programme = self._store.programme(when)
        resolver = Resolver(programme)
        groups = None if group is None else programme.group_and_committees(group)
        return workload(schedule(programme, when, resolver=resolver), programme, resolver, groups=groups)

    def timeline(
        self, first: Day | None = None, last: Day | None = None, at: At | None = None, group: str | None = None
    ) -> "Timeline":
        """What was worked on when, what is planned and what can slip, for every item of a group and its committees.

        Without ``first`` and ``last`` from the first item's start to the last one's end.

        Raises:
            InputError: the last day is before the first one.
            PlanningError: work waits for itself, or longest lags contradict the links.
        """
        from wgtrack.planning.schedule import schedule  # noqa: PLC0415 - as above
        from wgtrack.planning.timeline import timeline  # noqa: PLC0415 - a status needs less

        begin, end = (day(given) if isinstance(given, str) else given for given in (first, last))
        when = self._instant(at, group)
        programme = self._store.programme(when)
        resolver = Resolver(programme)
        planned = schedule(programme, when, resolver=resolver)
        return timeline(planned, programme, resolver, group, first=begin, last=end)

    def forecast(
        self,
        key: str | None = None,
        at: At | None = None,
        group: str | None = None,
        *,
        samples: int = 10_000,
        seed: int = 1,
        distribution: "Distribution" = "pert",
        progress: Callable[[int, int], None] | None = None,
    ) -> "Forecast":
        """How likely the dates are: of one thing (as for ``plan``), or of all open work of a group and its committees.

        The work is planned ``samples`` times, with days drawn from how long the group's finished tasks took beside their
        estimates where there are at least 8 of them, else from three-point estimates. Same seed, same answer.
        ``progress`` is told now and then how many samples of how many are done.

        Raises:
            UnknownKeyError: there is no such deliverable, task or event.
            InputError: it is finished, a number is out of range, or numpy is missing (``wgtrack[forecast]``).
            PlanningError: work waits for itself, or longest lags contradict the links.
        """
        from wgtrack.planning.forecast import forecast  # noqa: PLC0415 - a status needs less

        when = self._instant(at, group)
        return forecast(
            self._store.programme(when),
            when,
            key,
            group=group,
            samples=samples,
            seed=seed,
            distribution=distribution,
            progress=progress,
        )

    def find(
        self,
        *,
        kinds: Collection[str] = (),
        group: str | None = None,
        area: str | None = None,
        owner: str | None = None,
        verdict: str | Collection[str] | None = None,
        tag: str | None = None,
        text: str | None = None,
        sort: str | None = None,
        at: At | None = None,
    ) -> tuple[ItemStatus, ...]:
        """Items that meet every condition given; ``text`` finds all of its words in keys, titles, names, notes and tags."""
        when = self._instant(at, group)
        with collector_at_rest():
            programme = self._store.programme(when)
            reports = _reports(programme, when, group)
        return queries.find_items(
            programme,
            reports,
            kinds=kinds,
            area=area,
            owner=owner,
            verdict=verdict,
            tag=tag,
            text=text,
            sort=sort,
        )

    def log(self, key: str | None = None, since: At | None = None, at: At | None = None) -> "tuple[Entry, ...]":
        """Changes on record, oldest first: of one key, since a day (its start), as of an instant."""
        kinds = self._kinds_meant(key) if key is not None else ()
        start = self._start(since) if since is not None else None
        until = self._instant(at) if at is not None else None
        return self._store.entries(key=key, kinds=kinds, since=start, until=until)

    def check(self, at: At | None = None, group: str | None = None) -> "tuple[Finding, ...]":
        """Everything in the record that needs mending or is late."""
        from wgtrack.status.checks import find_problems  # noqa: PLC0415 - only this question needs it

        when = self._instant(at, group)
        return find_problems(self._begun(when), when, group)

    def _report(self, at: At | None, group: str | None, owner: str | None = None) -> StatusReport:
        when = self._instant(at, group)
        with collector_at_rest():
            return self._assessed(when, group, owner)

    def _assessed(self, when: datetime, group: str | None, owner: str | None) -> StatusReport:
        # Apart, so that the programme is let go of before the collector looks through what is left.
        programme = self._begun(when)
        queries.check_keys(programme, owner=owner)
        return assess(programme, when, group)

    def _begun(self, when: datetime) -> WorkProgramme:
        """The record as of an instant at which it had begun."""
        programme = self._store.programme(when)
        if programme.groups:
            return programme
        first = min((entry.at for entry in self._store.entries(kinds=("group",))), default=when)
        if first > when:
            begins = first.astimezone(zone(top_zones(self._store)[0])).date()
            raise InputError(
                f"the record begins on {begins}, after the instant asked about",
                "ask about a later one, or put earlier facts on record with --at (at= in Python)",
            )
        return programme

    def _kinds_meant(self, key: str) -> tuple[str, ...]:
        """Those of the shared space of keys, else whatever has the key: a role, a calendar, a lifecycle."""
        kinds = self._store.kinds_of(key)
        if not kinds:
            find(self._store, key)
        return tuple(kind for kind in kinds if kind in KEYED) or kinds

    def _instant(self, at: At | None, group: str | None = None) -> datetime:
        if at is None:
            return clock.now()
        return instant(at, zone("UTC" if has_zone(at) else self._zone_name(group)))

    def _start(self, since: At) -> datetime:
        day = day_meant(since)
        return self._instant(since) if day is None else day_starts(day, zone(self._zone_name(None)))

    def _zone_name(self, group: str | None) -> str:
        """The zone a day is meant in: the group's, or the one all groups on top share."""
        if group is not None:
            return zone_name(self._store, typed(self._store, group, Group, "group").key)
        zones = top_zones(self._store)
        if len(zones) > 1:
            raise InputError(
                f"a day ends at different times in {', '.join(zones)}",
                "say which group with --group, or give an instant with its zone",
            )
        return zones[0]


def _reports(programme: WorkProgramme, at: datetime, group: str | None) -> tuple[StatusReport, ...]:
    """The report of the group asked for, or of every group that has no parent; each includes its committees."""
    tops = [found.key for found in programme.groups.values() if found.parent is None]
    return assess_each(programme, at, [group] if group else tops)
