"""A report as one HTML file that asks the network for nothing: for a phone, a desk and paper, with script and without."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup

from wgtrack.charts import NAMES, picture
from wgtrack.formats import item_rows
from wgtrack.formats.document.movement import coming_words, later_words, since_words
from wgtrack.formats.page import Surroundings, page
from wgtrack.formats.sections import FLAG_NAMES, VERDICT_WORDS, coming, day_in_zone
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, clauses, term, translatable
from wgtrack.planning.forecast import Forecast
from wgtrack.planning.probabilities import ItemForecast
from wgtrack.report.report import DeliverableTrack, Moved, Portfolio, Report, StageTrack
from wgtrack.status.report import URGENT, Flag, ItemStatus, StatusReport, Verdict

#: Address of an item from its key; that in the page is where it stands in the table of all items.
Address = Callable[[str], str]

_SCRIPT = "items.js"
#: Items of a forecast that decide when all is done.
_MOST_DECIDING = 5
#: Stages of a lifecycle up to which all are shown, with a date or without.
_MOST_STAGES = 10


def write(
    report: Report | Portfolio,
    language: Language,
    *,
    address: Address = "#item-{}".format,
    group: Address | None = None,
    site: Surroundings | None = None,
) -> str:
    """The report, or the portfolio, as a page.

    ``address`` is where the key of an item leads to, ``group`` where that of a group in a portfolio does; ``site`` what
    surrounds the page on a site.
    """
    if isinstance(report, Portfolio):
        return page("portfolio.html", language, site=site, **_portfolio_values(report, language, group))
    return page("report.html", language, script=_SCRIPT, site=site, **_values(report, language, address))


def _portfolio_values(portfolio: Portfolio, language: Language, address: Address | None) -> dict[str, Any]:
    instant = language.instant(portfolio.at, str(portfolio.at.tzinfo))
    return {
        "portfolio": portfolio,
        "address": address,
        "as_of": language.tell(translatable("As of {instant}", instant=instant)),
        "due": lambda item, group: item_rows.due_mark(item.due, language, group.timezone),
    }


class Section(NamedTuple):
    """One part of the page: the template of that name in ``templates/report``."""

    name: str
    title: Message
    #: How many things it lists, beside its title; None where that says nothing.
    number: int | None = None


def _sections(report: Report) -> Iterator[Section]:
    """The parts that have something to say, in their order."""
    items = report.status.items
    yield Section("standing", translatable("Where the work stands"))
    if report.turns:
        yield Section("turns", translatable("Who must act now"), len(report.turns))
    if items:
        yield Section("attention", translatable("Needs attention"), len(report.status.attention))
    if report.deliverables:
        yield Section("deliverables", translatable("Deliverables"), len(report.deliverables))
    yield Section("changes", translatable("What changed"))
    yield Section("coming", translatable("Until the next report"), len(report.coming))
    if report.plans or report.no_plan:
        yield Section("plans", translatable("What decides the dates"))
    if items:
        yield Section("forecast", translatable("Forecast"))
    if report.status.areas:
        yield Section("areas", translatable("Areas"), len(report.status.areas))
    if items:
        yield Section("pictures", translatable("Pictures"))
        yield Section("items", translatable("All items"), len(items))
    if report.provisional:
        yield Section("provisional", translatable("Dates that may still change"), len(report.provisional))


def _values(report: Report, language: Language, address: Address) -> dict[str, Any]:
    """What the templates of a report are given, beside what every page has."""
    return {
        "report": report,
        "sections": list(_sections(report)),
        "attention": _attention(report.status),
        "urgent": URGENT,
        "address": address,
        "known": {item.key for item in report.status.items},
        "on": lambda deadline: day_in_zone(deadline, report.status),
        "due": lambda due: item_rows.due_mark(due, language, report.group.timezone) if due else "–",
        "owned": cache(lambda owners: language.joined(report.names.get(owner, owner) for owner in owners)),
        "flag": lambda flag: flag_mark(flag, language),
        "since": language.short_day(report.since.date()) if report.since else "",
        "since_words": language.tell(since_words(report, language)),
        "later": lambda working_days: language.tell(later_words(working_days)),
        "date_name": lambda move: language.tell(_date_name(move)),
        "clauses": clauses,
        "countdown": coming(report.status),
        "verdicts": tuple(_verdicts(report)),
        "looks": stage_looks,
        "coming_words": lambda one: language.tell(coming_words(one)),
        "deciding": _deciding(report.forecast),
        "figures": [_figure(name, report, language) for name in _pictures(report)],
        "parts": list(item_rows.parts(report, language)),
        "filters": item_rows.filters(report, language),
        "more_headings": item_rows.headings(report, language),
    }


def _attention(status: StatusReport) -> list[ItemStatus]:
    items = {item.key: item for item in status.items}
    return [items[key] for key in status.attention]


def flag_mark(flag: Flag, language: Language) -> Markup:
    """A flag, told from a verdict by having no colour."""
    return Markup('<span class="flag">{}</span>').format(language.tell(FLAG_NAMES[flag]))


class VerdictCount(NamedTuple):
    """How many items have a verdict now, and had at the last report."""

    verdict: Verdict
    now: int
    before: int | None


def _verdicts(report: Report) -> Iterator[VerdictCount]:
    """The verdicts that there are or were, good news first."""
    before = report.totals_before
    for verdict in VERDICT_WORDS:
        count = VerdictCount(verdict, report.status.totals[verdict], None if before is None else before[verdict])
        if count.now or count.before:
            yield count


class StageLook(NamedTuple):
    """How a stage on a track is shown: by a class, and by a sign for those who see no colour."""

    stage: StageTrack
    name: str
    sign: str


def stage_looks(track: DeliverableTrack) -> list[StageLook]:
    """The stages of a deliverable; of a long lifecycle those with a date."""
    last = max((place for place, stage in enumerate(track.stages) if stage.reached), default=-1)
    found = [_look(stage, passed=place < last, done=track.item.finished) for place, stage in enumerate(track.stages)]
    if len(found) <= _MOST_STAGES:
        return found
    return [look for look in found if look.stage.planned or look.stage.reached or look.stage.current]


def _look(stage: StageTrack, *, passed: bool, done: bool) -> StageLook:
    behind = " behind" if stage.late else ""
    if stage.current and not done:
        return StageLook(stage, f"current{behind}", "●")
    if stage.reached:
        return StageLook(stage, f"reached{behind}", "✓")
    if passed:
        return StageLook(stage, "passed", "–")
    return StageLook(stage, f"ahead{behind}", "!" if behind else "○")


def _date_name(move: Moved) -> Message:
    """Which date of an item or event moved."""
    match move.which:
        case "target":
            return translatable("target")
        case "limit":
            return translatable("limit")
        case "stage":
            return translatable("stage {stage}", stage=term(move.stage or ""))
        case "starts":
            return translatable("first day")
        case "ends":
            return translatable("last day")


def _deciding(forecast: Forecast | None) -> list[ItemForecast]:
    """What is on the critical chain most often."""
    if forecast is None:
        return []
    return [item for item in forecast.items[:_MOST_DECIDING] if item.critical > 0 and item.days > 0]


def _pictures(report: Report) -> Iterator[str]:
    """Names of the pictures that have something to show."""
    for name in NAMES if report.status.items else ():
        if name != "load" or report.load:
            yield name


class Figure(NamedTuple):
    """A picture in the page."""

    name: str
    title: str
    description: str
    drawing: Markup


def _figure(name: str, report: Report, language: Language) -> Figure:
    made = picture(name, report, language)
    return Figure(name, made.title, made.description, Markup(made.inline(f"picture-{name}-")))  # noqa: S704 - a picture escapes what it is given
