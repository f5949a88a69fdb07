"""Deadline expressions: what can be read, what cannot, and what they hang on."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wgtrack.dates import Expression, parse, referenced
from wgtrack.dates.expressions import Anchor, Step, Written
from wgtrack.errors import DeadlineError

#: A busy machine is no mistake of the code.
unhurried = settings(deadline=None)


@pytest.mark.parametrize(
    ("text", "base", "steps"),
    [
        ("2016-09-18", Written("2016-09-18", "day", date(2016, 9, 18)), ()),
        ("2016-09", Written("2016-09", "month", date(2016, 9, 30)), ()),
        ("2016-Q3", Written("2016-Q3", "quarter", date(2016, 9, 30)), ()),
        ("2016-09-18T17:00", Written("2016-09-18T17:00", "instant", None), ()),
        ("2016-09-18T17:00 Europe/Berlin", Written("2016-09-18T17:00 Europe/Berlin", "instant", None), ()),
        (
            "2016-09-18T17:00 Etc/GMT-5 - 5d",
            Written("2016-09-18T17:00 Etc/GMT-5", "instant", None),
            (Step(-5, "d"),),
        ),
        ("2016-09-19-1wd", Written("2016-09-19", "day", date(2016, 9, 19)), (Step(-1, "wd"),)),
        ("summit", Anchor("summit", "summit", end=False, stage=None), ()),
        ("summit.end", Anchor("summit.end", "summit", end=True, stage=None), ()),
        ("summit-1wd", Anchor("summit", "summit", end=False, stage=None), (Step(-1, "wd"),)),
        (" summit  -  1 wd ", Anchor("summit", "summit", end=False, stage=None), (Step(-1, "wd"),)),
        ("TR-3 + 10wd", Anchor("TR-3", "TR-3", end=False, stage=None), (Step(10, "wd"),)),
        ("TR-3+10wd", Anchor("TR-3", "TR-3", end=False, stage=None), (Step(10, "wd"),)),
        ("TR-3", Anchor("TR-3", "TR-3", end=False, stage=None), ()),
        ("m5", Anchor("m5", "m5", end=False, stage=None), ()),
        (
            "white-paper@review + 2w - 1d",
            Anchor("white-paper@review", "white-paper", end=False, stage="review"),
            (Step(2, "w"), Step(-1, "d")),
        ),
        ("ISO-1@30.60+3m", Anchor("ISO-1@30.60", "ISO-1", end=False, stage="30.60"), (Step(3, "m"),)),
    ],
)
def test_what_can_be_read(text: str, base: Anchor | Written, steps: tuple[Step, ...]) -> None:
    """An expression is a date or an anchor, with any number of steps, spaces or not."""
    assert parse(text) == Expression(text, base, steps)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2016",
        "2016-9-18",
        "18.09.2016",
        "2016-W38",
        "2016-Q3-1",
        "2016/09/18",
        "+ 1wd",
        "1wd",
        "summit +",
        "summit + 1",
        "summit + wd",
        "summit + 1 y",
        "summit + 1WD",
        "summit - 1wd - ",
        "summit 1wd",
        "summit - 1.5wd",
        "2016-09-19 - 1WD",
        "2016-09-19 - 1.5d",
        "summit.start",
        "summit.end.end",
        "summit@",
        "summit@review@draft",
        "white paper",
        "3rd-meeting",
        "summit\n- 1wd x",
        "峰会 - 1wd",
        "summit + ２wd",
        "a" * 65,
        "a" + " + 1d" * 100,
    ],
)
def test_what_cannot_be_read(text: str) -> None:
    """Anything else is a DeadlineError on one line, with the ways to write a deadline."""
    with pytest.raises(DeadlineError, match=r"cannot read the deadline .*write a day \(2016-09-18\)") as error:
        parse(text)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2016-02-30", "there is no day 2016-02-30"),
        ("2015-02-29 + 1d", "there is no day 2015-02-29"),
        ("2016-13", "there is no 2016-13; give a month from 01 to 12"),
        ("2016-00", "there is no 2016-00"),
        ("0000-01", "there is no 0000-01"),
        ("2016-Q5", "there is no 2016-Q5"),
        ("2016-Q0", "there is no 2016-Q0"),
        ("2016-09-18T25:00", "there is no instant '2016-09-18T25:00'"),
        ("2016-09-18T", "cannot read the instant '2016-09-18T'"),
        ("2016-09-18T17:00 Asia/Shangai", "there is no time zone 'Asia/Shangai'; did you mean Asia/Shanghai"),
    ],
)
def test_dates_that_do_not_exist(text: str, told: str) -> None:
    """A day, month, quarter, time or zone that does not exist is a DeadlineError that names it."""
    with pytest.raises(DeadlineError, match="cannot read the deadline") as error:
        parse(text)
    assert told in str(error.value)


def test_a_day_that_is_no_text_is_refused_with_its_text() -> None:
    """A date in place of a text is a DeadlineError that shows how to write it."""
    day: Any = date(2016, 9, 18)
    with pytest.raises(DeadlineError, match=r"is a text, not datetime\.date.*; give '2016-09-18'"):
        parse(day)


@unhurried
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text leads to anything but an expression or a DeadlineError on one line."""
    try:
        parse(text)
    except DeadlineError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - most texts are refused, some are not


@unhurried
@given(
    st.from_regex(r"\A(summit|TR-3|white-paper@review|2016-09-19|2016-Q3)( ?[+-] ?[0-9]{1,3}(wd|d|w|m)){0,4}\Z"),
)
def test_all_steps_are_read(text: str) -> None:
    """Every step that is written is taken: the steps hold as many units as the text names."""
    steps = parse(text).steps
    tail = text.removeprefix(parse(text).base.text)
    assert [str(step).replace(" ", "") for step in steps] == [
        f"{sign}{int(part)}{unit}" for sign, part, unit in split_steps(tail)
    ]


def split_steps(tail: str) -> list[tuple[str, str, str]]:
    """The signs, numbers and units of a text of steps, read from left to right."""
    found = []
    for piece in tail.replace(" ", "").replace("-", " -").replace("+", " +").split():
        unit = piece.lstrip("+-0123456789")
        number = piece[1 : len(piece) - len(unit)]
        found.append(("+" if int(number) == 0 else piece[0], number, unit))
    return found


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("summit - 1wd", ("summit",)),
        ("summit.end", ("summit",)),
        ("white-paper@review + 2w", ("white-paper",)),
        ("2016-09-18", ()),
        ("2016-09-18T17:00 Asia/Shanghai - 1d", ()),
    ],
)
def test_what_an_expression_hangs_on(text: str, keys: tuple[str, ...]) -> None:
    """The keys an expression refers to, without stage or end; none for a written date."""
    assert referenced(text) == keys


def test_what_cannot_be_read_hangs_on_nothing() -> None:
    """Asking what an unreadable expression refers to is the same DeadlineError as reading it."""
    with pytest.raises(DeadlineError, match=r"cannot read the deadline 'summit \+ 1'"):
        referenced("summit + 1")


def test_reading_twice_gives_the_same_value() -> None:
    """Expressions are kept: reading one again is free."""
    assert parse("summit - 1wd") is parse("summit - 1wd")
