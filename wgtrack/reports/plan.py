"""A plan written out: the work in a row, what can go on now, and what would win days back."""

from collections.abc import Iterator, Sequence

from wgtrack.deadlines.words import days_words, short_day
from wgtrack.planning.plan import Plan
from wgtrack.planning.schedule import Planned
from wgtrack.reports.cells import wrap
from wgtrack.reports.tables import Table, laid_out

#: Ways to win days that are told; the others win less.
_TOLD = 8


def lines(plan: Plan, width: int | None = None) -> Iterator[str]:
    """The lines of a plan; each as long as it takes where no width is given."""
    yield from wrap(plan.headline, width) if width else (plan.headline,)
    yield from _section("The work in a row", _chain(plan.chain), width)
    yield from _section("What can go on now, and by when it must", _next(plan.next), width)
    yield from _section("What would win days back", Table(("days", "how"), _wins(plan), ends_in_sentence=True), width)
    if plan.overloads:
        yield from ("", "More work than days, which the dates do not take into account")
        for words in plan.overloads:
            yield from (f"  {line}" for line in (wrap(words, width - 2) if width else (words,)))


def _wins(plan: Plan) -> Sequence[tuple[str, str]]:
    """The ways that win most, and the last one, which is to move the date."""
    told = (*plan.wins[: _TOLD - 1], *plan.wins[-1:]) if len(plan.wins) > _TOLD else plan.wins
    return [(days_words(win.days), win.words) for win in told]


def _section(heading: str, table: Table, width: int | None) -> Iterator[str]:
    if table.rows:
        yield from ("", heading)
        yield from (f"  {line}" for line in laid_out(table, width - 2 if width else None))


def _chain(chain: Sequence[Planned]) -> Table:
    rows = [
        (
            piece.key,
            f"{piece.days:g}",
            short_day(piece.early_start) if piece.early_start else "",
            short_day(piece.early_finish) if piece.early_finish else "",
            short_day(piece.late_finish) if piece.late_finish else "",
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
            short_day(piece.late_start) if piece.late_start else "",
            short_day(piece.late_finish) if piece.late_finish else "",
            ", ".join(piece.owners),
            piece.title,
        )
        for piece in pieces
    ]
    return Table(("key", "days", "state", "start by", "finish by", "owners", "title"), rows, ("title", "owners"))
