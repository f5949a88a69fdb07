"""What the values of the record refuse, whoever makes them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from wgtrack.errors import InputError
from wgtrack.model.records import Group, Party, Role, Task
from wgtrack.model.values import Estimate, Link, Mandate

FIRST, LAST = date(2016, 8, 1), date(2016, 8, 22)
#: What a caller without a type checker may say.
ANY: Any = "any"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Task(key="T-1", title="x", group="wg", names={"de": "a\x1b[2J"}), "the name in de has the control"),
        (
            lambda: Task(key="T-1", title="x", group="wg", names={"d\x07": "a"}),
            "the language of a name has the control",
        ),
        (lambda: Task(key="T-1", title="x", group="wg", tags=["\x1b[2J"]), "the tag has the control character U"),
        (lambda: Task(key="T-1", title="x", group="wg", after="T-2"), r"'T-2' stands alone .*; write \['T-2'\]"),
        (lambda: Task(key="T-1", title="x", group="wg", state=ANY), "the state cannot be 'any'; choose from open"),
        (lambda: Task(key="T-1", title="x", group="wg", kind=ANY), "the kind cannot be 'any'; choose from task, mil"),
        (
            lambda: Party(key="p", name="x", kind=ANY),
            "the kind cannot be 'any'; choose from organisation, person",
        ),
        (lambda: Role(key="\x1b", party="p", group="wg", role="chair"), "the key has the control character U"),
        (lambda: Link("T-1", ANY), "the type cannot be 'any'; choose from FS, SS, FF, SF"),
        (lambda: Link.of(f"T-1 + {'9' * 5000}wd"), "cannot read the link"),
        (lambda: Estimate.of(10**400), "the estimate is out of range"),
        (lambda: Mandate("x", valid_from=LAST, valid_until=FIRST), "the mandate would end on 2016-08-01 before it"),
        (lambda: Group(key="wg", name="x", since=datetime(2016, 8, 1), until=LAST), "give days, without a time"),
    ],
)
def test_a_value_that_cannot_be_is_refused(make: Callable[[], object], message: str) -> None:
    """A wrong value is bad input that says what is wrong and what could stand there."""
    with pytest.raises(InputError, match=message):
        make()


@pytest.mark.parametrize(
    "title",
    [
        "\u3164",  # Hangul filler, a letter by its category
        "\uffa0\u115f\u1160",  # the other fillers of Korean
        "\u200b\u200c\u200d\u2060\ufeff",  # no width
        "\U000e0041\U000e007f",  # tags
        "\u2800",  # the empty pattern of Braille
        "\ufe0f\u034f\u0301",  # marks with nothing to stand on
        " \u3000\u00a0",  # blanks
        "\u00ad\u061c\u180e\u202f",
    ],
)
@pytest.mark.parametrize(
    "make",
    [
        lambda title: Task(key="T-1", title=title, group="wg"),
        lambda title: Group(key="wg", name=title),
        lambda title: Party(key="p", name=title),
        lambda title: Task(key="T-1", title="x", group="wg", names={"de": title}),
        lambda title: Task(key="T-1", title="x", group="wg", tags=[title]),
    ],
)
def test_a_title_that_shows_nothing_is_refused(make: Callable[[str], object], title: str) -> None:
    """A title, name or tag of characters that show nothing is no title, whatever their category is."""
    with pytest.raises(InputError, match="at least one visible character"):
        make(title)


@pytest.mark.parametrize("title", ["한글", "a\u3164", "👨‍👩‍👧", "ا", "·", "नि"])
def test_a_title_with_something_to_see_is_one(title: str) -> None:
    """Letters of any script, pictures and signs are visible, whatever stands beside them."""
    assert Task(key="T-1", title=title, group="wg").title == title
