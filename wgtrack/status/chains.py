"""How long the chain of work before each item is: what an item's own estimate cannot tell."""

from datetime import datetime
from functools import cached_property, lru_cache
from operator import add

from wgtrack.dates import Resolver
from wgtrack.messages.message import Message, Text, joined, number_words, translatable
from wgtrack.messages.phrases import days_words, left_of
from wgtrack.model.programme import WorkProgramme
from wgtrack.planning.calendar_passes import Earliest
from wgtrack.planning.chain_summary import ChainSummaries
from wgtrack.planning.points import needed

#: Digits that are told of days; what lies behind them is rounding.
_DIGITS = 6
#: Kept, for many items are due on one day: that saves 15 of the 290 ms that 10,000 at-risk items in a row take.
_left_of = lru_cache(maxsize=1_000)(left_of)


class Chains:
    """The earliest finish of unfinished work that waits or is waited for, in working days from the day after an instant on."""

    def __init__(self, programme: WorkProgramme, resolver: Resolver, at: datetime, *, planned: bool) -> None:
        self._asked = (programme, resolver, at)
        self._planned = planned

    @cached_property
    def earliest(self) -> Earliest:
        """Worked out when first asked for: what is done or late already is judged without."""
        return Earliest.of(*self._asked, tied=not self._planned)

    @cached_property
    def _days(self) -> dict[str, float]:
        _, passes, early = self.earliest
        return dict(zip(passes.keys, map(needed, map(add, early.at, passes.days)), strict=True))

    @cached_property
    def _summaries(self) -> ChainSummaries:
        return ChainSummaries(self.earliest.passes, self.earliest.early)

    def unplanned(self, key: str) -> Message | None:
        """Why it cannot be said when an item can be finished; None if it can."""
        return self.earliest.net.unplanned.get(key)

    def days(self, key: str) -> float:
        """Working days until an item can be finished; 0 if nothing holds it up, or that is not known."""
        return self._days.get(key, 0)

    def words(self, key: str, left: int) -> Message:
        """Why an item cannot be ready in the working days that are left."""
        days = self.days(key)
        return translatable(
            "{days} of work remain in a row ({steps}), {left}, {short} short",
            code="chain_too_long",
            days=days_words(days),
            steps=joined(self._steps(key)),
            left=_left_of(left),
            short=number_words(days - left, _DIGITS),
        )

    def _steps(self, key: str) -> tuple[Text, ...]:
        """The pieces of a chain with their days; of a long one the first and the last."""
        chain = self._summaries.of(self.earliest.passes.numbers[key])
        if not chain.unnamed:
            return chain.named
        half = len(chain.named) // 2
        return (*chain.named[:half], translatable("{number} more", number=chain.unnamed), *chain.named[half:])
