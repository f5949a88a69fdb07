"""Which column keeps which field, and how: the tables as the code sees them; ``migrations`` makes them."""

from collections.abc import Mapping

from wgtrack.model.lifecycles import Stage
from wgtrack.model.records import ROLE_NAMES, STATES
from wgtrack.model.values import Mandate, StagePlanned, StageReached, Waiting
from wgtrack.store.codecs import (
    DAY,
    ESTIMATE,
    FLAG,
    INSTANT,
    LINKS,
    NAMED_DAYS,
    NUMBER,
    NUMBERS,
    OPTIONAL_DAY,
    OPTIONAL_DAYS,
    OPTIONAL_INSTANT,
    OPTIONAL_NUMBER,
    OPTIONAL_TEXT,
    PAIRS,
    PERCENT,
    TEXT,
    WORDS,
    Codec,
    many_parts,
    one_of,
    parts,
)

_STAGES = many_parts(
    Stage,
    {
        "code": TEXT,
        "title": TEXT,
        "next": WORDS,
        "usual_days": OPTIONAL_NUMBER,
        "outcome": one_of(("active", "done", "dropped")),
        "start": FLAG,
    },
)
_REACHED = many_parts(StageReached, {"stage": TEXT, "on": DAY})
_PLANNED = many_parts(StagePlanned, {"stage": TEXT, "due": TEXT})
_WAITING = parts(Waiting, {"on": TEXT, "since": DAY, "what": TEXT})
_MANDATE = parts(
    Mandate, {"text": TEXT, "source": OPTIONAL_TEXT, "valid_from": OPTIONAL_DAY, "valid_until": OPTIONAL_DAY}
)

_COMMON = {"key": TEXT, "source": OPTIONAL_TEXT, "note": OPTIONAL_TEXT, "illustrative": FLAG}
_ITEM = {
    **_COMMON,
    "title": TEXT,
    "names": PAIRS,
    "group": TEXT,
    "area": OPTIONAL_TEXT,
    "owners": WORDS,
    "estimate": ESTIMATE,
    "state": one_of(STATES),
    "target": OPTIONAL_TEXT,
    "limit": OPTIONAL_TEXT,
    "serves": OPTIONAL_TEXT,
    "started_on": OPTIONAL_DAY,
    "done_on": OPTIONAL_DAY,
    "done_at": OPTIONAL_INSTANT,
    "tags": WORDS,
    "waiting": _WAITING,
    "priority": OPTIONAL_NUMBER,
}

#: Kind -> its table, and the codec of each field in the order of the columns.
COLUMNS: Mapping[str, tuple[str, Mapping[str, Codec]]] = {
    "group": (
        "groups",
        {
            **_COMMON,
            "name": TEXT,
            "names": PAIRS,
            "parent": OPTIONAL_TEXT,
            "timezone": OPTIONAL_TEXT,
            "calendar": OPTIONAL_TEXT,
            "mandate": _MANDATE,
            "since": OPTIONAL_DAY,
            "until": OPTIONAL_DAY,
            "warning_days": NUMBER,
            "stale_days": NUMBER,
        },
    ),
    "party": (
        "parties",
        {
            **_COMMON,
            "name": TEXT,
            "names": PAIRS,
            "kind": one_of(("organisation", "person")),
            "affiliation": OPTIONAL_TEXT,
            "description": OPTIONAL_TEXT,
        },
    ),
    "role": (
        "roles",
        {
            **_COMMON,
            "party": TEXT,
            "group": TEXT,
            "role": one_of(ROLE_NAMES),
            "since": OPTIONAL_DAY,
            "until": OPTIONAL_DAY,
        },
    ),
    "area": ("areas", {**_COMMON, "title": TEXT, "names": PAIRS, "group": TEXT}),
    "event": (
        "events",
        {
            **_COMMON,
            "title": TEXT,
            "names": PAIRS,
            "group": TEXT,
            "starts": TEXT,
            "ends": OPTIONAL_TEXT,
            "place": OPTIONAL_TEXT,
            "dropped": FLAG,
        },
    ),
    "deliverable": (
        "deliverables",
        {
            **_ITEM,
            "doctype": TEXT,
            "lifecycle": TEXT,
            "reached": _REACHED,
            "planned": _PLANNED,
            "due_stage": OPTIONAL_TEXT,
        },
    ),
    "task": (
        "tasks",
        {
            **_ITEM,
            "kind": one_of(("task", "milestone")),
            "percent": PERCENT,
            "remaining": OPTIONAL_DAYS,
            "not_before": OPTIONAL_TEXT,
            "after": LINKS,
            "parent": OPTIONAL_TEXT,
            "deliverables": WORDS,
            "reached_by": OPTIONAL_TEXT,
        },
    ),
    "baseline": ("baselines", {**_COMMON, "at": INSTANT}),
    "report": (
        "reports",
        {
            **_COMMON,
            "group": TEXT,
            "number": NUMBER,
            "at": INSTANT,
            "since": OPTIONAL_INSTANT,
            "language": TEXT,
            "documents": PAIRS,
        },
    ),
    "lifecycle": ("lifecycles", {**_COMMON, "title": TEXT, "stages": _STAGES}),
    "calendar": (
        "calendars",
        {
            **_COMMON,
            "title": TEXT,
            "weekend": NUMBERS,
            "off": NAMED_DAYS,
            "work": NAMED_DAYS,
            "first_year": OPTIONAL_NUMBER,
            "last_year": OPTIONAL_NUMBER,
            "provisional_years": NUMBERS,
        },
    ),
}
