"""Hostile deadlines, instants and filters: each ends in its line or its value, in no time."""

import time
from collections.abc import Sized

import pytest

from tests.fuzz.cases import Input, fits, inputs
from tests.fuzz.targets import FILTERS, ZONES, answer, programme, small_record
from wgtrack.dates import Deadline, Resolver
from wgtrack.dates.instants import instant
from wgtrack.errors import WgtrackError

#: Seconds of the processor that reading any of them may take.
MOST_SECONDS = 2


def resolved(given: Input) -> str:
    """The day and the end of a deadline in a group of Shanghai."""
    found = Resolver(programme()).resolve(given.text, "wg")
    assert isinstance(found, Deadline)
    return f"{found.date.isoformat()}, until {found.ends.isoformat()}"


def read(given: Input) -> str:
    """An instant as it is read in Shanghai."""
    return instant(given.text, ZONES[1]).isoformat()


def asked(given: Input) -> str:
    """How much a filter finds."""
    found = FILTERS[given.ask](small_record(), given.text)
    return f"{len(found)} found" if isinstance(found, Sized) else "an answer"


READERS = {"deadlines": resolved, "instants": read, "filters": asked}


@pytest.mark.parametrize(
    ("folder", "given"),
    [pytest.param(folder, given, id=f"{folder}-{given.name}") for folder in READERS for given in inputs(folder)],
)
def test_a_hostile_text_ends_as_it_should(folder: str, given: Input) -> None:
    """Every text that is kept is refused in the line that is kept with it, or gives that value, within two seconds."""
    small_record(), programme()
    begun = time.process_time()
    try:
        line, value = None, READERS[folder](given)
    except WgtrackError as error:
        line, value = str(error), None

    assert time.process_time() - begun < MOST_SECONDS
    assert value == given.gives
    assert line == given.says or (line is not None and given.says is not None and fits(line, given.says))


@pytest.mark.parametrize("folder", READERS)
def test_no_hostile_text_says_more_than_a_screen(folder: str) -> None:
    """However long the text, what is said about it is one visible line that can be read to its end."""
    for given in inputs(folder):
        answer(lambda given=given: READERS[folder](given))  # type: ignore[misc]  # given is this one
