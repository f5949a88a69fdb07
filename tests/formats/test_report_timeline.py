"""A timeline for a terminal, sign by sign: 15 to 17 September 2016 are off in China, and Sunday the 18th is worked."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from wgtrack.dates import Resolver
from wgtrack.formats.cells import cell_width
from wgtrack.formats.timeline import SIGNS, render_timeline, write
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Area, Deliverable, Event, Group, Task
from wgtrack.planning.bars import Timeline
from wgtrack.planning.schedule import schedule
from wgtrack.planning.timeline import timeline

CHINA = Calendar(
    key="china",
    off={date(2016, 9, day): "Mid-Autumn" for day in (15, 16)},
    work={date(2016, 9, 18): "made up"},
)
WG = Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="china")
LONGEST = "K" * 64
#: Wants to clear the screen and to turn the reading direction round.
EVIL = "\x1b[2Jevil\u202e"


def task(key: str, days: float | None = None, **fields: Any) -> Task:
    """A task of the group that takes so many days."""
    return Task(**{"key": key, "title": "Work", "group": "wg", "estimate": days, **fields})


def active(key: str, days: float, since: int, **fields: Any) -> Task:
    """A task that was started on a day of September 2016."""
    return task(key, days, state="active", started_on=date(2016, 9, since), **fields)


def drawn(*records: Record, **days: Any) -> Timeline:
    """The timeline of these records at the end of Monday 12 September 2016 in Shanghai."""
    found: dict[str, dict[str, Any]] = {}
    for record in (WG, CHINA, *records):
        found.setdefault(KIND_OF[type(record)], {})[record.key] = record
    programme = WorkProgramme(**{f"{kind}s": mapping for kind, mapping in found.items()})
    when = datetime(2016, 9, 12, 23, 59, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
    return timeline(schedule(programme, when), programme, Resolver(programme), **days)


def row(key: str, *records: Record, first: int = 5, last: int = 25, **options: Any) -> str:
    """The bar of an item by day from Monday 5 to Sunday 25 September 2016, today being the eighth sign."""
    found = drawn(*records, first=date(2016, 9, first), last=date(2016, 9, last))
    lines = write(found, **{"unit": "day", **options}).splitlines()
    line = next(line for line in lines if line.startswith(f" {key} "))
    return line.partition("Work ")[2]


@pytest.mark.parametrize(
    ("record", "bar"),
    [
        (task("a", 3), "     ··│▓▓···▓"),
        (task("a", 3, target="2016-09-14"), "     ··│▓▓···!"),
        (task("a", 2, target="2016-09-09"), "    ◇··│!!···"),
        (task("a", 2, target="2016-09-19"), "     ··│▓▓────◇"),
        (task("a", 2, limit="2016-09-19"), "     ··│▓▓────]"),
        (task("a", 2, target="2016-09-19", limit="2016-09-21"), "     ··│▓▓────◇ ]"),
        (task("a"), "     ··│?"),
        (task("a", target="2016-09-09"), "    ◇··│!"),
        (active("a", 2, since=7), "  ███··█▓▓"),
        (active("a", 2, since=7, target="2016-09-09"), "  ██◇··█!!"),
        (task("a", 4, state="done", started_on=date(2016, 9, 6), done_on=date(2016, 9, 9)), " ████··│"),
        (
            task("a", 4, state="done", started_on=date(2016, 9, 6), done_on=date(2016, 9, 12), target="2016-09-08"),
            " ██◇█··█",
        ),
        (task("a", kind="milestone"), "     ··│◆"),
        (task("a", kind="milestone", target="2016-09-08"), "   ◇!··!◆"),
        (task("a", kind="milestone", target="2016-09-08", state="done", done_on=date(2016, 9, 9)), "   ◇◆··│"),
    ],
)
def test_the_bar_of_an_item(record: Record, bar: str) -> None:
    """What was done, what is planned, critical and late, what can slip, and the dates."""
    ground = "     ··│  ···      ··"
    expected = bar + ground[len(bar) :]
    assert row("a", record) == expected.rstrip()


def test_what_is_critical_is_told_from_what_has_room() -> None:
    """Two go side by side until Monday 19 September; the shorter one can slip until then."""
    records = task("a", 4, target="2016-09-19"), task("b", 2, target="2016-09-19")
    assert row("a", *records) == "     ··│▓▓···▓▓    ··"
    assert row("b", *records) == "     ··│▒▒────◇    ··"


def test_a_worked_sunday_is_no_day_off() -> None:
    """The make-up day of 18 September is blank in the background, Saturday the 17th is not."""
    assert row("a", task("a", 1))[10:14] == "··· "


def test_what_waits_has_a_gap() -> None:
    """Begun on the 7th, it goes on after two days of other work, on the worked Sunday."""
    records = task("b", 2), active("a", 2, since=7, after=["b"])
    assert row("a", *records) == "  ███··█  ···▓▓    ··"


def test_a_deliverable_ends_with_a_mark() -> None:
    """It is planned for as long as it is worked on, and ready on the last day."""
    paper = Deliverable(key="d", title="Work", group="wg", state="active", started_on=date(2016, 9, 7))
    assert row("d", paper, task("a", 3, deliverables=["d"])) == "  ███··█▓▓···◆     ··"


def test_each_group_has_its_own_days_off() -> None:
    """Where the plain week holds, Thursday and Friday are worked, Saturday and Sunday are not."""
    west = Group(key="west", name="West", parent="wg", calendar="none")
    assert row("a", west, task("a", 4, group="west")) == "     ··│▓▓▓▓··     ··"


def test_weeks_have_three_columns_where_there_is_room() -> None:
    """Monday and Tuesday, Wednesday and Thursday, Friday to Sunday; 3 days from the 13th are the 13th, 14th and 18th."""
    assert row("a", task("a", 3), unit="week") == "   ▓▓▓"
    assert row("a", task("a", 4, target="2016-09-20"), unit="week") == "   ▓▓▓▓"
    assert row("a", task("a", 1, target="2016-09-22"), unit="week") == "   ▓───◇"


def test_a_week_without_work_is_shaded() -> None:
    """Every day of it is off."""
    off = {date(2016, 9, day): "closed" for day in range(19, 24)}
    closed = Group(key="closed", name="Closed", parent="wg", calendar="own")
    bar = row("a", closed, Calendar(key="own", off=off), task("a", 5, group="closed"), unit="week", last=30)
    assert bar == "   ▓▓▓···▓"


def header(*records: Record, width: int = 80, unit: Any = None, **days: Any) -> list[str]:
    """The three lines over the bars, from where the bars begin."""
    lines = write(drawn(*records, **days), width=width, unit=unit).splitlines()[3:6]
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    return [line[indent:] for line in lines]


def test_the_header_names_months_days_and_today() -> None:
    """Months over their first day, the day of the month over Mondays."""
    assert header(task("a", 1), first=date(2016, 8, 29), last=date(2016, 10, 9)) == [
        "   September 2016                Oct 2016",
        "29     5      12     19     26     3",
        "              ▼ today",
    ]


def test_the_header_of_weeks() -> None:
    """A week has three columns: September begins in the third of 29 August, October over its first Monday."""
    assert header(task("a", 1), first=date(2016, 8, 8), last=date(2016, 10, 9), unit="week") == [
        "Aug 2016   Sep 2016     Oct",
        "8  15 22 29 5  12 19 26 3",
        "               ▼ today",
    ]


def test_today_is_named_to_the_left_where_there_is_no_room_to_the_right() -> None:
    """Here it is in the last of six weeks; of two weeks there is no room to either side."""
    *_, today = header(task("a", 1), first=date(2016, 8, 8), last=date(2016, 9, 18), unit="week")
    assert today == "         today ▼"
    *_, today = header(task("a", 1), first=date(2016, 9, 5), last=date(2016, 9, 18), unit="week")
    assert today == "   ▼"


def test_the_header_of_years() -> None:
    """Where a week has one column every third Monday is named, and January by its year."""
    months, numbers, _ = header(task("a", 100), first=date(2016, 8, 29), last=date(2017, 10, 1))
    assert months.startswith(" Sep Oct  Nov Dec 2017 Feb")
    assert numbers.startswith("29 19 10 31 21 12 2  23 13")


def test_today_may_lie_outside() -> None:
    """Then nothing stands for it."""
    assert "today" not in write(drawn(active("a", 1, since=1), first=date(2016, 9, 1), last=date(2016, 9, 9)))


@pytest.mark.parametrize("unit", [None, "day", "week"])
@pytest.mark.parametrize("width", [1, 40, 41, 63, 64, 80, 100, 120, 500])
def test_no_line_is_wider_than_asked_for(width: int, unit: Any) -> None:
    """300 items over a year, with the longest keys and with titles in Chinese: lines fit from 40 to 120 cells."""
    areas = [Area(key=f"A{number}", title="区块链标准与法规研究" * 9, group="wg") for number in range(7)]
    titles = "区块链技术和应用发展白皮书" * 5, "a title of many words " * 9
    items = [
        task(
            f"{LONGEST[:60]}{number}" if number % 10 == 0 else f"T{number}",
            number % 9,
            title=titles[number % 2],
            **more,
        )
        for number in range(300)
        for more in (
            {"area": f"A{number % 7}", "target": "2016-10-14", "after": [f"T{number - 1}"] if number % 10 > 1 else []},
        )
    ]
    event = Event(key=LONGEST, title=titles[0], group="wg", starts="2016-09-14", ends="2017-08-31")
    text = write(drawn(*areas, *items, event, last=date(2017, 8, 31)), width=width, unit=unit)
    assert max(cell_width(line) for line in text.splitlines()) <= max(40, min(120, width))
    assert text.count("Without an area") == 0


def test_chinese_titles_keep_the_bars_straight() -> None:
    """The bars of all rows start in the same cell, whatever letters the titles are in."""
    text = write(drawn(task("a", 3, title="起草白皮书"), task("b", 3, title="Draft")))
    lines = [line for line in text.splitlines() if "▓▓" in line and line.startswith(" ")]
    assert len(lines) == 2
    assert len({cell_width(line.partition("▓")[0]) for line in lines}) == 1


def test_keys_of_usual_length_have_a_column() -> None:
    """Titles start below each other; a longer key moves its own title alone."""
    text = write(drawn(task("a", 1), task("WP-10", 1), task("quite-a-long-key", 1)))
    lines = [line for line in text.splitlines() if "Work" in line]
    assert [line.partition("Work")[0] for line in lines] == [" WP-10 ", " a     ", " quite-a-long-key "]


def test_the_header_comes_again() -> None:
    """Once for every twenty lines, so that no screen is without one."""
    text = write(drawn(*(task(f"t{number}", 1) for number in range(50))))
    assert text.count("▼ today") == 3


def test_headings_are_there_for_more_than_one_part() -> None:
    """Items without an area need none where there is nothing else."""
    area = Area(key="plan", title="The plan", group="wg")
    assert "Without an area" not in write(drawn(task("a", 1)))
    text = write(drawn(area, task("a", 1), task("b", 1, area="plan")))
    assert [line for line in text.splitlines() if line in {"The plan", "Without an area"}] == [
        "The plan",
        "Without an area",
    ]


def test_events_stand_in_front() -> None:
    """On all of their days, days off included."""
    event = Event(key="e", title="Work", group="wg", starts="2016-09-14", ends="2016-09-17")
    assert row("e", task("a", 1), event) == "     ··│ ■■■■      ··"


def test_the_legend_explains_the_signs_that_are_there_and_no_others() -> None:
    """In the order of the signs, each with its words."""
    text = write(drawn(active("a", 1, since=9)))
    assert text.splitlines()[-1] == "█ done so far  ▓ planned, critical  · day off"


def test_what_does_not_fit_is_left_out_around_today() -> None:
    """A week before today is shown, and as much after it as fits; of the rest the days are counted."""
    text = write(drawn(active("a", 100, since=1)), unit="day", width=60)
    assert "Left out: 7 days before 5 September 2016 and " in " ".join(text.split())
    assert "--per week shows more." in " ".join(text.split())


def test_what_does_not_fit_behind_a_day_that_was_asked_for_is_left_out_at_the_end() -> None:
    """The picture begins where it should."""
    text = write(drawn(active("a", 100, since=1), first=date(2016, 9, 3)), unit="day", width=60)
    assert " ".join(text.split()).count(" days before ") == 0
    assert " days after " in " ".join(text.split())


def test_items_outside_the_days_shown_are_counted() -> None:
    """They have no row."""
    text = write(drawn(active("a", 1, since=1), task("b", 30), first=date(2016, 9, 20)))
    assert text.endswith("1 item has nothing on the days shown.\n")


def test_an_empty_timeline_says_so() -> None:
    """Be it that there is no work, or none on these days."""
    assert write(drawn()).splitlines()[3:] == ["There is no work on record yet."]
    outside = write(drawn(task("a", 1), first=date(2016, 12, 1)))
    assert outside.splitlines()[3:] == ["There is nothing on these days; 1 item lies on others."]


def test_days_are_chosen_where_there_is_room_beside_the_titles() -> None:
    """51 days fit into 80 columns, 52 become weeks."""
    for last, per_day in ((date(2016, 10, 21), True), (date(2016, 10, 22), False)):
        text = write(drawn(task("a", 1), first=date(2016, 9, 1), last=last))
        assert ("day off" in text) is per_day


def test_styles_are_told_by_names() -> None:
    """Each sign has its own style; who prints the lines may colour them."""
    records = task("a", 4, target="2016-09-19"), task("b", 2, target="2016-09-19"), task("c", 3, target="2016-09-13")
    spans = [span for line in render_timeline(drawn(*records)) for span in line]
    assert {("▒▒", "planned"), ("◇", "target")} <= set(spans)
    assert {span.style for span in spans} <= {"", "title", "key", *(sign.style for sign in SIGNS)}
    assert all("\x1b" not in span.text for span in spans)


def test_no_control_character_gets_out() -> None:
    """Names that were never checked, as a program may make them, cannot steer the reader's terminal."""
    from attrs import evolve  # noqa: PLC0415 - only this test needs it

    found = drawn(Area(key="x", title="x", group="wg"), task("a", 1, area="x"), task("b", 1))
    areas = tuple(
        evolve(area, title=EVIL, bars=tuple(evolve(bar, title=EVIL) for bar in area.bars)) for area in found.areas
    )
    text = write(evolve(found, name=EVIL, areas=areas))
    assert not {"\x1b", "\u202e"} & set(text)
