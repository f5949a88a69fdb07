"""Chains told in short: the pieces that a walk along the whole chain finds, in work that grows with the chain and no faster."""

from collections.abc import Iterable
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import unhurried
from wgtrack import Group, Task
from wgtrack.dates import Resolver
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.messages.message import Message, Text, joined, number_words, translatable
from wgtrack.messages.phrases import days_words, left_of
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.values import LINK_TYPES, Estimate, Link
from wgtrack.planning.calendar_passes import Passes
from wgtrack.planning.chain_summary import ChainSummaries, ChainSummary
from wgtrack.planning.cycles import NONE
from wgtrack.planning.network import Network
from wgtrack.planning.passes import Order, Starts
from wgtrack.planning.points import needed
from wgtrack.status.chains import Chains

AT = datetime(2016, 9, 1, 4, tzinfo=UTC)
GROUPS = {
    "wg": Group(key="wg", name="Group"),
    "cn": Group(key="cn", name="Committee", parent="wg", timezone="Asia/Shanghai", calendar="CN"),
    "de": Group(key="de", name="Ausschuss", parent="wg", timezone="Europe/Berlin", calendar="DE-BE"),
}
CALENDARS = {name: WorkCalendar.for_country(name, range(2015, 2019)).record for name in ("CN", "DE-BE")}


@st.composite
def programmes(draw: st.DrawFn) -> WorkProgramme:
    """Tasks of several groups with their own calendars, in a row or across, with links of every type and longest lags."""
    count = draw(st.integers(1, 16))
    tasks = {}
    for number in range(count):
        before = draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True)) if number else []
        if number and draw(st.booleans()):
            before = [number - 1]
        tasks[f"T-{number}"] = Task(
            key=f"T-{number}",
            title="t",
            group=draw(st.sampled_from(sorted(GROUPS))),
            estimate=Estimate.of(draw(st.sampled_from((0, 0.5, 1, 2)))),
            not_before=draw(st.sampled_from((None, None, "2016-09-12"))),
            after=tuple(_link(draw, place) for place in before),
        )
    return WorkProgramme(groups=GROUPS, calendars=CALENDARS, tasks=tasks)


def _link(draw: st.DrawFn, before: int) -> Link:
    lag = draw(st.integers(-2, 3))
    room = draw(st.sampled_from((None, None, 0, 2, 5)))
    return Link(f"T-{before}", draw(st.sampled_from(LINK_TYPES)), lag, None if room is None else lag + room)


@st.composite
def held(draw: st.DrawFn) -> tuple[Passes, Starts]:
    """Works of which each is held by any one of them, or by none: rows, trees, and circles with rows that lead to them."""
    count = draw(st.integers(1, 20))
    holders = draw(st.lists(st.integers(0, count - 1), min_size=count, max_size=count))
    days = draw(st.lists(st.sampled_from((0.0, 1.0, 2.5)), min_size=count, max_size=count))
    by = [NONE if draw(st.integers(0, 9)) == 0 else number for number in range(count)]
    keys = [f"T-{number}" for number in range(count)]
    network = Network(days, holders, list(range(count)), [0.0] * count, [], count)
    numbers = {key: number for number, key in enumerate(keys)}
    passes = Passes(keys, numbers, [], days, [], network.tails, network.heads, network, Order([], []))
    return passes, Starts([0.0] * count, by)


def in_a_row(count: int) -> tuple[Passes, Starts]:
    """So many works of a day, each held by the one before."""
    tails = [NONE, *range(count - 1)]
    days = [1.0] * count
    network = Network(days, tails, list(range(count)), [0.0] * count, [], count)
    passes = Passes(
        [f"T-{number}" for number in range(count)], {}, [], days, [], tails, network.heads, network, Order([], [])
    )
    return passes, Starts([0.0] * count, [NONE, *range(1, count)])


def walked(passes: Passes, starts: Starts, number: int) -> tuple[tuple[str, ...], int]:
    """What is named of a chain and how many pieces are not, found by walking all of it back."""
    chain = passes.chain(starts, number)
    pieces = [f"{passes.keys[place]} {passes.days[place]:g}" for place in chain if passes.days[place]]
    return (tuple(pieces), 0) if len(pieces) <= 6 else ((*pieces[:3], *pieces[-3:]), len(pieces) - 6)


def told(passes: Passes, starts: Starts, key: str, left: int) -> Message:
    """The sentence on a chain as a walk along all of it makes it."""
    number = passes.numbers[key]
    days = needed(starts.at[number] + passes.days[number])
    named, more = walked(passes, starts, number)
    steps: list[Text] = [*named]
    if more:
        steps[3:3] = [translatable("{number} more", number=more)]
    return translatable(
        "{days} of work remain in a row ({steps}), {left}, {short} short",
        days=days_words(days),
        steps=joined(steps),
        left=left_of(left),
        short=number_words(days - left, 6),
    )


@unhurried
@given(held(), st.randoms(use_true_random=False))
def test_summary_has_what_a_walk_back_finds(made: tuple[Passes, Starts], chance: Random) -> None:
    """In whatever order they are asked for, summaries name the pieces that the whole chain has, circles among them."""
    passes, starts = made
    numbers = list(range(len(passes.keys)))
    chance.shuffle(numbers)
    summaries = ChainSummaries(passes, starts)
    for number in numbers:
        summary = summaries.of(number)
        assert (summary.named, summary.unnamed) == walked(passes, starts, number)
        assert summary.days == sum(passes.days[place] for place in passes.chain(starts, number))


@unhurried
@given(programmes(), st.integers(-3, 3))
def test_sentence_is_that_of_a_walk_back(programme: WorkProgramme, left: int) -> None:
    """The sentence on each chain of a random record is the one that a walk along all of the chain makes."""
    chains = Chains(programme, Resolver(programme), AT, planned=True)
    assume(chains.earliest is not None)
    assert chains.earliest is not None
    _, passes, early = chains.earliest
    for key in passes.keys:
        words, slow = chains.words(key, left), told(passes, early, key, left)
        assert (words.template, words.values) == (slow.template, slow.values)
        assert str(words) == str(slow)


@pytest.mark.parametrize("asked", [range(2_000), reversed(range(2_000))], ids=["first to last", "last to first"])
def test_each_summary_grows_from_the_one_before(asked: Iterable[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The summaries of 2,000 works in a row take 2,000 steps, whichever end is asked for first."""
    steps: list[str] = []
    grow = ChainSummary.followed_by

    def counted(self: ChainSummary, key: str, days: float) -> ChainSummary:
        steps.append(key)
        return grow(self, key, days)

    monkeypatch.setattr(ChainSummary, "followed_by", counted)
    summaries = ChainSummaries(*in_a_row(2_000))
    assert [summaries.of(number).length for number in asked][-1] in {1, 2_000}
    assert len(steps) == 2_000


def test_long_chain_is_named_by_its_ends() -> None:
    """Of ten works in a row the first three and the last three are named, and four are not."""
    summary = ChainSummaries(*in_a_row(10)).of(9)
    assert (summary.named, summary.unnamed) == (("T-0 1", "T-1 1", "T-2 1", "T-7 1", "T-8 1", "T-9 1"), 4)
