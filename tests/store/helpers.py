"""What the tests of the store share: instants, writing in one line, and one record of every kind."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack.model.records import Area, Deliverable, Event, Group, Party, Role, Task
from wgtrack.model.values import Link, Mandate, StagePlanned, StageReached, Waiting
from wgtrack.store import Store

T0 = datetime(2016, 8, 1, 1, 30, tzinfo=UTC)


def hour(number: float) -> datetime:
    """So many hours after the tests begin."""
    return T0 + timedelta(hours=number)


def write(store: Store, *records: Record, at: datetime = T0, **origin: Any) -> tuple[Any, ...]:
    """Put records in one step, written down when they took effect; returns them as stored."""
    given: dict[str, Any] = {"action": "add", "by": "ann", "recorded_at": at} | origin
    with store.writing(**given) as change:
        return tuple(change.put(record, at=at) for record in records)


def remove(store: Store, kind: str, key: str, at: datetime, **origin: Any) -> None:
    """Remove one record in one step."""
    given: dict[str, Any] = {"action": "undo", "by": "ann", "recorded_at": at} | origin
    with store.writing(**given) as change:
        change.remove(kind, key, at=at)


def database(store: Store) -> Any:
    """The connection behind a store."""
    storage: Any = store._storage
    return storage.database


def raw(store: Store) -> list[Any]:
    """All entries as they are stored, with their hashes."""
    return [row for rows in store._storage.raw() for row in rows]


def tamper(path: Path, *statements: str) -> None:
    """Change a database behind wgtrack's back, the journal too; its schema is afterwards as it was."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    drops = (f"DROP TRIGGER {name}" for name, _ in triggers)
    for statement in (*drops, *statements, *(sql for _, sql in triggers)):
        connection.execute(statement)
    connection.commit()
    connection.close()


def task(key: str = "TR-1", **fields: Any) -> Task:
    """A task with little else."""
    given: dict[str, Any] = {"title": "Read the reports", "group": "wg"} | fields
    return Task(key=key, **given)


#: One record of every kind, with every field given that a new record may have.
FULL: tuple[Record, ...] = (
    Lifecycle(
        key="short",
        title="Short way",
        source="made up",
        stages=(
            Stage(code="draft", title="Draft", next=("done", "dead"), usual_days=5),
            Stage(code="done", title="Done", outcome="done"),
            Stage(code="dead", title="Dead", outcome="dropped", start=True),
        ),
    ),
    Calendar(
        key="CN",
        title="China",
        source="holidays",
        weekend=(5, 6),
        off={date(2016, 9, 15): "中秋节", date(2016, 9, 16): "中秋节"},
        work={date(2016, 9, 18): "上班"},
        first_year=2015,
        last_year=2017,
        provisional_years=(2017,),
    ),
    Group(
        key="wg",
        name="Blockchain working group",
        names={"zh-Hans": "区块链工作组"},
        timezone="Asia/Shanghai",
        calendar="CN",
        mandate=Mandate("Study trends", "a letter", date(2016, 8, 1), date(2016, 12, 31)),
        since=date(2016, 8, 1),
        until=date(2016, 12, 31),
        warning_days=3,
        stale_days=7,
        note="line one\nline two",
    ),
    Group(key="paper-wg", name="White Paper Writing Group", parent="wg"),
    Party(key="cesi", name="CESI", names={"zh-Hans": "电子标准院"}, affiliation="miit", description="institute"),
    Party(key="yu-du", name="Yu Du", kind="person", affiliation="wanxiang"),
    Role(
        key="wg:secretariat:cesi",
        party="cesi",
        group="wg",
        role="secretariat",
        since=date(2016, 8, 1),
        until=date(2016, 12, 31),
    ),
    Area(key="trends", title="Trends", names={"zh-Hans": "趋势"}, group="wg", illustrative=True),
    Event(
        key="summit",
        title="Summit",
        group="wg",
        starts="2016-09-19",
        ends="2016-09-24",
        place="Shanghai",
        dropped=True,
    ),
    Deliverable(
        key="white-paper",
        title="White paper",
        group="paper-wg",
        area="trends",
        owners=("cesi", "yu-du"),
        estimate=(10, 20, 40.5),
        state="active",
        target="summit - 1wd",
        limit="2016-10-31",
        serves="summit",
        tags=("paper",),
        doctype="white paper",
        lifecycle="short",
        reached=(StageReached("draft", date(2016, 8, 5)),),
        planned=(StagePlanned("done", "summit - 1wd"),),
        due_stage="done",
    ),
    Task(
        key="TR-1",
        title="Read the reports",
        names={"zh-Hans": "阅读报告"},
        group="wg",
        area="trends",
        owners=("cesi",),
        estimate=5,
        state="done",
        target="2016-08-20",
        limit="2016-08-31",
        serves="summit",
        started_on=date(2016, 8, 2),
        done_on=date(2016, 8, 19),
        done_at=datetime(2016, 8, 19, 9, 0, tzinfo=UTC),
        tags=("reading",),
        waiting=Waiting("CESI", date(2016, 8, 3), "the list"),
        percent=100,
        after=(Link("white-paper@draft"), Link("TR-0", "SS", 2), Link("TR-0", "FF", -1)),
        parent="TR-0",
        deliverables=("white-paper",),
        source="minutes",
    ),
    Task(key="TR-9", title="Draft there", group="wg", kind="milestone", reached_by="white-paper@draft"),
)
