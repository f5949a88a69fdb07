"""Hypothesis strategies for every kind of record, for the tests of any room."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.records import (
    ROLE_NAMES,
    STATES,
    Area,
    Baseline,
    Deliverable,
    Event,
    Group,
    IssuedReport,
    Party,
    Role,
    Task,
)
from wgtrack.model.stages import Outcome, Stage, StageWindow
from wgtrack.model.values import LINK_TYPES, Estimate, Link, Mandate, StagePlanned, StageReached, Waiting

#: For tests on machines that are busy with others.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

R = TypeVar("R", bound=Record)
_Fields = Mapping[str, st.SearchStrategy[Any]]

OUTCOMES: tuple[Outcome, ...] = ("active", "done", "dropped", "withdrawn")
#: Around the world, on both sides of the date line, with and without daylight saving.
ZONES = ("UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago")


def _optional(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


#: None ends in d, m or w: after a hyphen and a number that would read like a step, and is refused.
keys = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,6}[A-Za-ce-ln-vx-z_]", fullmatch=True)
stages = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
#: One line as a title may be: every script, no control characters, at least one visible character.
lines = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20).filter(
    lambda text: any(unicodedata.category(character) not in {"Cf", "Zs"} for character in text)
)
texts = st.lists(lines, max_size=3).map("\n\t".join)
words = st.lists(keys, max_size=3).map(tuple)
days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
names = st.dictionaries(st.sampled_from(("zh-Hans", "zh-Hant", "de", "en", "fr")), lines, max_size=2)
expressions = st.sampled_from(
    ("2016-09-18", "2016-09", "2016-Q3", "summit - 1wd", "summit.end", "TR-3 + 10wd", "2016-09-18T17:00 Asia/Shanghai")
)
zones = st.sampled_from(ZONES).map(ZoneInfo) | st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
#: Aware instants in many zones.
instants = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31), timezones=zones | st.just(UTC))
estimates = st.lists(st.floats(0, 100_000), min_size=3, max_size=3).map(lambda numbers: Estimate(*sorted(numbers)))
links = st.builds(
    Link,
    keys | st.builds("{}@{}".format, keys, stages),
    st.sampled_from(LINK_TYPES),
    st.integers(-99, 99),
    st.none() | st.integers(99, 999),
)
waitings = st.builds(Waiting, lines, days, texts)
mandates = st.builds(Mandate, texts, texts | st.none(), valid_until=days | st.none()) | st.builds(
    lambda text, ends: Mandate(text, None, *sorted(ends)), texts, st.lists(days, min_size=2, max_size=2)
)


_ANY_COMMON: _Fields = {"source": _optional(texts), "note": _optional(texts), "illustrative": st.booleans()}
_ITEM: _Fields = {"key": keys, "title": lines, "group": keys}
_ANY_ITEM: _Fields = {
    "names": names,
    "area": _optional(keys),
    "owners": words,
    "estimate": st.none() | estimates,
    "state": st.sampled_from(STATES),
    "target": _optional(expressions),
    "limit": _optional(expressions),
    "serves": _optional(keys),
    "started_on": st.none() | days,
    "done_on": st.none() | days,
    "done_at": st.none() | instants,
    "tags": words,
    "waiting": st.none() | waitings,
}
_PAIRS = (("since", "until"), ("started_on", "done_on"), ("first_year", "last_year"))


def _of(cls: type[R], required: _Fields, optional: _Fields) -> st.SearchStrategy[R]:
    """Records of a class, with all of these fields and some of those, made to agree where the class wants it."""

    def made(given: dict[str, Any]) -> R:
        for first, last in _PAIRS:
            if given.get(first) and given.get(last):
                given[first], given[last] = sorted((given[first], given[last]))
        if given.get("done_on"):
            given["state"] = "done"
        elif given.get("state") == "done":
            given["state"] = "active"
        if "work" in given:
            given["work"] = {day: name for day, name in given["work"].items() if day not in given.get("off", {})}
        return cls(**given)

    return st.fixed_dictionaries(dict(required), optional={**_ANY_COMMON, **optional}).map(made)


groups = _of(
    Group,
    {"key": keys, "name": lines},
    {
        "names": names,
        "parent": _optional(keys),
        "timezone": st.sampled_from(ZONES),
        "calendar": st.sampled_from(("CN", "DE-BE", "none")),
        "mandate": st.none() | mandates,
        "since": st.none() | days,
        "until": st.none() | days,
        "warning_days": st.integers(0, 99),
        "stale_days": st.integers(1, 99),
    },
)
parties = _of(
    Party,
    {"key": keys, "name": lines},
    {
        "names": names,
        "kind": st.sampled_from(("organisation", "person")),
        "affiliation": _optional(keys),
        "description": _optional(texts),
    },
)
roles = _of(
    Role,
    {
        "key": st.builds("{}:{}:{}".format, keys, keys, keys),
        "party": keys,
        "group": keys,
        "role": st.sampled_from(ROLE_NAMES),
    },
    {"since": st.none() | days, "until": st.none() | days},
)
areas = _of(Area, {"key": keys, "title": lines, "group": keys}, {"names": names})
events = _of(
    Event,
    {"key": keys, "title": lines, "group": keys, "starts": expressions},
    {"names": names, "ends": _optional(expressions), "place": _optional(texts), "dropped": st.booleans()},
)
_ANY_TASK: _Fields = {
    **_ANY_ITEM,
    "percent": st.integers(0, 100),
    "remaining": st.none() | st.floats(0, 1000),
    "not_before": _optional(expressions),
    "after": st.lists(links, max_size=3),
    "parent": _optional(keys),
    "deliverables": words,
}
tasks = _of(Task, _ITEM, _ANY_TASK)
milestones = _of(
    Task,
    {**_ITEM, "kind": st.just("milestone"), "reached_by": st.builds("{}@{}".format, keys, stages)},
    {name: field for name, field in _ANY_TASK.items() if name not in {"estimate", "remaining"}},
)
deliverables = _of(
    Deliverable,
    _ITEM,
    {
        **_ANY_ITEM,
        "doctype": lines,
        "lifecycle": keys,
        "reached": st.lists(st.builds(StageReached, stages, days), max_size=3).map(tuple),
        "planned": st.lists(st.builds(StagePlanned, stages, expressions), max_size=3).map(tuple),
        "due_stage": _optional(stages),
    },
)
calendars = _of(
    Calendar,
    {"key": keys},
    {
        "title": lines,
        "weekend": st.frozensets(st.integers(0, 6), max_size=6),
        "off": st.dictionaries(days, lines, max_size=3),
        "work": st.dictionaries(days, lines, max_size=3),
        "first_year": st.none() | st.integers(1990, 2099),
        "last_year": st.none() | st.integers(1990, 2099),
        "provisional_years": st.frozensets(st.integers(1990, 2099), max_size=3),
    },
)


#: Durations of rules, and those that no calendar changes.
calendar_durations = st.builds("{}{}".format, st.integers(0, 400), st.sampled_from(("d", "w", "m", "y")))
durations = calendar_durations | st.builds("{}wd".format, st.integers(0, 400))


@st.composite
def _lifecycle_stages(draw: st.DrawFn) -> tuple[Stage, ...]:
    """One to five stages, each of which may be followed by any of them; the first ends in success."""
    codes = draw(st.lists(stages, min_size=1, max_size=5, unique=True))
    return tuple(
        Stage(
            code=code,
            title=draw(lines),
            next=draw(st.lists(st.sampled_from(codes), max_size=3)),
            usual_days=draw(st.none() | st.integers(0, 500)),
            outcome="done" if code == codes[0] else draw(st.sampled_from(OUTCOMES)),
            start=draw(st.booleans()),
            usual=draw(st.none() | durations),
            window=draw(st.none() | st.builds(StageWindow, length=calendar_durations, verify=st.booleans())),
            limit=draw(st.none() | durations),
            until=draw(st.lists(st.sampled_from(codes), max_size=2)),
            verify=draw(st.booleans()),
        )
        for code in codes
    )


baselines = _of(Baseline, {"key": keys, "at": instants}, {})
reports = _of(
    IssuedReport,
    {
        "key": st.builds("{}:report:{}".format, keys, st.integers(1, 999)),
        "group": keys,
        "number": st.integers(1, 999),
        "at": instants,
        "language": lines,
        "documents": st.dictionaries(
            lines, st.binary(max_size=8).map(lambda data: sha256(data).hexdigest()), max_size=3
        ),
    },
    {"since": st.none() | instants},
)
lifecycles = _of(Lifecycle, {"key": keys, "title": lines, "stages": _lifecycle_stages()}, {})

#: Kind -> records of that kind.
RECORDS: Mapping[str, st.SearchStrategy[Record]] = {
    "group": groups,
    "party": parties,
    "role": roles,
    "area": areas,
    "event": events,
    "deliverable": deliverables,
    "task": tasks | milestones,
    "lifecycle": lifecycles,
    "calendar": calendars,
    "baseline": baselines,
    "report": reports,
}
records: st.SearchStrategy[Record] = st.one_of(*RECORDS.values())
