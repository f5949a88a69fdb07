"""The garbage collector at rest."""

import gc
from collections.abc import Iterator

import pytest

from wgtrack.gc_pause import gc_paused


@pytest.fixture(autouse=True)
def running() -> Iterator[None]:
    """The collector runs before and after each test."""
    gc.enable()
    yield
    gc.enable()


def test_the_collector_rests_meanwhile() -> None:
    """It is off inside, and on again behind."""
    with gc_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_runs_again_after_an_error() -> None:
    """Whatever happens meanwhile."""
    with pytest.raises(ValueError, match="meanwhile"), gc_paused():
        raise ValueError("meanwhile")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    """Who turned it off has reasons; one rest inside another ends with the outer one."""
    gc.disable()
    with gc_paused():
        pass
    assert not gc.isenabled()


def made(number: int) -> list[list[int]]:
    """So many new containers."""
    with gc_paused():
        return [[each] for each in range(number)]


def test_much_that_was_made_meanwhile_is_old() -> None:
    """The next collection does not look through it: only a full one would."""
    many = made(150_000)
    old = {id(each) for each in gc.get_objects(generation=2)}
    assert all(id(each) in old for each in many)


def test_a_little_that_was_made_meanwhile_is_young() -> None:
    """It is looked through soon, as everything is; so garbage of others does not pile up with many small rests."""
    few = made(10)
    old = {id(each) for each in gc.get_objects(generation=2)}
    assert not any(id(each) in old for each in few)


def test_what_was_frozen_stays_so() -> None:
    """A program that froze what it began with, to share it with its children, keeps that."""
    kept = [0]
    gc.freeze()
    try:
        made(150_000)
        assert not any(each is kept for each in gc.get_objects())
    finally:
        gc.unfreeze()
