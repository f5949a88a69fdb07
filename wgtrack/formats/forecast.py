"""A forecast written out: how likely the dates are, what they rest on, and which work decides."""

from collections.abc import Iterator, Sequence
from datetime import date

from wgtrack.formats.cells import wrap
from wgtrack.formats.tables import Table, laid_out
from wgtrack.messages.phrases import instant_words, one_line, promise_words, short_day
from wgtrack.planning.forecast import Forecast
from wgtrack.planning.probabilities import Chance, ItemForecast, Outlook

#: Columns of the labels in front of what is said of the whole.
_LABEL = 13
_HEADINGS = ("key", "critical", "50 %", "80 %", "95 %", "in time", "title")
#: Columns of a terminal from which on there is room for these too.
_ROOMY, _LESS = 90, ("50 %", "95 %")


def lines(found: Forecast, width: int | None = None) -> Iterator[str]:
    """The lines of a forecast; each as long as it takes where no width is given."""
    yield from _labelled(found.key or found.group, one_line(found.title), width)
    yield from _labelled("", f"as of {instant_words(found.at, str(found.at.tzinfo))!s}", width)
    yield ""
    for label, text in _answers(found):
        yield from _labelled(label, text, width)
    rows = [_row(item) for item in found.items if item.key != found.key and (item.days or found.key is None)]
    if rows:
        yield ""
        yield "How often a day lost there was a day lost at the end"
        yield from _table(rows, width)


def _answers(found: Forecast) -> Iterator[tuple[str, str]]:
    """What is said of the whole, each thing behind its label."""
    outlook = found.outlook
    for label, chance in (("target", outlook.target), ("limit", outlook.limit)):
        if chance is not None:
            yield label, f"{promise_words(chance.deadline)!s}: kept in {percent(chance.chance)} of the samples"
    dates = ((outlook.p50, 50), (outlook.p80, 80), (outlook.p95, 95))
    yield "done by", ", ".join(f"{short_day(day)!s} in {share} %" for day, share in dates)
    yield "planned", f"{short_day(outlook.planned)!s}, if everything takes its likely days"
    for basis in found.bases:
        yield "rests on", str(basis.words)
    for remark in found.remarks:
        yield "note", str(remark)
    yield "samples", f"{found.samples:,}, seed {found.seed}"


def _labelled(label: str, text: str, width: int | None) -> Iterator[str]:
    """The text behind its label, going on under itself where the line ends."""
    room = max(_LABEL, len(label) + 2)
    for place, line in enumerate([text] if width is None else wrap(text, width - room)):
        yield f"{'' if place else label:{room}}{line}"


def _table(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """The items; on a narrow terminal with the day for 80 percent alone."""
    kept = [
        place for place, heading in enumerate(_HEADINGS) if width is None or width >= _ROOMY or heading not in _LESS
    ]
    headings = tuple(_HEADINGS[place] for place in kept)
    yield from laid_out(Table(headings, [[row[place] for place in kept] for row in rows]), width)


def _row(item: ItemForecast) -> tuple[str, ...]:
    outlook = item.outlook
    days = (_day(day) for day in (outlook.p50, outlook.p80, outlook.p95))
    return (item.key, percent(item.critical), *days, _in_time(outlook), one_line(item.title))


def _in_time(outlook: Outlook) -> str:
    """The chance of the target, else of the limit."""
    chance: Chance | None = outlook.target or outlook.limit
    return "" if chance is None else percent(chance.chance)


def _day(day: date) -> str:
    """``9 Sep 2016``."""
    return str(short_day(day))[4:]


def percent(share: float) -> str:
    """``62 %``; ``<1 %`` and ``>99 %`` for what is almost, and not quite, none or all."""
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return "<1 %"
    return ">99 %" if rounded == 100 and share < 1 else f"{rounded} %"  # noqa: PLR2004 - per cent
