"""A group in Shanghai, and the working days of autumn 2016 as the State Council set them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Group
from wgtrack.status.assess import assess
from wgtrack.status.report import ItemStatus

#: 15 to 17 September and 1 to 7 October off; Sunday 18 September, Saturday 8 and Sunday 9 October worked.
CHINA = Calendar(
    key="CN",
    off=[(date(2016, 9, day), "Mid-Autumn") for day in (15, 16, 17)]
    + [(date(2016, 10, day), "National Day") for day in range(1, 8)],
    work=[(date(2016, 9, 18), "make-up day"), (date(2016, 10, 8), "make-up day"), (date(2016, 10, 9), "make-up day")],
    first_year=2016,
    last_year=2017,
    provisional_years={2017},
)
PAPER = Lifecycle(
    key="paper",
    title="Paper",
    stages=(
        Stage(code="outline", title="Outline", next=("drafting", "stopped")),
        Stage(code="stopped", title="Stopped", outcome="dropped"),
        Stage(code="drafting", title="Drafting", next=("review",)),
        Stage(code="review", title="Review", next=("presented",)),
        Stage(code="presented", title="Presented", outcome="done"),
    ),
)

MakeRecord = Callable[..., WorkProgramme]


@pytest.fixture
def record() -> MakeRecord:
    """``record(*records, **fields)``: a programme with these records, and the group ``wg`` with these fields."""

    def make(*records: Record, **fields: Any) -> WorkProgramme:
        wg = Group(**{"key": "wg", "name": "Working Group", "timezone": "Asia/Shanghai", "calendar": "CN", **fields})
        found: dict[str, dict[str, Any]] = {kind: {} for kind in KIND_OF.values()}
        for one in (wg, CHINA, PAPER, *records):
            found[KIND_OF[type(one)]][one.key] = one
        plural = {kind: "parties" if kind == "party" else f"{kind}s" for kind in found}
        return WorkProgramme(**{plural[kind]: mapping for kind, mapping in found.items()})

    return make


@pytest.fixture
def stand(record: MakeRecord) -> Callable[..., ItemStatus]:
    """``stand(item, at, *others, **fields)``: how an item stands in the group ``wg``."""

    def find(item: Record, at: Any = "2016-09-05", *others: Record, **fields: Any) -> ItemStatus:
        report = assess(record(item, *others, **fields), at)
        return next(status for status in report.items if status.key == item.key)

    return find
