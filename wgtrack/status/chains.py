"""How long the chain of work before each item is: what an item's own estimate cannot tell."""

from datetime import datetime

from wgtrack.deadlines import Resolver
from wgtrack.deadlines.words import days_words
from wgtrack.errors import PlanningError
from wgtrack.model.programme import WorkProgramme
from wgtrack.planning.dated import Passes
from wgtrack.planning.work import work_network

#: Pieces of a chain that are named; of a longer one the first and the last are.
_NAMED = 6


class Chains:
    """The earliest finish of everything unfinished, in working days from the day after an instant on."""

    __slots__ = ("_early", "_passes")

    def __init__(self, programme: WorkProgramme, resolver: Resolver, at: datetime) -> None:
        self._passes: Passes | None = None
        try:
            passes = Passes.of(work_network(programme, resolver, at))
            self._early = passes.early()
            self._passes = passes
        except PlanningError:
            # Work that waits for itself has no finish: the checks tell it, and each item is judged by its own estimate.
            return

    def days(self, key: str) -> float:
        """Working days until an item can be finished; 0 if that is not known."""
        number = None if self._passes is None else self._passes.numbers.get(key)
        if self._passes is None or number is None:
            return 0
        return self._early.at[number] + self._passes.days[number]

    def words(self, key: str, left: int) -> str:
        """Why an item cannot be ready in the working days that are left."""
        days = self.days(key)
        steps = self._steps(key)
        if len(steps) > _NAMED:
            steps[_NAMED // 2 : -_NAMED // 2] = [f"{len(steps) - _NAMED} more"]
        there_are = f"{left or 'none'} {'is' if left == 1 else 'are'} left"
        return f"{days_words(days)} of work remain in a row ({', '.join(steps)}), {there_are}, {days - left:g} short"

    def _steps(self, key: str) -> list[str]:
        passes = self._passes
        if passes is None:
            return []
        chain = passes.chain(self._early, passes.numbers[key])
        return [f"{passes.keys[number]} {passes.days[number]:g}" for number in chain if passes.days[number]]
