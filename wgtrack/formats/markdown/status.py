"""A status report as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from wgtrack.formats import shown
from wgtrack.formats.markdown.escaping import escape
from wgtrack.formats.sections import (
    FLAG_NAMES,
    NOTHING_URGENT,
    PROVISIONAL,
    PROVISIONAL_LEGEND,
    VERDICT_WORDS,
    as_of,
    by_key,
    coming,
    countdown_words,
    day_in_zone,
    deadlines,
    deliverables,
    flags_words,
    left_words,
    owner_words,
    stage_words,
    totals_words,
    under_way_words,
    why_words,
)
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, Text, translatable
from wgtrack.messages.phrases import due_words
from wgtrack.status.report import URGENT, AreaStatus, ItemStatus, StatusReport

_LEFT, _RIGHT = "---", "---:"


def status_markdown(report: StatusReport, language: Language) -> str:
    """The status as Markdown."""
    parts = [part for section in SECTIONS for part in section(report, language)]
    return "\n\n".join(parts) + "\n"


def _head(report: StatusReport, language: Language) -> Iterator[str]:
    yield f"# {escape(report.group.name)}"
    yield escape(language.tell(translatable("As of {instant}.", instant=as_of(report))))
    yield " ".join(filter(None, (escape(language.tell(words(report))) for words in (totals_words, flags_words))))


def _events(report: StatusReport, language: Language) -> Iterator[str]:
    told = [
        (event.title, day_in_zone(event.starts, report), under_way_words(event, report)) for event in report.under_way
    ]
    told += [(event.title, day_in_zone(event.starts, report), countdown_words(event)) for event in coming(report)]
    if told:
        yield _heading(translatable("Events"), language)
        columns = ((translatable("Event"), _LEFT), (translatable("Starts"), _LEFT), (translatable("How far"), _LEFT))
        yield _table(columns, ((title, language.tell(day), language.tell(far)) for title, day, far in told), language)


def _deliverables(report: StatusReport, language: Language) -> Iterator[str]:
    found = deliverables(report)
    if found:
        yield _heading(translatable("Deliverables"), language)
        columns = (
            *((translatable("Key"), _LEFT), (translatable("Deliverable"), _LEFT), (translatable("Progress"), _RIGHT)),
            *((translatable("Verdict"), _LEFT), (translatable("Why"), _LEFT)),
        )
        yield _table(columns, (_deliverable(item, language) for item in found), language)


def _deliverable(item: ItemStatus, language: Language) -> tuple[str, ...]:
    progress = translatable("{progress}, {stage}", progress=language.percent(item.progress), stage=stage_words(item))
    verdict = VERDICT_WORDS[item.verdict]
    return item.key, item.title, language.tell(progress), language.tell(verdict), language.tell(why_words(item))


def _areas(report: StatusReport, language: Language) -> Iterator[str]:
    if report.areas:
        yield _heading(translatable("Areas"), language)
        columns = (
            *((translatable("Area"), _LEFT), (translatable("Progress"), _RIGHT), (translatable("Done"), _RIGHT)),
            (translatable("Worst"), _LEFT),
        )
        yield _table(columns, (_area(area, language) for area in report.areas), language)


def _area(area: AreaStatus, language: Language) -> tuple[str, ...]:
    done = translatable("{done} of {items}", done=area.done, items=area.items)
    worst = VERDICT_WORDS[area.worst] if area.worst else translatable("no work")
    return area.title, language.percent(area.progress), language.tell(done), language.tell(worst)


def _attention(report: StatusReport, language: Language) -> Iterator[str]:
    if not report.attention:
        if report.items:
            yield language.tell(NOTHING_URGENT)
        return
    items = by_key(report)
    yield _heading(translatable("Needs attention"), language)
    columns = tuple(
        (heading, _LEFT)
        for heading in (
            translatable("Verdict"),
            translatable("Key"),
            translatable("Item"),
            translatable("Why"),
            translatable("Owners"),
        )
    )
    yield _table(columns, (_urgent(items[key], report, language) for key in report.attention), language)


def _urgent(item: ItemStatus, report: StatusReport, language: Language) -> tuple[str, ...]:
    verdict = language.tell(VERDICT_WORDS[item.verdict] if item.verdict in URGENT else FLAG_NAMES["stale"])
    why, owners = language.clauses(item.reasons), language.tell(owner_words(item, report))
    return verdict, item.key, item.title, why, owners


def _deadlines(report: StatusReport, language: Language) -> Iterator[str]:
    ahead = deadlines(report)
    if ahead:
        yield _heading(translatable("Next deadlines"), language)
        columns = (
            *((translatable("Due"), _LEFT), (translatable("Left"), _RIGHT), (translatable("Key"), _LEFT)),
            *((translatable("Item"), _LEFT), (translatable("Owners"), _LEFT)),
        )
        yield _table(columns, (_deadline(item, report, language) for item in ahead), language)


def _deadline(item: ItemStatus, report: StatusReport, language: Language) -> tuple[str, ...]:
    left, owners = language.tell(left_words(item)), language.tell(owner_words(item, report))
    return _when(item, language), left, item.key, item.title, owners


def _work(report: StatusReport, language: Language) -> Iterator[str]:
    if report.items:
        yield _heading(translatable("All work"), language)
        columns = (
            *((translatable("Key"), _LEFT), (translatable("Item"), _LEFT), (translatable("Owners"), _LEFT)),
            *((translatable("Due"), _LEFT), (translatable("Verdict"), _LEFT), (translatable("Progress"), _RIGHT)),
        )
        more = shown.used(report.items)
        named: list[tuple[Text, str]] = [*columns, *((shown.heading(name, language), _RIGHT) for name in more)]
        rows = ((*_line(item, report, language), *shown.cells(item, more, language)) for item in report.items)
        yield _table(named, rows, language)
    if any(item.due is not None and item.due.provisional for item in report.items):
        yield escape(language.tell(PROVISIONAL_LEGEND))


def _line(item: ItemStatus, report: StatusReport, language: Language) -> tuple[str, ...]:
    verdict = VERDICT_WORDS[item.verdict]
    if item.done_on is not None and item.state == "done":
        verdict = translatable("{verdict}, {day}", verdict=verdict, day=item.done_on)
    owners, progress = language.tell(owner_words(item, report)), language.percent(item.progress)
    return item.key, item.title, owners, _when(item, language), language.tell(verdict), progress


def _when(item: ItemStatus, language: Language) -> str:
    if item.due is None:
        return ""
    due = due_words(item.due)
    words = translatable("{due} (limit)", due=due) if item.target is None else due
    return f"{language.tell(words)}{PROVISIONAL if item.due.provisional else ''}"


def _heading(words: Message, language: Language) -> str:
    return f"## {escape(language.tell(words))}"


def _table(columns: Sequence[tuple[Text, str]], rows: Iterable[Iterable[str]], language: Language) -> str:
    """A table from the names of its columns with their alignment, and its rows as plain text."""
    heads = [[escape(language.tell(name)) for name, _ in columns], [alignment for _, alignment in columns]]
    lines = [*heads, *([escape(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


SECTIONS = (_head, _events, _deliverables, _areas, _attention, _deadlines, _work)
