"""Pictures of a report, as SVG: each is drawn from the report's values alone, so that the same report gives the same bytes."""

from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING

from wgtrack.charts.style import css
from wgtrack.errors import InputError, choose_from, closest, did_you_mean
from wgtrack.messages.message import iso_day, untranslated

if TYPE_CHECKING:
    from wgtrack.charts.context import About
    from wgtrack.charts.drawing import Picture
    from wgtrack.messages.languages import Language
    from wgtrack.planning.bars import Timeline
    from wgtrack.report.report import Report

#: What there is to see; each is the module of its name, with a function ``of(report, about) -> Picture``.
NAMES = ("timeline", "trend", "burnup", "load")
#: What a page that pictures stand in adds to its own style.
CSS = css()

__all__ = ["CSS", "NAMES", "known", "picture", "timeline_picture"]


def known(name: str) -> str:
    """The name, if there is a picture of it; else InputError."""
    if name in NAMES:
        return name
    message = untranslated("there is no picture '{name}'", code="unknown_picture", name=name)
    raise InputError(message, did_you_mean(closest(name, NAMES), choose_from(NAMES)))


def picture(
    name: str, report: "Report", language: "Language", *, first: date | None = None, last: date | None = None
) -> "Picture":
    """A picture of a report: ``timeline``, ``trend``, ``burnup`` or ``load``.

    ``first`` and ``last`` are the days shown, of what is in the report: all of them where left out. The last day of a trend
    is always that of the report.

    Raises:
        InputError: there is no such picture, or the last day is before the first one.
    """
    group = report.group
    about = _about(group.name, report.at, group.timezone, language, first, last)
    drawn: Picture = import_module(f"wgtrack.charts.{known(name)}").of(report, about)
    return drawn


def timeline_picture(timeline: "Timeline", language: "Language") -> "Picture":
    """The picture of a timeline alone, without a report."""
    from wgtrack.charts.timeline import draw  # noqa: PLC0415 - pages that need the style alone draw nothing

    return draw(timeline, _about(timeline.name, timeline.at, timeline.timezone, language))


def _about(  # noqa: PLR0917 - the parts of one value
    group: str,
    at: datetime,
    timezone: str,
    language: "Language",
    first: date | None = None,
    last: date | None = None,
) -> "About":
    from wgtrack.charts.context import About  # noqa: PLC0415 - brings the library that draws

    if first is not None and last is not None and last < first:
        raise InputError(
            untranslated(
                "the picture would end on {last}, before it starts on {first}", first=iso_day(first), last=iso_day(last)
            ),
            untranslated("give the later day last"),
        )
    return About(group, at, timezone, language, first, last)
