"""What changed since the last report, and what is to come until the next one."""

from collections.abc import Iterator

from wgtrack.dates import Deadline
from wgtrack.formats.changes import Row, change_rows
from wgtrack.formats.document.dates import dated
from wgtrack.formats.document.values import Block, Column, Section, Table
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, plural, term, translatable
from wgtrack.report.report import Coming, Report


def changes(report: Report, language: Language) -> Iterator[Section]:
    """Everything that was finished, started, added, dropped, moved or reached, in the order in which it was."""
    blocks: list[Block] = [language.tell(since_words(report, language))]
    rows = change_rows(report.changes)
    blocks.append(_table(rows, language) if rows else language.tell(translatable("Nothing changed.")))
    yield Section(language.tell(translatable("What changed")), tuple(blocks))


def since_words(report: Report, language: Language) -> Message:
    """What the changes are counted from."""
    if report.since is None:
        return translatable("Since the record began.")
    instant = language.instant(report.since, report.group.timezone)
    if report.since_number is None:
        return translatable("Since {instant}.", instant=instant)
    return translatable("Since report {number} of {instant}.", number=report.since_number, instant=instant)


def _table(rows: tuple[Row, ...], language: Language) -> Table:
    short = (translatable("Day"), translatable("What"), translatable("Key"))
    long = (translatable("Item"), translatable("How"), translatable("By whom"), translatable("Why"))
    return Table(
        (
            *(Column(language.tell(heading), whole=True) for heading in short),
            *(Column(language.tell(heading)) for heading in long),
        ),
        tuple(
            (
                language.short_day(row.on),
                language.tell(row.what),
                row.key,
                row.title,
                _how(row, language),
                row.by,
                language.tell(row.why or ""),
            )
            for row in rows
        ),
    )


def _how(row: Row, language: Language) -> str:
    """Of a date that moved: from where to where and by how much; of a stage: which one."""
    if row.before is None and row.after is None:
        return language.term(row.stage or "")
    days = language.tell(later_words(row.working_days))
    before, after = _due(row.before, language), _due(row.after, language)
    if row.stage is None:
        return language.tell(translatable("{before} to {after}, {days}", before=before, after=after, days=days))
    stage = term(row.stage)
    return language.tell(
        translatable("{stage}: {before} to {after}, {days}", stage=stage, before=before, after=after, days=days)
    )


def later_words(working_days: int | None) -> Message:
    """By how much a date moved."""
    if working_days is None:
        return translatable("no date to compare with")
    if working_days < 0:
        return plural(-working_days, "{number} working day earlier", "{number} working days earlier")
    return plural(working_days, "{number} working day later", "{number} working days later")


def _due(deadline: Deadline | None, language: Language) -> str:
    return language.tell(translatable("no date")) if deadline is None else dated(deadline, language)


def coming(report: Report, language: Language) -> Iterator[Section]:
    """What is due, planned or starts until the next report."""
    tell = language.tell
    blocks: list[Block] = [tell(translatable("The next report is on {day}.", day=language.weekday(report.next_report)))]
    if report.coming:
        columns = (
            *(
                Column(tell(each), whole=True)
                for each in (translatable("Day"), translatable("What"), translatable("Key"))
            ),
            Column(tell(translatable("Item"))),
        )
        rows = ((language.short_day(one.on), tell(coming_words(one)), one.key, one.title) for one in report.coming)
        blocks.append(Table(columns, tuple(rows)))
    else:
        blocks.append(tell(translatable("Nothing is due, planned or starts until then.")))
    yield Section(tell(translatable("Until the next report")), tuple(blocks))


def coming_words(one: Coming) -> Message:
    """What is to come on its day."""
    match one.kind:
        case "due":
            return translatable("due")
        case "limit":
            return translatable("limit")
        case "finish":
            return translatable("planned to be finished")
        case "stage":
            return translatable("planned to enter stage {stage}", stage=term(one.stage or ""))
        case "event":
            return translatable("event starts")
