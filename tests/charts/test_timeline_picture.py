"""The timeline as a picture: where bars, days off and marks stand, counted by hand.

Axes here begin at 100 and give every day from 5 September 2016 on a width of 10. 15 to 17 September are off in China, and
Sunday the 18th is worked.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.charts.drawn import DAYS_OFF, about, bar, classed, parsed, points, september, timeline, words
from wgtrack.charts import bars
from wgtrack.charts.links import Place, route
from wgtrack.charts.row_selection import MOST_ROWS, chosen
from wgtrack.charts.scale import Axis
from wgtrack.charts.shapes import Point
from wgtrack.charts.timeline import draw
from wgtrack.charts.writing import written
from wgtrack.messages.languages import language
from wgtrack.planning.bars import AreaBars, Bar, BarLink, Days, EventBar
from wgtrack.planning.timeline import NO_AREA

AXIS = Axis(september(5, 25), 100, 310)
#: Of a timeline whose titles are short: where its axis begins, and the width of each of its 21 days.
LEFT, DAY = 250, (936 - 250) / 21


def boxes(one: Bar) -> list[tuple[str | None, float, float]]:
    """The class, the first edge and the width of every box of a bar; patterns have no class."""
    found = []
    for shape in bars.draw(one, AXIS, 0)[0]:
        if shape.element_name == "rect":
            given = shape.as_dict()
            name = (getattr(shape, "class_", None) or [None])[0]
            found.append((name, float(given["x"]), float(given["width"])))
    return found


def test_a_bar_covers_its_days() -> None:
    """From 5 to 9 September it goes from 100 to 150."""
    assert boxes(bar(planned=september(5, 9))) == [("planned", 100, 50)]


def test_what_is_left_goes_on_where_what_was_done_ends() -> None:
    """Done from the 5th to the 7th, planned for the 8th and 9th."""
    assert boxes(bar(worked=september(5, 7), planned=september(8, 9))) == [("done", 100, 30), ("planned", 130, 20)]


def test_what_is_planned_for_after_the_target_is_late() -> None:
    """Of a critical bar from the 5th to the 9th that is due on the 7th, two days are late; patterns lie over both."""
    found = boxes(bar(planned=september(5, 9), target=date(2016, 9, 7), critical=True, late=True))
    assert found == [("critical", 100, 30), (None, 100, 30), ("late", 130, 20), (None, 130, 20)]


def test_what_was_worked_on_after_the_target_is_told_apart() -> None:
    """The limit counts where there is no target."""
    found = boxes(bar(worked=september(5, 8), state="done", limit=date(2016, 9, 5), late=True))
    assert [name for name, *_ in found] == ["done", "done-late", None]


def test_work_without_an_estimate_is_outlined_alone() -> None:
    """It shows a day."""
    assert boxes(bar(planned=september(6), estimated=False)) == [("unknown", 110, 10)]


def test_a_bar_that_goes_beyond_the_axis_ends_with_it() -> None:
    """And one that lies beyond it is not there."""
    assert boxes(bar(planned=Days(date(2016, 9, 24), date(2016, 10, 9)))) == [("planned", 290, 20)]
    assert boxes(bar(worked=Days(date(2016, 8, 1), date(2016, 9, 4)), state="done")) == []


def lines(one: Bar, name: str) -> list[tuple[float, float]]:
    """From where to where the lines of a class go."""
    shapes = (shape for shape in bars.draw(one, AXIS, 0)[0] if (getattr(shape, "class_", None) or [None])[0] == name)
    return [(float(shape.as_dict()["x1"]), float(shape.as_dict()["x2"])) for shape in shapes]


def test_float_goes_on_behind_the_bar() -> None:
    """Room from the 10th to the 13th: from 150 to 190, with an end."""
    one = bar(planned=september(5, 9), room=september(10, 13))
    assert (lines(one, "float"), lines(one, "float-end")) == ([(150, 190)], [(190, 190)])


def test_float_beyond_the_axis_has_no_end() -> None:
    """It goes on."""
    one = bar(planned=september(5, 9), room=Days(date(2016, 9, 10), date(2016, 10, 9)))
    assert (lines(one, "float"), lines(one, "float-end")) == ([(150, 310)], [])


def test_a_wait_is_a_thread() -> None:
    """Worked on up to the 5th, and not before the 8th again: from 110 to 130."""
    assert lines(bar(worked=september(5), planned=september(8, 9)), "thread") == [(110, 130)]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"state": "done"}, "mark-done"),
        ({"state": "done", "late": True}, "mark-late"),
        ({"critical": True}, "mark-critical"),
        ({}, "mark-planned"),
    ],
)
def test_a_milestone_is_a_diamond_on_its_day(fields: dict[str, Any], name: str) -> None:
    """Its middle is the middle of the day: 8 September is at 135, in the middle of a row of 22."""
    text = "".join(
        written(shape, "x", styled=False)
        for shape in bars.draw(bar(kind="milestone", mark=date(2016, 9, 8), **fields), AXIS, 0)[0]
    )
    assert f'<polygon class="pic-{name}" points="135,5 141,11 135,17 129,11"/>' in text


def test_days_off_are_shaded_and_make_up_days_are_not() -> None:
    """The weekend of the 10th, the holiday from the 15th to the 17th, the weekend of the 24th; not Sunday the 18th."""
    shaded = classed(parsed(draw(timeline(bar(planned=september(6, 9))), about())), "off")
    block = [(one["x"], one["width"]) for one in shaded if "rx" not in one]
    wanted = [(LEFT + first * DAY, days * DAY) for first, days in ((5, 2), (10, 3), (19, 2))]
    assert block == [(round(x, 2), round(width, 2)) for x, width in wanted]


def test_a_row_has_the_days_off_of_its_own_group() -> None:
    """A committee without holidays has its row shaded at weekends alone, the 17th and 18th among them."""
    west = frozenset(date(2016, 9, day) for day in (10, 11, 17, 18, 24, 25))
    found = timeline(
        bar("a", planned=september(6)),
        bar("b", group="west", planned=september(6)),
        days_off={"wg": DAYS_OFF, "west": west},
    )
    shaded = [one for one in classed(parsed(draw(found, about())), "off") if "rx" not in one]
    rows = {
        y: [round((one["x"] - LEFT) / DAY) + 5 for one in shaded if one["y"] == y] for y in {one["y"] for one in shaded}
    }
    assert [rows[y] for y in sorted(rows)] == [[10, 15, 24], [10, 17, 24]]


def test_today_is_the_end_of_its_day() -> None:
    """What is left begins behind the line."""
    found = classed(parsed(draw(timeline(bar(planned=september(6, 9))), about())), "today")
    assert [one["x1"] for one in found] == [pytest.approx(LEFT + DAY, abs=0.01)]


def test_events_are_shown_over_all_rows() -> None:
    """From the row of the event down to the last one, on its days."""
    summit = EventBar("summit", "Summit", "wg", september(19, 24))
    root = parsed(draw(timeline(bar(planned=september(6)), events=(summit,)), about()))
    (band,) = classed(root, "event-band")
    assert (band["x"], band["width"], band["height"]) == (round(LEFT + 14 * DAY, 2), round(6 * DAY, 2), 44)


ONE, TWO = Place(100, 100, 150, 11, 6), Place(180, 180, 220, 33, 6)


@pytest.mark.parametrize(
    ("kind", "corners"),
    [
        ("FS", [(150, 11), (186, 11), (186, 27)]),
        ("SS", [(100, 11), (94, 11), (94, 33), (180, 33)]),
        ("FF", [(150, 11), (226, 11), (226, 33), (220, 33)]),
        ("SF", [(100, 11), (94, 11), (94, 24), (226, 24), (226, 33), (220, 33)]),
    ],
)
def test_arrows_tie_the_ends_that_the_link_names(kind: str, corners: list[Point]) -> None:
    """Each goes around the bars and ends at an edge of the second one."""
    assert route(BarLink("a", "b", kind, critical=False), ONE, TWO) == corners  # type: ignore[arg-type]


def test_a_milestone_below_its_last_task_is_reached_straight_down() -> None:
    """Its diamond stands on the last day of the task, before the bar ends."""
    assert route(BarLink("a", "b", "FS", critical=False), ONE, Place(139, 139, 151, 33, 6)) == [(145, 17), (145, 27)]


def test_what_waits_and_was_begun_too_early_is_reached_from_the_left() -> None:
    """The arrow goes back to the start of the bar, between the rows."""
    early = Place(60, 60, 90, 33, 6)
    assert route(BarLink("a", "b", "FS", critical=False), ONE, early) == [
        (150, 11),
        (156, 11),
        (156, 24),
        (54, 24),
        (54, 33),
        (60, 33),
    ]


def test_links_of_what_is_done_are_not_drawn() -> None:
    """They hold nothing any more."""
    found = timeline(
        bar("a", worked=september(5), state="done"),
        bar("b", planned=september(6), critical=True),
        bar("c", planned=september(7), critical=True),
        links=(BarLink("a", "b", "FS", critical=False), BarLink("b", "c", "FS", critical=True)),
    )
    root = parsed(draw(found, about()))
    assert (len(points(root, "link")), len(points(root, "link-critical"))) == (0, 1)


def many(number: int) -> tuple[Bar, ...]:
    """Bars of one day each, the first ones done, then those to come, and the last three overdue."""
    day = date(2016, 9, 5)
    done = [bar(f"d{n}", state="done", worked=september(5), target=day) for n in range(number - 43)]
    ahead = [bar(f"p{n}", planned=september(6), target=date(2016, 9, 20)) for n in range(40)]
    overdue = [bar(f"o{n}", planned=september(6), target=date(2016, 9, 2), late=True) for n in range(3)]
    return (*done, *ahead, *overdue)


def test_of_a_big_programme_the_most_urgent_is_shown() -> None:
    """What is overdue, then what is to come, then what was done; and it is said how much is not shown."""
    found = chosen(timeline(*many(300)))
    keys = [one.key for one in found.bars]
    assert len(keys) == MOST_ROWS - 1
    assert {"o0", "o1", "o2", "p0", "p39"} <= set(keys)
    assert found.left_out == 300 - (MOST_ROWS - 1)


def test_what_is_not_shown_is_said_under_its_area_and_below() -> None:
    """An area says how many more it has."""
    found = timeline(
        areas=(AreaBars("one", "One", many(100)), AreaBars("two", "Two", (bar("x", planned=september(6)),)))
    )
    said = [one.text for one in words(parsed(draw(found, about())))]
    assert "+ 49 more" in said
    assert "49 items that are less urgent are not shown." in said


def test_what_has_no_area_stands_under_a_heading_of_the_language() -> None:
    """The heading of items without an area is a fixed text, so it is told in the language of the picture."""
    areas = (
        AreaBars("one", "One", (bar("x", planned=september(6)),)),
        AreaBars(None, NO_AREA, (bar("y", planned=september(7)),)),
    )
    said = [one.text for one in words(parsed(draw(timeline(areas=areas), about(language=language("zh-Hans")))))]
    assert "未归入领域" in said


def test_headings_take_room_too() -> None:
    """With an area for each item, half as many are shown."""
    areas = tuple(AreaBars(f"a{n}", "Area", (bar(f"t{n}", planned=september(6)),)) for n in range(200))
    assert len(list(chosen(timeline(areas=areas)).bars)) == MOST_ROWS // 2


def test_nothing_on_record_is_said() -> None:
    """In the picture and in its description."""
    drawn = draw(timeline(), about())
    assert [one.text for one in words(parsed(drawn))][2:] == ["There is no work on these days."]
    assert drawn.description == "There is no work on these days."


def test_the_description_has_the_numbers() -> None:
    """How many items there are, are done, late and critical, and which ends last and when."""
    found = timeline(
        bar("a", worked=september(5), state="done"),
        bar("b", planned=september(6, 9), critical=True, late=True, target=date(2016, 9, 8)),
        bar("c", title="The rest", planned=september(6, 20)),
    )
    assert draw(found, about()).description == (
        "Group from 5 September 2016 to 25 September 2016: 3 items, of which 1 is done. "
        "Of the others 1 ends after its date and 1 is critical; the last to end is c The rest, on 20 September 2016."
    )


def test_days_too_narrow_to_be_seen_are_not_shaded() -> None:
    """Over ten years a weekend would be half a dot."""
    days = Days(date(2016, 1, 1), date(2025, 12, 31))
    off = frozenset(days.first + timedelta(days=number) for number in range(3650) if number % 7 > 4)
    found = timeline(bar(planned=days), days=days, days_off={"wg": off})
    assert classed(parsed(draw(found, about())), "off") == []
