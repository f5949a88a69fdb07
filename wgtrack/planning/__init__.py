"""Planning: networks of work and the critical path through them; the record's schedule, plan and forecast."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wgtrack.errors import PlanningError as PlanningError
    from wgtrack.planning.activities import Activity as Activity
    from wgtrack.planning.activities import Link as Link
    from wgtrack.planning.bars import Bar as Bar
    from wgtrack.planning.bars import Timeline as Timeline
    from wgtrack.planning.critical import Timing as Timing
    from wgtrack.planning.critical import critical_path as critical_path
    from wgtrack.planning.cycles import CircleError as CircleError
    from wgtrack.planning.forecast import Finish as Finish
    from wgtrack.planning.forecast import Forecast as Forecast
    from wgtrack.planning.improvements import Win as Win
    from wgtrack.planning.load import OwnerLoad as OwnerLoad
    from wgtrack.planning.load import WeekLoad as WeekLoad
    from wgtrack.planning.plan import Plan as Plan
    from wgtrack.planning.probabilities import Basis as Basis
    from wgtrack.planning.probabilities import Chance as Chance
    from wgtrack.planning.probabilities import ItemForecast as ItemForecast
    from wgtrack.planning.probabilities import Outlook as Outlook
    from wgtrack.planning.schedule import Planned as Planned
    from wgtrack.planning.schedule import Schedule as Schedule

#: Public name -> module it lives in. Loaded when first used: a status needs few of them.
_HOMES = {
    "PlanningError": "errors",
    **dict.fromkeys(("Bar", "Timeline"), "planning.bars"),
    **dict.fromkeys(("Basis", "Chance", "ItemForecast", "Outlook"), "planning.probabilities"),
    "CircleError": "planning.cycles",
    **dict.fromkeys(("Timing", "critical_path"), "planning.critical"),
    **dict.fromkeys(("Finish", "Forecast"), "planning.forecast"),
    **dict.fromkeys(("OwnerLoad", "WeekLoad"), "planning.load"),
    **dict.fromkeys(("Activity", "Link"), "planning.activities"),
    "Plan": "planning.plan",
    "Win": "planning.improvements",
    **dict.fromkeys(("Planned", "Schedule"), "planning.schedule"),
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the names and their homes are written once


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'wgtrack.planning' has no attribute '{name}'")
    value = getattr(import_module(f"wgtrack.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
