"""Questions that are answered by planning the work that is left."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from wgtrack.dates import Resolver
from wgtrack.tracker.arguments import At, Day
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from wgtrack.planning.bars import Timeline
    from wgtrack.planning.distributions import Distribution
    from wgtrack.planning.forecast import Forecast
    from wgtrack.planning.load import OwnerLoad
    from wgtrack.planning.plan import Plan
    from wgtrack.planning.schedule import Schedule


def schedule(session: Session, at: At | None = None, group: str | None = None) -> "Schedule":
    """When everything can and must start and finish, planned on real working days from the day after the instant on.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group: items of others are left out, after planning all of them together.

    Returns:
        early and late dates, float in working days and what drives each item.

    Raises:
        UnknownKeyError: there is no such group.
        PlanningError: work waits for itself, or longest lags contradict the links.

    Examples:
        >>> tracker.schedule().items["WP-17"].early_finish
        datetime.date(2016, 9, 26)
    """
    from wgtrack.planning.schedule import schedule  # noqa: PLC0415 - a status needs less

    when = session.instant(at, group)
    programme = session.store.programme(when)
    planned = schedule(programme, when)
    return planned if group is None else planned.of_groups(programme.group_and_committees(group))


def plan(session: Session, key: str, at: At | None = None, group: str | None = None) -> "Plan":
    """Whether one thing will be ready, why not, and what would help.

    Args:
        key: the key of a deliverable, a task, or an event for what serves it.
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group in whose zone a day is meant.

    Returns:
        the chain of work that drives the date, in working days, and ways to win days.

    Raises:
        UnknownKeyError: there is no such deliverable, task or event.
        InputError: it is finished.
        PlanningError: work waits for itself, or longest lags contradict the links.

    Examples:
        >>> print(tracker.plan("white-paper").headline)
        white-paper cannot be ready by 18 September 2016: 14 working days of work remain in a row, 8 are left, 6 short
    """
    from wgtrack.planning.plan import plan  # noqa: PLC0415 - a status needs less

    when = session.instant(at, group)
    return plan(session.store.programme(when), when, key)


def plans(session: Session, at: At | None = None, group: str | None = None) -> "tuple[Plan, ...]":
    """The plans of all open deliverables of a group and its committees, the one shortest of time in front.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.

    Returns:
        one plan for each.

    Raises:
        UnknownKeyError: there is no such group.
        PlanningError: work waits for itself, or longest lags contradict the links.

    Examples:
        >>> [plan.key for plan in tracker.plans()]
        ['white-paper', 'annex']
    """
    from wgtrack.planning.plan import plan_all  # noqa: PLC0415 - a status needs less

    when = session.instant(at, group)
    programme = session.store.programme(when)
    return plan_all(programme, when, programme.group_and_committees(group or programme.only_group()))


def workload(session: Session, at: At | None = None, group: str | None = None) -> "tuple[OwnerLoad, ...]":
    """The working days of work that every owner has in each week, by the early dates, beside the days there are.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group: only the work of it and its committees counts.

    Returns:
        a row for each owner, with a value for each week.

    Raises:
        UnknownKeyError: there is no such group.
        PlanningError: work waits for itself, or longest lags contradict the links.

    Examples:
        >>> [load.owner for load in tracker.workload()][:2]
        ['miit-software', 'cesi']
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

    Args:
        first: the first day shown, as a date, its text or an aware datetime; the first item's start if None.
        last: the last day shown, likewise; the last item's end if None.
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.

    Returns:
        bars by area.

    Raises:
        InputError: the last day is before the first one.
        PlanningError: work waits for itself, or longest lags contradict the links.

    Examples:
        >>> tracker.timeline(first="2016-09-01").days.first
        datetime.date(2016, 9, 1)
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
    """How likely the dates are: the work is planned many times over, with days as they may come.

    Args:
        key: as for ``plan``; all open work of the group and its committees if None.
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.
        samples: how many times the work is planned.
        seed: the same seed gives the same answer.
        distribution: ``pert`` or ``triangular``, by which days are drawn from three-point estimates where fewer than
            8 finished tasks say how long work takes.
        progress: is called now and then with how many samples of how many are done.

    Returns:
        the days by which it is done in 50, 80 and 95 percent of the samples, and the chance of each date.

    Raises:
        UnknownKeyError: there is no such deliverable, task or event.
        InputError: it is finished, a number is out of range, or numpy is missing (``wgtrack[forecast]``).
        PlanningError: work waits for itself, or longest lags contradict the links.

    Examples:
        >>> tracker.forecast("white-paper", samples=500).outlook.p80
        datetime.date(2016, 10, 13)
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
