"""A report in Chinese has no English in it, whatever is wrong with the record and in whatever format."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from html import unescape
from html.parser import HTMLParser
from types import ModuleType
from typing import Any

import pytest
import time_machine
from attrs import evolve

import wgtrack
from wgtrack import Area, Deliverable, Event, Group, Party, Role, Task, Tracker, WorkProgramme
from wgtrack.formats import render
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, Phrase
from wgtrack.model.values import Mandate
from wgtrack.planning.schedule import schedule
from wgtrack.report.build import Sources, build
from wgtrack.status.assess import assess
from wgtrack.status.checks import CHECKS, find_problems

BEGIN, DAY = "2016-08-01", "2016-09-20"
#: Words that are no sentence of ours, by why they stay.
_NAMES = {
    "keys of the record": {"wg", "cesi", "summit", "paper", "fair", "strand"},
    "the name of a distribution": {"PERT"},
    "names of time zones": {"Asia", "Shanghai", "UTC"},
    "types of links and units, as they are typed": {"FS", "SS", "FF", "wd"},
    "programs, and what is typed to install them": {"wgtrack", "numpy", "pip", "install", "forecast"},
}
_ALLOWED = frozenset(word for words in _NAMES.values() for word in words)
_WORD = re.compile(r"[A-Za-z]{2,}")
#: Keys of items, such as T-1, alone or with days.
_KEY = re.compile(r"\b[A-Z]+-\d+\b")
#: Members of the JSON that are sentences.
_SENTENCES = frozenset(
    {"reasons", "sentence", "headline", "words", "no_plan", "no_forecast", "remarks", "overloads", "driver"}
)


def english_of(text: str) -> set[str]:
    """Words that look English, beyond keys and names."""
    return set(_WORD.findall(_KEY.sub(" ", unescape(text)))) - _ALLOWED


class _Texts(HTMLParser):
    """What a page shows, and what its attributes say to people."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is said by attributes."""
        if tag in {"style", "script"}:
            self.inside.append(tag)
        self.found += [value or "" for name, value in attrs if name in {"title", "aria-label", "alt", "data-words"}]

    def handle_endtag(self, tag: str) -> None:
        """Leave a style or script."""
        if tag in {"style", "script"}:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self.inside:
            self.found.append(data)


def html_texts(page: str) -> str:
    """The texts of a page, one in a line."""
    parser = _Texts()
    parser.feed(page)
    return "\n".join(parser.found).replace("{shown}", "").replace("{all}", "")


def sentences(value: Any, name: str = "") -> Iterator[str]:
    """The sentences in a JSON value."""
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from sentences(one, inner)
    elif isinstance(value, list):
        for one in value:
            yield from sentences(one, name)
    elif isinstance(value, str) and name in _SENTENCES:
        yield value


def _tasks() -> Iterator[Task]:
    """Tasks that are everything that a task can be."""
    fields: list[dict[str, Any]] = [
        {"target": "2016-09-12", "limit": "2016-09-14", "owners": ["cesi"], "estimate": 3, "serves": "summit"},
        {"target": "2016-09-12", "owners": ["cesi"], "estimate": 9, "after": ["T-1"]},
        {
            "target": "2016-09-26",
            "owners": ["cesi"],
            "estimate": "20/30/50",
            "after": ["T-2"],
            "area": "strand",
        },
        {"target": "2016-09-21", "after": ["T-2", "T-3", "summit"]},
        {"target": "D-3 + 3wd", "estimate": 1, "after": ["T-4 SS"]},
        {"estimate": 2, "not_before": "2016-11-01", "after": ["paper@review"]},
        {"target": "2017-03-01 + 10wd", "limit": "2017-02-01", "estimate": 40, "owners": ["cesi"]},
        {"target": "2016-10", "estimate": 1},
        {"target": "2016-09-20T09:00", "estimate": 1},
        {"target": "2016-09-30", "estimate": 1},
        {"target": "2016-09-12", "estimate": 2},
        {"target": "2016-09-02", "estimate": 2},
        {"estimate": 1},
    ]
    for number, each in enumerate(fields, 1):
        yield Task(key=f"T-{number}", title=f"任务{number}", group="wg", **each)


@pytest.fixture(scope="module")
def wrong() -> Iterator[Tracker]:
    """A record in which everything goes wrong that can, with Chinese names and titles alone."""
    with time_machine.travel("2016-12-01T12:00:00+08:00", tick=False), wgtrack.open(":memory:", by="主席") as tracker:
        mandate = Mandate(text="编写白皮书", valid_until=date(2016, 9, 1))
        tracker.add(
            Group(
                key="wg",
                name="工作组",
                timezone="Asia/Shanghai",
                calendar="CN",
                mandate=mandate,
                since=date(2016, 8, 1),
            ),
            at=BEGIN,
        )
        tracker.add(Party(key="cesi", name="电子标准院"), at=BEGIN)
        tracker.add(Role(key="r", party="cesi", group="wg", role="chair", since=date(2016, 7, 1)), at=BEGIN)
        tracker.add(Area(key="strand", title="领域一", group="wg"), at=BEGIN)
        tracker.add(Area(key="empty", title="领域二", group="wg"), at=BEGIN)
        tracker.add(Event(key="summit", title="峰会", group="wg", starts="2016-09-19", ends="2016-09-24"), at=BEGIN)
        tracker.add(Event(key="fair", title="展会", group="wg", starts="2016-11"), at=BEGIN)
        tracker.add(Deliverable(key="paper", title="白皮书", group="wg", estimate=30, target="2016-09-16"), at=BEGIN)
        tracker.add(Deliverable(key="D-2", title="路线图", group="wg", estimate=30, target="2016-10-20"), at=BEGIN)
        tracker.add(Deliverable(key="D-3", title="标准", group="wg"), at=BEGIN)
        for task in _tasks():
            tracker.add(task, at=BEGIN)
        tracker.plan_stage("paper", "review", "2016-09-10", at=BEGIN)
        tracker.start("T-2", at="2016-08-03")
        tracker.done("T-11", on="2016-09-15", at="2016-09-15")
        tracker.done("T-12", on="2016-09-01", at="2016-09-01")
        tracker.wait("T-3", "印刷厂", what="校样", at="2016-09-05")
        tracker.move("T-10", target="2016-10-15", why="等待意见", at="2016-09-06")
        tracker.drop("T-13", why="不再需要", at="2016-09-07")
        yield tracker


def reasons(tracker: Tracker) -> Iterator[Message]:
    """Everything that a report and the checks say of why something is so, before the dates, among them and after them."""
    for day in ("2016-08-02", "2016-09-12", DAY, "2016-10-25"):
        report = tracker.report(day)
        yield from (reason for item in report.status.items for reason in item.reasons)
        yield from (finding.message for finding in find_problems(tracker.programme(day), day))
        yield from (words for plan in report.plans for words in (plan.headline, *plan.overloads))
        yield from report.forecast.remarks if report.forecast else ()
        headline = report.headline
        yield from headline.value if isinstance(headline, Phrase) else [headline]


FORMATS = ("terminal", "markdown", "html", "json", "csv")


def _shown(text: str | bytes, format_: str) -> str:
    assert isinstance(text, str)
    if format_ == "html":
        return html_texts(text)
    return "\n".join(sentences(json.loads(text))) if format_ == "json" else text


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("day", ["2016-09-12", DAY, "2016-10-25"])
def test_a_report_in_chinese_has_no_english(wrong: Tracker, chinese: Language, format_: str, day: str) -> None:
    """Neither before the dates nor after them."""
    report = wrong.report(day, since="2016-08-15", language="zh-Hans")
    text = _shown(render(report, format_, language=chinese), format_)
    if format_ == "csv":  # verdicts, states and kinds are codes there; the sentences stand last
        text = "\n".join(line.rpartition(",")[2] for line in text.splitlines()[1:])
    assert re.search(r"[\u4e00-\u9fff]", text)
    assert english_of(text) == set()


def test_a_calendar_in_chinese_has_no_english(wrong: Tracker) -> None:
    """Its name, and what its events and deadlines say of themselves."""
    lines = (
        wrong.calendar(DAY, deadlines="both", alarms=["2d"], language="zh-Hans")
        .decode()
        .replace("\r\n ", "")
        .splitlines()
    )
    said = [line.partition(":")[2] for line in lines if line.startswith(("SUMMARY", "DESCRIPTION", "NAME", "X-WR-CAL"))]
    assert said
    assert english_of("\n".join(said)) == set()


def test_a_missing_package_is_told_in_chinese(
    wrong: Tracker, chinese: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why there is no forecast; how to get one is nothing for a document."""
    monkeypatch.setitem(sys.modules, "numpy", None)
    report = wrong.report(DAY, language="zh-Hans")
    told = chinese.tell(report.no_forecast or "")
    assert told == "预测需要numpy"


@pytest.mark.parametrize("format_", FORMATS)
def test_a_plan_that_contradicts_itself_is_told_in_chinese(chinese: Language, format_: str) -> None:
    """Lags that cannot all hold, which no command makes, leave what they tie unplanned, and the report says why in Chinese."""
    with time_machine.travel("2016-12-01T12:00:00+08:00", tick=False), wgtrack.open(":memory:", by="主席") as tracker:
        tracker.add(Group(key="wg", name="工作组", timezone="Asia/Shanghai"), at=BEGIN)
        for key, days, after in (("T-1", 3, []), ("T-2", 3, ["T-1, at most 2wd"]), ("T-3", 9, ["T-1"])):
            tracker.add(Task(key=key, title="任务", group="wg", estimate=days, after=after), at=BEGIN)
        programme, at, entries = tracker.programme(), tracker.status().at, tracker.log()
    tied = evolve(programme.tasks["T-2"], after=["T-1, at most 2wd", "T-3"])
    broken = with_tasks(programme, {**programme.tasks, "T-2": tied})
    report = build(Sources(broken, at, "wg", entries), language="zh-Hans")
    text = _shown(render(report, format_, language=chinese), format_)
    assert {item.key: item.verdict for item in report.status.items} == dict.fromkeys(("T-1", "T-2", "T-3"), "unknown")
    if format_ == "csv":  # verdicts, states and kinds are codes there; the sentences stand last
        text = "\n".join(line.rpartition(",")[2] for line in text.splitlines()[1:])
    assert "无法安排" in text
    assert english_of(text) == set()


def with_tasks(programme: WorkProgramme, tasks: dict[str, Task]) -> WorkProgramme:
    """The record with other tasks, which nobody checks."""
    return WorkProgramme({**programme.records, "task": tasks})


def test_a_circle_is_told_in_chinese(wrong: Tracker, chinese: Language) -> None:
    """One that no command makes: as an error, as a finding, and in the status beside it."""
    programme = wrong.programme(DAY)
    tasks = dict(programme.tasks) | {"T-1": evolve(programme.tasks["T-1"], after=["T-2"], parent="T-2")}
    circle = with_tasks(programme, tasks | {"T-2": evolve(tasks["T-2"], parent="T-1")})
    unplanned = schedule(circle, assess(circle, DAY).at).unplanned
    assert {"T-1", "T-2"} <= set(unplanned)
    assert {word for why in unplanned.values() for word in english_of(chinese.tell(why))} == set()
    assert {finding.code for finding in find_problems(circle, DAY)} >= {"circle"}
    for format_ in ("terminal", "markdown"):
        assert english_of(render(assess(circle, DAY), format_, language=chinese)) == set()


def test_findings_are_told_in_chinese(wrong: Tracker, chinese: Language) -> None:
    """Every check that finds something here; those on dropped work are asked with what hangs on it."""
    programme = wrong.programme(DAY)
    dropped = dict(programme.tasks)
    for key in ("T-1", "T-5"):
        dropped[key] = evolve(programme.tasks[key], state="dropped")
    doubtful = {"CN": evolve(programme.calendars["CN"], other_weekend={6})}
    disputed = WorkProgramme({**programme.records, "calendar": doubtful})
    tied = {
        "T-5": evolve(programme.tasks["T-5"], parent="T-1"),
        "T-1": evolve(programme.tasks["T-1"], state="done", done_on=date(2016, 9, 5)),
    }
    tied["T-9"] = evolve(programme.tasks["T-9"], target="2016-10-20", after=["T-9"])
    broken = with_tasks(programme, {**programme.tasks, **tied})
    records = (programme, with_tasks(programme, dropped), disputed, broken)
    told = [finding for record in records for finding in find_problems(record, DAY)]
    assert {finding.code for finding in told} >= set(CHECKS) - {
        "circle",
        "target_after_event",
        "future_fact",
        "dated_ahead",
    }
    assert {word for finding in told for word in english_of(chinese.tell(finding.message))} <= {
        "chair",
        "CN",
    }  # CN is a key


def test_every_reason_has_a_code(wrong: Tracker, group_2016: Tracker, reason_list: ModuleType) -> None:
    """Programs know each by a code of the list in the docs."""
    codes = {reason.code for tracker in (wrong, group_2016) for reason in reasons(tracker)}
    assert codes <= set(reason_list.collect())
    assert len(codes) > 30


def test_a_code_names_one_kind_of_reason(reason_list: ModuleType) -> None:
    """Only two checks have two sentences: work that waits for itself or is part of itself, and a first or last day of a role."""
    several = {code for code, sentences in reason_list.collect().items() if len(sentences) > 1}
    assert several == {"circle", "role_outside_group"}
    assert "" not in reason_list.collect()


def test_every_check_has_its_code(reason_list: ModuleType) -> None:
    """The codes of findings are those of the checks."""
    assert set(CHECKS) <= set(reason_list.collect())


def test_the_list_of_reasons_is_current(reason_list: ModuleType) -> None:
    """The page has every code with its sentence, as the code has it; ``python .ci/reasons.py`` writes it."""
    assert reason_list.main(["--check"]) == 0
