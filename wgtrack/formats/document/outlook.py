"""What lies ahead: the work that decides the dates, the forecast; and all items."""

from collections.abc import Iterator

from wgtrack.formats.document.dates import dated
from wgtrack.formats.document.values import Block, Column, Listing, Section, Table
from wgtrack.formats.sections import PROVISIONAL_LEGEND, VERDICT_WORDS
from wgtrack.messages.languages import Language
from wgtrack.messages.message import plural, translatable
from wgtrack.planning.forecast import Forecast
from wgtrack.planning.plan import Plan
from wgtrack.planning.schedule import Planned
from wgtrack.report.report import Report
from wgtrack.status.report import ItemStatus


def plans(report: Report, language: Language) -> Iterator[Section]:
    """The critical chain of every open deliverable, and what would win days."""
    heading = language.tell(translatable("What decides the dates"))
    if report.no_plan is not None:
        yield Section(heading, (language.tell(translatable("There is no plan: {why}", why=report.no_plan)),))
    elif report.plans:
        yield Section(heading, ())
        yield from (
            Section(f"{plan.key} {plan.title}", tuple(_plan(plan, report, language)), 3) for plan in report.plans
        )


def _plan(plan: Plan, report: Report, language: Language) -> Iterator[Block]:
    yield language.tell(plan.headline)
    if plan.chain:
        tell = language.tell
        columns = (
            *(Column(tell(translatable("Key")), whole=True), Column(tell(translatable("Work")))),
            Column(tell(translatable("Days left")), "right", whole=True),
            *(
                Column(tell(each), whole=True)
                for each in (translatable("Starts"), translatable("Finished"), translatable("Must be finished by"))
            ),
            Column(tell(translatable("Owners"))),
        )
        yield Table(columns, tuple(_piece(piece, report, language) for piece in plan.chain))
    if plan.wins:
        tell = language.tell
        columns = (Column(tell(translatable("Wins")), "right"), Column(tell(translatable("What would win days"))))
        yield Table(columns, tuple((language.number(win.days), tell(win.words)) for win in plan.wins))
    if plan.overloads:
        yield Listing(tuple(language.tell(words) for words in plan.overloads))


def _piece(piece: Planned, report: Report, language: Language) -> tuple[str, ...]:
    days = (piece.early_start, piece.early_finish, piece.late_finish)
    return (
        *(piece.key, piece.title, language.number(piece.days)),
        *("" if day is None else language.short_day(day) for day in days),
        language.joined(report.names.get(owner, owner) for owner in piece.owners),
    )


def forecast(report: Report, language: Language) -> Iterator[Section]:
    """How likely it is by when that all open work is done, and what that rests on."""
    if not report.status.items:
        return
    heading = language.tell(translatable("Forecast"))
    if report.forecast is None:
        why = translatable("There is no forecast: {why}", why=report.no_forecast or "")
        yield Section(heading, (language.tell(why),))
    else:
        yield Section(heading, tuple(_forecast(report.forecast, language)))


def _forecast(made: Forecast, language: Language) -> Iterator[Block]:
    tell = language.tell
    yield tell(
        plural(
            made.samples,
            "When all open work is done, planned {number} time with days as they may come.",
            "When all open work is done, planned {number} times with days as they may come.",
        )
    )
    shares = ((50, made.outlook.p50), (80, made.outlook.p80), (95, made.outlook.p95))
    columns = (Column(tell(translatable("Likely")), "right"), Column(tell(translatable("Done by"))))
    yield Table(columns, tuple((language.percent(share), language.weekday(day)) for share, day in shares))
    based = (tell(translatable("It rests on {basis}.", basis=basis.words)) for basis in made.bases)
    yield Listing((*based, *map(tell, made.remarks)))


def items(report: Report, language: Language) -> Iterator[Section]:
    """All items, each with its date and verdict."""
    tell = language.tell
    if not report.status.items:
        return
    columns = (
        Column(tell(translatable("Key")), whole=True),
        *(Column(tell(each)) for each in (translatable("Item"), translatable("Owners"))),
        *(Column(tell(each), whole=True) for each in (translatable("Due"), translatable("Verdict"))),
        Column(tell(translatable("Progress")), "right", whole=True),
    )
    rows = tuple(_item(item, report, language) for item in report.status.items)
    yield Section(tell(translatable("All items")), (Table(columns, rows),))


def _item(item: ItemStatus, report: Report, language: Language) -> tuple[str, ...]:
    verdict = VERDICT_WORDS[item.verdict]
    if item.done_on is not None and item.state == "done":
        verdict = translatable("{verdict}, {day}", verdict=verdict, day=language.short_day(item.done_on))
    return (
        item.key,
        item.title,
        language.joined(report.names.get(owner, owner) for owner in item.owners),
        _due(item, language),
        language.tell(verdict),
        language.percent(item.progress),
    )


def _due(item: ItemStatus, language: Language) -> str:
    if item.due is None:
        return ""
    day = dated(item.due, language)
    return day if item.target is not None else language.tell(translatable("{day} (limit)", day=day))


def provisional(report: Report, language: Language) -> Iterator[Section]:
    """The dates that rest on a calendar that is not official yet."""
    tell = language.tell
    if report.provisional:
        columns = (
            *(Column(tell(translatable("Key")), whole=True), Column(tell(translatable("Item")))),
            Column(tell(translatable("Due")), whole=True),
        )
        rows = tuple((item.key, item.title, _due(item, language)) for item in report.provisional)
        blocks = (tell(PROVISIONAL_LEGEND), Table(columns, rows))
        yield Section(tell(translatable("Dates that may still change")), blocks)
