"""The milestone trend: lines of promises over the days of report, by hand."""

from datetime import date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.charts.drawn import SHANGHAI, about, classed, parsed, points, words
from wgtrack.charts.lines import lines
from wgtrack.charts.scale import Axis
from wgtrack.charts.trend import draw
from wgtrack.history.promises import Trend, TrendPoint
from wgtrack.planning.bars import Days

TODAY = date(2016, 9, 20)


def day(number: int, month: int = 9) -> date:
    """A day of 2016."""
    return date(2016, month, number)


def trend(key: str, *promised: tuple[date, date | None], kind: str = "deliverable", **fields: Any) -> Trend:
    """What was promised from which day on."""
    found = [TrendPoint(datetime(on.year, on.month, on.day, 9, tzinfo=SHANGHAI), on, due, None) for on, due in promised]
    given: dict[str, Any] = {"became": "open", "done_on": None}
    return Trend(key=key, kind=kind, title=f"Title of {key}", group="wg", points=tuple(found), **{**given, **fields})


def pieces(*trends: Trend) -> list[tuple[tuple[tuple[date, date], ...], ...]]:
    """The lines of some trends."""
    return [line.pieces for line in lines(trends, TODAY)[0]]


def test_a_promise_holds_until_it_is_moved() -> None:
    """The line is level to the day of the move, goes up there, and is level to today."""
    assert pieces(trend("a", (day(1), day(10)), (day(8), day(18)))) == [
        (((day(1), day(10)), (day(8), day(10)), (day(8), day(18)), (TODAY, day(18))),)
    ]


def test_what_is_done_ends_where_the_day_of_report_is_the_day_it_was_done() -> None:
    """Early or late, its last point lies on the line of what is due on the day of the report."""
    found = pieces(
        trend("a", (day(1), day(10)), became="done", done_on=day(8)),
        trend("b", (day(1), day(10)), became="done_late", done_on=day(15)),
    )
    assert found == [
        (((day(1), day(10)), (day(8), day(10)), (day(8), day(8))),),
        (((day(1), day(10)), (day(15), day(10)), (day(15), day(15))),),
    ]


def test_a_promise_that_was_taken_back_leaves_a_gap() -> None:
    """And goes on where it was given again."""
    assert pieces(trend("a", (day(1), day(10)), (day(5), None), (day(12), day(30)))) == [
        (((day(1), day(10)), (day(5), day(10))), ((day(12), day(30)), (TODAY, day(30))))
    ]


def test_what_was_dropped_is_no_promise() -> None:
    """Neither is what never had a day."""
    assert lines([trend("a", (day(1), day(10)), became="dropped"), trend("b", (day(1), None))], TODAY) == ((), 0)


def test_twelve_lines_at_most() -> None:
    """Eight of weight, those that moved first, and four of the rest that moved most; all others are counted."""
    still = [trend(f"d{n:02}", (day(1), day(10))) for n in range(20)]
    tasks = [trend(f"t{n}", (day(1), day(10)), (day(5), day(10 + n)), kind="task") for n in range(1, 9)]
    one = trend("moved", (day(1), day(10)), (day(5), day(6)))
    shown, every = lines([*still, *tasks, one], TODAY)
    keys = {line.trend.key for line in shown}
    assert (len(shown), every) == (12, 29)
    assert keys == {"moved", *(f"d{n:02}" for n in range(7)), "t8", "t7", "t6", "t5"}


def test_since_a_day_begins_with_what_was_promised_then() -> None:
    """What was done before is left out."""
    found, every = lines(
        [trend("a", (day(1), day(10)), (day(8), day(18))), trend("b", (day(1), day(3)), became="done", done_on=day(3))],
        TODAY,
        day(6),
    )
    assert every == 1
    assert found[0].pieces[0][0] == (day(6), day(10))


def test_lines_stand_where_the_axes_say() -> None:
    """One promise, from 1 to 20 September for the 18th: level, from the middle of the 1st to the middle of the 20th."""
    root = parsed(draw((trend("a", (day(1), day(18))),), about(TODAY)))
    (field,) = (one for one in classed(root, "rule") if "width" in one)
    across = Axis(Days(day(1), TODAY), field["x"], field["x"] + field["width"])
    ((first, last),) = points(root, "line-a")
    assert abs(first[0] - across.middle(day(1))) < 0.01
    assert abs(last[0] - across.middle(TODAY)) < 0.01
    assert first[1] == last[1]


def test_what_is_done_is_marked_on_the_diagonal() -> None:
    """The mark is as far along the line across as the diagonal is high there."""
    root = parsed(draw((trend("a", (day(1), day(10)), became="done_late", done_on=day(15)),), about(TODAY)))
    ((begin, end),) = [((one["x1"], one["y1"]), (one["x2"], one["y2"])) for one in classed(root, "today")][:1]
    mark = classed(root, "ended")[0]
    along = (mark["cx"] - begin[0]) / (end[0] - begin[0])
    assert abs(begin[1] + along * (end[1] - begin[1]) - mark["cy"]) < 0.05


def test_labels_say_what_became_of_it() -> None:
    """The promise, where it moved to, and when it was done; the year where it is not this one."""
    found = (
        trend("a", (day(1), day(10)), (day(8), day(18)), became="done_late", done_on=day(19)),
        trend("b", (day(1), date(2017, 3, 1))),
    )
    said = [one.text for one in words(parsed(draw(found, about(TODAY))))]
    assert "10 Sep → 18 Sep; done 19 Sep" in said
    assert "1 March 2017" in said


def test_the_description_has_the_numbers() -> None:
    """How many are shown and moved, which moved most, and how many are done."""
    found = (
        trend("a", (day(1), day(10)), (day(8), day(18)), became="done_late", done_on=day(19)),
        trend("b", (day(1), day(10)), (day(8), day(9))),
        trend("c", (day(1), day(10))),
    )
    assert draw(found, about(TODAY)).description == (
        "Group: of 3 promises 3 are shown; 1 of them moved later and 1 earlier. The one that moved most is a Title of a: "
        "from 10 September 2016 to 18 September 2016, 8 calendar days later. 1 of them are done, 1 after their date."
    )


def test_no_promises_are_said() -> None:
    """In the picture and in its description."""
    drawn = draw((), about(TODAY))
    assert "Nothing is promised for a day yet." in [one.text for one in words(parsed(drawn))]
    assert drawn.description == "Nothing is promised for a day yet."


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)))
def test_promises_for_any_day_are_drawn(promised: date) -> None:
    """What lies a century off stands at the end of the axis."""
    root = parsed(draw((trend("a", (day(1), promised)),), about(TODAY)))
    assert all(28 <= y <= 468 for piece in points(root, "line-a") for _, y in piece)


def test_the_legend_names_what_is_drawn() -> None:
    """Where all promises are for days long after today's report, nothing can be due or overdue on the picture."""
    ahead = parsed(draw((trend("a", (day(1), day(20, 12)), (day(3), day(28, 12))),), about(day(20))))
    near = parsed(draw((trend("a", (day(1), day(10)), (day(3), day(28))),), about(day(20))))
    explained = {"due on the day of the report", "overdue", "done"}
    assert explained & {one.text for one in words(ahead)} == set()
    assert explained & {one.text for one in words(near)} == {"due on the day of the report", "overdue"}
