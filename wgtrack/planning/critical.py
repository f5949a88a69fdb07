"""The critical path method: for every activity, how early, how late, how much room, and what holds it."""

import math
from collections.abc import Iterable, Mapping

from attrs import frozen

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.planning.activities import Activity, Link, is_days, numbered
from wgtrack.planning.network import Network
from wgtrack.planning.passes import NOISE, Order, Starts, earliest, latest, order_of


@frozen
class Timing:
    """When an activity can be done and must be done, in working days from 0."""

    early_start: float
    early_finish: float
    late_start: float
    late_finish: float
    #: Days it can start after its early start without moving the end, or a ``finish_by``. Negative: days it is short.
    total_float: float
    #: Days it can start after its early start without moving any other activity. Never negative.
    free_float: float
    #: It has no total float: a day lost here is a day lost at an end.
    critical: bool
    #: The link that holds the early start where it is; None if day 0 does. If this activity is the link's ``before``,
    #: it is held by the link's longest lag.
    driven_by: Link | None = None
    #: The link that holds the late finish where it is; None if the end or a ``finish_by`` does. If this activity is the
    #: link's ``after``, it is held by the link's longest lag.
    held_by: Link | None = None


def critical_path(
    activities: Iterable[Activity],
    links: Iterable[Link],
    *,
    finish_by: Mapping[str, float] | None = None,
    clamp: bool = True,
) -> dict[str, Timing]:
    """Early and late dates, floats and critical activities of a network, by key, in the order given.

    Days are working days, whole or fractional, counted from 0: work of two days that starts on day 3 finishes on day 5,
    and what follows it starts on day 5. Whole days stay whole numbers; fractions are told apart down to 1e-9.

    ``finish_by`` holds the latest finish of some activities. The others may finish as late as the latest early finish
    of all, or, where an activity that waits for them may finish later than that, as late as it.

    With ``clamp`` nothing starts before day 0 and nothing finishes after the end. Without it, only what waits for nothing
    is bound to start on day 0 or later, and only what nothing waits for to finish by the end, so a link to a finish may
    put a start before day 0.

    An activity is critical if its total float is 0 or less, as in Microsoft Project. Free float is the least room in any
    link from the activity, whatever the type, and before its own latest finish.

    Raises InputError for a key that is unknown or taken twice, and CircleError, with the links and the days by which
    they miss, for links that cannot all hold.
    """
    activities = list(activities)
    numbers = numbered(activities)
    dates = _dates(finish_by or {}, numbers)
    durations = [activity.duration for activity in activities]
    network = Network.of(durations, list(links), numbers)
    order = order_of(network)
    early = earliest(network, order, _first_starts(network, order, clamp=clamp))
    bounds = _bounds(network, order, _end(network, early), dates, clamp=clamp)
    late = latest(network, order, [bound - days for bound, days in zip(bounds, durations, strict=True)])
    free = _free(network, early, bounds)
    return dict(zip(numbers, _timings(network, early, late, free), strict=True))


def _timings(network: Network, early: Starts, late: Starts, free: list[float]) -> Iterable[Timing]:
    links: list[Link | None] = [*network.links, None]  # so that NONE, the last place, is None
    columns = zip(early.at, late.at, network.durations, free, early.by, late.by, strict=True)
    for start, last, days, room, driver, holder in columns:
        total = _settled(last - start)
        yield Timing(
            start, start + days, last, last + days, total, _settled(room), total <= 0, links[driver], links[holder]
        )


def _settled(days: float) -> float:
    """The same days, but 0 if only rounding makes them differ from it."""
    return 0 if -NOISE < days < NOISE else days


def _dates(finish_by: Mapping[str, float], numbers: dict[str, int]) -> dict[int, float]:
    """The latest finishes by number."""
    for key, day in finish_by.items():
        if key not in numbers:
            message = untranslated("finish_by names '{key}', but no activity has that key", code="unknown_key", key=key)
            raise InputError(message, untranslated("correct the key"))
        if not is_days(day):
            raise InputError(
                untranslated("the latest finish of '{key}' is {days}", key=key, days=repr(day)),
                untranslated("give working days from 0, or leave it out"),
            )
    return {numbers[key]: day for key, day in finish_by.items()}


def _first_starts(network: Network, order: Order, *, clamp: bool) -> list[float]:
    """What the early starts are raised from."""
    starts: list[float] = [0] * len(network.durations)
    if not clamp:
        for edge in order.forward:
            if edge < network.plain:
                starts[network.heads[edge]] = -math.inf
    return starts


def _end(network: Network, early: Starts) -> float:
    """The latest early finish."""
    return max((start + days for start, days in zip(early.at, network.durations, strict=True)), default=0)


def _bounds(network: Network, order: Order, end: float, dates: dict[int, float], *, clamp: bool) -> list[float]:
    """The latest finish of each activity for its own sake, before its links are looked at."""
    bounds = [end] * len(network.durations)
    if not clamp:
        for edge in order.forward:
            if edge < network.plain:
                bounds[network.tails[edge]] = math.inf
    elif any(date > end for date in dates.values()):
        _extend(network, order, bounds, dates)
    for number, date in dates.items():
        bounds[number] = date
    return bounds


def _extend(network: Network, order: Order, bounds: list[float], dates: dict[int, float]) -> None:
    """Let what a later date waits for be as late as it."""
    for number, date in dates.items():
        bounds[number] = max(bounds[number], date)
    for edge in reversed(order.forward):
        tail, head = network.tails[edge], network.heads[edge]
        bounds[tail] = max(bounds[tail], bounds[head])


def _free(network: Network, early: Starts, bounds: list[float]) -> list[float]:
    """The free floats: the least room before the own bound and in any edge that goes out."""
    at = early.at
    free = [bound - start - days for bound, start, days in zip(bounds, at, network.durations, strict=True)]
    for tail, head, length in zip(network.tails, network.heads, network.lengths, strict=True):
        room = at[head] - length - at[tail]
        if room < free[tail]:  # noqa: PLR1730 - min() would cost a call for each of 300,000 links
            free[tail] = room
    return [max(room, 0) for room in free]
