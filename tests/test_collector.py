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


def test_what_was_made_meanwhile_is_old() -> None:
    """The first collection behind it does not look through it: only a full one would, for it counts as old."""
    with collector_at_rest():
        made = [[number] for number in range(10_000)]
    old = {id(each) for each in gc.get_objects(generation=2)}
    assert all(id(each) in old for each in made)


def test_what_was_frozen_stays_so() -> None:
    """A program that froze what it began with, to share it with its children, keeps that."""
    made = [0]
    gc.freeze()
    try:
        with collector_at_rest():
            pass
        assert not any(each is made for each in gc.get_objects())
    finally:
        gc.unfreeze()
