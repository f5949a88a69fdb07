"""Questions that are answered by planning the work that is left."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from wgtrack.deadlines import Resolver
from wgtrack.tracker.asked import At, Day
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from wgtrack.planning.bars import Timeline
    from wgtrack.planning.bases import Distribution
    from wgtrack.planning.forecast import Forecast
    from wgtrack.planning.load import OwnerLoad
    from wgtrack.planning.plan import Plan
    from wgtrack.planning.schedule import Schedule


def schedule(session: Session, at: At | None = None, group: str | None = None) -> "Schedule":
    """When everything can and must start and finish, planned on real working days from the day after ``at`` on.

    ``group`` leaves out the items of other groups, after planning all of them together.

    Raises:
        PlanningError: work waits for itself, or longest lags contradict the links.
    """
    from wgtrack.planning.schedule import schedule  # noqa: PLC0415 - a status needs less

    when = session.instant(at, group)
    programme = session.store.programme(when)
    planned = schedule(programme, when)
    return planned if group is None else planned.of_groups(programme.group_and_committees(group))


def plan(session: Session, key: str, at: At | None = None, group: str | None = None) -> "Plan":
    """Whether one thing (a deliverable, a task, or what serves an event) will be ready, why not, and what would help.

    Raises:
        UnknownKeyError: there is no such deliverable, task or event.
        InputError: it is finished.
        PlanningError: work waits for itself, or longest lags contradict the links.
    """
    from wgtrack.planning.plan import plan  # noqa: PLC0415 - a status needs less

    when = session.instant(at, group)
    return plan(session.store.programme(when), when, key)


def plans(session: Session, at: At | None = None, group: str | None = None) -> "tuple[Plan, ...]":
    """The plans of all open deliverables of a group and its committees, the one shortest of time in front."""
    from wgtrack.planning.plan import plan_all  # noqa: PLC0415 - a status needs less

    when = session.instant(at, group)
    programme = session.store.programme(when)
    return plan_all(programme, when, programme.group_and_committees(group or programme.only_group()))


def workload(session: Session, at: At | None = None, group: str | None = None) -> "tuple[OwnerLoad, ...]":
    """The working days of work that every owner has in each week, by the early dates, beside the days there are.

    With ``group`` only the work of that group and its committees counts.

    Raises:
        PlanningError: work waits for itself, or longest lags contradict the links.
    """
    from wgtrack.planning.load import workload  # noqa: PLC0415 - a status needs less
    from wgtrack.planning.schedule import schedule  # noqa: PLC0415 - as above

    when = session.instant(at, group)
    programme = session.store.programme(when)
    resolver = Resolver(programme)
    groups = None if group is None else programme.group_and_committees(group)
    return workload(schedule(programme, when, resolver=resolver), programme, resolver, groups=groups)


def timeline(
    session: Session, first: Day | None = None, last: Day | None = None, at: At | None = None, group: str | None = None
) -> "Timeline":
    """What was worked on when, what is planned and what can slip, for every item of a group and its committees.

    Without ``first`` and ``last`` from the first item's start to the last one's end.

    Raises:
        InputError: the last day is before the first one.
        PlanningError: work waits for itself, or longest lags contradict the links.
    """
    from wgtrack.planning.schedule import schedule  # noqa: PLC0415 - as above
    from wgtrack.planning.timeline import timeline  # noqa: PLC0415 - a status needs less

    begin, end = session.day(first, group), session.day(last, group)
    when = session.instant(at, group)
    programme = session.store.programme(when)
    resolver = Resolver(programme)
    planned = schedule(programme, when, resolver=resolver)
    return timeline(planned, programme, resolver, group, first=begin, last=end)


def forecast(
    session: Session,
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

    when = session.instant(at, group)
    return forecast(
        session.store.programme(when),
        when,
        key,
        group=group,
        samples=samples,
        seed=seed,
        distribution=distribution,
        progress=progress,
    )
