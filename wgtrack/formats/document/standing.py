"""How things stand: events, verdicts, who must act, what needs attention, deliverables and areas."""

from collections.abc import Iterator

from wgtrack.formats import shown
from wgtrack.formats.document.dates import dated
from wgtrack.formats.document.values import Block, Column, Section, Table
from wgtrack.formats.sections import (
    VERDICT_WORDS,
    coming,
    countdown_words,
    day_in_zone,
    under_way_words,
)
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, Text, plural, translatable
from wgtrack.report.report import Ball, DeliverableTrack, Report, StageTrack
from wgtrack.status.report import URGENT


def events(report: Report, language: Language) -> Iterator[Section]:
    """The events that go on or are to come."""
    tell, status = language.tell, report.status
    rows = [
        (event.title, day_in_zone(event.starts, status), under_way_words(event, status)) for event in status.under_way
    ]
    rows += [(event.title, day_in_zone(event.starts, status), countdown_words(event)) for event in coming(status)]
    if rows:
        columns = tuple(
            Column(tell(each)) for each in (translatable("Event"), translatable("Starts"), translatable("How far"))
        )
        yield Section(
            tell(translatable("Events")),
            (Table(columns, tuple((title, tell(on), tell(far)) for title, on, far in rows)),),
        )


def verdicts(report: Report, language: Language) -> Iterator[Section]:
    """How many items have each verdict, now and at the last report, and which have another one."""
    tell, before = language.tell, report.totals_before
    there_are = [
        verdict
        for verdict in VERDICT_WORDS
        if report.status.totals[verdict] or (before is not None and before[verdict])
    ]
    if not there_are:
        yield Section(tell(translatable("Verdicts")), (tell(translatable("There is no work on record yet.")),))
        return
    columns = [Column(tell(translatable("Verdict")), whole=True), Column(tell(translatable("Now")), "right")]
    rows = [[tell(VERDICT_WORDS[verdict]), str(report.status.totals[verdict])] for verdict in there_are]
    if before is not None and report.since is not None:
        columns.append(Column(language.short_day(report.since.date()), "right"))
        for row, verdict in zip(rows, there_are, strict=True):
            row.append(str(before[verdict]))
    blocks: list[Block] = [Table(tuple(columns), tuple(map(tuple, rows)))]
    if report.verdict_changes:
        blocks.append(_verdict_changes(report, language))
    yield Section(tell(translatable("Verdicts")), tuple(blocks))


def _verdict_changes(report: Report, language: Language) -> Table:
    tell = language.tell
    columns = (
        *(Column(tell(translatable("Key")), whole=True), Column(tell(translatable("Item")))),
        *(Column(tell(translatable("Before")), whole=True), Column(tell(translatable("Now")), whole=True)),
    )
    rows = (
        (
            change.item.key,
            change.item.title,
            tell(VERDICT_WORDS[change.before]) if change.before else "",
            tell(VERDICT_WORDS[change.item.verdict]),
        )
        for change in report.verdict_changes
    )
    return Table(columns, tuple(rows))


def turns(report: Report, language: Language) -> Iterator[Section]:
    """Who must act now, on what, and for how long the ball has been with them."""
    tell = language.tell
    if not report.turns:
        return
    columns = (
        *(
            Column(tell(translatable("Who"))),
            Column(tell(translatable("Key")), whole=True),
            Column(tell(translatable("Item"))),
        ),
        *(
            Column(tell(translatable("Verdict")), whole=True),
            Column(tell(translatable("Since")), whole=True),
            Column(tell(translatable("Working days")), "right"),
        ),
        Column(tell(translatable("What"))),
    )
    rows = tuple(
        (
            tell(turn.name) if not place else "",
            ball.item.key,
            ball.item.title,
            tell(VERDICT_WORDS[ball.item.verdict]),
            language.short_day(ball.since),
            str(ball.working_days),
            tell(_asked(ball)),
        )
        for turn in report.turns
        for place, ball in enumerate(turn.balls)
    )
    yield Section(tell(translatable("Who must act now")), (Table(columns, rows),))


def _asked(ball: Ball) -> Message:
    if ball.reason == "owner":
        return translatable("to do")
    return translatable("asked for: {what}", what=ball.what) if ball.what else translatable("others wait for it")


def attention(report: Report, language: Language) -> Iterator[Section]:
    """What needs attention, most urgent first, and why."""
    tell, status = language.tell, report.status
    if not status.items:
        return
    if not status.attention:
        yield Section(tell(translatable("Needs attention")), (tell(translatable("Nothing needs attention.")),))
        return
    items = {item.key: item for item in status.items}
    columns = (
        *(Column(tell(translatable("Verdict")), whole=True), Column(tell(translatable("Key")), whole=True)),
        *(Column(tell(each)) for each in (translatable("Item"), translatable("Owners"), translatable("Why"))),
    )
    more = shown.used(items[key] for key in status.attention)
    columns += tuple(Column(shown.heading(name, language), "right") for name in more)
    rows = tuple(
        (
            tell(VERDICT_WORDS[item.verdict] if item.verdict in URGENT else translatable("stale")),
            item.key,
            item.title,
            language.joined(report.names.get(owner, owner) for owner in item.owners),
            language.clauses(item.reasons),
            *shown.cells(item, more, language),
        )
        for item in (items[key] for key in status.attention)
    )
    yield Section(tell(translatable("Needs attention")), (Table(columns, rows),))


def deliverables(report: Report, language: Language) -> Iterator[Section]:
    """Every deliverable with the stages on its way: planned, reached, late."""
    tell = language.tell
    if not report.deliverables:
        return
    yield Section(tell(translatable("Deliverables")), ())
    for track in report.deliverables:
        item = track.item
        yield Section(f"{item.key} {item.title}", (_standing(track, language), _stages(track, language)), 3)


def _standing(track: DeliverableTrack, language: Language) -> str:
    item = track.item
    return language.tell(
        translatable(
            "{verdict}, {progress} done: {why}.",
            verdict=VERDICT_WORDS[item.verdict],
            progress=language.percent(item.progress),
            why=language.clauses(item.reasons),
        )
    )


def _stages(track: DeliverableTrack, language: Language) -> Table:
    tell = language.tell
    columns = (
        *(
            Column(tell(translatable("Stage"))),
            Column(tell(translatable("Planned")), whole=True),
            Column(tell(translatable("Reached")), whole=True),
        ),
        Column(tell(translatable("Late"))),
    )
    return Table(columns, tuple(_stage(stage, language) for stage in track.stages))


def _stage(stage: StageTrack, language: Language) -> tuple[str, ...]:
    title = language.term(stage.title)
    late: Text = (
        plural(stage.working_days_late or 0, "{number} working day", "{number} working days") if stage.late else ""
    )
    return (
        language.tell(translatable("{stage} (now)", stage=title)) if stage.current else title,
        "" if stage.planned is None else dated(stage.planned, language),
        "" if stage.reached is None else language.day(stage.reached),
        language.tell(late),
    )


def areas(report: Report, language: Language) -> Iterator[Section]:
    """The strands of the mandate."""
    tell = language.tell
    if not report.status.areas:
        return
    columns = (
        *(Column(tell(translatable("Area"))), Column(tell(translatable("Progress")), "right")),
        *(Column(tell(translatable("Done")), "right"), Column(tell(translatable("Worst")))),
    )
    rows = tuple(
        (
            area.title,
            language.percent(area.progress),
            tell(translatable("{done} of {items}", done=area.done, items=area.items)),
            tell(VERDICT_WORDS[area.worst] if area.worst else translatable("no work")),
        )
        for area in report.status.areas
    )
    yield Section(tell(translatable("Areas")), (Table(columns, rows),))
