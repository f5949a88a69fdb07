"""The report for a terminal."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from wgtrack.errors import InputError
from wgtrack.formats import render
from wgtrack.formats.cells import cell_width
from wgtrack.formats.terminal import render_terminal
from wgtrack.formats.terminal.lines import STYLES
from wgtrack.messages.message import Message
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Event, Group, Task
from wgtrack.model.values import StageReached
from wgtrack.status.assess import assess
from wgtrack.status.report import VERDICTS

Show = Callable[..., str]

#: A key as long as one may be, and text that would steer a terminal if it got there.
LONGEST = "K" * 64
EVIL = "\x1b[2J\u202eevil\x07\n"


@pytest.fixture
def show() -> Show:
    """``show(*tasks, at=..., **options)``: the report of a group in Shanghai with these tasks."""

    def make(*tasks: Task, at: str = "2016-09-05", group: str = "Working Group", **options: Any) -> str:
        wg = Group(key="wg", name=group, timezone="Asia/Shanghai")
        programme = WorkProgramme(groups={"wg": wg}, tasks={task.key: task for task in tasks})
        return render(assess(programme, at), **options)

    return make


def task(key: str = "T-1", **fields: Any) -> Task:
    """A task of the group, with these fields."""
    return Task(**{"key": key, "title": "Work", "group": "wg", **fields})


@pytest.mark.parametrize("width", [1, 40, 41, 50, 63, 64, 80, 100, 120, 500])
def test_no_line_is_wider_than_asked_for(programme: WorkProgramme, width: int) -> None:
    """Lines fit from 40 to 120 cells; narrower and wider are laid out for those."""
    text = render(assess(programme, "2016-09-05"), width=width)
    assert max(cell_width(line) for line in text.splitlines()) <= max(40, min(120, width))


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        (
            {"target": "2016-09-30"},
            [
                "  paper  A White Paper",
                "         ░░░░░░░░░░  0%  at no stage yet, on track",
                "         due 30 September 2016, 19 working days left",
            ],
        ),
        (
            {"target": "2016-09-30", "estimate": 20, "reached": (StageReached("draft", date(2016, 9, 1)),)},
            [
                "  paper  A White Paper",
                "         █████░░░░░  50%  at stage draft, on track",
                "         due 30 September 2016, 19 working days left",
            ],
        ),
        (
            {"target": "2016-09-09", "estimate": 20},
            [
                "  paper  A White Paper",
                "         ░░░░░░░░░░  0%  at no stage yet, at risk",
                "         needs 20 working days, 4 are left; due 9 September 2016, 4 working",
                "         days left",
            ],
        ),
    ],
)
def test_deliverables_are_told_with_their_stage_and_promise(fields: dict[str, Any], lines: list[str]) -> None:
    """How far each has come and whether it will be there; 6 to 30 September are 19 days of the plain week."""
    stages = (
        Stage(code="idea", title="Idea"),
        Stage(code="draft", title="Draft"),
        Stage(code="final", title="Final", outcome="done"),
    )
    paper = Deliverable(key="paper", title="A White Paper", group="wg", lifecycle="paper", **fields)
    programme = WorkProgramme(
        groups={"wg": Group(key="wg", name="WG")},
        deliverables={"paper": paper},
        lifecycles={"paper": Lifecycle(key="paper", title="Paper", stages=stages)},
    )
    text = render(assess(programme, "2016-09-05"), width=75)
    assert text.split("Deliverables\n")[1].split("\n\n")[0].splitlines() == lines


def test_dropped_deliverables_are_not_told() -> None:
    """What was dropped is owed no more."""
    paper = Deliverable(key="paper", title="A White Paper", group="wg", lifecycle="paper", state="dropped")
    programme = WorkProgramme(groups={"wg": Group(key="wg", name="WG")}, deliverables={"paper": paper})
    assert "Deliverables" not in render(assess(programme, "2016-09-05"))


@pytest.mark.parametrize("width", [40, 64, 80])
def test_the_longest_keys_and_names_fit(show: Show, width: int) -> None:
    """Keys, titles and names as long as they come are cut or wrapped, in Latin and in Chinese letters."""
    items = [
        task(LONGEST, title="区块链" * 50, target="2016-09-01", owners=("X" * 64,)),
        task("K" * 63, title="title " * 50, target="2016-09-08"),
    ]
    text = show(*items, group="工作组" * 50, width=width)
    assert max(cell_width(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("width", [40, 64, 80])
def test_the_longest_deliverables_fit(width: int) -> None:
    """So do a deliverable's key, title and stage."""
    reached = (StageReached("S" * 64, date(2016, 9, 1)),)
    paper = Deliverable(key=LONGEST, title="白皮书 white paper " * 9, group="wg", reached=reached, limit="2016-09-01")
    programme = WorkProgramme(groups={"wg": Group(key="wg", name="WG")}, deliverables={LONGEST: paper})
    text = render(assess(programme, "2016-09-05"), width=width)
    assert max(cell_width(line) for line in text.splitlines()) <= width
    assert "…, past limit\n" in text


def test_chinese_titles_keep_the_columns_straight(programme: WorkProgramme) -> None:
    """The bars of all areas start in the same cell, whatever letters their titles are in."""
    text = render(assess(programme, "2016-09-05"))
    lines = [line for line in text.split("Areas\n")[1].splitlines() if "░" in line]
    assert len(lines) == 3
    assert len({cell_width(line[: min(line.find(block) % 99 for block in "█░")]) for line in lines}) == 1


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2016-09-05", "as of Monday 5 September 2016, end of day, Asia/Shanghai (UTC+08:00)"),
        ("2016-09-05T14:30", "as of Monday 5 September 2016, 14:30, Asia/Shanghai (UTC+08:00)"),
        ("2016-09-05T14:30:05", "as of Monday 5 September 2016, 14:30:05, Asia/Shanghai (UTC+08:00)"),
        ("2016-09-05T00:00 America/New_York", "as of Monday 5 September 2016, 12:00, Asia/Shanghai (UTC+08:00)"),
    ],
)
def test_a_report_says_when_and_where(show: Show, at: str, words: str) -> None:
    """Day, time and zone stand under the group's name."""
    assert show(at=at).splitlines()[:2] == ["Working Group", words]


def test_utc_is_named_once() -> None:
    """A group without a zone is reported on in UTC, without an offset."""
    programme = WorkProgramme(groups={"wg": Group(key="wg", name="WG")})
    assert "as of Monday 5 September 2016, end of day, UTC\n" in render(assess(programme, "2016-09-05"))


def test_an_empty_group_says_so(show: Show) -> None:
    """Without work there are no headings, only a sentence."""
    assert show().splitlines()[2:] == ["", "There is no work on record yet."]


def test_a_calm_group_says_so(show: Show) -> None:
    """Where nothing is urgent the report says that nothing needs attention."""
    text = show(task(state="done", done_on=date(2016, 9, 1)))
    assert text.splitlines()[2:] == ["", "Nothing needs attention.", "", "1 item: 1 done."]


def test_what_is_stale_alone_is_called_stale(show: Show) -> None:
    """An item on track that nobody touches is on the list for that."""
    from datetime import UTC, datetime  # noqa: PLC0415 - only this test needs an instant

    text = show(task(target="2016-12-01", state="active", changed_at=datetime(2016, 8, 1, tzinfo=UTC)))
    assert "  stale  T-1  Work\n" in text


def test_a_long_attention_list_is_cut_with_a_count(show: Show) -> None:
    """Twelve items are shown, and how many more there are."""
    text = show(*(task(f"T{number}", target="2016-09-01") for number in range(1, 16)))
    assert "Needs attention (15)" in text
    assert text.count("  overdue  T") == 12
    assert "  and 3 more in need of attention\n" in text


def test_a_long_list_of_deadlines_is_cut_with_a_count(show: Show) -> None:
    """The next eight are shown, and how many come later."""
    text = show(*(task(f"T{number}", target=f"2016-11-{number:02}") for number in range(1, 11)))
    assert "  Tue  8 Nov 2016" in text
    assert "9 Nov 2016" not in text
    assert "  and 2 more later\n" in text


def test_many_events_are_cut_with_a_count() -> None:
    """The next five are shown, and how many come later."""
    events = [Event(key=f"E{day}", title=f"Event {day}", group="wg", starts=f"2016-10-{day:02}") for day in range(1, 9)]
    programme = WorkProgramme(groups={"wg": Group(key="wg", name="WG")}, events={event.key: event for event in events})
    text = render(assess(programme, "2016-09-05"))
    assert ("Event 5" in text, "Event 6" in text, "  and 3 more later\n" in text) == (True, False, True)


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"target": "2016-09-30T12:00"}, "    at 12:00 Asia/Shanghai\n"),
        ({"limit": "2016-09-30"}, "    its limit; it has no target\n"),
        ({"limit": "2016-09-30T12:00"}, "    at 12:00 Asia/Shanghai, its limit; it has no target\n"),
    ],
)
def test_deadlines_that_a_day_does_not_tell_have_a_remark(show: Show, fields: dict[str, str], remark: str) -> None:
    """Hours and limits are said below the line."""
    assert remark in show(task(**fields))


def test_a_day_of_another_zone_is_remarked_on() -> None:
    """The end of a day elsewhere is another instant, so its zone is said."""
    groups = [
        Group(key="wg", name="WG", timezone="Asia/Shanghai"),
        Group(key="west", name="W", parent="wg", timezone="America/New_York"),
    ]
    programme = WorkProgramme(
        groups={group.key: group for group in groups}, tasks={"T-1": task(group="west", target="2016-09-30")}
    )
    assert "    by the end of that day in America/New_York\n" in render(assess(programme, "2016-09-05"))


def test_every_verdict_in_the_totals_adds_up(programme: WorkProgramme) -> None:
    """Numbers of verdicts that there are, and no others; their sum is the number of items."""
    text = " ".join(render(assess(programme, "2016-09-05"), width=120).split())
    numbers = text.partition(" items: ")[2].partition(".")[0].split(", ")
    assert sum(int(part.split()[0]) for part in numbers) == 12
    assert "0 " not in {part[:2] for part in numbers}


def test_styles_are_names_and_texts_are_pure(programme: WorkProgramme) -> None:
    """Each span has one of the known styles, and no colour is in the text itself."""
    spans = [span for line in render_terminal(assess(programme, "2016-09-05")) for span in line]
    assert {span.style for span in spans} <= {"", *STYLES, *VERDICTS}
    assert all("\x1b" not in span.text for span in spans)


def test_verdicts_are_styled_by_their_name(programme: WorkProgramme) -> None:
    """Who prints the report can colour overdue work red."""
    spans = [span for line in render_terminal(assess(programme, "2016-09-05")) for span in line]
    assert ("overdue   ", "overdue") in spans


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_no_control_character_gets_out(programme: WorkProgramme, format_: str) -> None:
    """Names that were never checked, as a program may make them, cannot steer the reader's terminal."""
    report = assess(programme, "2016-09-05")
    evil = report._replace(
        group=report.group._replace(name=EVIL),
        items=tuple(item._replace(title=EVIL, reasons=(Message(EVIL),)) for item in report.items),
        areas=tuple(area._replace(title=EVIL) for area in report.areas),
        countdown=tuple(event._replace(title=EVIL) for event in report.countdown),
        under_way=tuple(event._replace(title=EVIL) for event in report.under_way),
        names=dict.fromkeys(report.names, EVIL),
    )
    text = render(evil, format_)
    assert not {"\x1b", "\u202e", "\x07"} & set(text)
    assert "[2Jevil" in text.replace("\\", "")


def test_frozen_values_stay_as_they_are(programme: WorkProgramme) -> None:
    """Writing a report changes neither it nor the record."""
    report = assess(programme, "2016-09-05")
    before = (report, attrs.asdict(programme))
    render(report)
    assert (report, attrs.asdict(programme)) == before


def test_an_unknown_format_is_an_error_that_names_the_closest(programme: WorkProgramme) -> None:
    """A slip in a format's name brings the right one up."""
    with pytest.raises(InputError, match="there is no report format 'markdwn'; choose from markdown"):
        render(assess(programme, "2016-09-05"), "markdwn")
