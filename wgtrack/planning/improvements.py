"""What would win days for a goal that misses its date: each way is tried, and told with the days that it wins."""

from collections.abc import Iterator
from datetime import date
from itertools import chain as in_turn
from itertools import islice
from typing import Literal, NamedTuple

from attrs import frozen

from wgtrack.messages.message import Message, translatable
from wgtrack.planning.calendar_passes import Passes
from wgtrack.planning.passes import NOISE, Starts
from wgtrack.planning.points import needed
from wgtrack.planning.schedule import whole
from wgtrack.planning.subnetwork import Part
from wgtrack.planning.trials import Trials, trials_of

WinKind = Literal["shorten", "overlap", "date", "promise"]

#: Works that may have to be planned again at most, all trials of one kind together: of a longer chain than that allows, the
#: pieces that come first are tried to be shortened, and the last ones to be started together.
_MOST_AGAIN = 1_000_000


@frozen
class Win:
    """Something that would win days, and how many: found by planning with it."""

    kind: WinKind
    #: The items it is about: one, or the two that would start together.
    keys: tuple[str, ...]
    #: Working days by which the goal would be ready earlier; of a ``promise`` that moves, the days it is short.
    days: float
    words: Message


class _Trial(NamedTuple):
    """Something that may win days, and when the goal would be finished with it."""

    kind: WinKind
    keys: tuple[str, ...]
    words: Message
    finish: float


class Wins(NamedTuple):
    """What the ways to win days for one goal are found from; works by their numbers in the whole."""

    passes: Passes
    early: Starts
    part: Part
    goal: int
    #: The work in a row that decides, first to last.
    chain: list[int]

    def found(self, short: float, ready_on: date) -> Iterator[Win]:
        """The ways for a goal that is so many days short, the most first; the last one is to move its date."""
        most = max(1, _MOST_AGAIN // len(self.part.places))
        trials = trials_of(self.part, self.goal)
        tried = in_turn(
            islice(self._shortened(trials), most), islice(self._overlapped(trials), most), self._unheld(trials)
        )
        now = needed(self.early.at[self.goal] + self.passes.days[self.goal])
        found = [
            Win(kind, keys, whole(now - needed(finish)), words)
            for kind, keys, words, finish in tried
            if now - needed(finish) > NOISE
        ]
        yield from sorted(found, key=lambda win: -win.days)
        key = self.passes.keys[self.goal]
        yield Win(
            "promise", (key,), whole(short), translatable("move the date of {key} to {day}", key=key, day=ready_on)
        )

    def _shortened(self, trials: Trials) -> Iterator[_Trial]:
        for place in self.chain:
            days = self.passes.days[place]
            if days >= 1:
                key = self.passes.keys[place]
                words = translatable("take a day off {key}", key=key)
                yield _Trial("shorten", (key,), words, trials.with_days(place, days - 1))

    def _overlapped(self, trials: Trials) -> Iterator[_Trial]:
        """Start together what now follows one another, along all that holds the goal."""
        for place in reversed(self.passes.chain(self.early, self.goal)[1:]):
            number = self.early.by[place]
            edge, tail = self.passes.edges[number], self.passes.tails[number]
            if (
                edge.type == "FS"
                and number < self.passes.network.plain
                and self.passes.days[tail] > NOISE < self.passes.days[place]
            ):
                keys = (self.passes.keys[tail], self.passes.keys[place])
                words = translatable(
                    "start {later} together with {earlier} instead of after it", later=keys[1], earlier=keys[0]
                )
                yield _Trial("overlap", keys, words, trials.with_link(number, edge._replace(type="SS")))

    def _unheld(self, trials: Trials) -> Iterator[_Trial]:
        """Do without a date that what is first in the chain waits for."""
        hold = self.passes.works[self.chain[0]].hold
        if hold.position > NOISE:
            key = self.passes.keys[self.chain[0]]
            words = translatable("start {key} at once ({hold})", key=key, hold=hold.words)
            yield _Trial("date", (key,), words, trials.without_hold(self.chain[0]))
