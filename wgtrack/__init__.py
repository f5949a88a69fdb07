"""wgtrack: a standards working group's record in one SQLite file, and answers with reasons.

Are we on time, who must act, what moved, and will the deliverable be there for the event it was promised for?
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wgtrack.charts.drawing import Picture as Picture
    from wgtrack.dates import Deadline as Deadline
    from wgtrack.dates.working_days import WorkCalendar as WorkCalendar
    from wgtrack.errors import ConflictError as ConflictError
    from wgtrack.errors import DeadlineError as DeadlineError
    from wgtrack.errors import ImportedFileError as ImportedFileError
    from wgtrack.errors import InputError as InputError
    from wgtrack.errors import InstantError as InstantError
    from wgtrack.errors import KeyTakenError as KeyTakenError
    from wgtrack.errors import NotInstalledError as NotInstalledError
    from wgtrack.errors import OutputError as OutputError
    from wgtrack.errors import PlanningError as PlanningError
    from wgtrack.errors import SeedError as SeedError
    from wgtrack.errors import StageError as StageError
    from wgtrack.errors import StoreError as StoreError
    from wgtrack.errors import UnknownKeyError as UnknownKeyError
    from wgtrack.errors import UnwritableError as UnwritableError
    from wgtrack.errors import WgtrackError as WgtrackError
    from wgtrack.history.promises import Promise as Promise
    from wgtrack.history.promises import Trend as Trend
    from wgtrack.history.promises import TrendPoint as TrendPoint
    from wgtrack.history.slips import Slip as Slip
    from wgtrack.interchange.ical import Deadlines as Deadlines
    from wgtrack.messages.languages import Language as Language
    from wgtrack.model.base import Record as Record
    from wgtrack.model.calendars import Calendar as Calendar
    from wgtrack.model.durations import Duration as Duration
    from wgtrack.model.journal import Entry as Entry
    from wgtrack.model.journal import FieldChange as FieldChange
    from wgtrack.model.lifecycles import Lifecycle as Lifecycle
    from wgtrack.model.programme import Records as Records
    from wgtrack.model.programme import WorkProgramme as WorkProgramme
    from wgtrack.model.records import Area as Area
    from wgtrack.model.records import Baseline as Baseline
    from wgtrack.model.records import Deliverable as Deliverable
    from wgtrack.model.records import Event as Event
    from wgtrack.model.records import Group as Group
    from wgtrack.model.records import IssuedReport as IssuedReport
    from wgtrack.model.records import Item as Item
    from wgtrack.model.records import Party as Party
    from wgtrack.model.records import Role as Role
    from wgtrack.model.records import RoleName as RoleName
    from wgtrack.model.records import Task as Task
    from wgtrack.model.stages import ExtensionRule as ExtensionRule
    from wgtrack.model.stages import Stage as Stage
    from wgtrack.model.stages import StageWindow as StageWindow
    from wgtrack.model.stages import Track as Track
    from wgtrack.model.stages import TrackDate as TrackDate
    from wgtrack.model.values import Estimate as Estimate
    from wgtrack.model.values import Link as Link
    from wgtrack.model.values import Mandate as Mandate
    from wgtrack.model.values import StagePlanned as StagePlanned
    from wgtrack.model.values import StageReached as StageReached
    from wgtrack.model.values import Waiting as Waiting
    from wgtrack.planning.bars import Bar as Bar
    from wgtrack.planning.bars import Timeline as Timeline
    from wgtrack.planning.distributions import Distribution as Distribution
    from wgtrack.planning.forecast import Finish as Finish
    from wgtrack.planning.forecast import Forecast as Forecast
    from wgtrack.planning.improvements import Win as Win
    from wgtrack.planning.load import ItemLoad as ItemLoad
    from wgtrack.planning.load import OwnerLoad as OwnerLoad
    from wgtrack.planning.load import WeekLoad as WeekLoad
    from wgtrack.planning.plan import Plan as Plan
    from wgtrack.planning.schedule import Planned as Planned
    from wgtrack.planning.schedule import Schedule as Schedule
    from wgtrack.report.report import Portfolio as Portfolio
    from wgtrack.report.report import Report as Report
    from wgtrack.rules.moved_deadlines import MovedDeadline as MovedDeadline
    from wgtrack.site.writing import Published as Published
    from wgtrack.status.assess import assess as assess
    from wgtrack.status.checks import Finding as Finding
    from wgtrack.status.report import AreaStatus as AreaStatus
    from wgtrack.status.report import Countdown as Countdown
    from wgtrack.status.report import GroupInfo as GroupInfo
    from wgtrack.status.report import ItemStatus as ItemStatus
    from wgtrack.status.report import StatusReport as StatusReport
    from wgtrack.status.report import UnderWay as UnderWay
    from wgtrack.store.storage import Upgrade as Upgrade
    from wgtrack.tracker import Tracker as Tracker
    from wgtrack.tracker import import_record as import_record
    from wgtrack.tracker import open as open  # noqa: A004 - read as wgtrack.open
    from wgtrack.tracker.arguments import KEEP as KEEP
    from wgtrack.tracker.arguments import Keep as Keep
    from wgtrack.tracker.exchange import Imported as Imported
    from wgtrack.tracker.loading import Loaded as Loaded
    from wgtrack.tracker.moved import Moved as Moved
    from wgtrack.tracker.moved import Refreshed as Refreshed
    from wgtrack.tracker.transaction import Transaction as Transaction

#: Module -> the public names that live in it. They are loaded when first used, so that a quick command imports only what it needs.
_HOMES = {
    "tracker": (
        "Tracker",
        "import_record",
        "open",
    ),
    "tracker.moved": (
        "Moved",
        "Refreshed",
    ),
    "tracker.transaction": ("Transaction",),
    "tracker.arguments": (
        "KEEP",
        "Keep",
    ),
    "tracker.exchange": ("Imported",),
    "tracker.loading": ("Loaded",),
    "rules.moved_deadlines": ("MovedDeadline",),
    "status.report": (
        "AreaStatus",
        "Countdown",
        "GroupInfo",
        "ItemStatus",
        "StatusReport",
        "UnderWay",
    ),
    "status.checks": ("Finding",),
    "status.assess": ("assess",),
    "report.report": (
        "Portfolio",
        "Report",
    ),
    "planning.plan": ("Plan",),
    "planning.improvements": ("Win",),
    "planning.schedule": (
        "Planned",
        "Schedule",
    ),
    "planning.forecast": (
        "Finish",
        "Forecast",
    ),
    "planning.load": (
        "ItemLoad",
        "OwnerLoad",
        "WeekLoad",
    ),
    "planning.bars": (
        "Bar",
        "Timeline",
    ),
    "history.slips": ("Slip",),
    "history.promises": (
        "Promise",
        "Trend",
        "TrendPoint",
    ),
    "planning.distributions": ("Distribution",),
    "interchange.ical": ("Deadlines",),
    "charts.drawing": ("Picture",),
    "messages.languages": ("Language",),
    "site.writing": ("Published",),
    "store.storage": ("Upgrade",),
    "model.base": ("Record",),
    "model.values": (
        "Estimate",
        "Link",
        "Mandate",
        "StagePlanned",
        "StageReached",
        "Waiting",
    ),
    "model.records": (
        "Area",
        "Baseline",
        "Deliverable",
        "Event",
        "Group",
        "IssuedReport",
        "Item",
        "Party",
        "Role",
        "RoleName",
        "Task",
    ),
    "model.durations": ("Duration",),
    "model.lifecycles": ("Lifecycle",),
    "model.stages": (
        "ExtensionRule",
        "Stage",
        "StageWindow",
        "Track",
        "TrackDate",
    ),
    "model.calendars": ("Calendar",),
    "model.journal": (
        "Entry",
        "FieldChange",
    ),
    "model.programme": (
        "Records",
        "WorkProgramme",
    ),
    "dates": ("Deadline",),
    "dates.working_days": ("WorkCalendar",),
    "errors": (
        "ConflictError",
        "DeadlineError",
        "ImportedFileError",
        "InputError",
        "InstantError",
        "KeyTakenError",
        "NotInstalledError",
        "OutputError",
        "PlanningError",
        "SeedError",
        "StageError",
        "StoreError",
        "UnknownKeyError",
        "UnwritableError",
        "WgtrackError",
    ),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}
#: What only specialists need, and where it is now.
_MOVED = dict.fromkeys(("Examination", "Head", "Repair", "Symptom", "examine", "repair"), "doctor")

# ``open`` is left out, so that ``from wgtrack import *`` leaves Python's own alone.
__all__ = sorted(_HOME_OF.keys() - {"open"})  # noqa: PLE0605 - the names and their homes are written once
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in _MOVED:
        return _moved(name, _MOVED[name])
    if name not in _HOME_OF:
        raise AttributeError(f"module 'wgtrack' has no attribute '{name}'")
    value = getattr(import_module(f"wgtrack.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def _moved(name: str, module: str) -> Any:
    """A name at its old place, with a warning."""
    from warnings import warn  # noqa: PLC0415 - seldom needed

    warn(f"wgtrack.{name} is wgtrack.{module}.{name} now", DeprecationWarning, stacklevel=3)
    return getattr(import_module(f"wgtrack.{module}"), name)


def __dir__() -> list[str]:
    return [*__all__, "open", "__version__"]
