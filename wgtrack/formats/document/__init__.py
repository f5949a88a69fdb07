"""A whole report, or a portfolio, as a document of headings, sentences and tables in its language."""

from wgtrack.formats.document import movement, outlook, standing
from wgtrack.formats.document.values import Align, Block, Column, Document, Listing, Section, Table
from wgtrack.formats.sections import as_of, flags_words, totals_words
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Text, translatable
from wgtrack.messages.phrases import due_words
from wgtrack.report.report import Portfolio, PortfolioRow, Report

__all__ = ["Align", "Block", "Column", "Document", "Listing", "Section", "Table", "document"]

#: The parts of a report in their order: the answer first, then who must act, what moved, what lies ahead, and all of it.
_PARTS = (
    standing.events,
    standing.verdicts,
    standing.turns,
    standing.attention,
    standing.deliverables,
    movement.changes,
    movement.coming,
    outlook.plans,
    outlook.forecast,
    standing.areas,
    outlook.items,
    outlook.provisional,
)


def document(report: Report | Portfolio, language: Language) -> Document:
    """The report told in a language."""
    if isinstance(report, Portfolio):
        return _portfolio(report, language)
    tell = language.tell
    title = report.group.name
    if report.number is not None:
        title = tell(translatable("{group}: report {number}", group=title, number=report.number))
    lead = (
        tell(translatable("As of {instant}.", instant=as_of(report.status))),
        tell(totals_words(report.status)),
        tell(flags_words(report.status)),
    )
    sections = tuple(section for part in _PARTS for section in part(report, language))
    return Document(title, tell(report.headline), tuple(text for text in lead if text), sections)


def _portfolio(portfolio: Portfolio, language: Language) -> Document:
    tell = language.tell
    numbers = (translatable("Open"), translatable("Overdue"), translatable("At risk"), translatable("Progress"))
    columns = (
        Column(tell(translatable("Group"))),
        *(Column(tell(heading), "right") for heading in numbers),
        *(
            Column(tell(each))
            for each in (translatable("Next deadline"), translatable("Last activity"), translatable("The answer"))
        ),
    )
    rows = tuple(_row(row, language) for row in portfolio.rows)
    table = Section(tell(translatable("Groups")), (Table(columns, rows),))
    return Document(tell(translatable("All groups")), None, (), (table,))


def _row(row: PortfolioRow, language: Language) -> tuple[str, ...]:
    item = row.next_deadline
    due: Text = (
        ""
        if item is None or item.due is None
        else translatable("{due}: {title}", due=due_words(item.due), title=item.title)
    )
    return (
        row.group.name,
        *(str(row.open), str(row.overdue), str(row.at_risk)),
        language.percent(row.progress),
        language.tell(due),
        "" if row.last_activity is None else language.short_day(row.last_activity.date()),
        language.tell(row.headline),
    )
