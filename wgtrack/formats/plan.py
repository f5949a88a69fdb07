"""A plan written out: the work in a row, what can go on now, and what would win days back."""

from collections.abc import Iterator, Sequence
from datetime import date

from wgtrack.formats.cells import wrap
from wgtrack.formats.tables import Table, laid_out
from wgtrack.messages.phrases import days_words, short_day
from wgtrack.planning.plan import Plan
from wgtrack.planning.schedule import Planned

#: Ways to win days that are told; the others win less.
_TOLD = 8


def lines(plan: Plan, width: int | None = None) -> Iterator[str]:
    """The lines of a plan; each as long as it takes where no width is given."""
    yield from wrap(str(plan.headline), width) if width else (str(plan.headline),)
    yield from _section("The work in a row", _chain(plan.chain), width)
    yield from _section("What can go on now, and by when it must", _next(plan.next), width)
    yield from _section("What would win days back", Table(("days", "how"), _wins(plan), ends_in_sentence=True), width)
    if plan.overloads:
        yield from ("", "More work than days, which the dates do not take into account")
        for words in map(str, plan.overloads):
            yield from (f"  {line}" for line in (wrap(words, width - 2) if width else (words,)))


def _wins(plan: Plan) -> Sequence[tuple[str, str]]:
    """The ways that win most, and the last one, which is to move the date."""
    told = (*plan.wins[: _TOLD - 1], *plan.wins[-1:]) if len(plan.wins) > _TOLD else plan.wins
    return [(str(days_words(win.days)), str(win.words)) for win in told]


def _section(heading: str, table: Table, width: int | None) -> Iterator[str]:
    if table.rows:
        yield from ("", heading)
        yield from (f"  {line}" for line in laid_out(table, width - 2 if width else None))


def _day(day: date | None) -> str:
    """``Sun 18 Sep 2016``."""
    return "" if day is None else str(short_day(day))


def _chain(chain: Sequence[Planned]) -> Table:
    rows = [
        (
            piece.key,
            f"{piece.days:g}",
            _day(piece.early_start),
            _day(piece.early_finish),
            _day(piece.late_finish),
            ", ".join(piece.owners),
            piece.title,
        )
        for piece in chain
    ]
    return Table(("key", "days", "starts", "finishes", "at latest", "owners", "title"), rows, ("title", "owners"))


def _next(pieces: Sequence[Planned]) -> Table:
    rows = [
        (
            piece.key,
            f"{piece.days:g}",
            "going on" if piece.state == "active" else "not begun",
            _day(piece.late_start),
            _day(piece.late_finish),
            ", ".join(piece.owners),
            piece.title,
        )
        for piece in pieces
    ]
    return Table(("key", "days", "state", "start by", "finish by", "owners", "title"), rows, ("title", "owners"))
