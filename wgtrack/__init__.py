"""wgtrack: a standards working group's record in one SQLite file, and answers with reasons.

Are we on time, who must act, what moved, and will the deliverable be there for the event it was promised for?
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wgtrack.calendars import WorkCalendar as WorkCalendar
    from wgtrack.deadlines import Deadline as Deadline
    from wgtrack.doctor import examine as examine
    from wgtrack.doctor import repair as repair
    from wgtrack.errors import (
        ConflictError as ConflictError,
    )
    from wgtrack.errors import (
        DeadlineError as DeadlineError,
    )
    from wgtrack.errors import (
        ImportedFileError as ImportedFileError,
    )
    from wgtrack.errors import (
        InputError as InputError,
    )
    from wgtrack.errors import (
        InstantError as InstantError,
    )
    from wgtrack.errors import (
        KeyTakenError as KeyTakenError,
    )
    from wgtrack.errors import (
        NotInstalledError as NotInstalledError,
    )
    from wgtrack.errors import (
        OutputError as OutputError,
    )
    from wgtrack.errors import (
        SeedError as SeedError,
    )
    from wgtrack.errors import (
        StageError as StageError,
    )
    from wgtrack.errors import (
        StoreError as StoreError,
    )
    from wgtrack.errors import (
        UnknownKeyError as UnknownKeyError,
    )
    from wgtrack.errors import (
        UnwritableError as UnwritableError,
    )
    from wgtrack.errors import (
        WgtrackError as WgtrackError,
    )
    from wgtrack.model.calendars import Calendar as Calendar
    from wgtrack.model.examination import (
        Examination as Examination,
    )
    from wgtrack.model.examination import (
        Repair as Repair,
    )
    from wgtrack.model.examination import (
        Symptom as Symptom,
    )
    from wgtrack.model.journal import Entry as Entry
    from wgtrack.model.journal import Head as Head
    from wgtrack.model.lifecycles import Lifecycle as Lifecycle
    from wgtrack.model.lifecycles import Stage as Stage
    from wgtrack.model.programme import WorkProgramme as WorkProgramme
    from wgtrack.model.records import (
        Area as Area,
    )
    from wgtrack.model.records import (
        Baseline as Baseline,
    )
    from wgtrack.model.records import (
        Deliverable as Deliverable,
    )
    from wgtrack.model.records import (
        Event as Event,
    )
    from wgtrack.model.records import (
        Group as Group,
    )
    from wgtrack.model.records import (
        IssuedReport as IssuedReport,
    )
    from wgtrack.model.records import (
        Party as Party,
    )
    from wgtrack.model.records import (
        Role as Role,
    )
    from wgtrack.model.records import (
        Task as Task,
    )
    from wgtrack.model.values import Estimate as Estimate
    from wgtrack.model.values import Link as Link
    from wgtrack.model.values import Mandate as Mandate
    from wgtrack.reporting.report import Portfolio as Portfolio
    from wgtrack.reporting.report import Report as Report
    from wgtrack.status.assess import assess as assess
    from wgtrack.status.checks import Finding as Finding
    from wgtrack.status.report import ItemStatus as ItemStatus
    from wgtrack.status.report import StatusReport as StatusReport
    from wgtrack.tracker import Tracker as Tracker
    from wgtrack.tracker import import_record as import_record
    from wgtrack.tracker import open as open  # noqa: A004 - read as wgtrack.open

#: Public name -> module it lives in. Loaded when first used, so that a quick command imports only what it needs.
_HOMES = {
    **dict.fromkeys(("Tracker", "import_record", "open"), "tracker"),
    **dict.fromkeys(("examine", "repair"), "doctor"),
    **dict.fromkeys(("Examination", "Repair", "Symptom"), "model.examination"),
    **dict.fromkeys(("ItemStatus", "StatusReport"), "status.report"),
    **dict.fromkeys(("Portfolio", "Report"), "reporting.report"),
    **dict.fromkeys(("Estimate", "Link", "Mandate"), "model.values"),
    **dict.fromkeys(
        ("Area", "Baseline", "Deliverable", "Event", "Group", "IssuedReport", "Party", "Role", "Task"), "model.records"
    ),
    **dict.fromkeys(("Lifecycle", "Stage"), "model.lifecycles"),
    **dict.fromkeys(
        (
            "ConflictError",
            "DeadlineError",
            "ImportedFileError",
            "InputError",
            "InstantError",
            "KeyTakenError",
            "NotInstalledError",
            "OutputError",
            "SeedError",
            "StageError",
            "StoreError",
            "UnknownKeyError",
            "UnwritableError",
            "WgtrackError",
        ),
        "errors",
    ),
    "Calendar": "model.calendars",
    "Deadline": "deadlines",
    "Entry": "model.journal",
    "Head": "model.journal",
    "Finding": "status.checks",
    "WorkCalendar": "calendars",
    "WorkProgramme": "model.programme",
    "assess": "status.assess",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the names and their homes are written once
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'wgtrack' has no attribute '{name}'")
    value = getattr(import_module(f"wgtrack.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
