"""The garbage collector at rest."""

import gc
from collections.abc import Iterator

import pytest

from wgtrack.collector import collector_at_rest


@pytest.fixture(autouse=True)
def running() -> Iterator[None]:
    """The collector runs before and after each test."""
    gc.enable()
    yield
    gc.enable()


def test_the_collector_rests_meanwhile() -> None:
    """It is off inside, and on again behind."""
    with collector_at_rest():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_runs_again_after_an_error() -> None:
    """Whatever happens meanwhile."""
    with pytest.raises(ValueError, match="meanwhile"), collector_at_rest():
        raise ValueError("meanwhile")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    """Who turned it off has reasons; one rest inside another ends with the outer one."""
    gc.disable()
    with collector_at_rest():
        pass
    assert not gc.isenabled()
