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
